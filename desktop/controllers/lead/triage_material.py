"""Gathers what the triage screen shows and offers, in words: queue, history, cases, decisions."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead import triage_offers
from desktop.usecases.lead.duplicates import may_tell_the_same
from desktop.usecases.lead.follow_ups import LinkedConcern, together
from storage.database.repositories import (
    actions,
    cases,
    chronology,
    concern_history,
    concerns,
    limits,
    pupils,
)
from storage.intake import vocabularies
from storage.records.cases import CaseRow
from storage.records.casework import Action, Concern, ConcernRow, PupilRow, Triage
from storage.records.times import for_people
from ui.lead_material import ChildHistory, ShownConcern
from ui.lead_words import counted, day_for_people, first_words
from ui.triage_material import DecidedShown, DecisionShown, OpenCase, TriageOffers
from ui.widgets.choice_row import Choice

_NEWEST = 8
_LISTS = {"category": "categories", "level": "case_levels", "response": "responses"}


class TriageMaterial(QObject):
    """Reads by the window's own connection; writes nothing."""

    def __init__(self, desk: Desk, *, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def shown(self, concern: Concern) -> ShownConcern:
        """Return the concern with the names behind its ids and its place in the queue."""
        waiting = concerns.ids(self._desk.reader, status="waiting", oldest_first=True)
        return ShownConcern(
            concern=concern,
            pupils=tuple((link.id, self._name(link.id)) for link in concern.pupils),
            reporter=self._desk.person_name(concern.reporter),
            actions=tuple(actions.of_concern(self._desk.reader, concern.id)),
            place_in_queue=waiting.index(concern.id) + 1 if concern.id in waiting else 0,
            waiting=len(waiting),
            together=self._together(concern),
        )

    def offers(self, concern: Concern) -> TriageOffers:
        """Return what is offered in sight for this concern."""
        reading, today = self._desk.reading(), self._desk.today()
        own, others = triage_offers.cases_of_concern(reading, concern)
        known = limits.limits(self._desk.reader)
        return TriageOffers(
            owner=reading.person.id,
            decisions=tuple(triage_offers.offered_decisions().items()),
            days=tuple(triage_offers.offered_days(known, today).items()),
            quick=self._far_day(today),
            own_case=self._case_words(own) if own is not None else "",
            cases=tuple(OpenCase(id=row.id, words=self._case_words(row)) for row in others),
            open_actions=sum(
                action.done_at is None
                for action in actions.of_concern(self._desk.reader, concern.id)
            ),
            told_already=tuple(
                Choice(value=row.id, text=self._concern_words(row))
                for row in may_tell_the_same(reading, concern_id=concern.id)
            ),
        )

    def decided(self, concern: Concern) -> DecidedShown | None:
        """Return what was decided, the newest first; None while nothing was."""
        if not concern.triage and concern.status != "closed":
            return None
        reader = self._desk.reader
        found = actions.of_concern(reader, concern.id)
        replies = [text for _at, text in concern.replies]
        shown = [
            self._decision(triage, found if newest else (), replies if newest else ())
            for newest, triage in (
                (place == 0, each) for place, each in enumerate(reversed(concern.triage))
            )
        ]
        case_id = cases.of_member(reader, concern.id)
        rows = cases.rows(reader, [case_id]) if case_id else []
        closed = concern.status == "closed"
        return DecidedShown(
            decisions=tuple(shown),
            state=self._closing(concern) if closed else "",
            closed=closed,
            case=next(
                ((row.id, self.tr("Case: {case}").format(case=row.title)) for row in rows), None
            ),
            twice=tuple(
                (row.id, self.tr("Tells of the same: {words}").format(words=first_words(
                    self._concern_words(row), limit=60
                )))
                for other, *_ in cases.duplicates(reader, concern.id)
                for row in concerns.rows(reader, [other])
            ),
        )  # fmt: skip

    def history(self, pupil_id: str) -> ChildHistory:
        """Return what is known of a child: newest entries, siblings, and what is open of them."""
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
        siblings = tuple(pupils.rows(reader, list(pupil.siblings)))
        return ChildHistory(
            pupil_id=pupil_id,
            name=row.name,
            summary=" · ".join(part for part in parts if part),
            entries=tuple(newest),
            total=len(entries),
            siblings=siblings,
            sibling_concerns=tuple(
                (concern.id, f"{sibling.name} · {self._concern_words(concern)}")
                for sibling in siblings
                for concern in self._open_concerns(sibling)
            ),
        )

    def _open_concerns(self, sibling: PupilRow) -> list[ConcernRow]:
        if not sibling.open_concerns:
            return []
        reader = self._desk.reader
        found = [
            concern_id
            for status in ("waiting", "open")
            for concern_id in concerns.ids(reader, status=status, pupil=sibling.id)
        ]
        return concerns.rows(reader, found)

    def _decision(
        self, triage: Triage, found: Sequence[Action], replies: Sequence[str]
    ) -> DecisionShown:
        headline = self.tr("Decided {when} by {who}").format(
            when=for_people(triage.recorded_at), who=triage.author
        )
        owner = self._desk.person_name(triage.owner) if triage.owner else ""
        facts = [
            (self.tr("Decision"), triage.decision),
            (self.tr("Why"), triage.reason),
            *((self.tr("Next step"), self._step(action)) for action in found),
            (self.tr("Level"), self._words(triage, "level")),
            (self.tr("Category"), self._words(triage, "category")),
            (self.tr("Response"), self._words(triage, "response")),
            (self.tr("Case of"), owner),
            (self.tr("Look again"), day_for_people(triage.next_review)),
            (self.tr("Parents told"), self._desk.lists.word(triage.parents_informed)),
            *((self.tr("Reply"), reply) for reply in replies),
        ]
        return DecisionShown(
            headline=headline, facts=tuple((label, words) for label, words in facts if words)
        )

    def _words(self, triage: Triage, box: str) -> str:
        """The words of then, and today's beside them where the names changed."""
        return vocabularies.load(_LISTS[box]).as_decided(
            getattr(triage, box), reference=triage.vocabulary, on=self._desk.today().isoformat()
        )

    def _step(self, action: Action) -> str:
        if action.done_at is not None:
            words = self.tr("{what} – done: {outcome}")
            return words.format(what=action.what, outcome=action.outcome)
        words = self.tr("{what} – {who}, by {day}")
        return words.format(what=action.what, who=action.owner, day=day_for_people(action.due))

    def _closing(self, concern: Concern) -> str:
        rows = concern_history.entries(self._desk.reader, concern.id)
        closed = [row.id for row in rows if f"{concern.id}.closed." in row.id]
        last = chronology.entry(self._desk.reader, closed[-1]) if closed else None
        if last is None:
            return self.tr("This concern is closed.")
        words = self.tr("Closed {when} by {who}: {outcome} – {reason}")
        return words.format(
            when=for_people(last.recorded_at),
            who=last.author,
            outcome=last.outcome,
            reason=last.reason,
        )

    def _far_day(self, today: date) -> tuple[tuple[str, str, str], ...]:
        found = triage_offers.last_days(today, vocabularies.load_calendar())
        if found is None:
            return ()
        kind, day = found
        half = kind == triage_offers.HALF_TERM
        return (("far", self.tr("Half term") if half else self.tr("End of term"), day),)

    def _case_words(self, row: CaseRow) -> str:
        one, many = self.tr("1 concern"), self.tr("{n} concerns")
        return self.tr("{title}, since {day}, {count}").format(
            title=row.title,
            day=day_for_people(row.opened_at),
            count=counted(row.concerns, one, many),
        )

    def _concern_words(self, row: ConcernRow) -> str:
        return f"{day_for_people(row.written_at)} · {row.first_words}"

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


def _numbered(words: str, linked: LinkedConcern) -> str:
    return words.format(n=linked.number or "–", when=for_people(linked.written_at))
