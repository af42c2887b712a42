"""Honest ledgers verify; every way to tamper has its own name and its position."""

import random
from dataclasses import replace

import pytest

from storage.ledger import commitments
from storage.ledger.verification import verify
from storage.ledger.walk import FAULT_KINDS, KnownCheckpoint
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes


@pytest.fixture
def builder():
    made = LedgerBuilder(FakeRandomBytes())
    for number in range(9):
        made.note(f"c-{number}")
    return made


def _verify(entries, **more):
    return verify(entries, ledger=LEDGER, check_signature=check_signature, **more)


def _first(entries, **more):
    fault = _verify(entries, **more).first_fault
    return None if fault is None else (fault.position, fault.kind)


def test_an_honest_ledger(builder):
    verdict = _verify(builder.entries)
    assert verdict.ok
    assert (verdict.size, verdict.root) == (10, builder.root)
    assert (verdict.time_reversals, verdict.gaps, verdict.forks) == ((), (), ())


def test_an_empty_ledger_is_in_order():
    assert _verify([]).ok


def test_going_on_from_a_verified_state(builder):
    state = _verify(builder.entries[:6]).state
    verdict = _verify(builder.entries[6:], start=state)
    assert verdict.ok
    assert verdict.root == builder.root
    changed = replace(builder.entries[7], signature=bytes(64))
    assert _first([*builder.entries[6:7], changed], start=state) == (7, "leaf")


def test_edited_value(builder):
    entry = builder.entries[4]
    fields = {**entry.fields, "concern": (b'"other"', entry.fields["concern"][1])}
    builder.entries[4] = replace(entry, fields=fields)
    assert _first(builder.entries) == (4, "fields")


def test_edited_value_with_its_body(builder):
    entry = builder.entries[4]
    fields = {**entry.fields, "concern": (b'"other"', entry.fields["concern"][1])}
    body = commitments.commit_fields(fields)
    builder.entries[4] = replace(entry, fields=fields, body=body)
    assert _first(builder.entries) == (4, "body")


def test_edited_header(builder):
    entry = builder.entries[4]
    header = entry.header.replace(b"concern.opened", b"concern.closed")
    builder.entries[4] = replace(entry, header=header)
    kinds = {(fault.position, fault.kind) for fault in _verify(builder.entries).faults}
    assert {(4, "leaf"), (4, "signature"), (5, "chain")} <= kinds


def test_a_header_that_is_none(builder):
    builder.entries[4] = replace(builder.entries[4], header=b"{}")
    assert (4, "header") in {(f.position, f.kind) for f in _verify(builder.entries).faults}


def test_deleted_entry(builder):
    del builder.entries[4]
    verdict = _verify(builder.entries)
    assert (verdict.first_fault.position, verdict.first_fault.kind) == (4, "gap")
    assert verdict.gaps == (4,)


def test_swapped_entries(builder):
    builder.entries[4], builder.entries[5] = builder.entries[5], builder.entries[4]
    verdict = _verify(builder.entries)
    assert verdict.first_fault.position == 4
    assert verdict.forks == (4,)


def test_swapped_and_renumbered(builder):
    four, five = builder.entries[4], builder.entries[5]
    builder.entries[4], builder.entries[5] = replace(five, seq=4), replace(four, seq=5)
    assert _first(builder.entries) == (4, "header")


def test_a_second_entry_at_one_position(builder):
    other = LedgerBuilder(FakeRandomBytes("other"))
    for number in range(5):
        other.note(f"d-{number}")
    verdict = _verify([*builder.entries, other.entries[5]])
    assert verdict.forks == (5,)
    assert not verdict.ok


def test_an_entry_of_another_ledger(builder):
    builder.entries[3] = replace(builder.entries[3], ledger=bytes(16))
    assert _first(builder.entries)[1] == "other_ledger"


def test_dropped_tail_shows_only_against_a_checkpoint(builder):
    root = builder.root
    del builder.entries[7:]
    assert _verify(builder.entries).ok
    known = [KnownCheckpoint(size=10, root=root, where="an export")]
    assert _first(builder.entries, checkpoints=known) == (7, "shorter_than_checkpoint")


def test_rewriting_by_a_holder_of_the_key_shows_only_against_a_checkpoint(builder):
    known = [KnownCheckpoint(size=8, root=builder.tree.root(8), where="a receipt")]
    assert _verify(builder.entries, checkpoints=known).ok
    again = LedgerBuilder(FakeRandomBytes())
    for number in range(5):
        again.note(f"c-{number}")
    for number in range(4):
        again.note(f"rewritten {number}")
    assert _verify(again.entries).ok
    assert _first(again.entries, checkpoints=known) == (7, "contradicts_checkpoint")


def test_lawful_disposal(builder):
    builder.dispose(3, 5)
    verdict = _verify(builder.entries)
    assert verdict.ok
    assert verdict.disposed == 2


