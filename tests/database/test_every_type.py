"""What holds of entries of every type: none stops a replay, none is forgotten by a disposal or by
whoever takes a child's file along.
"""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import check, replay
from storage.database.repositories import disposals, pupil_entries, pupils
from storage.records.events import EVENT_TYPES
from tests.fakes.casebook import Casebook
from tests.fakes.every_fact import NOT_OF_A_CHILD, OF_A_CHILD, FactWriter
from tests.fakes.ledger_builder import LEDGER, check_signature
from tests.fakes.randomness import FakeRandomBytes

SECRET = "zwieback"
BOTH = ("p-a", "p-b")
# Of a child's file, and yet not part of what the next school is given: who looked at it, that a
# table was taken in, and that another school said it had a file.
STAYS = frozenset({"concern.opened", "history.imported", "disclosure.acknowledged"})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.lists(st.sampled_from(OF_A_CHILD), min_size=4, max_size=40))
def test_no_order_of_entries_stops_a_replay(seed, types):
    """Also what no use-case would write: news of things that never began, a case merged into
    itself, a record moved twice, an end before its beginning.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Casebook(Path(folder), FakeRandomBytes())
        try:
            chance = random.Random(seed)
            writer = FactWriter(chance, pupils=BOTH, count=3)
            for pupil in BOTH:
                made.pupil(pupil)
            for type_ in types:
                writer.tell(made, type_, optional=chance.random())
            assert replay.check_replay(made.connection) == ()
            assert check.verify_all(made.connection, check_signature=check_signature).ok
        finally:
            made.connection.close()


def _life(casebook, chance, *, pupils=BOTH, words=None):
    """One entry of every type, each about things that began before."""
    writer = FactWriter(chance, pupils=pupils, count=1, words=words)
    for pupil in pupils:
        casebook.pupil(pupil)
    for type_ in OF_A_CHILD:
        if type_ != "pupil.added":
            writer.tell(casebook, type_)


def _types(connection, positions):
    found = dict(
        connection.all("SELECT seq, json_extract(CAST(header AS TEXT), '$.type') FROM entry")
    )
    return {found[seq] for seq in positions}


def _stands(connection, words):
    tables = connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        name
        for (name,) in tables
        for row in connection.all(f'SELECT * FROM "{name}"')
        for value in row
        if isinstance(value, str | bytes)
        and words in (value if isinstance(value, str) else value.decode("utf-8", "replace"))
    ]


def test_a_disposal_takes_entries_of_every_type(casebook, connection):
    """Of a file that is one child's alone, no word is left in any table, and none in the search."""
    _life(casebook, random.Random(1), pupils=("p-a",), words=lambda name: f"{SECRET} {name}")
    assert _stands(connection, SECRET)
    found = disposals.file_entries(connection, "p-a")
    kept = {"file.opened"}
    assert _types(connection, [item.seq for item in found.own]) == set(OF_A_CHILD) - kept
    assert found.shared == ()
    _dispose(casebook, found.own)
    assert _stands(connection, SECRET) == []
    assert pupils.pupil(connection, "p-a") is None
    assert replay.check_replay(connection) == ()
    assert check.verify_all(connection, check_signature=check_signature).ok
    assert disposals.file_entries(connection, "p-a").own == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_disposal_leaves_whatever_stands_in_another_file(casebook, connection, seed):
    """Each child has entries of every type, and both have some together: after the first child's
    are gone, the other's file reads as before.
    """
    chance = random.Random(seed)
    for pupil in BOTH:
        casebook.pupil(pupil)
    writers = {
        names: FactWriter(chance, pupils=names, count=1, prefix="".join(names)[-1:] * len(names))
        for names in (("p-a",), ("p-b",), BOTH)
    }
    acts = [(names, type_) for names in writers for type_ in OF_A_CHILD if type_ != "pupil.added"]
    for names, type_ in acts:
        writers[names].tell(casebook, type_)
    before = pupil_entries.of_pupil(connection, "p-b")
    own = disposals.file_entries(connection, "p-a").own
    assert _types(connection, {item.seq for item in own} & set(before)) == set()
    # the trace of a record that was moved out goes with the record itself
    traces = {
        seq for (seq,) in connection.all("SELECT seq FROM chronology WHERE kind = 'record_moved'")
    }
    _dispose(casebook, own)
    after = pupil_entries.of_pupil(connection, "p-b")
    assert set(after) <= set(before)
    assert set(before) - set(after) <= traces
    assert replay.check_replay(connection) == ()


def _dispose(casebook, entries):
    targets = [{"ledger": LEDGER.hex(), "seq": item.seq} for item in entries]
    casebook.append(
        "disposal.made", rule="DOB+25", authority="Head", people=["u-1"], targets=targets
    )


def test_whoever_takes_the_file_along_takes_entries_of_every_type(casebook, connection):
    """What is found for a pack or an extract is what a disposal would take; besides it only who
    opened the file, whom the school keeps.
    """
    _life(casebook, random.Random(2), pupils=("p-a",))
    found = set(pupil_entries.of_pupil(connection, "p-a"))
    own = {item.seq for item in disposals.file_entries(connection, "p-a").own}
    assert _types(connection, own - found) <= STAYS
    assert found <= own


def test_every_type_is_one_or_the_other():
    assert set(OF_A_CHILD) | NOT_OF_A_CHILD == set(EVENT_TYPES)
    assert {"case.opened", "attendance.taken", "paper.indexed"} <= set(OF_A_CHILD)
    writer = FactWriter(random.Random(3), pupils=BOTH)
    for type_ in set(OF_A_CHILD) - {"concern.received"}:
        kind = EVENT_TYPES[type_]
        assert set(writer.fields(type_)) == (kind.required | kind.optional) - {"files"}


def test_who_works_with_two_children_belongs_to_both_files(casebook, connection):
    """Also what was noted of them before they worked with the second child, and after."""
    for pupil in BOTH:
        casebook.pupil(pupil)
    fields = {"name": "Chi Obi", "organisation": "Family Help", "role": "Social worker"}
    first = casebook.append("professional.noted", id="o-1", pupils=["p-a"], **fields).seq
    then = casebook.append(
        "professional.changed", professional="o-1", reason="The brother too", pupils=list(BOTH)
    ).seq
    last = casebook.append(
        "professional.changed", professional="o-1", reason="New number", telephone="1"
    ).seq
    for pupil in BOTH:
        assert {first, then, last} <= set(pupil_entries.of_pupil(connection, pupil))
        found = disposals.file_entries(connection, pupil)
        assert {first, then, last} == {item.seq for item in found.shared}
