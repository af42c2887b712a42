"""The navigation at the left of the casebook window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One place to go: its key, the words, an icon."""

    key: str
    text: str
    icon: str


class Sidebar(QFrame):
    """One button a place; a number behind the words says what waits there."""

    chosen = Signal(str)

    def __init__(
        self,
        identifier: str,
        items: Sequence[NavItem],
        *,
        heading: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sidebar")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._items = {item.key: item for item in items}
        self._heading = PlainLabel(heading, tone="strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(1.5), space(2.5), space(1.5), space(2))
        self._column.setSpacing(space(0.5))
        self._column.addWidget(self._heading)
        self._column.addSpacing(space(1.5))
        for item in items:
            button = EnterButton(item.text)
            button.setProperty("kind", "nav")
            button.setCheckable(True)
            button.setAutoDefault(False)
            identify(button, f"{identifier}.{item.key}", _spoken(item.text))
            set_icon(button, item.icon, tone="link", size=20)
            button.setProperty("key", item.key)
            self._group.addButton(button)
            self._buttons[item.key] = button
            self._column.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self._column.addStretch(1)
        self.setMinimumWidth(space(26))

    def set_heading(self, text: str) -> None:
        """Show the school's name on top."""
        self._heading.setText(text)

    def set_current(self, key: str) -> None:
        """Mark a place as the one being shown, without saying that it was chosen."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait; 0 shows none."""
        words = self._items[key].text
        button = self._buttons[key]
        button.setText(f"{words}  ({count})" if count else words)
        waiting = self.tr("{words}, {count} waiting").format(words=words, count=count)
        button.setAccessibleName(_spoken(waiting if count else words))

    def add_bottom(self, widget: QWidget) -> None:
        """Put a button at the very bottom, e.g. Lock."""
        self._column.addWidget(widget)

    def _clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("key")))


def _spoken(text: str) -> str:
    """The words without the doubling that keeps an ampersand from underlining a letter."""
    return text.replace("&&", "&")