def test_disposal_and_incremental_verification(builder):
    builder.dispose(3)
    verdict = _verify(builder.entries[:6])
    assert verdict.first_fault.kind == "body_missing"
    assert _verify(builder.entries[6:], start=verdict.state).ok


def test_a_body_gone_without_disposal(builder):
    builder.entries[3] = replace(builder.entries[3], body=None, salt=None, fields=None)
    assert _first(builder.entries) == (3, "body_missing")


def test_half_a_disposal(builder):
    builder.entries[3] = replace(builder.entries[3], fields=None)
    assert _first(builder.entries) == (3, "half_disposed")


def test_a_disposal_that_names_nothing(builder):
    builder.append("disposal.made", {"targets": "all", "rule": "", "authority": "", "people": []})
    assert _first(builder.entries) == (10, "disposal")


def test_an_unknown_author(builder):
    builder.note(author=Author(7))
    assert _first(builder.entries) == (10, "author_unknown")


def test_keys_are_introduced_and_ended(builder):
    deputy = Author(2)
    builder.introduce(deputy, owner="u-2", role="deputy")
    builder.note(author=deputy)
    builder.append("key.ended", {"key_id": deputy.key_id, "reason": "left"})
    assert _verify(builder.entries).ok
    builder.note(author=deputy)
    assert _first(builder.entries) == (14, "author_ended")


@pytest.mark.parametrize(
    ("kind", "role"), [("reporter", "staff"), ("workstation", "lead"), ("person", "head")]
)
def test_keys_that_may_not_sign_entries(builder, kind, role):
    other = Author(3)
    builder.introduce(other, owner="u-3", kind=kind, role=role)
    builder.note(author=other)
    assert _first(builder.entries) == (12, "author_not_authorised")


def test_a_stranger_cannot_introduce_herself(builder):
    stranger = Author(4)
    builder.introduce(stranger, owner="u-4", by=stranger)
    verdict = _verify(builder.entries)
    assert {fault.kind for fault in verdict.faults} == {"author_unknown"}


def test_a_forged_signature(builder):
    builder.note(author=Author(1))
    forged = replace(builder.entries[-1])
    signature = Author(9).sign(b"something else")
    builder.entries[-1] = replace(forged, signature=signature)
    assert (10, "signature") in {(f.position, f.kind) for f in _verify(builder.entries).faults}


def test_key_events_cannot_be_disposed_of(builder):
    builder.dispose(0)
    assert _first(builder.entries) == (0, "key_event")


def test_the_first_entry_opens_the_ledger(builder):
    assert _first(builder.entries[1:])[1] == "gap"
    again = builder.append("ledger.opened", {"school": "again"})
    assert _first(builder.entries) == (again.seq, "opened_twice")


def test_time_going_backwards_is_named_and_no_fault(builder):
    builder.note(at="2020-01-01T00:00:00.000Z")
    verdict = _verify(builder.entries)
    assert verdict.ok
    assert verdict.time_reversals == (10,)


def test_files(builder):
    content = b"scan" * 1000
    salt = bytes(range(32))
    hmac = commitments.file_commitment(salt=salt, content=content).hex()
    value = [{"name": "a.pdf", "media_type": "application/pdf", "bytes": 4000,
              "salt": salt.hex(), "hmac": hmac}]  # fmt: skip
    builder.append("volume.attached", {"files": value})
    read = {"good": [content[:9], content[9:]], "bad": [content, b"!"]}
    assert _verify(builder.entries, read_file=lambda _entry, _number: read["good"]).ok
    found = _first(builder.entries, read_file=lambda _entry, _number: read["bad"])
    assert found == (10, "file")


def test_progress_and_batches(builder):
    seen, batches = [], []

    def check(jobs):
        batches.append(len(jobs))
        return [check_signature(*job[1:]) for job in jobs]

    assert _verify(builder.entries, progress=seen.append, check_batch=check).ok
    assert seen == [10]
    assert batches == [10]


def test_no_false_alarm_in_random_honest_ledgers():
    chance = random.Random(2)
    for number in range(60):
        made = LedgerBuilder(FakeRandomBytes(str(number)))
        authors = [made.first]
        for _step in range(chance.randrange(25)):
            act = chance.randrange(6)
            if act == 0 and len(authors) < 5:
                new = Author(20 + len(authors))
                made.introduce(new, owner=f"u-{len(authors) + 1}", by=chance.choice(authors))
                authors.append(new)
            elif act == 1:
                plain = [entry.seq for entry in made.entries if b"concern.opened" in entry.header]
                if plain:
                    made.dispose(chance.choice(plain))
            else:
                made.note(author=chance.choice(authors))
        verdict = _verify(made.entries)
        assert verdict.ok, verdict.first_fault


def test_every_kind_of_fault_is_listed(builder):
    assert len(set(FAULT_KINDS)) == len(FAULT_KINDS)
    assert {"gap", "fork", "body", "not_included"} <= set(FAULT_KINDS)
