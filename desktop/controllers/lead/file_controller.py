"""A child's file: every section is read when it comes into sight, and again when it has changed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.lead.chronology_controller import ChronologyController
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.file_forms import FileFormWork
from desktop.controllers.lead.file_sheet import front_of, head_of, people_of, work_of
from desktop.controllers.lead.paper_index_controller import ask_for_paper_index
from desktop.controllers.lead.show_files import save_stored_file
from desktop.controllers.lead.siblings import Siblings
from desktop.controllers.read_files import read_bounded
from desktop.usecases.lead.file_index import index_of
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import chronology, file_contents, pupils, risks, volumes
from storage.records.casework import StoredFile
from storage.records.errors import UserFacingError
from storage.records.mark_words import map_time, seen_order
from ui.lead_drafts import VolumeDraft
from ui.lead_material import BodyMapRow, VolumeRow
from ui.views.body_maps import BodyMapsView
from ui.views.pupil_file import (
    CHRONOLOGY,
    DOCUMENTS,
    FRONT,
    MAPS,
    PEOPLE,
    RISKS,
    VOICE,
    PupilFileView,
)
from ui.widgets.body_map_view import ShownBodyMap


class FileController(QObject):
    """Reads one child's file in the window's thread (milliseconds) and records changes in
    the worker.
    """

    def __init__(self, desk: Desk, *, pupil_id: str, section: str = "", row: str = "") -> None:
        self._siblings = Siblings(desk, pupil_id=pupil_id, changed=self.refresh)
        self.view = PupilFileView(
            lists=desk.lists,
            fetch=lambda ids: chronology.rows(desk.reader, pupil_id, list(ids)),
            now=desk.local_now,
            find_children=self._siblings.find,
        )
        super().__init__(self.view)
        self._siblings.serve(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self._section = section
        self._row = row
        view = self.view
        self._chronology = ChronologyController(
            desk, pupil_id=pupil_id, panel=view.chronology, page=view
        )
        self._forms = FileFormWork(
            desk, view, pupil_id=pupil_id, siblings=self._siblings, changed=self.refresh
        )
        self._readers = {
            FRONT: self._show_front_sheet,
            CHRONOLOGY: self._chronology.show,
            VOICE: self._show_voice,
            MAPS: self._show_body_maps,
            RISKS: self._show_risks,
            PEOPLE: self._show_people,
            DOCUMENTS: self._show_documents,
        }
        self._stale = set(self._readers)
        view.section_shown.connect(self._show_section)
        view.row_opened.connect(self._open_row)
        view.documents.part_opened.connect(self._open_part)
        view.risks.work_opened.connect(self._open_work)
        view.risks.referral_requested.connect(lambda: desk.go.open_referral(pupil_id=pupil_id))
        view.risks.plan_requested.connect(lambda: desk.go.open_plan(pupil_id=pupil_id))
        view.concern_opened.connect(desk.go.open_concern)
        view.body_map_opened.connect(self._open_body_map)
        view.risk_opened.connect(lambda risk: desk.go.open_risk(pupil_id, risk))
        view.risk_requested.connect(lambda: desk.go.open_risk(pupil_id))
        view.volume_attached.connect(self._attach)
        view.volume_opened.connect(self._open_file)
        view.documents.paper_index_requested.connect(self._index_paper)
        view.export_requested.connect(desk.go.open_export)
        view.register_requested.connect(desk.go.open_register)
        view.next_school_requested.connect(desk.go.open_next_school)
        view.new_entry_requested.connect(desk.go.open_new_entry)
        view.chronology_import_requested.connect(desk.go.open_history_import)
        view.pupil_opened.connect(desk.go.open_pupil)
        view.seen_requested.connect(desk.go.open_access)

    def begin(self) -> None:
        """Show the section asked for; that the file was opened is kept in the ledger."""
        self._show_head()
        self.view.show_section(self._section or CHRONOLOGY)
        if self._row:
            self.view.chronology.go_to(self._row)
            self.view.chronology.table.setFocus()
        # the figures beside the other sections, once this one stands on the screen
        QTimer.singleShot(0, self, self._count)
        self._desk.run(
            self.view,
            lambda: note_file_opened(self._desk.casebook, pupil_id=self._pupil_id),
            lambda _: None,
        )

    def entry_start(self) -> tuple[str, str]:
        """A new entry begins with this child."""
        return self._pupil_id, ""

    def refresh(self) -> None:
        """Show every section as it is now; the section and the filter stay."""
        self._stale = set(self._readers)
        self._show_head()
        self._show_section(self.view.section)

    def _show_section(self, key: str) -> None:
        """Read a section that has come into sight, unless it was read since the last change."""
        if key in self._stale:
            self._stale.discard(key)
            self._readers[key]()

    def _count(self) -> None:
        for key in (MAPS, RISKS, DOCUMENTS):
            self._show_section(key)

    def _show_head(self) -> None:
        pupil = pupils.pupil(self._desk.reader, self._pupil_id)
        if pupil is None:
            self._desk.say(self.view, UserFacingError("pupils.not_found"))
            return
        self.view.show_whose(head_of(self._desk, pupil))

    def _show_front_sheet(self) -> None:
        pupil = pupils.pupil(self._desk.reader, self._pupil_id)
        if pupil is not None:
            self.view.show_front_sheet(front_of(self._desk, pupil))

    def _show_people(self) -> None:
        pupil = pupils.pupil(self._desk.reader, self._pupil_id)
        if pupil is not None:
            self.view.show_people(people_of(self._desk, pupil, self._siblings))

    def _show_voice(self) -> None:
        self.view.voice.show_words(file_contents.child_words(self._desk.reader, self._pupil_id))

    def _show_risks(self) -> None:
        self.view.show_risk_assessments(risks.latest(self._desk.reader, self._pupil_id))
        self.view.risks.show_work(work_of(self._desk, self._pupil_id))

    def _show_documents(self) -> None:
        self._show_volumes()
        self.view.show_documents(
            file_contents.documents(self._desk.reader, self._pupil_id),
            index_of(self._desk.reader, self._pupil_id),
        )

    def _open_row(self, row_id: str) -> None:
        """Show a row of this file; one that no filter may hide from whoever asked for it."""
        risk, dot, _version = row_id.partition(".")
        if dot and risk.startswith("r-") and row_id.count(".") == 1:
            self._desk.go.open_risk(self._pupil_id, risk)
            return
        self.view.show_section(CHRONOLOGY)
        self._chronology.go_to(row_id)

    def _open_part(self, where: str) -> None:
        if where == "register":
            self._desk.go.open_register(self._pupil_id)
        elif where == "access":
            self._desk.go.open_access(self._pupil_id)
        else:
            self.view.show_section(where)

    def _open_work(self, kind: str, identifier: str) -> None:
        go = self._desk.go
        opening: dict[str, Callable[[str], None]] = {
            "case": go.open_case,
            "referral": go.open_referral,
            "plan": go.open_plan,
        }
        opening[kind](identifier)

    def _show_body_maps(self) -> None:
        self.view.show_body_maps(
            [
                BodyMapRow(
                    id=f"{row.concern}/{row.number}",
                    when=map_time(row.body_map, written_at=row.written_at),
                    author=self._desk.person_name(row.reporter),
                    marks=len(row.body_map.marks),
                    seen=row.body_map.seen,
                )
                for row in self._own_body_maps()
            ]
        )

    def _show_volumes(self) -> None:
        self.view.show_volumes(
            [
                VolumeRow(
                    id=row.id,
                    title=row.title,
                    volume=row.volume,
                    original_lies=row.original_lies,
                    file=row.file,
                    attached_at=row.recorded_at,
                )
                for row in volumes.of_pupil(self._desk.reader, self._pupil_id)
            ]
        )

    def _attach(self, draft: VolumeDraft) -> None:
        path = Path(draft.path)

        def work() -> str:
            content = read_bounded(path)
            return attach_volume(
                self._desk.casebook,
                pupil_id=self._pupil_id,
                title=draft.title,
                volume=draft.number,
                original_lies=draft.original_lies,
                name=path.name,
                content=content,
            )

        self._desk.run(self.view, work, lambda _: self._attached())

    def _index_paper(self) -> None:
        ask_for_paper_index(self._desk, page=self.view, pupil_id=self._pupil_id, done=self._indexed)

    def _indexed(self) -> None:
        self.refresh()
        self._desk.shell.toast(self.tr("The index of the paper file stands in this file now."))

    def _attached(self) -> None:
        self.refresh()
        self._desk.shell.toast(self.tr("Attached. It is kept word for word with the record."))

    def _open_file(self, stored: StoredFile) -> None:
        try:
            save_stored_file(self._desk, parent=self.view, stored=stored)
        except UserFacingError as error:
            self._desk.say(self.view, error)

    def _own_body_maps(self) -> list[chronology.BodyMapRow]:
        """The maps of this child's body in the order of their times; one that says it shows another
        child is in theirs.
        """
        rows = chronology.body_maps(self._desk.reader, self._pupil_id)
        own = (row for row in rows if row.body_map.pupil in ("", self._pupil_id))
        return sorted(own, key=lambda row: seen_order(row.body_map, written_at=row.written_at))

    def _open_body_map(self, identifier: str) -> None:
        """Open a map among all of the child; ``identifier`` is that of a map or of its concern."""
        rows = self._own_body_maps()
        names = pupils.names(self._desk.reader, [self._pupil_id])
        places = [
            place
            for place, row in enumerate(rows)
            if identifier in (row.concern, f"{row.concern}/{row.number}")
        ]
        if not places:  # its maps all show another child: the concern has them
            self._desk.go.open_concern(identifier.partition("/")[0])
            return
        page = BodyMapsView()
        page.show_body_maps(
            [
                ShownBodyMap(
                    heading=map_time(row.body_map, written_at=row.written_at),
                    detail=self._desk.person_name(row.reporter),
                    body_map=row.body_map,
                    whose=names.get(row.body_map.pupil, ""),
                )
                for row in rows
            ],
            chosen=places[0],
        )
        self._desk.shell.open_page(page)
