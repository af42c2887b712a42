"""A line that offers matches below it while somebody types; arrows and Enter choose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import TARGET, space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.text_line import SearchLine

SHOWN = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One offer: what stands for it, and the words shown."""

    id: str
    text: str


class RowHeight(QStyledItemDelegate):
    """Rows as high as any other target."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The text with some air, at least the usual target."""
        return QSize(0, max(TARGET, QFontMetrics(option.font).height() + space(2)))


class PopupSearch(SearchLine):
    """Calls ``search`` on each letter and emits ``taken`` with the identifier that was chosen."""

    taken = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        search: Callable[[str], Sequence[Match]],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, name, placeholder=placeholder, parent=parent)
        self._search = search
        self._matches: list[Match] = []
        self._model = QStringListModel(self)
        self._frame: QFrame | None = None
        self._list: QListView | None = None
        self.textEdited.connect(self._offer)

    def matches(self) -> list[Match]:
        """What is being offered now."""
        return list(self._matches)

    def offer(self) -> None:
        """Look again, e.g. to show everybody while nothing is typed."""
        self._offer(self.text())

    def _offer(self, typed: str) -> None:
        self._matches = list(self._search(typed.strip()))[:SHOWN]
        self._model.setStringList([match.text for match in self._matches])
        if not self._matches:
            self._close()
            if typed.strip():
                announce(self, self.tr("No match"))
            return
        self._open()
        announce(self, self.tr("%n match(es)", "", len(self._matches)))

    def _open(self) -> None:
        frame, view = self._popup()
        view.setCurrentIndex(self._model.index(0, 0))
        row = view.sizeHintForRow(0)
        frame.resize(self.width(), row * len(self._matches) + 4)
        window = self.window()
        below = self.mapTo(window, QPoint(0, self.height() + 2))
        above = self.mapTo(window, QPoint(0, -frame.height() - 2))
        fits = below.y() + frame.height() <= window.height() or above.y() < 0
        frame.move(below if fits else above)
        frame.show()
        frame.raise_()

    def _popup(self) -> tuple[QFrame, QListView]:
        if self._frame is None or self._list is None:
            self._frame = QFrame(self.window())
            self._frame.setProperty("kind", "popup")
            self._list = QListView(self._frame)
            self._list.setProperty("kind", "popup")
            self._list.setFrameShape(QFrame.Shape.NoFrame)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setItemDelegate(RowHeight(self._list))
            never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self._list.setVerticalScrollBarPolicy(never)
            self._list.setHorizontalScrollBarPolicy(never)
            self._list.setUniformItemSizes(True)
            self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            self._list.setModel(self._model)
            self._model.setParent(self._list)  # the list outlives this line by a moment
            identify(self._list, f"{self.objectName()}.matches", self.tr("Matches"))
            self._list.clicked.connect(self._clicked)
            column = QVBoxLayout(self._frame)
            column.setContentsMargins(1, 1, 1, 1)
            column.addWidget(self._list)
            self.destroyed.connect(self._frame.deleteLater)
        return self._frame, self._list

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def take_current(self) -> None:
        """Take the match that is marked."""
        if self._list is not None and self._matches:
            self._take(max(0, self._list.currentIndex().row()))

    def _take(self, row: int) -> None:
        match = self._matches[row]
        self._close()
        self.clear()
        self.taken.emit(match.id)

    def _close(self) -> None:
        if self._frame is not None:
            self._frame.hide()
        # hidden names could still be read by a screen reader, behind the curtain too
        self._matches = []
        self._model.setStringList([])

    def popup_visible(self) -> bool:
        """Whether matches are in sight."""
        return self._frame is not None and self._frame.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter takes, Esc closes it."""
        if not self.popup_visible() or self._list is None:
            if event.key() == Qt.Key.Key_Down:
                self.offer()
                return
            super().keyPressEvent(event)
            return
        row = self._list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = (row + step) % len(self._matches)
            self._list.setCurrentIndex(self._model.index(row, 0))
            announce(self, self._matches[row].text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(row)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Matches go when the person does, unless the press is on one of them."""
        super().focusOutEvent(event)
        pressed = self._frame is not None and self._frame.underMouse()
        if not pressed:
            self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing stays behind on another page."""
        super().hideEvent(event)
        self._close()
