"""The navigation at the left of the casebook window: words beside icons, icons alone at large
text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.theme import scaled, space, text_scale
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

WIDTH = 204
NARROW_FROM = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One place to go: its key, the words, an icon; ``spoken`` says more where the words are only
    a name."""

    key: str
    text: str
    icon: str
    spoken: str = ""


class Sidebar(QFrame):
    """One button a place; a number behind the words says what waits there.

    From 150 % text on it shows icons with their numbers, so that the page keeps its room; a button
    on top brings the words back.
    """

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
        self._identifier = identifier
        self._items = {item.key: item for item in items}
        self._badges: dict[str, int] = {}
        self._bottom: list[tuple[QPushButton, str, str]] = []
        self._opened = False
        self._heading = PlainLabel(heading, tone="strong")
        self._menu = EnterButton()
        self._menu.setProperty("kind", "nav")
        self._menu.setAutoDefault(False)
        identify(self._menu, f"{identifier}.menu", self.tr("Show the names of the places"))
        set_icon(self._menu, "menu", tone="link", size=20)
        self._menu.clicked.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(space(0.5))
        self._column.addWidget(self._menu)
        self._column.addWidget(self._heading)
        self._gap = QSpacerItem(0, space(1.5))
        self._column.addItem(self._gap)
        for item in items:
            self._column.addWidget(self._place(item))
        self._group.buttonClicked.connect(self._clicked)
        self._column.addStretch(1)
        self._fit()

    def _place(self, item: NavItem) -> QPushButton:
        button = EnterButton(item.text)
        button.setProperty("kind", "nav")
        button.setCheckable(True)
        button.setAutoDefault(False)
        identify(button, f"{self._identifier}.{item.key}", _spoken(item.spoken or item.text))
        set_icon(button, item.icon, tone="link", size=20)
        button.setProperty("key", item.key)
        self._group.addButton(button)
        self._buttons[item.key] = button
        return button

    def set_current(self, key: str) -> None:
        """Mark a place as the one being shown, without saying that it was chosen; an unknown key
        marks none."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self._buttons.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait; 0 shows none."""
        self._badges[key] = count
        self._name(key)
        if self.is_narrow():
            self._fit()

    def add_bottom_place(self, item: NavItem) -> None:
        """Put a further place at the bottom, e.g. the person's own."""
        self._items[item.key] = item
        self._column.addWidget(self._place(item))
        self._fit()

    def add_bottom(self, button: QPushButton) -> None:
        """Put a button with an icon at the very bottom, e.g. Lock."""
        self._bottom.append((button, button.text(), button.toolTip()))
        self._column.addWidget(button)
        self._fit()

    def is_narrow(self) -> bool:
        """Whether the places are shown by their icons alone."""
        return text_scale() >= NARROW_FROM and not self._opened

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_column"):
            self._fit()

    def _toggle(self) -> None:
        self._opened = not self._opened
        self._fit()

    def _fit(self) -> None:
        narrow = self.is_narrow()
        side = space(0.75 if narrow else 1.5)
        # large pictures close together: all of them stand on a small laptop's screen
        top, bottom = (space(1), space(1)) if narrow else (space(2.5), space(2))
        self._column.setContentsMargins(side, top, side, bottom)
        self._column.setSpacing(0 if narrow else space(0.5))
        self._gap.changeSize(0, 0 if narrow else space(1.5))
        self._menu.setVisible(text_scale() >= NARROW_FROM)
        hide = self.tr("Show the places as icons only")
        words = self.tr("Show the names of the places") if narrow else hide
        self._menu.setAccessibleName(words)
        self._menu.setToolTip(plain_tip(words))
        self._heading.setVisible(not narrow)
        for key in self._buttons:
            self._name(key)
        for button, text, hint in self._bottom:
            button.setText("" if narrow else text)
            spoken = " · ".join(part for part in (_spoken(text), hint) if part)
            button.setToolTip(plain_tip(spoken if narrow else hint))
        self.setFixedWidth(self._narrow_width() if narrow else scaled(WIDTH) + 2 * side)

    def _narrow_width(self) -> int:
        buttons = [*self._buttons.values(), self._menu, *(bottom[0] for bottom in self._bottom)]
        widest = max(button.sizeHint().width() for button in buttons)
        return widest + 2 * space(0.75) + 1

    def _name(self, key: str) -> None:
        item, count = self._items[key], self._badges.get(key, 0)
        words, button = item.text, self._buttons[key]
        waiting = self.tr("{words}, {count} waiting").format(words=words, count=count)
        spoken = _spoken(waiting if count else item.spoken or words)
        button.setAccessibleName(spoken)
        if self.is_narrow():
            button.setText(str(count) if count else "")
            button.setToolTip(plain_tip(spoken))
        else:
            button.setText(f"{words}  ({count})" if count else words)
            button.setToolTip("")

    def _clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("key")))


def _spoken(text: str) -> str:
    """The words without the doubling that keeps an ampersand from underlining a letter."""
    return text.replace("&&", "&")
