"""The opened casebook: what every use-case of a lead works with."""

from dataclasses import dataclass

from desktop.usecases.lead.fresh_code import FreshCode
from storage.database.connection import Connection
from storage.database.lock_file import CasebookLock
from storage.database.repositories import ledger_rows
from storage.database.unit_of_work import UnitOfWork
from storage.keys.person_keys import PersonKeys, verify
from storage.keys.signing import SchoolKeys
from storage.ledger.checkpoint import Checkpoint, make_note
from storage.letterbox.spool import Spool
from storage.records.casework import LedgerRow
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.people import Person
from storage.records.times import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCasebook:
    """One signed-in lead, the database, and the keys that lie in memory until ``close``.

    ``fresh_code`` belongs to a session at a window, where the lead may have walked away. Without
    one the sign-in counts for the whole session: the command line signs in for one command, or for
    one file of commands.
    """

    connection: Connection
    lock: CasebookLock | None
    person: Person
    keys: PersonKeys
    database_key: DatabaseKey
    school: SchoolKeys
    ledger: bytes
    store_id: str
    spool: Spool
    clock: Clock
    random_bytes: RandomBytes
    app_version: str
    read_only: bool = False
    fresh_code: FreshCode | None = None

    def require_writable(self) -> None:
        """Raise casebook.read_only when this is a backup opened to read."""
        if self.read_only:
            raise UserFacingError("casebook.read_only")

    def require_fresh_code(self) -> None:
        """Raise keys.fresh_code_needed before an export or a change of people or keys when the last
        code was shown too long ago (show_fresh_code), casebook.read_only when this is a backup.
        """
        self.require_writable()
        if self.fresh_code is not None and not self.fresh_code.counts():
            raise UserFacingError("keys.fresh_code_needed")

    def work(self) -> UnitOfWork:
        """One transaction: entries signed by this lead, applied to the read tables, committed
        together. Raises casebook.read_only.
        """
        self.require_writable()
        return UnitOfWork(
            self.connection,
            ledger=self.ledger,
            author_key_id=self.keys.key_id,
            sign=self.keys.sign,
            clock=self.clock,
            random_bytes=self.random_bytes,
        )

    def append(self, *events: Event) -> list[LedgerRow]:
        """Append facts in one transaction of their own."""
        with self.work() as work:
            return work.append(*events)

    def head(self) -> Checkpoint:
        """The ledger as it stands: its size and root."""
        return ledger_rows.heads(self.connection)

    def signed_note(self, checkpoint: Checkpoint) -> str:
        """A checkpoint as a signed note: the anchor that leaves the school."""
        return make_note(checkpoint, public=self.school.public_ed25519, sign=self.school.sign)

    def close(self) -> None:
        """Close the database and let another program in; keys go with the process."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()


def check_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """The checker that the ledger is given: Ed25519 (RFC 8032)."""
    return verify(public, message, signature)
