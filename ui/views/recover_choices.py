"""What to do when somebody cannot sign in: three cases, each with its own way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.centred import Centred
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.tile import Tile

WIDTH = 620


class RecoverChoicesView(QWidget):
    """Holds no secret: the recovery code itself is typed in the casebook's own process."""

    printed_code_chosen = Signal()
    recovery_chosen = Signal()
    back_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "cannot.page", self.tr("I cannot sign in"))
        self.message = MessageBar(identifier="cannot.message")
        phone = Tile(
            "cannot.phone",
            self.tr("I do not have my phone"),
            self.tr("Sign in with your password and one of your printed one-time codes."),
            icon="phone",
        )
        phone.clicked.connect(self.printed_code_chosen)
        password = Tile(
            "cannot.password",
            self.tr("I have forgotten my password"),
            self.tr("Fetch the recovery code from the school’s safe. It takes five minutes."),
            icon="key-round",
        )
        password.clicked.connect(self.recovery_chosen)
        neither = Tile(
            "cannot.colleague",
            self.tr("Another DSL can let me in"),
            self.tr("They make a new sheet of paper for you. See how."),
            icon="users",
        )
        neither.clicked.connect(self._explain)
        self._tiles = (phone, password, neither)
        back = quiet_button("cannot.back", self.tr("Back"), icon="arrow-left")
        back.setProperty("flush", "true")
        back.clicked.connect(self.back_requested)
        middle = Centred(width=WIDTH)
        column = middle.column
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(PlainLabel(self.tr("I cannot sign in"), tone="title"))
        column.addWidget(PlainLabel(self.tr("Nothing is lost. Which is it?"), tone="subtitle"))
        column.addSpacing(space(0.5))
        for tile in self._tiles:
            column.addWidget(tile)
        column.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        self._tiles[0].setFocus()

    def show_opening(self) -> None:
        """Say that the next window is on its way."""
        for tile in self._tiles:
            tile.setEnabled(False)
        self.message.show_message(self.tr("Opening…"), severity="info")

    def _explain(self) -> None:
        self.message.show_message(
            self.tr("Ask another DSL or deputy of your school."),
            severity="info",
            next_step=self.tr(
                "They sign in, open “People & computers”, choose you, and press “New way in on"
                " paper”. Sign in here with that sheet."
            ),
        )
