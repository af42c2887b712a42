"""What setting a part needs to know, and the pieces that wait for their place on a page."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from exports.layout import Block, FillItem, PageFlow, set_block
from exports.shaping import Typesetter
from exports.styles import Look
from exports.words import Style

_AFTER_HEADING = 3.0  # between a heading and what it stands over


class Setting(NamedTuple):
    """How and how wide parts are set: the frame begins at `x` from the left edge of the page."""

    look: Look
    typesetter: Typesetter
    x: float
    width: float

    def block(
        self, text: str, style: Style, *, width: float | None = None, right: bool = False
    ) -> Block:
        """Set a paragraph, as wide as the frame unless another width is given."""
        wide = self.width if width is None else width
        return set_block(self.typesetter, text, style=style, width=wide, align_right=right)


class Piece(ABC):
    """A part that is set and waits for its place.

    ``gap`` is the space above it, left out at the head of a page. It begins on a page only where
    ``lead`` points are left; ``keeps_next`` asks that the next piece begins there too, close below
    as under a heading; ``joins_next`` asks the same at the usual distance.
    """

    def __init__(
        self, *, gap: float, lead: float, keeps_next: bool = False, new_page: bool = False
    ) -> None:
        self.gap = gap
        self.lead = lead
        self.keeps_next = keeps_next
        self.joins_next = False
        self.new_page = new_page

    @abstractmethod
    def place(self, flow: PageFlow) -> None:
        """Place it at the current height."""


def place_all(flow: PageFlow, pieces: list[Piece]) -> None:
    """Place pieces one below the other; what belongs together begins on one page."""
    for index, piece in enumerate(pieces):
        if piece.new_page and not (flow.at_top and not flow.pages[-1]):
            flow.new_page()
        gap = 0.0 if flow.at_top else piece.gap
        if index and pieces[index - 1].keeps_next:
            gap = min(gap, _AFTER_HEADING)
        if flow.room < gap + _needed(pieces, index) and not flow.at_top:
            flow.new_page()
            gap = 0.0
        flow.top += gap
        piece.place(flow)


def _needed(pieces: list[Piece], index: int) -> float:
    """Return the height that has to be left where a piece begins, without the gap above it."""
    needed = pieces[index].lead
    while index + 1 < len(pieces) and (pieces[index].keeps_next or pieces[index].joins_next):
        close = pieces[index].keeps_next
        index += 1
        if pieces[index].new_page:
            break
        gap = pieces[index].gap
        needed += (min(gap, _AFTER_HEADING) if close else gap) + pieces[index].lead
    return needed


class Ground:
    """Remembers where something begins, to lay a colour under it once it is placed."""

    def __init__(self, flow: PageFlow) -> None:
        self._page = len(flow.pages) - 1
        self._index = len(flow.pages[-1])
        self._top = flow.top

    def lay(self, flow: PageFlow, *, x: float, width: float, colour: tuple[float, ...]) -> None:
        """Lay the colour from the beginning down to the current height, over every page between."""
        last = len(flow.pages) - 1
        red, green, blue = colour
        for page in range(self._page, last + 1):
            first = page == self._page
            top = self._top if first else flow.paper.top
            bottom = min(flow.top, flow.paper.bottom) if page == last else flow.paper.bottom
            if bottom > top:
                place = self._index if first else 0
                fill = FillItem(x, top, width, bottom - top, (red, green, blue))
                flow.pages[page].insert(place, fill)


def opening(block: Block) -> float:
    """Return the height of the lines of a paragraph that may not be parted from its beginning."""
    lines = len(block.text.lines)
    return (lines if lines <= 3 else 2) * block.style.leading
