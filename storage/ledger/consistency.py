"""Shows two states of one ledger, given out at different times, to be consistent or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage.ledger.checkpoint import Checkpoint
from storage.ledger.merkle import Tree, check_consistency

Relation = Literal["same", "consistent", "contradictory", "other_ledger", "not_shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """A state of a ledger that was given out, with what it shows of others.

    ``earlier`` maps a size to the root that the ledger had then, proved by a consistency proof up
    to ``head``. ``leaves`` maps a position to the leaf that stands there, proved by inclusion.
    """

    head: Checkpoint
    earlier: Mapping[int, bytes]
    leaves: Mapping[int, bytes]


def consistency_proofs(tree: Tree, *, head: int, sizes: Iterable[int]) -> list[dict[str, Any]]:
    """Return the value that an extract carries: root and proof (RFC 9162, 2.1.4) of each earlier
    size up to ``head``.

    Sizes that are no earlier state are left out.
    """
    return [
        {
            "size": size,
            "root": tree.root(size).hex(),
            "proof": [step.hex() for step in tree.consistency_proof(size, head)],
        }
        for size in sorted(set(sizes))
        if 0 < size < head
    ]


def check_consistency_proofs(value: Any, *, head: Checkpoint) -> dict[int, bytes] | None:
    """Return size and root of every state that is proved to be the beginning of ``head``.

    None when the value is not a list of proofs, or one of them does not hold; never raises.
    """
    earlier: dict[int, bytes] = {}
    try:
        for item in value:
            size, root = item["size"], bytes.fromhex(item["root"])
            proof = [bytes.fromhex(step) for step in item["proof"]]
            if type(size) is not int or not 0 < size < head.size or size in earlier:
                return None
            if not check_consistency(
                first=size,
                first_root=root,
                second=head.size,
                second_root=head.root,
                proof=proof,
            ):
                return None
            earlier[size] = root
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return earlier


def relation(one: LedgerState, other: LedgerState) -> tuple[Relation, int]:
    """Say how two states stand to one another, and up to or from which number of entries.

    "same" and "consistent" hold up to that size. "contradictory" names the first number of entries
    at which they are shown to differ: each claims another record. "not_shown" means that the later
    one carries no proof from the earlier one: ask for an export that does.
    """
    if one.head.ledger != other.head.ledger:
        return "other_ledger", 0
    first, second = sorted((one, other), key=lambda state: state.head.size)
    size = first.head.size
    apart = _apart(first, second)
    if apart is not None:
        return "contradictory", apart
    if size == second.head.size:
        return "same", size
    if size in second.earlier:
        return "consistent", size
    return "not_shown", size


def _apart(first: LedgerState, second: LedgerState) -> int | None:
    """The smallest number of entries at which both cannot be the same record."""
    roots = {**first.earlier, first.head.size: first.head.root}
    others = {**second.earlier, second.head.size: second.head.root}
    sizes = [size for size in roots.keys() & others.keys() if roots[size] != others[size]]
    positions = [
        position + 1
        for position in first.leaves.keys() & second.leaves.keys()
        if first.leaves[position] != second.leaves[position]
    ]
    return min((*sizes, *positions), default=None)
