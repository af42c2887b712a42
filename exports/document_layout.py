"""Lays out a document or a sheet: first page, parts, evidence statement, what stands in margins."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import resources
from exports.collector import no_collection
from exports.document import Document, Sheet
from exports.fonts import FontLibrary
from exports.front_matter import ContentsPiece, columns_of, contents_of, title_pieces
from exports.label_pages import label_pages
from exports.layout import Anchor, Item, PageFlow
from exports.model import ExportWarning
from exports.page_furniture import DocumentFurniture, Furniture, SheetFurniture
from exports.part_layout import Composer, OutlineLine
from exports.part_setting import place_all
from exports.parts import Entries
from exports.pdfa import Description
from exports.shaping import Typesetter
from exports.statement_pages import STATEMENT, STATEMENT_NAME, statement_parts
from exports.structure import Node
from exports.styles import FORM, LOOKS, POSTER, Look

_MOST_SHOWN = 12  # characters named in a warning


class LaidOut(NamedTuple):
    """Pages ready to draw, as often as asked, with the structure their content belongs to.

    `body_pages` are those before the evidence statement, `label_pages` those on which a label of
    the redaction log stands, `anchor_pages` those of each heading's anchor. `description` becomes
    the file's metadata. A sheet has no `document`.
    """

    look: Look
    pages: list[list[Item]]
    furniture: Furniture
    anchors: list[Anchor]
    root: Node
    typesetter: Typesetter
    page_codes: tuple[str, ...]
    body_pages: int
    label_pages: Mapping[str, tuple[int, ...]]
    anchor_pages: Mapping[str, int]
    document: Document | None
    description: Description
    warnings: tuple[ExportWarning, ...]


class _Desk:
    """The pages being filled, and what fills them."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.flow = PageFlow(paper=look.paper)
        self.typesetter = Typesetter(library=FontLibrary())
        self.root = Node("Document")
        self.landscape = look.paper.width > look.paper.height
        self.composer = Composer(
            look=look, typesetter=self.typesetter, root=self.root, landscape=self.landscape
        )

    def fill_in_pages(self) -> dict[str, int]:
        """Write page numbers where lines point to headings; returns the page of each anchor."""
        anchors, targets = self.flow.anchors, self.composer.targets
        pages = {anchor.name: anchor.page + 1 for anchor in anchors}
        times = Counter(anchor.name for anchor in anchors if anchor.name in targets)
        wrong = sorted(target for target in targets if times[target] != 1)
        if wrong:
            found = ", ".join(wrong)
            raise ValueError(f"lines of an index point nowhere, or to two headings: {found}")
        for column in self.composer.page_columns:
            column.fill(pages)
        return pages


def lay_out_document(document: Document, *, page_code: Callable[[int], str]) -> LaidOut:
    """Place everything; the same document and codes give the same pages.

    Raises ValueError where a line of an index points to a heading that is not there, or to two.
    """
    with no_collection():
        return _lay_out(document, page_code)


def _lay_out(document: Document, page_code: Callable[[int], str]) -> LaidOut:
    desk = _Desk(LOOKS[document.look])
    flow, composer = desk.flow, desk.composer
    pieces = title_pieces(document, setting=composer.setting, root=desk.root)
    place = len(desk.root.kids)
    body = composer.pieces(document.parts)
    contents = _contents(document, desk, place=place)
    place_all(flow, [*pieces, *([contents] if contents else []), *body])
    body_pages = len(flow.pages)
    labels = label_pages(flow.pages, [each.label for each in document.provenance.redactions])
    _place_statement(document, desk, labels)
    anchor_pages = desk.fill_in_pages()
    if contents:
        contents.fill(flow, anchor_pages)
    codes = tuple(page_code(number) for number in range(1, len(flow.pages) + 1))
    furniture = DocumentFurniture(document, look=desk.look, typesetter=desk.typesetter, codes=codes)
    return LaidOut(
        look=desk.look,
        pages=flow.pages,
        furniture=furniture,
        anchors=flow.anchors,
        root=desk.root,
        typesetter=desk.typesetter,
        page_codes=codes,
        body_pages=body_pages,
        label_pages=labels,
        anchor_pages=anchor_pages,
        document=document,
        description=_description(document),
        warnings=_warnings(document, desk.typesetter, body_pages),
    )


