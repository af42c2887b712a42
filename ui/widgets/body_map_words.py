"""What can be said about a mark, and the rules beside it, from the dated data file."""

from dataclasses import dataclass
from functools import cache

import resources


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
