"""Entries about pupils."""

import json
import re
from typing import Any

from storage.database.connection import Connection
from storage.database.projections.fact import Fact, as_json
from storage.records.names import fold
from storage.records.pupil import PupilDetails, display_name

_BREAKS = re.compile(r"[\s\-‐‑–'’‘ʼʻ`´]+")


def pupil_added(connection: Connection, fact: Fact) -> None:
    """A child comes into the casebook."""
    details = PupilDetails.from_fields(dict(fact.fields))
    connection.run(
        "INSERT INTO pupil VALUES (?, '', '', '', '', '', '', '', '', 1, '', '[]')",
        (fact.text("id"),),
    )
    _write(connection, fact.text("id"), details)


def pupil_changed(connection: Connection, fact: Fact) -> None:
    """Only what is given changes."""
    pupil = fact.text("id")
    row = connection.one("SELECT details FROM pupil WHERE id = ?", (pupil,))
    if row is None:
        return  # its first entry was lawfully disposed of
    contacts = connection.all(
        "SELECT value FROM pupil_contact WHERE pupil = ? ORDER BY n", (pupil,)
    )
    known = {**json.loads(row[0]), "contacts": [json.loads(value) for (value,) in contacts]}
    details = PupilDetails.from_fields({**known, **fact.fields})
    _write(connection, pupil, details)
    if "on_roll" in fact.fields:
        connection.run("UPDATE pupil SET on_roll = ? WHERE id = ?", (fact.flag("on_roll"), pupil))
    if "siblings" in fact.fields:
        siblings = as_json(fact.fields["siblings"] or [])
        connection.run("UPDATE pupil SET siblings = ? WHERE id = ?", (siblings, pupil))


def _write(connection: Connection, pupil: str, details: PupilDetails) -> None:
    values: dict[str, Any] = details.to_fields()
    contacts = values.pop("contacts")
    connection.run(
        "UPDATE pupil SET name = ?, sort_name = ?, words = ?, match_name = ?, upn = ?,"
        " date_of_birth = ?, year_group = ?, class_name = ?, details = ? WHERE id = ?",
        (
            display_name(details),
            _sort_name(details),
            search_words(details),
            match_name(details.legal_surname, details.legal_forename),
            details.upn,
            details.date_of_birth,
            details.year_group,
            details.class_name,
            as_json(values),
            pupil,
        ),
    )
    connection.run("DELETE FROM pupil_contact WHERE pupil = ?", (pupil,))
    connection.run_many(
        "INSERT INTO pupil_contact VALUES (?, ?, ?)",
        [(pupil, n, as_json(value)) for n, value in enumerate(contacts)],
    )


def match_name(surname: str, forename: str) -> str:
    """Return the form in which two spellings of a full name are equal."""
    return f"{fold(surname)}|{fold(forename)}"


def search_words(details: PupilDetails) -> str:
    """Return the beginnings by which a child is found: every part of every name, folded."""
    names = (
        *(details.preferred_forename, details.preferred_surname, details.legal_forename),
        *(details.legal_surname, details.middle_names),
    )
    words: dict[str, None] = {}
    for name in names:
        for word in name.split():
            words[fold(word)] = None
        for part in _BREAKS.split(name):
            words[fold(part)] = None
        words[fold(name)] = None
    return "".join(f" {word}" for word in words if word)


def _sort_name(details: PupilDetails) -> str:
    surname = details.preferred_surname or details.legal_surname
    forename = details.preferred_forename or details.legal_forename
    return f"{fold(surname)} {fold(forename)}"
