"""Lets a prepared document leave on paper: a printer first, then the register, then the pages."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.controllers import page_printer
from desktop.controllers.lead.desk import Desk
from desktop.controllers.page_printer import PrintRun
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from storage.records.errors import UserFacingError
from ui.views.export import ExportView

_FAILED = "printing.document_failed"


class DocumentPrinting(QObject):
    """Nothing is entered when no printer is chosen; what was sent is entered before it is sent."""

    refused = Signal(object)

    def __init__(self, desk: Desk, *, view: ExportView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._run: PrintRun | None = None
        view.cancel_requested.connect(self._stop)

    def begin(self, prepared: PreparedDocument, *, progress: Callable[[int, int], None]) -> None:
        """Ask for a printer and print the pages that were shown."""
        laid_out = prepared.laid_out
        if laid_out is None:
            return
        try:
            printer = page_printer.ask_for_printer(self._view, laid_out)
        except UserFacingError as error:
            self.refused.emit(error)
            return
        if printer is None:
            return
        self._view.show_progress(0, 0)
        self._desk.run(
            self._view,
            lambda: publish(self._desk.casebook, prepared=prepared, how="print", progress=progress),
            lambda _: self._send(PrintRun(laid_out, printer, parent=self)),
            refused=self.refused.emit,
        )

    def _send(self, run: PrintRun) -> None:
        """It stands in the register now: send the pages."""
        self._run = run
        run.progressed.connect(self._view.show_progress)
        run.sent.connect(self._view.show_printed)
        run.stopped.connect(self._view.show_print_stopped)
        run.failed.connect(lambda _: self.refused.emit(UserFacingError(_FAILED)))
        run.start()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()
