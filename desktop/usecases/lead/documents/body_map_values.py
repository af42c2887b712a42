"""Gathers the body maps in a child's file, ready to print: figures, keys, who saw it and when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.entry_text import EntryText, entry_texts, when_words
from desktop.usecases.lead.documents.written_concern import signature_words, writer_role
from desktop.usecases.report import long_day, long_moment
from exports.body_map_values import MarkLine, Observation
from exports.care_values import NOTHING, Words
from storage.database.repositories import chronology, pupils
from storage.database.repositories import concerns as concern_rows
from storage.database.repositories.chronology import BodyMapRow
from storage.intake import vocabularies
from storage.records.body_map import BodyMap, Mark
from storage.records.casework import Concern
from storage.records.concern import ROLES_IN_FILE
from storage.records.errors import UserFacingError
from storage.records.mark_words import moves_words, seen_at_words
from storage.records.redaction import WITHHELD, Redactor

_LEFT_OUT = f"{WITHHELD} The drawing and its key are left out of this copy."


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredObservation:
    """One body map ready to print, and the position of the entry that holds it."""

    observation: Observation
    entry: int


def gather_observations(
    casebook: OpenCasebook,
    *,
    pupil_id: str,
    redactor: Redactor,
    concerns: tuple[str, ...] = (),
) -> tuple[GatheredObservation, ...]:
    """Return the body maps in a child's file in the order in which they were written down.

    A map that says that it shows another child is left to the file of that child.
    ``concerns`` narrows them to those of these concerns.
    """
    in_file = chronology.body_maps(casebook.connection, pupil_id)
    own = ("", pupil_id)
    shared = frozenset(row.concern for row in in_file if row.body_map.pupil not in own)
    rows = [
        row
        for row in in_file
        if (not concerns or row.concern in concerns) and row.body_map.pupil in own
    ]
    rows.sort(key=lambda row: (row.written_at, row.seq, row.number))
    texts = entry_texts(casebook, {row.seq for row in rows}, redactor=redactor)
    return tuple(
        GatheredObservation(
            observation=_observation(
                casebook, row, _Box(texts[row.seq], alone=row.concern not in shared), number
            ),
            entry=row.seq,
        )
        for number, row in enumerate(rows, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Box:
    """The box of a concern that holds its body maps.

    Unless this child's are ``alone`` in it, no text says where it stands: data attached to a
    document hold boxes whole, and with it another child's map would leave.
    """

    text: EntryText
    alone: bool

    def part(self, path: str, words: str) -> Words:
        """Return what stands at a path, ready to print."""
        told = self.text.part(path, words)
        return told if self.alone else replace(told, source=None)


def _observation(casebook: OpenCasebook, row: BodyMapRow, box: _Box, number: int) -> Observation:
    text = box.text
    concern = concern_rows.concern(casebook.connection, row.concern)
    if concern is None:
        raise UserFacingError("triage.not_found")
    redactor, path = text.redactor, f"body_maps.{row.number}"
    observer = redactor.writer(row.seq, row.reporter)
    withheld = redactor.withholds(row.seq, "body_maps")
    return Observation(
        number=number,
        concern=row.concern,
        day=long_day(row.written_at),
        happened=redactor.field(row.seq, "happened", _happened(row)),
        written=redactor.field(row.seq, "written_at", long_moment(row.written_at)),
        observer=observer,
        observer_role=writer_role(casebook, concern, text) if observer == row.reporter else "",
        signed=signature_words(casebook, concern, text),
        how_seen=box.part(f"{path}.seen", row.body_map.seen),
        who_present=box.part(f"{path}.who_present", row.body_map.who_present),
        first_aid=box.part(f"{path}.first_aid", row.body_map.first_aid),
        body_map=BodyMap(marks=()) if withheld else _printable(row.body_map, redactor),
        marks=() if withheld else tuple(_marks(row.body_map, box, path)),
        seen_at=redactor.field(row.seq, f"{path}.seen_at", seen_at_words(row.body_map)),
        whose_body=_whose_body(casebook, row, redactor, path),
        moves=redactor.field(row.seq, f"{path}.moves", moves_words(row.body_map)),
        whose="" if row.body_map.pupil else _whose(casebook, concern, redactor),
        withheld=_LEFT_OUT if withheld else "",
    )


def _whose_body(casebook: OpenCasebook, row: BodyMapRow, redactor: Redactor, path: str) -> str:
    pupil = row.body_map.pupil
    if not pupil:
        return ""
    name = pupils.names(casebook.connection, [pupil]).get(pupil, pupil)
    return redactor.field(row.seq, f"{path}.pupil", name)


def _happened(row: BodyMapRow) -> str:
    told = f" (as told: “{row.happened.as_told}”)" if row.happened.as_told else ""
    return f"{when_words(row.happened)}{told}"


def _printable(body_map: BodyMap, redactor: Redactor) -> BodyMap:
    """The marks as they are drawn and read out; nobody's name comes in by a description."""
    clean = redactor.apply
    return BodyMap(
        marks=tuple(
            replace(
                mark,
                region=clean(mark.region),
                site=clean(mark.site),
                kind=clean(mark.kind),
                size=clean(mark.size),
                colour=clean(mark.colour),
                shape=clean(mark.shape),
                said="",
                said_to="",
                note="",
            )
            for mark in body_map.marks
        )
    )


def _marks(body_map: BodyMap, text: _Box, path: str) -> Iterator[MarkLine]:
    for place, mark in enumerate(body_map.marks):
        at = f"{path}.marks.{place}"
        yield MarkLine(
            number=mark.number,
            place=text.part(f"{at}.region", mark.region),
            kind=text.part(f"{at}.kind", mark.kind),
            size=text.part(f"{at}.size", mark.size),
            colour=text.part(f"{at}.colour", mark.colour),
            shape=text.part(f"{at}.shape", mark.shape),
            measured=mark.measured,
            broken_skin=text.part(f"{at}.broken_skin", mark.broken_skin),
            swelling=text.part(f"{at}.swelling", mark.swelling),
            pain=_pain(mark, text, at),
            said=text.part(f"{at}.said", mark.said),
            note=text.part(f"{at}.note", mark.note),
            heat=_heat(mark, text, at),
            said_to=text.part(f"{at}.said_to", mark.said_to),
        )


def _pain(mark: Mark, text: _Box, at: str) -> Words:
    """Pain is not seen but said."""
    if mark.pain == "not seen":
        return Words(text="not said")
    return text.part(f"{at}.pain", mark.pain)


def _heat(mark: Mark, text: _Box, at: str) -> Words:
    """Heat has no line where nobody noted it: older maps were not asked."""
    return NOTHING if mark.heat == "not seen" else text.part(f"{at}.heat", mark.heat)


def _whose(casebook: OpenCasebook, concern: Concern, redactor: Redactor) -> str:
    """A map does not say whose body it shows: who reads it must know that others are linked."""
    links = [link for link in concern.pupils if link.role in ROLES_IN_FILE]
    if len({link.id for link in links}) < 2:
        return ""
    names = pupils.names(casebook.connection, [link.id for link in links])
    parts = vocabularies.load("pupil_roles")
    listed = "; ".join(
        f"{redactor.apply(names.get(link.id, link.id))} ({parts.label(link.role).lower()})"
        for link in links
    )
    return (
        f"The concern names more than one child: {listed}. The map does not say whose body it"
        " shows; read it with the concern."
    )
