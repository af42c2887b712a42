"""The chronology of a child, in order; nothing undated is dropped."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import stored_fields
from storage.database.connection import Connection, Row
from storage.database.repositories import word_search
from storage.database.repositories.paging import in_order_of
from storage.database.repositories.word_search import Found
from storage.records.body_map import BodyMap
from storage.records.chronology import ChronologyEntry, Correction, Mark, Move
from storage.records.row_types import MOVED
from storage.records.when import When

_COLUMNS = (
    "chronology.id, kind, chronology.ledger, chronology.seq, earliest, latest, precision, as_told,"
    " text, child_words, source, action, decision, reason, outcome, author, written_at,"
    " chronology.recorded_at, significant, transcribed, summary, category, level, context,"
    " undecided, source_ref, body_maps, files"
)
_OF_PUPIL = (
    "SELECT {columns}, place.role FROM chronology_pupil AS place JOIN chronology"
    " ON chronology.number = place.number WHERE place.pupil = ? AND (NOT ? OR significant)"
    " ORDER BY place.first, place.last, place.ledger, place.seq, place.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMapRow:
    """A body map of a concern in a child's file; ``number`` counts from 0 within the concern."""

    concern: str
    ledger: str
    seq: int
    number: int
    body_map: BodyMap
    reporter: str
    happened: When
    written_at: str
    recorded_at: str


def of_pupil(
    connection: Connection, pupil_id: str, *, significant_only: bool = False
) -> tuple[ChronologyEntry, ...]:
    """Return a child's whole chronology in order of when it happened, undated rows last."""
    sql = _OF_PUPIL.format(columns=_COLUMNS)
    found = connection.all(sql, (pupil_id, significant_only))
    beside = _Beside(connection, "SELECT id FROM chronology_pupil WHERE pupil = ?", pupil_id)
    return tuple(_entry(item, beside) for item in found)


def ids(connection: Connection, pupil_id: str, *, significant_only: bool = False) -> list[str]:
    """Return the ids of a child's chronology in its order."""
    sql = _OF_PUPIL.format(columns="place.id")
    return [item[0] for item in connection.all(sql, (pupil_id, significant_only))]


def rows(connection: Connection, pupil_id: str, row_ids: Sequence[str]) -> list[ChronologyEntry]:
    """Return these rows of a child's chronology, in this order."""
    wanted = json.dumps(list(row_ids))
    found = connection.all(
        f"SELECT {_COLUMNS}, coalesce(place.role, 'subject') FROM chronology"
        " LEFT JOIN chronology_pupil AS place ON place.number = chronology.number"
        " AND place.pupil = ? WHERE chronology.id IN (SELECT value FROM json_each(?))",
        (pupil_id, wanted),
    )
    beside = _Beside(connection, "SELECT value FROM json_each(?)", wanted)
    return in_order_of(row_ids, {item[0]: _entry(item, beside) for item in found})


def entry(connection: Connection, row_id: str) -> ChronologyEntry | None:
    """Return one row by its id, whoever's file it stands in."""
    found = rows(connection, "", [row_id])
    return found[0] if found else None


def pupils_of(connection: Connection, row_id: str) -> tuple[str, ...]:
    """Return the children in whose files a row stands."""
    return tuple(pupil for pupil, _role in parts_of(connection, row_id))


def parts_of(connection: Connection, row_id: str) -> tuple[tuple[str, str], ...]:
    """Return (child, part they had) of the files in which a row stands."""
    found = connection.all(
        "SELECT pupil, role FROM chronology_pupil WHERE number ="
        " (SELECT number FROM chronology WHERE id = ?) ORDER BY pupil",
        (row_id,),
    )
    return tuple((pupil, role) for pupil, role in found)


def entries_total(connection: Connection, pupil_id: str) -> int:
    """Return how many rows a child's chronology has."""
    found: int = connection.value(
        "SELECT count(*) FROM chronology_pupil WHERE pupil = ?", (pupil_id,)
    )
    return found


def search(
    connection: Connection, text: str, *, pupil: str = "", limit: int = 50, offset: int = 0
) -> list[Found]:
    """Return the rows that hold every word of ``text``, newest first; see word_search."""
    return word_search.search(connection, text, pupil=pupil, limit=limit, offset=offset)


