"""Prints laid-out pages from memory: the printer is asked for, then page after page is sent.

This program writes no file for it. What the system's own print queue keeps, it cannot know.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from storage.records.errors import UserFacingError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from exports.document import Sheet
    from exports.document_layout import LaidOut

NO_PRINTER, FAILED = "printing.no_printer", "printing.failed"
_JOB = "Holdfast"  # what the print queue shows: nothing of a child


class PrintRun(QObject):
    """Sends pages one by one, so that the window stays alive.

    ``sent`` once the printer has taken all, ``stopped`` after ``stop``, ``failed`` where it takes
    no more; nothing of these comes after the parent has gone, with which it stops.
    """

    progressed = Signal(int, int)
    sent = Signal(int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, laid_out: "LaidOut", printer: "QPrinter", *, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers = page_numbers(printer, pages=len(laid_out.pages))
        self._press = _Press(laid_out, printer)
        self._done = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self.destroyed.connect(self._press.give_up)

    def start(self) -> None:
        """Begin with the first page."""
        self._timer.start(0)

    def stop(self) -> None:
        """Send no further page; the printer is told to forget those it has."""
        if self._timer.isActive():
            self._timer.stop()
            self._press.give_up()
            self.stopped.emit()

    def _next(self) -> None:
        try:
            if self._done < len(self._numbers):
                self._press.page(self._numbers[self._done])
                self._done += 1
                self.progressed.emit(self._done, len(self._numbers))
                return
            self._timer.stop()
            self._press.finish()
        except UserFacingError as error:
            self._timer.stop()
            self._press.give_up()
            self.failed.emit(error)
            return
        self.sent.emit(len(self._numbers))


class _Press:
    """A printer with its painter and what they have printed; the first page begins the job."""

    def __init__(self, laid_out: "LaidOut", printer: "QPrinter") -> None:
        from desktop.controllers.page_painter import PrintFaces  # late: as every part of printing
        from exports.page_marks import PageReader  # late: needs the whole document engine

        self._reader = PageReader(laid_out)
        self._faces = PrintFaces()
        self._printer = printer
        self._painter = QPainter()
        width, height = laid_out.look.paper[:2]
        self._paper = QRectF(0, 0, width, height)

    def page(self, number: int) -> None:
        """Send a page; raises printing.failed."""
        from desktop.controllers.page_painter import fit, paint  # late: as above

        started = self._painter.isActive()
        if not (self._printer.newPage() if started else self._painter.begin(self._printer)):
            raise UserFacingError(FAILED)
        marks = self._reader.marks(number)
        self._faces.learn(self._reader.faces)
        painter = self._painter
        painter.save()
        fit(
            painter,
            paper=self._paper,
            printable=printable(self._printer),
            resolution=self._printer.resolution(),
        )
        paint(painter, marks, self._faces)
        painter.restore()

    def finish(self) -> None:
        """Let the printer have the last page; raises printing.failed."""
        if not self._painter.end():
            raise UserFacingError(FAILED)

    def give_up(self) -> None:
        """Take back what the printer has not printed."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()


def send(laid_out: "LaidOut", printer: "QPrinter") -> None:
    """Print the pages that the printer was asked for at once; raises printing.failed."""
    press = _Press(laid_out, printer)
    try:
        for number in page_numbers(printer, pages=len(laid_out.pages)):
            press.page(number)
        press.finish()
    except BaseException:
        press.give_up()
        raise


def ask_for_printer(parent: QWidget, laid_out: "LaidOut") -> "QPrinter | None":
    """Return a printer set up by the person, or None when they thought better of it.

    Raises printing.no_printer.
    """
    from PySide6.QtPrintSupport import (  # late: printing is rare, loading it costs 50 ms
        QAbstractPrintDialog,
        QPrintDialog,
        QPrinter,
        QPrinterInfo,
    )

    if not QPrinterInfo.availablePrinterNames():
        raise UserFacingError(NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, laid_out)
    dialog = QPrintDialog(printer, parent)
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintToFile, False)  # a file would be neither signed nor locked
    dialog.setOption(option.PrintPageRange, True)
    dialog.setOption(option.PrintCollateCopies, True)
    dialog.setMinMax(1, len(laid_out.pages))
    chosen = bool(dialog.exec())
    dialog.deleteLater()
    if not chosen:
        return None
    printer.setPageOrientation(_orientation(laid_out))  # the pages decide, whatever was chosen
    printer.setFullPage(True)
    return printer


def set_up(printer: "QPrinter", laid_out: "LaidOut") -> None:
    """Give a printer the paper of the pages, to its very edge."""
    width, height = sorted(laid_out.look.paper[:2])
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    printer.setPageLayout(QPageLayout(size, _orientation(laid_out), QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(_JOB)
    printer.setCreator(_JOB)


def _orientation(laid_out: "LaidOut") -> QPageLayout.Orientation:
    width, height = laid_out.look.paper[:2]
    across = width > height
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def printable(printer: "QPrinter") -> QRectF:
    """Return what the printer can reach, in points from the top left corner of its paper."""
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Point)
    margins = layout.minimumMargins()
    return layout.fullRect().marginsRemoved(margins)


def page_numbers(printer: "QPrinter", *, pages: int) -> list[int]:
    """Return the pages to send, in order; copies are sent again where the printer makes none."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    numbers = list(range(max(first, 1), min(last, pages) + 1))
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        numbers = [number for number in range(1, pages + 1) if ranges.contains(number)]
    if printer.pageOrder() == printer.PageOrder.LastPageFirst:
        numbers.reverse()
    if printer.supportsMultipleCopies():
        return numbers
    copies = max(printer.copyCount(), 1)
    if printer.collateCopies():
        return numbers * copies
    return [number for number in numbers for _ in range(copies)]


def print_sheet(parent: QWidget, sheet: "Sheet") -> bool:
    """Ask for a printer and print a sheet at once; False when nobody wanted to.

    Raises printing.no_printer, printing.failed.
    """
    from exports.document_rendering import lay_out_sheet  # late: needs the whole document engine

    return print_pages(parent, lay_out_sheet(sheet))


def print_pages(parent: QWidget, laid_out: "LaidOut") -> bool:
    """Ask for a printer and print a few pages at once, as `print_sheet` does."""
    printer = ask_for_printer(parent, laid_out)
    if printer is None:
        return False
    send(laid_out, printer)
    return True
