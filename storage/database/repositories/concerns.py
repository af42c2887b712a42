"""Concerns as they were written, with what has been decided since; and rows of lists."""

import json
from collections.abc import Sequence
from typing import Any

from storage.database import stored_fields
from storage.database.connection import Connection, Row
from storage.database.repositories import files
from storage.database.repositories.paging import in_order_of
from storage.records.body_map import BodyMap
from storage.records.casework import Concern, ConcernRow, ParentsTold, Triage
from storage.records.concern import LinkedPupil, Mention, PaperOriginal
from storage.records.when import When

_ROW = (
    "SELECT id, coalesce((SELECT group_concat(name, ', ') FROM (SELECT pupil.name FROM"
    " concern_pupil JOIN pupil ON pupil.id = concern_pupil.pupil"
    " WHERE concern = concern.id ORDER BY n)), ''), reporter, written_at, happened, status,"
    " level, category, told_dsl, first_words, unlisted_pupil, signature FROM concern"
)
_CONCERN = (
    "SELECT id, concern.ledger, concern.seq, reporter, signature, workstation, written_at,"
    " recorded_at, status, opened_at, entry.fields FROM concern"
    " JOIN entry ON entry.ledger = concern.ledger AND entry.seq = concern.seq WHERE id = ?"
)

# A sheet that somebody else typed in must never read as if its writer had signed it.
_FROM_PAPER = " (on paper)"


def concern(connection: Connection, concern_id: str) -> Concern | None:
    """Return a concern whole: what was written comes from the signed entry itself."""
    row = connection.one(_CONCERN, (concern_id,))
    if row is None or row[10] is None:
        return None
    fields = stored_fields.values_of_text(row[10])
    return Concern(
        id=row[0],
        ledger=row[1].hex(),
        seq=row[2],
        reporter=row[3],
        signature=row[4],
        workstation=row[5],
        written_at=row[6],
        recorded_at=row[7],
        pupils=_links(connection, concern_id),
        **_texts(fields),
        happened=When.from_value(fields["happened"]),
        body_maps=tuple(BodyMap.from_value(value) for value in fields.get("body_maps") or ()),
        files=files.stored_files(connection, row[1], row[2]),
        status=row[8],
        opened_at=row[9],
        triage=_triage(connection, concern_id),
        replies=_replies(connection, concern_id),
        checks=tuple(fields.get("checks") or ()),
        paper=PaperOriginal.from_value(fields["paper"]) if fields.get("paper") else None,
        mentions=tuple(Mention.from_value(value) for value in fields.get("mentions") or ()),
        typed_by=_typed_by(connection, fields.get("transcribed_by") or ""),
    )


