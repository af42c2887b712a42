"""The termly certificate: made, saved, recorded, and printed."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.controllers import page_printer
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.ledger_certificate import MadeCertificate, make_certificate
from exports.ledger_certificate import certificate_pages
from storage.records.errors import UserFacingError
from ui.care_drafts import CertificateDraft
from ui.care_material import CertificateMade
from ui.views.certificate import CertificateView


class CertificateController(QObject):
    """Asks who is given the page before it is made; the file's name says nothing of a child."""

    progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"record-certificate-{desk.today().isoformat()}.pdf"
        self.view = CertificateView(path=str(Path(folder or Path.home()) / name))
        super().__init__(self.view)
        self._desk = desk
        self._certificate: MadeCertificate | None = None
        self.progressed.connect(self.view.show_progress)
        self.view.make_requested.connect(self._make)
        self.view.open_requested.connect(_open)
        self.view.print_requested.connect(self._print)
        self.view.folder_requested.connect(lambda path: _open(str(Path(path).parent)))

    def begin(self) -> None:
        """Wait for the words."""

    def _make(self, draft: CertificateDraft) -> None:
        self._desk.run(
            self.view,
            lambda: make_certificate(
                self._desk.casebook,
                path=Path(draft.path),
                recipient=draft.recipient,
                kept_where=draft.kept_where,
                progress=self.progressed.emit,
            ),
            self._made,
        )

    def _made(self, made: MadeCertificate) -> None:
        self._certificate = made
        self.view.show_made(
            CertificateMade(path=str(made.path), entries=made.size, check_code=made.check_code)
        )

    def _print(self) -> None:
        if self._certificate is None:
            return
        try:
            page_printer.print_pages(self.view, certificate_pages(self._certificate.document))
        except UserFacingError as error:
            self._desk.say(self.view, error)


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
