"""Sets the parts of a document in reading order: which piece each becomes, under which heading."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.entry_table import court_table, referral_table
from exports.layout import PageFlow
from exports.part_facts import fact_list
from exports.part_figures import code, pictures
from exports.part_forms import form_row, join_rows, signature_lines, tick_boxes, writing_lines
from exports.part_grid import PageColumn, TablePiece, grid
from exports.part_setting import Ground, Piece, Setting, place_all
from exports.part_text import BAND_PAD, HeadingPiece, note, paragraph, quote
from exports.parts import (
    Code,
    Entries,
    FactList,
    FormRow,
    Grid,
    Heading,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Pictures,
    Quote,
    SideBySide,
    SignatureLines,
    TickBoxes,
    WritingLines,
)
from exports.shaping import Typesetter
from exports.short_table import short_table
from exports.structure import Node, Tag
from exports.styles import TINT, WHITE, Look

_HEADING_TAGS: tuple[Tag, ...] = ("H2", "H3", "H4")
_COLUMN_GAP = 28.0
_PANEL_PAD = 12.0  # inside a panel
ENTRIES_NAME = "entries-section"  # begins the names of the sections of a table of entries


class OutlineLine(NamedTuple):
    """A heading as contents and outline know it."""

    text: str
    level: int
    name: str


class _BreakPiece(Piece):
    """Begins a new page unless one has just begun."""

    def __init__(self) -> None:
        super().__init__(gap=0.0, lead=0.0, new_page=True)

    def place(self, flow: PageFlow) -> None:
        """Nothing stands here: the new page is all."""


class _SideBySidePiece(Piece):
    """Two columns at one height; the second goes below where the first runs over the page."""

    def __init__(self, left: list[Piece], right: list[Piece]) -> None:
        first = left[0].lead if left else 0.0
        second = right[0].lead if right else 0.0
        gap = max((pieces[0].gap for pieces in (left, right) if pieces), default=0.0)
        super().__init__(gap=gap, lead=max(first, second))
        self._left = left
        self._right = right

    def place(self, flow: PageFlow) -> None:
        """Place the left column, then the right one beside it."""
        for pieces in (self._left, self._right):
            if pieces:
                pieces[0].gap = 0.0
        top, page = flow.top, len(flow.pages)
        place_all(flow, self._left)
        after = flow.top
        if len(flow.pages) == page:
            flow.top = top
            place_all(flow, self._right)
            flow.top = max(flow.top, after) if len(flow.pages) == page else flow.top
        else:
            place_all(flow, self._right)


class _PanelPiece(Piece):
    """Pieces on a tinted ground."""

    def __init__(self, pieces: list[Piece], *, setting: Setting) -> None:
        inside = sum(piece.lead + piece.gap for piece in pieces)
        room = setting.look.paper.bottom - setting.look.paper.top
        lead = min(inside + 2 * _PANEL_PAD, room * 0.6)
        super().__init__(gap=setting.look.gap + 4.0, lead=lead)
        self._pieces = pieces
        self._setting = setting

    def place(self, flow: PageFlow) -> None:
        """Place the pieces and lay the ground under them."""
        if self._pieces:
            self._pieces[0].gap = 0.0
        ground = Ground(flow)
        flow.top += _PANEL_PAD
        place_all(flow, self._pieces)
        flow.top += _PANEL_PAD
        ground.lay(flow, x=self._setting.x, width=self._setting.width, colour=TINT)
        flow.top += 4.0


class Composer:
    """Sets the parts of one document, one after the other.

    ``headings`` are those met so far, ``page_columns`` the tables whose page numbers are filled in
    when every page is known, ``targets`` the anchors that lines of tables point to.
    """

    def __init__(self, *, look: Look, typesetter: Typesetter, root: Node, landscape: bool) -> None:
        self._setting = Setting(look, typesetter, look.paper.left, look.paper.measure)
        self._root = root
        self._section = root
        self._landscape = landscape
        self._level = 0
        self._tables = 0
        self._heading_tag = 0
        self.headings: list[OutlineLine] = []
        self.page_columns: list[PageColumn] = []
        self.targets: set[str] = set()

    @property
    def setting(self) -> Setting:
        """The frame that parts fill."""
        return self._setting

    def pieces(self, parts: Sequence[Part]) -> list[Piece]:
        """Set parts; the pieces are placed in the same order."""
        return self._pieces(parts, self._setting)

    def _pieces(self, parts: Sequence[Part], setting: Setting) -> list[Piece]:
        made: list[Piece] = []
        for part in parts:
            made += self._part(part, setting)
        join_rows(made)
        return made

    def _part(self, part: Part, setting: Setting) -> list[Piece]:
        if isinstance(part, Heading):
            return [self._heading(part, setting)]
        if isinstance(part, Entries):
            return [self._entries(part, setting)]
        if isinstance(part, Grid):
            return self._grid(part, setting)
        if isinstance(part, PageBreak):
            return [_BreakPiece()]
        if isinstance(part, SideBySide):
            return [self._side_by_side(part, setting)]
        if isinstance(part, Panel):
            width = setting.width - 2 * _PANEL_PAD
            inside = setting._replace(x=setting.x + _PANEL_PAD, width=width)
            return [_PanelPiece(self._pieces(part.parts, inside), setting=setting)]
        if isinstance(part, FactList):
            listed = fact_list(
                part.facts, columns=part.columns, setting=setting, parent=self._section
            )
            return [] if listed is None else [listed]
        return _plain_pieces(part, setting=setting, parent=self._section)

    def _heading(self, part: Heading, setting: Setting) -> Piece:
        look = setting.look
        if part.level == 1:
            self._section = Node("Sect", self._root)
        self._level = part.level
        # ISO 14289-1, 7.4.2: headings do not leave a level out
        self._heading_tag = min(part.level, self._heading_tag + 1)
        name = part.anchor or f"heading-{len(self.headings) + 1}"
        self.headings.append(OutlineLine(part.text, part.level, name))
        style = look.headings[part.level - 1]
        width = setting.width
        if part.band:
            style = style._replace(colour=WHITE)
            width -= 2 * BAND_PAD
        return HeadingPiece(
            setting.block(part.text, style, width=width),
            setting=setting,
            band=part.band,
            node=Node(_HEADING_TAGS[self._heading_tag - 1], self._section),
            anchor=(name, part.text, part.level),
            gap=look.heading_gaps[part.level - 1],
            new_page=part.new_page,
        )

    def _entries(self, part: Entries, setting: Setting) -> Piece:
        if not part.rows:
            return paragraph(Paragraph(text=part.empty), setting=setting, parent=self._section)
        make = referral_table if self._landscape else court_table
        if part.short:
            make = short_table
        table = make(
            part.rows, look=setting.look, typesetter=setting.typesetter, parent=self._section
        )
        self._tables += 1
        name = ENTRIES_NAME if self._tables == 1 else f"{ENTRIES_NAME}-{self._tables}"
        table = table._replace(name=name, level=self._level + 1)
        return TablePiece(table, setting=setting)

    def _grid(self, part: Grid, setting: Setting) -> list[Piece]:
        if not part.rows:
            empty = Paragraph(text=part.empty)
            return [paragraph(empty, setting=setting, parent=self._section)] if part.empty else []
        piece, pages = grid(part, setting=setting, parent=self._section)
        self.targets |= {cell.target for cells in part.rows for cell in cells if cell.target}
        if pages is not None:
            self.page_columns.append(pages)
        return [piece]

    def _side_by_side(self, part: SideBySide, setting: Setting) -> Piece:
        left = (setting.width - _COLUMN_GAP) * part.share
        right = setting.width - _COLUMN_GAP - left
        return _SideBySidePiece(
            self._pieces(part.left, setting._replace(width=left)),
            self._pieces(
                part.right, setting._replace(x=setting.x + left + _COLUMN_GAP, width=right)
            ),
        )


def _plain_pieces(part: Part, *, setting: Setting, parent: Node) -> list[Piece]:
    """Set a part that needs to know nothing of the parts before it."""
    if isinstance(part, Paragraph):
        return [paragraph(part, setting=setting, parent=parent)]
    if isinstance(part, Quote):
        return [quote(part, setting=setting, parent=parent)]
    if isinstance(part, Note):
        return [note(part, setting=setting, parent=parent)]
    if isinstance(part, Pictures):
        return pictures(part, setting=setting, parent=parent)
    if isinstance(part, Code):
        return [code(part, setting=setting, parent=parent)]
    if isinstance(part, SignatureLines):
        return signature_lines(part, setting=setting, parent=parent)
    if isinstance(part, WritingLines):
        return [writing_lines(part, setting=setting, parent=parent)]
    if isinstance(part, TickBoxes):
        return [tick_boxes(part, setting=setting, parent=parent)]
    if isinstance(part, FormRow):
        return [form_row(part, setting=setting, parent=parent)]
    raise TypeError(f"no layout for {type(part).__name__}")
