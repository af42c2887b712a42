"""The check codes that the school gave out: where each went, and which a new document proves."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.report import long_day
from storage.database.repositories import anchors, disclosures, ledger_rows, people
from storage.database.repositories.anchors import GivenCheckpoint
from storage.intake import vocabularies
from storage.ledger.fingerprint import check_code
from storage.records import permissions

RECEIPT, BACKUP, CERTIFICATE = "receipt:", "backup:", "certificate:"
# How many earlier states a new document goes on from: those of the same child first, because a
# court compares them. All lie in one list, so that it does not tell which was for whom.
_SAME_CHILD = 24
_CERTIFICATES = 6
_RECENT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnchor:
    """One check code that left the school. ``kind`` is "export", "certificate", "receipt" or
    "backup"; ``where`` says in words where it went; ``size`` is the number of entries it covers.
    """

    at: str
    size: int
    check_code: str
    kind: str
    where: str


def list_anchors(
    casebook: OpenCasebook, *, limit: int = -1, offset: int = 0
) -> tuple[GivenAnchor, ...]:
    """The check codes that were given out, the newest first: all, or ``limit`` from ``offset``."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    computers = {one.id: one.name for one in people.workstations(casebook.connection)}
    return tuple(
        _anchor(casebook, each, computers)
        for each in anchors.given(casebook.connection, limit=limit, offset=offset)
    )


def count_anchors(casebook: OpenCasebook) -> int:
    """How many check codes were given out."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return anchors.count(casebook.connection)


def sizes_to_go_on_from(casebook: OpenCasebook, *, pupil_id: str = "") -> frozenset[int]:
    """The sizes to which a new document carries consistency proofs: the last 24 exports (of this
    child, where one is named), the last 6 certificates and the last 10 of anything else.
    """
    connection = casebook.connection
    rows = disclosures.register(connection, pupil=pupil_id, limit=_SAME_CHILD)
    sizes = {int(row.values["size"]) for row in rows if row.values.get("size")}
    sizes |= {
        each.size for each in anchors.given(connection, prefix=CERTIFICATE, limit=_CERTIFICATES)
    }
    sizes |= {each.size for each in anchors.given(connection, limit=_RECENT)}
    unknown = ledger_rows.first_unknown_leaf(connection)
    if unknown is None:
        return frozenset(sizes)
    # behind a lost entry the tree is another one than that of the codes given out before its rescue
    tree = ledger_rows.tree(connection)
    given = ledger_rows.known_checkpoints(connection)
    still = {each.size for each in given if tree.root(each.size) == each.root}
    return frozenset(sizes & still)


def _anchor(
    casebook: OpenCasebook, given: GivenCheckpoint, computers: Mapping[str, str]
) -> GivenAnchor:
    kind, where = _words(casebook, given.where, computers)
    return GivenAnchor(
        at=given.at, size=given.size, check_code=check_code(given.root), kind=kind, where=where
    )


def _words(casebook: OpenCasebook, where: str, computers: Mapping[str, str]) -> tuple[str, str]:
    if where.startswith(RECEIPT):
        workstation, _, number = where.removeprefix(RECEIPT).partition(":")
        computer = computers.get(workstation, workstation)
        return "receipt", f"Receipt for concern {number} of the computer “{computer}”"
    if where.startswith(BACKUP):
        return "backup", f"Backup {where.removeprefix(BACKUP)}"
    if where.startswith(CERTIFICATE):
        name, _, recipient = where.removeprefix(CERTIFICATE).partition(":")
        return "certificate", f"Record certificate for {recipient} ({name})"
    found = disclosures.disclosure(casebook.connection, where)
    if found is None:
        return "export", where
    day = long_day(found.recorded_at)
    label = vocabularies.load("documents").label(found.document)
    return "export", f"{label} for {found.recipient} of {day} ({found.id})"
