"""Cuts a text where there is no room for all of it: after a whole word, for everybody to see."""

import re
from bisect import bisect_right
from collections.abc import Callable

MARK = " …"
_MOST = 600  # letters of a text that are looked at: more do not stand on two lines of any paper
_LABEL = re.compile(r"\[[^\[\]]*\]")
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_SENTENCE_END = re.compile(r"[.!?][”’\")\]]*\Z")
_ENOUGH = 0.6  # of what fits; a shorter sentence is not worth the room it leaves


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """Return ``text``, or as much of its beginning as fits, with MARK behind it.

    It ends with a sentence where one ends late enough, else with a word; what stands in brackets
    (a label in place of a name) stays whole. MARK alone is left of a text whose first word is too
    long.
    """
    if len(text) <= _MOST and fits(text):
        return text
    labels = [match.span() for match in _LABEL.finditer(text)]
    ends = [
        match.start()
        for match in _WORD_END.finditer(text, 0, _MOST)
        if text[match.start() :].strip()
        and not any(start < match.start() < end for start, end in labels)
    ]
    count = bisect_right(ends, False, key=lambda end: not fits(text[:end] + MARK))
    if not count:
        return MARK.strip()
    sentences = [end for end in ends[:count] if _SENTENCE_END.search(text[:end])]
    last = ends[count - 1]
    end = sentences[-1] if sentences and sentences[-1] >= _ENOUGH * last else last
    return text[:end] + MARK


def is_beginning(said: str, whole: str) -> bool:
    """Whether ``said`` is a text as ``cut`` leaves it, and ``whole`` begins with its words and goes
    on after them.
    """
    if said == MARK.strip():
        return bool(whole.strip())
    words = said.removesuffix(MARK)
    rest = whole[len(words) :]
    return (
        words != said
        and whole.startswith(words)
        and rest[:1].isspace()
        and bool(rest.strip())
        and bool(words.strip())
    )
