"""What can be said about a mark, and the rules beside it, from the dated data file."""

from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMapWords:
    """The lists and rules of one edition; ``colours`` are names with their swatches ("" none)."""

    edition: str
    kinds: tuple[str, ...]
    sizes: tuple[str, ...]
    colours: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    urgent: str
    urgent_kinds: tuple[str, ...]
    urgent_now: str
    urgent_unless: str
    words_only: str


@cache
def body_map_words() -> BodyMapWords:
    """Return the edition in force."""
    table = resources.read_toml("vocabularies", "body_map.toml")
    return BodyMapWords(
        edition=table["edition"],
        kinds=tuple(table["kinds"]),
        sizes=tuple(table["sizes"]),
        colours=tuple((colour["name"], colour["swatch"]) for colour in table["colour"]),
        rules=tuple(table["rules"]),
        urgent=table["urgent"],
        urgent_kinds=tuple(table["urgent_kinds"]),
        urgent_now=table["urgent_now"],
        urgent_unless=table["urgent_unless"],
        words_only=table["words_only"],
    )
