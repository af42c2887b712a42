"""What the record can still show of its earlier states, also where a rescue found nothing left of
an entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.database.repositories import ledger_rows
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.consistency import LedgerState
from storage.ledger.entries import Header, StoredEntry, parse_header
from storage.ledger.lost import LOST_LEAF, RESCUE
from storage.ledger.merkle import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """The tree as it lies; ``unknown`` is the first position of which no leaf is left.

    Behind it, up to entry ``rescued``, the tree is not the one of which check codes were given out.
    ``said`` maps a number of entries to the root that the next entry, as signed, says they had:
    whoever holds the keys can sign such a header, so it contradicts, and never proves. ``lost``
    are all placeholders.
    """

    ledger: bytes
    tree: Tree
    unknown: int | None
    rescued: int
    said: Mapping[int, bytes]
    lost: frozenset[int]

    def state_for(self, given: LedgerState) -> LedgerState:
        """What the record shows at the sizes and positions that a file speaks of."""
        tree = self.tree
        sizes = {*given.earlier, given.head.size}
        earlier = {size: self._root(size) for size in sizes if size <= tree.size}
        return LedgerState(
            head=Checkpoint(ledger=self.ledger, size=tree.size, root=tree.root()),
            earlier={size: root for size, root in earlier.items() if root is not None},
            leaves={
                seq: tree.leaf(seq)
                for seq in given.leaves
                if seq < tree.size and tree.leaf(seq) != LOST_LEAF
            },
        )

    def _root(self, size: int) -> bytes | None:
        if self.unknown is None or size <= self.unknown or size > self.rescued:
            return self.tree.root(size)
        return self.said.get(size)


def shown_record(connection: Connection) -> ShownRecord:
    """Read the tree, and the headers behind an entry of which nothing is left; verify first."""
    tree = ledger_rows.tree(connection)
    unknown = ledger_rows.first_unknown_leaf(connection)
    said: dict[int, bytes] = {}
    rescued = 0
    if unknown is not None:
        for entry in ledger_rows.stored(connection, start=unknown):
            header = _header(entry)
            if header is not None and header.type == RESCUE:
                rescued = rescued or entry.seq  # its own root is that of the rebuilt tree
            elif header is not None and header.prev != tree.root(entry.seq):
                said[entry.seq] = header.prev
                rescued = 0
    return ShownRecord(
        ledger=ledger_rows.heads(connection).ledger,
        tree=tree,
        unknown=unknown,
        rescued=rescued or tree.size,
        said=said,
        lost=ledger_rows.placeholders(connection),
    )


def _header(entry: StoredEntry) -> Header | None:
    try:
        return parse_header(entry.header)
    except (ValueError, KeyError, TypeError):
        return None  # a placeholder, or what the verification names
