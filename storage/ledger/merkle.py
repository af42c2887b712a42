"""The Merkle tree of RFC 9162 section 2.1: roots, inclusion proofs and consistency proofs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds ``data``."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the complete subtrees of a tree, largest first: all that an append needs."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier with one more leaf hash; O(log n)."""
        complete = self.size
        if not complete & 1:
            return Frontier(complete + 1, (*self.hashes, leaf))
        hashes = list(self.hashes)
        node = leaf
        while complete & 1:
            node = sha256(b"\x01" + hashes.pop() + node).digest()
            complete >>= 1
        return Frontier(self.size + 1, (*hashes, node))

    @property
    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        result = self.hashes[-1]
        for left in self.hashes[-2::-1]:
            result = sha256(b"\x01" + left + result).digest()
        return result

    def is_sound(self) -> bool:
        """Whether the number of hashes fits the size; it does unless the stored bytes changed."""
        return self.size >= 0 and len(self.hashes) == self.size.bit_count()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return Tree(leaves).root()


class Tree:
    """All complete subtrees over some leaf hashes, so that many proofs cost little each."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels: list[Sequence[bytes]] = [leaves]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            pairs = range(0, len(below) - 1, 2)
            self._levels.append([node_hash(below[at], below[at + 1]) for at in pairs])

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0])

    def leaf(self, index: int) -> bytes:
        """Return a leaf hash; raises IndexError when there is no such leaf."""
        return self._levels[0][index]

    def roots(self) -> Iterator[bytes]:
        """Yield the root of every size, from one leaf on; 1 s for 100,000 leaves."""
        frontier = Frontier()
        for leaf in self._levels[0]:
            frontier = frontier.append(leaf)
            yield frontier.root

    def root(self, size: int | None = None) -> bytes:
        """Return the root over the first ``size`` leaves (all of them by default)."""
        size = self._checked(size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that leaf ``index`` stands in the tree of ``size`` leaves, leaf upwards.

        Raises ValueError when there is no such leaf.
        """
        size = self._checked(size)
        if not 0 <= index < size:
            raise ValueError("no such leaf")
        proof: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _largest_power_below(end - start)
            if index < middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start = middle
        return tuple(reversed(proof))

    def consistency_proof(self, first: int, second: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the tree of ``first`` leaves is the beginning of that of
        ``second``.

        Raises ValueError unless 0 <= first <= second. Empty when either proves itself.
        """
        second = self._checked(second)
        if not 0 <= first <= second:
            raise ValueError("the first tree is larger than the second")
        if first in (0, second):
            return ()
        proof: list[bytes] = []
        start, end, whole = 0, second, True
        while first != end:
            middle = start + _largest_power_below(end - start)
            if first <= middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start, whole = middle, False
        if not whole:
            proof.append(self._range(start, end))
        return tuple(reversed(proof))

    def _checked(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise ValueError("the tree is smaller than that")
        return size

    def _range(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self._levels[width.bit_length() - 1][start // width]
        middle = start + _largest_power_below(width)
        return node_hash(self._range(start, middle), self._range(middle, end))


def check_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``proof`` shows ``leaf`` at ``index`` under ``root`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    result = leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(step, result)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            result = node_hash(result, step)
        place >>= 1
        last >>= 1
    return last == 0 and result == root


def check_consistency(
    *, first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows the first tree to be the beginning of the second (RFC 9162,
    2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == EMPTY_ROOT
    steps = list(proof)
    if first & (first - 1) == 0:
        steps.insert(0, first_root)
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old = node_hash(step, old)
            new = node_hash(step, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = node_hash(new, step)
        place >>= 1
        last >>= 1
    return last == 0 and old == first_root and new == second_root


def _largest_power_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)
