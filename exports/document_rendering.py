"""Renders any document or sheet: values in, the bytes of an unsigned archive PDF out."""

from collections.abc import Callable, Sequence

from exports.archive_document import write_document, write_page
from exports.collector import no_collection
from exports.document import Document, Sheet
from exports.document_extract import attachments_of
from exports.document_layout import LaidOut, lay_out_document, lay_out_sheet
from exports.model import RenderedDocument
from exports.pdfa import Attachment

__all__ = [
    "LaidOut",
    "lay_out_document",
    "lay_out_sheet",
    "render_document",
    "render_page",
    "render_sheet",
    "write_laid_out",
]

Progress = Callable[[int, int], None]


def render_document(
    document: Document,
    *,
    page_code: Callable[[int], str],
    files: Sequence[Attachment] = (),
    progress: Progress | None = None,
) -> RenderedDocument:
    """Return the document as PDF/A-3a and PDF/UA-1, not yet signed.

    ``page_code`` gives the code of a page, counted from 1. ``files`` are embedded beside the
    document's own data, as they are. ``progress`` is called with pages done and pages in all, and
    may raise to cancel. The same values give the same bytes. Raises ValueError where a line of an
    index points to a heading that is not there.
    """
    laid_out = lay_out_document(document, page_code=page_code)
    return write_laid_out(laid_out, files=files, progress=progress)


def render_sheet(sheet: Sheet, *, progress: Progress | None = None) -> RenderedDocument:
    """Return the sheet as PDF/A-3a and PDF/UA-1. The same values give the same bytes."""
    return write_laid_out(lay_out_sheet(sheet), progress=progress)


def write_laid_out(
    laid_out: LaidOut, *, files: Sequence[Attachment] = (), progress: Progress | None = None
) -> RenderedDocument:
    """Write pages that are laid out already, as `render_document` does; they stay as they are."""
    with no_collection():
        pdf = write_document(
            laid_out.pages,
            margins=laid_out.furniture.on_page,
            paper=laid_out.look.paper,
            anchors=laid_out.anchors,
            root=laid_out.root,
            typesetter=laid_out.typesetter,
            description=laid_out.description,
            attachments=[*_attachments(laid_out), *files],
            progress=progress,
        )
    return RenderedDocument(
        pdf=pdf,
        pages=len(laid_out.pages),
        page_codes=laid_out.page_codes,
        warnings=laid_out.warnings,
        title=laid_out.description.title,
    )


def _attachments(laid_out: LaidOut) -> tuple[Attachment, ...]:
    if laid_out.document is None:
        return ()
    return attachments_of(
        laid_out.document,
        page_codes=laid_out.page_codes,
        label_pages=laid_out.label_pages,
        anchor_pages=laid_out.anchor_pages,
    )


def render_page(laid_out: LaidOut, number: int) -> bytes:
    """Return one page alone, counted from 1, to be looked at: no tags, nothing attached."""
    return write_page(
        laid_out.pages,
        number=number,
        margins=laid_out.furniture.on_page(number),
        paper=laid_out.look.paper,
        anchors=laid_out.anchors,
        typesetter=laid_out.typesetter,
    )
