"""Files of scripts whose boxes are missing, of the wrong kind or far too large: a sentence each."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead import (
    case_json,
    child_json,
    entry_json,
    json_files,
    plan_json,
    referral_json,
    risk_json,
)
from storage.database.repositories import ledger_rows
from storage.records.errors import UserFacingError

PUPIL = "p-000000000001"
WHEN = {"earliest": "2026-11-20", "latest": "2026-11-20", "precision": "day", "as_told": "x"}
HALF = "\ud800"
WRONG: tuple[Any, ...] = (
    *(None, 7, 10**30, 1.5, True, "", "x", HALF, "\x00", "x" * 200_000),
    *([], [7], [None], [HALF], ["\x00"], {}, {"a": 1}),
    {**WHEN, "earliest": 7},
    {**WHEN, "earliest": "2026-11-20T10:00+05:00", "latest": "2026-11-20T10:00+05:00"},
    {**WHEN, "earliest": "20261120", "latest": "20261120"},
    {**WHEN, "earliest": "2026-11-20T9:00", "latest": "2026-11-20T9:00"},
    {**WHEN, "as_told": HALF},
    {**WHEN, "as_told": 7},
    {**WHEN, "precision": ["day"]},
)
ACTION = {"what": "Ring", "owner": "ruth", "due": "2026-11-24"}
HAZARD = {
    "hazard": "h", "where": "w", "likelihood": 3, "severity": 3, "times": ["lunch"],
    "controls": [{"control": "c", "owner": "o", "by_when": "2026-12-01"}],
}  # fmt: skip
FILES: dict[str, dict[str, Any]] = {
    "triage": {
        "concern": "c-1", "category": "neglect", "decision": "D", "reason": "R",
        "actions": [ACTION], "parents": {"told": "yes", "when": "2026-11-20"}, "owner": "ruth",
        "pupils": [{"id": PUPIL, "role": "subject"}],
    },
    "entry": {
        "kind": "call", "pupils": [PUPIL], "text": "x", "happened": WHEN, "how": "phone",
        "boxes": {"reference": "x"}, "next_action": ACTION, "files": ["missing.txt"],
    },
    "statement": {"target": "e-1", "stated_on": "2026-11-20", "words": "w", "files": ["missing"]},
    "move": {"target": "e-1", "pupils": [{"id": PUPIL, "role": "subject"}], "reason": "r"},
    "case": {"pupils": [PUPIL], "title": "T", "concerns": ["c-1"], "owner": "ruth", "level": "x"},
    "change": {"case": "k-1", "reason": "r", "pupils": [PUPIL], "owner": "ruth"},
    "close": {
        "case": "k-1", "outcome": "Resolved", "going_on": ["x"], "second": "dan",
        "actions": [{"id": "a-1", "how": "done", "words": "w", "owner": "ruth"}],
    },
    "referral": {
        "pupil": PUPIL, "to": "police", "parents": {"told": "yes"}, "happened": WHEN,
        "advice": [{"who": "a", "what": "d"}], "phoned": "2026-11-20T10:00", "files": ["missing"],
    },
    "referral news": {"referral": "f-1", "state": "refused", "happened": WHEN},
    "disagreement": {"referral": "f-1", "text": "x", "happened": WHEN},
    "disagreement news": {"disagreement": "g-1", "step": "worker", "text": "x"},
    "plan": {"pupils": [PUPIL], "kind": "cin", "happened": WHEN, "review_date": "2026-12-01"},
    "plan change": {"plan": "n-1", "reason": "r", "happened": WHEN},
    "meeting": {"pupils": [PUPIL], "kind": "cin", "on": "2026-11-25", "invited": [{"name": "a"}]},
    "held": {"pupils": [PUPIL], "text": "t", "attended": ["A", {"name": "b", "chaired": True}]},
    "note": {"pupil": PUPIL, "boxes": {"withhold_address": "x"}},
    "relation": {"pupils": [PUPIL], "name": "S", "lives_with": True, "parent_of": [PUPIL]},
    "professional": {"pupils": [PUPIL], "name": "C", "kind": "social_care"},
    "status": {"pupils": [PUPIL], "kind": "child_in_need", "since": WHEN},
    "risk": {
        "pupil_id": PUPIL, "title": "T", "hazards": [HAZARD], "review_date": "2026-12-01",
        "considered": {"victim": "x"}, "actions": [ACTION], "staff_briefed": ["a"],
    },
}  # fmt: skip


def _read(what: str, casebook: Any, path: Path) -> Any:
    clock = casebook.clock
    readers: dict[str, Any] = {
        "triage": lambda: json_files.read_decision(casebook, path),
        "entry": lambda: entry_json.read_entry(casebook, path),
        "statement": lambda: entry_json.read_statement(path),
        "move": lambda: entry_json.read_move(path),
        "case": lambda: case_json.read_new_case(casebook, path),
        "change": lambda: case_json.read_case_change(casebook, path),
        "close": lambda: case_json.read_closing(casebook, path),
        "referral": lambda: referral_json.read_referral(path, clock=clock),
        "referral news": lambda: referral_json.read_referral_news(path, clock=clock),
        "disagreement": lambda: referral_json.read_disagreement(path, clock=clock),
        "disagreement news": lambda: referral_json.read_disagreement_news(path, clock=clock),
        "plan": lambda: plan_json.read_plan(path, clock=clock),
        "plan change": lambda: plan_json.read_plan_change(path, clock=clock),
        "meeting": lambda: plan_json.read_meeting(path),
        "held": lambda: plan_json.read_meeting_notes(path, clock=clock),
        "note": lambda: child_json.read_boxes(path),
        "relation": lambda: child_json.read_relation(path),
        "professional": lambda: child_json.read_professional(path),
        "status": lambda: child_json.read_status(path, clock=clock),
        "risk": lambda: risk_json.read_risk_assessment(path),
    }
    return readers[what]()


def _boxes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every box, also of those inside others."""
    if path:
        yield path
    if isinstance(value, dict):
        for name in value:
            yield from _boxes(value[name], (*path, name))
    elif isinstance(value, list):
        for number in range(len(value)):
            yield from _boxes(value[number], (*path, number))


