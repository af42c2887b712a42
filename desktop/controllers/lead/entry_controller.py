"""A new entry without a concern: a call, meeting, notice, visit, document or positive event."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from ui.lead_drafts import NewEntryDraft
from ui.views.new_entry import NewEntryView

_TEXTS = ("child_words", "source", "contact", "action", "decision", "reason", "outcome")


class EntryController(QObject):
    """Saves the entry and starts a clean page for the next one."""

    def __init__(self, desk: Desk, *, pupil_id: str = "") -> None:
        self.view = NewEntryView(lists=desk.lists, search=desk.search_pupils, now=desk.local_now)
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Show an empty page, with the child where one was given."""
        self.view.start(pupil=self._desk.pupil_option(self._pupil_id) if self._pupil_id else None)

    def _save(self, draft: NewEntryDraft) -> None:
        def work() -> str:
            return add_entry(
                self._desk.casebook,
                entry=NewEntry(
                    kind=draft.kind,
                    pupils=tuple(
                        LinkedPupil(id=pupil_id, role=role or "subject")
                        for pupil_id, role in draft.pupils
                    ),
                    happened=draft.happened,
                    text=draft.text,
                    significant=draft.significant,
                    files=tuple(_read(Path(path)) for path in draft.files),
                    **{name: getattr(draft, name) for name in _TEXTS},
                ),
            )

        self._desk.run(self.view, work, lambda _: self._saved(draft))

    def _saved(self, draft: NewEntryDraft) -> None:
        self._desk.shell.toast(self.tr("Saved in the child's chronology."))
        self.view.start()
        if self._pupil_id:
            self._desk.shell.back()  # to the file, which shows the new entry
            return
        if len(draft.pupils) == 1:
            self._desk.go.open_pupil(draft.pupils[0][0], "chronology")


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error
