"""Choosing oneself, or a colleague, from the people of the school by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.fold import matches
from ui.widgets.popup_search import Match, PopupSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOption:
    """A person that can be chosen."""

    id: str
    name: str
    detail: str = ""


class PersonPicker(PopupSearch):
    """Shows the chosen name in the line itself; typing again starts over."""

    chosen = Signal(object)

    def __init__(
        self, identifier: str, name: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            identifier, name, search=self._find, placeholder=placeholder, parent=parent
        )
        self._people: tuple[PersonOption, ...] = ()
        self._person: PersonOption | None = None
        self.taken.connect(self.set_person)
        self.textEdited.connect(self._forget)

    def set_people(self, people: Sequence[PersonOption]) -> None:
        """Set who can be chosen; the choice made so far is dropped."""
        self._people = tuple(people)
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

    def _find(self, typed: str) -> list[Match]:
        found = [person for person in self._people if matches(typed, person.name)]
        return [Match(id=item.id, text=_words(item)) for item in found]

    def _forget(self, typed: str) -> None:
        whole = [person for person in self._people if person.name == typed.strip()]
        self._person = whole[0] if len(whole) == 1 else None
        if self._person is not None:
            self.chosen.emit(self._person)


def _words(person: PersonOption) -> str:
    return f"{person.name} · {person.detail}" if person.detail else person.name
