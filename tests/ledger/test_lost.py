"""Lost entries are accepted where a signed rescue names them, and nowhere else."""

from dataclasses import replace

import pytest

from storage.ledger.lost import LOST_LEAF, is_placeholder
from storage.ledger.merkle import Tree
from storage.ledger.verification import verify
from storage.ledger.walk import KnownCheckpoint
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes


def placeholder(entry, *, leaf_known=True):
    leaf = entry.leaf if leaf_known else LOST_LEAF
    return replace(entry, header=b"", signature=b"", body=None, salt=None, fields=None, leaf=leaf)


def content_lost(entry):
    return replace(entry, body=None, salt=None, fields=None)


class Rescued(LedgerBuilder):
    """A ledger that loses entries and goes on from the tree that could be rebuilt."""

    def lose(self, position, *, leaf_known=True):
        self.entries[position] = placeholder(self.entries[position], leaf_known=leaf_known)
        self._regrow()

    def lose_content(self, position):
        self.entries[position] = content_lost(self.entries[position])

    def rescue(self, *positions, author=None, rebuilt_from=None, files=()):
        lost = [
            {
                "seq": position,
                "leaf_known": self.entries[position].leaf != LOST_LEAF,
                "what": "entry" if is_placeholder(self.entries[position]) else "content",
            }
            for position in positions
        ]
        fields = {
            "at": "2026-11-22T09:00:00.000Z",
            "entries": len(self.entries),
            "lost": lost,
            "files_lost": [{"seq": seq, "file": number} for seq, number in files],
            "rebuilt_from": rebuilt_from,
        }
        return self.append("rescue.made", fields, author=author)

    def _regrow(self):
        frontier = type(self._frontier)()
        for entry in self.entries:
            frontier = frontier.append(entry.leaf)
        self._frontier = frontier


@pytest.fixture
def ledger():
    built = Rescued(FakeRandomBytes())
    for number in range(20):
        built.note(str(number))
    return built


def whole(ledger, **more):
    return verify(ledger.entries, ledger=LEDGER, check_signature=check_signature, **more)


def test_what_a_rescue_names_is_lost_and_said(ledger):
    root = ledger.root
    ledger.lose(5)
    ledger.lose_content(7)
    assert ledger.root == root  # the leaf was known: every check code still holds
    ledger.rescue(5, 7)
    verdict = whole(ledger, checkpoints=[KnownCheckpoint(size=21, root=root)])
    assert verdict.ok, verdict.faults
    assert verdict.lost == verdict.state.lost == (5, 7)
    assert verdict.uncompared == 0
    ledger.note("later")
    later = verify(
        ledger.entries[verdict.size :],
        ledger=LEDGER,
        check_signature=check_signature,
        start=verdict.state,
    )
    assert later.ok
    assert later.lost == (5, 7)


@pytest.mark.parametrize("leaf_known", [True, False])
def test_a_blanked_entry_is_a_fault(ledger, leaf_known):
    ledger.lose(5, leaf_known=leaf_known)
    assert (5, "entry_lost") in {(fault.position, fault.kind) for fault in whole(ledger).faults}
    assert not whole(ledger).ok


def test_a_rescue_explains_nothing_that_was_blanked_after_it(ledger):
    ledger.lose(5)
    ledger.rescue(5)
    ledger.note("after")
    ledger.note("more")
    ledger.lose(22)
    assert (whole(ledger).first_fault.position, whole(ledger).first_fault.kind) == (
        22, "entry_lost",
    )  # fmt: skip


def test_an_entry_blanked_beside_those_named_is_a_fault(ledger):
    ledger.lose(5)
    ledger.rescue(5)
    ledger.entries[6] = placeholder(ledger.entries[6])
    assert [(f.position, f.kind) for f in whole(ledger).faults] == [(6, "entry_lost")]
    ledger.entries[8] = content_lost(ledger.entries[8])
    assert (8, "body_missing") in {(f.position, f.kind) for f in whole(ledger).faults}


def test_a_rescue_of_somebody_who_may_not_sign_explains_nothing(ledger):
    ledger.lose(5)
    ledger.rescue(5, author=Author(9))
    assert not whole(ledger).ok
    assert "author_unknown" in {fault.kind for fault in whole(ledger).faults}


def test_a_rescue_cannot_name_what_comes_after_it(ledger):
    ledger.note()
    ledger.append(
        "rescue.made",
        {"at": "x", "entries": 1, "lost": [{"seq": 30, "leaf_known": True, "what": "entry"}]},
    )
    assert whole(ledger).first_fault.kind == "rescue"


