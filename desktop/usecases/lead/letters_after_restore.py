"""What the letterbox knows of entries that a restored casebook lacks; letters that come again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import concerns, ledger_rows, people, settings, slips
from storage.ledger.checkpoint import Checkpoint
from storage.letterbox.receipt import Receipt, open_receipt
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError

# Set in a restored casebook until its first round of collecting has looked.
_LOOK_AGAIN = "letters_after_restore"
# The versions of the cards since the backup are unknown where the letterbox is lost too, and a
# computer refuses an older card than it has seen: go on well above.
_CARDS_AHEAD = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LostReceipt:
    """A receipt for a letter that the restored casebook does not have.

    ``computer`` is the workstation's name (its id when it is unknown), ``received_at`` UTC text,
    ``size`` and ``root`` the check code on it; ``comes_again``: the sealed letter still lies in the
    letterbox. One that does not may still lie at the computer that sent it.
    """

    computer: str
    number: int
    received_at: str
    size: int
    root: str
    comes_again: bool

    def to_value(self) -> dict[str, Any]:
        """Return it as the entry of the restore keeps it: an anchor of what was lost."""
        return {
            "computer": self.computer,
            "number": self.number,
            "received_at": self.received_at,
            "size": self.size,
            "root": self.root,
        }


def lost_receipts(
    connection: Connection, spool: Spool, *, school_key: bytes
) -> tuple[LostReceipt, ...]:
    """Return the receipts in the letterbox that show entries which are not in ``connection``,
    the oldest first; none when the letterbox cannot be reached.
    """
    try:
        receipts = list(_receipts(spool, school_key))
        digests = {digest.hex() for digest in _collected(spool).values()}
    except UserFacingError:
        return ()
    head = ledger_rows.heads(connection)
    names = {station.id: station.name for station in people.workstations(connection)}
    found = [
        LostReceipt(
            computer=names.get(receipt.workstation_id, receipt.workstation_id),
            number=receipt.number,
            received_at=receipt.received_at,
            size=receipt.checkpoint.size,
            root=receipt.checkpoint.root,
            comes_again=receipt.slip_digest in digests,
        )
        for receipt in receipts
        if _is_beyond(receipt, head)
        and not _is_known(
            connection, receipt.workstation_id, receipt.number, bytes.fromhex(receipt.slip_digest)
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.received_at, one.computer, one.number)))


def expect_letters_again(connection: Connection) -> None:
    """Note in a casebook that is about to be restored that its letterbox must be looked through,
    and let its cards go on above every version that was ever given out.
    """
    settings.put(connection, _LOOK_AGAIN, True)
    settings.put(connection, "cards_due", True)
    for name in ("school_card_version", "team_card_version"):
        version = int(settings.get(connection, name, 0))
        if version:
            settings.put(connection, name, version + _CARDS_AHEAD)


def fetch_letters_again(casebook: OpenCasebook) -> int:
    """After a restore, let every letter wait again that a lost casebook took over and this one does
    not know; returns how many. The next collecting takes them.
    """
    if not settings.get(casebook.connection, _LOOK_AGAIN, False):
        return 0
    again = [
        name
        for name, digest in _collected(casebook.spool).items()
        if not _is_taken(casebook.connection, digest)
    ]
    for name in again:
        casebook.spool.wait_again(name)
    settings.put(casebook.connection, _LOOK_AGAIN, False)
    return len(again)


def _receipts(spool: Spool, school_key: bytes) -> Iterator[Receipt]:
    for data in spool.receipts():
        try:
            yield open_receipt(data, school_key=school_key)
        except UserFacingError:
            continue  # damaged, or of another school: it proves nothing


def _is_beyond(receipt: Receipt, head: Checkpoint) -> bool:
    return receipt.checkpoint.ledger == head.ledger.hex() and receipt.checkpoint.size > head.size


def _collected(spool: Spool) -> dict[str, bytes]:
    return {name: spool.collected_digest(name) for name in spool.collected()}


def _is_known(connection: Connection, workstation: str, number: int, digest: bytes) -> bool:
    return slips.seen(connection, workstation, number) == digest or _is_concern(connection, digest)


def _is_taken(connection: Connection, digest: bytes) -> bool:
    return slips.digest_seen(connection, digest) or _is_concern(connection, digest)


def _is_concern(connection: Connection, digest: bytes) -> bool:
    return bool(concerns.slip_concern(connection, digest.hex()))