def _with(value: dict[str, Any], path: tuple[Any, ...], wrong: Any) -> dict[str, Any]:
    changed = copy.deepcopy(value)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = wrong
    return changed


@pytest.mark.parametrize("what", FILES)
def test_whatever_stands_in_a_box_a_sentence_says_so(what: str, cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    refused = 0
    with cli.school.signed_in() as casebook:
        before = ledger_rows.heads(casebook.connection).size
        for path in _boxes(FILES[what]):
            for wrong in WRONG:
                file.write_text(json.dumps(_with(FILES[what], path, wrong)), encoding="utf-8")
                try:
                    read = _read(what, casebook, file)
                except UserFacingError:
                    refused += 1
                else:
                    # what is let through can be written down
                    known = path[0] not in ("happened", "since") or not isinstance(wrong, dict)
                    assert known or wrong == {}, (path, wrong)
                    assert "\\ud800" not in repr(read), (path, "half a character")
        assert ledger_rows.heads(casebook.connection).size == before
    assert refused > len(WRONG)


@pytest.mark.parametrize("day", ["20261124", "2026-W48-2", "2026-02-30", "soon"])
def test_a_day_is_kept_as_lists_sort_it_or_not_at_all(cli: Any, day: str) -> None:
    """Written in another way the same day would never come up as due."""
    pupil = cli.school.first_pupil
    case = {"pupils": [pupil], "title": "T", "owner": "ruth", "reason": "r", "next_review": day}
    entry = {
        "kind": "call",
        "pupils": [pupil],
        "text": "Rang.",
        "next_action": {**ACTION, "due": day},
    }
    added = cli.lead(
        "--json", "entry", "add", cli.write("plain.json", {**entry, "next_action": None})
    )
    statement = {
        "target": added.value["id"], "stated_by": "N", "relationship": "mother",
        "stated_on": day, "words": "No.",
    }  # fmt: skip
    for command, value, code in (
        ("case open", case, "cases.day_wrong"),
        ("entry add", entry, "triage.action_due"),
        ("entry disagree", statement, "file.statement_day"),
    ):
        done = cli.lead("--json", *command.split(), cli.write("file.json", value))
        assert (done.status, done.value["error"]["code"]) == (1, code)
