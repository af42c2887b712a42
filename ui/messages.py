"""The sentences for people: an error's code and facts become one plain sentence and what to do
next.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence that says what is wrong, and one that says what to do next."""

    code: str
    message: str
    next_step: str

    @property
    def text(self) -> str:
        """Both sentences in one line."""
        return f"{self.message} {self.next_step}".strip()


def message_for(error: UserFacingError) -> Message:
    """Return the sentences for an error; a code without sentences is a bug and says so without
    details.
    """
    entry = _sentences().get(error.code)
    if entry is None:
        return Message(
            code=error.code,
            message=f"Something went wrong ({error.code}).",
            next_step="Nothing was changed. Try again; if it happens again, note this code.",
        )
    facts = {name: str(value) for name, value in error.facts.items()}
    if "fault" in facts:
        facts["fault"] = _fault_sentence(facts)
    return Message(
        code=error.code,
        message=entry["message"].format_map(_Facts(facts)).strip(),
        next_step=entry.get("next_step", "").format_map(_Facts(facts)),
    )


def has_sentence(code: str) -> bool:
    """Whether a code has sentences of its own."""
    return code in _sentences()


def _fault_sentence(facts: dict[str, str]) -> str:
    """The kind of a fault as the sentence that stands for it, for errors that carry one."""
    entry = _sentences().get(f"ledger.{facts['fault']}")
    sentence: str = "" if entry is None else entry["message"].format_map(_Facts(facts))
    return sentence


class _Facts(dict[str, str]):
    """A fact that is missing shows as a dash rather than as a broken sentence."""

    def __missing__(self, key: str) -> str:
        return "–"


@cache
def _sentences() -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    for file in resources.find("messages").iterdir():
        if file.name.endswith(".toml"):
            result.update(resources.read_toml("messages", file.name))
    return result
