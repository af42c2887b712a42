"""Whose names a document withholds: every form in which they may stand in a text."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.household import family
from desktop.usecases.lead.withheld_ways import with_ways
from storage.database.connection import Connection
from storage.database.repositories import name_history, people, pupils, settings
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.name_forms import FullName, NameWords, key, name_forms
from storage.records.people import Person
from storage.records.pupil import Pupil, PupilDetails
from storage.records.redaction import NameForm, Withheld

_ID = re.compile(r"[pu]-[0-9a-z]{12}", re.IGNORECASE)
_ASKED = re.compile(r"(?:(child|adult)\s*:)?(.*)", re.IGNORECASE | re.DOTALL)
_REASONS = {"Child": "other_child", "Adult": "third_party", "Person": "third_party"}
_STAFF = "Staff"
STAFF_LABEL = "[Staff member]"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line of what is to be withheld, read: "Dave Pike; Davey", "p-…; Tommo", "child: Tia"."""

    line: str
    name: str
    aliases: tuple[str, ...] = ()
    said: str = ""

    @classmethod
    def read(cls, line: str) -> "Asked":
        """Read a line as typed; the name may be the id of a pupil or of a person of the school."""
        matched = _ASKED.fullmatch(line.strip())
        said, rest = (matched[1] or "", matched[2]) if matched else ("", line)
        name, *aliases = [part.strip() for part in rest.split(";")]
        return cls(
            line=line,
            name=name,
            aliases=tuple(alias for alias in aliases if alias),
            said=said.title(),
        )


@dataclass(slots=True, kw_only=True)
class _Person:
    """Somebody who is withheld, before there is a label."""

    asked: Asked
    group: str
    reason: str
    id: str = ""
    names: list[FullName] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)


@cache
def name_words() -> NameWords:
    """Return what resources/vocabularies/names_in_texts.toml says of names in general."""
    data = vocabularies.load_words("names_in_texts")
    short: dict[str, tuple[str, ...]] = {}
    for group in data["short"]:
        for name in group:
            others = (other for other in group if other != name)
            short[name] = tuple(dict.fromkeys((*short.get(name, ()), *others)))
    return NameWords(
        words=frozenset((*data["words"], *data["small_words"])),
        months=frozenset(data["months"]),
        surnames=frozenset(data["surnames"]),
        titles=frozenset(data["titles"]),
        particles=frozenset(data["particles"]),
        short=short,
    )


def kept_names(casebook: OpenCasebook, *, own: Sequence[Pupil]) -> tuple[str, ...]:
    """Return the names that stand in the document as they are: its children's and the school's."""
    history = name_history.names_of(casebook.connection, {pupil.id for pupil in own})
    names = [settings.school(casebook.connection).name]
    for pupil in own:
        for name in _spellings((*history.pupils.get(pupil.id, ()), pupil.details)):
            names.append(" ".join(part for part in (name.forename, name.surname) if part))
    return tuple(dict.fromkeys(name for name in names if name))


def withheld_people(
    casebook: OpenCasebook,
    *,
    own: Sequence[Pupil],
    asked: Sequence[str],
    staff: Iterable[str] = (),
    reason: str = "",
    texts: Iterable[str] = (),
) -> tuple[Withheld, ...]:
    """Return everybody ``asked`` for, each with a label of their own, and ``staff`` (ids, or names
    as typed) with one for all of them, so that nobody sees which of them reported.

    ``own`` are the document's children, who keep their names; ``reason`` is a code of
    redaction_reasons.toml, else one that fits. No label is one that stands in ``texts`` already.
    Raises export.withholds_own_child, pupils.not_found and people.not_found.
    """
    words = name_words()
    found: list[_Person] = []
    for line in asked:
        _take(found, _person(casebook, Asked.read(line), own=own, words=words))
    for name in staff:
        _take(found, _staff_member(casebook.connection, name, words=words))
    _add_history(casebook.connection, found)
    kept = _kept_parts(casebook.connection, own)
    also_pupils = kept | _forenames(casebook.connection) if staff else kept
    labels = _Labels(texts)
    reasons = vocabularies.load("redaction_reasons")
    people_found = (
        _withheld(
            person,
            label=STAFF_LABEL if person.group == _STAFF else labels.next(person.group),
            reason=reasons.label(reason if reason and person.group != _STAFF else person.reason),
            kept=also_pupils if person.group == _STAFF else kept,
            words=words,
        )
        for person in found
    )
    return tuple(
        with_ways(casebook.connection, person, own=own, words=words) for person in people_found
    )


def _take(found: list[_Person], person: _Person) -> None:
    """Asked for twice, somebody still has one label."""
    for known in found:
        if (person.id and known.id == person.id) or (
            not person.id and not known.id and key(known.asked.name) == key(person.asked.name)
        ):
            known.aliases.extend(person.aliases)
            return
    found.append(person)


def _person(
    casebook: OpenCasebook,
    asked: Asked,
    *,
    own: Sequence[Pupil],
    words: NameWords,
) -> _Person:
    connection = casebook.connection
    pupil = pupils.pupil(connection, asked.name.lower()) or _only_pupil(connection, asked.name)
    if pupil is not None:
        if pupil.id in {child.id for child in own}:
            raise UserFacingError("export.withholds_own_child")
        return _Person(
            asked=asked, group="Child", reason="other_child", id=pupil.id,
            names=_spellings((pupil.details,)), aliases=list(asked.aliases), secrets=[pupil.id],
        )  # fmt: skip
    person = people.person(connection, asked.name.lower()) or _only_person(connection, asked.name)
    if person is not None:
        return _of_the_school(connection, person, asked=asked, words=words)
    if _ID.fullmatch(asked.name):  # a slip of the pen must not withhold nobody
        missing = "pupils.not_found" if asked.name.lower().startswith("p") else "people.not_found"
        raise UserFacingError(missing)
    group = asked.said or _group(connection, asked, own=own, words=words)
    first, _, _rest = asked.name.partition(" ")
    titled = key(first) in words.titles
    return _Person(
        asked=asked,
        group=group,
        reason=_REASONS[group],
        names=[] if titled else [FullName.typed(asked.name, words=words)],
        aliases=[*([asked.name] if titled else ()), *asked.aliases],
    )


