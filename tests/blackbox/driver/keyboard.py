"""A person without a mouse, counted: presses that do something, boxes written in, Tabs, letters."""

import time
from collections.abc import Callable

from driver.session import Application

MOST_TABS = 40


class Keyboard:
    """Presses count once each; a digit or a few letters that choose an answer are one press.

    ``waited`` is how long (s) the program took between a press and what was waited for, the time in
    which this driver looks included.
    """

    def __init__(self, app: Application) -> None:
        self.app = app
        self.presses = self.inputs = self.tabs = self.letters = 0
        self.waited = 0.0

    def press(self, combination: str, *, until: Callable[[], object] | None = None) -> None:
        """Press a key that does something; wait until it has happened."""
        self.app.keys(combination)
        self.presses += 1
        if until is not None:
            begun = time.monotonic()
            until()
            self.waited += time.monotonic() - begun

    def go_to(self, identifier: str) -> None:
        """Tab as often as it takes."""
        for _ in range(MOST_TABS):
            before = self.places()
            if _within(before, identifier):
                return
            self.app.keys("Tab")
            self.tabs += 1
            self.app.until(
                lambda left=before: self._moved(left), what=f"Tab goes on to {identifier}"
            )
        raise AssertionError(f"Tab never came to {identifier}; the keyboard is at {self.places()}")

    def answer(self, identifier: str, letters: str, *, shown: str) -> None:
        """Go there and answer by a digit or a few letters; ``shown`` is the answer it then says."""
        self.go_to(identifier)
        self._type(letters)
        self.presses += 1
        self.app.until(lambda: self._says(identifier, shown), what=f"{identifier} says {shown}")

    def write(self, identifier: str, words: str) -> None:
        """Go there and write."""
        self.go_to(identifier)
        self._type(words)
        self.inputs += 1

    def look_up(self, identifier: str, letters: str) -> None:
        """Write a few letters where the keyboard is; Enter takes the first offer."""
        self.write(identifier, letters)
        self.app.find(id=f"{identifier}.matches")
        self.press("Return")

    def at(self, identifier: str) -> None:
        """Wait until the keyboard is there by itself."""
        where = f"the keyboard is at {identifier}"
        self.app.until(lambda: _within(self.places(), identifier), what=where)

    def places(self) -> frozenset[str]:
        """Every control that has the keyboard, with the frames around it that hand it on."""
        return frozenset(node.id for node in self.app.find_all() if node.has("FOCUSED"))

    def _moved(self, left: frozenset[str]) -> bool:
        here = self.places()
        return bool(here) and here != left

    def _type(self, words: str) -> None:
        self.app.xdotool("type", "--clearmodifiers", "--delay", "8", "--", words)
        self.letters += len(words)

    def _says(self, identifier: str, shown: str) -> bool:
        named = self.app.find_all(id=identifier, name=shown)
        chosen = [node for node in self.app.find_all(name=shown) if node.id.startswith(identifier)]
        return bool(named) or any(node.has("CHECKED") for node in chosen)


def _within(places: frozenset[str], identifier: str) -> bool:
    return any(
        place == identifier or place.startswith(f"{identifier}.") or f".{identifier}." in place
        for place in places
    )
