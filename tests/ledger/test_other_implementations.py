"""Another library's Merkle tree agrees with ours: roots, inclusion, consistency."""

import pytest
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from storage.ledger.merkle import Tree, check_consistency, check_inclusion, leaf_hash

LARGEST = 70


@pytest.fixture(scope="module")
def both():
    """The same entries in their tree and in ours."""
    theirs = InmemoryTree(algorithm="sha256")
    data = [f"entry {number}".encode() for number in range(LARGEST)]
    for entry in data:
        theirs.append_entry(entry)
    return theirs, Tree([leaf_hash(entry) for entry in data])


def test_roots_of_every_size(both) -> None:
    theirs, ours = both
    for size in range(1, LARGEST + 1):
        assert theirs.get_root(size) == ours.root(size)


def test_inclusion_of_every_entry(both) -> None:
    """Each accepts its own proof under the other's root, and both proofs hold the same hashes."""
    theirs, ours = both
    for size in (1, 2, 3, 7, 8, 33, 64, LARGEST):
        for index in range(size):
            proof = theirs.prove_inclusion(index + 1, size)
            leaf, root = ours.leaf(index), ours.root(size)
            verify_inclusion(leaf, root, proof)
            mine = ours.inclusion_proof(index, size)
            assert sorted(set(proof.path) - {leaf}) == sorted(mine)
            assert check_inclusion(
                leaf=theirs.get_leaf(index + 1), index=index, size=size, proof=mine,
                root=theirs.get_root(size),
            )  # fmt: skip


def test_consistency_of_every_pair_of_sizes(both) -> None:
    theirs, ours = both
    for second in (2, 3, 7, 8, 33, 64, LARGEST):
        for first in range(1, second):
            proof = theirs.prove_consistency(first, second)
            verify_consistency(ours.root(first), ours.root(second), proof)
            mine = ours.consistency_proof(first, second)
            assert check_consistency(
                first=first, first_root=theirs.get_root(first), second=second,
                second_root=theirs.get_root(second), proof=mine,
            )  # fmt: skip
