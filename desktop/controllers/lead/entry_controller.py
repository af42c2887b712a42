"""A new entry without a concern: a call, meeting, notice, visit, document or positive event."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.entry_offers import entry_offers
from desktop.controllers.read_files import read_file
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.database.repositories import cases
from storage.records.concern import LinkedPupil
from ui.lead_drafts import ActionDraft, NewEntryDraft
from ui.views.new_entry import NewEntryView


class EntryController(QObject):
    """Saves the entry; ``returns`` goes back to the page where it was begun, else a clean page is
    left, or the one child's file is opened.
    """

    def __init__(
        self, desk: Desk, *, pupil_id: str = "", case_id: str = "", returns: bool = False
    ) -> None:
        self.view = NewEntryView(lists=desk.lists, offers=entry_offers(desk))
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id, self._case_id, self._returns = pupil_id, case_id, returns
        self.view.saved.connect(self._save)
        self.view.file_chosen.connect(self._read_file)

    def begin(self) -> None:
        """Show an empty page, with the children where these are known."""
        options = (self._desk.pupil_option(pupil_id) for pupil_id in self._children())
        self.view.start(
            pupils=[option for option in options if option is not None], case=self._case_id
        )

    def _children(self) -> Sequence[str]:
        if self._pupil_id:
            return (self._pupil_id,)
        case = cases.case(self._desk.reader, self._case_id) if self._case_id else None
        return case.pupils if case is not None else ()

    def _read_file(self, path: str) -> None:
        self._desk.run(self.view, lambda: read_file(path), self.view.show_file)

    def _save(self, draft: NewEntryDraft) -> None:
        entry = _entry(draft)
        self._desk.save(
            self.view,
            lambda: add_entry(self._desk.casebook, entry=entry),
            lambda _: self._saved(draft),
        )

    def _saved(self, draft: NewEntryDraft) -> None:
        names = [self._desk.pupil_option(pupil_id) for pupil_id, _role in draft.pupils]
        whose = ", ".join(option.display for option in names if option is not None)
        self._desk.shell.toast(self.tr("Saved in the chronology: {whose}").format(whose=whose))
        self.view.start()
        if self._returns:
            self._desk.shell.back()  # to the page where it was begun, which shows the new entry
        elif len(draft.pupils) == 1:
            self._desk.go.open_pupil(draft.pupils[0][0], "chronology")


def _entry(draft: NewEntryDraft) -> NewEntry:
    return NewEntry(
        kind=draft.kind,
        pupils=tuple(
            LinkedPupil(id=pupil_id, role=role or "subject") for pupil_id, role in draft.pupils
        ),
        happened=draft.happened,
        text=draft.text,
        child_words=draft.child_words,
        source=draft.source,
        contact=draft.contact,
        how=draft.how,
        action=draft.action,
        decision=draft.decision,
        reason=draft.reason,
        outcome=draft.outcome,
        case=draft.case,
        significant=draft.significant,
        summary=draft.summary,
        so_what=draft.so_what,
        boxes=draft.boxes,
        next_action=_action(draft.next_action),
        files=tuple((each.name, each.content) for each in draft.files),
    )


def _action(draft: ActionDraft | None) -> NewAction | None:
    if draft is None:
        return None
    return NewAction(what=draft.what, owner=draft.owner, due=draft.due)
