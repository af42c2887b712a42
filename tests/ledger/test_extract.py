"""An extract proves exactly what it shows, without the casebook."""

import copy

import pytest

from storage.ledger.checkpoint import Checkpoint, make_note
from storage.ledger.extract import check_extract, make_extract
from storage.records import canonical_json
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes

SCHOOL = Author(8)


@pytest.fixture
def builder():
    made = LedgerBuilder(FakeRandomBytes())
    for number in range(12):
        made.append("action.done", {"action": f"a-{number}", "outcome": "Spoke to the family"})
    return made


@pytest.fixture
def value(builder):
    head = Checkpoint(ledger=LEDGER, size=13, root=builder.root)
    made = make_extract(
        [builder.entries[3], builder.entries[9]],
        tree=builder.tree,
        checkpoint_note=make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        checkpoint_key=SCHOOL.public,
        authors={builder.first.key_id: builder.first.public},
        shown={3: {"action", "outcome"}, 9: {"outcome"}},
    )
    return canonical_json.decode(canonical_json.encode(made))


def _check(value, **more):
    return check_extract(value, check_signature=check_signature, **more)


def test_what_is_proved(value):
    verdict = _check(value, checkpoint_key=SCHOOL.public)
    assert verdict.ok
    assert verdict.checkpoint_signed
    three, nine = verdict.proved
    assert (three.seq, three.shown, three.withheld) == (
        3, {"action": "a-2", "outcome": "Spoke to the family"}, (),
    )  # fmt: skip
    assert (nine.shown, nine.withheld) == ({"outcome": "Spoke to the family"}, ("action",))
    assert nine.type == "action.done"


def test_withheld_values_are_not_in_it(value):
    assert "a-8" not in canonical_json.encode(value).decode()


def test_another_school_key_is_refused(value):
    verdict = _check(value, checkpoint_key=Author(5).public)
    assert not verdict.ok
    assert verdict.faults[0].kind == "checkpoint_signature"


def _change(value, *path, to):
    changed = copy.deepcopy(value)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return changed


@pytest.mark.parametrize(
    ("path", "to", "kind"),
    [
        (("entries", 0, "shown", "outcome", "value"), "Did nothing", "body"),
        (("entries", 1, "withheld", "action"), "00" * 32, "body"),
        (("entries", 1, "withheld"), {}, "body"),
        (("entries", 0, "signature"), "00" * 64, "signature"),
        (("entries", 0, "proof"), [], "not_included"),
        (("entries", 0, "seq"), 4, "header"),
        (("entries", 0, "header"), "{}", "extract_unreadable"),
        (("authors",), {}, "author_unknown"),
        (("checkpoint",), "nothing", "extract_unreadable"),
        (("entries",), 7, "extract_unreadable"),
    ],
)
def test_a_change_is_found(value, path, to, kind):
    verdict = _check(_change(value, *path, to=to))
    assert not verdict.ok
    assert verdict.faults[0].kind == kind


@pytest.mark.parametrize("nonsense", [None, 7, "x", [], {}, {"checkpoint": 1}])
def test_nonsense_is_told_and_does_not_raise(nonsense):
    assert _check(nonsense).faults[0].kind == "extract_unreadable"


def test_a_disposed_entry_can_still_be_proved(builder):
    builder.dispose(3)
    head = Checkpoint(ledger=LEDGER, size=14, root=builder.root)
    value = make_extract(
        [builder.entries[3]],
        tree=builder.tree,
        checkpoint_note=make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        checkpoint_key=SCHOOL.public,
        authors={builder.first.key_id: builder.first.public},
        shown={},
    )
    assert _check(value).proved[0].disposed


def test_a_checkpoint_of_another_tree_is_refused(builder):
    head = Checkpoint(ledger=LEDGER, size=13, root=bytes(32))
    with pytest.raises(ValueError, match="not one of this tree"):
        make_extract(
            [], tree=builder.tree, checkpoint_key=SCHOOL.public, authors={}, shown={},
            checkpoint_note=make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        )  # fmt: skip
