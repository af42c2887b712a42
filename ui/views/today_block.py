"""One of Today's lists: its first rows, the others one press away; calm when it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.icons import set_icon
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard


class TodayBlock(SectionCard):
    """A titled list that shows ``shown`` rows until more are asked for.

    Without rows it says ``empty`` in one line, or is not there at all when that is empty too.
    """

    def __init__(self, identifier: str, name: str, *, empty: str, shown: int) -> None:
        super().__init__(name)
        self._name, self._shown, self._empty = name, shown, empty
        self._every: tuple[RowItem, ...] = ()
        self._open = False
        self.rows = RowList(identifier, name)
        # The card is the frame; a second one around the rows would only be noise.
        self.rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = quiet_button(f"{identifier}_more", "")
        self._more.clicked.connect(self._show_all)
        self._more.hide()
        self.add_header_action(self._more)
        self._calm = self._sentence(empty)
        self.body.setSpacing(0)
        frame = self.layout()
        if frame is not None:  # a day of eight lists is to be one glance
            frame.setContentsMargins(space(2), space(1), space(2), space(0.5))
            frame.setSpacing(space(0.5))
        self.body.addWidget(self.rows)
        self.body.addWidget(self._calm)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._fit()

    @staticmethod
    def _sentence(words: str) -> QWidget:
        calm = QWidget()
        calm.setProperty("kind", "plain")
        line = QHBoxLayout(calm)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(1))
        picture = QLabel()
        set_icon(picture, "circle-check", tone="success", size=20)
        line.addWidget(picture)
        line.addWidget(PlainLabel(words, tone="muted"), 1)
        return calm

    def show_rows(self, rows: Sequence[RowItem], total: int = 0) -> None:
        """Show these rows, or the sentence that there are none; ``total`` is how many there are in
        all where more wait than were given. The cursor stays on its row.
        """
        chosen = self.rows.current_id()
        self._every = tuple(rows)
        number = max(total, len(rows))
        self.rows.set_rows(rows if self._open else rows[: self._shown])
        if chosen is not None:
            self.rows.set_current(chosen)
        self.rows.setVisible(bool(rows))
        self._calm.setVisible(not rows)
        self._more.setVisible(len(rows) > self._shown and not self._open)
        words = self.tr("Show {n} more").format(n=len(rows) - self._shown)
        self._more.setText(words)
        self._more.setAccessibleName(f"{self._name}: {words}")
        self.set_title(f"{self._name} ({number})" if rows else self._name)
        self.setVisible(bool(rows or self._empty))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _show_all(self) -> None:
        self._open = True
        first = self._every[self._shown].id
        self.show_rows(self._every)
        self.rows.set_current(first)
        self.rows.setFocus()

    def _fit(self) -> None:
        # The page scrolls, the lists on it do not: every row is in sight or one wheel turn away.
        count = len(self.rows.rows())
        self.rows.setFixedHeight(sum(self.rows.sizeHintForRow(row) for row in range(count)) + 2)
        self.setMinimumWidth(scaled(400))
