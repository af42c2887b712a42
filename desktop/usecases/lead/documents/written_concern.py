"""Gathers what a person wrote at the time, and how it came to the casebook, ready to print."""

from collections.abc import Mapping
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.entry_text import EntryText, when_words
from desktop.usecases.report import long_moment
from exports.care_values import Words
from exports.concern_values import Arrival, ChildLine, FileLine, WrittenConcern
from storage.database.repositories import concern_history, people, pupils
from storage.intake import vocabularies
from storage.records.casework import Concern, PupilRow, StoredFile
from storage.records.concern import LinkedPupil
from storage.records.redaction import WITHHELD

_TOLD = {"yes": "Yes", "no": "No"}
_UNPROVED = {
    "workstation": "name typed at a shared computer",
    "paper": "as named on the sheet of paper",
}
_COPIED_BY_WRITER = (
    "Transcribed from paper by the writer: they say that they wrote it on paper first and typed it"
    " in later. What was signed is the copy."
)
_ON_PAPER = "None: it came on paper"
_NOT_CONFIRMED = "name not confirmed by a key"
_KILO = 1000


def written_concern(
    casebook: OpenCasebook, *, concern: Concern, text: EntryText, pupil_id: str = ""
) -> WrittenConcern:
    """Return Part A of a concern; ``text`` is the entry that keeps it, ``pupil_id`` the child whose
    line comes first.
    """
    redactor = text.redactor
    writer = redactor.writer(concern.seq, concern.reporter)
    named = writer == concern.reporter
    return WrittenConcern(
        children=child_lines(casebook, text, first=pupil_id),
        unlisted_child=text.words("unlisted_pupil"),
        writer=writer,
        writer_role=writer_role(casebook, concern, text) if named else "",
        written=text.redactor.field(text.seq, "written_at", _written(concern)),
        happened=redactor.field(text.seq, "happened", when_words(concern.happened)),
        happened_note=_as_told(concern, text),
        place=text.words("place"),
        place_kind=text.label("place_kind", "location_types"),
        source=text.label("source", "sources"),
        who_else=text.words("who_else"),
        what_happened=text.words("what_happened"),
        child_words=text.words("child_words"),
        opinion=text.words("opinion"),
        did_at_once=text.words("did_at_once"),
        questions=text.words("questions"),
        told_by=text.words("told_by"),
        named=redactor.field(text.seq, "mentions", _named(casebook, concern, text)),
        **_paper(concern, text),
        told_lead=redactor.field(
            text.seq, "told_dsl", _TOLD.get(concern.told_dsl, concern.told_dsl)
        ),
        told_whom=_whom(casebook, text),
        body_maps=_maps(casebook, concern, text),
        files=tuple(_file(file, text) for file in concern.files),
        arrival=_arrival(casebook, concern, text, named=named),
    )


def signature_words(casebook: OpenCasebook, concern: Concern, text: EntryText) -> str:
    """Return in a sentence whose key signed a concern, and what that does not say."""
    writer = text.redactor.writer(concern.seq, concern.reporter)
    if concern.signature == "own key":
        return f"Signed with the key that the PIN of {writer} opens."
    if concern.signature == "workstation":
        place = _computer(casebook, concern, text, named=writer == concern.reporter)
        return (
            f"The name was typed at a shared computer ({place}), and that computer’s key signed it."
            " Who typed it is not proved."
        )
    if concern.signature == "paper":
        typist = text.redactor.writer(concern.seq, concern.typed_by)
        return (
            f"None of the writer’s: the words stood on paper and were typed in by {typist} on"
            f" {long_moment(concern.recorded_at)}, whose key signed the entry. Compare them with"
            " the sheet."
        )
    return "No key that the casebook knows signed it."


def _written(concern: Concern) -> str:
    """The moment that the writer's computer noted; of a sheet, when it was copied."""
    moment = long_moment(concern.written_at)
    return f"on paper; typed in on {moment}" if concern.signature == "paper" else moment


def child_lines(
    casebook: OpenCasebook, text: EntryText, *, first: str = ""
) -> tuple[ChildLine, ...]:
    """Return the children whom an entry links, with the part each had; ``first`` comes first."""
    links = [LinkedPupil.from_value(value) for value in text.values.get("pupils") or ()]
    names = pupils.names(casebook.connection, [link.id for link in links])
    parts = vocabularies.load("pupil_roles")
    return tuple(
        ChildLine(
            name=text.redactor.apply(names.get(link.id, link.id)), part=parts.label(link.role)
        )
        for link in sorted(links, key=lambda link: link.id != first)
    )


def writer_role(casebook: OpenCasebook, concern: Concern, text: EntryText) -> str:
    """Return the writer's job, or what stands behind a name that no key of theirs signed."""
    if concern.signature != "own key":
        return _UNPROVED.get(concern.signature, _NOT_CONFIRMED)
    person = people.person(casebook.connection, text.plain("reporter"))
    return text.redactor.apply(person.job_title) if person is not None else ""


