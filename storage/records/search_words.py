"""What somebody looks for: words, "phrases", beginnings; and where they stand in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.records.names import fold
from storage.records.searched_boxes import JOINED, WORD, fold_word

_CHUNK = re.compile(r"[\"“”„]([^\"“”„]*)([\"“”„]|$)|([^\s\"“”„]+)")
_BEFORE, _AFTER = 48, 128
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that must follow each other, folded as the index folds; the last may be a beginning.

    ``alike`` are names that are said like the word: a row with one of them is found as well.
    """

    words: tuple[str, ...]
    begins: bool = True
    alike: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The term in the language of the index; nothing of it can be taken for an operator."""
        own = f'"{" ".join(self.words)}"{"*" if self.begins else ""}'
        if not self.alike:
            return own
        return "(" + " OR ".join((own, *(f'"{name}"' for name in self.alike))) + ")"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of a text in one line, and (start, end) of each match in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


def terms_of(text: str) -> tuple[Term, ...]:
    """Read what was typed: every word, or a word that begins with it; in quotation marks the very
    words in their order. Marks that hold no word mean nothing; an open quotation ends with the
    text, its last word may go on.
    """
    found = []
    for chunk in _CHUNK.finditer(text):
        quoted, closing, plain = chunk.groups()
        words = tuple(fold_word(word) for word in WORD.findall(quoted or plain or ""))
        if words:
            found.append(Term(words=words, begins=not closing))
    return tuple(dict.fromkeys(found))


def match_all(terms: Sequence[Term]) -> str:
    """All terms in the language of the index."""
    return " AND ".join(term.match for term in terms)


def marks(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return (start, end) of every match of any of ``terms``, whole words, in order."""
    likely = [term for term in terms if may_stand_in(text, term)]
    if not likely:
        return []
    words = [(word.start(), word.end(), fold_word(word.group())) for word in WORD.finditer(text)]
    found: set[tuple[int, int]] = set()
    for term in likely:
        found |= _of_term(words, term)
        if len(term.words) == 1:
            found |= _in_one_piece(text, term)
    return _apart(sorted(found))


def matched(text: str, terms: Sequence[Term]) -> int:
    """Return how many of ``terms`` stand in a text."""
    return sum(1 for term in terms if marks(text, [term]))


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """Return the words around the first match, or the beginning where nothing matches."""
    return cut_around(text, marks(text, terms))


def cut_around(text: str, every: Sequence[tuple[int, int]]) -> Snippet:
    """Return the words around the first of these matches."""
    start, end = every[0] if every else (0, 0)
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    if first > 0:  # begin with a whole word
        first = text.find(" ", first, start) + 1 or first
    line = _ELLIPSIS if first > 0 else ""
    words: list[tuple[int, int, int]] = []
    for found in re.finditer(r"\S+", text[first:last]):
        line += " " if words else ""
        words.append((first + found.start(), first + found.end(), len(line)))
        line += found.group()
    line += _ELLIPSIS if last < len(text) else ""
    return Snippet(text=line, marks=tuple(_moved(every, words)))


def may_stand_in(text: str, term: Term) -> bool:
    """A look at the letters alone, before a text is taken apart word by word."""
    if not text.isascii():
        return True
    small = text.lower()
    if all(word in small for word in term.words) or any(name in small for name in term.alike):
        return True
    return len(term.words) == 1 and ("'" in text or "-" in text)


def _moved(
    every: Sequence[tuple[int, int]], words: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    """Marks of the whole text as marks of the line that its words were put into."""
    result = []
    for start, end in every:
        touched = [word for word in words if word[0] < end and start < word[1]]
        if touched:
            one, other = touched[0], touched[-1]
            began = one[2] + max(0, start - one[0])
            result.append((began, other[2] + min(end, other[1]) - other[0]))
    return result


def _of_term(words: Sequence[tuple[int, int, str]], term: Term) -> set[tuple[int, int]]:
    found = set()
    size = len(term.words)
    for place in range(len(words) - size + 1):
        folded = [word[2] for word in words[place : place + size]]
        if folded[:-1] == list(term.words[:-1]) and _fits(folded[-1], term):
            found.add((words[place][0], words[place + size - 1][1]))
    found |= {(start, end) for start, end, word in words if word in term.alike}
    return found


def _fits(word: str, term: Term) -> bool:
    wanted = term.words[-1]
    if word.startswith(wanted) if term.begins else word == wanted:
        return True
    return not word.isascii() and fold(word).startswith(wanted)


def _in_one_piece(text: str, term: Term) -> set[tuple[int, int]]:
    """O’Brien for somebody who looks for obrien."""
    return {
        found.span()
        for found in JOINED.finditer(text)
        if fold(found.group()).startswith(term.words[0]) or fold(found.group()) in term.alike
    }


def _apart(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Matches that overlap become one."""
    result: list[tuple[int, int]] = []
    for start, end in found:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
