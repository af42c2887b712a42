"""The chronology of a child, or of brothers and sisters: in order of when things happened, with
corrections, at one of three lengths.
"""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import JoinedFiles, joined_files, linked_family
from desktop.usecases.lead.chronology_lengths import select_entries
from desktop.usecases.lead.chronology_notes import RowNotes, note_positions
from desktop.usecases.lead.chronology_rows import document_rows, part_words, positions
from desktop.usecases.lead.documents.chronology_facts import child_fact, long_day, own_facts
from desktop.usecases.lead.documents.moved_records import moved_facts
from desktop.usecases.lead.documents.one_page import OnePage
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.short_chronology import ShortChronology
from exports.document import LookName
from exports.model import DocumentRow
from exports.parts import Entries, Fact, Heading, Part
from storage.database.repositories import actions, pupils
from storage.intake import vocabularies
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it from the child's file, with ``request.family`` from those of all linked brothers and
    sisters.

    Raises pupils.not_found, export.nothing and chronology.length_unknown.
    """
    pupil = pupils.pupil(casebook.connection, request.pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    children = linked_family(casebook.connection, pupil) if request.family else (pupil,)
    files = joined_files(casebook.connection, children)
    if not files.entries:
        raise UserFacingError("export.nothing")
    maker, trial = (
        _Maker(casebook, request=request, redactor=each, children=children, files=files)
        for each in (redactor, redactor.unwatched())
    )
    selected = select_entries(
        files.entries,
        length=request.length,
        fits=OnePage(casebook, request=request, make=trial.contents).holds,
        family=len(children) > 1,
        counted=not request.subject_access,
    )
    if not selected.entries:
        raise UserFacingError("export.nothing")
    return maker.contents(selected.entries, selected.rule)


class _Maker:
    """Makes the contents of any choice of the entries."""

    def __init__(
        self,
        casebook: OpenCasebook,
        *,
        request: DocumentRequest,
        redactor: Redactor,
        children: tuple[Pupil, ...],
        files: JoinedFiles,
    ) -> None:
        self._request = request
        self._redactor = redactor
        self._children = children
        self._files = files
        self._kinds = {item.code: item.label for item in vocabularies.load("entry_kinds").items}
        self._tasks = {
            task.id: task
            for child in children
            for task in actions.of_pupil(casebook.connection, child.id)
        }
        self._moved = moved_facts(
            casebook.connection,
            (child.id for child in children),
            redactor,
            still=files.whose,
        )
        names = {child.id: child.display_name for child in children}
        self._whose = (
            {
                entry: _listed([names[each] + _part(role) for each, role in parts.items()])
                for entry, parts in files.whose.items()
            }
            if len(children) > 1
            else {}
        )
        self._notes = RowNotes(
            casebook.connection,
            files.entries,
            redactor=redactor,
            analysis=bool(request.answers.get("analysis")),
            told_elsewhere_only=request.length == "page",
        )
        self._short = (
            ShortChronology(files.entries, look=self._look()) if request.length == "page" else None
        )

    def contents(self, entries: Sequence[ChronologyEntry], rule: str) -> Contents:
        """The document that shows these entries, chosen by this rule."""
        clean = self._redactor.apply
        subject = _listed([child.display_name for child in self._children])
        return Contents(
            title="Chronology" if len(self._children) == 1 else "Family chronology",
            subtitle=clean(subject),
            reference=self._children[0].id,
            facts=(
                *self._children_facts(),
                *self._moved,
                Fact(label="Period", text=_period(entries), name="period"),
            ),
            parts=self._parts(entries),
            look=self._look(),
            contents=self._short is None,
            pupils=tuple(child.id for child in self._children),
            entries=self._positions(entries),
            shown=len(entries),
            total=len(self._files.entries),
            selection=rule,
        )

    def _look(self) -> LookName:
        return "court" if self._request.look == "court" else "referral"

    def _parts(self, entries: Sequence[ChronologyEntry]) -> tuple[Part, ...]:
        """One page is filled by the table alone."""
        rows = self._rows(entries)
        if self._short is None:
            return (Heading(text="Events in date order", anchor="events"), Entries(rows=rows))
        short = self._short.rows(entries, rows, redactor=self._redactor, whose=self._whose)
        return (Entries(rows=short),)

    def _positions(self, entries: Sequence[ChronologyEntry]) -> tuple[int, ...]:
        summaries = () if self._short is None else self._short.positions(entries)
        noted = note_positions(self._rows(entries))
        return tuple(sorted({*positions(entries), *summaries, *noted}))

    def _rows(self, entries: Sequence[ChronologyEntry]) -> tuple[DocumentRow, ...]:
        return document_rows(
            entries,
            redactor=self._redactor,
            kinds=self._kinds,
            tasks=self._tasks,
            whose=self._whose,
            notes=self._notes.of(entries),
        )

    def _children_facts(self) -> list[Fact]:
        if len(self._children) == 1:
            return own_facts(self._children[0], self._redactor)
        return [child_fact(child, self._redactor) for child in self._children]


def _part(role: str) -> str:
    """A child to whom it did not happen: who reads on must not take it for the one who was hurt."""
    words = part_words(role)
    return f" ({words})" if words else ""


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence: ``Amelia Hartley, Kai Hartley and Zoë O’Brien``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _period(entries: Sequence[ChronologyEntry]) -> str:
    dated = [entry.happened for entry in entries if entry.happened.dated]
    if not dated:
        return "No entry is dated"
    first = min(when.earliest or "" for when in dated)[:10]
    last = max(when.latest or "" for when in dated)[:10]
    undated = len(entries) - len(dated)
    more = f", and {undated} undated" if undated else ""
    return f"{long_day(first)} to {long_day(last)}{more}"
