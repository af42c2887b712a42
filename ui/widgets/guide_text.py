"""A text of headings, lists and paragraphs, set as a calm page."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.labels import PlainLabel

_HEADING, _ITEM = "# ", "- "


class GuideText(QWidget):
    """A line that begins with "# " is a heading, one with "- " a part of a list."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.75))

    def show_text(self, text: str) -> None:
        """Show this text instead of the former one."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kind, words in _blocks(text):
            if kind == _HEADING and self._column.count():
                self._column.addSpacing(space(1))
            self._column.addWidget(_item(words) if kind == _ITEM else _label(kind, words))

    def words(self) -> str:
        """Everything that can be read, for tests and for who listens to it."""
        return " ".join(label.text() for label in self.findChildren(QLabel))


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Headings, parts of lists, and paragraphs, whose lines are joined."""
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        kind = next((mark for mark in (_HEADING, _ITEM) if line.startswith(mark)), "")
        if (kind or not line.strip()) and paragraph:
            yield "", " ".join(paragraph)
            paragraph = []
        if kind:
            yield kind, line.removeprefix(kind).strip()
        elif line.strip():
            paragraph.append(line.strip())


def _label(kind: str, words: str) -> PlainLabel:
    return PlainLabel(words, tone="section" if kind == _HEADING else "", selectable=True)


def _item(words: str) -> QWidget:
    row = QWidget()
    row.setProperty("kind", "plain")
    line = QHBoxLayout(row)
    line.setContentsMargins(space(0.5), 0, 0, 0)
    line.setSpacing(space(1))
    dot = PlainLabel("•", wrap=False)
    line.addWidget(dot)
    line.addWidget(PlainLabel(words, selectable=True), 1)
    line.setAlignment(dot, dot.alignment().AlignTop)
    return row
