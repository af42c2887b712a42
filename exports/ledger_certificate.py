"""Renders the termly record certificate: one page to print, sign by hand and keep elsewhere."""

from collections.abc import Sequence

from exports.archive_document import write_document
from exports.certificate_words import (
    BY_HAND,
    DATA_NAME,
    DOES_NOT_PROVE,
    FOOT,
    HANDWRITTEN,
    LEAD,
    PROVES,
    QR_ALTERNATIVE,
    STEPS,
    TITLE,
    CertificateDocument,
    attached_data,
    facts_of,
    keys_of,
)
from exports.extract import LEDGER_NAME
from exports.fonts import FontLibrary
from exports.layout import (
    Block,
    FillItem,
    Item,
    PageFlow,
    Paper,
    RuleItem,
    SquaresItem,
    TextItem,
    set_block,
)
from exports.pdfa import Attachment, Description
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import ACCENT, CENTIMETRE, HAIRLINE, INK, MUTED, TINT
from exports.words import Style

_PAPER = Paper(
    width=595.276,
    height=841.89,
    left=2.2 * CENTIMETRE,
    right=595.276 - 2.2 * CENTIMETRE,
    top=56.0,
    first_top=50.0,
    bottom=841.89 - 44.0,
)
_TITLE = Style("bold", 25, 30, ACCENT)
_SCHOOL = Style("bold", 14, 19, INK)
_URN = Style("regular", 10, 14, MUTED)
_LEAD = Style("regular", 10, 14.4, INK)
_LABEL = Style("regular", 8.5, 12, MUTED)
_VALUE = Style("bold", 10.5, 14, INK)
_CODE = Style("bold", 17, 25, INK)
_KEY = Style("regular", 8.5, 12, INK)
_HEADING = Style("bold", 10.5, 15, ACCENT)
_BODY = Style("regular", 8.8, 12.2, INK)
_FOOT = Style("regular", 7.5, 10, MUTED)
_QR = 108.0
_PAD = 15.0
_GAP = 22.0  # between two columns
_NUMBER = 13.0
_WRITING = 29.0  # height of a line written by hand
_GROUPS_IN_A_LINE = 5


def render_certificate(document: CertificateDocument) -> bytes:
    """Return the page as PDF/A-3a and PDF/UA-1, not yet signed. The same values give the same
    bytes.
    """
    sheet = _Sheet()
    root = Node("Document")
    sheet.flow.anchor("certificate", TITLE)
    _head(sheet, document, root)
    _facts(sheet, document, root)
    _code(sheet, document, root)
    _worth(sheet, root)
    _checking(sheet, root)
    _by_hand(sheet, root)
    if len(sheet.flow.pages) != 1:
        raise ValueError("a record certificate is one page")
    foot = sheet.block(f"{FOOT} {document.program}.", _FOOT, _PAPER.measure)
    margins = [TextItem(_PAPER.left, _PAPER.bottom + 10.0, foot, 0, len(foot.text.lines), None)]
    return write_document(
        sheet.flow.pages,
        margins=lambda _page: margins,
        paper=_PAPER,
        anchors=sheet.flow.anchors,
        root=root,
        typesetter=sheet.typesetter,
        description=Description(
            title=f"{TITLE}, {document.certificate_id}",
            author=document.school_name,
            subject="Check code of the safeguarding record, to be kept outside the school's"
            " computers",
            program=document.program,
            at=document.made_at,
        ),
        attachments=[
            Attachment(DATA_NAME, "What this page says, as data", "Data", attached_data(document)),
            Attachment(
                LEDGER_NAME,
                "Proofs that the record goes on from earlier check codes",
                "Data",
                document.ledger_extract,
            ),
        ],
    )


class _Sheet:
    """The one page being filled."""

    def __init__(self) -> None:
        self.flow = PageFlow(paper=_PAPER)
        self.typesetter = Typesetter(library=FontLibrary())

    def block(self, text: str, style: Style, width: float) -> Block:
        """Set a paragraph."""
        return set_block(self.typesetter, text, style=style, width=width)

    def say(self, text: str, style: Style, *, x: float, width: float, node: Node) -> None:
        """Set and place a paragraph at the current height."""
        self.flow.text(self.block(text, style, width), x=x, node=node)

    def put(self, item: Item) -> None:
        """Place something that is not text."""
        self.flow.put(item)


def _head(sheet: _Sheet, document: CertificateDocument, root: Node) -> None:
    flow, left, measure = sheet.flow, _PAPER.left, _PAPER.measure
    sheet.say(TITLE, _TITLE, x=left, width=measure, node=Node("H1", root))
    flow.top += 3.0
    sheet.say(document.school_name, _SCHOOL, x=left, width=measure, node=Node("P", root))
    if document.school_urn:
        urn = f"URN {document.school_urn}"
        sheet.say(urn, _URN, x=left, width=measure, node=Node("P", root))
    flow.top += 7.0
    sheet.put(RuleItem(left, flow.top, _PAPER.right, flow.top, 1.4, ACCENT))
    flow.top += 10.0
    sheet.say(LEAD, _LEAD, x=left, width=measure, node=Node("P", root))
    flow.top += 11.0


def _facts(sheet: _Sheet, document: CertificateDocument, root: Node) -> None:
    """Four facts in two columns, each label above its value."""
    flow = sheet.flow
    listing = Node("L", root)
    width = (_PAPER.measure - _GAP) / 2
    facts = facts_of(document)
    for row in (facts[:2], facts[2:]):
        top = lowest = flow.top
        for column, (label, text) in enumerate(row):
            flow.top = top
            item = Node("LI", listing)
            x = _PAPER.left + column * (width + _GAP)
            sheet.say(label, _LABEL, x=x, width=width, node=Node("Lbl", item))
            sheet.say(text, _VALUE, x=x, width=width, node=Node("LBody", item))
            lowest = max(lowest, flow.top)
        flow.top = lowest + 7.0


