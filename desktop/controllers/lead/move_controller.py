"""Puts a record into the right children's files: shows what would move, and moves it."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.entry_offers import open_cases
from desktop.usecases.lead.moves import Movable, movable, move_record
from storage.database.repositories import actions, cases
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from ui.entry_material import RecordToMove
from ui.lead_drafts import MoveDraft
from ui.lead_words import counted
from ui.views.move_record import MoveRecordView


class MoveController(QObject):
    """``row_id`` is any row of the record, ``pupil_id`` the child from whose file one comes."""

    def __init__(self, desk: Desk, *, row_id: str, pupil_id: str = "") -> None:
        self.view = MoveRecordView(
            lists=desk.lists,
            search=desk.search_pupils,
            cases=lambda pupil_ids: open_cases(desk, pupil_ids),
        )
        super().__init__(self.view)
        self._desk, self._row_id, self._pupil_id = desk, row_id, pupil_id
        self.view.moved.connect(self._move)

    def begin(self) -> None:
        """Show the record, or say why it is put right elsewhere."""
        found = movable(self._desk.reader, self._row_id)
        if found is None:
            self._desk.say(self.view, UserFacingError("file.not_movable"))
            return
        self.view.show_record(
            self._shown(found), case=cases.of_member(self._desk.reader, found.record.id)
        )

    def entry_start(self) -> tuple[str, str]:
        """A new entry begins with the child from whose file one comes."""
        return self._pupil_id, ""

    def _shown(self, found: Movable) -> RecordToMove:
        record = found.record
        options = ((self._desk.pupil_option(link.id), link.role) for link in found.pupils)
        kind = self._desk.lists.word(record.category if record.kind == "entry" else record.kind)
        return RecordToMove(
            target=record.id,
            title=f"{kind} · {record.happened.for_people()}",
            words=record.text,
            pupils=tuple((option, role) for option, role in options if option is not None),
            with_it=self._with_it(found),
        )

    def _with_it(self, found: Movable) -> str:
        if found.record.kind != "concern":
            return self.tr("What was corrected or stated beside it goes with it.")
        count = len(actions.of_concern(self._desk.reader, found.record.id))
        told = self.tr("Its decisions, replies and body maps go with it.")
        also = counted(count, self.tr("1 action goes too."), self.tr("{n} actions go too."))
        return f"{told} {also}" if count else told

    def _move(self, draft: MoveDraft) -> None:
        pupils = tuple(LinkedPupil(id=pupil, role=role) for pupil, role in draft.pupils)
        self._desk.save(
            self.view,
            lambda: move_record(
                self._desk.casebook,
                target=draft.target,
                pupils=pupils,
                reason=draft.reason,
                case=draft.case,
            ),
            lambda _: self._moved(),
        )

    def _moved(self) -> None:
        self._desk.shell.toast(self.tr("Done. The files it left keep a line that says so."))
        self.view.done()
        self._desk.shell.back()
