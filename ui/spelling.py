"""Tells right words from wrong ones without ever holding up the window: the dictionary is loaded
and asked in a thread of its own.
"""

import logging
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

_log = logging.getLogger("holdfast.spelling")

MOST_SUGGESTED = 5
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’]+")
# Up to so many capitals are initials or an abbreviation; others look after those.
_ABBREVIATION = 5


class Checker(Protocol):
    """A dictionary, as the thread asks it."""

    def is_right(self, word: str) -> bool:
        """Whether a word is spelt as the dictionary has it."""
        ...

    def suggest(self, word: str) -> Sequence[str]:
        """Return what a wrong word may have been meant to be, likeliest first."""
        ...


class _Worker(QObject):
    """Lives in the thread; the words it is asked about are kept nowhere."""

    loaded = Signal(bool)
    checked = Signal(object)
    suggested = Signal(str, object)

    def __init__(self, load: Callable[[], Checker]) -> None:
        super().__init__()
        self._load = load
        self._checker: Checker | None = None

    @Slot()
    def load(self) -> None:
        try:
            self._checker = self._load()
        except Exception as error:  # noqa: BLE001 - border: without a dictionary people still write
            _log.error("no dictionary: %s", type(error).__name__)
        self.loaded.emit(self._checker is not None)

    @Slot(object)
    def check(self, words: Sequence[str]) -> None:
        if self._checker is None:
            return
        verdicts = {}
        for word in words:
            verdicts[word] = self._checker.is_right(word)
            time.sleep(0)  # the window goes first
        self.checked.emit(verdicts)

    @Slot(str)
    def suggest(self, word: str) -> None:
        found = self._checker.suggest(word) if self._checker is not None else ()
        self.suggested.emit(word, tuple(found)[:MOST_SUGGESTED])


class Spelling(QObject):
    """What every writing area of the program asks.

    ``checked`` carries the words that have just been found wrong; ``suggested`` a word and what it
    may mean.
    """

    ready = Signal()
    checked = Signal(object)
    suggested = Signal(str, object)
    _asked = Signal(object)
    _wanted = Signal(str)

    def __init__(self, load: Callable[[], Checker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verdicts: dict[str, bool] = {}
        # the same by the word as it stands in the text: asked for each word at each key
        self._at_once: dict[str, bool] = {}
        self._waiting: set[str] = set()
        self._names: frozenset[str] = frozenset()
        self._kept: set[str] = set()
        self._thread: QThread | None = None
        self._usable = False
        self._worker = _Worker(load)
        queued = Qt.ConnectionType.QueuedConnection
        self._worker.loaded.connect(self._loaded, queued)
        self._worker.checked.connect(self._take, queued)
        self._worker.suggested.connect(self.suggested, queued)
        self._asked.connect(self._worker.check, queued)
        self._wanted.connect(self._worker.suggest, queued)

    def start(self) -> None:
        """Load the dictionary in the background; call it once the first screen is painted."""
        if self._thread is None:
            self._thread = thread = QThread()
            self._worker.moveToThread(thread)
            self.destroyed.connect(lambda: _end(thread))
            self._thread.started.connect(self._worker.load)
            self._thread.start(QThread.Priority.LowPriority)
            application = QCoreApplication.instance()
            if application is not None:
                application.aboutToQuit.connect(self.stop)

    def stop(self) -> None:
        """End the thread after what is under way; a program that quits does it by itself."""
        if self._thread is not None:
            _end(self._thread)

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
            self._asked.emit(tuple(new))

    def suggest(self, word: str) -> None:
        """Have somebody think about a word; ``suggested`` follows, with the word as given here."""
        if self._usable:
            self._wanted.emit(word)
        else:
            self.suggested.emit(word, ())

    @Slot(bool)
    def _loaded(self, there: bool) -> None:
        self._usable = there
        if there:
            self.ready.emit()

    @Slot(object)
    def _take(self, verdicts: dict[str, bool]) -> None:
        self._waiting -= verdicts.keys()
        self._verdicts |= verdicts
        self.checked.emit(frozenset(word for word, right in verdicts.items() if not right))


def _end(thread: QThread) -> None:
    thread.quit()
    thread.wait()


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
