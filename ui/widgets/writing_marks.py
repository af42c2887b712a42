"""Draws what is seen in a text besides its letters: linked names, and words that may be wrong."""

import re
from collections.abc import Callable, Iterator

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.spelling import Spelling
from ui.theme import TOKENS, Scheme
from ui.theme import Tokens as Colours
from ui.widgets.writing_tokens import Tokens, to_document

_LETTER = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
WORD = re.compile(rf"(?<![\w@]){_LETTER}+(?:['’]{_LETTER}+)*(?![\w@])")
# A paragraph whose words were not looked up yet, because it was out of sight.
UNREAD, READ = 0, 1


class WritingMarks(QSyntaxHighlighter):
    """``in_sight`` says whether a paragraph (by its number) is looked at now; ``writing_at`` where
    the writer is typing, or -1: the word there is not finished and not judged.
    """

    def __init__(
        self,
        document: QTextDocument,
        *,
        tokens: Tokens,
        in_sight: Callable[[int], bool],
        writing_at: Callable[[], int],
    ) -> None:
        super().__init__(document)
        self._tokens = tokens
        self._in_sight, self._writing_at = in_sight, writing_at
        self._spelling: Spelling | None = None
        self._token, self._wrong = QTextCharFormat(), QTextCharFormat()
        self.set_colours(TOKENS[Scheme.LIGHT])

    def set_spelling(self, spelling: Spelling | None) -> None:
        """Set who judges words; nobody does while it is None."""
        self._spelling = spelling
        self.rehighlight()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of a theme: a line below a name, a wavy one below a doubtful word."""
        self._token, self._wrong = QTextCharFormat(), QTextCharFormat()
        self._token.setBackground(QColor(colours.info_tint))
        self._token.setForeground(QColor(colours.link))
        self._token.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._token.setUnderlineColor(QColor(colours.link))
        self._wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._wrong.setUnderlineColor(QColor(colours.danger))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Draw one paragraph; Qt asks for it after each change there."""
        block = self.currentBlock()
        tokens = self._tokens.of_block(block)
        for token in tokens:
            self.setFormat(token.start - block.position(), token.length, self._token)
        if self._spelling is None or not self._in_sight(block.blockNumber()):
            self.setCurrentBlockState(UNREAD)
            return
        self.setCurrentBlockState(READ)
        linked = [
            (token.start - block.position(), token.end - block.position()) for token in tokens
        ]
        writing = self._writing_at() - block.position()
        unknown = []
        for start, end, word in words_of(text):
            if linked and any(first < end and start < last for first, last in linked):
                continue
            right = self._spelling.verdict(word)
            if right is None:
                unknown.append(word)
            elif not right and not start < writing <= end:
                self.setFormat(start, end - start, self._wrong)
        if unknown:
            self._spelling.ask(unknown)


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a paragraph that can be looked up, with their positions in it (UTF-16)."""
    wide = not text.isascii() and max(text) > "\uffff"
    for match in WORD.finditer(text):
        start, end = match.span()
        if wide:
            start, end = to_document(text, start), to_document(text, end)
        yield start, end, match.group()
