"""The curtain: covers whatever is on the screen in one press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centred import Centred
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_WIDEST = 620


class CurtainView(QFrame):
    """What a child at the door sees: nothing.

    ``wanted`` when somebody wants to see the screen again; ``sure`` when they were asked and still
    do.
    """

    wanted = Signal()
    sure = Signal()

    def __init__(self) -> None:
        super().__init__()
        identify(self, "app.covered", self.tr("The screen is covered"))
        self._words = PlainLabel(self.tr("Covered"), tone="title")
        self._why = identify(PlainLabel(), "app.why_covered", "")
        self._help = PlainLabel(
            self.tr("Press F12 to go on where you were. Ctrl+L locks."), tone="muted"
        )
        self.uncover = primary_button("app.uncover", self.tr("Show again"))
        self.uncover.clicked.connect(self.wanted)
        self.stay = primary_button("app.stay_covered", self.tr("Keep it covered"))
        self.stay.clicked.connect(self._keep)
        self.show_anyway = secondary_button("app.uncover_sure", self.tr("Show it all the same"))
        self.show_anyway.clicked.connect(self.sure)
        self._lay_out()
        self.show_why("")

    def _lay_out(self) -> None:
        middle = Centred(width=_WIDEST)
        middle.column.setSpacing(space(2))
        for label in (self._words, self._why, self._help):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.column.addWidget(label)
        buttons = (self.uncover, self.stay, self.show_anyway)
        answers = QWidget()
        answers.setProperty("kind", "plain")
        flow = QHBoxLayout(answers)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(space(1.5))
        for button in buttons:
            flow.addWidget(button)
        middle.column.addWidget(answers, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle)

    def show_why(self, why: str) -> None:
        """Say why it was drawn by itself; "" when somebody drew it."""
        self._tell(why)
        self._help.show()
        self.uncover.show()
        self.stay.hide()
        self.show_anyway.hide()

    def ask(self, question: str) -> None:
        """Ask before the screen is shown again; the safe answer has the keyboard."""
        self._tell(question)
        self._help.hide()
        self.uncover.hide()
        self.stay.show()
        self.show_anyway.show()
        self.stay.setFocus()

    def is_asking(self) -> bool:
        """Whether the question stands there."""
        return self.show_anyway.isVisibleTo(self)

    def _keep(self) -> None:
        self.show_why(self._why.text())
        self.uncover.setFocus()

    def _tell(self, text: str) -> None:
        self._why.setText(text)
        self._why.setAccessibleName(text)
        self._why.setVisible(bool(text))
        if text:
            announce(self._why, text, assertive=True)
