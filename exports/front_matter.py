"""The first page: title, the child, the facts of the export, and contents where they help."""

from itertools import groupby
from typing import NamedTuple

from exports.entry_table import section_of
from exports.layout import PageFlow, RuleItem, TextItem, set_block
from exports.model import ChronologyDocument
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import ACCENT, CENTIMETRE, Look
from exports.wording import TITLE, facts_of

_CONTENTS_FROM = 16  # entries; a shorter chronology is read at a glance
_CONTENTS_MOST = 12
_FACT_LABEL = 112.0


class ContentsLine(NamedTuple):
    """One line of the contents and the anchor it points to."""

    text: str
    target: str


class Contents(NamedTuple):
    """The space kept for the contents on the first page."""

    lines: tuple[ContentsLine, ...]
    page: int
    top: float
    node: Node | None


def place(
    flow: PageFlow, document: ChronologyDocument, *, look: Look, typesetter: Typesetter, root: Node
) -> Contents:
    """Place the front matter and return the space kept for the contents."""
    paper = look.paper
    width = paper.measure - look.clear_corner
    title = set_block(typesetter, TITLE, style=look.title, width=width)
    flow.text(title, x=paper.left, node=Node("H1", root))
    name = set_block(typesetter, document.child_name, style=look.name, width=width)
    flow.text(name, x=paper.left, node=Node("P", root))
    flow.top += 8.0
    _accent_rule(flow, look)
    flow.top += 8.0
    facts = facts_of(document)
    if document.profile == "court":
        _facts_down(flow, facts, look=look, typesetter=typesetter, root=root)
    else:
        _facts_across(flow, facts, look=look, typesetter=typesetter, root=root)
    return _reserve_contents(flow, document, look=look, typesetter=typesetter, root=root)


def _accent_rule(flow: PageFlow, look: Look) -> None:
    paper = look.paper
    flow.put(RuleItem(paper.left, flow.top, paper.right, flow.top, 1.2, ACCENT))


def _facts_down(
    flow: PageFlow,
    facts: tuple[tuple[str, str], ...],
    *,
    look: Look,
    typesetter: Typesetter,
    root: Node,
) -> None:
    """One fact below the other, labels in a column of their own."""
    paper = look.paper
    parent = Node("L", root)
    for label, text in facts:
        item = Node("LI", parent)
        left = set_block(typesetter, label, style=look.fact_label, width=_FACT_LABEL - 8)
        right = set_block(
            typesetter, text, style=look.fact_value, width=paper.measure - _FACT_LABEL
        )
        top = flow.top
        if max(left.height, right.height) > flow.room:
            flow.new_page()
            top = flow.top
        flow.text(left, x=paper.left, node=Node("Lbl", item))
        after, flow.top = flow.top, top
        flow.text(right, x=paper.left + _FACT_LABEL, node=Node("LBody", item))
        flow.top = max(flow.top, after) + 3.0


def _facts_across(
    flow: PageFlow,
    facts: tuple[tuple[str, str], ...],
    *,
    look: Look,
    typesetter: Typesetter,
    root: Node,
) -> None:
    """Three columns of facts, each label above its value; long values take two columns."""
    paper = look.paper
    parent = Node("L", root)
    step = paper.measure / 3
    column = 0
    lowest = top = flow.top
    for label, text in facts:
        wide = len(text) > 60
        if column == 3 or (wide and column == 2):
            column, top = 0, lowest + 6.0
        width = step * (2 if wide else 1) - 16.0
        item = Node("LI", parent)
        flow.top = top
        block = set_block(typesetter, label, style=look.fact_label, width=width)
        flow.text(block, x=paper.left + column * step, node=Node("Lbl", item))
        block = set_block(typesetter, text, style=look.fact_value, width=width)
        flow.text(block, x=paper.left + column * step, node=Node("LBody", item))
        lowest = max(lowest, flow.top)
        column += 2 if wide else 1
    flow.top = lowest + 4.0


def _reserve_contents(
    flow: PageFlow, document: ChronologyDocument, *, look: Look, typesetter: Typesetter, root: Node
) -> Contents:
    if len(document.rows) < _CONTENTS_FROM:
        return Contents((), 0, 0.0, None)
    groups = [
        (section, [row.serial for row in rows])
        for section, rows in groupby(document.rows, key=section_of)
    ]
    while len(groups) > _CONTENTS_MOST:
        pairs = [groups[index : index + 2] for index in range(0, len(groups), 2)]
        groups = [
            (_span(pair[0][0], pair[-1][0]), [serial for each in pair for serial in each[1]])
            for pair in pairs
        ]
    lines = [
        ContentsLine(f"{section}: {_entries(serials)}", f"entry-{serials[0]}")
        for section, serials in groups
    ]
    lines.append(ContentsLine("Evidence statement", "statement"))
    columns = _columns(look)
    node = Node("TOC", root)
    caption = set_block(
        typesetter, "Contents", style=look.fact_label, width=look.paper.measure, before=8.0
    )
    flow.text(caption, x=look.paper.left, node=Node("Caption", node))
    contents = Contents(tuple(lines), len(flow.pages) - 1, flow.top, node)
    per_column = -(-len(lines) // columns)
    flow.top += per_column * look.fact_value.leading + 4.0
    return contents


def _span(first: str, last: str) -> str:
    start, end = first.partition(" – ")[0], last.rpartition(" – ")[2]
    return start if start == end else f"{start} – {end}"


def _entries(serials: list[int]) -> str:
    if len(serials) == 1:
        return f"entry {serials[0]}"
    return f"entries {serials[0]} – {serials[-1]}"


def _columns(look: Look) -> int:
    return 2 if look.paper.width < look.paper.height else 4


def place_contents(
    contents: Contents, flow: PageFlow, *, look: Look, typesetter: Typesetter
) -> None:
    """Fill in the contents once every page is known."""
    if contents.node is None:
        return
    paper = look.paper
    columns = _columns(look)
    step = paper.measure / columns
    per_column = -(-len(contents.lines) // columns)
    pages = {anchor.name: anchor.page + 1 for anchor in flow.anchors}
    number_width = 0.8 * CENTIMETRE
    page = flow.pages[contents.page]
    for index, line in enumerate(contents.lines):
        x = paper.left + (index // per_column) * step
        top = contents.top + (index % per_column) * look.fact_value.leading
        gap = 24.0 if columns > 1 else 0.0
        link = Node("Link", Node("Reference", Node("TOCI", contents.node)))
        width = step - gap - number_width
        text = set_block(typesetter, line.text, style=look.fact_value, width=width)
        page.append(TextItem(x, top, text, 0, 1, link, line.target))
        number = set_block(
            typesetter,
            str(pages[line.target]),
            style=look.fact_value,
            width=number_width,
            align_right=True,
        )
        page.append(TextItem(x + width, top, number, 0, 1, link, line.target))
