"""The writing coach against made-up entries; the held-out ones have taught it nothing.

Before anybody looked, 110 entries (first trial) gave a precision of 0.922 and a recall of 0.981,
then 90 (second trial) 0.912 and 0.948; both taught the rules afterwards. The last 60 (held out)
gave 0.979 and 0.922, and nothing was changed for them. One person wrote rules and entries.
"""

import pytest

from storage.intake.coach_rules import load_coach_rules
from tests.support import coach_scores

# Below these somebody has made the coach worse.
HELD_OUT = (0.95, 0.90)
OTHERS = (0.95, 0.95)


@pytest.mark.parametrize(
    ("half", "least"),
    [
        ("held out", HELD_OUT),
        ("second trial", OTHERS),
        ("first trial", OTHERS),
        ("development", OTHERS),
    ],
)
def test_precision_and_recall_do_not_fall(half: str, least: tuple[float, float]) -> None:
    whole = coach_scores.overall(coach_scores.score(coach_scores.entries(half)))
    assert whole.precision >= least[0], whole.wrong
    assert whole.recall >= least[1], whole.missed


def test_the_corpus_is_large_and_varied_enough() -> None:
    halves = {half: coach_scores.entries(half) for half in coach_scores.HALVES}
    everything = [entry for entries in halves.values() for entry in entries]
    assert len(everything) >= 160
    assert len({entry["id"] for entry in everything}) == len(everything)
    assert len({entry["text"] + str(entry) for entry in everything}) == len(everything)
    codes = {rule.code for rule in load_coach_rules().rules}
    for entries in halves.values():
        assert {code for entry in entries for code in entry["fires"]} == codes
        assert sum(not entry["fires"] for entry in entries) >= len(entries) // 4


def test_a_wrong_word_and_a_missing_one_cost_something() -> None:
    """The figures can fall: the score is not always one."""
    entries = [
        {"id": "a", "text": "He is obviously bad in the hall.", "fires": []},
        {"id": "b", "text": "All was well in the hall today.", "fires": ["opinion"]},
    ]
    opinion = coach_scores.score(entries)["opinion"]
    assert (opinion.precision, opinion.recall) == (0.0, 0.0)


def test_the_worked_entries_of_a_teacher_are_met_with_the_right_advice() -> None:
    """They use initials throughout; one asks for a body map."""
    for entry in coach_scores.worked_entries():
        fired = coach_scores.codes_of(entry["text"])
        if entry["text"].startswith("B "):
            assert "initials" in fired, entry["id"]
        assert ("body_map" in fired) == bool(entry.get("body_map")), entry["id"]
        if "says" in entry["text"]:
            assert "no_child_words" in fired, entry["id"]
