"""What the short chronology will say of a concern; folded away until somebody wants it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.text_line import TextLine


class ChronologyMarks(QWidget):
    """Significant or not, one line that stands for the concern, and what the lead makes of it.

    ``fold`` is the button that unfolds it; the screen puts it where there is room.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.fold = quiet_button("triage.marks", self.tr("For the chronology"))
        self.fold.setProperty("flush", "true")
        self.significant = CheckLine("triage.significant", self.tr("Significant"))
        self.summary = TextLine(
            "triage.summary", self.tr("One line for the short chronology"),
            placeholder=self.tr("One line for the short chronology"),
        )  # fmt: skip
        self.so_what = TextLine(
            "triage.so_what", self.tr("So what: what it means for the child"),
            placeholder=self.tr("So what? What it means for the child"),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        for widget in (self.significant, self.summary, self.so_what):
            column.addWidget(widget)
        self._open = False
        self.fold.clicked.connect(self.toggle)
        self._show()

    def toggle(self) -> None:
        """Fold or unfold; what was written stays."""
        self._open = not self._open
        self._show()

    def clear(self) -> None:
        """Empty it and fold it away."""
        self.significant.setChecked(False)
        self.summary.clear()
        self.so_what.clear()
        self._open = False
        self._show()

    def started(self) -> bool:
        """Whether anything was said."""
        return bool(
            self.significant.isChecked()
            or self.summary.text().strip()
            or self.so_what.text().strip()
        )

    def _show(self) -> None:
        self.setVisible(self._open)
        state = self.tr("shown") if self._open else self.tr("hidden")
        self.fold.setAccessibleName(self.tr("For the chronology, {state}").format(state=state))
        icon = "chevron-down" if self._open else "chevron-right"
        set_icon(self.fold, icon, tone="link", size=18)
        self.updateGeometry()
