"""Who has seen what, in words: files and concerns opened, documents made, sign-ins and failed
attempts, backups.

It cannot know who read a backup on another computer, a printed page or the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import access, people, pupils
from storage.database.repositories.access import AccessQuery, AccessRow
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.times import for_people, from_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """One access as people read it.

    ``at`` is UTC text, ``kind`` the entry's type, ``what`` its words, ``children`` their names,
    ``detail`` whatever else is known, or empty; ``entry`` is its position in the ledger.
    """

    at: str
    person: str
    kind: str
    what: str
    children: tuple[str, ...]
    about: str
    detail: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage:
    """One page, newest first, and how many lines there are on all pages."""

    lines: tuple[AccessLine, ...]
    total: int


def who_has_seen(
    casebook: OpenCasebook, *, pupil_id: str, limit: int = 100, offset: int = 0
) -> AccessPage:
    """Who opened this child's file, read a concern about the child, or made a document with the
    child in it. Raises pupils.not_found.
    """
    if pupils.pupil(casebook.connection, pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    return _page(casebook, AccessQuery(pupil=pupil_id), limit=limit, offset=offset)


def all_access(
    casebook: OpenCasebook,
    *,
    account: str = "",
    pupil_id: str = "",
    since: str = "",
    until: str = "",
    group: str = "",
    limit: int = 100,
    offset: int = 0,
) -> AccessPage:
    """What a person (by account) or anybody has seen, from ``since`` to before ``until`` (UTC
    text), of one group of ``groups()``; what is empty does not narrow it.

    Raises pupils.not_found, people.not_found, access.unknown_group.
    """
    person = ""
    if account:
        found = people.by_account(casebook.connection, account)
        if found is None:
            raise UserFacingError("people.not_found")
        person = found.id
    if pupil_id and pupils.pupil(casebook.connection, pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    query = AccessQuery(
        pupil=pupil_id, person=person, since=since, until=until, kinds=_kinds_of(group)
    )
    return _page(casebook, query, limit=limit, offset=offset)


def groups() -> tuple[tuple[str, str], ...]:
    """Return (code, words) of the headings under which people look."""
    return tuple(resources.read_toml("access.toml")["groups"].items())


def is_new_reading(casebook: OpenCasebook, *, concern_id: str) -> bool:
    """Whether this person's opening a concern is a reading of its own, and no mere going back."""
    last = access.last_of(
        casebook.connection, kind="concern.opened", person=casebook.person.id, about=concern_id
    )
    if last is None:
        return True
    minutes = resources.read_toml("access.toml")["same_reading_minutes"]
    # a clock that was put back makes it a new one
    return not timedelta() <= casebook.clock() - from_text(last) < timedelta(minutes=minutes)


def _kinds_of(group: str) -> tuple[str, ...]:
    rules = resources.read_toml("access.toml")
    if group and group not in rules["groups"]:
        raise UserFacingError("access.unknown_group", known=", ".join(rules["groups"]))
    return tuple(kind for kind, one in rules["kinds"].items() if group in ("", one["group"]))


def _page(casebook: OpenCasebook, query: AccessQuery, *, limit: int, offset: int) -> AccessPage:
    permissions.require(casebook.person.role, permissions.READ_FILES)
    rows = access.page(casebook.connection, query, limit=limit, offset=offset)
    return AccessPage(lines=_lines(casebook, rows), total=access.count(casebook.connection, query))


def _lines(casebook: OpenCasebook, rows: Sequence[AccessRow]) -> tuple[AccessLine, ...]:
    rules = resources.read_toml("access.toml")
    names = pupils.names(casebook.connection, [pupil for row in rows for pupil in row.pupils])
    return tuple(
        AccessLine(
            at=row.at,
            person=row.person,
            kind=row.kind,
            what=rules["kinds"][row.kind]["words"],
            children=tuple(names[pupil] for pupil in row.pupils if pupil in names),
            about=row.about,
            detail=_detail(row, rules["attempts"]),
            entry=row.seq,
        )
        for row in rows
    )


def _detail(row: AccessRow, attempts: dict[str, str]) -> str:
    value = row.value
    if row.kind == "disclosure.made":
        made_for = " – ".join(part for part in (value["recipient"], value["purpose"]) if part)
        return f"{made_for} ({row.about})"
    if row.kind == "session.opened":
        return _sign_in(value, attempts)
    if row.kind == "backup.made":
        return f"{value['entries']:,} entries" if "entries" in value else ""
    if row.kind == "recovery.rehearsed":
        return "It worked." if value.get("opened") else "It did not work."
    if row.kind == "restore.made":
        return f"The backup of {for_people(value['made_at'])}. {value.get('reason', '')}".strip()
    return ""


def _sign_in(value: dict[str, Any], attempts: dict[str, str]) -> str:
    parts = [f"on {value['device']}"] if value.get("device") else []
    if value.get("recovery"):
        parts.append("with the recovery code")
    failed = value.get("failed_attempts") or []
    if failed:
        tries = ", ".join(
            f"{attempts.get(one['what'], one['what'])} {for_people(one['at'])}" for one in failed
        )
        parts.append(f"after {len(failed)} failed: {tries}")
    return "; ".join(parts)
