"""What can be said about a mark, from the dated data file, and one line that says it all."""

from dataclasses import dataclass
from functools import cache

import resources
from storage.records.body_map import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMapWords:
    """The lists and rules of one edition."""

    edition: str
    kinds: tuple[str, ...]
    colours: tuple[str, ...]
    rules: tuple[str, ...]
    urgent: str
    words_only: str


@cache
def body_map_words() -> BodyMapWords:
    """Return the edition in force."""
    table = resources.read_toml("vocabularies", "body_map.toml")
    return BodyMapWords(
        edition=table["edition"],
        kinds=tuple(table["kinds"]),
        colours=tuple(table["colours"]),
        rules=tuple(table["rules"]),
        urgent=table["urgent"],
        words_only=table["words_only"],
    )


def sentence(text: str) -> str:
    """Return a word of the lists with a capital letter."""
    return text[:1].upper() + text[1:]


def described(mark: Mark) -> str:
    """Return what is known of a mark in one line, for the list and for reading out."""
    size = mark.size.strip()
    if size:
        size = f"{size} ({'measured' if mark.measured else 'estimated'})"
    told = [
        sentence(mark.kind) or "Not described yet",
        size,
        mark.colour,
        mark.shape,
        {"yes": "skin broken", "no": "skin not broken"}.get(mark.broken_skin, ""),
        {"yes": "swollen", "no": "not swollen"}.get(mark.swelling, ""),
        {"yes": "child says it hurts", "no": "child says it does not hurt"}.get(mark.pain, ""),
    ]
    return ", ".join(part for part in told if part)