def body_maps(connection: Connection, pupil_id: str) -> list[BodyMapRow]:
    """Return the body maps in a child's own file, the oldest first."""
    found = connection.all(
        "SELECT concern.id, concern.ledger, concern.seq, reporter, concern.written_at,"
        " concern.recorded_at, entry.fields FROM chronology_pupil AS place"
        " JOIN chronology USING (number) JOIN concern ON concern.id = place.id"
        " JOIN entry ON entry.ledger = concern.ledger AND entry.seq = concern.seq"
        " WHERE place.pupil = ? AND entry.fields IS NOT NULL AND +place.number IN"
        " (SELECT number FROM chronology WHERE body_maps > 0)"
        " ORDER BY place.first, place.last, place.ledger, place.seq",
        (pupil_id,),
    )
    return [
        BodyMapRow(
            concern=item[0],
            ledger=item[1].hex(),
            seq=item[2],
            number=number,
            body_map=BodyMap.from_value(value),
            reporter=item[3],
            happened=When.from_value(fields["happened"]),
            written_at=item[4],
            recorded_at=item[5],
        )
        for item in found
        for fields in [stored_fields.values_of_text(item[6])]
        for number, value in enumerate(fields["body_maps"])
    ]


class _Beside:
    """What stands beside rows: corrections, marks, and which rows tell of the same event."""

    def __init__(self, connection: Connection, targets: str, parameter: str) -> None:
        self.corrections = _corrections(connection, targets, parameter)
        self.marks = _marks(connection, targets, parameter)
        self.moves = _moves(connection, targets, parameter)
        self.events: dict[str, str] = dict(
            connection.all(
                f"SELECT target, event FROM event_member WHERE target IN ({targets})", (parameter,)
            )
        )


def _marks(connection: Connection, targets: str, parameter: str) -> dict[str, list[Mark]]:
    found = connection.all(
        "SELECT target, significant, summary, so_what, author, recorded_at, seq FROM mark"
        f" WHERE target IN ({targets}) ORDER BY target, ledger, seq",
        (parameter,),
    )
    result: dict[str, list[Mark]] = {}
    for target, significant, summary, so_what, author, at, seq in found:
        result.setdefault(target, []).append(
            Mark(
                significant=None if significant is None else bool(significant),
                summary=summary,
                so_what=so_what,
                by=author,
                recorded_at=at,
                seq=seq,
            )
        )
    return result


def _corrections(
    connection: Connection, targets: str, parameter: str
) -> dict[str, list[Correction]]:
    found = connection.all(
        "SELECT target, field, correction, reason, author, recorded_at, seq, happened,"
        " dated_before, stated_by, relationship, stated_on, files FROM amendment"
        f" WHERE target IN ({targets}) ORDER BY ledger, seq",
        (parameter,),
    )
    result: dict[str, list[Correction]] = {}
    for item in found:
        result.setdefault(item[0], []).append(
            Correction(
                field=item[1],
                correction=item[2],
                reason=item[3],
                by=item[4],
                recorded_at=item[5],
                seq=item[6],
                happened=_when(item[7]),
                dated_before=_when(item[8]),
                stated_by=item[9],
                relationship=item[10],
                stated_on=item[11],
                files=tuple(json.loads(item[12])),
            )
        )
    return result


def _moves(connection: Connection, targets: str, parameter: str) -> dict[str, list[Move]]:
    found = connection.all(
        "SELECT follows, author, recorded_at, text, seq FROM chronology WHERE kind = ?"
        f" AND follows IN ({targets}) ORDER BY ledger, seq",
        (MOVED, parameter),
    )
    result: dict[str, list[Move]] = {}
    for record, author, at, reason, seq in found:
        result.setdefault(record, []).append(
            Move(by=author, recorded_at=at, reason=reason, seq=seq)
        )
    return result


def _when(text: str) -> When | None:
    return When.from_value(json.loads(text)) if text else None


def _entry(item: Row, beside: _Beside) -> ChronologyEntry:
    return ChronologyEntry(
        id=item[0],
        kind=item[1],
        ledger=item[2].hex(),
        seq=item[3],
        happened=When(earliest=item[4], latest=item[5], precision=item[6], as_told=item[7]),
        text=item[8],
        child_words=item[9],
        source=item[10],
        action=item[11],
        decision=item[12],
        reason=item[13],
        outcome=item[14],
        author=item[15],
        written_at=item[16],
        recorded_at=item[17],
        significant=bool(item[18]),
        transcribed=bool(item[19]),
        summary=item[20],
        category=item[21],
        level=item[22],
        context=item[23],
        undecided=item[24],
        source_ref=item[25],
        body_maps=item[26],
        files=tuple(json.loads(item[27])),
        pupil_role=item[28],
        corrections=tuple(beside.corrections.get(item[0], ())),
        marks=tuple(beside.marks.get(item[0], ())),
        event=beside.events.get(item[0], ""),
        moves=tuple(beside.moves.get(item[0], ())),
    )
