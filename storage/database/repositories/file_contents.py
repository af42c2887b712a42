"""What a child's file holds: its last decision, the child's own words, its documents, its parts."""

import json

from storage.database.connection import Connection
from storage.database.repositories import files
from storage.records.casework import StoredFile
from storage.records.file_contents import ChildWords, FileDocument, LastDecision
from storage.records.when import When

_WHEN = "earliest, latest, precision, as_told"
_FROM = "FROM chronology_pupil AS place JOIN chronology USING (number) WHERE place.pupil = ?"
_IN_ORDER = "ORDER BY place.first, place.last, place.ledger, place.seq, place.id"
_CLOSING = "(kind = 'case_closed' OR (kind = 'closure' AND category = 'closed'))"
# a closing says why work ended; what was decided before it stands as the decision
_DECIDED = f"((decision <> '' OR kind = 'decision') AND NOT {_CLOSING})"
# Of all rows of a long file only their places are gone through (unary +): one index says which
# rows of the school are meant, and one row is then read.
LAST_DECIDED = (
    "SELECT place.number FROM chronology_pupil AS place WHERE place.pupil = ?"
    f" AND +place.number IN (SELECT number FROM chronology WHERE {_DECIDED})"
    " ORDER BY coalesce(nullif(place.last, '9999'), '') DESC, place.ledger DESC, place.seq DESC"
    " LIMIT 1"
)
LAST_CLOSED = (
    "SELECT place.number FROM chronology_pupil AS place WHERE place.pupil = ?"
    " AND (place.recorded_at, place.seq) > (?, ?)"
    f" AND +place.number IN (SELECT number FROM chronology WHERE {_CLOSING})"
    " ORDER BY place.recorded_at DESC, place.seq DESC LIMIT 1"
)
WITH_FILES = "+place.number IN (SELECT number FROM chronology WHERE files <> '[]')"
# a child's view has the words of the child as its text
_SPOKEN = "(child_words <> '' OR (kind = 'entry' AND category = 'child_view'))"


def last_decision(connection: Connection, pupil_id: str) -> LastDecision | None:
    """Return the decision that happened last in a child's file; None while there is none."""
    item = connection.one(
        f"SELECT id, kind, decision, text, reason, {_WHEN}, author, recorded_at, seq"
        f" FROM chronology WHERE number = ({LAST_DECIDED})",
        (pupil_id,),
    )
    if item is None:
        return None
    closing = connection.one(
        "SELECT coalesce(nullif(reason, ''), text), recorded_at FROM chronology"
        f" WHERE number = ({LAST_CLOSED})",
        (pupil_id, item[10], item[11]),
    )
    return LastDecision(
        row=item[0],
        kind=item[1],
        decision=item[2] or item[3],
        reason=item[4],
        happened=_when(item[5:9]),
        by=item[9],
        recorded_at=item[10],
        closed=closing[0] if closing else "",
        closed_on=closing[1] if closing else "",
    )


def child_words(connection: Connection, pupil_id: str) -> list[ChildWords]:
    """Return every place where the child's own words stand, in order of when they were said; a
    view of the child in a risk assessment stands once for each time that it changed.
    """
    found = connection.all(
        f"SELECT chronology.id, kind, {_WHEN}, CASE child_words WHEN '' THEN text ELSE child_words"
        f" END, author, written_at, place.role, transcribed {_FROM} AND +place.number IN"
        f" (SELECT number FROM chronology WHERE {_SPOKEN}) {_IN_ORDER}",
        (pupil_id,),
    )
    corrected: dict[str, list[str]] = {}
    for target, words in connection.all(
        "SELECT target, correction FROM amendment WHERE field = 'child_words' AND target IN"
        " (SELECT id FROM chronology_pupil WHERE pupil = ?) ORDER BY ledger, seq",
        (pupil_id,),
    ):
        corrected.setdefault(target, []).append(words)
    said = [
        ChildWords(
            row=item[0],
            kind=item[1],
            happened=_when(item[2:6]),
            words=item[6],
            by=item[7],
            at=item[8],
            role=item[9],
            copied=bool(item[10]),
            corrections=tuple(corrected.get(item[0], ())),
        )
        for item in found
    ]
    views = _views(connection, pupil_id)
    return sorted([*said, *views], key=lambda each: each.happened.sort_key)


