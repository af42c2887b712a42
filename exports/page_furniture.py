"""Header and footer of every page: whose record, which export, which page, and its own code."""

from typing import Protocol

from exports.document import Document, Sheet
from exports.layout import Item, Paper, RuleItem, SquaresItem, TextItem, set_block
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.styles import HAIRLINE, Look
from exports.wording import CONFIDENTIAL, EDITED_COPY, practice_mark
from exports.words import Style

_QR = 36.0
_FOOT = 54.0  # height of the footer, from its line to the end of its last text


class Furniture(Protocol):
    """What stands in the margins."""

    def on_page(self, number: int) -> list[Item]:
        """Return what stands in the margins of page `number`; pages count from 1."""


class _Margins:
    """Sets lines in the margins."""

    def __init__(self, *, look: Look, typesetter: Typesetter) -> None:
        self._look = look
        self._typesetter = typesetter

    def _see(self, text: str) -> None:
        """Let the typesetter see all letters that single pages have in their margins, so that it
        does not depend on the page that is drawn first when they are seen.
        """
        letters = "".join(sorted(set(text) - {" "}))
        for weight in ("regular", "bold"):
            self._typesetter.space(weight)
            self._typesetter.word(weight, letters)

    @property
    def _paper(self) -> Paper:
        return self._look.paper

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


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


class DocumentFurniture(_Margins):
    """Sets what is the same on every page of a document once, and adds what differs."""

    def __init__(
        self, document: Document, *, look: Look, typesetter: Typesetter, codes: tuple[str, ...]
    ) -> None:
        super().__init__(look=look, typesetter=typesetter)
        self._codes = codes
        self._edited = document.provenance.edited
        self._practice = practice_mark(document.provenance.school_name)
        self._top = look.paper.height - (_FOOT + (26.0 if look.clear_corner else 6.0))
        self._left = look.paper.left + _QR + 12.0
        self._header = self._make_header(document)
        self._footer = self._make_footer(document)
        self._see(f"Page code {''.join(codes)} · {EDITED_COPY} {self._practice} Page of 0123456789")

    def on_page(self, number: int) -> list[Item]:
        """Return header and footer; a first page across the paper has its title for a header."""
        paper = self._paper
        titled = number == 1 and paper.first_top < paper.top and not self._look.clear_corner
        header = [] if titled else self._header
        return [*header, *self._footer, *self._own(number)]

    def _make_header(self, document: Document) -> list[Item]:
        look, paper = self._look, self._paper
        width = paper.measure - look.clear_corner
        top = 26.0 if look.clear_corner or paper.top > 60.0 else 18.0
        below = top + look.furniture.leading
        mark = _joined(self._practice, "CONFIDENTIAL", EDITED_COPY if self._edited else "")
        text = f"{document.title} · reference {document.reference}"
        if look.clear_corner:
            return [
                self._line(mark, look.furniture_strong, place=(paper.left, top), width=width),
                self._line(text, look.furniture, place=(paper.left, below), width=width),
            ]
        share = paper.measure * 0.6
        school = document.provenance.school_name
        line = below + look.furniture.leading + 3.0
        return [
            self._line(mark, look.furniture_strong, place=(paper.left, top), width=width),
            self._line(text, look.furniture, place=(paper.left, below), width=share),
            self._line(
                school,
                look.furniture,
                place=(paper.left + share, below),
                width=paper.measure - share,
                right=True,
            ),
            RuleItem(paper.left, line, paper.right, line, 0.5, HAIRLINE),
        ]

    def _make_footer(self, document: Document) -> list[Item]:
        look, paper = self._look, self._paper
        provenance = document.provenance
        top = self._top + 5.5
        items: list[Item] = [RuleItem(paper.left, self._top, paper.right, self._top, 0.5, HAIRLINE)]
        for line in (
            CONFIDENTIAL,
            f"Reference {document.reference} · Export {provenance.export_id}",
            f"Check code {provenance.check_code.code}",
        ):
            top += look.furniture.leading
            items.append(
                self._line(
                    line, look.furniture, place=(self._left, top), width=paper.right - self._left
                )
            )
        return items

    def _own(self, number: int) -> list[Item]:
        look, paper = self._look, self._paper
        code = self._codes[number - 1]
        top = self._top + 5.5
        width = paper.right - self._left
        mark = f"Page code {code}"
        for more in (self._practice, EDITED_COPY if self._edited else ""):
            mark += f"  ·  {more}" if more else ""
        return [
            SquaresItem(paper.left, self._top + 7.0, _QR, qr_rows(code), None),
            self._line(mark, look.furniture_strong, place=(self._left, top), width=width * 0.72),
            self._line(
                f"Page {number} of {len(self._codes)}",
                look.furniture_strong,
                place=(self._left + width * 0.72, top),
                width=width * 0.28,
                right=True,
            ),
        ]


class SheetFurniture(_Margins):
    """Sets the foot of a sheet: its own line, how to keep it, and the page where there are more."""

    def __init__(self, sheet: Sheet, *, look: Look, typesetter: Typesetter, pages: int) -> None:
        super().__init__(look=look, typesetter=typesetter)
        self._pages = pages
        self._see("Page of 0123456789")
        paper = look.paper
        words = [sheet.foot] if sheet.foot else []
        if sheet.confidential:
            words.append(CONFIDENTIAL)
        practice = practice_mark(sheet.school_name)
        top = paper.bottom + (2.0 if practice else 10.0)
        room = paper.measure * (0.84 if pages > 1 else 1.0)
        self._foot: list[Item] = []
        for text in (practice, *words) if practice else words:
            style = look.furniture_strong if text == practice else look.furniture
            item = self._line(text, style, place=(paper.left, top), width=room)
            self._foot.append(item)
            top += item.block.height

    def on_page(self, number: int) -> list[Item]:
        """Return the foot of a page."""
        if self._pages == 1:
            return self._foot
        look, paper = self._look, self._paper
        page = self._line(
            f"Page {number} of {self._pages}",
            look.furniture,
            place=(paper.right - 80.0, paper.bottom + 10.0),
            width=80.0,
            right=True,
        )
        return [*self._foot, page]
