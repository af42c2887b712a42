"""Compares what a school's file says of its pupils with what is known: what is new, what changed,
what is refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.records.contacts import merge_contacts
from storage.records.errors import UserFacingError
from storage.records.names import fold, is_all_capitals, same_but_for_case
from storage.records.pupil import Pupil, PupilDetails
from storage.records.upn import upn_problems

# Names and other text whose capitals alone are no change worth an entry.
_NAME_FIELDS = frozenset(
    {
        *("legal_surname", "legal_forename", "middle_names"),
        *("preferred_surname", "preferred_forename"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about one line of a file: a code with a sentence in resources/messages, and facts
    without names.

    ``line`` is the line of the file; 0 means the file as a whole.
    """

    line: int
    code: str
    facts: tuple[tuple[str, str | int], ...] = ()

    def as_error(self) -> UserFacingError:
        """Return the error whose sentence says this remark."""
        return UserFacingError(self.code, **{"line": self.line, **dict(self.facts)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPupil:
    """A pupil as read from a file, and the line on which they begin."""

    line: int
    details: PupilDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field whose value differs; old and new are the JSON values of PupilDetails.to_fields."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPupil:
    """A pupil whom nobody known matches."""

    line: int
    details: PupilDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPupil:
    """A known pupil with what the file says differently."""

    line: int
    pupil_id: str
    changes: tuple[FieldChange, ...]

    @property
    def fields(self) -> dict[str, Any]:
        """The changed fields with their new values, as ``pupil.changed`` takes them."""
        return {change.field: change.new for change in self.changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchangedPupil:
    """A known pupil of whom the file says nothing new."""

    line: int
    pupil_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What taking the file would do. ``not_in_file`` are pupils on roll whom it does not name; they
    stay as they are.
    """

    new: tuple[NewPupil, ...] = ()
    changed: tuple[ChangedPupil, ...] = ()
    unchanged: tuple[UnchangedPupil, ...] = ()
    refused: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    not_in_file: tuple[str, ...] = ()


def plan_import(
    *,
    existing: Iterable[Pupil],
    rows: Iterable[ReadPupil],
    refused: Iterable[Remark] = (),
    warnings: Iterable[Remark] = (),
) -> ImportPlan:
    """Match each row by UPN, else by name and date of birth, and say what taking it would do.

    What is ambiguous is refused, with its line. A known value is never replaced by an empty one,
    and a spelling never by the same name in other capitals. ``refused`` and ``warnings`` of the
    reader are carried along.
    """
    planner = _Planner(known=tuple(existing), rows=tuple(rows))
    return planner.plan(refused=tuple(refused), warnings=tuple(warnings))


@dataclass(slots=True, kw_only=True)
class _Planner:
    known: tuple[Pupil, ...]
    rows: tuple[ReadPupil, ...]
    new: list[NewPupil] = field(default_factory=list)
    changed: list[ChangedPupil] = field(default_factory=list)
    unchanged: list[UnchangedPupil] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    by_upn: dict[str, list[Pupil]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Pupil]] = field(default_factory=dict)

    def plan(self, *, refused: tuple[Remark, ...], warnings: tuple[Remark, ...]) -> ImportPlan:
        self._index()
        upns = Counter(row.details.upn for row in self.rows if row.details.upn)
        persons = Counter(_person_key(row.details) for row in self.rows)
        first_lines = {row.details.upn: row.line for row in reversed(self.rows)}
        for row in self.rows:
            upn, person = row.details.upn, _person_key(row.details)
            if upns[upn] > 1:
                self._refuse(row, "pupils.upn_twice_in_file", first_line=first_lines[upn])
            elif persons[person] > 1 and person[2] and not upn:
                self._refuse(row, "pupils.person_twice_in_file")
            else:
                self._place(row)
        not_in_file = tuple(
            pupil.id for pupil in self.known if pupil.on_roll and pupil.id not in self.taken
        )
        return ImportPlan(
            new=tuple(self.new),
            changed=tuple(self.changed),
            unchanged=tuple(self.unchanged),
            refused=_by_line((*refused, *self.refused)),
            warnings=_by_line((*warnings, *self.warnings)),
            not_in_file=not_in_file,
        )

    def _index(self) -> None:
        for pupil in self.known:
            if pupil.details.upn:
                self.by_upn.setdefault(pupil.details.upn, []).append(pupil)
            for names in _names(pupil.details):
                self.by_name.setdefault(names, []).append(pupil)

    def _namesakes(self, details: PupilDetails) -> list[Pupil]:
        found = {p.id: p for names in _names(details) for p in self.by_name.get(names, [])}
        return list(found.values())

    def _place(self, row: ReadPupil) -> None:
        match = self._match(row)
        if isinstance(match, Remark):
            self.refused.append(match)
            return
        self._warn_about(row)
        if match is None:
            self.new.append(NewPupil(line=row.line, details=row.details))
            return
        if match.id in self.taken:
            self._refuse(row, "pupils.same_pupil_twice", first_line=self.taken[match.id])
            return
        self.taken[match.id] = row.line
        changes = differences(match.details, row.details)
        if changes:
            self.changed.append(ChangedPupil(line=row.line, pupil_id=match.id, changes=changes))
        else:
            self.unchanged.append(UnchangedPupil(line=row.line, pupil_id=match.id))

    def _match(self, row: ReadPupil) -> Pupil | Remark | None:
        """Return the known pupil, None for a new one, or why the row cannot be placed."""
        details = row.details
        by_upn = self.by_upn.get(details.upn, [])
        if len(by_upn) > 1:
            return Remark(line=row.line, code="pupils.upn_known_twice")
        if by_upn:
            if _somebody_else(by_upn[0].details, details):
                return Remark(line=row.line, code="pupils.upn_of_another")
            return by_upn[0]
        namesakes = self._namesakes(details)
        by_name = [pupil for pupil in namesakes if _same_birth(pupil.details, details)]
        if len(by_name) > 1:
            return Remark(line=row.line, code="pupils.several_match")
        if not by_name:
            return _doubtful(row, namesakes)
        known_upn = by_name[0].details.upn
        if known_upn and details.upn and not _may_replace(known_upn, details.upn):
            return Remark(line=row.line, code="pupils.upn_differs")
        return by_name[0]

    def _warn_about(self, row: ReadPupil) -> None:
        for code in upn_problems(row.details.upn):
            self.warnings.append(Remark(line=row.line, code=code))
        if not row.details.date_of_birth:
            self.warnings.append(Remark(line=row.line, code="pupils.dob_missing"))

    def _refuse(self, row: ReadPupil, code: str, **facts: str | int) -> None:
        self.refused.append(Remark(line=row.line, code=code, facts=tuple(facts.items())))


def differences(known: PupilDetails, read: PupilDetails) -> tuple[FieldChange, ...]:
    """Return the fields in which the file says something else; empty values and mere capitals say
    nothing.
    """
    old_fields, new_fields = known.to_fields(), read.to_fields()
    changes = []
    for name, told in new_fields.items():
        new = told
        old = old_fields[name]
        if name == "contacts" and new:
            new = [contact.to_value() for contact in merge_contacts(known.contacts, read.contacts)]
        if new in ("", None, []) or new == old:
            continue
        if name in _NAME_FIELDS and _only_capitals(
            name, old, new, known=old_fields, read=new_fields
        ):
            continue
        changes.append(FieldChange(field=name, old=old, new=new))
    return tuple(changes)


def _only_capitals(
    name: str, old: str, new: str, *, known: Mapping[str, Any], read: Mapping[str, Any]
) -> bool:
    """Whether the new spelling is the known name in capitals, or a guess where a spelling is known.

    Capitals carry no accents in some systems' files, so a name in capitals is compared without
    them. A proper spelling does replace the same name in capitals.
    """
    if is_all_capitals(old) and not is_all_capitals(new):
        return False
    if same_but_for_case(old, new) or (is_all_capitals(new) and fold(old) == fold(new)):
        return True
    if not name.startswith("preferred_"):
        return False
    # beside a legal name in capitals the reader puts a guessed spelling; a guess replaces nothing
    # people know
    legal = name.replace("preferred_", "legal_")
    guessed = is_all_capitals(read[legal]) and fold(read[legal]) == fold(new)
    return (
        guessed
        and fold(old or known[legal]) == fold(new)
        and not is_all_capitals(known[legal] if not old else "")
    )


def _names(details: PupilDetails) -> frozenset[tuple[str, str]]:
    """All pairs of (surname, forename) that the pupil goes by, folded for comparing."""
    surnames = {fold(details.legal_surname), fold(details.preferred_surname)} - {""}
    forenames = {fold(details.legal_forename), fold(details.preferred_forename)} - {""}
    return frozenset(
        (surname, forename) for surname in surnames or {""} for forename in forenames or {""}
    )


def _person_key(details: PupilDetails) -> tuple[str, str, str]:
    return (fold(details.legal_surname), fold(details.legal_forename), details.date_of_birth)


def _same_birth(known: PupilDetails, read: PupilDetails) -> bool:
    return bool(known.date_of_birth) and known.date_of_birth == read.date_of_birth


def _doubtful(row: ReadPupil, namesakes: list[Pupil]) -> Remark | None:
    """A row that bears a known name without a date of birth may be that pupil or a new one: people
    decide.
    """
    if any(_may_be_same(pupil.details, row.details) for pupil in namesakes):
        return Remark(line=row.line, code="pupils.name_known_without_dob")
    return None


def _may_be_same(known: PupilDetails, read: PupilDetails) -> bool:
    """The same name, and nothing that tells the two apart: one of them lacks a date of birth and a
    UPN.
    """
    told_apart = (known.upn and read.upn) or (known.date_of_birth and read.date_of_birth)
    return not told_apart


def _somebody_else(known: PupilDetails, read: PupilDetails) -> bool:
    """The same UPN but both another name and another date of birth: a number typed for the wrong
    child.
    """
    both_dated = bool(known.date_of_birth and read.date_of_birth)
    return (
        both_dated
        and known.date_of_birth != read.date_of_birth
        and not _names(known) & _names(read)
    )


def _may_replace(known_upn: str, read_upn: str) -> bool:
    """A temporary or faulty number gives way to another; a right permanent one does not without a
    person.
    """
    return bool(upn_problems(known_upn)) or not known_upn[-1].isdigit() or known_upn == read_upn


def _by_line(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: remark.line))
