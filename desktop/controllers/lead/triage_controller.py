"""One concern on one screen: as it was written, what is known of the children, and the decision."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.show_files import save_stored_file
from desktop.controllers.lead.triage_material import TriageMaterial
from desktop.usecases.lead.decide import (
    Decision,
    NewAction,
    close_concern,
    decide,
    open_concern,
    reopen_concern,
)
from desktop.usecases.lead.duplicates import mark_duplicate
from storage.database.repositories import cases, chronology, concerns, pupils
from storage.records.casework import Concern, StoredFile
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.mark_words import map_time
from ui.lead_drafts import CloseDraft, DuplicateDraft, ReopenDraft, TriageDraft
from ui.views.body_maps import BodyMapsView
from ui.views.triage import TriageView
from ui.widgets.body_map_view import ShownBodyMap


class TriageController(QObject):
    """Stays on this child until the lead moves on."""

    decided = Signal()

    def __init__(self, desk: Desk, *, concern_id: str) -> None:
        self.view = TriageView(
            lists=desk.lists, people=desk.people(), today=desk.today, search=desk.search_pupils
        )
        super().__init__(self.view)
        self._desk = desk
        self._material = TriageMaterial(desk, parent=self)
        self._concern_id = concern_id
        self._just_saved = False
        self.view.saved.connect(self._save)
        self.view.close_requested.connect(self._close)
        self.view.reopen_requested.connect(self._reopen)
        self.view.duplicate_requested.connect(self._mark_duplicate)
        self.view.body_map_requested.connect(self._show_body_map)
        self.view.file_requested.connect(self._show_file)
        self.view.pupil_opened.connect(desk.go.open_pupil)
        self.view.child_added.connect(self._add_child)
        self.view.entry_opened.connect(self._open_entry)
        self.view.case_opened.connect(desk.go.open_case)
        self.view.next_requested.connect(self._next)

    def entry_start(self) -> tuple[str, str]:
        """A new entry begins with the child of the concern, where one is named, and its case."""
        concern = concerns.concern(self._desk.reader, self._concern_id)
        children = [link.id for link in concern.pupils] if concern is not None else []
        return (children or [""])[0], cases.of_member(self._desk.reader, self._concern_id)

    def begin(self) -> None:
        """Open the concern; the first reading is kept in the ledger."""
        self._desk.run(
            self.view,
            lambda: open_concern(self._desk.casebook, concern_id=self._concern_id),
            self._show,
        )

    def _show(self, concern: Concern) -> None:
        material = self._material
        shown = material.shown(concern)
        self.view.show_concern(
            shown, offers=material.offers(concern), decided=material.decided(concern)
        )
        self.view.show_history([material.history(link.id) for link in concern.pupils])
        if self._just_saved:
            self._just_saved = False
            self.view.show_saved(
                self.tr("Saved. The words as they were written stay unchanged."),
                more_waiting=shown.waiting > bool(shown.place_in_queue),
            )

    def _add_child(self, pupil_id: str) -> None:
        self.view.add_child(self._material.history(pupil_id))

    def _save(self, draft: TriageDraft) -> None:
        decision = Decision(
            concern=draft.concern_id,
            category=draft.category,
            level=draft.level,
            response=draft.response,
            decision=draft.decision,
            reason=draft.reason,
            actions=tuple(
                NewAction(what=item.what, owner=item.owner, due=item.due) for item in draft.actions
            ),
            parents=draft.parents,
            reply=draft.reply,
            significant=draft.significant or None,
            summary=draft.summary,
            so_what=draft.so_what,
            case=draft.case,
            pupils=tuple(LinkedPupil(id=pupil, role=role) for pupil, role in draft.pupils),
        )
        self._work(lambda: decide(self._desk.casebook, decision=decision))

    def _close(self, draft: CloseDraft) -> None:
        self._work(
            lambda: close_concern(
                self._desk.casebook,
                concern_id=draft.concern_id,
                outcome=draft.outcome,
                reason=draft.reason,
            )
        )

    def _reopen(self, draft: ReopenDraft) -> None:
        self._work(
            lambda: reopen_concern(
                self._desk.casebook, concern_id=draft.concern_id, reason=draft.reason
            )
        )

    def _mark_duplicate(self, draft: DuplicateDraft) -> None:
        self._work(
            lambda: mark_duplicate(
                self._desk.casebook,
                concern_id=draft.concern_id,
                original=draft.original,
                reason=draft.reason,
            )
        )

    def _work(self, work: Callable[[], object]) -> None:
        concern_id = self._concern_id

        def and_read() -> Concern:
            work()
            return open_concern(self._desk.casebook, concern_id=concern_id)

        self._desk.save(self.view, and_read, self._saved)

    def _saved(self, concern: Concern) -> None:
        self._just_saved = True
        self._show(concern)
        self.decided.emit()

    def _next(self) -> None:
        waiting = concerns.ids(self._desk.reader, status="waiting", oldest_first=True)
        others = [identifier for identifier in waiting if identifier != self._concern_id]
        if not others:
            self._desk.shell.back()
            return
        self._concern_id = others[0]
        self.begin()

    def _open_entry(self, entry_id: str) -> None:
        if concerns.concern(self._desk.reader, entry_id) is not None:
            self._desk.go.open_concern(entry_id)
            return
        children = chronology.pupils_of(self._desk.reader, entry_id)
        if children:
            self._desk.go.open_pupil(children[0], "chronology")

    def _show_body_map(self, concern_id: str, index: int) -> None:
        concern = concerns.concern(self._desk.reader, concern_id)
        if concern is not None:
            body_map = concern.body_maps[index]
            names = pupils.names(self._desk.reader, [body_map.pupil])
            page = BodyMapsView()
            page.show_body_maps(
                [
                    ShownBodyMap(
                        heading=map_time(body_map, written_at=concern.written_at),
                        detail=self._desk.person_name(concern.reporter),
                        body_map=body_map,
                        whose=names.get(body_map.pupil, ""),
                    )
                ]
            )
            self._desk.shell.open_page(page)

    def _show_file(self, stored: StoredFile) -> None:
        try:
            save_stored_file(self._desk, parent=self.view, stored=stored)
        except UserFacingError as error:
            self._desk.say(self.view, error)
