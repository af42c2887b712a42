"""The body maps drawn for a concern: one line each, to go on drawing or to take off."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.records.body_map import BodyMap
from ui.icons import set_icon
from ui.theme import TARGET, space
from ui.widgets.buttons import quiet_button
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class MapRows(QWidget):
    """``opened`` and ``removed`` carry the place of a map, the first one is 0."""

    opened = Signal(int)
    removed = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        self.hide()

    def show_maps(self, body_maps: Sequence[BodyMap]) -> None:
        """Show one line for each map."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place, body_map) for place, body_map in enumerate(body_maps)]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(body_maps))

    def stops(self) -> list[QWidget]:
        """The buttons of the lines, in the order in which Tab is to reach them."""
        return [button for row in self._rows for button in row.findChildren(EnterButton)]

    def _row(self, place: int, body_map: BodyMap) -> QWidget:
        number = place + 1
        marks = len(body_map.marks)
        count = self.tr("1 mark") if marks == 1 else self.tr("{n} marks").format(n=marks)
        sites = dict.fromkeys(mark.site for mark in body_map.marks if mark.site)
        words = self.tr("Body map {n}: {what}").format(
            n=number, what=", ".join((count, *sites)) if len(sites) <= 2 else count
        )
        change = quiet_button(
            f"report.body_map_{number}",
            self.tr("Change"),
            name=self.tr("Change body map {n}").format(n=number),
        )
        change.clicked.connect(lambda: self.opened.emit(place))
        remove = EnterButton()
        remove.setProperty("kind", "quiet")
        remove.setAutoDefault(False)
        remove.setFixedSize(TARGET, TARGET)
        set_icon(remove, "x", tone="link", size=18)
        off = self.tr("Take body map {n} off").format(n=number)
        identify(remove, f"report.body_map_{number}_remove", off)
        remove.clicked.connect(lambda: self.removed.emit(place))
        row = QWidget()
        row.setProperty("kind", "plain")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(1))
        line.addWidget(PlainLabel(words), 1)
        line.addWidget(change)
        line.addWidget(remove)
        return row
