"""The last pages: evidence statement, codes to compare, checkpoint, what was left out."""

from exports.layout import (
    Block,
    Column,
    PageFlow,
    Row,
    SquaresItem,
    Table,
    cell_height,
    set_block,
)
from exports.model import ChronologyDocument
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import Look
from exports.table_flow import flow_table
from exports.wording import codes_of, evidence_statement
from exports.words import Style

_WIDEST = 500.0  # a line of text longer than this is hard to follow
_QR = 96.0
_CODE_LABEL = 92.0


def place(
    flow: PageFlow, document: ChronologyDocument, *, look: Look, typesetter: Typesetter, root: Node
) -> None:
    """Place the evidence statement, beginning at the current height."""
    section = Node("Sect", root)
    paper = look.paper
    landscape = paper.width > paper.height
    title = set_block(typesetter, "Evidence statement", style=look.heading, width=paper.measure)
    flow.anchor("statement", "Evidence statement")
    flow.text(title, x=paper.left, node=Node("H2", section))
    start = flow.top + 2.0
    width = min(paper.measure, _WIDEST - 60.0) if landscape else paper.measure
    for paragraph in evidence_statement(document):
        _paragraph(flow, paragraph.heading, paragraph.text, width, look, typesetter, section)
    if landscape and len(flow.pages) and flow.top > start:
        x = paper.left + width + 48.0
        after, flow.top = flow.top, start
        _codes(flow, document, x, paper.right - x, look, typesetter, section)
        flow.top = max(flow.top, after)
    else:
        _codes(flow, document, paper.left, paper.measure, look, typesetter, section)
    _left_out(flow, document, look=look, typesetter=typesetter, section=section)


def _paragraph(
    flow: PageFlow,
    heading: str,
    text: str,
    width: float,
    look: Look,
    typesetter: Typesetter,
    parent: Node,
) -> None:
    head = set_block(typesetter, heading, style=look.statement_heading, width=width, before=6.0)
    body = set_block(typesetter, text, style=look.statement, width=width)
    if flow.room < head.before + head.height + 2 * body.style.leading:
        flow.new_page()
    flow.text(head, x=look.paper.left, node=Node("H3", parent))
    flow.text(body, x=look.paper.left, node=Node("P", parent))


def _codes(
    flow: PageFlow,
    document: ChronologyDocument,
    x: float,
    width: float,
    look: Look,
    typesetter: Typesetter,
    parent: Node,
) -> None:
    """Place the codes that are compared with the school by another channel, and the checkpoint."""
    stacked = width < 300.0
    text_width = width if stacked else width - _QR - 24.0
    note = (
        "Ask the school for these by telephone or on paper, not by the way this file came,"
        " and compare them."
    )
    head = set_block(
        typesetter, "Codes to compare", style=look.statement_heading, width=text_width, before=6.0
    )
    lead = set_block(typesetter, note, style=look.statement, width=text_width)
    pairs = [
        (
            set_block(typesetter, label, style=_muted(look), width=_CODE_LABEL),
            set_block(
                typesetter,
                text,
                style=look.statement,
                width=text_width - (0 if stacked else _CODE_LABEL),
            ),
        )
        for label, text in codes_of(document)
    ]
    needed = head.height + lead.height + sum(_pair_height(pair, stacked) for pair in pairs)
    if flow.room < needed + (_QR + 12.0 if stacked else 0.0) and not stacked:
        flow.new_page()
    top = flow.top
    flow.text(head, x=x, node=Node("H3", parent))
    flow.text(lead, x=x, node=Node("P", parent))
    flow.top += 4.0
    listing = Node("L", parent)
    for pair in pairs:
        _pair(flow, pair, x, stacked, listing)
    rows = qr_rows(document.checkpoint_note)
    figure = Node(
        "Figure", parent, alternative="QR code of the checkpoint: check code, entries and time."
    )
    if stacked:
        flow.top += 6.0
        flow.put(SquaresItem(x, flow.top, _QR, rows, figure))
        flow.top += _QR + 8.0
    else:
        flow.put(SquaresItem(x + width - _QR, top + 8.0, _QR, rows, figure))
        flow.top = max(flow.top, top + _QR + 16.0)


def _muted(look: Look) -> Style:
    return look.statement._replace(colour=look.label.colour)


def _pair_height(pair: tuple[Block, Block], stacked: bool) -> float:
    label, text = pair
    if stacked:
        return label.height + text.height + 2.0
    return max(label.height, text.height) + 2.0


def _pair(
    flow: PageFlow, pair: tuple[Block, Block], x: float, stacked: bool, listing: Node
) -> None:
    label, text = pair
    item = Node("LI", listing)
    top = flow.top
    flow.text(label, x=x, node=Node("Lbl", item))
    after = flow.top
    if not stacked:
        flow.top = top
    flow.text(text, x=x if stacked else x + _CODE_LABEL, node=Node("LBody", item))
    flow.top = max(flow.top, after) + 2.0


def _left_out(
    flow: PageFlow,
    document: ChronologyDocument,
    *,
    look: Look,
    typesetter: Typesetter,
    section: Node,
) -> None:
    """List what was left out or exchanged for a label, why, and who decided."""
    paper = look.paper
    head = set_block(
        typesetter,
        "Left out of this copy",
        style=look.statement_heading,
        width=paper.measure,
        before=8.0,
    )
    if flow.room < head.height + 60.0:
        flow.new_page()
    flow.text(head, x=paper.left, node=Node("H3", section))
    if not document.redactions:
        nothing = set_block(
            typesetter,
            "Nothing was left out of the entries shown, and no name was exchanged for a label.",
            style=look.statement,
            width=paper.measure,
        )
        flow.text(nothing, x=paper.left, node=Node("P", section))
        return
    shares = (0.28, 0.44, 0.28)
    titles = ("Label", "Reason", "Decided by")
    columns = []
    x = paper.left
    for title, share in zip(titles, shares, strict=True):
        columns.append(Column(title, x, paper.measure * share, heads_row=title == "Label"))
        x += paper.measure * share
    style = look.table._replace(first_spans=False)
    flow.top += 4.0
    rows = []
    for each in document.redactions:
        cells = tuple(
            (set_block(typesetter, text, style=look.body, width=column.width - style.gutter),)
            for text, column in zip((each.label, each.reason, each.by), columns, strict=True)
        )
        height = style.above + style.below + max(cell_height(cell) for cell in cells)
        rows.append(Row(cells, height, style.above, style.below, False, 1, "", ""))
    heads = tuple(
        set_block(typesetter, column.title, style=look.head, width=column.width)
        for column in columns
    )
    flow_table(
        flow,
        Table(
            tuple(columns),
            heads,
            look.head.leading + 9.0,
            rows,
            style,
            Node("Table", section),
            look.label,
            look.furniture,
        ),
        typesetter=typesetter,
    )
