"""Referrals, disagreements, plans and meetings: whatever is told in whatever order is taken, and
the read tables equal the ledger.
"""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import replay
from storage.database.repositories import disagreements, meetings, plans, referrals
from storage.records import referrals as rules
from storage.records.when import When
from tests.fakes.casebook import UNKNOWN, Casebook
from tests.fakes.randomness import FakeRandomBytes

TEXT = st.text(max_size=20).filter(
    lambda text: not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)
DAY = st.dates().map(lambda day: day.isoformat())
WHEN = st.one_of(
    st.just(UNKNOWN),
    DAY.map(lambda d: {"earliest": d, "latest": d, "precision": "day", "as_told": ""}),
    DAY.map(
        lambda d: {
            "earliest": f"{d}T09:00", "latest": f"{d}T09:00", "precision": "minute", "as_told": "",
        }
    ),
)  # fmt: skip
PUPILS = st.lists(st.sampled_from(["p-1", "p-2"]), max_size=2, unique=True)
STATE = st.sampled_from(
    (
        *("phoned", "sent", "told", "acknowledged", "chased", "waiting_list", "accepted"),
        *("strange", "refused", "news", "withdrawn", "done"),
    )
)
THING = st.sampled_from(["0", "1", "9"])
STEP = st.sampled_from(["worker", "manager", "partnership", "moon"])
GUESTS = st.lists(st.fixed_dictionaries({"name": TEXT, "agency": TEXT}), max_size=2)


def _fact(type_: str, /, **fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.tuples(st.just(type_), st.fixed_dictionaries(fields))


FACTS = st.one_of(
    _fact("referral.made", pupils=PUPILS, happened=WHEN, to=st.sampled_from(["camhs", "moon"]),
          text=TEXT, sent=st.fixed_dictionaries({"written": WHEN})),
    _fact("referral.noted", referral=THING, state=STATE, happened=WHEN, text=TEXT,
          next_chase=st.one_of(st.just(""), DAY)),
    _fact("disagreement.raised", pupils=PUPILS, happened=WHEN, text=TEXT, step=STEP,
          referral=THING),
    _fact("disagreement.noted", disagreement=THING, step=STEP, happened=WHEN, text=TEXT,
          by=TEXT, ended=st.sampled_from(["", "resolved"])),
    _fact("plan.started", pupils=PUPILS, kind=st.sampled_from(["cp", "cin", "moon"]),
          happened=WHEN, title=TEXT),
    _fact("plan.changed", plan=THING, happened=WHEN, reason=TEXT, review_date=DAY),
    _fact("plan.ended", plan=THING, happened=WHEN, reason=TEXT),
    _fact("meeting.planned", pupils=PUPILS, kind=st.sampled_from(["strategy", "core_group"]),
          on=DAY, invited=GUESTS),
    _fact("meeting.dropped", meeting=THING, reason=TEXT, on=st.one_of(st.just(""), DAY)),
    _fact("meeting.held", pupils=PUPILS, happened=WHEN, text=TEXT, attended=GUESTS,
          kind=st.sampled_from(["initial_conference", "core_group"]),
          meeting=st.one_of(st.just(""), THING)),
)  # fmt: skip
LETTER = {
    "referral": "f", "disagreement": "g", "plan": "n", "meeting": "m",
}  # fmt: skip


def _tell(made: Casebook, facts) -> None:
    counts: dict[str, int] = {}
    for kind, given_fields in facts:
        fields = dict(given_fields)
        thing = kind.partition(".")[0]
        begins = kind.endswith((".made", ".raised", ".started", ".planned", ".held"))
        for name, letter in LETTER.items():
            if fields.get(name):
                fields[name] = f"{letter}-{fields[name]}"
        if begins:
            number = counts.get(kind, 0)
            counts[kind] = number + 1
            fields["id"] = f"{LETTER[thing]}-{'h' if kind.endswith('held') else ''}{number}"
        made.append(kind, **fields)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FACTS, max_size=14))
def test_replay_and_every_reader_stand_whatever_was_told(facts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Casebook(Path(folder), FakeRandomBytes())
        try:
            made.pupil("p-1")
            made.pupil("p-2")
            _tell(made, facts)
            connection = made.connection
            assert replay.check_replay(connection) == ()
            for which in referrals.WHICH:
                ids = referrals.ids(connection, which=which)
                assert [
                    row.id for row in referrals.rows(connection, ids, today="2026-11-22")
                ] == ids
            for item in referrals.ids(connection):
                whole = referrals.referral(connection, item)
                assert whole is not None
                assert list(whole.steps) == list(rules.in_order(list(whole.steps)))
            for item in disagreements.ids(connection):
                assert disagreements.disagreement(connection, item) is not None
            plans.rows(connection, plans.ids(connection))
            meetings.load(connection, meetings.ids(connection))
            referrals.due(connection, until="9999-12-31")
            plans.due(connection, until="2026-11-22", now="2026-11-22T09:00")
        finally:
            made.connection.close()


STEPS = st.lists(st.tuples(STATE, WHEN), max_size=7)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.randoms())
def test_the_order_of_writing_changes_nothing_of_the_state(steps, random) -> None:
    # distinct days: of one day the order of writing decides
    days = [f"2026-11-{place + 1:02d}" for place in range(len(steps))]
    whole = [
        rules.Step(
            state=state, happened=When.on_day(date.fromisoformat(day)),
            recorded_at="2026-12-01T00:00:00.000Z", seq=seq,
        )
        for seq, ((state, _when), day) in enumerate(zip(steps, days, strict=True))
    ]  # fmt: skip
    mixed = list(whole)
    random.shuffle(mixed)
    assert rules.in_order(mixed) == tuple(whole)
    assert rules.state_of(rules.in_order(mixed)) == rules.state_of(tuple(whole))
