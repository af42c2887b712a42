"""Choosing oneself, or a colleague, from the people of the school by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.fold import NameIndex
from ui.widgets.popup_search import SHOWN, Match, PopupSearch

# Leaving the line for another part of the page; not for another window or a menu.
_LEAVING = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOption:
    """A person that can be chosen."""

    id: str
    name: str
    detail: str = ""


class PersonPicker(PopupSearch):
    """Shows the chosen name in the line itself; typing again starts over.

    Leaving the line takes the match when there is only one; ``moved_on`` says that Enter was
    pressed with a person chosen.
    """

    chosen = Signal(object)
    moved_on = Signal()

    def __init__(
        self, identifier: str, name: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            identifier, name, search=self._find, placeholder=placeholder, parent=parent
        )
        self._people: tuple[PersonOption, ...] = ()
        self._index = NameIndex[PersonOption]((), name=_name)
        self._person: PersonOption | None = None
        self.taken.connect(self.set_person)
        self.textEdited.connect(self._forget)

    def set_people(self, people: Sequence[PersonOption]) -> None:
        """Set who can be chosen; the choice made so far is dropped."""
        self._people = tuple(people)
        self._index = NameIndex(self._people, name=_name)
        self._person = None
        self.clear()

    def person(self) -> PersonOption | None:
        """Who was chosen; a name typed in full counts when only one person has it."""
        return self._person

    def set_person(self, identifier: str) -> None:
        """Choose a person by identifier; unknown ones are ignored."""
        found = next((person for person in self._people if person.id == identifier), None)
        if found is not None:
            self._person = found
            self.setText(found.name)
            self.chosen.emit(found)

    def clear_person(self) -> None:
        """Forget who was chosen and empty the line."""
        self._person = None
        self.clear()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the match that is marked in the list."""
        if self.popup_visible() and self.matches():
            self.take_current()
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the match; with a person chosen it moves on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        super().keyPressEvent(event)
        if enter and self._person is not None:
            self.moved_on.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the only match; with several of them nothing is guessed."""
        only = self.matches() if self.popup_visible() and event.reason() in _LEAVING else []
        super().focusOutEvent(event)
        if self._person is None and len(only) == 1 and not self.popup_visible():
            self.set_person(only[0].id)

    def _find(self, typed: str) -> list[Match]:
        people = self._index.find(typed, limit=SHOWN) if typed else self._people[:SHOWN]
        return [Match(id=item.id, text=_words(item)) for item in people]

    def _forget(self, typed: str) -> None:
        whole = [person for person in self._people if person.name == typed.strip()]
        self._person = whole[0] if len(whole) == 1 else None
        if self._person is not None:
            self.chosen.emit(self._person)


def _name(person: PersonOption) -> str:
    return person.name


def _words(person: PersonOption) -> str:
    return f"{person.name} · {person.detail}" if person.detail else person.name
