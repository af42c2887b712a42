"""The last pages: evidence statement, codes to compare, checkpoint, what was left out."""

from typing import NamedTuple

from exports.layout import (
    Block,
    Column,
    PageFlow,
    Row,
    SquaresItem,
    Table,
    cell_height,
    set_block,
    table_nodes,
)
from exports.model import ChronologyDocument, StatementParagraph
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import Look
from exports.table_flow import flow_table
from exports.wording import (
    CHECKPOINT_ALTERNATIVE,
    COMPARE,
    NOTHING_LEFT_OUT,
    codes_of,
    evidence_statement,
)
from exports.words import Style

_WIDEST = 440.0  # a line of text longer than this is hard to follow
_QR = 96.0
_ROOM_BESIDE = 300.0
_CODE_LABEL = 92.0


class _Sheet(NamedTuple):
    """Where the statement is written: the flow, how it looks, and its place in the structure."""

    flow: PageFlow
    look: Look
    typesetter: Typesetter
    section: Node

    def block(self, text: str, style: Style, width: float, *, before: float = 0.0) -> Block:
        """Set a paragraph."""
        return set_block(self.typesetter, text, style=style, width=width, before=before)


def place(
    flow: PageFlow, document: ChronologyDocument, *, look: Look, typesetter: Typesetter, root: Node
) -> None:
    """Place the evidence statement, beginning at the current height."""
    sheet = _Sheet(flow, look, typesetter, Node("Sect", root))
    paper = look.paper
    landscape = paper.width > paper.height
    title = sheet.block("Evidence statement", look.heading, paper.measure)
    flow.anchor("statement", "Evidence statement")
    flow.text(title, x=paper.left, node=Node("H2", sheet.section))
    start, page = flow.top, len(flow.pages)
    width = _WIDEST if landscape else paper.measure
    for paragraph in evidence_statement(document):
        _paragraph(sheet, paragraph, width=width)
    if landscape and len(flow.pages) == page:
        x = paper.left + width + 48.0
        after, flow.top = flow.top, start
        _codes(sheet, document, x=x, width=paper.right - x)
        flow.top = max(flow.top, after)
    else:
        _codes(sheet, document, x=paper.left, width=paper.measure)
    _left_out(sheet, document)


def _paragraph(sheet: _Sheet, paragraph: StatementParagraph, *, width: float) -> None:
    look, flow = sheet.look, sheet.flow
    head = sheet.block(paragraph.heading, look.statement_heading, width, before=6.0)
    body = sheet.block(paragraph.text, look.statement, width)
    if flow.room < head.before + head.height + 2 * body.style.leading:
        flow.new_page()
    flow.text(head, x=look.paper.left, node=Node("H3", sheet.section))
    flow.text(body, x=look.paper.left, node=Node("P", sheet.section))


def _codes(sheet: _Sheet, document: ChronologyDocument, *, x: float, width: float) -> None:
    """Place the codes that are compared with the school by another channel, and the checkpoint."""
    look, flow = sheet.look, sheet.flow
    beside = width >= _ROOM_BESIDE  # labels beside their codes, the QR code beside both
    text_width = width - _QR - 24.0 if beside else width
    head = sheet.block("Codes to compare", look.statement_heading, text_width, before=6.0)
    lead = sheet.block(COMPARE, look.statement, text_width)
    muted = look.statement._replace(colour=look.label.colour)
    code_width = text_width - (_CODE_LABEL if beside else 0.0)
    pairs = [
        (
            sheet.block(label, muted, _CODE_LABEL),
            sheet.block(text, look.statement, code_width),
        )
        for label, text in codes_of(document)
    ]
    needed = head.height + lead.height + sum(_pair_height(pair, beside=beside) for pair in pairs)
    if beside and flow.room < needed + 16.0:
        flow.new_page()
    top = flow.top
    flow.text(head, x=x, node=Node("H3", sheet.section))
    flow.text(lead, x=x, node=Node("P", sheet.section))
    flow.top += 4.0
    listing = Node("L", sheet.section)
    for pair in pairs:
        _pair(flow, pair, x=x, beside=beside, listing=listing)
    figure = Node("Figure", sheet.section, alternative=CHECKPOINT_ALTERNATIVE)
    rows = qr_rows(document.checkpoint_note)
    if beside:
        flow.put(SquaresItem(x + width - _QR, top + 8.0, _QR, rows, figure))
        flow.top = max(flow.top, top + _QR + 16.0)
    else:
        flow.put(SquaresItem(x, flow.top + 6.0, _QR, rows, figure))
        flow.top += _QR + 14.0


def _pair_height(pair: tuple[Block, Block], *, beside: bool) -> float:
    label, text = pair
    if beside:
        return max(label.height, text.height) + 2.0
    return label.height + text.height + 2.0


def _pair(
    flow: PageFlow, pair: tuple[Block, Block], *, x: float, beside: bool, listing: Node
) -> None:
    label, text = pair
    item = Node("LI", listing)
    top = flow.top
    flow.text(label, x=x, node=Node("Lbl", item))
    after = flow.top
    if beside:
        flow.top = top
    flow.text(text, x=x + _CODE_LABEL if beside else x, node=Node("LBody", item))
    flow.top = max(flow.top, after) + 2.0


def _left_out(sheet: _Sheet, document: ChronologyDocument) -> None:
    """List what was left out or exchanged for a label, why, and who decided."""
    look, flow = sheet.look, sheet.flow
    paper = look.paper
    head = sheet.block("Left out of this copy", look.statement_heading, paper.measure, before=8.0)
    section = sheet._replace(section=Node("Sect", sheet.section))
    title = Node("H3", section.section)
    if document.redactions:
        table = _redaction_table(section, document)
        needed = head.height + table.head_height + sum(row.height for row in table.rows) + 20.0
        if flow.room < min(needed, (paper.bottom - paper.top) / 2):
            flow.new_page()
        flow.text(head, x=paper.left, node=title)
        flow.top += 4.0
        flow_table(flow, table, typesetter=sheet.typesetter)
        return
    flow.text(head, x=paper.left, node=title)
    nothing = sheet.block(NOTHING_LEFT_OUT, look.statement, paper.measure)
    flow.text(nothing, x=paper.left, node=Node("P", section.section))


def _redaction_table(sheet: _Sheet, document: ChronologyDocument) -> Table:
    look = sheet.look
    style = look.table._replace(first_spans=False)
    columns = []
    x = look.paper.left
    for title, share in (("Label", 0.28), ("Reason", 0.44), ("Decided by", 0.28)):
        width = look.paper.measure * share
        columns.append(Column(title, x, width, heads_row=title == "Label"))
        x += width
    rows = []
    for each in document.redactions:
        cells = tuple(
            (sheet.block(text, look.body, column.width - style.gutter),)
            for text, column in zip((each.label, each.reason, each.by), columns, strict=True)
        )
        height = style.above + style.below + max(cell_height(cell) for cell in cells)
        rows.append(Row(cells, height, style.above, style.below, False, 1, "", ""))
    heads = tuple(sheet.block(column.title, look.head, column.width) for column in columns)
    nodes, body = table_nodes(sheet.section, len(columns))
    return Table(
        tuple(columns),
        heads,
        look.head.leading + 9.0,
        rows,
        style,
        nodes,
        body,
        look.label,
        look.furniture,
    )