def test_behind_an_unknown_leaf_the_chain_goes_on_from_the_rescue(ledger):
    before, after = Tree([e.leaf for e in ledger.entries]).root(5), ledger.root
    ledger.lose(5, leaf_known=False)
    ledger.rescue(5, rebuilt_from=5)
    ledger.note("later")
    known = [KnownCheckpoint(size=5, root=before), KnownCheckpoint(size=21, root=after)]
    verdict = whole(ledger, checkpoints=known)
    assert verdict.ok, verdict.faults
    assert verdict.lost == (5,)
    assert verdict.uncompared == 1
    wrong = [KnownCheckpoint(size=5, root=after)]
    assert whole(ledger, checkpoints=wrong).first_fault.kind == "contradicts_checkpoint"
    ledger.entries[-1] = replace(ledger.entries[-1], header=ledger.entries[-2].header)
    assert not whole(ledger).ok


def test_a_changed_entry_behind_an_unknown_leaf_is_still_found(ledger):
    ledger.lose(5, leaf_known=False)
    ledger.rescue(5, rebuilt_from=5)
    ledger.entries[9] = replace(ledger.entries[9], signature=bytes(64))
    assert {(f.position, f.kind) for f in whole(ledger).faults} >= {(9, "leaf"), (9, "signature")}


def test_an_unknown_leaf_explains_no_break_without_saying_from_where(ledger):
    ledger.lose(5, leaf_known=False)
    ledger.rescue(5)
    assert "chain" in {fault.kind for fault in whole(ledger).faults}


def test_a_changed_entry_is_not_explained_by_the_loss_of_another(ledger):
    ledger.lose(5)
    forged = replace(ledger.entries[8], header=ledger.entries[8].header.replace(b"T00", b"T01"))
    ledger.entries[8] = forged
    ledger.rescue(5)
    assert {(f.position, f.kind) for f in whole(ledger).faults} >= {(8, "leaf"), (9, "chain")}


def test_a_lost_file_is_a_fault_unless_named(ledger):
    salt = bytes(32).hex()
    with_file = ledger.append(
        "volume.attached", {"files": [{"name": "x", "salt": salt, "hmac": "00" * 32}]}
    )
    read = {"read_file": lambda _entry, _number: [b"half"]}
    assert whole(ledger, **read).first_fault.kind == "file"
    ledger.rescue(files=[(with_file.seq, 0)])
    verdict = whole(ledger, **read)
    assert verdict.ok
    assert verdict.files_lost == ((with_file.seq, 0),)


def test_a_key_whose_introduction_is_lost_counts_again_once_introduced_again(ledger):
    deputy, thief = Author(2), Author(3)
    ledger.introduce(deputy, owner="u-2", role="deputy")
    introduced = len(ledger.entries) - 1
    ledger.note("by the deputy", author=deputy)
    ledger.lose_content(introduced)
    ledger.rescue(introduced)
    assert whole(ledger).first_fault.kind == "author_unknown"
    ledger.append(
        "key.introduced", {"owner": "u-2", "kind": "person", "public": deputy.public_value}
    )
    ledger.note("again", author=deputy)
    verdict = whole(ledger)
    assert verdict.ok, verdict.faults
    assert verdict.lost == (introduced,)
    # what such a key "signed" is still checked, and a key nobody vouches for stays unknown
    forged = replace(ledger.entries[introduced + 1], signature=bytes(64))
    forged_ledger = [*ledger.entries]
    forged_ledger[introduced + 1] = forged
    assert not verify(forged_ledger, ledger=LEDGER, check_signature=check_signature).ok
    ledger.note("by nobody known", author=thief)
    assert whole(ledger).first_fault.kind == "author_unknown"


def test_a_key_that_was_ended_does_not_speak_again_behind_a_loss(ledger):
    deputy = Author(2)
    ledger.introduce(deputy, owner="u-2", role="deputy")
    ledger.lose(5)
    ledger.append("key.ended", {"key_id": deputy.key_id, "reason": "left"})
    ledger.note("after the end", author=deputy)
    ledger.rescue(5)
    ledger.append(
        "key.introduced", {"owner": "u-2", "kind": "person", "public": deputy.public_value}
    )
    assert whole(ledger).first_fault.kind == "author_ended"


def test_a_head_behind_an_unknown_leaf_contradicts_what_the_next_entry_says_it_followed(ledger):
    """The tree can no longer be worked out there; what was given out still shows a rewrite."""
    given = [KnownCheckpoint(size=9, root=Tree([e.leaf for e in ledger.entries]).root(9))]
    other = [KnownCheckpoint(size=9, root=bytes(32))]
    ledger.lose(5, leaf_known=False)
    ledger.rescue(5, rebuilt_from=5)
    assert whole(ledger, checkpoints=given).ok
    fault = whole(ledger, checkpoints=other).first_fault
    assert (fault.position, fault.kind) == (8, "contradicts_checkpoint")


@pytest.mark.parametrize("type_", ["restore.made", "rescue.made", "handover.made"])
def test_a_disposal_hides_no_act(ledger, type_):
    fields = {"at": "x", "entries": 21, "lost": []}
    ledger.append(type_, fields)
    ledger.note("later")
    assert whole(ledger).ok
    ledger.dispose(21)
    assert [(f.position, f.kind) for f in whole(ledger).faults] == [(21, "entry_lost")]
