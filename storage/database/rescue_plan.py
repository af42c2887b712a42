"""Says for each position of a damaged ledger what will stand there in the rescued casebook."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from storage.database import found_rows
from storage.database.found_rows import EntryRow
from storage.database.rescue_sources import Source, Sources
from storage.database.salvage import Salvage, Salvager
from storage.ledger.lost import LOST_LEAF, RESCUE
from storage.ledger.merkle import HASH_BYTES, Frontier
from storage.ledger.walk import disposed_positions

_DISPOSAL = "disposal.made"


@dataclass(slots=True)
class Plan:
    """What stands where; positions that are in none of the sets come from the damaged file whole.

    ``filled`` come from a backup, ``guessed`` are those of them whose leaf nobody knew. ``lost``
    have no entry, ``emptied`` no content though no disposal says so; ``disposed`` have none by
    right, with the position of the disposal that says so. ``leaves`` are the known hashes,
    ``named_before`` what an earlier rescue named as lost.
    """

    size: int = 0
    leaves: dict[int, bytes] = field(default_factory=dict)
    filled: dict[int, EntryRow] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    disposed: dict[int, int] = field(default_factory=dict)
    filled_by: dict[int, str] = field(default_factory=dict)
    named_before: set[int] = field(default_factory=set)

    @property
    def fills_from(self) -> dict[str, int]:
        """How many entries were filled from each backup, by its date."""
        return dict(Counter(name for name in self.filled_by.values() if name))

    @property
    def rebuilt_from(self) -> int | None:
        """The first position whose leaf is unknown."""
        unknown = [position for position in self.lost if position not in self.leaves]
        return min(unknown, default=None)


class Planner:
    """Reads the entries of one damaged file, and fills its holes from ``sources``."""

    def __init__(self, salvager: Salvager, *, ledger: bytes, sources: Sources) -> None:
        self._salvager = salvager
        self._found: Salvage = salvager.found
        self._ledger = ledger
        self._sources = sources
        self.plan = Plan(leaves=dict(self._found.leaves))

    def make(self) -> Plan:
        """Decide for every position."""
        plan = self.plan
        plan.size = self._size()
        for seq in range(plan.size):
            row = self.from_file(seq)
            if row is None:
                plan.lost.add(seq)
            else:
                plan.leaves[seq] = row.leaf
                if row.content is None:
                    plan.emptied.add(seq)
        self._fill_entries()
        while not self._tree_comes_out_right():
            pass
        self._fill_contents()
        self._disposals()
        return plan

    def rows(self) -> Iterator[tuple[int, EntryRow | None]]:
        """Yield every position with its entry, without content where it was disposed of."""
        for seq in range(self.plan.size):
            row = self.row(seq)
            if row is not None and (seq in self.plan.disposed or seq in self.plan.emptied):
                row = row.without_content()
            yield seq, row

    def row(self, seq: int) -> EntryRow | None:
        """Return the entry that stands at a position, or None for a placeholder."""
        if seq in self.plan.lost:
            return None
        return self.plan.filled.get(seq) or self.from_file(seq)

    def from_file(self, seq: int) -> EntryRow | None:
        """Return the best of the rows that were found for a position, or None."""
        best: tuple[int, EntryRow] | None = None
        for place in self._found.entries.get(seq, ()):
            values = self._salvager.record(place)
            if values is None or len(values) != 8:
                continue
            row = found_rows.prove(values, ledger=self._ledger, leaf=self._found.leaves.get(seq))
            if row is None:
                continue
            rank = 4 * (row.content is not None) + 2 * (row.emptied and place.owned) + place.owned
            if best is None or rank > best[0]:
                best = rank, row
        return None if best is None else best[1]

    def _size(self) -> int:
        """How many entries there were, by whatever remembers it."""
        noted = [size for ledger, size, _hashes in self._found.rows("frontier")
                 if ledger == self._ledger]  # fmt: skip
        given = [row[2] for row in self._found.rows("checkpoint") if row[1] == self._ledger]
        sizes: list[int] = [self._found.positions, *noted, *given]
        if self._found.bad:  # a whole file does not end before its backup
            sizes += [source.size for source in self._newest()]
        return max(sizes)

    def _newest(self) -> list[Source]:
        """The newest backup alone; older ones cannot be longer."""
        for source in self._sources.each():
            if source.size:
                return [source]
        return []

    def _fill_entries(self) -> None:
        for seq in sorted(self.plan.lost):
            leaf = self.plan.leaves.get(seq)
            if leaf is None:
                leaf = self._leaf_in_file(seq)
            self._fill(seq, leaf)

    def _fill(self, seq: int, leaf: bytes | None) -> None:
        plan = self.plan
        answer = self._sources.first(lambda source: source.entry(seq, leaf=leaf))
        if answer is None:
            return
        source, row = answer
        plan.filled[seq] = row
        plan.lost.discard(seq)
        if leaf is None:
            plan.guessed.add(seq)
        if row.content is None:
            plan.emptied.add(seq)
        plan.filled_by[seq] = source.made_at

    def _leaf_in_file(self, seq: int) -> bytes | None:
        """The leaf that an earlier rescue noted in its placeholder."""
        for place in self._found.entries.get(seq, ()):
            values = self._salvager.record(place)
            if place.owned and values is not None and not values[2] and not values[3]:
                leaf: bytes = values[4]
                if leaf != LOST_LEAF:
                    self.plan.leaves[seq] = leaf
                    return leaf
        return None

    def _tree_comes_out_right(self) -> bool:
        """Whether what was filled without knowing its leaf fits the entries around it.

        Each header names the root of the tree before it, and the file noted its last one. What
        does not fit, or cannot be compared because a leaf before it is unknown, is taken out.
        """
        plan = self.plan
        if not plan.guessed:
            return True
        frontier, unknown, proved = Frontier(), False, 0
        for seq in range(plan.size):
            if unknown:
                return self._without({guess for guess in plan.guessed if guess >= proved})
            row = self.row(seq)
            if row is not None and row.parsed.prev == frontier.root:
                proved = seq
            elif row is not None:
                wrong = {guess for guess in plan.guessed if proved <= guess <= seq}
                if wrong:
                    return self._without({seq} if seq in wrong else wrong)
                unknown = True  # not the fault of a backup: the verification will say so
            leaf = plan.leaves.get(seq) if row is None else row.leaf
            unknown = unknown or leaf is None
            frontier = frontier.append(leaf or LOST_LEAF)
        if self._noted_root() not in (None, frontier.root):
            return self._without({guess for guess in plan.guessed if guess >= proved})
        return True

    def _noted_root(self) -> bytes | None:
        """The root that the file itself noted over all its entries, if it can be read."""
        for ledger, size, joined in self._found.rows("frontier"):
            hashes = tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))
            noted = Frontier(size, hashes)
            if ledger == self._ledger and size == self.plan.size and noted.is_sound():
                return noted.root
        return None

    def _without(self, positions: set[int]) -> bool:
        """Take these out; True when there was nothing to take out, so that all is settled."""
        self._take_out(positions)
        return not positions

    def _take_out(self, positions: set[int]) -> None:
        for seq in positions:
            del self.plan.filled[seq], self.plan.filled_by[seq]
        self.plan.guessed -= positions
        self.plan.emptied -= positions
        self.plan.lost |= positions

    def _fill_contents(self) -> None:
        for seq in sorted(self.plan.emptied - set(self.plan.filled)):
            row = self.from_file(seq)
            if row is None or row.emptied:
                continue
            answer = self._sources.first(partial(_whole, seq=seq, leaf=row.leaf))
            if answer is not None:
                self.plan.filled[seq] = answer[1]
                self.plan.emptied.discard(seq)
                self.plan.filled_by[seq] = answer[0].made_at

    def _disposals(self) -> None:
        """What was lawfully disposed of stays so, whatever a page or a backup still says."""
        plan = self.plan
        named: set[int] = {row[1] for row in self._found.rows("disposed") if row[0] == self._ledger}
        readable: dict[int, int] = {}
        for seq in range(plan.size):
            row = self.row(seq)
            if row is None or row.content is None:
                continue
            type_ = row.parsed.type
            if type_ == RESCUE:
                plan.named_before |= {item["seq"] for item in row.value("lost", ())}
            if type_ != _DISPOSAL:
                continue
            try:
                positions = disposed_positions(row.value("targets"), ledger=self._ledger)
            except (ValueError, KeyError, TypeError):
                continue  # the verification names it
            readable.update(dict.fromkeys(positions, seq))
        plan.emptied -= set(readable)
        # a disposal whose own entry is lost is still a disposal, but nothing signed says so
        plan.emptied |= {seq for seq in named - set(readable) if seq < plan.size} - plan.lost
        plan.disposed = {
            seq: by_seq
            for seq, by_seq in readable.items()
            if seq < plan.size and seq not in plan.lost
        }


def _whole(source: Source, *, seq: int, leaf: bytes) -> EntryRow | None:
    row = source.entry(seq, leaf=leaf)
    return row if row is not None and row.content is not None else None