def _code(sheet: _Sheet, document: CertificateDocument, root: Node) -> None:
    """The check code on a tinted ground, its QR code beside it, the keys under it."""
    flow = sheet.flow
    flow.top += 4.0
    top = flow.top
    place = len(flow.pages[-1])
    left = _PAPER.left + _PAD
    width = _PAPER.measure - 3 * _PAD - _QR
    section = Node("Sect", root)
    flow.top += _PAD - 3.0
    sheet.say("Check code", _HEADING, x=left, width=width, node=Node("H2", section))
    flow.top += 2.0
    code = "\n".join(_code_lines(document.check_code.code))
    sheet.say(code, _CODE, x=left, width=width, node=Node("P", section))
    flow.top += 6.0
    listing = Node("L", section)
    for label, text in keys_of(document):
        item = Node("LI", listing)
        at = flow.top
        sheet.say(label, _LABEL, x=left, width=118.0, node=Node("Lbl", item))
        flow.top = at
        x = left + 122.0
        sheet.say(text, _KEY, x=x, width=width - 122.0, node=Node("LBody", item))
    height = max(flow.top - top, _QR + 2 * _PAD - 6.0) + _PAD - 4.0
    figure = Node("Figure", section, alternative=QR_ALTERNATIVE)
    x = _PAPER.right - _PAD - _QR
    y = top + (height - _QR) / 2
    sheet.put(SquaresItem(x, y, _QR, qr_rows(document.checkpoint_note), figure))
    # the ground lies under what is on it
    ground = FillItem(_PAPER.left, top, _PAPER.measure, height, TINT)
    white = FillItem(x - 7.0, y - 7.0, _QR + 14.0, _QR + 14.0, (1.0, 1.0, 1.0))
    flow.pages[-1][place:place] = [ground, white]
    flow.top = top + height + 13.0


def _code_lines(code: str) -> list[str]:
    groups = code.split(" ")
    return [
        "  ".join(groups[at : at + _GROUPS_IN_A_LINE])
        for at in range(0, len(groups), _GROUPS_IN_A_LINE)
    ]


def _worth(sheet: _Sheet, root: Node) -> None:
    """What it proves beside what it does not."""
    flow = sheet.flow
    width = (_PAPER.measure - _GAP) / 2
    top = lowest = flow.top
    columns = (("What this proves", PROVES), ("What it does not prove", DOES_NOT_PROVE))
    for column, (heading, points) in enumerate(columns):
        flow.top = top
        x = _PAPER.left + column * (width + _GAP)
        section = Node("Sect", root)
        sheet.say(heading, _HEADING, x=x, width=width, node=Node("H2", section))
        flow.top += 1.0
        _list(sheet, points, marks=["–"] * len(points), x=x, width=width, parent=section)
        lowest = max(lowest, flow.top)
    flow.top = lowest + 9.0


def _checking(sheet: _Sheet, root: Node) -> None:
    section = Node("Sect", root)
    left, measure = _PAPER.left, _PAPER.measure
    heading = "How to check it, today or in ten years"
    sheet.say(heading, _HEADING, x=left, width=measure, node=Node("H2", section))
    sheet.flow.top += 1.0
    marks = [f"{number}." for number in range(1, len(STEPS) + 1)]
    _list(sheet, STEPS, marks=marks, x=left, width=measure, parent=section)
    sheet.flow.top += 9.0


def _list(
    sheet: _Sheet,
    points: Sequence[str],
    *,
    marks: Sequence[str],
    x: float,
    width: float,
    parent: Node,
) -> None:
    flow = sheet.flow
    listing = Node("L", parent)
    for mark, point in zip(marks, points, strict=True):
        item = Node("LI", listing)
        top = flow.top
        sheet.say(mark, _BODY, x=x, width=_NUMBER, node=Node("Lbl", item))
        flow.top = top
        inside = width - _NUMBER
        sheet.say(point, _BODY, x=x + _NUMBER, width=inside, node=Node("LBody", item))
        flow.top += 2.5


def _by_hand(sheet: _Sheet, root: Node) -> None:
    """Lines for name and role, signature and date, and where the page is kept."""
    flow = sheet.flow
    section = Node("Sect", root)
    left, measure = _PAPER.left, _PAPER.measure
    flow.put(RuleItem(left, flow.top, _PAPER.right, flow.top, 0.6, HAIRLINE))
    flow.top += 8.0
    sheet.say(BY_HAND, _HEADING, x=left, width=measure, node=Node("H2", section))
    half = (measure - _GAP) / 2
    name, role, signature, date, kept = HANDWRITTEN
    top = flow.top
    for row, pair in enumerate(((name, role), (signature, date))):
        for column, label in enumerate(pair):
            x = left + column * (half + _GAP)
            _line_for_hand(sheet, label, x=x, width=half, top=top + row * _WRITING, parent=section)
    last = top + 2 * _WRITING
    _line_for_hand(sheet, kept, x=left, width=measure, top=last, parent=section)


def _line_for_hand(
    sheet: _Sheet, label: str, *, x: float, width: float, top: float, parent: Node
) -> None:
    block = sheet.block(label, _LABEL, 60.0)
    base = top + _WRITING - 3.0
    sheet.put(TextItem(x, base - _LABEL.leading, block, 0, 1, Node("P", parent)))
    sheet.put(RuleItem(x + 58.0, base, x + width, base, 0.6, MUTED))
    sheet.flow.top = base
