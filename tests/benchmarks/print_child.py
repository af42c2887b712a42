"""Prints one document as the program does, or as pixels of 300 to the inch, and measures it."""

import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from PySide6.QtCore import QPointF  # noqa: E402 - found once the path is set
from PySide6.QtGui import QImage, QPainter  # noqa: E402 - the same
from PySide6.QtPrintSupport import QPrinter  # noqa: E402 - the same
from PySide6.QtWidgets import QApplication  # noqa: E402 - the same

from desktop.controllers import page_printer  # noqa: E402 - the same
from exports.document_rendering import LaidOut, lay_out_document, write_laid_out  # noqa: E402
from exports.preview import render_rgb  # noqa: E402 - the same
from tests.fakes.chronology_documents import document, page_code  # noqa: E402 - the same

_DPI = 300


def main() -> None:
    """``print_child.py vector|raster ENTRIES PAPER``: print a JSON object of the figures."""
    how, entries, paper = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    application = QApplication([])
    pages = lay_out_document(document("court", entries), page_code=page_code)
    pdf = write_laid_out(pages).pdf
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    page_printer.set_up(printer, pages)
    begun = time.process_time()
    if how == "vector":
        page_printer.send(pages, printer)
    else:
        _send_pixels(pdf, pages, printer)
    taken = time.process_time() - begun
    count = len(pages.pages)
    found = {
        "seconds a page": taken / count,
        "kilobytes a page": paper.stat().st_size / 1024 / count,
        "pages": count,
    }
    sys.stdout.write(json.dumps(found))
    application.quit()


def _send_pixels(pdf: bytes, pages: LaidOut, printer: QPrinter) -> None:
    """What is usual: each page as one picture."""
    painter = QPainter(printer)
    scale = printer.resolution() / _DPI
    painter.scale(scale, scale)
    for number in range(1, len(pages.pages) + 1):
        if number > 1:
            printer.newPage()
        width, height, rgb = render_rgb(pdf, number, dpi=_DPI)
        picture = QImage(rgb, width, height, width * 3, QImage.Format.Format_RGB888)
        painter.drawImage(QPointF(), picture)
    painter.end()


if __name__ == "__main__":
    main()
