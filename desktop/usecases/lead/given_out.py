"""The check codes that the school gave out: where each went, and which a new document proves."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.report import long_day
from storage.database.repositories import anchors, disclosures
from storage.database.repositories.anchors import GivenCheckpoint
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


def list_anchors(casebook: OpenCasebook) -> tuple[GivenAnchor, ...]:
    """All check codes that were given out, the newest first."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return tuple(_anchor(casebook, each) for each in anchors.given(casebook.connection))


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
    return frozenset(sizes | {each.size for each in anchors.given(connection, limit=_RECENT)})


def _anchor(casebook: OpenCasebook, given: GivenCheckpoint) -> GivenAnchor:
    kind, where = _words(casebook, given.where)
    return GivenAnchor(
        at=given.at, size=given.size, check_code=check_code(given.root), kind=kind, where=where
    )


def _words(casebook: OpenCasebook, where: str) -> tuple[str, str]:
    if where.startswith(RECEIPT):
        workstation, _, number = where.removeprefix(RECEIPT).partition(":")
        return "receipt", f"Receipt for letter {number} of the computer {workstation}"
    if where.startswith(BACKUP):
        return "backup", f"Backup {where.removeprefix(BACKUP)}"
    if where.startswith(CERTIFICATE):
        name, _, recipient = where.removeprefix(CERTIFICATE).partition(":")
        return "certificate", f"Ledger certificate for {recipient} ({name})"
    found = disclosures.disclosure(casebook.connection, where)
    if found is None:
        return "export", where
    day = long_day(found.recorded_at)
    return "export", f"{found.document.capitalize()} for {found.recipient} of {day} ({found.id})"
