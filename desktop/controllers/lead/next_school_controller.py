"""Makes a child's file for the next school, in one worker job that can be stopped."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.export_controller import open_path
from desktop.controllers.lead.export_subject import documents_folder
from desktop.usecases.lead.transfer_out import PackMade, PackRequest, create_pack
from desktop.usecases.lead.transfer_receipts import long_day_of
from desktop.usecases.transfer_pack import SUFFIX
from exports.file_writer import safe_file_name, write_atomically
from storage.database.repositories import chronology, pupils
from storage.intake import vocabularies
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError
from ui.document_drafts import NextSchoolDraft
from ui.document_material import NextSchoolMade, NextSchoolSubject
from ui.views.next_school import NextSchoolView
from ui.widgets.choice_row import Choice
from ui.widgets.choose_file import choose_to_save

_STOPPED = "documents.stopped"


def _words(text: str) -> str:
    return QCoreApplication.translate("next_school_controller", text)


class NextSchoolController(QObject):
    """The receipt slip stays in memory until the page is left."""

    progressed = Signal(int, int)

    def __init__(self, desk: Desk, *, pupil_id: str) -> None:
        self.view = NextSchoolView()
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self._slip = b""
        self._stop = Event()
        view = self.view
        self.progressed.connect(view.show_progress)
        view.make_requested.connect(self._make)
        view.cancel_requested.connect(self._stop.set)
        view.destroyed.connect(self._stop.set)  # also when the casebook locks meanwhile
        view.folder_requested.connect(lambda path: open_path(str(Path(path).parent)))
        view.slip_requested.connect(self._save_slip)
        view.register_requested.connect(desk.go.open_register)

    def begin(self) -> None:
        """Show whose file it is and how it may be sent."""
        row = pupils.row(self._desk.reader, self._pupil_id)
        if row is None:
            self._desk.say(self.view, UserFacingError("pupils.not_found"))
            return
        day = self._desk.today().isoformat()
        name = safe_file_name("child-protection-file", row.id, day, suffix="")
        self.view.show_subject(
            NextSchoolSubject(
                pupil_id=row.id,
                name=row.name,
                records=chronology.entries_total(self._desk.reader, row.id),
                today=day,
                methods=tuple(
                    Choice(value=item.code, text=item.label)
                    for item in vocabularies.load("transfer_methods").items
                ),
                folder=str(documents_folder()),
                pack=f"{name}{SUFFIX}",
                pdf=f"{name}.pdf",
            )
        )

    def _make(self, draft: NextSchoolDraft) -> None:
        self._stop.clear()
        self.view.show_progress(0, 0)

        def work() -> PackMade:
            request = PackRequest(
                pupil_id=draft.pupil_id,
                recipient=draft.recipient,
                path=Path(draft.path),
                method=draft.method,
                sent_on=draft.sent_on,
                as_pdf=draft.as_pdf,
            )
            kdf = calibrate(random_bytes=self._desk.context.random_bytes)
            return create_pack(
                self._desk.casebook, request=request, kdf=kdf, progress=self._progress
            )

        self._desk.run(self.view, work, lambda made: self._made(made, draft), refused=self._refused)

    def _made(self, made: PackMade, draft: NextSchoolDraft) -> None:
        self._slip = made.receipt
        self.view.show_made(
            NextSchoolMade(
                path=made.path,
                export_id=made.export_id,
                recipient=draft.recipient,
                pages=made.pages,
                records=made.entries,
                files=made.files,
                files_lost=made.files_lost,
                key_id=made.key_id,
                sent_on=long_day_of(made.sent_on),
                answer_by=long_day_of(made.answer_by),
                answer_by_calendar=long_day_of(made.answer_by_calendar),
                as_pdf=draft.as_pdf,
                password=made.passphrase,
            )
        )

    def _save_slip(self, export_id: str) -> None:
        """The slip names no child; it carries the number of the transfer."""
        start = documents_folder() / safe_file_name("receipt-slip", export_id, suffix=".pdf")
        path = choose_to_save(
            self.view, _words("Save the receipt slip"), str(start), _words("PDF (*.pdf)")
        )
        if path:
            slip = self._slip
            self._desk.run(
                self.view,
                lambda: write_atomically(Path(path), slip),
                lambda _: self.view.show_slip_saved(path),
            )

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise UserFacingError(_STOPPED)
        self.progressed.emit(done, total)

    def _refused(self, error: UserFacingError) -> None:
        if error.code == _STOPPED:
            self.view.show_stopped()
        else:
            self._desk.say(self.view, error)
