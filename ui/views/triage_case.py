"""The child's open cases: one line and one press for each, to add the concern to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.triage_material import OpenCase
from ui.widgets.check_line import CheckLine


class CaseChoice(QWidget):
    """Nothing is ticked at first: the concern gets a case of its own, or stays in its case."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lines: dict[str, CheckLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
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
            line = CheckLine(f"triage.case{end}", words.format(case=case.words))
            line.toggled.connect(lambda on, key=case.id: self._toggled(key, on=on))
            self._lines[case.id] = line
            self._column.addWidget(line)
        self.setVisible(bool(cases))

    def value(self) -> str:
        """The id of the open case that was taken, empty for none."""
        return next((key for key, line in self._lines.items() if line.isChecked()), "")

    def take(self, case_id: str) -> None:
        """Take a case as a press does; an unknown id takes none."""
        for key, line in self._lines.items():
            line.setChecked(key == case_id)

    def _toggled(self, case_id: str, *, on: bool) -> None:
        """A concern goes into one case."""
        if on:
            for key, line in self._lines.items():
                if key != case_id:
                    line.setChecked(False)
        self.changed.emit()
