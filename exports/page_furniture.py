"""Header and footer of every page: whose record, which export, which page, and its own code."""

from exports.layout import Item, RuleItem, SquaresItem, TextItem, set_block
from exports.model import ChronologyDocument
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.styles import HAIRLINE, Look
from exports.wording import CONFIDENTIAL, TITLE
from exports.words import Style

_QR = 36.0
_FOOT = 54.0  # height of the footer below the text frame


def furniture(
    document: ChronologyDocument,
    *,
    look: Look,
    typesetter: Typesetter,
    number: int,
    codes: tuple[str, ...],
) -> list[Item]:
    """Return what stands in the margins of page `number`; pages count from 1."""
    return [
        *_header(document, look=look, typesetter=typesetter, number=number),
        *_footer(document, look=look, typesetter=typesetter, number=number, codes=codes),
    ]


def _line(
    typesetter: Typesetter,
    text: str,
    style: Style,
    *,
    x: float,
    top: float,
    width: float,
    right: bool = False,
) -> TextItem:
    block = set_block(typesetter, text, style=style, width=width, align_right=right)
    return TextItem(x, top, block, 0, len(block.text.lines), None)


def _header(
    document: ChronologyDocument, *, look: Look, typesetter: Typesetter, number: int
) -> list[Item]:
    paper = look.paper
    width = paper.measure - look.clear_corner
    text = f"{TITLE} · child reference {document.child_reference}"
    top = 26.0 if look.clear_corner else 18.0
    if number == 1 and not look.clear_corner:
        return []
    items: list[Item] = [
        _line(
            typesetter, "CONFIDENTIAL", look.furniture_strong, x=paper.left, top=top, width=width
        ),
        _line(typesetter, text, look.furniture, x=paper.left, top=top + 10.5, width=width),
    ]
    top += 10.5
    if not look.clear_corner:
        items.append(
            _line(
                typesetter,
                document.school_name,
                look.furniture,
                x=paper.left + paper.measure / 2,
                top=top,
                width=paper.measure / 2,
                right=True,
            )
        )
        items.append(RuleItem(paper.left, 42.0, paper.right, 42.0, 0.5, HAIRLINE))
    return items


def _footer(
    document: ChronologyDocument,
    *,
    look: Look,
    typesetter: Typesetter,
    number: int,
    codes: tuple[str, ...],
) -> list[Item]:
    paper = look.paper
    top = paper.height - (_FOOT + (26.0 if look.clear_corner else 6.0))
    code = codes[number - 1]
    text = paper.left + _QR + 12.0
    width = paper.right - text
    leading = look.furniture.leading
    lines = (
        CONFIDENTIAL,
        f"Child reference {document.child_reference} · Export {document.export_id}",
        f"Check code {document.check_code.code}",
    )
    items: list[Item] = [
        RuleItem(paper.left, top, paper.right, top, 0.5, HAIRLINE),
        SquaresItem(paper.left, top + 7.0, _QR, qr_rows(code), None),
    ]
    for index, line in enumerate(lines):
        items.append(
            _line(
                typesetter,
                line,
                look.furniture,
                x=text,
                top=top + 5.5 + (index + 1) * leading,
                width=width,
            )
        )
    items.append(
        _line(
            typesetter,
            f"Page code {code}",
            look.furniture_strong,
            x=text,
            top=top + 5.5,
            width=width * 0.6,
        )
    )
    items.append(
        _line(
            typesetter,
            f"Page {number} of {len(codes)}",
            look.furniture_strong,
            x=text + width * 0.6,
            top=top + 5.5,
            width=width * 0.4,
            right=True,
        )
    )
    return items
