"""The tree against the definitions of RFC 9162, for every small size."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ledger import merkle


def _leaf(number):
    return merkle.leaf_hash(number.to_bytes(2, "big"))


def _by_definition(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(_by_definition(leaves[:split]), _by_definition(leaves[split:]))


def test_certificate_transparency_vector():
    """The published root over eight leaves of the reference implementation."""
    data = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]  # fmt: skip
    leaves = [merkle.leaf_hash(bytes.fromhex(text)) for text in data]
    root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle.root_of(leaves).hex() == root


@pytest.mark.parametrize("size", range(70))
def test_all_proofs_of_small_trees(size):
    leaves = [_leaf(number) for number in range(size)]
    tree = merkle.Tree(leaves)
    frontier = merkle.Frontier()
    for number, leaf in enumerate(leaves):
        assert frontier.root == _by_definition(leaves[:number]) == tree.root(number)
        assert frontier.is_sound()
        frontier = frontier.append(leaf)
    root = tree.root()
    assert frontier.root == root
    for index, leaf in enumerate(leaves):
        proof = tree.inclusion_proof(index)
        known = {"index": index, "size": size, "root": root}
        assert merkle.check_inclusion(leaf=leaf, proof=proof, **known)
        assert not merkle.check_inclusion(leaf=_leaf(999), proof=proof, **known)
        assert not merkle.check_inclusion(leaf=leaf, proof=(*proof, leaf), **known)
        if proof:
            assert not merkle.check_inclusion(leaf=leaf, proof=proof[:-1], **known)
    for first in range(size + 1):
        proof = tree.consistency_proof(first)
        known = {"first": first, "second": size, "second_root": root, "proof": proof}
        assert merkle.check_consistency(first_root=tree.root(first), **known)
        if 0 < first < size:
            assert not merkle.check_consistency(first_root=_leaf(999), **known)
            known["proof"] = proof[:-1]
            assert not merkle.check_consistency(first_root=tree.root(first), **known)


@given(st.integers(1, 300), st.data())
def test_a_proof_of_an_older_tree(size, data):
    tree = merkle.Tree([_leaf(number) for number in range(300)])
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index, size)
    assert merkle.check_inclusion(
        leaf=_leaf(index), index=index, size=size, proof=proof, root=tree.root(size)
    )


def test_what_does_not_exist_is_refused():
    tree = merkle.Tree([_leaf(0)])
    with pytest.raises(ValueError, match="no such leaf"):
        tree.inclusion_proof(1)
    with pytest.raises(ValueError, match="larger"):
        tree.consistency_proof(1, 0)
    with pytest.raises(ValueError, match="smaller"):
        tree.root(2)
    assert not merkle.check_inclusion(leaf=_leaf(0), index=1, size=1, proof=(), root=_leaf(0))
    assert not merkle.check_consistency(
        first=2, first_root=_leaf(0), second=1, second_root=_leaf(0), proof=()
    )
