"""The front sheet's own boxes, the family and household, and who was said to be no sibling."""

import json

from storage.database.connection import Connection, Row
from storage.records.around_child import BoxEntry, Relation, relation_of

_LATEST = (
    "SELECT value, author, recorded_at FROM relation AS said WHERE id {which} AND NOT EXISTS"
    " (SELECT 1 FROM relation AS later WHERE later.id = said.id"
    " AND (later.ledger, later.seq) > (said.ledger, said.seq)) ORDER BY ledger, seq"
)
_IN_FILE = "IN (SELECT about FROM file_entry WHERE pupil = ?)"


def boxes(connection: Connection, pupil_id: str) -> dict[str, str]:
    """Return what stands in the boxes of a child's front sheet now, by the box's code; an emptied
    one is left out.
    """
    found = connection.all(
        "SELECT box, value FROM front_box WHERE pupil = ? ORDER BY ledger, seq", (pupil_id,)
    )
    now: dict[str, str] = {box: value for box, value in found}
    return {box: value for box, value in now.items() if value}


def box_history(connection: Connection, pupil_id: str) -> dict[str, list[BoxEntry]]:
    """Return all that was ever written into each box, the newest first."""
    found = connection.all(
        "SELECT box, value, reason, author, recorded_at FROM front_box WHERE pupil = ?"
        " ORDER BY ledger DESC, seq DESC",
        (pupil_id,),
    )
    result: dict[str, list[BoxEntry]] = {}
    for box, value, reason, author, at in found:
        entry = BoxEntry(box=box, value=value, reason=reason, by=author, at=at)
        result.setdefault(box, []).append(entry)
    return result


def relations(connection: Connection, pupil_id: str, *, current: bool = True) -> list[Relation]:
    """Return the people of a child's family and household as they stand, in the order in which
    they were first written down; without ``current`` also those where it is over.
    """
    found = connection.all(_LATEST.format(which=_IN_FILE), (pupil_id,))
    return [
        relation
        for relation in map(_relation, found)
        if pupil_id in relation.pupils and not (current and relation.until)
    ]


def relation(connection: Connection, relation_id: str) -> Relation | None:
    """Return one person of a family as they stand now."""
    found = connection.one(_LATEST.format(which="= ?"), (relation_id,))
    return None if found is None else _relation(found)


def refused_siblings(connection: Connection, pupil_id: str) -> dict[str, str]:
    """Return whom the lead has said to be no brother or sister, with the reason, by the id."""
    found = connection.all(
        "SELECT other, reason FROM not_sibling WHERE pupil = ?"
        " UNION ALL SELECT pupil, reason FROM not_sibling WHERE other = ?",
        (pupil_id, pupil_id),
    )
    return {other: reason for other, reason in found}


def refused_pairs(connection: Connection) -> frozenset[frozenset[str]]:
    """Return every two children of whom the lead has said that they are no siblings."""
    found = connection.all("SELECT pupil, other FROM not_sibling")
    return frozenset(frozenset(pair) for pair in found)


def _relation(item: Row) -> Relation:
    return relation_of(json.loads(item[0]), by=item[1], at=item[2])
