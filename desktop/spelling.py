"""The British English dictionary, read from the files that come with the program."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import resources
from resources.dictionaries.school_words import SchoolWords, school_words

_FOLDER = ("dictionaries", "en_GB")
_NAME = "en_GB-ise"
# Reading gives way to the window so often, in lines.
_GIVE_WAY = 50


class BritishEnglish:
    """``ui.spelling`` asks this in its thread; nothing is learned, nothing is written."""

    def __init__(self, dictionary: Any, words: SchoolWords) -> None:
        self._dictionary = dictionary
        self._right = {word.casefold() for word in words.right}
        self._likely = {word: place for place, word in enumerate(words.likely)}

    def is_right(self, word: str) -> bool:
        """Whether the dictionary or the school's list has the word; British spelling alone is
        right: "organise" and "colour", not "organize" and "color".
        """
        return word.casefold() in self._right or bool(self._dictionary.lookup(word))

    def suggest(self, word: str) -> Sequence[str]:
        """Return what a wrong word may mean: words of everyday school life first."""
        found = list(dict.fromkeys(self._dictionary.suggest(word)))
        later = len(self._likely)
        return sorted(found, key=lambda one: min(self._likely.get(one.lower(), later), later))


def load_dictionary() -> BritishEnglish:
    """Read the dictionary: about half a second and 40 MB, so in a thread. Raises FileNotFoundError
    when the program's own files are not whole.
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
