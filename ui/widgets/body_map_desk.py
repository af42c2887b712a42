"""The words beside the outline: the chosen mark, all the marks, and the rules."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.body_map_words import body_map_words
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard

_BESIDE = 700  # pixels at 100 %: narrower than this, the marks and the rules go below each other


class RulesCard(SectionCard):
    """The rules, calm, always in sight."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        words = body_map_words()
        self.set_title(self.tr("Before you mark"))
        self.body.setSpacing(space(0.75))
        for rule in (*words.rules, words.urgent):
            self.body.addWidget(PlainLabel(rule, tone="small"))


class BodyMapDesk(QScrollArea):
    """Middle and right of the editor; scrolls only when something is unfolded or text is large."""

    def __init__(
        self,
        *,
        marks: QWidget,
        middle: Sequence[QWidget],
        rules: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, "body_map.desk", self.tr("Marks and rules"))
        self.setProperty("kind", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks, self._rules = marks, rules
        self._middle = QWidget()
        self._middle.setProperty("kind", "plain")
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.25))
        for widget in middle:
            column.addWidget(widget)
        column.addStretch(1)
        inner = QWidget()
        inner.setProperty("kind", "plain")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, space(0.5), 0)
        self._grid.setHorizontalSpacing(space(2))
        self._grid.setVerticalSpacing(space(1.25))
        self._beside: bool | None = None
        self._arrange(beside=True)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)

    def show_part(self, part: QWidget) -> None:
        """Bring a part into sight."""
        self.ensureWidgetVisible(part, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rules below the marks where they would make both too narrow."""
        super().resizeEvent(event)
        self._arrange(beside=self.width() >= scaled(_BESIDE))

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for widget in (self._middle, self._marks, self._rules):
            self._grid.removeWidget(widget)
        if beside:
            self._grid.addWidget(self._middle, 0, 0, 3, 1)
            self._grid.addWidget(self._marks, 0, 1)
            self._grid.addWidget(self._rules, 1, 1)
        else:
            self._grid.addWidget(self._middle, 0, 0)
            self._grid.addWidget(self._marks, 1, 0)
            self._grid.addWidget(self._rules, 2, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 1 if beside else 0)
        self._grid.setRowStretch(2, 1 if beside else 0)