def lay_out_sheet(sheet: Sheet) -> LaidOut:
    """Place a sheet; the same sheet gives the same pages. Raises ValueError as for a document."""
    desk = _Desk(POSTER if sheet.large else FORM)
    flow, composer = desk.flow, desk.composer
    pieces = title_pieces(sheet, setting=composer.setting, root=desk.root)
    place_all(flow, [*pieces, *composer.pieces(sheet.parts)])
    if not flow.anchors:
        flow.anchors.append(Anchor("sheet", sheet.title, 0, desk.look.paper.first_top, 1))
    anchor_pages = desk.fill_in_pages()
    furniture = SheetFurniture(
        sheet, look=desk.look, typesetter=desk.typesetter, pages=len(flow.pages)
    )
    return LaidOut(
        look=desk.look,
        pages=flow.pages,
        furniture=furniture,
        anchors=flow.anchors,
        root=desk.root,
        typesetter=desk.typesetter,
        page_codes=(),
        body_pages=len(flow.pages),
        label_pages={},
        anchor_pages=anchor_pages,
        document=None,
        description=Description(
            title=sheet.title,
            author=sheet.school_name,
            subject=sheet.title,
            program=sheet.program,
            at=sheet.made_at,
        ),
        warnings=_missing(desk.typesetter),
    )


def _contents(document: Document, desk: _Desk, *, place: int) -> ContentsPiece | None:
    """Set the contents and put their element before those of the parts, where they are read."""
    stated = bool(document.provenance.statement)
    last = OutlineLine(STATEMENT, 1, STATEMENT_NAME) if stated else None
    setting = desk.composer.setting
    lines = contents_of(document, desk.composer, statement=last)
    if not lines:
        return None
    columns = columns_of(document, landscape=desk.landscape)
    piece = ContentsPiece(lines, columns=columns, setting=setting, root=desk.root)
    desk.root.kids.insert(place, desk.root.kids.pop())
    return piece


def _place_statement(document: Document, desk: _Desk, labels: Mapping[str, Sequence[int]]) -> None:
    """Place the statement, which says how many pages there are with its own.

    It is set again where the guess was wrong; a further page never makes it shorter.
    """
    flow = desk.flow
    kids, pages, anchors = len(desk.root.kids), len(flow.pages), len(flow.anchors)
    top, total = flow.top, pages
    while True:
        total += 1
        parts = statement_parts(document, label_pages=labels, pages=total, landscape=desk.landscape)
        place_all(flow, desk.composer.pieces(parts))
        if not parts or len(flow.pages) == total or total > pages + 50:
            return
        del desk.root.kids[kids:], flow.pages[pages:], flow.anchors[anchors:]
        flow.top = top


def _description(document: Document) -> Description:
    provenance = document.provenance
    return Description(
        title=f"{document.title}, reference {document.reference}, export {provenance.export_id}",
        author=provenance.school_name,
        subject="Safeguarding record",
        program=provenance.program,
        at=provenance.compiled_at,
    )


def _warnings(
    document: Document, typesetter: Typesetter, body_pages: int
) -> tuple[ExportWarning, ...]:
    limit = _page_limit(document)
    if limit and body_pages > limit:
        facts: dict[str, str | int] = {"pages": body_pages, "limit": limit}
        long = ExportWarning(code="exports.long_court_chronology", facts=facts)
        return (long, *_missing(typesetter))
    return _missing(typesetter)


def _page_limit(document: Document) -> int:
    """Return how many pages a court expects of a chronology at most; 0 for no limit."""
    if not any(isinstance(part, Entries) for part in document.parts):
        return 0
    limits = resources.read_toml("vocabularies", "page_limits.toml")["items"]
    return next((int(item["pages"]) for item in limits if item["code"] == document.look), 0)


def _missing(typesetter: Typesetter) -> tuple[ExportWarning, ...]:
    missing = sorted(typesetter.missing)
    if not missing:
        return ()
    shown = ", ".join(f"U+{point:04X}" for point in missing[:_MOST_SHOWN])
    facts: dict[str, str | int] = {"count": len(missing), "characters": shown}
    return (ExportWarning(code="exports.missing_glyph", facts=facts),)
