"""Sentences one below the other, each with a picture that says how it is meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.labels import PlainLabel

_PICTURES = {
    "success": ("circle-check", "success"),
    "info": ("info", "link"),
    "open": ("circle-question-mark", "muted"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class SentenceList(QWidget):
    """``set_sentences`` takes (severity, sentence); severities are a message bar's, or "open" for
    what nobody can say. The words can be selected and copied."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(1))
        self._grid.setVerticalSpacing(space(1))
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def set_sentences(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Show these instead of the earlier ones; none hides the list."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (severity, sentence) in enumerate(sentences):
            picture, tone = _PICTURES[severity]
            icon = QLabel()
            set_icon(icon, picture, tone=tone, size=18)
            words = PlainLabel(sentence, selectable=True)
            words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
        self.setVisible(bool(sentences))
