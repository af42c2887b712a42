"""One concern on one screen: as it was written, what is known of the children, and the decision."""

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.show_files import save_stored_file
from desktop.usecases.lead.decide import (
    Decision,
    NewAction,
    close_concern,
    decide,
    open_concern,
)
from desktop.usecases.lead.follow_ups import LinkedConcern, together
from storage.database.repositories import actions, chronology, concerns, pupils
from storage.records.casework import Concern, StoredFile
from storage.records.errors import UserFacingError
from storage.records.mark_words import map_time
from storage.records.times import for_people
from ui.lead_drafts import CloseDraft, TriageDraft
from ui.lead_material import ChildHistory, ShownConcern
from ui.lead_words import counted
from ui.views.body_maps import BodyMapsView
from ui.views.triage import TriageView
from ui.widgets.body_map_view import ShownBodyMap

_NEWEST = 8


class TriageController(QObject):
    """Stays on this child until the lead moves on."""

    decided = Signal()

    def __init__(self, desk: Desk, *, concern_id: str) -> None:
        self.view = TriageView(lists=desk.lists, people=desk.people(), today=desk.today)
        super().__init__(self.view)
        self._desk = desk
        self._concern_id = concern_id
        self._just_saved = False
        self.view.saved.connect(self._save)
        self.view.close_requested.connect(self._close)
        self.view.body_map_requested.connect(self._show_body_map)
        self.view.file_requested.connect(self._show_file)
        self.view.pupil_opened.connect(desk.go.open_pupil)
        self.view.entry_opened.connect(self._open_entry)
        self.view.next_requested.connect(self._next)

    def begin(self) -> None:
        """Open the concern; the first reading is kept in the ledger."""
        self._desk.run(
            self.view,
            lambda: open_concern(self._desk.casebook, concern_id=self._concern_id),
            self._show,
        )

    def _show(self, concern: Concern) -> None:
        reader = self._desk.reader
        waiting = concerns.ids(reader, status="waiting", oldest_first=True)
        place = waiting.index(concern.id) + 1 if concern.id in waiting else 0
        self.view.show_concern(
            ShownConcern(
                concern=concern,
                pupils=tuple((link.id, self._name(link.id)) for link in concern.pupils),
                reporter=self._desk.person_name(concern.reporter),
                actions=tuple(actions.of_concern(reader, concern.id)),
                place_in_queue=place,
                waiting=len(waiting),
                together=self._together(concern),
            )
        )
        self.view.show_history([self._history(link.id) for link in concern.pupils])
        if self._just_saved:
            self._just_saved = False
            self.view.show_saved(
                self.tr("Saved. The words as they were written stay unchanged."),
                more_waiting=bool(waiting),
            )

    def _together(self, concern: Concern) -> tuple[tuple[str, str], ...]:
        """What this concern was added to, and what was added to it, in words."""
        found = together(self._desk.reader, concern)
        rows = []
        if found.missing_number:
            words = self.tr("Added to concern {n}, which has not arrived")
            rows.append(("", words.format(n=found.missing_number)))
        if found.added_to is not None:
            words = self.tr("Added to concern {n} ({when})")
            rows.append((found.added_to.id, _numbered(words, found.added_to)))
        words = self.tr("Concern {n} ({when}) was added to this one")
        rows += [(later.id, _numbered(words, later)) for later in found.added]
        return tuple(rows)

    def _name(self, pupil_id: str) -> str:
        row = pupils.row(self._desk.reader, pupil_id)
        if row is None:
            return pupil_id
        return f"{row.name} ({row.class_name})" if row.class_name else row.name

    def _history(self, pupil_id: str) -> ChildHistory:
        reader = self._desk.reader
        row, pupil = pupils.row(reader, pupil_id), pupils.pupil(reader, pupil_id)
        if row is None or pupil is None:
            return ChildHistory(pupil_id=pupil_id, name=pupil_id)
        entries = chronology.of_pupil(reader, pupil_id)
        newest = sorted(entries, key=lambda entry: entry.recorded_at, reverse=True)[:_NEWEST]
        parts = [f"Year {row.year_group}" if row.year_group.isdigit() else row.year_group]
        if row.open_concerns:
            one, many = self.tr("1 open concern"), self.tr("{n} open concerns")
            parts.append(counted(row.open_concerns, one, many))
        return ChildHistory(
            pupil_id=pupil_id,
            name=row.name,
            summary=" · ".join(part for part in parts if part),
            entries=tuple(newest),
            total=len(entries),
            siblings=tuple(pupils.rows(reader, list(pupil.siblings))),
        )

    def _save(self, draft: TriageDraft) -> None:
        parents = self._desk.lists.word(draft.parents_informed) if draft.parents_informed else ""
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
            parents_informed=": ".join(part for part in (parents, draft.parents_note) if part),
            reply=draft.reply,
            significant=draft.significant or None,
            summary=draft.summary,
        )
        self._desk.run(
            self.view,
            lambda: decide(self._desk.casebook, decision=decision),
            lambda _: self._saved(),
        )

    def _saved(self) -> None:
        self._just_saved = True
        self.begin()
        self.decided.emit()

    def _close(self, draft: CloseDraft) -> None:
        self._desk.run(
            self.view,
            lambda: close_concern(
                self._desk.casebook,
                concern_id=draft.concern_id,
                outcome=draft.outcome,
                reason=draft.reason,
            ),
            lambda _: self._saved(),
        )

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


def _numbered(words: str, linked: LinkedConcern) -> str:
    return words.format(n=linked.number or "–", when=for_people(linked.written_at))
