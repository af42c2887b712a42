"""Tells right words from wrong ones without ever holding up the window: the dictionary is loaded
and asked in a thread of its own.
"""

import logging
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

_log = logging.getLogger("holdfast.spelling")

MOST_SUGGESTED = 5
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’]+")
# Up to so many capitals are initials or an abbreviation; others look after those.
_ABBREVIATION = 5


# How often answers are fetched while any is awaited.
_LOOK_MS = 20
# Whether there is a dictionary; which words are right; what a word may mean.
Answer = bool | dict[str, bool] | tuple[str, tuple[str, ...]]


class Checker(Protocol):
    """A dictionary, as the thread asks it."""

    def is_right(self, word: str) -> bool:
        """Whether a word is spelt as the dictionary has it."""
        ...

    def suggest(self, word: str) -> Sequence[str]:
        """Return what a wrong word may have been meant to be, likeliest first."""
        ...


class _Desk:
    """What the thread does. It knows nothing of windows: questions and answers go through queues,
    so a window may go at any moment; the words it is asked about are kept nowhere.
    """

    def __init__(self, load: Callable[[], Checker]) -> None:
        self._load = load
        self._ended = threading.Event()
        self._questions: SimpleQueue[tuple[str, ...] | str | None] = SimpleQueue()
        self.answers: SimpleQueue[Answer] = SimpleQueue()
        self.thread = threading.Thread(target=self._work, name="spelling", daemon=True)

    def ask(self, question: tuple[str, ...] | str) -> None:
        """Words to look up, or one word to think about."""
        self._questions.put(question)

    def end(self) -> None:
        """Have the thread end after the word under way."""
        self._ended.set()
        self._questions.put(None)

    def _work(self) -> None:
        try:
            checker = self._load()
        except Exception as error:  # noqa: BLE001 - border: without a dictionary people still write
            _log.error("no dictionary: %s", type(error).__name__)
            self.answers.put(False)
            return
        self.answers.put(True)
        while (question := self._questions.get()) is not None and not self._ended.is_set():
            if isinstance(question, str):
                found = tuple(checker.suggest(question))[:MOST_SUGGESTED]
                self.answers.put((question, found))
            else:
                self.answers.put(self._looked_up(checker, question))

    def _looked_up(self, checker: Checker, words: tuple[str, ...]) -> dict[str, bool]:
        verdicts = {}
        for word in words:
            if not self._ended.is_set():
                verdicts[word] = checker.is_right(word)
                time.sleep(0)  # the window goes first
        return verdicts


class Spelling(QObject):
    """What every writing area of the program asks.

    ``checked`` carries the words that have just been found wrong; ``suggested`` a word and what it
    may mean.
    """

    ready = Signal()
    checked = Signal(object)
    suggested = Signal(str, object)

    def __init__(self, load: Callable[[], Checker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verdicts: dict[str, bool] = {}
        # the same by the word as it stands in the text: asked for each word at each key
        self._at_once: dict[str, bool] = {}
        self._waiting: set[str] = set()
        self._names: frozenset[str] = frozenset()
        self._kept: set[str] = set()
        self._usable = self._started = False
        self._desk = desk = _Desk(load)
        self.destroyed.connect(lambda _gone: desk.end())
        self._open_questions = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._collect)

    def start(self) -> None:
        """Load the dictionary in the background; call it once the first screen is painted."""
        if not self._started:
            self._started = True
            self._desk.thread.start()
            self._expect()

    def stop(self) -> None:
        """End the thread after the word under way; it also ends with its window or the program."""
        self._desk.end()
        self._look.stop()

    def _expect(self) -> None:
        self._open_questions += 1
        self._look.start()

    def _collect(self) -> None:
        while not self._desk.answers.empty():
            self._open_questions -= 1
            self._take(self._desk.answers.get())
        if not self._open_questions:
            self._look.stop()

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, bool):
            self._usable = answer
            if answer:
                self.ready.emit()
        elif isinstance(answer, dict):
            self._waiting -= answer.keys()
            self._verdicts |= answer
            self.checked.emit(frozenset(word for word, right in answer.items() if not right))
        else:
            self.suggested.emit(*answer)

    def usable(self) -> bool:
        """Whether the dictionary is there."""
        return self._usable

    def set_names(self, names: Iterable[str]) -> None:
        """Take every word of these names for right: people of the school, the school itself."""
        self._names = frozenset(_plain(word) for name in names for word in _LATIN.findall(name))
        self._at_once.clear()

    def accept(self, word: str) -> None:
        """Take a word for right until ``forget()``; it is kept in memory only."""
        self._kept.add(_plain(word))
        self._at_once.clear()
        self.checked.emit(frozenset())

    def forget(self) -> None:
        """Drop what was accepted and looked up: the next writer learns nothing from it."""
        self._kept.clear()
        self._verdicts.clear()
        self._at_once.clear()
        self._waiting.clear()

    def verdict(self, word: str) -> bool | None:
        """Whether a word of a text is right; None until it was looked up (see ``ask``)."""
        known = self._at_once.get(word)
        if known is None:
            known = self._known(word)
            if known is not None:
                self._at_once[word] = known
        return known

    def _known(self, word: str) -> bool | None:
        if not examined(word) or _plain(word) in self._names or _plain(word) in self._kept:
            return True
        return self._verdicts.get(_looked_up(word))

    def is_word(self, word: str) -> bool:
        """Whether a word is known to be one, without waiting; True while nobody knows."""
        found = self._verdicts.get(_looked_up(word))
        if found is None:
            self.ask((word,))
        return found is not False

    def ask(self, words: Iterable[str]) -> None:
        """Have words looked up; ``checked`` follows."""
        if not self._usable:
            return
        new = {_looked_up(word) for word in words} - self._verdicts.keys() - self._waiting
        if new:
            self._waiting |= new
            self._desk.ask(tuple(new))
            self._expect()

    def suggest(self, word: str) -> None:
        """Have somebody think about a word; ``suggested`` follows, with the word as given here."""
        if self._usable:
            self._desk.ask(word)
            self._expect()
        else:
            self.suggested.emit(word, ())


def examined(word: str) -> bool:
    """Whether a word is looked up at all: Latin letters, and more than an abbreviation."""
    if len(word) < 2 or not _LATIN.fullmatch(word):
        return False
    return not (word.isupper() and len(word) <= _ABBREVIATION)


def _looked_up(word: str) -> str:
    straight = unicodedata.normalize("NFC", word).replace("’", "'").strip("'")
    return _POSSESSIVE.sub("", straight) or straight


def _plain(word: str) -> str:
    return _looked_up(word).casefold()
