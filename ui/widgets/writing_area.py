"""The box in which an account is written: plain text, with names as linked tokens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from resources.dictionaries.school_words import school_words
from storage.records.concern import Mention
from storage.records.name_tokens import LinkedSpan, NamedPerson, NameIndex
from ui.spelling import Spelling
from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.writing_people import PeopleHelp
from ui.widgets.writing_spelling import SpellingHelp
from ui.widgets.writing_tokens import Tokens, linked_here, reading_direction, to_document

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A picture in a text; it has no letters.
_OBJECT = "\ufffc"


class WritingArea(QTextEdit):
    """Tab moves on; what is pasted or dropped is text only; Ctrl+Enter is left to the form.

    ``changed`` says that the text or a link changed; ``pupil_linked`` which child was just named.
    Positions are characters of ``text()``. The box for a child's own words is made without help:
    ``check_spelling=False, offer_names=False``.
    """

    changed = Signal()
    pupil_linked = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        placeholder: str = "",
        lines: int = 4,
        check_spelling: bool = True,
        offer_names: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._lines = lines
        self._index = NameIndex()
        self._tokens = Tokens(self.document())
        self._spelling: Spelling | None = None
        self._help = SpellingHelp(self, identifier=identifier, tokens=self._tokens)
        self._checks = check_spelling
        self._people: PeopleHelp | None = None
        if offer_names:
            self._people = PeopleHelp(self, identifier=identifier, tokens=self._tokens)
            self._people.wanted.connect(self._link)
            self._people.room_changed.connect(self._make_room)
        self._composing = self._by_key = self._quiet = False
        self._since = 0
        self._was: tuple[str, tuple[Mention, ...]] = ("", ())
        self.setAcceptRichText(False)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document().contentsChange.connect(self._noted)
        self.textChanged.connect(self._compare)
        self.cursorPositionChanged.connect(self._moved)
        self._fit()

    # -- the text ----------------------------------------------------------------------------------

    def text(self) -> str:
        """What was written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put text in, as plain text; links and the way back to what stood there are dropped."""
        self._begin_anew()
        self.setPlainText(text)
        self._quiet = False
        self._compare()

    def clear(self) -> None:
        """Empty the box and forget everything about what stood in it."""
        self.set_text("")

    def _begin_anew(self) -> None:
        self._quiet = True
        self._tokens.clear()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setCurrentCharFormat(QTextCharFormat())
        if self._people is not None:
            self._people.forget()

    # -- names -------------------------------------------------------------------------------------

    def mentions(self) -> tuple[Mention, ...]:
        """Everybody linked, in the order of the text, each as often as they are linked there."""
        return tuple(token.mention for token in self._tokens.all())

    def linked_spans(self) -> tuple[LinkedSpan, ...]:
        """Where the tokens stand."""
        return self._tokens.spans(self.text())

    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Link these and nobody else, each where its words stand next; those that stand nowhere are
        dropped.
        """
        self._quiet = True
        self._tokens.clear()
        self._help.redraw()
        self._tokens.restore(self.text(), mentions)
        self.document().clearUndoRedoStacks()
        self._quiet = False
        self._compare()

    def set_people(self, people: Sequence[NamedPerson]) -> None:
        """Set who can be named; tokens that stand in the text stay."""
        words = school_words()
        self._index = NameIndex(people, is_word=self._is_word, openers=words.openers)
        if self._people is not None:
            self._people.set_index(self._index)

    def replace_at(self, start: int, length: int, person_id: str) -> bool:
        """Put somebody's token in place of what stands there; False where that cannot be."""
        text, person = self.text(), self._index.person(person_id)
        if person is None or start < 0 or length <= 0 or start + length > len(text):
            return False
        first, last = to_document(text, start), to_document(text, start + length)
        if any(token.start < last and first < token.end for token in self._tokens.all()):
            return False
        self._link(first, last, person)
        return True

    def _link(self, start: int, end: int, person: NamedPerson) -> None:
        name = " ".join(person.name.split())
        self._quiet = True
        self._tokens.put(start, end, Mention(id=person.id, kind=person.kind, text=name))
        self._quiet = False
        self._write_plainly()
        self._compare()
        self.ensureCursorVisible()
        announce(self, self.tr("{name} linked").format(name=name))
        if person.kind == "pupil":
            self.pupil_linked.emit(person.id)

    # -- spelling ----------------------------------------------------------------------------------

    def set_spelling(self, spelling: Spelling | None) -> None:
        """Set who judges the words; an area made without it judges none."""
        self._spelling = spelling
        self._help.set_spelling(spelling if self._checks else None)

    def _is_word(self, word: str) -> bool:
        return self._spelling is None or self._spelling.is_word(word)

    # -- writing -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list and the tokens have their few keys; the form has Ctrl+Enter; the rest writes."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _ENTER:
            event.ignore()
        elif not self._composing and self._taken(event, control=control):
            event.accept()
        else:
            self._write_plainly()
            self._by_key = _writes(event)
            super().keyPressEvent(event)
            self._by_key = False

    def _taken(self, event: QKeyEvent, *, control: bool) -> bool:
        if self._people is not None and self._people.take_key(event):
            return True
        if control and event.key() == Qt.Key.Key_Space and self._people is not None:
            self._people.take_offer()
            return True
        if control and event.key() == Qt.Key.Key_Period:
            return self._help.show_menu()
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return self._select_token(event.key())
        return False

    def _select_token(self, key: int) -> bool:
        """The first press of Backspace or Delete at a token selects it, the second takes it out."""
        cursor = self.textCursor()
        if key not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or cursor.hasSelection():
            return False
        place = cursor.position()
        token = self._tokens.at(place)
        back = key == Qt.Key.Key_Backspace
        if token is None or place != (token.end if back else token.start):
            return False
        cursor.setPosition(token.start if back else token.end)
        cursor.setPosition(token.end if back else token.start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        words = self.tr("{name} selected. Press again to remove it")
        announce(self, words.format(name=token.mention.text))
        return True

    def _write_plainly(self) -> None:
        """What is written beside a token is none of it."""
        if not self.textCursor().hasSelection() and linked_here(self.currentCharFormat()):
            self.setCurrentCharFormat(QTextCharFormat())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters still being put together are left alone; single letters count as typed."""
        self._write_plainly()
        self._composing = bool(event.preeditString())
        self._by_key = len(event.commitString()) == 1
        super().inputMethodEvent(event)
        self._by_key = False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the name that is marked while the list is open."""
        if forward and self._people is not None and self._people.list_open():
            self._people.take_marked()
            return True
        return super().focusNextPrevChild(forward)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop as plain text; formatting, pictures, links and files stay outside."""
        if source.hasFormat("text/plain"):
            text = source.text()
        else:
            text = QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        self.textCursor().insertText(text.replace(_OBJECT, ""), QTextCharFormat())
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether there is any text in it."""
        return source.hasFormat("text/plain") or source.hasHtml()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text and nothing else."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    # -- what follows from a change ----------------------------------------------------------------

    def _noted(self, position: int, _removed: int, _added: int) -> None:
        self._since = position

    def _compare(self) -> None:
        """Qt also says "changed" when an underline is drawn: only text and links count here."""
        if self._quiet:
            return
        now = (self.text(), self.mentions())
        if now == self._was:
            return
        typed = now[0] != self._was[0]
        self._was = now
        if typed:
            self._run_as_written(now[0])
        if typed and self._people is not None and self.document().isUndoAvailable():
            self._people.written(by_key=self._by_key, since=self._since)
        self.changed.emit()

    def _run_as_written(self, text: str) -> None:
        option = self.document().defaultTextOption()
        if option.textDirection() != reading_direction(text):
            option.setTextDirection(reading_direction(text))
            self.document().setDefaultTextOption(option)

    def _moved(self) -> None:
        self._help.caret_moved()
        if self._people is not None:
            self._people.caret_moved()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with what a doubtful word may mean above it."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._help.show_context_menu(None if keyboard else event.pos())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Names to choose from go when the writer does."""
        super().focusOutEvent(event)
        if self._people is not None:
            self._people.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        """No name stays behind on another page."""
        super().hideEvent(event)
        if self._people is not None:
            self._people.forget()

    # -- room --------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Keep the same number of lines in sight at every text size, in the colours of the look."""
        super().changeEvent(event)
        self._fit()
        if hasattr(self, "_help"):
            self._help.take_colours()
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the offer at the lower edge."""
        super().resizeEvent(event)
        self._make_room()

    def sizeHint(self) -> QSize:
        """As high as the lines that are always in sight."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """No more than those lines: Qt would keep room for scroll bars that are not there."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        self.setMinimumHeight(line * getattr(self, "_lines", 2) + space(2.5))

    def _make_room(self) -> None:
        line = self._people.line if self._people is not None else None
        if line is None or line.isHidden():
            self.setViewportMargins(0, 0, 0, 0)
            return
        width = self.width() - 4
        height = line.height_for(width)
        line.setGeometry(2, self.height() - height - 2, width, height)
        line.raise_()
        self.setViewportMargins(0, 0, 0, height)
        self.ensureCursorVisible()


def _writes(event: QKeyEvent) -> bool:
    """Whether a key puts in or takes out a letter; with AltGr, systems report Ctrl and Alt."""
    if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        return True
    held = event.modifiers()
    command = bool(held & Qt.KeyboardModifier.ControlModifier)
    letters = event.text()
    if command and not held & Qt.KeyboardModifier.AltModifier:
        return False
    return bool(letters) and letters.isprintable()
