"""Scores the writing coach against the entries of tests/data/coach and the worked entries of
others; ``python tests/coach`` prints the figures.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.intake.coach_rules import load_coach_rules
from storage.records.writing_coach import Account, KnownPerson, advise

DATA = Path(__file__).resolve().parents[1] / "data"
HALVES = {
    "held out": "held_out.toml",
    "second trial": "second_trial.toml",
    "first trial": "first_trial.toml",
    "development": "development.toml",
}
# What the form holds beside the account, as an entry may state it.
_STATES = {
    "child_words": "has_child_words",
    "body_map": "has_body_map",
    "happened": "happened_known",
    "place": "place",
    "place_kind": "place_kind",
    "who_else": "who_else",
    "source": "source",
    "told_by": "told_by",
}


@dataclass
class Score:
    """How one rule did: told rightly, told wrongly, and kept quiet wrongly."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was said, how much was so; 1 when nothing was said."""
        said = len(self.right) + len(self.wrong)
        return len(self.right) / said if said else 1.0

    @property
    def recall(self) -> float:
        """Of what should have been said, how much was; 1 when there was nothing to say."""
        due = len(self.right) + len(self.missed)
        return len(self.right) / due if due else 1.0


def people() -> tuple[KnownPerson, ...]:
    """Return the made-up school."""
    listed = _read("people.toml")["people"]
    return tuple(KnownPerson(**person) for person in listed)


def entries(half: str) -> list[dict[str, Any]]:
    """Return the entries of one half of the corpus."""
    found: list[dict[str, Any]] = _read(HALVES[half])["entries"]
    return found


def codes_of(text: str) -> set[str]:
    """Return the codes of what the coach says of a text in an otherwise empty form."""
    return fired({"text": text})


def worked_entries() -> list[dict[str, Any]]:
    """Return the worked entries of a teacher (tests/data/shared/concerns), which use initials."""
    path = DATA / "shared" / "concerns" / "worked_entries.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["entries"]
    return found


def account_of(entry: Mapping[str, Any]) -> Account:
    """Return the form as an entry has it."""
    beside = {_STATES[name]: value for name, value in entry.items() if name in _STATES}
    return Account(what_happened=entry["text"], people=people(), **beside)


def fired(entry: Mapping[str, Any]) -> set[str]:
    """Return the codes of what the coach says of an entry."""
    return {advice.code for advice in advise(account_of(entry), load_coach_rules())}


def score(corpus: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Return the score of every rule: what an entry does not name must not be said of it, save
    what it leaves open under "may".
    """
    codes = {rule.code for rule in load_coach_rules().rules}
    scores = {code: Score() for code in sorted(codes)}
    for entry in corpus:
        said, due, open_ = fired(entry), set(entry["fires"]), set(entry.get("may", ()))
        unknown = (due | open_) - codes
        if unknown:
            raise ValueError(f"{entry['id']}: no such rule {sorted(unknown)}")
        for code in codes:
            if code in due and code in said:
                scores[code].right.append(entry["id"])
            elif code in due:
                scores[code].missed.append(entry["id"])
            elif code in said and code not in open_:
                scores[code].wrong.append(entry["id"])
    return scores


def overall(scores: Mapping[str, Score]) -> Score:
    """Return all rules together."""
    whole = Score()
    for one in scores.values():
        whole.right += one.right
        whole.wrong += one.wrong
        whole.missed += one.missed
    return whole


def report() -> str:
    """Return precision and recall of each half, per rule and overall, and what went wrong."""
    lines: list[str] = []
    for half in HALVES:
        corpus = entries(half)
        scores = score(corpus)
        clean = sum(not entry["fires"] for entry in corpus)
        lines += ["", f"{half}: {len(corpus)} entries, {clean} of them without fault"]
        for code, one in (*scores.items(), ("all", overall(scores))):
            lines.append(
                f"  {code:15} due {len(one.right) + len(one.missed):3}  precision"
                f" {one.precision:5.3f}  recall {one.recall:5.3f}"
            )
            if code != "all" and (one.wrong or one.missed):
                lines.append(
                    f"{'':17} wrongly {' '.join(one.wrong) or '-'};"
                    f" missed {' '.join(one.missed) or '-'}"
                )
    return "\n".join(lines[1:])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / "coach" / name).read_text(encoding="utf-8"))
