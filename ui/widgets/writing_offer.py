"""The quiet line inside the lower edge of a writing area: whom a name may mean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextEdit

from storage.records.name_tokens import NameOffer
from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class OfferLine(QFrame):
    """Takes no focus and covers no text: the area makes room for it while it is shown."""

    pressed = Signal()

    def __init__(self, area: QTextEdit, *, identifier: str) -> None:
        super().__init__(area)
        self.setProperty("kind", "foot")
        self._area = area
        self._announced = True
        self._label = identify(PlainLabel(tone="small"), f"{identifier}.offer", "")
        self._button = QPushButton(self.tr("Link"))
        self._button.setProperty("kind", "quiet")
        # the style sheet's roomy padding is for single buttons
        self._button.setStyleSheet("QPushButton { padding: 1px 10px; min-height: 22px; }")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.pressed)
        identify(self._button, f"{identifier}.offer.link", self.tr("Link"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(space(1), 2, 2, 2)
        row.setSpacing(space(1))
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def text(self) -> str:
        """The words shown."""
        return self._label.text() if not self.isHidden() else ""

    def show_offer(self, offer: NameOffer, *, written: str) -> None:
        """Say whom ``written`` may mean, and which key links it."""
        if len(offer.people) == 1:
            words = self.tr("Link {name}? {person} — press Ctrl+Space").format(
                name=written, person=offer.people[0].words()
            )
            action = self.tr("Link")
        else:
            words = self.tr("Link {name}? {n} people have this name — press Ctrl+Space").format(
                name=written, n=len(offer.people)
            )
            action = self.tr("Choose")
        self._announced = self._announced and words == self._label.text()
        self._label.setText(words)
        self._label.setAccessibleName(words)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self.show()

    def announce_once(self) -> None:
        """Have the offer read out, once; for a pause, never in the middle of a word."""
        if not self.isHidden() and not self._announced:
            self._announced = True
            announce(self._area, self._label.text())

    def withdraw(self) -> None:
        """Go, and keep no name."""
        self._announced = True
        self._label.clear()
        self._label.setAccessibleName("")
        self.hide()

    def height_for(self, width: int) -> int:
        """How much of the area's height it takes."""
        return self._row.heightForWidth(width)
