"""The child's open cases: one line and one press for each, to add the concern to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.triage_material import OpenCase
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine

_IN_SIGHT = 2


class CaseChoice(QWidget):
    """Nothing is ticked at first: the concern gets a case of its own, or stays in its case."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lines: dict[str, CheckLine] = {}
        self._all = False
        self.more = quiet_button("triage.case_more", "")
        self.more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def offer(self, cases: Sequence[OpenCase], *, own: str) -> None:
        """Offer these cases instead of the ones before; ``own`` says in which it is already."""
        for line in self._lines.values():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        words = (
            self.tr("Move it to the other open case: {case}")
            if own
            else self.tr("Already an open case – add to it: {case}")
        )
        for place, case in enumerate(cases, start=1):
            end = "" if place == 1 else f".{place}"
            line = CheckLine(f"triage.case{end}", words.format(case=case.words), cut=True)
            line.toggled.connect(lambda on, key=case.id: self._toggled(key, on=on))
            self._lines[case.id] = line
            self._column.insertWidget(place - 1, line)
        self._all = False
        self._fold()
        self.setVisible(bool(cases))

    def value(self) -> str:
        """The id of the open case that was taken, empty for none."""
        return next((key for key, line in self._lines.items() if line.isChecked()), "")

    def take(self, case_id: str) -> None:
        """Take a case as a press does; an unknown id takes none."""
        for key, line in self._lines.items():
            line.setChecked(key == case_id)
        self._fold()

    def _fold(self) -> None:
        """The newest are in sight, and the one that was taken."""
        lines = list(self._lines.values())
        for place, line in enumerate(lines):
            line.setVisible(self._all or place < _IN_SIGHT or line.isChecked())
        hidden = sum(line.isHidden() for line in lines)
        self.more.setText(self.tr("{n} more").format(n=hidden))
        self.more.setAccessibleName(self.tr("{n} more open cases").format(n=hidden))
        self.more.setVisible(bool(hidden))

    def _show_all(self) -> None:
        """Show every case, and go to the first that was hidden."""
        first = next((line for line in self._lines.values() if line.isHidden()), None)
        self._all = True
        for line in self._lines.values():
            line.show()
        if first is not None:
            first.setFocus()
        self._fold()

    def _toggled(self, case_id: str, *, on: bool) -> None:
        """A concern goes into one case."""
        if on:
            for key, line in self._lines.items():
                if key != case_id:
                    line.setChecked(False)
        self.changed.emit()
