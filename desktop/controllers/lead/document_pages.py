"""Draws single pages for the screen, in memory: of a document that is prepared, or of a file."""

from desktop.usecases.lead.documents.prepared import PreparedDocument
from exports.preview import page_sizes as sizes_of
from exports.preview import page_texts, render_rgb
from ui.widgets.page_canvas import PagePicture, PageSize


def page_sizes(prepared: PreparedDocument) -> tuple[PageSize, ...]:
    """Return the size of every page; none for a working copy."""
    laid_out = prepared.laid_out
    if laid_out is None:
        return ()
    width, height = laid_out.look.paper[:2]
    return (PageSize(width=width, height=height),) * prepared.pages


def page_picture(prepared: PreparedDocument, number: int, *, dpi: float) -> PagePicture:
    """Draw one page with its words; the others are not drawn for it."""
    width, height, rgb = prepared.page_rgb(number, dpi=dpi)
    return PagePicture(
        number=number,
        dpi=dpi,
        width=width,
        height=height,
        rgb=rgb,
        text=prepared.page_text(number),
    )


def kept_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Return the size of every page of a file."""
    return tuple(PageSize(width=width, height=height) for width, height in sizes_of(pdf))


def kept_picture(pdf: bytes, number: int, *, dpi: float) -> PagePicture:
    """Draw one page of a file with its words."""
    width, height, rgb = render_rgb(pdf, number, dpi=dpi)
    text = page_texts(pdf, pages=(number,))[0]
    return PagePicture(number=number, dpi=dpi, width=width, height=height, rgb=rgb, text=text)
