"""Header and footer of every page: whose record, which export, which page, and its own code."""

from exports.layout import Item, RuleItem, SquaresItem, TextItem, set_block
from exports.model import ChronologyDocument
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.styles import HAIRLINE, Look
from exports.wording import CONFIDENTIAL, TITLE
from exports.words import Style

_QR = 36.0
_FOOT = 54.0  # height of the footer, from its line to the end of its last text


class Furniture:
    """Sets what is the same on every page once, and adds what differs."""

    def __init__(self, document: ChronologyDocument, *, look: Look, typesetter: Typesetter) -> None:
        self._look = look
        self._typesetter = typesetter
        self._top = look.paper.height - (_FOOT + (26.0 if look.clear_corner else 6.0))
        self._left = look.paper.left + _QR + 12.0
        self._header = self._make_header(document)
        self._footer = self._make_footer(document)

    def on_page(self, number: int, *, codes: tuple[str, ...]) -> list[Item]:
        """Return what stands in the margins of page `number`; pages count from 1."""
        titled = number == 1 and not self._look.clear_corner
        header = [] if titled else self._header
        return [*header, *self._footer, *self._own(number, codes)]

    def _line(
        self,
        text: str,
        style: Style,
        *,
        place: tuple[float, float],
        width: float,
        right: bool = False,
    ) -> TextItem:
        x, top = place
        block = set_block(self._typesetter, text, style=style, width=width, align_right=right)
        return TextItem(x, top, block, 0, len(block.text.lines), None)

    def _make_header(self, document: ChronologyDocument) -> list[Item]:
        look, paper = self._look, self._look.paper
        width = paper.measure - look.clear_corner
        top = 26.0 if look.clear_corner else 18.0
        below = top + look.furniture.leading
        text = f"{TITLE} · child reference {document.child_reference}"
        items: list[Item] = [
            self._line("CONFIDENTIAL", look.furniture_strong, place=(paper.left, top), width=width),
            self._line(text, look.furniture, place=(paper.left, below), width=width),
        ]
        if not look.clear_corner:
            half = paper.measure / 2
            items.append(
                self._line(
                    document.school_name,
                    look.furniture,
                    place=(paper.left + half, below),
                    width=half,
                    right=True,
                )
            )
            items.append(RuleItem(paper.left, 42.0, paper.right, 42.0, 0.5, HAIRLINE))
        return items

    def _make_footer(self, document: ChronologyDocument) -> list[Item]:
        look, paper = self._look, self._look.paper
        top = self._top + 5.5
        items: list[Item] = [RuleItem(paper.left, self._top, paper.right, self._top, 0.5, HAIRLINE)]
        for line in (
            CONFIDENTIAL,
            f"Child reference {document.child_reference} · Export {document.export_id}",
            f"Check code {document.check_code.code}",
        ):
            top += look.furniture.leading
            items.append(
                self._line(
                    line, look.furniture, place=(self._left, top), width=paper.right - self._left
                )
            )
        return items

    def _own(self, number: int, codes: tuple[str, ...]) -> list[Item]:
        look, paper = self._look, self._look.paper
        code = codes[number - 1]
        top = self._top + 5.5
        width = (paper.right - self._left) / 2
        return [
            SquaresItem(paper.left, self._top + 7.0, _QR, qr_rows(code), None),
            self._line(
                f"Page code {code}", look.furniture_strong, place=(self._left, top), width=width
            ),
            self._line(
                f"Page {number} of {len(codes)}",
                look.furniture_strong,
                place=(self._left + width, top),
                width=width,
                right=True,
            ),
        ]