def _named(casebook: OpenCasebook, concern: Concern, text: EntryText) -> str:
    """Whom the writer chose from the school's list while writing: their class tells two of one name
    apart, and is left out with a name that is withheld.
    """
    connection, words = casebook.connection, []
    for mention in {each.id: each for each in concern.mentions}.values():
        pupil, person = pupils.row(connection, mention.id), people.person(connection, mention.id)
        name = next((one.name for one in (pupil, person) if one is not None), mention.text)
        more = "staff" if mention.kind == "staff" else _class(pupil)
        alone = not more or text.redactor.changes([name])
        words.append(name if alone else f"{name} ({more})")
    return "; ".join(words)


def _class(pupil: PupilRow | None) -> str:
    if pupil is None:
        return ""
    year = f"Year {pupil.year_group}" if pupil.year_group.isdigit() else pupil.year_group
    return ", ".join(part for part in (year, pupil.class_name) if part)


def _as_told(concern: Concern, text: EntryText) -> str:
    told = concern.happened.as_told
    if not told:
        return ""
    return f"as told: “{text.part('happened.as_told', told).text}”"


def _paper(concern: Concern, text: EntryText) -> dict[str, Any]:
    """The sheet that it was first written on, where there is one."""
    paper = concern.paper
    if paper is None:
        return {}
    written = paper.written
    words = when_words(written) if written.dated else written.as_told or when_words(written)
    return {
        "paper_form": text.part("paper.form", paper.form),
        "paper_written": text.redactor.field(text.seq, "paper.written", words),
        "paper_kept": text.part("paper.kept", paper.kept),
        "copied": _copied(concern, text),
        "by_lead": concern.signature == "paper",
    }


def _copied(concern: Concern, text: EntryText) -> str:
    """That the words stood on paper first, so that nobody takes the copy for the original."""
    if concern.signature != "paper":
        return _COPIED_BY_WRITER
    return f"Transcribed from paper by {text.redactor.writer(concern.seq, concern.typed_by)}."


def _whom(casebook: OpenCasebook, text: EntryText) -> Words:
    """A person of the school by name; else the words that were typed."""
    known = people.person(casebook.connection, text.plain("told_whom"))
    if known is None:
        return text.words("told_whom")
    return Words(text=text.redactor.field(text.seq, "told_whom", known.name))


def _maps(casebook: OpenCasebook, concern: Concern, text: EntryText) -> tuple[str, ...]:
    if text.redactor.withholds(text.seq, "body_maps"):
        return (WITHHELD,) if concern.body_maps else ()
    whose = [body_map.pupil for body_map in concern.body_maps if body_map.pupil]
    names = pupils.names(casebook.connection, whose)
    return tuple(
        f"Body map {number} of this concern, with {_counted(len(body_map.marks))}"
        f"{_of_whom(names, body_map.pupil, text)}."
        for number, body_map in enumerate(concern.body_maps, start=1)
    )


def _of_whom(names: Mapping[str, str], pupil: str, text: EntryText) -> str:
    """Whose body it shows, where that was asked."""
    return f", of {text.redactor.apply(names.get(pupil, pupil))}" if pupil else ""


def _counted(count: int) -> str:
    if count == 0:
        return "no mark placed"
    return "1 mark" if count == 1 else f"{count} marks"


def _file(file: StoredFile, text: EntryText) -> FileLine:
    return FileLine(
        name=text.part(f"files.{file.number}.name", file.name).text,
        kind=file.media_type,
        size=_size(file.size),
    )


def _size(count: int) -> str:
    if count < _KILO:
        return f"{count} bytes"
    if count < _KILO * _KILO:
        return f"{round(count / _KILO)} kB"
    return f"{count / (_KILO * _KILO):.1f} MB"


def _arrival(casebook: OpenCasebook, concern: Concern, text: EntryText, *, named: bool) -> Arrival:
    reading = concern_history.first_reading(casebook.connection, concern.id)
    receipt = text.plain("slip_no")
    words = vocabularies.load("record_words")
    return Arrival(
        computer=_computer(casebook, concern, text, named=named),
        signed=signature_words(casebook, concern, text),
        # who knows the number may know whose it is
        receipt=(receipt if named else WITHHELD) if receipt else "",
        received=long_moment(concern.recorded_at),
        first_read=""
        if reading is None
        else f"{long_moment(reading[1])}, {text.redactor.writer(concern.seq, reading[0])}",
        doubts=tuple(words.label(check) for check in concern.checks),
    )


def _computer(casebook: OpenCasebook, concern: Concern, text: EntryText, *, named: bool) -> str:
    if not named:
        return WITHHELD
    if concern.signature == "paper":
        return _ON_PAPER
    known = {station.id: station.name for station in people.workstations(casebook.connection)}
    name = known.get(concern.workstation, concern.workstation)
    return text.redactor.field(text.seq, "workstation", name)
