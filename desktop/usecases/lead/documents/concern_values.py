"""Gathers a concern and everything decided on it since, ready to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.usecases.correction_words import correction_label, stated_words
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.entry_text import (
    EntryText,
    day_words,
    entry_texts,
    short_day,
    when_words,
)
from desktop.usecases.lead.documents.written_concern import child_lines, written_concern
from desktop.usecases.report import long_day, long_moment
from exports.care_values import NOTHING, Words
from exports.concern_values import (
    ActionLine,
    ClosingLine,
    ConcernRecord,
    CorrectionLine,
    DecisionLine,
    FollowUpLine,
    ReplyLine,
)
from storage.database.repositories import concern_history, concerns, people
from storage.database.repositories.concern_history import HistoryRow
from storage.intake import vocabularies
from storage.records.casework import Concern
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor
from storage.records.when import When

# The field that a correction's code is about, by the type of the entry it corrects.
_CORRECTED = {
    "concern.received": {
        "text": "what_happened",
        "child_words": "child_words",
        "action": "did_at_once",
    },
    "triage.decided": {"text": "decision", "outcome": "outcome"},
    "action.added": {"text": "what", "action": "what"},
    "action.done": {"text": "outcome", "outcome": "outcome"},
    "reply.sent": {"text": "text"},
    "concern.closed": {"text": "reason", "outcome": "outcome"},
    "concern.reopened": {"text": "reason"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredConcern:
    """A concern ready to print, the positions it rests on, and the children in whose files it is.

    ``written_at`` (UTC text) orders concerns by when they were written.
    """

    record: ConcernRecord
    entries: tuple[int, ...]
    pupils: tuple[str, ...]
    written_at: str


def gather_concern(
    casebook: OpenCasebook, *, concern_id: str, redactor: Redactor, pupil_id: str = ""
) -> GatheredConcern:
    """Return a concern with every decision, action, reply and correction; ``pupil_id`` is the child
    whose line comes first.

    What was written comes from the signed entries themselves. Raises triage.not_found.
    """
    connection = casebook.connection
    concern = concerns.concern(connection, concern_id)
    if concern is None:
        raise UserFacingError("triage.not_found")
    rows = concern_history.entries(connection, concern_id)
    texts = entry_texts(casebook, {concern.seq, *(row.seq for row in rows)}, redactor=redactor)
    gathering = _Gathering(casebook, rows=rows, texts=texts, redactor=redactor)
    record = ConcernRecord(
        reference=concern.id,
        day=long_day(concern.written_at),
        status=vocabularies.load("record_words").label(concern.status).lower(),
        written=written_concern(
            casebook, concern=concern, text=texts[concern.seq], pupil_id=pupil_id
        ),
        follows=gathering.follows(concern),
        decisions=tuple(gathering.decisions()),
        actions=tuple(gathering.actions()),
        replies=tuple(gathering.replies()),
        corrections=tuple(gathering.corrections()),
        closings=tuple(gathering.closings()),
        follow_ups=tuple(gathering.follow_ups(concern)),
    )
    return GatheredConcern(
        record=record,
        entries=tuple(sorted(texts)),
        pupils=tuple(dict.fromkeys(link.id for link in concern.pupils)),
        written_at=concern.written_at,
    )


class _Gathering:
    """The entries about one concern, sorted into the lines of its record."""

    def __init__(
        self,
        casebook: OpenCasebook,
        *,
        rows: list[HistoryRow],
        texts: Mapping[int, EntryText],
        redactor: Redactor,
    ) -> None:
        self._casebook = casebook
        self._redactor = redactor
        self._texts = texts
        self._rows = [row for row in rows if row.seq in texts]

    def decisions(self) -> Iterator[DecisionLine]:
        for row, text in self._of("triage.decided"):
            yield DecisionLine(
                at=long_moment(row.at),
                by=self._redactor.writer(row.seq, row.author),
                category=text.label("category", "categories"),
                level=text.label("level", "case_levels"),
                response=text.label("response", "responses"),
                decision=text.words("decision"),
                reason=text.words("reason"),
                parents_informed=text.label("parents_informed", "parents_informed"),
                outcome=text.label("outcome", "outcomes"),
                next_review=day_words(text.plain("next_review")),
                lists=_lists(text.plain("vocabulary")),
                children=child_lines(self._casebook, text),
            )

    def actions(self) -> Iterator[ActionLine]:
        done = {text.plain("action"): (row, text) for row, text in self._of("action.done")}
        for row, text in self._of("action.added"):
            finished = done.get(text.plain("id"))
            yield ActionLine(
                what=text.words("what"),
                owner=self._owner(text),
                due=short_day(text.plain("due")),
                set_by=self._redactor.writer(row.seq, row.author),
                set_at=long_moment(row.at),
                done="" if finished is None else self._by(finished[0]),
                outcome=NOTHING if finished is None else finished[1].words("outcome"),
            )

    def replies(self) -> Iterator[ReplyLine]:
        for row, text in self._of("reply.sent"):
            yield ReplyLine(
                at=long_moment(row.at),
                by=self._redactor.writer(row.seq, row.author),
                text=text.words("text"),
            )

    def closings(self) -> Iterator[ClosingLine]:
        for row, text in self._of("concern.closed", "concern.reopened"):
            reopened = text.type == "concern.reopened"
            yield ClosingLine(
                at=long_moment(row.at),
                by=self._redactor.writer(row.seq, row.author),
                reopened=reopened,
                outcome=NOTHING if reopened else self._outcome(text),
                reason=text.words("reason"),
            )

    def corrections(self) -> Iterator[CorrectionLine]:
        """Each with what stood there before it: the first words, or those of the last one."""
        standing: dict[tuple[str, str], Words] = {}
        originals = {row.id: self._texts[row.seq] for row in self._rows if row.id}
        for row, text in self._of("amendment.added"):
            place = (text.plain("target"), text.plain("field"))
            original = originals.get(place[0])
            now = text.words("correction")
            yield CorrectionLine(
                at=long_moment(row.at),
                by=self._redactor.writer(row.seq, row.author),
                about=correction_label(place[1]),
                was=standing.get(place) or _was(original, place[1]),
                now=now,
                reason=text.words("reason"),
                happened=_corrected_time(text),
                stated=_stated(text),
            )
            standing[place] = now

    def follows(self, concern: Concern) -> str:
        """Say to which earlier concern this one was added."""
        if not concern.follow_up_to:
            return ""
        earlier = concern_history.under_receipt(
            self._casebook.connection,
            workstation=concern.workstation,
            receipt=concern.follow_up_to,
        )
        if earlier is not None:
            return f"Added by its writer to concern {earlier}"
        said = self._redactor.field(concern.seq, "follow_up_to", concern.follow_up_to)
        return f"Added by its writer to what was sent under {said}"

    def follow_ups(self, concern: Concern) -> Iterator[FollowUpLine]:
        connection = self._casebook.connection
        later = concern_history.follow_ups(
            connection,
            concern_id=concern.id,
            workstation=concern.workstation,
            receipt=self._texts[concern.seq].plain("slip_no"),
        )
        for found in (concerns.concern(connection, item) for item in later):
            if found is not None:
                yield FollowUpLine(
                    reference=found.id,
                    written=long_moment(found.written_at),
                    writer=self._redactor.writer(found.seq, found.reporter),
                )

    def _of(self, *types: str) -> Iterator[tuple[HistoryRow, EntryText]]:
        for row in self._rows:
            text = self._texts[row.seq]
            if text.type in types:
                yield row, text

    def _by(self, row: HistoryRow) -> str:
        return f"{long_moment(row.at)}, {self._redactor.writer(row.seq, row.author)}"

    def _owner(self, text: EntryText) -> Words:
        """A person of the school by name; else the words that were typed."""
        known = people.person(self._casebook.connection, text.plain("owner"))
        if known is None:
            return text.words("owner")
        return Words(text=self._redactor.field(text.seq, "owner", known.name))

    @staticmethod
    def _outcome(text: EntryText) -> Words:
        """A code of the list of outcomes in its words; else the words that were typed."""
        code = text.plain("outcome")
        if vocabularies.load("outcomes").item(code) is None:
            return text.words("outcome")
        return Words(text=text.label("outcome", "outcomes"))


def _lists(reference: str) -> str:
    """The lists that a decision names and their editions, in words: ``categories 2025-09``, or
    several of these with semicolons between.
    """
    known = ("categories", "case_levels", "responses")
    editions = {name: vocabularies.edition_in(reference, name) for name in known}
    named = [
        f"{vocabularies.load(name).title}, edition {edition}"
        for name, edition in editions.items()
        if edition
    ]
    return "; ".join(named) or reference


def _was(original: EntryText | None, code: str) -> Words:
    if original is None:
        return NOTHING
    if code == "happened" and original.values.get("happened") is not None:
        return Words(text=_time(original))
    field = _CORRECTED.get(original.type, {}).get(code, code)
    if code == "source":
        return Words(text=original.label("source", "sources"))
    return original.words(field) if isinstance(original.values.get(field), str) else NOTHING


def _stated(text: EntryText) -> str:
    by, relationship = (
        text.redactor.field(text.seq, name, text.plain(name))
        for name in ("stated_by", "relationship")
    )
    return stated_words(by, relationship, text.plain("stated_on"))


def _corrected_time(text: EntryText) -> str:
    return _time(text) if text.values.get("happened") is not None else ""


def _time(text: EntryText) -> str:
    words = when_words(When.from_value(text.values["happened"]))
    return text.redactor.field(text.seq, "happened", words)
