"""The entries behind a care document: their own words, ready to print, and times in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.told import told
from exports.care_values import NOTHING, Words
from storage.database.repositories import ledger_rows
from storage.intake import vocabularies
from storage.ledger.entries import parse_header
from storage.records import canonical_json
from storage.records.redaction import Redactor
from storage.records.times import long_date, short_date
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryText:
    """One entry with its plain values; everything it gives out has been through the redactor."""

    seq: int
    type: str
    at: str
    values: Mapping[str, Any]
    redactor: Redactor

    def plain(self, name: str) -> str:
        """Return a field as it lies in the entry, for looking up, never for printing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def words(self, name: str) -> Words:
        """Return a field word for word, with its place; empty when it is absent."""
        return self.part(name, self.plain(name))

    def part(self, path: str, text: str) -> Words:
        """Return the text that stands at a path of a field, with its place."""
        if not text:
            return NOTHING
        printed = told(self.redactor, entry=self.seq, name=path, text=text)
        return Words(text=printed.text, source=printed.source)

    def label(self, name: str, vocabulary: str) -> str:
        """Return the words for the code in a field, with the words it stands under."""
        code = self.plain(name)
        if not code:
            return ""
        words = vocabularies.load(vocabulary)
        item = words.item(code)
        parent = words.item(item.parent) if item is not None and item.parent else None
        said = f"{parent.label}: {words.label(code)}" if parent is not None else words.label(code)
        return self.redactor.field(self.seq, name, said)


def entry_texts(
    casebook: OpenCasebook, seqs: Iterable[int], *, redactor: Redactor
) -> dict[int, EntryText]:
    """Return the entries at these positions; one that was disposed of is left out."""
    result = {}
    for row in ledger_rows.stored_some(casebook.connection, seqs):
        if row.fields is None:
            continue
        header = parse_header(row.header)
        result[row.seq] = EntryText(
            seq=row.seq,
            type=header.type,
            at=header.at,
            values={name: canonical_json.decode(value) for name, (value, _) in row.fields.items()},
            redactor=redactor,
        )
    return result


def day_words(iso: str) -> str:
    """Return an ISO day or minute in words: ``3 March 2026``; as it stands if it is none."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return long_date(day)


def short_day(iso: str) -> str:
    """Return an ISO day for a narrow column: ``3 Mar 2026``; as it stands if it is none."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return short_date(day)


def when_words(when: When) -> str:
    """Return when something happened, with how exactly that is known."""
    if when.earliest is None or when.latest is None:
        return "Not known"
    first, last = when.earliest, when.latest
    if when.precision == "minute":
        return _moment(first)
    if when.precision == "about":
        return f"About {_moment(_middle(first, last))}"
    if first[:10] == last[:10]:
        if "T" in first and first != last:
            return f"{day_words(first)}, between {first[11:]} and {last[11:]}"
        return f"{day_words(first)}, time of day not known"
    return f"Between {day_words(first)} and {day_words(last)}"


def _moment(text: str) -> str:
    return f"{day_words(text)} at {text[11:16]}" if "T" in text else day_words(text)


def _middle(first: str, last: str) -> str:
    start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    return (start + (end - start) / 2).isoformat(timespec="minutes")
