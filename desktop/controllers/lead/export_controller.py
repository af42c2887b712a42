"""Makes a document that leaves the school: profile, purpose, recipient, what is withheld,
where it goes.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.export_chronology import (
    Exported,
    ExportRequest,
    export_chronology,
)
from exports.file_writer import safe_file_name
from storage.database.repositories import chronology, pupils
from ui.lead_drafts import ExportRequest as ExportDraft
from ui.lead_material import ExportMade, ExportSubject, WithholdOption
from ui.messages import message_for
from ui.views.export import ExportView


class ExportController(QObject):
    """Asks, runs the export in the worker, and shows what was made."""

    progressed = Signal(int, int)

    def __init__(self, desk: Desk, *, pupil_id: str) -> None:
        self.view = ExportView(lists=desk.lists)
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self.progressed.connect(self.view.show_progress)
        self.view.make_requested.connect(self._make)
        self.view.open_requested.connect(self._open)
        self.view.folder_requested.connect(lambda path: self._open(str(Path(path).parent)))

    def begin(self) -> None:
        """Show whose document it is and what there is to choose."""
        reader = self._desk.reader
        row = pupils.row(reader, self._pupil_id)
        entries = chronology.of_pupil(reader, self._pupil_id)
        others = {
            other
            for entry in entries
            for other in chronology.pupils_of(reader, entry.id)
            if other != self._pupil_id
        }
        day = self._desk.today().isoformat()
        self.view.show_subject(
            ExportSubject(
                pupil_id=self._pupil_id,
                name=row.name if row else "",
                total=len(entries),
                significant=sum(1 for entry in entries if entry.significant),
                folder=str(_documents_folder()),
                file_names=tuple(
                    (
                        profile,
                        safe_file_name("chronology", profile, self._pupil_id, day, suffix=suffix),
                    )
                    for profile, suffix in (
                        ("court", ".pdf"),
                        ("referral", ".pdf"),
                        ("working", ".docx"),
                    )
                ),
                withhold=tuple(
                    WithholdOption(target=other.id, text=other.name, detail=other.class_name)
                    for other in pupils.rows(reader, sorted(others))
                ),
            )
        )

    def _make(self, draft: ExportDraft) -> None:
        request = ExportRequest(
            pupil_id=draft.pupil_id,
            profile=draft.profile,
            purpose=draft.purpose,
            recipient=draft.recipient,
            path=Path(draft.path),
            significant_only=draft.significant_only,
            redact=tuple(item.target for item in draft.redact),
        )
        self._desk.run(
            self.view,
            lambda: export_chronology(
                self._desk.casebook, request=request, progress=self.progressed.emit
            ),
            self._made,
        )

    def _made(self, made: Exported) -> None:
        self.view.show_made(
            ExportMade(
                path=made.path,
                pages=made.pages,
                shown=made.entries_shown,
                total=made.entries_total,
                check_code=made.fingerprint,
                export_id=made.export_id,
                signed=made.pages > 0,
                warnings=tuple(message_for(warning).text for warning in made.warnings),
            )
        )

    @staticmethod
    def _open(path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _documents_folder() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
