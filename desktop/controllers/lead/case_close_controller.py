"""Closing a case: what is open and what is offered go to the page, the closing comes back."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.case_choices import person_choices
from desktop.controllers.lead.case_controller import open_thing
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.case_closing import NewClosing, Settled, close_case, other_leads
from desktop.usecases.lead.case_offers import offered_texts, open_things, undecided
from storage.database.repositories import actions, cases, concerns, pupils
from storage.intake import vocabularies
from storage.records.cases import ANYONE, MERGED, Case
from storage.records.errors import UserFacingError
from ui.case_material import ClosingDraft, ClosingShown
from ui.lead_words import first_words
from ui.views.case_close import NOBODY, CaseCloseView
from ui.widgets.choice_row import Choice


class CaseCloseController(QObject):
    """What was typed stays while something open is finished on another page."""

    def __init__(self, desk: Desk, *, case_id: str) -> None:
        self.view = CaseCloseView(today=desk.today)
        super().__init__(self.view)
        self._desk, self._case_id = desk, case_id
        self.view.confirmed.connect(self._close)
        self.view.cancelled.connect(desk.shell.back)
        self.view.concern_opened.connect(desk.go.open_concern)
        self.view.thing_opened.connect(lambda kind, thing: open_thing(desk, kind, thing))

    def begin(self) -> None:
        """Show what is open and what is offered."""
        self.refresh()

    def refresh(self) -> None:
        """Show what is open now."""
        reader = self._desk.reader
        found = cases.case(reader, self._case_id)
        if found is None:
            self._desk.say(self.view, UserFacingError("cases.not_found"))
            return
        done, decided, child_words = offered_texts(reader, found)
        names = pupils.names(reader, found.pupils)
        today = self._desk.today().isoformat()
        self.view.show_closing(
            ClosingShown(
                case=found,
                children=", ".join(names.values()),
                actions=tuple(actions.of_case(reader, found.id, open_only=True)),
                waiting=self._waiting(found),
                going_on=tuple(open_things(reader, found, today=today)),
                done=done,
                decided=decided,
                child_words=child_words,
                outcomes=tuple(
                    Choice(value=item.code, text=item.label, hint=item.definition)
                    for item in vocabularies.load("outcomes").offered(today)
                    if item.code != MERGED
                ),
                people=person_choices(self._desk),
                second=self._second(),
            )
        )

    def _waiting(self, found: Case) -> tuple[tuple[str, str], ...]:
        rows = concerns.rows(self._desk.reader, undecided(self._desk.reader, found))
        return tuple((row.id, first_words(row.first_words)) for row in rows)

    def _second(self) -> tuple[Choice, ...]:
        people = other_leads(self._desk.reading())
        return (
            Choice(value=NOBODY, text=self.tr("Not asked for")),
            *([Choice(value=ANYONE, text=self.tr("Any other lead"))] if people else []),
            *(Choice(value=person.id, text=person.name) for person in people),
        )

    def _close(self, draft: ClosingDraft) -> None:
        closing = NewClosing(
            case=self._case_id,
            outcome=draft.outcome,
            reason=draft.reason,
            done=draft.done,
            decided=draft.decided,
            reached=draft.reached,
            reached_why=draft.reached_why,
            child_words=draft.child_words,
            second=draft.second,
            next_review=draft.next_review,
            settled=tuple(
                Settled(action=each.action, how=each.how, words=each.words, owner=each.owner)
                for each in draft.settled
            ),
            going_on=draft.going_on,
        )
        self._desk.save(
            self.view,
            lambda: close_case(self._desk.casebook, closing=closing),
            lambda _: self._closed(),
        )

    def _closed(self) -> None:
        self.view.saved()
        self._desk.shell.toast(self.tr("The case is closed. Nothing in it is hidden."))
        self._desk.shell.back()