def _of_the_school(
    connection: Connection, person: Person, *, asked: Asked, words: NameWords
) -> _Person:
    keys = people.keys(connection, active_only=False)
    return _Person(
        asked=asked,
        group="Adult",
        reason="staff",
        id=person.id,
        names=[FullName.typed(person.name, words=words)],
        aliases=list(asked.aliases),
        secrets=[person.id, *(one.key_id for one in keys if one.owner == person.id)],
    )


def _staff_member(connection: Connection, name: str, *, words: NameWords) -> _Person:
    """Somebody who may have reported, by id, or by the name that a guest typed."""
    person, asked = people.person(connection, name), Asked(line=name, name=name)
    known = (
        _of_the_school(connection, person, asked=asked, words=words)
        if person is not None
        else _Person(asked=asked, group="", reason="", names=[FullName.typed(name, words=words)])
    )
    return replace(known, group=_STAFF, reason="reporter")


def _forenames(connection: Connection) -> frozenset[str]:
    """Every child's: where a member of staff has the same, a forename alone may mean the child."""
    details = (pupil.details for pupil in pupils.all_pupils(connection))
    return frozenset(name.forename for name in _spellings(details) if name.forename)


def _only_pupil(connection: Connection, name: str) -> Pupil | None:
    found = [
        pupil
        for pupil in pupils.all_pupils(connection)
        if key(name) and key(name) in {key(f"{one.forename}{one.surname}") for one in
                                       _spellings((pupil.details,))}
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _only_person(connection: Connection, name: str) -> Person | None:
    found = [one for one in people.people(connection) if key(name) and key(one.name) == key(name)]
    return found[0] if len(found) == 1 else None


def _group(connection: Connection, asked: Asked, *, own: Sequence[Pupil], words: NameWords) -> str:
    """Child or adult is said only when it is known."""
    around = {key(each.name): each for pupil in own for each in family(connection, pupil)}
    called = (asked.name, *asked.aliases)
    titles = {key(name.partition(" ")[0]) for name in called if " " in name}
    known = around.get(key(asked.name))
    adult = known is not None and known.relative.row > 0  # a brother may be a child or grown up
    return "Adult" if adult or titles & words.titles else "Person"


def _add_history(connection: Connection, found: Sequence[_Person]) -> None:
    ids = {person.id for person in found if person.id}
    if not ids:
        return
    history = name_history.names_of(connection, ids)
    words = name_words()
    for person in found:
        person.names.extend(_spellings(history.pupils.get(person.id, ())))
        for name in history.people.get(person.id, ()):
            if " " in name:
                person.names.append(FullName.typed(name, words=words))
            else:
                person.names.append(FullName(forename=name))


def _spellings(details: Iterable[PupilDetails]) -> list[FullName]:
    names: dict[FullName, None] = {}
    for one in details:
        forenames = dict.fromkeys(
            name for name in (one.preferred_forename, one.legal_forename) if name
        )
        surnames = dict.fromkeys(
            name for name in (one.preferred_surname, one.legal_surname) if name
        )
        for forename in forenames or ("",):
            for surname in surnames or ("",):
                names[FullName(forename=forename, middle=one.middle_names, surname=surname)] = None
    return list(names)


def _kept_parts(connection: Connection, own: Sequence[Pupil]) -> frozenset[str]:
    history = name_history.names_of(connection, {pupil.id for pupil in own})
    return frozenset(
        part
        for pupil in own
        for name in _spellings((*history.pupils.get(pupil.id, ()), pupil.details))
        for part in (name.forename, name.surname, f"{name.forename} {name.surname}")
        if part.strip()
    )


def _withheld(
    person: _Person, *, label: str, reason: str, kept: Collection[str], words: NameWords
) -> Withheld:
    names = list(dict.fromkeys(person.names))
    forms = name_forms(names, aliases=person.aliases, kept=kept, words=words)
    secrets = tuple(NameForm(text=secret) for secret in person.secrets)
    return Withheld(
        label=label,
        forms=(*forms.exchanged, *secrets),
        reason=reason,
        asked=person.asked.line,
        id=person.id,
        possible=forms.possible,
    )


class _Labels:
    """Child B, Child C, Adult 1 …: never one that the texts use already."""

    def __init__(self, texts: Iterable[str]) -> None:
        named = re.compile(r"\b(child|adult|person)\s([a-z]{1,2}|\d{1,3})\b", re.IGNORECASE)
        self._taken = {
            f"{match[1]} {match[2]}".title() if match[2].isdigit()
            else f"{match[1].title()} {match[2].upper()}"
            for text in texts
            for match in named.finditer(text)
        }  # fmt: skip
        self._next: dict[str, Iterator[str]] = {
            "Child": _letters(),
            "Adult": map(str, range(1, 1000)),
            "Person": map(str, range(1, 1000)),
        }

    def next(self, group: str) -> str:
        """Return the next label of a group."""
        name = next(
            name for mark in self._next[group] if (name := f"{group} {mark}") not in self._taken
        )
        return f"[{name}]"


def _letters() -> Iterator[str]:
    """B to Z, AA to ZZ: A would be the child whose document it is."""
    yield from _LETTERS[1:]
    yield from (first + second for first in _LETTERS for second in _LETTERS)
