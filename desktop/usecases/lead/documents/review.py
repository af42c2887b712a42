"""Shows, before a copy leaves, every place where it was changed, and every one that may need it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.request import Builder, DocumentRequest
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.lead.entry_words import entry_words
from desktop.usecases.lead.withheld_names import STAFF_LABEL
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.possible_names import PossibleNames
from storage.records.redaction import Printed, Redactor, Withheld

_AROUND = 60
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name in the words around it: ``before``, ``found`` and ``after`` as they stand in the
    record, and the ``label`` that takes its place.

    ``entry`` is the position of the ledger entry, None for a text of the document itself;
    ``record`` and ``field_words`` say in words where it is. ``asked`` is the line of what was asked
    to be withheld. ``why`` is empty where the name was exchanged; else it was not, and
    ``why_words`` says what is doubtful (codes of resources/vocabularies/possible_names.toml).
    """

    entry: int | None
    record: str
    field: str
    field_words: str
    before: str
    found: str
    after: str
    label: str
    asked: str
    why: str = ""
    why_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A text of a record that the document prints; ``reason`` is not empty when it is withheld."""

    entry: int
    record: str
    field: str
    field_words: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCount:
    """How often somebody's name was exchanged, and in how many places it is for the lead to say.

    ``asked`` is empty for the staff, who have one label together where writers are left out.
    """

    asked: str
    label: str
    reason: str
    places: int
    possible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a copy leaves out: in the order of the document."""

    places: tuple[Place, ...]
    possible: tuple[Place, ...]
    people: tuple[PersonCount, ...]
    texts: tuple[ShownText, ...]
    writers: int


def review_places(casebook: OpenCasebook, *, request: DocumentRequest, builder: Builder) -> Review:
    """Build the document as it would be printed and return every place that is withheld in it.

    Nothing is written. A possible place is confirmed by ``with_alias(request.withhold, asked=…,
    alias=place.found)`` and another look. Raises what the builder and ``redactor_for`` raise.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    printed: list[Printed] = []
    redactor = redactor_for(casebook, request=request, watch=printed.append)
    builder(casebook, request, redactor)
    for text in (request.purpose, request.recipient):
        redactor.apply(text)
    return review_of(printed, redactor=redactor, where=_Where(casebook))


class _Where:
    """Says in words which record and which of its fields is meant."""

    def __init__(self, casebook: OpenCasebook) -> None:
        self._fields = vocabularies.load("record_fields")
        self._record = cache(lambda entry: entry_words(casebook.connection, entry))

    def record(self, entry: int | None) -> str:
        """``entry 17 of 3 March 2026, a concern as it was received``."""
        return "" if entry is None else self._record(entry)

    def field(self, name: str) -> str:
        """``What happened``; the first and the last part of a path."""
        first, _, rest = name.partition(".")
        last = rest.rpartition(".")[2]
        words = [self._fields.label(part) for part in (first, last) if part and not part.isdigit()]
        return ": ".join(words) or "In the document itself"


def review_of(printed: Iterable[Printed], *, redactor: Redactor, where: _Where) -> Review:
    """Find the places in texts on their way into a document, each text of a record once."""
    reader = _Reader(redactor, where)
    for text in dict.fromkeys(printed):
        reader.take(text)
    return reader.review()


class _Reader:
    def __init__(self, redactor: Redactor, where: _Where) -> None:
        self._redactor = redactor
        self._where = where
        self._possible_names = PossibleNames(redactor, titles=_TITLES)
        self._doubts = vocabularies.load("possible_names")
        self._by_label = {person.label.strip("[]"): person for person in redactor.withheld}
        self._places: list[Place] = []
        self._possible: list[Place] = []
        self._texts: list[ShownText] = []
        self._writers: set[int] = set()

    def take(self, printed: Printed) -> None:
        record, words = self._where.record(printed.entry), self._where.field(printed.name)
        if printed.entry is not None and printed.name == "author":
            self._writers.add(printed.entry)
            if self._redactor.hides_writers:
                return
        elif printed.entry is not None:
            reason = self._redactor.reason_for(printed.entry, printed.name)
            self._texts.append(
                ShownText(
                    entry=printed.entry, record=record, field=printed.name, field_words=words,
                    text=printed.text, reason=reason,
                )
            )  # fmt: skip
            if reason:
                return
        place = Place(
            entry=printed.entry, record=record, field=printed.name, field_words=words,
            before="", found="", after="", label="", asked="",
        )  # fmt: skip
        self._look(place, printed.text)

    def _look(self, place: Place, text: str) -> None:
        for found in self._redactor.places(text):
            labels = found.payload.strip("[]").split(" or ")
            asked = [self._by_label[label].asked for label in labels if label in self._by_label]
            here = _around(place, text, found.start, found.end)
            self._places.append(replace(here, label=found.payload, asked=asked[0] if asked else ""))
        for doubt in self._possible_names.find(text):
            person = self._redactor.withheld[doubt.number]
            here = _around(place, text, doubt.start, doubt.end)
            self._possible.append(
                replace(
                    here, label=person.label, asked=person.asked, why=doubt.why,
                    why_words=self._doubts.label(doubt.why),
                )
            )  # fmt: skip

    def review(self) -> Review:
        return Review(
            places=tuple(self._places),
            possible=tuple(self._possible),
            people=_counted(self._redactor.withheld, self._places, self._possible),
            texts=tuple(self._texts),
            writers=len(self._writers) if self._redactor.hides_writers else 0,
        )


def _around(place: Place, text: str, start: int, end: int) -> Place:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return replace(
        place,
        before=("…" if start > _AROUND else "") + before,
        found=text[start:end],
        after=after + ("…" if len(text) > end + _AROUND else ""),
    )


def _counted(
    withheld: Sequence[Withheld], places: Sequence[Place], possible: Sequence[Place]
) -> tuple[PersonCount, ...]:
    exchanged = Counter(name for place in places for name in place.label.strip("[]").split(" or "))
    doubtful = Counter(place.label for place in possible)
    by_label: dict[str, Withheld] = {}
    for person in withheld:  # all members of staff have one label
        by_label.setdefault(person.label, person)
    return tuple(
        PersonCount(
            asked=person.asked if person.label != STAFF_LABEL else "",
            label=label,
            reason=person.reason,
            places=exchanged[label.strip("[]")],
            possible=doubtful[label],
        )
        for label, person in by_label.items()
    )
