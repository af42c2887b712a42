"""Finds the rows of the truth tables in a damaged file, by reading every page on its own.

Pages that the tables' own trees lead to come first; where an inner page of a tree is lost, the
leaves below it are known again by how their rows look. Free pages are never read. Nothing here is
believed yet: whether an entry proves itself is for the caller.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from storage.database import page_cells, row_shapes
from storage.database.page_cells import LOST, Values
from storage.database.page_reader import PageReader
from storage.ledger.merkle import HASH_BYTES

Progress = Callable[[int, int], None]

TRUTH = (
    *("store", "entry", "disposed", "chunk", "frontier", "checkpoint"),
    *("slip_seen", "setting", "keyfile_copy", "school_key", "machine_state"),
)
# Few rows, read whole; entries and chunks are found by place.
SMALL = frozenset(TRUTH) - {"entry", "chunk"}
_ENTRY_INDEXES = ("entry_leaf", "sqlite_autoindex_entry_1")
_PROGRESS_EVERY = 500
_MOST_ON_A_PAGE = 128


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: the page, which cell of it, and whether its table leads there.

    A negative page is one from behind a broken place of the log.
    """

    page: int
    cell: int
    owned: bool


@dataclass(slots=True)
class Salvage:
    """What was found; ``owners`` says which table each page belongs to, as far as it is known."""

    tables: dict[str, list[tuple[int, Values]]] = field(default_factory=dict)
    entries: dict[int, list[Place]] = field(default_factory=dict)
    chunks: dict[tuple[int, int, int], list[Place]] = field(default_factory=dict)
    leaves: dict[int, bytes] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)
    bad: list[int] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    positions: int = 0

    def rows(self, table: str) -> list[Values]:
        """Return the rows of a small truth table without their numbers."""
        return [values for _rowid, values in self.tables.get(table, [])]


