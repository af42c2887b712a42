"""The read tables equal the ledger after any sequence of facts; any tampering shows."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import check, replay
from storage.database.repositories import chronology, word_search
from storage.records import events
from storage.records.when import When
from tests.fakes.casebook import Casebook
from tests.fakes.ledger_builder import LEDGER, check_signature
from tests.fakes.randomness import FakeRandomBytes

NAUGHTY = st.text(max_size=40).filter(
    lambda text: not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)
PUPIL = st.sampled_from(["p-1", "p-2", "p-3"])
ROLE = st.sampled_from(["subject", "alleged", "witness", "context"])
LINKS = st.lists(st.fixed_dictionaries({"id": PUPIL, "role": ROLE}), max_size=3)
CONCERN = st.sampled_from(["c-0", "c-1", "c-2"])
FLAG = st.booleans()
DAYS = st.sampled_from(["2015-03-01", "2026-09-01", "2026-09-03"])
WHEN = st.one_of(
    st.just(When.unknown().to_value()),
    st.tuples(DAYS, NAUGHTY).map(
        lambda said: When.on_day(date.fromisoformat(said[0]), as_told=said[1]).to_value()
    ),
)

FACTS = st.one_of(
    st.tuples(st.just("pupil.changed"), st.fixed_dictionaries({
        "id": PUPIL, "legal_forename": NAUGHTY, "on_roll": FLAG, "source": st.just("form")})),
    st.tuples(st.just("concern"), st.fixed_dictionaries({
        "pupils": LINKS, "what_happened": NAUGHTY, "child_words": NAUGHTY,
        "reporter": st.sampled_from(["u-1", "Guest"])})),
    st.tuples(st.just("concern.opened"), st.fixed_dictionaries({"concern": CONCERN})),
    st.tuples(st.just("triage"), st.fixed_dictionaries({
        "concern": CONCERN, "significant": FLAG, "summary": NAUGHTY, "reason": NAUGHTY})),
    st.tuples(st.just("triage"), st.fixed_dictionaries({"concern": CONCERN, "pupils": LINKS})),
    st.tuples(st.just("concern.closed"), st.fixed_dictionaries({
        "concern": CONCERN, "outcome": NAUGHTY, "reason": NAUGHTY})),
    st.tuples(st.just("reply.sent"), st.fixed_dictionaries({"concern": CONCERN, "text": NAUGHTY})),
    st.tuples(st.just("action"), st.fixed_dictionaries({
        "what": NAUGHTY, "owner": st.sampled_from(["u-1", "Nurse"]), "due": st.just("2026-10-01"),
        "pupils": st.lists(PUPIL, max_size=2), "concern": CONCERN})),
    st.tuples(st.just("action.done"), st.fixed_dictionaries({
        "action": st.sampled_from(["a-0", "a-1"]), "outcome": NAUGHTY})),
    st.tuples(st.just("entry"), st.fixed_dictionaries({
        "pupils": st.lists(PUPIL, max_size=3), "text": NAUGHTY, "significant": FLAG})),
    st.tuples(st.just("significance.set"), st.fixed_dictionaries({
        "target": st.sampled_from(["c-0", "e-0"]), "significant": FLAG, "summary": NAUGHTY})),
    st.tuples(st.just("amendment.added"), st.fixed_dictionaries({
        "target": st.sampled_from(["c-0", "e-0"]), "field": st.just("text"),
        "correction": NAUGHTY, "reason": NAUGHTY})),
    st.tuples(st.just("amendment.added"), st.fixed_dictionaries({
        "target": st.sampled_from(["c-0", "e-0", "nothing"]), "field": st.just("happened"),
        "correction": NAUGHTY, "reason": NAUGHTY, "happened": WHEN})),
    st.tuples(st.just("amendment.added"), st.fixed_dictionaries({
        "target": st.sampled_from(["c-0", "e-0"]), "field": st.just("disagreement"),
        "correction": NAUGHTY, "reason": NAUGHTY, "stated_by": NAUGHTY,
        "relationship": st.just("mother"), "stated_on": st.just("2026-10-01")})),
    st.tuples(st.just("record.moved"), st.fixed_dictionaries({
        "target": st.sampled_from(["c-0", "c-1", "e-0", "a-0", "nothing"]), "pupils": LINKS,
        "reason": NAUGHTY})),
    st.tuples(st.just("disposal"), st.fixed_dictionaries({"of": st.integers(4, 12)})),
)  # fmt: skip


def _tell(made, facts):
    counts = {"concern": 0, "entry": 0, "action": 0}
    for kind, fields in facts:
        number = counts.get(kind, 0)
        counts[kind] = number + 1
        if kind == "concern":
            made.concern(f"c-{number}", **fields)
        elif kind == "triage":
            made.triage(**fields)
        elif kind == "entry":
            made.entry(f"e-{number}", **fields)
        elif kind == "action":
            made.append("action.added", id=f"a-{number}", **fields)
        elif kind == "disposal":
            _dispose(made, fields["of"])
        else:
            made.append(kind, **fields)


def _dispose(made, seq):
    found = made.connection.value(
        "SELECT json_extract(CAST(header AS TEXT), '$.type') FROM entry WHERE seq = ?", (seq,)
    )
    if found not in (None, "disposal.made"):
        made.append(
            "disposal.made", rule="DOB+25", authority="Head", people=["u-1"],
            targets=[{"ledger": LEDGER.hex(), "seq": seq}],
        )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FACTS, max_size=14))
def test_replay_equals_what_was_written_live(facts):
    with tempfile.TemporaryDirectory() as folder:
        made = Casebook(Path(folder), FakeRandomBytes())
        try:
            for pupil in ("p-1", "p-2", "p-3"):
                made.pupil(pupil)
            _tell(made, facts)
            assert replay.check_replay(made.connection) == ()
            assert check.verify_all(made.connection, check_signature=check_signature).ok
            before = chronology.of_pupil(made.connection, "p-1")
            replay.replay(made.connection)
            assert chronology.of_pupil(made.connection, "p-1") == before
            assert replay.check_replay(made.connection) == ()
        finally:
            made.connection.close()


def test_a_row_that_says_something_else_is_named(casebook, connection):
    casebook.pupil()
    casebook.entry()
    connection.run("UPDATE chronology SET text = 'nothing happened'")
    connection.run("INSERT INTO pupil_contact VALUES ('p-1', 9, '{}')")
    connection.run("DELETE FROM person")
    connection.run("DELETE FROM ft")
    found = {(item.table, item.problem) for item in replay.check_replay(connection)}
    assert found == {
        ("chronology", "differs"), ("pupil_contact", "too many"), ("person", "missing"),
        ("ft", "differs"),
    }  # fmt: skip
    assert "nothing" not in str(replay.check_replay(connection))
    assert replay.replay(connection) == 3
    assert replay.check_replay(connection) == ()


def test_rows_that_read_what_was_just_written(casebook, connection):
    """A replay writes places in files together: who reads them must see those that wait."""
    casebook.pupil()
    casebook.append(
        "action.added", id="a-1", what="Ring", owner="u-1", due="2026-10-01", pupils=["p-1"]
    )
    casebook.append("action.done", action="a-1", outcome="She was in.")
    casebook.concern("c-1")
    casebook.triage("c-1", pupils=[])
    before = chronology.of_pupil(connection, "p-1")
    assert "outcome" in {row.kind for row in before}
    replay.replay(connection)
    assert chronology.of_pupil(connection, "p-1") == before
    assert connection.value("PRAGMA secure_delete") == 1


def test_a_correction_that_came_before_its_row_is_found_all_the_same(casebook, connection):
    casebook.append(
        "amendment.added", target="e-1", field="text", correction="Zuleika", reason="A slip"
    )
    casebook.pupil()
    casebook.entry("e-1")
    assert replay.check_replay(connection) == ()
    assert [found.id for found in word_search.search(connection, "Zuleika")] == ["e-1"]


def test_progress_and_old_shapes(casebook, connection):
    casebook.pupil()
    assert replay.is_current(connection)
    connection.run("UPDATE machine_state SET value = x'30' WHERE name = 'read_tables'")
    connection.run("DROP TABLE chronology")
    assert not replay.is_current(connection)
    seen = []
    replay.replay(connection, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 2)]
    assert replay.is_current(connection)


def test_an_entry_of_a_newer_program_is_left_alone(casebook, connection, monkeypatch):
    newer = {**events.EVENT_TYPES, "weather.noted": events.EventType(required=frozenset({"sky"}))}
    monkeypatch.setattr(events, "EVENT_TYPES", newer)
    casebook.append("weather.noted", sky="grey")
    assert replay.check_replay(connection) == ()
    assert check.verify_all(connection, check_signature=check_signature).ok
