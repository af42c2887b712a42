"""Writes the rows of a rescued casebook: entries in their order, files, and the small tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from storage.database import found_rows, replay
from storage.database.connection import Connection
from storage.database.found_files import FoundFiles, is_the_file
from storage.database.found_rows import EntryRow
from storage.database.ledger_writer import write_frontier
from storage.database.page_cells import Values
from storage.database.rescue_plan import Planner
from storage.database.rescue_sources import SPARE, Sources
from storage.database.salvage import Salvage, Salvager
from storage.ledger.lost import LOST_LEAF
from storage.ledger.merkle import Frontier

Progress = Callable[[str, int, int], None]
_BATCH = 1000
# This machine's own state that a new file makes for itself.
_NOT_KEPT_STATE = frozenset({"read_tables", "verified", "checked", SPARE})


@dataclass(slots=True)
class Written:
    """What was written: (at, type) of each readable header, files lost, tables with gaps."""

    headers: dict[int, tuple[str, str]] = field(default_factory=dict)
    files_lost: tuple[tuple[int, int], ...] = ()
    settings_incomplete: bool = False


def write_all(
    connection: Connection,
    planner: Planner,
    *,
    salvager: Salvager,
    ledger: bytes,
    sources: Sources,
    progress: Progress,
) -> Written:
    """Write every row and build the read tables; ``connection`` is a new, empty casebook."""
    writer = _Writer(connection, planner, salvager=salvager, ledger=ledger, sources=sources)
    writer.entries(progress)
    writer.disposals()
    writer.small_tables()
    with connection.transaction():
        replay.rebuild(connection, progress=lambda done, total: progress("lists", done, total))
    writer.written.files_lost = tuple(writer.files_lost)
    return writer.written


class _Writer:
    def __init__(
        self,
        connection: Connection,
        planner: Planner,
        *,
        salvager: Salvager,
        ledger: bytes,
        sources: Sources,
    ) -> None:
        self._connection = connection
        self._planner = planner
        self._salvager = salvager
        self._found: Salvage = salvager.found
        self._ledger = ledger
        self._sources = sources
        self._files = FoundFiles(salvager)
        self.written = Written()
        self.files_lost: list[tuple[int, int]] = []

    def entries(self, progress: Progress) -> None:
        frontier, total = Frontier(), self._planner.plan.size
        batch: list[tuple[int, EntryRow | None]] = []
        for seq, row in self._planner.rows():
            batch.append((seq, row))
            frontier = frontier.append(self._leaf(seq, row))
            if len(batch) == _BATCH or seq == total - 1:
                self._write_batch(batch)
                batch = []
                progress("entries", seq + 1, total)
        with self._connection.transaction():
            write_frontier(self._connection, self._ledger, frontier)

    def disposals(self) -> None:
        with self._connection.transaction():
            for seq, by_seq in sorted(self._planner.plan.disposed.items()):
                self._connection.run(
                    "INSERT INTO disposed VALUES (?, ?, ?)", (self._ledger, seq, by_seq)
                )

    def small_tables(self) -> None:
        with self._connection.transaction():
            for name, columns in (("setting", 2), ("school_key", 2), ("slip_seen", 4)):
                self._insert(name, columns, self._rows(name))
            self._insert("machine_state", 2, self._state())
            self._insert("keyfile_copy", 3, self._numbered("keyfile_copy"))
            self._insert("checkpoint", 7, self._checkpoints())
            if "slip_seen" in self._found.incomplete:
                self._insert("slip_seen", 4, self._slips_in_ledger())
        self.written.settings_incomplete = "setting" in self._found.incomplete

    def _write_batch(self, batch: Sequence[tuple[int, EntryRow | None]]) -> None:
        with self._connection.transaction():
            for seq, row in batch:
                self._write_entry(seq, row)
                if seq not in self._planner.plan.disposed:
                    self._write_files(seq, row)

    def _write_entry(self, seq: int, row: EntryRow | None) -> None:
        header, signature = (row.header, row.signature) if row is not None else (b"", b"")
        content = row.content if row is not None else None
        if row is not None:
            parsed = row.parsed
            self.written.headers[seq] = (parsed.at, parsed.type)
        self._connection.run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self._ledger, seq, header, signature, self._leaf(seq, row)),
                *(content or (None, None, None)),
            ),
        )

    def _leaf(self, seq: int, row: EntryRow | None) -> bytes:
        return row.leaf if row is not None else self._planner.plan.leaves.get(seq, LOST_LEAF)

    def _write_files(self, seq: int, row: EntryRow | None) -> None:
        listed = found_rows.listed_files(row) if row is not None else []
        for number, (salt, commitment) in enumerate(listed):
            pieces = self._whole_file(seq, number, salt=salt, commitment=commitment)
            if pieces is None:
                self.files_lost.append((seq, number))
                self._keep_pieces(seq, number)
            else:
                self._write_pieces(seq, number, enumerate(pieces))
        for number in self._files.numbers(seq):
            if number >= len(listed):  # what the entry said of it is lost
                self._keep_pieces(seq, number)

    def _whole_file(
        self, seq: int, number: int, *, salt: bytes, commitment: str
    ) -> Sequence[bytes] | None:
        found = self._files.whole(seq, number, salt=salt, commitment=commitment)
        if found is not None:
            return found
        for source in self._sources.each():
            pieces = list(source.pieces(seq, number))
            if is_the_file(pieces, salt=salt, commitment=commitment):
                return pieces
        return None

    def _keep_pieces(self, seq: int, number: int) -> None:
        """Half a scan may still be of use; nothing shows it as the file that was attached."""
        self._write_pieces(seq, number, self._files.readable(seq, number))

    def _write_pieces(self, seq: int, number: int, pieces: Iterable[tuple[int, bytes]]) -> None:
        self._connection.run_many(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?)",
            [(self._ledger, seq, number, n, piece) for n, piece in pieces],
        )

    def _insert(self, table: str, columns: int, rows: Iterable[Values]) -> None:
        marks = ", ".join("?" * columns)
        self._connection.run_many(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)

    def _rows(self, table: str) -> Iterator[Values]:
        """Rows of the file, then those of backups that the file no longer has."""
        yield from self._found.rows(table)
        if table in self._found.incomplete:
            for source in self._sources.each():
                yield from source.table(table)

    def _numbered(self, table: str) -> list[Values]:
        return [(rowid, *values[1:]) for rowid, values in self._found.tables.get(table, [])]

    def _checkpoints(self) -> Iterator[Values]:
        kept = self._numbered("checkpoint")
        yield from kept
        if "checkpoint" not in self._found.incomplete:
            return
        known = {row[1:5] for row in kept}
        for source in self._sources.each():
            for row in source.table("checkpoint"):
                if row[1:5] not in known and row[1] == self._ledger:
                    known.add(row[1:5])
                    yield row

    def _state(self) -> list[Values]:
        return [row for row in self._found.rows("machine_state") if row[0] not in _NOT_KEPT_STATE]

    def _slips_in_ledger(self) -> Iterator[Values]:
        """Each concern says under which number it came."""
        for seq, (_at, type_) in self.written.headers.items():
            row = self._planner.row(seq) if type_ == "concern.received" else None
            if row is None or row.content is None:
                continue
            number, digest = row.value("slip_no"), row.value("slip_digest")
            if isinstance(number, int) and isinstance(digest, str):
                yield row.value("workstation"), number, bytes.fromhex(digest), seq
