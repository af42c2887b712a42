"""One control as a screen reader meets it: role, name, identifier, text, actions."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gi.repository import Atspi

if TYPE_CHECKING:
    from driver.application import Application

# Hundreds of thousands of cells: ask for them one by one.
BULKY = {"table", "tree table", "tree"}
PRESSES = ("press", "toggle", "showmenu", "setfocus")
Match = str | re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a node must be like; None means anything."""

    role: str | None = None
    name: Match | None = None
    id: str | None = None
    text: Match | None = None

    def fits(self, node: "Node") -> bool:
        """Tell whether a node is meant."""
        return (
            (self.role is None or self.role == node.role)
            and (self.id is None or self.id == node.id)
            and _matches(self.name, node.name)
            and (self.text is None or _matches(self.text, node.text))
        )


class Node:
    """A control of the program under test."""

    def __init__(self, application: "Application", accessible: Any) -> None:
        self._application = application
        self.accessible = accessible

    def __repr__(self) -> str:
        return f"<{self.role} {self.name!r} [{self.id}]>"

    # Reading

    @property
    def role(self) -> str:
        """The role, in AT-SPI's words: "push button", "text", "table" ..."""
        return str(self.accessible.get_role_name())

    @property
    def name(self) -> str:
        """The accessible name."""
        return self.accessible.get_name() or ""

    @property
    def description(self) -> str:
        """The accessible description."""
        return self.accessible.get_description() or ""

    @property
    def id(self) -> str:
        """The accessible identifier, ``screen.control``."""
        return self.accessible.get_accessible_id() or ""

    @property
    def text(self) -> str:
        """The contents of a field or a text, or "" for anything else."""
        if "Text" not in self.accessible.get_interfaces():
            return ""
        length = Atspi.Text.get_character_count(self.accessible)
        return str(Atspi.Text.get_text(self.accessible, 0, length))

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen, in pixels."""
        box = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def has(self, state: str) -> bool:
        """Tell whether a state of Atspi.StateType is set, e.g. ``has("ENABLED")``."""
        return bool(self.accessible.get_state_set().contains(getattr(Atspi.StateType, state)))

    def actions(self) -> list[str]:
        """Return the names of what can be done with it."""
        if "Action" not in self.accessible.get_interfaces():
            return []
        count = Atspi.Action.get_n_actions(self.accessible)
        return [Atspi.Action.get_action_name(self.accessible, index) for index in range(count)]

    def shape(self) -> tuple[int, int]:
        """Return the rows and columns of a table; (0, 0) for anything else."""
        if "Table" not in self.accessible.get_interfaces():
            return 0, 0
        rows = Atspi.Table.get_n_rows(self.accessible)
        return rows, Atspi.Table.get_n_columns(self.accessible)

    def cell(self, row: int, column: int) -> "Node":
        """Return one cell of a table."""
        found = Atspi.Table.get_accessible_at(self.accessible, row, column)
        return Node(self._application, found)

    # Acting

    def press(self, action: str | None = None) -> None:
        """Do as assistive technology does; the effect comes later, so wait for it."""
        offered = [name.lower() for name in self.actions()]
        wanted = [action.lower()] if action else list(PRESSES)
        name = next((name for name in wanted if name in offered), None)
        assert name is not None, f"{self!r} offers only {offered}"
        Atspi.Action.do_action(self.accessible, offered.index(name))

    def click(self, *, across: float = 0.5, down: float = 0.5) -> None:
        """Click with the pointer at a fraction of the box."""
        left, top, width, height = self.box
        x, y = left + int(width * across), top + int(height * down)
        self._application.xdotool("mousemove", str(x), str(y), "click", "1")

    def focus(self) -> None:
        """Ask for the keyboard."""
        Atspi.Component.grab_focus(self.accessible)
        self._application.until(self._is_focused, seconds=5, what=f"{self!r} takes the keyboard")

    def type(self, words: str) -> None:
        """Replace the contents by real key strokes.

        xdotool loses characters that no key carries (quotes, accents, other scripts); a text with
        one of those is put in at the caret through the accessibility interface.
        """
        self.focus()
        self._application.keys("ctrl+a", "Delete")
        if words.isascii():
            self._application.xdotool("type", "--clearmodifiers", "--delay", "4", "--", words)
            return
        self._application.until(lambda: not self.text, seconds=5, what=f"{self!r} is emptied")
        at = Atspi.Text.get_caret_offset(self.accessible)
        units = len(words.encode("utf-16-le")) // 2  # as Qt counts; more would read past the end
        Atspi.EditableText.insert_text(self.accessible, at, words, units)

    def set_text(self, words: str) -> None:
        """Replace the contents through the accessibility interface."""
        Atspi.EditableText.set_text_contents(self.accessible, words)

    def _is_focused(self) -> bool:
        self.accessible.clear_cache()
        return self.has("FOCUSED")


def _matches(wanted: Match | None, found: str) -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return wanted == found
    return bool(wanted.search(found))
