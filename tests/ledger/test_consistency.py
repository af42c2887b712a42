"""Two states of a ledger given out at different times: consistent, contradictory, or not shown."""

import json
from dataclasses import replace

import pytest

from storage.ledger import checkpoint as checkpoints
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.consistency import check_consistency_proofs, consistency_proofs, relation
from storage.ledger.extract import check_extract, make_extract
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes

SCHOOL = Author(8)


def _ledger(seed, *, notes):
    made = LedgerBuilder(FakeRandomBytes(seed))
    for number in range(notes):
        made.note(f"c-{number}")
    return made


def _export(builder, *, rows=(), goes_on_from=(), size=None):
    """What a document of this moment carries, read again as by a stranger."""
    tree = builder.tree
    size = tree.size if size is None else size
    head = Checkpoint(ledger=builder.ledger, size=size, root=tree.root(size))
    value = make_extract(
        [builder.entries[seq] for seq in rows],
        tree=tree,
        checkpoint_note=checkpoints.make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        checkpoint_key=SCHOOL.public,
        authors={builder.first.key_id: builder.first.public},
        shown={},
        goes_on_from=goes_on_from,
    )
    verdict = check_extract(json.loads(json.dumps(value)), check_signature=check_signature)
    assert verdict.ok, verdict.faults
    return verdict.state


def test_a_later_export_goes_on_from_an_earlier_one():
    builder = _ledger("one", notes=6)
    early = _export(builder)
    for number in range(30):
        builder.note(f"later {number}")
    late = _export(builder, goes_on_from=[7, 3])
    assert relation(early, late) == ("consistent", 7)
    assert relation(late, early) == ("consistent", 7)
    assert relation(late, late) == ("same", 37)


def test_without_a_proof_nothing_is_said():
    builder = _ledger("one", notes=6)
    early = _export(builder)
    builder.note("later")
    assert relation(early, _export(builder, goes_on_from=[3])) == ("not_shown", 7)


@pytest.mark.parametrize("goes_on_from", [[7], []])
def test_a_rewritten_record_contradicts_its_earlier_export(goes_on_from):
    """Also without a proof, where both documents show one entry that is not the same."""
    early = _export(_ledger("one", notes=6), rows=[5])
    rewritten = _ledger("two", notes=30)
    late = _export(rewritten, rows=[5], goes_on_from=goes_on_from)
    verdict, size = relation(early, late)
    assert verdict == "contradictory"
    assert size == 6


def test_a_rewritten_record_without_a_common_entry_or_proof_is_not_called_consistent():
    early = _export(_ledger("one", notes=6), rows=[5])
    late = _export(_ledger("two", notes=30), rows=[8])
    assert relation(early, late) == ("not_shown", 7)


def test_the_first_difference_is_named():
    early = _export(_ledger("one", notes=20), goes_on_from=[4, 9, 15])
    late = _export(_ledger("two", notes=30), goes_on_from=[9, 15, 21])
    assert relation(early, late) == ("contradictory", 9)


def test_states_of_two_ledgers_are_never_compared():
    one = _export(_ledger("one", notes=3))
    made = LedgerBuilder(FakeRandomBytes("x"), ledger=bytes(16))
    assert relation(one, _export(made)) == ("other_ledger", 0)


def test_equal_size_and_another_root_contradict():
    one = _export(_ledger("one", notes=3))
    other = _export(_ledger("two", notes=3))
    assert relation(one, other) == ("contradictory", 4)


def test_every_pair_of_sizes():
    builder = _ledger("one", notes=32)
    tree = builder.tree
    for size in range(1, 34):
        head = Checkpoint(ledger=LEDGER, size=size, root=tree.root(size))
        proofs = consistency_proofs(tree, head=size, sizes=range(40))
        earlier = check_consistency_proofs(proofs, head=head)
        assert earlier == {first: tree.root(first) for first in range(1, size)}
        assert check_consistency_proofs(proofs, head=replace(head, root=bytes(32))) in ({}, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda proofs: proofs[0].update(root=bytes(32).hex()),
        lambda proofs: proofs[0].update(size=proofs[0]["size"] + 1),
        lambda proofs: proofs[0].update(size="3"),
        lambda proofs: proofs[0].update(size=True),
        lambda proofs: proofs[0]["proof"].pop(),
        lambda proofs: proofs[0]["proof"].append("00" * 32),
        lambda proofs: proofs[0].pop("root"),
        lambda proofs: proofs[0].update(proof=["zz"]),
        lambda proofs: proofs.append(dict(proofs[0])),
        lambda proofs: proofs.append(7),
    ],
)
def test_a_changed_proof_is_a_fault(change):
    builder = _ledger("one", notes=20)
    tree = builder.tree
    head = Checkpoint(ledger=LEDGER, size=21, root=tree.root())
    value = make_extract(
        [],
        tree=tree,
        checkpoint_note=checkpoints.make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        checkpoint_key=SCHOOL.public,
        authors={},
        shown={},
        goes_on_from=[5, 8, 13],
    )
    assert check_extract(value, check_signature=check_signature).ok
    change(value["goes_on_from"])
    verdict = check_extract(value, check_signature=check_signature)
    assert [fault.kind for fault in verdict.faults] == ["inconsistent"]
    assert verdict.state is None
    assert verdict.earlier == {}


def test_an_extract_of_the_first_version_still_reads():
    """It carries no proofs; that is no fault, and says nothing."""
    builder = _ledger("one", notes=3)
    tree = builder.tree
    head = Checkpoint(ledger=LEDGER, size=4, root=tree.root())
    value = make_extract(
        [],
        tree=tree,
        checkpoint_note=checkpoints.make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        checkpoint_key=SCHOOL.public,
        authors={},
        shown={},
    )
    del value["goes_on_from"]
    verdict = check_extract(value, check_signature=check_signature)
    assert verdict.ok
    assert verdict.earlier == {}
