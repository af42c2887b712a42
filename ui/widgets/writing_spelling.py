"""Spelling in a writing area: what is looked up when, and the menu of what a word may mean."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from ui.spelling import Spelling
from ui.theme import Tokens as Colours
from ui.theme import tokens_for
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.writing_marks import UNREAD, WritingMarks, words_of
from ui.widgets.writing_tokens import Tokens

_NOWHERE = -1
# Until the area is on the screen, about a screenful counts as seen.
_FIRST_SEEN = 60


class SpellingHelp(QObject):
    """Paragraphs in sight are looked up, the word being typed is not; menus wait for the thread and
    never the other way round.
    """

    def __init__(self, area: QTextEdit, *, identifier: str, tokens: Tokens) -> None:
        super().__init__(area)
        self._area, self._identifier, self._tokens = area, identifier, tokens
        self._spelling: Spelling | None = None
        self._writing = _NOWHERE
        self._word: QTextCursor | None = None
        self._menu_at: QPoint | None = None
        self._only_suggestions = False
        self._colours: Colours | None = None
        self._first, self._last = 0, _FIRST_SEEN
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._look_at_what_is_seen)
        area.document().contentsChange.connect(self._noted)  # before the marks are drawn
        self._marks = WritingMarks(
            area.document(),
            tokens=tokens,
            in_sight=self._in_sight,
            writing_at=lambda: self._writing,
        )
        area.verticalScrollBar().valueChanged.connect(self._look_soon)
        area.verticalScrollBar().rangeChanged.connect(self._look_soon)

    def set_spelling(self, spelling: Spelling | None) -> None:
        """Set who judges the words, or nobody."""
        if self._spelling is not None:
            self._spelling.disconnect(self)
        self._spelling = spelling
        if spelling is not None:
            spelling.ready.connect(self._marks.rehighlight)
            spelling.checked.connect(self._checked)
            spelling.suggested.connect(self._suggested)
        self._marks.set_spelling(spelling)

    def redraw(self) -> None:
        """Draw everything anew."""
        self._marks.rehighlight()

    def take_colours(self) -> None:
        """Draw in the colours of the look, where it changed."""
        colours = tokens_for(self._area)
        if colours != self._colours:
            self._colours = colours
            self._marks.set_colours(colours)

    # -- what is looked up -------------------------------------------------------------------------

    def _noted(self, position: int, removed: int, added: int) -> None:
        """One letter more or less: the word there is being typed."""
        self._writing = position + added if abs(added - removed) == 1 else _NOWHERE
        self._look.start()

    def caret_moved(self) -> None:
        """The word that was being typed is finished once the caret leaves it."""
        left, here = self._writing, self._area.textCursor().position()
        if left in {_NOWHERE, here}:
            return
        self._writing = _NOWHERE
        block = self._area.document().findBlock(left)
        if self._spelling is not None and any(
            start < left - block.position() <= end and self._spelling.verdict(word) is False
            for start, end, word in words_of(block.text())
        ):
            self._marks.rehighlightBlock(block)

    def _in_sight(self, number: int) -> bool:
        here = self._area.textCursor().blockNumber()
        return self._first <= number <= self._last or number == here

    def _seen(self) -> Iterator[QTextBlock]:
        bottom = QPoint(0, self._area.viewport().height())
        self._first = self._area.cursorForPosition(QPoint(0, 0)).blockNumber()
        self._last = self._area.cursorForPosition(bottom).blockNumber()
        block = self._area.document().findBlockByNumber(self._first)
        while block.isValid() and block.blockNumber() <= self._last:
            yield block
            block = block.next()

    def _look_soon(self, *_: int) -> None:
        self._look.start()

    def _look_at_what_is_seen(self) -> None:
        if self._spelling is not None:
            for block in self._seen():
                if block.userState() == UNREAD:
                    self._marks.rehighlightBlock(block)

    def _checked(self, wrong: frozenset[str]) -> None:
        """Draw again what is in sight where a word was found wrong; all of it when one was
        accepted.
        """
        for block in self._seen():
            text = block.text()
            if not wrong or any(word in text for word in wrong):
                self._marks.rehighlightBlock(block)

    # -- the menu ----------------------------------------------------------------------------------

    def show_menu(self) -> bool:
        """Offer what the doubtful word at the caret, or the nearest one, may mean."""
        if self._spelling is None:
            return False
        word = self._wrong_word(self._area.textCursor(), nearest=True)
        if word is None:
            announce(self._area, self.tr("No spelling to look at in this paragraph"))
            return True
        self._ask(word, None, only_suggestions=True)
        return True

    def show_context_menu(self, place: QPoint | None) -> None:
        """The usual menu at ``place`` in the area (or at the caret), with suggestions if any."""
        here = self._area.textCursor()
        if place is not None:
            here = self._area.cursorForPosition(self._area.viewport().mapFrom(self._area, place))
        word = self._wrong_word(here, nearest=False)
        if word is None:
            self._open(None, (), place)
        else:
            self._ask(word, place)

    def _wrong_word(self, caret: QTextCursor, *, nearest: bool) -> QTextCursor | None:
        if self._spelling is None:
            return None
        block = caret.block()
        here = caret.position() - block.position()
        linked = [
            (token.start - block.position(), token.end - block.position())
            for token in self._tokens.of_block(block)
        ]
        wrong = [
            (start, end)
            for start, end, word in words_of(block.text())
            if self._spelling.verdict(word) is False
            and not any(first < end and start < last for first, last in linked)
        ]
        at = [place for place in wrong if place[0] <= here <= place[1]]
        if not at and nearest:
            before = [place for place in wrong if place[1] < here]
            at = before[-1:] or wrong[:1]
        if not at:
            return None
        result = QTextCursor(block)
        result.setPosition(block.position() + at[0][0])
        result.setPosition(block.position() + at[0][1], QTextCursor.MoveMode.KeepAnchor)
        return result

    def _ask(
        self, word: QTextCursor, place: QPoint | None, *, only_suggestions: bool = False
    ) -> None:
        self._word, self._menu_at, self._only_suggestions = word, place, only_suggestions
        if self._spelling is not None:
            self._spelling.suggest(word.selectedText())

    def _suggested(self, word: str, suggestions: Sequence[str]) -> None:
        """The thread has thought; the menu opens unless the writer has gone on meanwhile."""
        cursor, self._word = self._word, None
        if cursor is not None and cursor.selectedText() == word and self._area.hasFocus():
            self._open(cursor, suggestions, self._menu_at)

    def _open(
        self, word: QTextCursor | None, suggestions: Sequence[str], place: QPoint | None
    ) -> None:
        short = word is not None and self._only_suggestions
        menu = QMenu(self._area) if short else self._area.createStandardContextMenu()
        identify(menu, f"{self._identifier}.spelling", self.tr("Spelling"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if word is not None:
            self._add_suggestions(menu, word, suggestions)
        where = place
        if where is None:
            rect = self._area.cursorRect(word if word is not None else self._area.textCursor())
            where = self._area.viewport().mapTo(self._area, rect.bottomLeft())
        menu.popup(self._area.mapToGlobal(where))

    def _add_suggestions(self, menu: QMenu, word: QTextCursor, suggestions: Sequence[str]) -> None:
        actions = [QAction(text.replace("&", "&&"), menu) for text in suggestions]
        for action, text in zip(actions, suggestions, strict=True):
            action.triggered.connect(partial(self._replace, word, text))
        if not actions:
            actions.append(QAction(self.tr("No suggestion"), menu))
            actions[0].setEnabled(False)
        keep = QAction(self.tr("It is right"), menu)
        keep.triggered.connect(partial(self._accept, word.selectedText()))
        actions.extend((_line(menu), keep))
        usual = menu.actions()
        if usual:
            actions.append(_line(menu))
            menu.insertActions(usual[0], actions)
        else:
            menu.addActions(actions)
        if suggestions:
            menu.setActiveAction(actions[0])

    def _replace(self, word: QTextCursor, text: str) -> None:
        word.insertText(text)
        announce(self._area, text)

    def _accept(self, word: str) -> None:
        if self._spelling is not None:
            self._spelling.accept(word)


def _line(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line
