"""The first page: title, whom it is about, the facts of the export, and contents where asked."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from exports.document import Document, Sheet
from exports.entry_table import section_of
from exports.layout import Block, FillItem, PageFlow, RuleItem, TextItem
from exports.part_facts import fact_list
from exports.part_layout import ENTRIES_NAME, Composer, OutlineLine
from exports.part_setting import Piece, Setting
from exports.parts import Entries
from exports.run_in_facts import run_in_facts
from exports.structure import Node
from exports.styles import ACCENT, BAND_GREEN, HAIRLINE, WHITE

_SECTIONS_FROM = 16  # entries; a shorter chronology is read at a glance
_SECTIONS_MOST = 12
_NUMBER = 24.0  # column of the page numbers in the contents
_BAND_PAD = 12.0
_COLUMN_GAP = 24.0
_LINE_GAP = 4.0  # between the lines of contents that stand in one column


class _TitlePiece(Piece):
    """Title and subtitle, with an accent rule below or a band behind."""

    def __init__(
        self, title: Block, subtitle: Block | None, *, setting: Setting, root: Node, band: bool
    ) -> None:
        super().__init__(gap=0.0, lead=title.height)
        self._title = title
        self._subtitle = subtitle
        self._setting = setting
        self._band = band
        self._nodes = (Node("H1", root), Node("P", root) if subtitle else None)

    def place(self, flow: PageFlow) -> None:
        """Place them at the head of the first page."""
        setting, inset = self._setting, _BAND_PAD if self._band else 0.0
        top, index = flow.top, len(flow.pages[-1])
        flow.top += inset - (2.0 if self._band else 0.0)
        flow.text(self._title, x=setting.x + inset, node=self._nodes[0])
        if self._subtitle is not None:
            flow.text(self._subtitle, x=setting.x + inset, node=self._nodes[1])
        if self._band:
            flow.top += inset
            fill = FillItem(setting.x, top, setting.width, flow.top - top, BAND_GREEN)
            flow.pages[-1].insert(index, fill)
            flow.top += 10.0
            return
        flow.top += 8.0
        paper = setting.look.paper
        flow.put(RuleItem(paper.left, flow.top, paper.right, flow.top, 1.2, ACCENT))
        flow.top += 8.0


def title_pieces(document: Document | Sheet, *, setting: Setting, root: Node) -> list[Piece]:
    """Set the title, the subtitle and, of a document, its labelled facts."""
    look = setting.look
    band = isinstance(document, Sheet) and bool(document.band)
    width = setting.width - look.clear_corner - (2 * _BAND_PAD if band else 0.0)
    title_style, name_style = look.title, look.name
    if band:
        title_style = title_style._replace(colour=WHITE)
        name_style = name_style._replace(colour=WHITE)
    title = setting.block(document.title, title_style, width=width)
    subtitle = None
    if document.subtitle:
        subtitle = setting.block(document.subtitle, name_style, width=width)
    pieces: list[Piece] = [_TitlePiece(title, subtitle, setting=setting, root=root, band=band)]
    if isinstance(document, Document):
        short = any(isinstance(part, Entries) and part.short for part in document.parts)
        columns = max(2, look.facts_across) if short else look.facts_across
        make = run_in_facts if short else fact_list
        facts = make(document.facts, columns=columns, setting=setting, parent=root)
        if facts is not None:
            facts.gap = 0.0
            pieces.append(facts)
    return pieces


class _Line(NamedTuple):
    """One line of the contents and where it stands."""

    text: Block
    target: str
    page: int
    x: float
    top: float


class ContentsPiece(Piece):
    """Keeps the place of the contents, and fills in the pages once they are known."""

    def __init__(
        self, lines: Sequence[tuple[str, str]], *, columns: int, setting: Setting, root: Node
    ) -> None:
        look = setting.look
        self._caption = setting.block("Contents", look.fact_label)
        super().__init__(gap=10.0, lead=self._caption.height + 2 * look.fact_value.leading)
        self._setting = setting
        self._step = (setting.width + _COLUMN_GAP) / columns
        self._columns = columns
        width = self._step - _COLUMN_GAP - _NUMBER
        self._blocks = [
            (setting.block(text, look.fact_value, width=width), target) for text, target in lines
        ]
        self._node = Node("TOC", root)
        self._caption_node = Node("Caption", self._node)
        self._lines: list[_Line] = []

    def place(self, flow: PageFlow) -> None:
        """Keep a line for every heading."""
        total = sum(block.height for block, _ in self._blocks)
        per_column = -(-len(self._blocks) // self._columns)
        if self._columns > 1 and flow.room < total / self._columns + 60.0:
            flow.new_page()
        flow.text(self._caption, x=self._setting.x, node=self._caption_node)
        start = lowest = flow.top
        for index, (block, target) in enumerate(self._blocks):
            column, row = divmod(index, per_column)
            if self._columns > 1 and not row:
                flow.top = start
            elif flow.room < block.height:
                flow.new_page()
            x = self._setting.x + column * self._step
            self._lines.append(_Line(block, target, len(flow.pages) - 1, x, flow.top))
            flow.top += block.height + (0.0 if self._columns > 1 else _LINE_GAP)
            lowest = max(lowest, flow.top) if self._columns > 1 else flow.top
        flow.top = lowest + 4.0

    def fill(self, flow: PageFlow, pages: Mapping[str, int]) -> None:
        """Write the lines with their pages."""
        style = self._setting.look.fact_value
        for text, target, page, x, top in self._lines:
            link = Node("Link", Node("Reference", Node("TOCI", self._node)))
            lines = len(text.text.lines)
            flow.pages[page].append(TextItem(x, top, text, 0, lines, link, target))
            number = self._setting.block(str(pages[target]), style, width=_NUMBER, right=True)
            last = top + text.height - style.leading
            item = TextItem(x + text.width, last, number, 0, 1, link, target)
            flow.pages[page].append(item)
            if self._columns == 1:
                low, right = top + text.height + _LINE_GAP / 2, item.x + _NUMBER
                flow.pages[page].append(RuleItem(x, low, right, low, 0.3, HAIRLINE))


def contents_of(
    document: Document, composer: Composer, *, statement: OutlineLine | None
) -> list[tuple[str, str]]:
    """Return the lines of the contents and what they point to; none where they would not help.

    They are the headings of level 1; a document that is one table of entries lists its sections.
    """
    if not document.contents:
        return []
    tops = [line for line in composer.headings if line.level == 1]
    tables = [part for part in document.parts if isinstance(part, Entries)]
    if len(tops) <= 1 and len(tables) == 1:
        lines = _sections(tables[0])
    else:
        lines = [(line.text, line.name) for line in tops]
    if not lines:
        return []
    return [*lines, (statement.text, statement.name)] if statement else lines


def columns_of(document: Document, *, landscape: bool) -> int:
    """Return in how many columns the contents stand: short lines of a chronology, or headings."""
    headings = sum(1 for part in document.parts if getattr(part, "level", 0) == 1)
    if headings <= 1:
        return 4 if landscape else 2
    return 2 if landscape else 1


def _sections(entries: Entries) -> list[tuple[str, str]]:
    """Group entries as the outline does, in few enough lines for the first page."""
    if len(entries.rows) < _SECTIONS_FROM:
        return []
    groups = [
        (section, [row.serial for row in rows])
        for section, rows in groupby(entries.rows, key=section_of)
    ]
    while len(groups) > _SECTIONS_MOST:
        pairs = [groups[index : index + 2] for index in range(0, len(groups), 2)]
        groups = [
            (_span(pair[0][0], pair[-1][0]), [serial for each in pair for serial in each[1]])
            for pair in pairs
        ]
    return [
        (f"{section}: {_numbers(serials)}", f"{ENTRIES_NAME}-{serials[0]}")
        for section, serials in groups
    ]


def _span(first: str, last: str) -> str:
    start, end = first.partition(" – ")[0], last.rpartition(" – ")[2]
    return start if start == end else f"{start} – {end}"


def _numbers(serials: list[int]) -> str:
    if len(serials) == 1:
        return f"entry {serials[0]}"
    return f"entries {serials[0]} – {serials[-1]}"
