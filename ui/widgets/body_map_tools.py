"""What can be done with the chosen mark by single presses, without dragging anything."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from storage.records.body_map import Mark
from ui.plain_tip import plain_tip
from ui.theme import TARGET, scaled, space
from ui.widgets.body_map_state import SMALLEST
from ui.widgets.buttons import quiet_button, secondary_button

STEP = SMALLEST
TURN = 15


class MarkTools(QWidget):
    """Undo, move, wider, higher, smaller, turn; and the way to a closer view."""

    undo_requested = Signal()
    moving = Signal(bool)
    grown = Signal(int, int)
    turned = Signal(int)
    closer_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.undo = self._tool("undo", self.tr("Undo the last step"), "undo-2", self.tr("Ctrl+Z"))
        self.move_here = self._tool(
            "move",
            self.tr("Move this mark: then press where it belongs"),
            "move",
            self.tr("on the picture: arrow keys"),
        )
        self.move_here.setCheckable(True)
        shift = self.tr("on the picture: Shift and arrow keys")
        self.wider = self._tool("wider", self.tr("Wider"), "move-horizontal", shift)
        self.higher = self._tool("higher", self.tr("Higher"), "move-vertical", shift)
        self.smaller = self._tool("smaller", self.tr("Smaller"), "minus", shift)
        self.turn_it = self._tool(
            "turn",
            self.tr("Turn"),
            "rotate-cw",
            self.tr("on the picture: Ctrl and arrow keys"),
        )
        name = self.tr("Draw this on the larger picture")
        self.closer = secondary_button("body_map.larger", "", icon="zoom-in", name=name)
        self.closer.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(0.25))
        self._row = (
            *(self.undo, self.move_here, self.wider, self.higher, self.smaller, self.turn_it),
        )
        for button in self._row:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.closer)
        self.setMinimumHeight(self.undo.sizeHint().height())
        self.undo.clicked.connect(self.undo_requested)
        self.move_here.toggled.connect(self.moving)
        self.wider.clicked.connect(lambda: self.grown.emit(STEP, 0))
        self.higher.clicked.connect(lambda: self.grown.emit(0, STEP))
        self.smaller.clicked.connect(lambda: self.grown.emit(-STEP, -STEP))
        self.turn_it.clicked.connect(lambda: self.turned.emit(TURN))
        self.closer.clicked.connect(self.closer_requested)

    def show_for(self, mark: Mark | None, *, drawn: bool, can_undo: bool, closer: str) -> None:
        """Offer what can be done with this mark; ``closer`` names the larger drawing, "" none."""
        self.undo.setEnabled(can_undo)
        extended = mark is not None and mark.across > 0
        for button in (self.move_here, self.wider, self.higher):
            button.setVisible(drawn)
        for button in (self.smaller, self.turn_it):
            button.setVisible(drawn)
            button.setEnabled(extended)
        self.closer.setVisible(bool(closer))
        if closer:
            self.closer.setText(closer)
            self.closer.setAccessibleName(closer)
        if not drawn:
            self.move_here.setChecked(False)

    def _tool(self, name: str, words: str, icon: str, keys: str) -> QPushButton:
        button = quiet_button(f"body_map.{name}", "", icon=icon, name=words)
        button.setToolTip(plain_tip(f"{words} ({keys})"))
        button.setAccessibleDescription(keys)
        button.setFixedWidth(max(TARGET, scaled(34)))
        return button
