"""The band over every screen of the made-up school, with one hint at a time."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class PracticeBar(QFrame):
    """Says on every screen, the curtain too, that nothing is real; the hints can be put away."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip")
        words = PlainLabel(self.tr("PRACTICE – made-up school"), tone="strong", wrap=False)
        self.mark = identify(words, "app.practice", words.text())
        self.hint = identify(PlainLabel(), "app.practice_hint", "")
        self.next = quiet_button("app.practice_next", self.tr("Next step"))
        self.next.clicked.connect(self._next)
        self.hide_hints = quiet_button("app.practice_hide", self.tr("Hide the steps"))
        self.hide_hints.clicked.connect(self._put_away)
        self._steps: tuple[str, ...] = ()
        self._place = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(0.5), space(4), space(0.5))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(space(1))
        row.addWidget(self.mark)
        row.addStretch(1)
        row.addWidget(self.next)
        row.addWidget(self.hide_hints)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.show_steps(())

    def show_steps(self, steps: Sequence[str]) -> None:
        """Begin with the first of these; none shows the band alone."""
        self._steps, self._place = tuple(steps), 0
        self._show()

    def _show(self) -> None:
        shown = bool(self._steps)
        for part in (self.hint, self.next, self.hide_hints):
            part.setVisible(shown)
        if not shown:
            return
        words = self._steps[self._place]
        self.hint.setText(words)
        self.hint.setAccessibleName(words)
        self.next.setVisible(self._place + 1 < len(self._steps))

    def _next(self) -> None:
        self._place = min(self._place + 1, len(self._steps) - 1)
        self._show()
        announce(self.hint, self._steps[self._place])
        (self.next if not self.next.isHidden() else self.hide_hints).setFocus()

    def _put_away(self) -> None:
        self.show_steps(())
