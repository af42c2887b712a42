"""Reads school_words.toml: words that are right in a school, and words that need care."""

from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolWords:
    """``right`` beside the dictionary, ``likely`` first among suggestions, ``openers`` of sentences
    that are no names (in small letters).
    """

    edition: str
    right: tuple[str, ...]
    likely: tuple[str, ...]
    openers: tuple[str, ...]


@cache
def school_words() -> SchoolWords:
    """Return the edition in force."""
    data = resources.read_toml("dictionaries", "school_words.toml")
    return SchoolWords(
        edition=data["edition"],
        right=tuple(data["right"]),
        likely=tuple(data["likely"]),
        openers=tuple(data["openers"]),
    )
