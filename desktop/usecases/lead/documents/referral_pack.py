"""The referral pack: a front sheet in the order of councils' own forms, the significant
chronology, and the records chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_lengths import select_entries
from desktop.usecases.lead.chronology_notes import note_positions
from desktop.usecases.lead.chronology_rows import positions, stated, time_told
from desktop.usecases.lead.documents.child_protection_file import (
    FileSection,
    body_map_section,
    chronology_part,
    concern_section,
    file_entries,
    file_pupil,
    identity_facts,
    risk_section,
)
from desktop.usecases.lead.documents.file_values import risk_ids, words_of
from desktop.usecases.lead.documents.front_sheet import front_sheet
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.told import told
from desktop.usecases.report import long_day
from exports.care_values import Words, fact
from exports.parts import Fact, Heading, Paragraph
from exports.referral_parts import Referral, Said, referral_parts
from storage.database.repositories import concerns, settings
from storage.intake import vocabularies
from storage.records.casework import Concern, Triage
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor

TITLE = "Referral to children’s social care"
_LENGTH = "significant"
# So many of the newest records stand on the front sheet; all significant ones in the chronology.
_NEWEST = 4
_WHOLE = "Records chosen by the safeguarding lead, whole"
_NONE_MARKED = "No entry of this file is marked significant, and none is without a date."


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the pack of one child; ``request.records`` are ids of concerns and risk assessments.
    What ``request.answers`` leave out comes from the record where it says anything.

    Raises pupils.not_found, export.nothing and documents.record_not_found.
    """
    pupil = file_pupil(casebook, request.pupil_id)
    entries = file_entries(casebook, pupil)
    chosen = _chosen(casebook, request.records, entries)
    selected = select_entries(
        entries, length=_LENGTH, fits=lambda *_: True, counted=not request.subject_access
    )
    maker = _Front(casebook, request, redactor, entries)
    referral = maker.referral(pupil, chosen.concerns)
    rows = chronology_part(
        casebook, pupil=pupil, entries=selected.entries, whole=entries, redactor=redactor
    )
    sections = list(_records(casebook, pupil, chosen, redactor))
    printed = {position for section in sections for position in section.entries}
    return Contents(
        title=TITLE,
        subtitle=redactor.apply(pupil.display_name),
        reference=pupil.id,
        facts=identity_facts(pupil, redactor),
        parts=(
            *referral_parts(referral),
            Heading(text="Chronology of significant events", anchor="chronology", new_page=True),
            *((rows,) if rows.rows else (Paragraph(text=_NONE_MARKED, tone="muted"),)),
            *(part for section in sections for part in section.parts),
        ),
        contents=True,
        pupils=(pupil.id,),
        entries=tuple(
            sorted(
                {
                    *positions(selected.entries),
                    *note_positions(rows.rows),
                    *maker.printed,
                    *printed,
                }
            )
        ),
        shown=len(selected.entries),
        total=selected.total,
        selection=f"{_WHOLE}; in the chronology, {selected.rule[:1].lower()}{selected.rule[1:]}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    concerns: tuple[str, ...]
    risks: tuple[str, ...]


def _chosen(
    casebook: OpenCasebook, records: Sequence[str], entries: Sequence[ChronologyEntry]
) -> _Chosen:
    """The chosen records by kind, in the order of the file; raises documents.record_not_found."""
    known = [entry.id for entry in entries if entry.kind == "concern"]
    risks = risk_ids(casebook, entries)
    if set(records) - {*known, *risks}:
        raise UserFacingError("documents.record_not_found")
    return _Chosen(
        concerns=tuple(each for each in known if each in records),
        risks=tuple(each for each in risks if each in records),
    )


def _records(
    casebook: OpenCasebook, pupil: Pupil, chosen: _Chosen, redactor: Redactor
) -> Iterator[FileSection]:
    if chosen.concerns:
        yield concern_section(casebook, pupil.id, chosen.concerns, redactor)
        yield body_map_section(casebook, pupil.id, chosen.concerns, redactor)
    if chosen.risks:
        yield risk_section(casebook, chosen.risks, redactor)


class _Front:
    """Gathers the front sheet, and remembers which entries its words come from."""

    def __init__(
        self,
        casebook: OpenCasebook,
        request: DocumentRequest,
        redactor: Redactor,
        entries: Sequence[ChronologyEntry],
    ) -> None:
        self._casebook = casebook
        self._answers = request.answers
        self._redactor = redactor
        self._entries = entries
        self.printed: set[int] = set()

    def referral(self, pupil: Pupil, chosen: Sequence[str]) -> Referral:
        """Everything that stands before the chronology."""
        sheet = front_sheet(
            self._casebook, pupil=pupil, redactor=self._redactor, answers=self._answers
        )
        known = [
            found
            for found in concerns.of_pupil(self._casebook.connection, pupil.id)
            if not chosen or found.id in chosen
        ]
        decisions = sorted(
            (triage for found in known for triage in found.triage),
            key=lambda triage: triage.recorded_at,
        )
        return Referral(
            child=sheet.child,
            contacts=sheet.contacts,
            household=self._answer("household"),
            connected=sheet.connected,
            referrer=tuple(self._referrer()),
            urgency=self._answer("urgency"),
            informed=self._informed(decisions),
            consent=self._answer("consent"),
            why_not=self._answer("why_not"),
            parents_views=self._first("parents_view", self._of_kind("contact_parent")),
            child_views=self._first("child_view", self._child_views(known)),
            withheld_from_family=self._answer("withhold_from_family"),
            existing_help=self._first("existing_help", self._help(decisions)),
            concerns=self._first("concerns", self._worries(chosen)),
            strengths=self._first("strengths", self._of_kind("positive")),
            agencies=self._answer("agencies"),
        )

    def _answer(self, name: str) -> Said | None:
        text = self._redactor.apply(self._answers.get(name, "").strip())
        return Said(words=Words(text=text)) if text else None

    def _first(self, name: str, recorded: Iterator[Said]) -> tuple[Said, ...]:
        """The answer, where there is one, before what the record says."""
        answer = self._answer(name)
        return (*((answer,) if answer else ()), *recorded)

    def _referrer(self) -> Iterator[Fact]:
        person, school = self._casebook.person, settings.school(self._casebook.connection)
        yield fact("Name", self._redactor.apply(person.name), always=True)
        yield fact("Role", person.job_title or "Designated safeguarding lead", always=True)
        yield fact("School", f"{school.name}, URN {school.urn}", always=True)

    def _informed(self, decisions: Sequence[Triage]) -> Said | None:
        labels = vocabularies.load("parents_informed")
        answer = self._answer("parents_informed")
        if answer is not None:
            # a choice of the list is answered by its code, anything else in words
            return Said(words=Words(text=labels.label(answer.words.text)))
        told_last = [each for each in decisions if each.parents_informed]
        if not told_last:
            return None
        last = told_last[-1]
        return Said(
            words=Words(text=labels.label(last.parents_informed)),
            where=f"decision of {long_day(last.recorded_at)}",
        )

    def _of_kind(self, category: str) -> Iterator[Said]:
        """The newest entries of a kind, as they were written."""
        found = [
            entry for entry in self._entries if entry.kind == "entry" and entry.category == category
        ]
        for entry in found[-_NEWEST:]:
            yield from self._said(entry, "text", entry.text)

    def _child_views(self, known: Sequence[Concern]) -> Iterator[Said]:
        wanted = {found.id for found in known}
        said = [
            entry
            for entry in self._entries
            if entry.child_words and (entry.kind != "concern" or entry.id in wanted)
        ]
        for entry in said[-_NEWEST:]:
            yield from self._said(entry, "child_words", entry.child_words, spoken=True)
        yield from self._of_kind("child_view")

    def _help(self, decisions: Sequence[Triage]) -> Iterator[Said]:
        if decisions:
            last = decisions[-1]
            level = vocabularies.load("case_levels").label(last.level)
            yield Said(
                words=Words(text=f"Level of the case: {level}"),
                where=f"decision of {long_day(last.recorded_at)}",
            )
        yield from self._of_kind("plan_meeting")

    def _worries(self, chosen: Sequence[str]) -> Iterator[Said]:
        """The concerns that were chosen, else the newest significant ones, as they were written."""
        found = [entry for entry in self._entries if entry.kind == "concern"]
        if chosen:
            found = [entry for entry in found if entry.id in chosen]
        else:
            found = [entry for entry in found if entry.significant][-_NEWEST:]
        for entry in found:
            yield from self._said(entry, "what_happened", entry.text)

    def _said(
        self, entry: ChronologyEntry, name: str, text: str, *, spoken: bool = False
    ) -> Iterator[Said]:
        """What the record says, and after it whoever disagrees with it."""
        self.printed.add(entry.seq)
        when = time_told(entry, self._redactor, entry.happened.for_people())
        yield Said(
            words=words_of(told(self._redactor, entry=entry.seq, name=name, text=text)),
            where=f"{entry.id}, {when}",
            spoken=spoken,
        )
        for each in entry.corrections:
            if each.is_statement:
                self.printed.add(each.seq)
                said = told(self._redactor, entry=each.seq, name="correction", text=each.correction)
                yield Said(
                    words=words_of(said),
                    where=f"statement of disagreement with {entry.id}:"
                    f" {stated(each, self._redactor)}",
                    spoken=True,
                )