def documents(connection: Connection, pupil_id: str) -> list[FileDocument]:
    """Return every file kept anywhere in a child's file, in the order of the file; none of an
    entry that was disposed of.
    """
    found = connection.all(
        f"SELECT chronology.id, kind, category, {_WHEN}, text, author, chronology.ledger,"
        f" chronology.seq {_FROM} AND {WITH_FILES} {_IN_ORDER}",
        (pupil_id,),
    )
    listed: list[FileDocument] = []
    for item in found:
        kept: tuple[StoredFile, ...] = files.stored_files(connection, item[9], item[10])
        listed += [
            FileDocument(
                row=item[0],
                kind=item[1],
                category=item[2],
                happened=_when(item[3:7]),
                words=item[7],
                by=item[8],
                file=file,
            )
            for file in kept
        ]
    return listed


def parts(connection: Connection, pupil_id: str) -> list[tuple[str, str, int, str, str]]:
    """Return (kind, category of an entry or "", how many, first, last) of a file's rows; the days
    are ISO text, empty for rows without a date.
    """
    found = connection.all(
        "SELECT kind, CASE kind WHEN 'entry' THEN category ELSE '' END, count(*),"
        f" coalesce(min(substr(earliest, 1, 10)), ''), coalesce(max(substr(latest, 1, 10)), '')"
        f" {_FROM} GROUP BY 1, 2",
        (pupil_id,),
    )
    return [(item[0], item[1], item[2], item[3], item[4]) for item in found]


def documents_left(connection: Connection, pupil_id: str) -> tuple[int, str, str]:
    """Return how many documents about the child left the school, and when (UTC text) the first and
    the last did.
    """
    item = connection.one(
        "SELECT count(*), coalesce(min(recorded_at), ''), coalesce(max(recorded_at), '') FROM"
        " disclosure_pupil JOIN disclosure ON disclosure.id = disclosure_pupil.disclosure"
        " WHERE pupil = ?",
        (pupil_id,),
    )
    return (0, "", "") if item is None else (item[0], item[1], item[2])


def looked(connection: Connection, pupil_id: str) -> tuple[int, str, str]:
    """Return how often somebody looked at a child's file, and when (UTC text) first and last."""
    item = connection.one(
        "SELECT count(*), coalesce(min(at), ''), coalesce(max(at), '') FROM access_pupil"
        " JOIN access USING (ledger, seq) WHERE pupil = ?",
        (pupil_id,),
    )
    return (0, "", "") if item is None else (item[0], item[1], item[2])


def _views(connection: Connection, pupil_id: str) -> list[ChildWords]:
    found = connection.all(
        f"SELECT risk.id, risk.version, value, {_WHEN}, risk.author, risk.recorded_at FROM risk"
        " JOIN chronology ON chronology.id = risk.id || '.' || risk.version"
        " WHERE pupil = ? ORDER BY risk.id, risk.version",
        (pupil_id,),
    )
    views: list[ChildWords] = []
    before: dict[str, str] = {}
    for risk, version, value, *when, author, at in found:
        words = json.loads(value).get("child_view") or ""
        if words and words != before.get(risk):
            views.append(
                ChildWords(
                    row=f"{risk}.{version}",
                    kind="risk_assessment",
                    happened=_when(when),
                    words=words,
                    by=author,
                    at=at,
                )
            )
        before[risk] = words
    return views


def _when(item: list[str | None] | tuple[str | None, ...]) -> When:
    earliest, latest, precision, as_told = item
    return When(earliest=earliest, latest=latest, precision=precision or "", as_told=as_told or "")
