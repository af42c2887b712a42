"""What is printed under the rows of a chronology: who marked a row, where else its event is told,
and the lead's analysis where it was asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desktop.usecases.row_times import happened_words
from exports.model import DocumentRow, RowNote
from exports.row_notes import ALSO_TOLD, ANALYSIS, MARKED, ONE_EVENT
from storage.database.connection import Connection
from storage.database.repositories import linked_events
from storage.database.repositories.linked_events import EventLink
from storage.records.chronology import ChronologyEntry, last_mark, marked_by
from storage.records.redaction import Redactor


class RowNotes:
    """Makes notes again and again for different choices of the same entries.

    ``entries`` are all that stand in the files a document is about: nothing is said of any other.
    """

    def __init__(
        self,
        connection: Connection,
        entries: Sequence[ChronologyEntry],
        *,
        redactor: Redactor,
        analysis: bool = False,
        told_elsewhere_only: bool = False,
    ) -> None:
        self._redactor, self._analysis = redactor, analysis
        self._told_elsewhere_only = told_elsewhere_only
        groups: defaultdict[str, list[ChronologyEntry]] = defaultdict(list)
        for entry in entries:
            if entry.event:
                groups[entry.event].append(entry)
        self._groups = {event: rows for event, rows in groups.items() if len(rows) > 1}
        self._links = {
            event: tuple(link for link in linked_events.links(connection, event) if not link.parted)
            for event in self._groups
        }

    def of(self, shown: Sequence[ChronologyEntry]) -> dict[str, tuple[RowNote, ...]]:
        """Return the notes under each of the rows that are shown, by the row's id."""
        serials = {entry.id: serial for serial, entry in enumerate(shown, start=1)}
        return {entry.id: tuple(self._notes(entry, serials)) for entry in shown}

    def _notes(self, entry: ChronologyEntry, serials: dict[str, int]) -> Iterator[RowNote]:
        if not self._told_elsewhere_only:
            yield from self._marked(entry)
        yield from self._told_elsewhere(entry, serials)
        said = last_mark(entry, "so_what")
        if self._analysis and not self._told_elsewhere_only and said and said.so_what:
            yield RowNote(
                kind=ANALYSIS,
                text=self._redactor.field(said.seq, "so_what", said.so_what),
                by=self._redactor.writer(said.seq, said.by),
                at=said.recorded_at,
                entry=said.seq,
            )

    def _marked(self, entry: ChronologyEntry) -> Iterator[RowNote]:
        mark = marked_by(entry)
        if mark is not None:
            by = self._redactor.writer(mark.seq, mark.by)
            yield RowNote(kind=MARKED, by=by, at=mark.recorded_at, entry=mark.seq)

    def _told_elsewhere(self, entry: ChronologyEntry, serials: dict[str, int]) -> Iterator[RowNote]:
        others = [each for each in self._groups.get(entry.event, ()) if each.id != entry.id]
        if not others:
            return
        link = self._link(entry, others[0])
        by = self._redactor.writer(link.seq, link.by)
        for other in others:
            told = self._link(entry, other)
            yield RowNote(
                kind=ALSO_TOLD,
                text=self._redactor.field(other.seq, "happened", happened_words(other.happened)),
                by=self._redactor.writer(told.seq, told.by),
                at=told.recorded_at,
                entry=told.seq,
                record=f"{other.id} · entry {other.seq}",
                serial=serials.get(other.id, 0),
            )
        if not self._told_elsewhere_only:
            yield RowNote(
                kind=ONE_EVENT,
                text=self._redactor.field(link.seq, "reason", link.reason),
                by=by,
                at=link.recorded_at,
                entry=link.seq,
            )

    def _link(self, entry: ChronologyEntry, other: ChronologyEntry) -> EventLink:
        """The last entry that takes both as one event: rows join an event together with all that
        belong to it.
        """
        return next(
            link
            for link in reversed(self._links[entry.event])
            if entry.id in link.targets and other.id in link.targets
        )


def note_positions(rows: Iterable[DocumentRow]) -> set[int]:
    """Return the positions of the entries that the notes under these rows rest on."""
    found: set[int] = set()
    for row in rows:
        for note in row.notes:
            found.add(note.entry)
            if note.record:
                found.add(int(note.record.rpartition(" ")[2]))
    return found
