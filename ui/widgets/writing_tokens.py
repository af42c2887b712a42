"""Names as linked tokens in a document: they live in its formats, so undo and redo carry them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from storage.records.concern import Mention
from storage.records.name_tokens import LinkedSpan

_NUMBER = int(QTextFormat.Property.UserProperty.value) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Where a token stands in the document, in the document's own positions (UTF-16)."""

    start: int
    length: int
    mention: Mention

    @property
    def end(self) -> int:
        """The position behind its last letter."""
        return self.start + self.length


def to_document(text: str, place: int) -> int:
    """Return the document's position of a character: those beyond U+FFFF count twice there."""
    return place if text.isascii() else place + sum(one > "\uffff" for one in text[:place])


def from_document(text: str, position: int) -> int:
    """Return which character stands at a position of the document."""
    if text.isascii():
        return position
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))


def reading_direction(text: str) -> Qt.LayoutDirection:
    """Return how paragraphs run: an English one that begins with an Arabic name runs left to right
    all the same; text mostly in a script that runs to the left is left to Qt.
    """
    if text.isascii():
        return Qt.LayoutDirection.LeftToRight
    leftwards = sum("\u0590" <= letter <= "\u08ff" for letter in text)
    mostly = 2 * leftwards > sum(letter.isalpha() for letter in text)
    return Qt.LayoutDirection.LayoutDirectionAuto if mostly else Qt.LayoutDirection.LeftToRight


class Tokens:
    """The tokens of one document.

    A token is whole as long as its name stands there as it was put in: a letter changed inside
    unlinks it without a second step to undo, and taking that change back links it again.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._mentions: dict[int, Mention] = {}
        self._next = 1

    def clear(self) -> None:
        """Forget everybody; numbers are never used twice, so nothing old comes back."""
        self._mentions.clear()

    def put(self, start: int, end: int, mention: Mention) -> int:
        """Put a token in place of what stands there, as one step to undo; return its end."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mention.text, self._format(mention))
        return cursor.position()

    def link(self, start: int, end: int, mention: Mention) -> None:
        """Link what stands there already."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(self._format(mention))

    def _format(self, mention: Mention) -> QTextCharFormat:
        self._mentions[self._next] = mention
        result = QTextCharFormat()
        result.setProperty(_NUMBER, self._next)
        self._next += 1
        return result

    def all(self) -> tuple[Token, ...]:
        """Every whole token, in the order of the text."""
        found: list[Token] = []
        block = self._document.begin()
        while block.isValid():
            found.extend(self.of_block(block))
            block = block.next()
        return tuple(found)

    def of_block(self, block: QTextBlock) -> tuple[Token, ...]:
        """The whole tokens of one paragraph."""
        if not self._mentions:
            return ()
        return tuple(
            Token(start=start, length=length, mention=mention)
            for start, text, mention in self._runs(block)
            for start, length in self._whole(start, text, mention.text)
        )

    def _runs(self, block: QTextBlock) -> Iterator[tuple[int, str, Mention]]:
        number, start, text = 0, 0, ""
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            this = fragment.charFormat().intProperty(_NUMBER)
            if this != number:
                if number in self._mentions:
                    yield start, text, self._mentions[number]
                number, start, text = this, fragment.position(), ""
            text += fragment.text()
            fragments += 1
        if number in self._mentions:
            yield start, text, self._mentions[number]

    @staticmethod
    def _whole(start: int, text: str, name: str) -> Iterator[tuple[int, int]]:
        """A token takes the letters typed at its edges along in its format; they are none of it."""
        length = to_document(name, len(name))
        if text.startswith(name):
            yield start, length
        elif text.endswith(name):
            yield start + to_document(text, len(text)) - length, length

    def at(self, position: int) -> Token | None:
        """The token that a position lies in, edges included."""
        block = self._document.findBlock(position)
        return next(
            (token for token in self.of_block(block) if token.start <= position <= token.end), None
        )

    def spans(self, text: str) -> tuple[LinkedSpan, ...]:
        """Every token by characters of ``text``, the whole of the document."""
        spans = []
        for token in self.all():
            start = from_document(text, token.start)
            length = len(token.mention.text)
            spans.append(LinkedSpan(start=start, length=length, mention=token.mention))
        return tuple(spans)

    def restore(self, text: str, mentions: Sequence[Mention]) -> None:
        """Link each name where it stands next in ``text``; those that stand nowhere are dropped."""
        place = 0
        for mention in mentions:
            start = text.find(mention.text, place) if mention.text else -1
            if start >= 0:
                place = start + len(mention.text)
                self.link(to_document(text, start), to_document(text, place), mention)


def linked_here(form: QTextCharFormat) -> bool:
    """Whether what is typed in this format would count among the letters of a token."""
    return form.hasProperty(_NUMBER)
