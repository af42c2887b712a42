"""Names while somebody writes: the list behind "@", the quiet offer, and the tokens they become."""

from collections import Counter
from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from storage.records.name_tokens import (
    WORD,
    NamedPerson,
    NameIndex,
    NameOffer,
    asked_at,
)
from ui.widgets.announce import announce
from ui.widgets.writing_names import NamesList
from ui.widgets.writing_offer import OfferLine
from ui.widgets.writing_tokens import Tokens, from_document, to_document

PAUSE_MS = 1200
# An offer that was passed over so often is not made again in this text.
_OFTEN_ENOUGH = 2
_NOT_DISMISSED = -1


class PeopleHelp(QObject):
    """``wanted`` carries a place in the document (start, end) and who is to stand there."""

    wanted = Signal(int, int, object)
    room_changed = Signal()

    def __init__(self, area: QTextEdit, *, identifier: str, tokens: Tokens) -> None:
        super().__init__(area)
        self._area, self._tokens, self._identifier = area, tokens, identifier
        self._index = NameIndex()
        self._list: NamesList | None = None
        self._place = (0, 0)
        self._dismissed = _NOT_DISMISSED
        self._offer: NameOffer | None = None
        self._offered_at = QTextCursor()
        self._passed_over: Counter[Collection[str]] = Counter()
        self.line = OfferLine(area, identifier=identifier)
        self.line.pressed.connect(self.take_offer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.paused)

    def set_index(self, index: NameIndex) -> None:
        """Set who can be found."""
        self._index = index
        self.forget()

    def forget(self) -> None:
        """Drop what is being offered and what was passed over."""
        self._passed_over.clear()
        self._dismissed = _NOT_DISMISSED
        self.close_list()
        self._withdraw()

    def list_open(self) -> bool:
        """Whether names are in sight."""
        return self._list is not None and not self._list.isHidden()

    def offer(self) -> NameOffer | None:
        """What is being offered in the line now."""
        return self._offer

    # -- after each change -----------------------------------------------------------------------

    def written(self, *, by_key: bool, since: int) -> None:
        """Look at what was written from ``since`` (in the document) to the caret; only a key opens
        the list, so that a burst of dictated or pasted words never does.
        """
        text, caret = self._text_and_caret()
        self._follow(text, caret, by_key=by_key)
        if not self._still_stands():
            self._withdraw()
        if not self.list_open():
            start = min(from_document(text, since), caret)
            self._offer_names(text, [end for end in _word_ends(text, start, caret) if end < caret])
        self._pause.start()

    def paused(self) -> None:
        """Nobody has written for a moment: the last word is finished."""
        text, caret = self._text_and_caret()
        if not self.list_open():
            self._offer_names(text, _word_ends(text, caret, caret))
        self.line.announce_once()

    def caret_moved(self) -> None:
        """Close the list where its "@" was left."""
        if self.list_open() and asked_at(*self._text_and_caret()) is None:
            self.close_list()

    def _text_and_caret(self) -> tuple[str, int]:
        text = self._area.toPlainText()
        return text, from_document(text, self._area.textCursor().position())

    # -- the list ----------------------------------------------------------------------------------

    def _follow(self, text: str, caret: int, *, by_key: bool) -> None:
        asked = None if self._area.textCursor().hasSelection() else asked_at(text, caret)
        if asked is None:
            self._dismissed = _NOT_DISMISSED
            self.close_list()
            return
        start, typed = asked
        if start == self._dismissed or not (by_key or self.list_open()):
            return
        linked = {token.mention.id for token in self._tokens.all()}
        found = self._index.search(typed, first=linked)
        if not found:
            self.close_list()
            return
        self._open(found, to_document(text, start), to_document(text, caret))

    def _open(self, people: Sequence[NamedPerson], start: int, end: int) -> None:
        if self._list is None:
            self._list = NamesList(self._area, identifier=self._identifier)
            self._list.chosen.connect(self._chosen)
        self._place = (start, end)
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(start)
        here = self._area.cursorRect(cursor)
        window = self._area.window()
        corner = self._area.viewport().mapTo(window, QPoint(here.left(), here.top()))
        self._list.offer(people, below=QRect(corner, here.size()))

    def close_list(self) -> None:
        """Take the list out of the window, with the names in it."""
        if self._list is not None:
            self._list.close_list()
            self._list.deleteLater()
            self._list = None

    def take_key(self, event: QKeyEvent) -> bool:
        """Let the list have the keys that choose in it; every letter goes on to the text."""
        if self._list is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._list.step(1)
            case Qt.Key.Key_Up:
                self._list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._list.take()
            case Qt.Key.Key_Escape:
                text, caret = self._text_and_caret()
                asked = asked_at(text, caret)
                self._dismissed = asked[0] if asked else _NOT_DISMISSED
                self.close_list()
            case _:
                return False
        return True

    def take_marked(self) -> None:
        """Choose the name that is marked in the list."""
        if self._list is not None:
            self._list.take()

    def _chosen(self, person: NamedPerson) -> None:
        start, end = self._place
        self.close_list()
        self.wanted.emit(start, end, person)

    # -- the quiet offer ---------------------------------------------------------------------------

    def _offer_names(self, text: str, ends: Sequence[int]) -> None:
        for end in reversed(ends):
            offer = self._index.offer_at(text, end)
            if offer is not None and self._worth_it(text, offer):
                self._show(text, offer)
                return

    def _worth_it(self, text: str, offer: NameOffer) -> bool:
        start, end = (to_document(text, offer.start + n) for n in (0, offer.length))
        tokens = self._tokens.all()
        if any(token.start < end and start < token.end for token in tokens):
            return False
        linked = {token.mention.id for token in tokens}
        if len(offer.people) == 1 and offer.people[0].id in linked:
            return False
        return self._passed_over[_who(offer)] < _OFTEN_ENOUGH

    def _show(self, text: str, offer: NameOffer) -> None:
        if self._offer is not None and self._still_stands():
            if (self._offer.start, self._offer.people) == (offer.start, offer.people):
                return
            self._passed_over[_who(self._offer)] += 1
        self._offer = offer
        self._offered_at = QTextCursor(self._area.document())
        end = offer.start + offer.length
        self._offered_at.setPosition(to_document(text, offer.start))
        self._offered_at.setPosition(to_document(text, end), QTextCursor.MoveMode.KeepAnchor)
        self._offered_at.setKeepPositionOnInsert(True)
        self.line.show_offer(offer, written=text[offer.start : end])
        self.room_changed.emit()

    def _still_stands(self) -> bool:
        if self._offer is None:
            return False
        at = self._offered_at
        text = self._area.toPlainText()
        end = from_document(text, at.selectionEnd())
        found = self._index.offer_at(text, end) if at.hasSelection() else None
        return (
            found is not None
            and found.people == self._offer.people
            and found.length == self._offer.length
            and not WORD.match(text, end)
        )

    def take_offer(self) -> None:
        """Link the one it may mean, or show the list of several; without an offer, whoever the name
        at the caret may mean.
        """
        text, caret = self._text_and_caret()
        if self._offer is None or not self._still_stands():
            ends = _word_ends(text, caret, caret)
            offer = self._index.offer_at(text, ends[-1]) if ends else None
            if offer is None:
                announce(self._area, self.tr("No name to link here"))
                return
            self._show(text, offer)
        offer, at = self._offer, self._offered_at
        start, end = at.selectionStart(), at.selectionEnd()
        if offer is None:
            return
        self._withdraw()
        if len(offer.people) == 1:
            self.wanted.emit(start, end, offer.people[0])
        else:
            self._open(offer.people, start, end)

    def _withdraw(self) -> None:
        if self._offer is not None:
            self._offer = None
            self._offered_at = QTextCursor()
            self.line.withdraw()
            self.room_changed.emit()


def _who(offer: NameOffer) -> frozenset[str]:
    return frozenset(person.id for person in offer.people)


def _word_ends(text: str, start: int, end: int) -> list[int]:
    """Where words end that lie in a part of the text or reach into it."""
    begin = max((text.rfind(mark, 0, start) for mark in " \n"), default=-1) + 1
    return [match.end() for match in WORD.finditer(text, begin, end)]
