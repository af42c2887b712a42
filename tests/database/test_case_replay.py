"""Whatever happens to cases and actions in whatever order, the ledger gives the same tables."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import replay
from storage.database.repositories import actions, cases, chronology
from tests.fakes.casebook import Casebook
from tests.fakes.randomness import FakeRandomBytes

CASES = tuple(f"k-{number}" for number in range(4))
CONCERNS = tuple(f"c-{number}" for number in range(3))
ACTIONS = tuple(f"a-{number}" for number in range(4))
PUPILS = ("p-1", "p-2", "p-3")
DAYS = ("2026-10-01", "2026-11-01", "")
pick = st.sampled_from
children = st.lists(pick(PUPILS), min_size=1, max_size=3, unique=True)


def _event(type_, **fields):
    return st.tuples(st.just(type_), st.fixed_dictionaries(fields))


STEPS = st.one_of(
    _event("case.opened", id=pick(CASES), pupils=children, title=pick(("Hunger", "Marks")),
           owner=pick(("u-1", "u-gone")), began_with=st.lists(pick(CONCERNS), max_size=2)),
    _event("case.changed", case=pick(CASES), reason=st.just("why"), level=pick(("cin", "")),
           next_review=pick(DAYS)),
    _event("case.changed", case=pick(CASES), reason=st.just("why"), pupils=children),
    _event("case.joined", case=pick(CASES), target=pick(CONCERNS), reason=st.just("why")),
    _event("case.joined", case=pick(CASES), target=pick(CONCERNS), reason=st.just("twice"),
           duplicate=pick(CONCERNS)),
    _event("case.monitored", case=pick(CASES), until=pick(DAYS[:2]), reason=st.just("calm")),
    _event("case.merged", case=pick(CASES), into=pick(CASES), reason=st.just("same")),
    _event("case.closed", case=pick(CASES), outcome=st.just("Resolved"), reason=st.just("well"),
           second=pick(("", "anyone", "u-1"))),
    _event("case.countersigned", case=pick(CASES), text=st.just("Agreed.")),
    _event("case.reopened", case=pick(CASES), reason=st.just("again"), next_review=pick(DAYS)),
    _event("triage.decided", concern=pick(CONCERNS), category=st.just("x"), level=st.just("y"),
           response=st.just("z"), decision=st.just("d"), reason=st.just("r"),
           vocabulary=st.just("v"), case=pick(CASES)),
    _event("action.added", id=pick(ACTIONS), what=st.just("Ring"), owner=pick(("u-1", "Jo")),
           due=pick(DAYS), pupils=pick(([], ["p-1"])), concern=pick(CONCERNS)),
    _event("action.added", id=pick(ACTIONS), what=st.just("Ring"), owner=pick(("u-1", "Jo")),
           due=pick(DAYS), pupils=children, case=pick(CASES)),
    _event("action.changed", action=pick(ACTIONS), reason=st.just("why"), owner=pick(("u-1", "M")),
           due=pick(DAYS[:2])),
    _event("action.changed", action=pick(ACTIONS), reason=st.just("no"), dropped=st.just(True)),
    _event("action.done", action=pick(ACTIONS), outcome=st.just("Done")),
)  # fmt: skip
_BEGIN = {"case.opened": "id", "action.added": "id"}


def _live(casebook, steps):
    """Append each step; an id begins one thing only, as in any real ledger."""
    begun = set()
    for type_, fields in steps:
        name = _BEGIN.get(type_)
        if name is not None:
            if fields[name] in begun:
                continue
            begun.add(fields[name])
        casebook.append(type_, **fields)


@pytest.fixture(scope="module")
def made():
    """Casebooks in folders of their own, one for each sequence."""
    numbers = itertools.count()
    with tempfile.TemporaryDirectory(prefix="case-replay-") as folder:

        def make():
            home = Path(folder) / str(next(numbers))
            home.mkdir()
            casebook = Casebook(home, FakeRandomBytes())
            for pupil in PUPILS:
                casebook.pupil(pupil)
            for concern in CONCERNS:
                casebook.concern(concern)
            return casebook

        yield make


@settings(
    max_examples=30, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(STEPS, min_size=4, max_size=30))
def test_random_lives_of_cases(made, steps):
    casebook = made()
    connection = casebook.connection
    try:
        _live(casebook, steps)
        assert replay.check_replay(connection) == ()
        for case in cases.ids(connection, status="merged"):
            into = cases.case(connection, cases.case(connection, case).merged_into)
            assert into is None or into.status != "merged", "no chain, no round"
        for row in cases.rows(connection, cases.ids(connection)):
            assert row.open_actions == len(actions.of_case(connection, row.id, open_only=True)) or (
                row.status == "merged"
            )
    finally:
        connection.close()


def test_a_second_person_signs_the_closing_that_stands(made):
    casebook = made()
    try:
        casebook.append("case.opened", id="k-1", pupils=["p-1"], title="Hunger")
        for reason in ("Fed", "Fed again"):
            casebook.append("case.closed", case="k-1", outcome="Resolved", reason=reason)
            casebook.append("case.reopened", case="k-1", reason="It began again")
        casebook.append("case.closed", case="k-1", outcome="Resolved", reason="Fed at last")
        casebook.append("case.countersigned", case="k-1", text="Agreed.")
        closings = cases.case(casebook.connection, "k-1").closings
        assert [bool(each.countersigned) for each in closings] == [False, False, True]
        assert closings[-1].reason == "Fed at last"
    finally:
        casebook.connection.close()


def test_the_row_of_a_change_says_what_is_new(made):
    casebook = made()
    try:
        casebook.append("case.opened", id="k-1", pupils=["p-1"], title="Hunger")
        casebook.append(
            "case.changed", case="k-1", reason="On leave", owner="u-1", next_review="2026-12-01"
        )
        (changed,) = (
            row
            for row in chronology.of_pupil(casebook.connection, "p-1")
            if row.kind == "case_changed"
        )
        assert changed.context == "now with Ruth Okafor, next date 1 Dec 2026"
    finally:
        casebook.connection.close()
