"""Lays out a whole chronology: front matter, entries, evidence statement, page furniture."""

from collections.abc import Callable
from typing import NamedTuple

from exports import front_matter, statement_pages
from exports.entry_table import court_table, referral_table
from exports.fonts import FontLibrary
from exports.layout import Anchor, Item, PageFlow, set_block
from exports.model import ChronologyDocument
from exports.page_furniture import Furniture
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import Look, look_of
from exports.table_flow import flow_table


class LaidOut(NamedTuple):
    """Pages ready to draw, in reading order, with the structure their content belongs to."""

    look: Look
    pages: list[list[Item]]
    furniture: Furniture
    anchors: list[Anchor]
    root: Node
    typesetter: Typesetter
    page_codes: tuple[str, ...]
    body_pages: int


def lay_out(document: ChronologyDocument, *, page_code: Callable[[int], str]) -> LaidOut:
    """Place everything; the same document and codes give the same pages."""
    look = look_of(document.profile)
    typesetter = Typesetter(library=FontLibrary())
    flow = PageFlow(paper=look.paper)
    root = Node("Document")
    contents = front_matter.place(flow, document, look=look, typesetter=typesetter, root=root)
    section = Node("Sect", root)
    _heading(flow, "Events in date order", look=look, typesetter=typesetter, parent=section)
    make = court_table if document.profile == "court" else referral_table
    if document.rows:
        table = make(document.rows, look=look, typesetter=typesetter, parent=section)
        flow_table(flow, table, typesetter=typesetter)
    else:
        none = set_block(
            typesetter,
            "No entry matches the selection.",
            style=look.body,
            width=look.paper.measure,
            before=6.0,
        )
        flow.text(none, x=look.paper.left, node=Node("P", section))
    body_pages = len(flow.pages)
    flow.new_page()
    statement_pages.place(flow, document, look=look, typesetter=typesetter, root=root)
    front_matter.place_contents(contents, flow, look=look, typesetter=typesetter)
    codes = tuple(page_code(number) for number in range(1, len(flow.pages) + 1))
    furniture = Furniture(document, look=look, typesetter=typesetter)
    return LaidOut(look, flow.pages, furniture, flow.anchors, root, typesetter, codes, body_pages)


def _heading(
    flow: PageFlow, text: str, *, look: Look, typesetter: Typesetter, parent: Node
) -> None:
    block = set_block(typesetter, text, style=look.heading, width=look.paper.measure, before=12.0)
    if flow.room < block.before + block.height + 90.0:
        flow.new_page()
    flow.anchor("events", text)
    flow.text(block, x=look.paper.left, node=Node("H2", parent))
    flow.top += 4.0
