"""One door for every change: facts become signed entries and read rows together, or not at all."""

from types import TracebackType
from typing import Any, Self

from storage.database import disposal, replay, stored_fields
from storage.database.connection import Connection
from storage.database.ledger_writer import Pen, read_frontier, write_entry, write_frontier
from storage.database.projections.projector import Projector
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.entries import Sign
from storage.ledger.merkle import Frontier
from storage.records import times
from storage.records.casework import LedgerRow
from storage.records.events import Event, check_event
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock


class UnitOfWork:
    """A transaction: leaving the ``with`` block normally keeps everything, an exception keeps
    nothing.

    ``ledger`` is the 16-byte id, ``author_key_id`` the key that ``sign`` signs with. Each entry's
    time is what ``clock`` says, even when that lies before the last entry: verification names it,
    nothing hides it.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        ledger: bytes,
        author_key_id: str,
        sign: Sign,
        clock: Clock,
        random_bytes: RandomBytes,
    ) -> None:
        self.connection = connection
        self._pen = Pen(
            ledger=ledger, author_key_id=author_key_id, sign=sign, random_bytes=random_bytes
        )
        self._clock = clock
        self._frontier = Frontier()
        self._projector = Projector(connection)
        self._disposed = False

    def __enter__(self) -> Self:
        """Begin; raises database.busy when another transaction does not end."""
        self.connection.run("BEGIN IMMEDIATE")
        try:
            self._frontier = read_frontier(self.connection, self._pen.ledger)
        except BaseException:
            self.connection.roll_back()
            raise
        return self

    def append(self, *events: Event) -> list[LedgerRow]:
        """Append facts in this order and apply them to the read tables.

        Raises ValueError for a fact that is not well formed, database.file_too_large,
        database.disk_full.
        """
        return [self._append(event) for event in events]

    @property
    def checkpoint(self) -> Checkpoint:
        """The head of the ledger after what was appended so far."""
        return Checkpoint(
            ledger=self._pen.ledger, size=self._frontier.size, root=self._frontier.root
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, or roll back after an exception."""
        if kind is not None:
            self.connection.roll_back()
            return
        try:
            write_frontier(self.connection, self._pen.ledger, self._frontier)
            if self._disposed:
                replay.rebuild(self.connection)
            self.connection.run("COMMIT")
        except BaseException:
            self.connection.roll_back()
            raise

    def _append(self, event: Event) -> LedgerRow:
        check_event(event)
        at = times.to_text(self._clock())
        entry = write_entry(self.connection, event, pen=self._pen, frontier=self._frontier, at=at)
        assert entry.fields is not None
        self._frontier = self._frontier.append(entry.leaf)
        values: dict[str, Any] = stored_fields.values(entry.fields)
        if event.type == disposal.TYPE:
            disposal.destroy(self.connection, by_seq=entry.seq, targets=values["targets"])
            self._disposed = True
        self._projector.apply(
            ledger=entry.ledger,
            seq=entry.seq,
            type_=event.type,
            at=at,
            author=self._pen.author_key_id,
            fields=values,
        )
        return stored_fields.ledger_row(entry, values)
