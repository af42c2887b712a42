"""Asks for the statement of somebody who disagrees with an entry, and keeps it beside the entry."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.desk import Desk
from desktop.controllers.read_files import read_file
from desktop.usecases.lead.amendments import Statement, state_disagreement
from storage.database.repositories import pupils
from storage.intake import vocabularies
from storage.records.chronology import ChronologyEntry
from ui.lead_drafts import StatementDraft
from ui.views.statement import StatementDialog


def ask_for_statement(
    desk: Desk,
    *,
    page: QWidget,
    entry: ChronologyEntry,
    pupil_id: str,
    done: Callable[[], None],
) -> StatementDialog:
    """Open the dialog over ``page``; ``done`` is called when the statement is kept."""
    dialog = StatementDialog(
        entry=entry, people=_people(desk, pupil_id), today=desk.today(), parent=page
    )
    dialog.file_chosen.connect(
        lambda path: desk.run(dialog, lambda: read_file(path), dialog.show_file)
    )
    dialog.confirmed.connect(lambda draft: _save(desk, page, draft, done))
    dialog.open()
    return dialog


def _save(desk: Desk, page: QWidget, draft: StatementDraft, done: Callable[[], None]) -> None:
    statement = Statement(
        target=draft.target,
        stated_by=draft.stated_by,
        relationship=draft.relationship,
        stated_on=draft.stated_on,
        words=draft.words,
        reason=draft.reason,
        files=tuple((each.name, each.content) for each in draft.files),
    )
    desk.run(page, lambda: state_disagreement(desk.casebook, statement=statement), lambda _: done())


def _people(desk: Desk, pupil_id: str) -> list[tuple[str, str]]:
    """The contacts of a child, each with what they are to the child."""
    child = pupils.pupil(desk.reader, pupil_id)
    labels = vocabularies.load("relationships")
    contacts = child.details.contacts if child is not None else ()
    return [(each.name, labels.label(each.relationship).lower()) for each in contacts]
