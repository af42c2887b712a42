"""The rows of a chronology in short: the safeguarding lead's summary where there is one, else as
much of the entry's own words as fits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from exports.model import DocumentRow
from exports.short_table import ShortRows, Summary
from storage.records.chronology import ChronologyEntry, last_mark
from storage.records.redaction import Redactor

_FIELD = "summary"
# The fields of an entry that say what happened, by the kind of its row.
_SAID = {
    "decision": ("decision",),
    "outcome": ("outcome",),
    "closure": ("reason", "outcome"),
}
_USUALLY = ("what_happened", "text", "what", "title")
_SOURCE = ("source", "source_ref", "original_lies", "row", "source_file")


class ShortChronology:
    """Makes rows short for one look, again and again for different choices of the same entries."""

    def __init__(self, entries: Sequence[ChronologyEntry], *, look: str) -> None:
        said = {entry.id: last_mark(entry, "summary") for entry in entries if entry.summary}
        self._positions = {row: mark.seq for row, mark in said.items() if mark is not None}
        self._rows = ShortRows(look)

    def rows(
        self,
        entries: Sequence[ChronologyEntry],
        full: Sequence[DocumentRow],
        *,
        redactor: Redactor,
        whose: Mapping[str, str],
    ) -> tuple[DocumentRow, ...]:
        """Return in short the rows that print these entries in full, names already exchanged."""
        summaries: dict[int, Summary] = {}
        rows = []
        for entry, row in zip(entries, full, strict=True):
            position = self._positions.get(entry.id)
            if position is None or not entry.summary:
                rows.append(row)
                continue
            text = redactor.field(position, _FIELD, entry.summary)
            summaries[row.serial] = Summary(text=text, entry=position)
            rows.append(replace(row, heading=_heading(entry, row, redactor, whose)))
        made = self._rows.shorten(rows, summaries)
        return tuple(_with_fields(row, entry) for entry, row in zip(entries, made, strict=True))

    def positions(self, entries: Sequence[ChronologyEntry]) -> tuple[int, ...]:
        """The positions of the summaries that rows of these entries print."""
        found = {self._positions[each.id] for each in entries if each.id in self._positions}
        return tuple(sorted(found))


def _heading(
    entry: ChronologyEntry, row: DocumentRow, redactor: Redactor, whose: Mapping[str, str]
) -> str:
    """Beside a summary nothing is said of the kind of record, but always whose it is."""
    if entry.id in whose:
        return redactor.apply(whose[entry.id])
    return "" if entry.pupil_role == "subject" else row.heading


def _with_fields(row: DocumentRow, entry: ChronologyEntry) -> DocumentRow:
    """The row, with the names of the fields of its entry that it prints something of."""
    short = row.short
    assert short is not None
    said = _SAID.get(entry.kind, _USUALLY) if short.summary is None else ()
    words = () if "child_words" in short.left_out else ("child_words",)
    source = () if "source" in short.left_out else _SOURCE
    fields = ("happened", "undecided", *said, *words, *source)
    return replace(row, short=replace(short, fields=fields))
