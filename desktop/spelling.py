"""The British English dictionary, read from the files that come with the program."""

import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import resources
from resources.dictionaries.school_words import SchoolWords, school_words

_FOLDER = ("dictionaries", "en_GB")
_NAME = "en_GB-ise"
# Reading gives way to the window so often, in lines.
_GIVE_WAY = 50
# In a shorter word two letters more or less make any other word.
_LONG_ENOUGH = 6


class BritishEnglish:
    """``ui.spelling`` asks this in its thread; nothing is learned, nothing is written."""

    def __init__(self, dictionary: Any, words: SchoolWords) -> None:
        self._dictionary = dictionary
        self._right = {word.casefold() for word in words.right}
        self._likely = words.likely

    def is_right(self, word: str) -> bool:
        """Whether the dictionary or the school's list has the word; British spelling alone is
        right: "organise" and "colour", not "organize" and "color".
        """
        return word.casefold() in self._right or bool(self._dictionary.lookup(word))

    def suggest(self, word: str) -> Sequence[str]:
        """Return what a wrong word may mean: words of everyday school life first."""
        small = word.lower()
        most = 1 if len(word) < _LONG_ENOUGH else 2
        near = {one: _apart(small, one.lower()) for one in self._likely}
        first = sorted((one for one in near if near[one] <= most), key=lambda one: near[one])
        capital = word[0].isupper()
        written = [one[0].upper() + one[1:] if capital else one for one in first]
        return list(dict.fromkeys((*written, *self._dictionary.suggest(word))))


def _apart(one: str, other: str) -> int:
    """How many letters have to be put in, left out, changed or swapped with the next."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for place, wanted in enumerate(other, start=1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            swapped = at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted
            row.append(min(cost, earlier[place - 2] + 1) if swapped else cost)
    return row[-1]


@cache
def load_dictionary() -> BritishEnglish:
    """Read the dictionary, once: about half a second and 40 MB, so in a thread. Raises
    FileNotFoundError when the program's own files are not whole.
    """
    from spylls.hunspell.dictionary import Dictionary  # 80 ms that the start does without
    from spylls.hunspell.readers import read_aff, read_dic  # as above

    aff, context = read_aff(_Lines(resources.read_text(*_FOLDER, f"{_NAME}.aff")))
    dic = read_dic(_Lines(resources.read_text(*_FOLDER, f"{_NAME}.dic")), aff=aff, context=context)
    return BritishEnglish(Dictionary(aff, dic), school_words())


class _Lines:
    """What the reader of dictionaries reads from: lines with their numbers, empty ones left out.
    Between them the window has its turn: otherwise each of its own calls waits for this thread.
    """

    def __init__(self, text: str) -> None:
        lines = enumerate((line.strip() for line in text.splitlines()), start=1)
        self._lines = (line for line in lines if line[1])

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self

    def __next__(self) -> tuple[int, str]:
        line = next(self._lines)
        if line[0] % _GIVE_WAY == 0:
            time.sleep(0)
        return line

    def reset_encoding(self, _name: str) -> None:
        """The text was decoded already: the files are UTF-8."""
