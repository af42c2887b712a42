"""Prints laid-out pages into a PDF file and compares it with the document itself, by the ink."""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtPrintSupport import QPrinter

from desktop.controllers import page_printer
from exports.document import Document, Sheet
from exports.document_layout import LaidOut, lay_out_document, lay_out_sheet
from exports.preview import render_rgb
from tests.support.sample_documents import page_code

_DPI = 200  # drawn at this and made half as large: 100 a inch without the steps of thin lines
_NEAR = 3  # pixels: what may lie between two drawings of one glyph by rounding is one to each side
_CLEAR = 64  # of 255: less is a shade of the same edge


def laid_out(value: Document | Sheet) -> LaidOut:
    """Place a document or a sheet."""
    if isinstance(value, Document):
        return lay_out_document(value, page_code=page_code)
    return lay_out_sheet(value)


def paper_printer(path: Path, pages: LaidOut) -> QPrinter:
    """Return a printer whose paper is a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    page_printer.set_up(printer, pages)
    return printer


def print_to(path: Path, pages: LaidOut) -> bytes:
    """Print all pages and return the printed file."""
    page_printer.send(pages, paper_printer(path, pages))
    return path.read_bytes()


def other_ink(ours: bytes, printed: bytes, page: int, *, of_printed: int = 0) -> float:
    """Return the share of the ink of a page that is not where it is on the printed one (of the
    same number unless given), either way.
    """
    one, two = _drawn(ours, page), _drawn(printed, of_printed or page)
    width, height = min(one.width, two.width), min(one.height, two.height)
    one, two = one.crop((0, 0, width, height)), two.crop((0, 0, width, height))
    ink = sum(one.histogram()[:200]) + 1
    return (_beyond(one, two) + _beyond(two, one)) / ink


def _drawn(pdf: bytes, page: int) -> Image.Image:
    width, height, pixels = render_rgb(pdf, page, dpi=_DPI)
    return Image.frombytes("RGB", (width, height), pixels).convert("L").reduce(2)


def _beyond(one: Image.Image, two: Image.Image) -> int:
    """Count pixels of one picture that are darker or lighter than all around them in the other."""
    darker = ImageChops.subtract(two.filter(ImageFilter.MinFilter(_NEAR)), one)
    lighter = ImageChops.subtract(one, two.filter(ImageFilter.MaxFilter(_NEAR)))
    return sum(darker.histogram()[_CLEAR:]) + sum(lighter.histogram()[_CLEAR:])
