"""Children and the people around them, found by name, by the sound of a name, or by what is noted
of them (address, telephone, organisation).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from storage.database.connection import Connection
from storage.records.found import Somebody
from storage.records.pupil import PupilDetails

Source = Callable[[Connection], Iterable[Somebody]]
_PUPIL_NAMES = (
    *("preferred_forename", "preferred_surname", "legal_forename", "legal_surname"),
    "middle_names",
)
_PUPIL_BOXES = ("upn", "local_id", "address", "language", "sen")
_AROUND = ("organisation", "role", "telephone", "email", "address", "note")


def everybody(connection: Connection) -> list[Somebody]:
    """Return every child and everybody around one, children first."""
    return [somebody for source in SOURCES for somebody in source(connection)]


def _children(connection: Connection) -> Iterator[Somebody]:
    rows = connection.all("SELECT id, name, details, on_roll FROM pupil ORDER BY sort_name, id")
    for pupil, name, text, on_roll in rows:
        details = PupilDetails.from_fields({**json.loads(text), "contacts": []})
        where = (details.year_group, details.class_name, "" if on_roll else "no longer on the roll")
        yield Somebody(
            kind="pupil",
            id=pupil,
            pupils=(pupil,),
            name=name,
            names=tuple(getattr(details, part) for part in _PUPIL_NAMES),
            detail=" · ".join(part for part in where if part),
            boxes=_named((part, getattr(details, part)) for part in _PUPIL_BOXES),
        )


def _contacts(connection: Connection) -> Iterator[Somebody]:
    rows = connection.all("SELECT pupil, n, value FROM pupil_contact ORDER BY pupil, n")
    for pupil, number, text in rows:
        value = json.loads(text)
        yield Somebody(
            kind="contact",
            id=f"{pupil}/{number}",
            pupils=(pupil,),
            name=value["name"],
            names=(value["name"],),
            detail=value["relationship"],
            boxes=_named(
                (
                    *(("telephone", phone) for phone in value["phones"]),
                    ("email", value["email"]),
                    ("address", value["address"]),
                )
            ),
        )


def _people(connection: Connection) -> Iterator[Somebody]:
    rows = connection.all("SELECT id, name, job_title, telephone FROM person ORDER BY name, id")
    for person, name, job_title, telephone in rows:
        yield Somebody(
            kind="person", id=person, pupils=(), name=name, names=(name,), detail=job_title,
            boxes=_named((("role", job_title), ("telephone", telephone))),
        )  # fmt: skip


def _relations(connection: Connection) -> Iterator[Somebody]:
    return _around(connection, "relation", detail=("relationship",))


def _professionals(connection: Connection) -> Iterator[Somebody]:
    return _around(connection, "professional", detail=("role", "organisation"))


def _around(connection: Connection, kind: str, *, detail: Sequence[str]) -> Iterator[Somebody]:
    """Everybody of a table as they were noted last."""
    rows = connection.all(f"SELECT id, value FROM {kind} ORDER BY ledger, seq")
    for key, text in {key: text for key, text in rows}.items():
        value: Mapping[str, Any] = json.loads(text)
        words = [str(value.get(name) or "") for name in detail]
        yield Somebody(
            kind=kind,
            id=key,
            pupils=tuple(value.get("pupils") or ()),
            name=str(value.get("name") or ""),
            names=(str(value.get("name") or ""),),
            detail=" · ".join(part for part in words if part),
            boxes=_named((name, value.get(name)) for name in _AROUND),
        )


def _front_sheets(connection: Connection) -> Iterator[Somebody]:
    """What the boxes of the front sheets say now, as words noted of the child."""
    now: dict[str, dict[str, str]] = {}
    for pupil, box, value in connection.all(
        "SELECT pupil, box, value FROM front_box ORDER BY ledger, seq"
    ):
        now.setdefault(pupil, {})[box] = value
    names: dict[str, str] = dict(connection.all("SELECT id, name FROM pupil"))
    for pupil, boxes in now.items():
        yield Somebody(
            kind="front_sheet", id=pupil, pupils=(pupil,), name=names.get(pupil, ""),
            boxes=_named(boxes.items()),
        )  # fmt: skip


def _named(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(words)) for name, words in pairs if words)


# Whoever keeps further people adds a line.
SOURCES: Sequence[Source] = (
    *(_children, _contacts, _relations, _professionals, _front_sheets, _people),
)
