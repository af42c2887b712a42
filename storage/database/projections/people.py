"""Entries about people, their keys and the workstations."""

from typing import Any

from storage.database.connection import Connection
from storage.database.projections.fact import Fact, as_json
from storage.ledger.entries import key_id

_SET = {
    "name": "UPDATE person SET name = ? WHERE id = ?",
    "role": "UPDATE person SET role = ? WHERE id = ?",
    "job_title": "UPDATE person SET job_title = ? WHERE id = ?",
    "telephone": "UPDATE person SET telephone = ? WHERE id = ?",
    "active": "UPDATE person SET active = ? WHERE id = ?",
    "enrolment": "UPDATE person SET enrolment = ? WHERE id = ?",
    "suspended": "UPDATE person SET suspended = ? WHERE id = ?",
    "reason": "UPDATE person SET reason = ? WHERE id = ?",
    "since": "UPDATE person SET since = ? WHERE id = ?",
}


def ledger_opened(connection: Connection, fact: Fact) -> None:
    """The first person and her key."""
    person = fact.fields["first_person"]
    _add_person(connection, person)
    _add_key(connection, fact, person["public"], owner=person["id"], kind="person")


def person_added(connection: Connection, fact: Fact) -> None:
    """Somebody new."""
    _add_person(connection, fact.fields)


def person_changed(connection: Connection, fact: Fact) -> None:
    """Only what is given changes."""
    for name in ("name", "role", "job_title", "telephone"):
        if name in fact.fields:
            _set(connection, fact, name, fact.text(name))
    if "active" in fact.fields:
        active = fact.flag("active")
        _set(connection, fact, "active", active)
        _set(connection, fact, "suspended", not active and fact.flag("suspended"))
        _set(connection, fact, "reason", "" if active else fact.text("reason"))
        _set(connection, fact, "since", "" if active else fact.at)
    if "enrolment" in fact.fields:
        _set(connection, fact, "enrolment", as_json(fact.fields["enrolment"]))


def key_introduced(connection: Connection, fact: Fact) -> None:
    """A key that may speak from here on."""
    _add_key(
        connection,
        fact,
        fact.fields["public"],
        owner=fact.text("owner"),
        kind=fact.text("kind"),
    )


def key_ended(connection: Connection, fact: Fact) -> None:
    """A key that no longer speaks."""
    connection.run(
        "UPDATE person_key SET ended_seq = ? WHERE key_id = ?", (fact.seq, fact.text("key_id"))
    )


def handover_made(connection: Connection, fact: Fact) -> None:
    """Who handed the casebook to whom; printed from the entry whenever it is asked for."""
    names = ("from_person", "to_person", "at", "items", "note")
    value = {name: fact.fields[name] for name in names if name in fact.fields}
    connection.run(
        "INSERT INTO handover VALUES (?, ?, ?, ?)", (fact.ledger, fact.seq, fact.at, as_json(value))
    )


def workstation_paired(connection: Connection, fact: Fact) -> None:
    """A shared computer that may send concerns."""
    public = fact.fields.get("public")
    name = ""
    if public:
        _add_key(connection, fact, public, owner=fact.text("id"), kind="workstation")
        name = key_id(bytes.fromhex(public["sign"]))
    connection.run(
        "INSERT OR REPLACE INTO workstation VALUES (?, ?, ?, ?, 1)",
        (fact.text("id"), fact.text("name"), fact.text("code"), name),
    )


def workstation_ended(connection: Connection, fact: Fact) -> None:
    """It may no longer send, and its key no longer speaks."""
    connection.run("UPDATE workstation SET active = 0 WHERE id = ?", (fact.text("id"),))
    connection.run(
        "UPDATE person_key SET ended_seq = ? WHERE owner = ? AND ended_seq IS NULL",
        (fact.seq, fact.text("id")),
    )


def _add_person(connection: Connection, fields: Any) -> None:
    enrolment = fields.get("enrolment")
    connection.run(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, 1, 0, '', '', ?)",
        (
            fields["id"],
            fields["account"],
            fields["name"],
            fields["role"],
            fields.get("job_title") or "",
            fields.get("telephone") or "",
            None if enrolment is None else as_json(enrolment),
        ),
    )


def _add_key(connection: Connection, fact: Fact, public: Any, *, owner: str, kind: str) -> None:
    sign = bytes.fromhex(public["sign"])
    # a known key keeps its owner, as in the ledger's own key ring
    connection.run(
        "INSERT INTO person_key VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (key_id) DO UPDATE"
        " SET introduced_seq = excluded.introduced_seq, ended_seq = NULL"
        " WHERE owner = excluded.owner AND kind = excluded.kind",
        (key_id(sign), owner, kind, sign, bytes.fromhex(public.get("seal") or ""), fact.seq),
    )


def _set(connection: Connection, fact: Fact, column: str, value: Any) -> None:
    connection.run(_SET[column], (value, fact.text("id")))
