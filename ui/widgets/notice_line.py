"""One calm line with one thing to press: what follows from what was done, or is still to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import restyle, space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide

_ICONS = {
    "info": ("info", "link"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
}


class NoticeLine(QFrame):
    """Hidden while there is nothing to say; at large text the buttons go below the words."""

    pressed = Signal()
    put_off = Signal()

    def __init__(self, identifier: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._picture = QLabel()
        self._text = identify(PlainLabel(tone="strong"), identifier, "")
        self._detail = PlainLabel()
        self._button = secondary_button(
            f"{identifier}_action", "", name=self.tr("What can be done about it")
        )
        self._button.clicked.connect(self.pressed)
        self._later = quiet_button(f"{identifier}_later", self.tr("Later"))
        self._later.clicked.connect(self._put_off)
        self._later.hide()
        words = QWidget()
        words.setProperty("kind", "plain")
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addWidget(self._detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        words.setMinimumWidth(space(30))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
        parts = (self._picture, words, self._button, self._later)
        whole.addWidget(SideBySide(*parts, weights=(0, 1, 0, 0), gap=1.5))
        set_icon(self._picture, "info", tone="link", size=22)
        self.hide()

    def say(self, text: str, *, detail: str = "", action: str = "", severity: str = "info") -> None:
        """Show (and announce) a line; an empty text takes it away."""
        self.setVisible(bool(text))
        self._text.setText(text)
        self._text.setAccessibleName(f"{text} {detail}".strip())
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._button.setVisible(bool(action))
        if action:
            self._button.setText(action)
            self._button.setAccessibleName(action)
        if text:
            picture, tone = _ICONS[severity]
            set_icon(self._picture, picture, tone=tone, size=22)
            self.setProperty("severity", severity)
            restyle(self)
            announce(self._text, f"{text} {detail}".strip())

    def offer_later(self, offered: bool) -> None:
        """Whether the line can be put off; it is gone then, until it is said again."""
        self._later.setVisible(offered)

    def _put_off(self) -> None:
        self.say("")
        self.put_off.emit()

    def text(self) -> str:
        """The line being shown, empty when there is none."""
        return self._text.text()
