"""The small list of names below the place where somebody writes; the text keeps the focus."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from storage.records.name_tokens import NamedPerson
from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.popup_search import RowHeight


class NamesList(QFrame):
    """Lives in the window of ``area`` while it is open, and holds names no longer than that."""

    chosen = Signal(object)

    def __init__(self, area: QWidget, *, identifier: str) -> None:
        super().__init__(area.window())
        self.setProperty("kind", "popup")
        self._area = area
        self._people: tuple[NamedPerson, ...] = ()
        self._view = QListView(self)
        self._view.setProperty("kind", "popup")
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setItemDelegate(RowHeight(self._view))
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStringListModel(self)
        self._view.setModel(self._model)
        identify(self._view, f"{identifier}.names", self.tr("Names to link"))
        self._view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._view)
        area.destroyed.connect(self.deleteLater)
        self.hide()

    def people(self) -> tuple[NamedPerson, ...]:
        """Who is being offered."""
        return self._people

    def offer(self, people: Sequence[NamedPerson], *, below: QRect) -> None:
        """Show these below (or above) a place given in the window's own pixels."""
        changed = tuple(people) != self._people or not self.isVisible()
        self._people = tuple(people)
        if changed:
            self._model.setStringList([person.words() for person in self._people])
            self._view.setCurrentIndex(self._model.index(0, 0))
        self._place(below)
        self.show()
        self.raise_()
        if changed:
            words = self.tr("%n name(s). ", "", len(self._people))
            announce(self._area, words + self._people[0].words())

    def _place(self, below: QRect) -> None:
        window = self._area.window()
        metrics = QFontMetrics(self._view.font())
        widest = max(metrics.horizontalAdvance(person.words()) for person in self._people)
        width = min(widest + space(4), window.width() - 2 * space(1))
        height = self._view.sizeHintForRow(0) * len(self._people) + 4
        under = below.bottom() + 3
        over = below.top() - height - 3
        top = under if under + height <= window.height() or over < 0 else over
        left = min(below.left(), window.width() - width - space(1))
        self.setGeometry(QRect(left, top, width, height))

    def step(self, by: int) -> None:
        """Mark the next name or the one before, round and round."""
        row = (self._view.currentIndex().row() + by) % len(self._people)
        self._view.setCurrentIndex(self._model.index(row, 0))
        announce(self._area, self._people[row].words())

    def take(self) -> None:
        """Choose the name that is marked."""
        self.chosen.emit(self._people[max(0, self._view.currentIndex().row())])

    def close_list(self) -> None:
        """Go, and keep no name."""
        self.hide()
        self._people = ()
        self._model.setStringList([])

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._people[index.row()])
