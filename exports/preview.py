"""Shows pages of a finished document as pictures and reads their text back, from memory."""

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2


def _open(pdf: bytes, password: str | None) -> Any:
    return pypdfium2.PdfDocument(pdf, password=password)


def page_count(pdf: bytes, *, password: str | None = None) -> int:
    """Return the number of pages."""
    document = _open(pdf, password)
    try:
        return len(document)
    finally:
        document.close()


def render_rgb(
    pdf: bytes, page: int, *, dpi: float = 96, password: str | None = None
) -> tuple[int, int, bytes]:
    """Return width, height and RGB bytes (rows without padding) of a page counted from 1."""
    picture = _picture(pdf, page, dpi, password)
    return picture.width, picture.height, picture.tobytes()


def render_png(pdf: bytes, page: int, *, dpi: float = 96, password: str | None = None) -> bytes:
    """Return a page, counted from 1, as a PNG file."""
    output = io.BytesIO()
    _picture(pdf, page, dpi, password).save(output, format="PNG")
    return output.getvalue()


def _picture(pdf: bytes, page: int, dpi: float, password: str | None) -> Any:
    document = _open(pdf, password)
    try:
        bitmap = document[page - 1].render(scale=dpi / 72, rev_byteorder=True)
        return bitmap.to_pil().convert("RGB")
    finally:
        document.close()


def page_sizes(pdf: bytes, *, password: str | None = None) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    document = _open(pdf, password)
    try:
        return [document.get_page_size(index) for index in range(len(document))]
    finally:
        document.close()


def page_texts(
    pdf: bytes, *, pages: Sequence[int] | None = None, password: str | None = None
) -> list[str]:
    """Return the text of every page, or of ``pages`` counted from 1, as a reader's search would
    find it.
    """
    document = _open(pdf, password)
    texts = []
    try:
        for number in range(1, len(document) + 1) if pages is None else pages:
            page = document[number - 1]
            content = page.get_textpage()
            # so PDFium marks every hyphen that ends a line; ours were all written
            texts.append(str(content.get_text_range()).replace("\ufffe", "-"))
            content.close()
            page.close()
    finally:
        document.close()
    return texts