def ids(
    connection: Connection,
    *,
    status: str = "",
    pupil: str = "",
    oldest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return ids by when they were written, newest first unless said otherwise.

    ``status`` is one of storage.records.casework.STATUSES; ``pupil`` gives those in that child's
    own file.
    """
    order = "written_at, id" if oldest_first else "written_at DESC, id DESC"
    # only what is asked for stands in the question: an index then has the rows in order
    wanted = [("status = ?", status)] if status else []
    if pupil:
        wanted.append(
            ("id IN (SELECT concern FROM concern_pupil WHERE pupil = ? AND in_file)", pupil)
        )
    where = f"WHERE {' AND '.join(words for words, _value in wanted)}" if wanted else ""
    rows_found = connection.all(
        f"SELECT id FROM concern {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*(value for _words, value in wanted), -1 if limit is None else limit, offset),
    )
    return [item for (item,) in rows_found]


def rows(connection: Connection, concern_ids: Sequence[str]) -> list[ConcernRow]:
    """Return the rows of these concerns, in this order."""
    found = connection.all(
        f"{_ROW} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(concern_ids)),),
    )
    return in_order_of(concern_ids, {item[0]: _row(item) for item in found})


def waiting(connection: Connection, *, limit: int = 200, offset: int = 0) -> list[ConcernRow]:
    """Return what nothing was decided about yet, read or not, the oldest first."""
    found = ids(connection, status="waiting", oldest_first=True, limit=limit, offset=offset)
    return rows(connection, found)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many concerns stand at each status."""
    found = connection.all("SELECT status, count(*) FROM concern GROUP BY status")
    return {"waiting": 0, "open": 0, "closed": 0} | {status: count for status, count in found}


def of_pupil(connection: Connection, pupil_id: str) -> list[Concern]:
    """Return the concerns in a child's own file, the oldest first."""
    found = ids(connection, pupil=pupil_id, oldest_first=True)
    wholes = (concern(connection, item) for item in found)
    return [whole for whole in wholes if whole is not None]


def reporters_of_pupil(connection: Connection, pupil_id: str) -> frozenset[str]:
    """Return the ids of the people of the school who reported what stands in a child's own file."""
    found = connection.all(
        "SELECT DISTINCT reporter_id FROM concern_pupil JOIN concern"
        " ON concern.id = concern_pupil.concern"
        " WHERE pupil = ? AND in_file AND reporter_id IS NOT NULL",
        (pupil_id,),
    )
    return frozenset(person for (person,) in found)


def slip_concern(connection: Connection, digest: str) -> str | None:
    """Return the id of the concern that came in the slip with this digest (hex)."""
    if not digest:
        return None
    found: str | None = connection.value("SELECT id FROM concern WHERE slip_digest = ?", (digest,))
    return found


def letters(connection: Connection, entries: Sequence[int]) -> frozenset[str]:
    """Return the digests (hex) of the slips that these entries of this casebook came in."""
    wanted = set(entries)
    found = connection.all("SELECT seq, slip_digest FROM concern WHERE slip_digest != ''")
    return frozenset(digest for seq, digest in found if seq in wanted)


def follow_ups(connection: Connection, reference: str) -> list[str]:
    """Return the ids of concerns written under the same receipt or concern, the oldest first."""
    if not reference:
        return []
    found = connection.all(
        "SELECT id FROM concern WHERE follow_up_to = ? ORDER BY written_at, id", (reference,)
    )
    return [item for (item,) in found]


def _texts(fields: dict[str, Any]) -> dict[str, str]:
    names = (
        *("unlisted_pupil", "what_happened", "child_words", "opinion", "place", "place_kind"),
        *("source", "who_else", "did_at_once", "told_dsl", "told_whom", "follow_up_to"),
        *("questions", "told_by"),
    )
    return {name: fields.get(name) or "" for name in names}


def _links(connection: Connection, concern_id: str) -> tuple[LinkedPupil, ...]:
    found = connection.all(
        "SELECT pupil, role FROM concern_pupil WHERE concern = ? ORDER BY n", (concern_id,)
    )
    return tuple(LinkedPupil(id=pupil, role=role) for pupil, role in found)


def _triage(connection: Connection, concern_id: str) -> tuple[Triage, ...]:
    found = connection.all(
        "SELECT category, level, response, decision, reason, vocabulary, parents_informed, author,"
        " recorded_at, owner, next_review, case_id, parents FROM triage WHERE concern = ?"
        " ORDER BY ledger, seq",
        (concern_id,),
    )
    names = (
        *("category", "level", "response", "decision", "reason", "vocabulary"),
        *("parents_informed", "author", "recorded_at", "owner", "next_review", "case"),
    )
    return tuple(
        Triage(
            **dict(zip(names, item[:-1], strict=True)),
            parents=ParentsTold.from_value(json.loads(item[-1])),
        )
        for item in found
    )


def _replies(connection: Connection, concern_id: str) -> tuple[tuple[str, str], ...]:
    """(recorded at, text) of each reply."""
    found = connection.all(
        "SELECT recorded_at, text FROM reply WHERE concern = ? ORDER BY ledger, seq", (concern_id,)
    )
    return tuple((at, text) for at, text in found)


def _typed_by(connection: Connection, person_id: str) -> str:
    """The name of whoever copied a sheet of paper; empty where nobody did."""
    row = connection.one("SELECT name FROM person WHERE id = ?", (person_id,))
    return row[0] if row else person_id


def _row(found: Row) -> ConcernRow:
    return ConcernRow(
        id=found[0],
        pupils=found[1] or found[10],
        reporter=found[2] + (_FROM_PAPER if found[11] == "paper" else ""),
        written_at=found[3],
        happened=When.from_value(json.loads(found[4])).for_people(),
        status=found[5],
        level=found[6],
        category=found[7],
        told_dsl=found[8],
        first_words=found[9],
    )