class Salvager:
    """Reads one file for the ledger ``ledger``; the caller closes ``reader``."""

    def __init__(self, reader: PageReader, *, ledger: bytes) -> None:
        self._reader = reader
        self._ledger = ledger
        self._behind = [page for _number, page in reader.pages_behind_break()]
        # no page can hold more entries than this: a greater position is nonsense
        self._most = _MOST_ON_A_PAGE * reader.count
        self._loose_rows: list[tuple[str, int, Values]] = []
        self._loose_leaves: list[tuple[int, bytes]] = []
        self.found = Salvage()

    def survey(self, *, progress: Progress | None = None) -> Salvage:
        """Look at every page once; ``progress`` gets (pages done, pages in all)."""
        found, total = self.found, self._reader.count
        roots = self._roots(total)
        self._own("sqlite_schema", 1)
        for table, root in roots.items():
            self._own(table, root)
        self._find_free(total)
        for number in range(1, total + 1):
            page = self._reader.page(number)
            if page is None:
                found.bad.append(number)
            elif number not in found.free:
                self._take_page(page, number, found.owners.get(number, ""))
            if progress is not None and (number % _PROGRESS_EVERY == 0 or number == total):
                progress(number, total)
        for at, page in enumerate(self._behind):
            self._take_page(page, -1 - at, "")
        # of a table that nothing leads to any more nobody knows whether it is whole
        found.incomplete |= {found.owners[number] for number in found.bad if number in found.owners}
        found.incomplete |= set(TRUTH) - set(roots)
        self._take_loose()
        return found

    def find_ledger(self) -> bytes | None:
        """Return the ledger that the readable entries belong to; a header says it as its row does.

        A casebook may hold entries of one ledger alone today: the most frequent one counts.
        """
        counts: dict[bytes, int] = {}
        for number in range(1, self._reader.count + 1):
            page = self._reader.page(number)
            if page is None or page_cells.kind_of(page, number) != page_cells.TABLE_LEAF:
                continue
            for cell in page_cells.cells(page, number):
                values = page_cells.record(cell.local, length=cell.length)
                if values is None or row_shapes.table_of(values) != "entry":
                    continue
                ledger, header = values[0], values[2]
                if b'"ledger":"%s"' % ledger.hex().encode("ascii") in header:
                    counts[ledger] = counts.get(ledger, 0) + 1
        return max(counts, key=lambda ledger: counts[ledger], default=None)

    def record(self, place: Place) -> Values | None:
        """Read a record again, with what continues it on other pages."""
        page = self._page(place.page)
        if page is None:
            return None
        number = max(place.page, 0)
        for at, cell in enumerate(page_cells.cells(page, number)):
            if at == place.cell:
                return page_cells.record(
                    page_cells.payload(cell, self._reader.page), length=cell.length
                )
        return None

    def attribute(self) -> None:
        """Find out to which table the damaged pages belong that continue a long record."""
        found = self.found
        unknown = {number for number in found.bad if number not in found.owners}
        for number, owner in list(found.owners.items()):
            if not unknown:
                return
            page = self._reader.page(number)
            if page is None:
                continue
            for cell in page_cells.cells(page, number):
                for overflow, _page in page_cells.overflow_pages(cell, self._reader.page):
                    if overflow in unknown:
                        unknown.discard(overflow)
                        found.owners[overflow] = owner
                        found.incomplete.add(owner)

    def _page(self, number: int) -> bytes | None:
        return self._behind[-1 - number] if number < 0 else self._reader.page(number)

    def _roots(self, total: int) -> dict[str, int]:
        """The root page of each table and index, as far as the table of tables can be read."""
        pages = {1} | set(self._below(1))
        if any(self._reader.page(number) is None for number in pages):
            pages = set(range(1, total + 1))  # parts of it lie somewhere
        roots = {}
        for number in sorted(pages):
            page = self._reader.page(number)
            if page is None or page_cells.kind_of(page, number) != page_cells.TABLE_LEAF:
                continue
            for cell in page_cells.cells(page, number):
                values = page_cells.record(
                    page_cells.payload(cell, self._reader.page), length=cell.length
                )
                if values is not None and row_shapes.is_schema_row(values) and values[3] > 0:
                    roots[values[1]] = values[3]
        return roots

    def _below(self, root: int) -> Iterator[int]:
        """The pages of the tree below a page; each once, whatever the pages say."""
        waiting, seen = [root], {root}
        while waiting:
            number = waiting.pop()
            page = self._reader.page(number)
            kind = 0 if page is None else page_cells.kind_of(page, number)
            if page is None or kind not in (page_cells.TABLE_INTERIOR, page_cells.INDEX_INTERIOR):
                continue
            for child in page_cells.children(page, number):
                if 1 < child <= self._reader.count and child not in seen:
                    seen.add(child)
                    waiting.append(child)
                    yield child

    def _own(self, table: str, root: int) -> None:
        for number in (root, *self._below(root)):
            self.found.owners.setdefault(number, table)

    def _find_free(self, total: int) -> None:
        first = self._reader.page(1)
        trunk = int.from_bytes(first[32:36], "big") if first is not None else 0
        free = self.found.free
        while 1 < trunk <= total and trunk not in free:
            free.add(trunk)
            page = self._reader.page(trunk)
            if page is None:
                return
            count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
            for at in range(8, 8 + 4 * count, 4):
                free.add(int.from_bytes(page[at : at + 4], "big"))
            trunk = int.from_bytes(page[:4], "big")

    def _take_page(self, page: bytes, number: int, owner: str) -> None:
        kind = page_cells.kind_of(page, max(number, 0))
        if kind == page_cells.TABLE_LEAF and (owner in TRUTH or not owner):
            for at, cell in enumerate(page_cells.cells(page, max(number, 0))):
                self._take_row(Place(number, at, bool(owner)), cell, owner)
        elif kind in page_cells.INDEX_KINDS and owner in (*_ENTRY_INDEXES, ""):
            self._take_leaves(page, number)

    def _take_row(self, place: Place, cell: page_cells.Cell, owner: str) -> None:
        if owner in SMALL or not owner:
            data = page_cells.payload(cell, self._reader.page)
        else:
            data = cell.local  # the beginning says which entry or piece of a file it is
        values = page_cells.record(data, length=cell.length)
        if values is None:
            return
        table = row_shapes.table_of(values)
        if owner and not row_shapes.could_be(owner, values):
            return
        table = owner or table
        large = table in ("entry", "chunk")
        if large and (values[0] != self._ledger or values[1] >= self._most):
            return
        if table == "entry":
            self.found.entries.setdefault(values[1], []).append(place)
            self._seen(values[1])
        elif table == "chunk":
            self.found.chunks.setdefault((values[1], values[2], values[3]), []).append(place)
        elif table in SMALL and LOST not in values:
            if place.owned:
                self.found.tables.setdefault(table, []).append((cell.rowid, values))
            else:
                self._loose_rows.append((table, cell.rowid, values))

    def _take_leaves(self, page: bytes, number: int) -> None:
        for cell in page_cells.cells(page, max(number, 0)):
            values = page_cells.record(cell.local, length=cell.length)
            if values is None or len(values) not in (3, 4) or values[0] != self._ledger:
                continue
            position, leaf = values[1], values[2]
            if not isinstance(position, int) or not 0 <= position < self._most:
                continue
            self._seen(position)
            if len(values) != 4 or not isinstance(leaf, bytes) or len(leaf) != HASH_BYTES:
                continue  # the other index of the table: that there is such an entry
            if number in self.found.owners:
                self.found.leaves[position] = leaf
            else:
                self._loose_leaves.append((position, leaf))

    def _take_loose(self) -> None:
        """Rows that prove nothing by themselves count where their table is known to be broken."""
        for table, rowid, values in self._loose_rows:
            kept = self.found.tables.setdefault(table, [])
            if table in self.found.incomplete and (rowid, values) not in kept:
                kept.append((rowid, values))
        for position, leaf in self._loose_leaves:
            self.found.leaves.setdefault(position, leaf)

    def _seen(self, position: int) -> None:
        self.found.positions = max(self.found.positions, position + 1)
