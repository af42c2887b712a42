"""The order in which the pieces of one line are painted when scripts of both directions meet."""

import re
import unicodedata
from typing import NamedTuple

from bidi import algorithm

_STRONG = {"L": 0, "R": 1, "AL": 1}
# Marks of direction that came along with a copied name: taken as neutral, as other marks that are
# not seen. They could hide words by turning them round, and not every library follows them.
# "" is what a character has that is newer than this Python.
_NEUTRAL_TO_SHAPING = frozenset(
    ("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "")
)
_INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d)")


class Piece(NamedTuple):
    """Characters of one level; an odd level runs from right to left."""

    text: str
    level: int


def base_level(text: str) -> int:
    """Return 1 where the first strong character runs from right to left, else 0 (rule P2, P3)."""
    for each in text:
        level = _STRONG.get(unicodedata.bidirectional(each))
        if level is not None:
            return level
    return 0


def painting_order(line: str, *, base: int) -> list[Piece]:
    """Cut a line into pieces of one level and one kind (space or not), leftmost first."""
    levels = _levels(line, base)
    pieces: list[Piece] = []
    for each, level in zip(line, levels, strict=True):
        last = pieces[-1] if pieces else None
        if last and last.level == level and (last.text[-1] == " ") == (each == " "):
            pieces[-1] = Piece(last.text + each, level)
        else:
            pieces.append(Piece(each, level))
    return _reorder(pieces)


def _levels(line: str, base: int) -> list[int]:
    # "07700 900468" is one number: its space joins as a common separator does (rule W4), or the
    # two halves would change places after an Arabic name
    joined = _INSIDE_NUMBER.sub("\u00a0", line)
    kept = [each for each in joined if unicodedata.bidirectional(each) not in _NEUTRAL_TO_SHAPING]
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels("".join(kept), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    resolved = iter(storage["chars"])
    levels: list[int] = []
    for each in line:
        if unicodedata.bidirectional(each) in _NEUTRAL_TO_SHAPING:
            levels.append(levels[-1] if levels else base)
        else:
            levels.append(int(next(resolved)["level"]))
    for index in range(len(line) - 1, -1, -1):  # rule L1: trailing space takes the base level
        if line[index] != " ":
            break
        levels[index] = base
    return levels


def _reorder(pieces: list[Piece]) -> list[Piece]:
    highest = max((piece.level for piece in pieces), default=0)
    for level in range(highest, 0, -1):  # rule L2
        start = 0
        while start < len(pieces):
            end = start
            while end < len(pieces) and pieces[end].level >= level:
                end += 1
            pieces[start:end] = reversed(pieces[start:end])
            start = max(end, start + 1)
    return pieces
