"""A drop-down that a few letters or a digit answer, with a line under each answer what it means."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from storage.records.name_folding import folded
from ui.theme import TARGET, scaled, space, tokens_for
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo

Index = QModelIndex | QPersistentModelIndex
# Letters typed within this time (s) belong together.
PATIENCE = 1.2
_HINT, _SHORT, _DEPTH = (Qt.ItemDataRole.UserRole + more for more in (1, 2, 3))


class LetterCombo(Combo):
    """Letters find an answer by the beginning of any of its words, then by a word of its meaning;
    with ``digits`` the first ten are answered by 1 to 9 and 0. Works open and closed.

    ``clock`` counts seconds; only differences matter.
    """

    def __init__(
        self,
        identifier: str,
        name: str,
        choices: Sequence[Choice] = (),
        *,
        digits: bool = False,
        placeholder: str = "",
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, name, placeholder=placeholder, parent=parent)
        view = _LetterList(self._find, clock=clock)
        view.setItemDelegate(_TwoLines(view, digits=digits))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._digits = digits
        self.setView(view)
        view.setAccessibleName(name)
        view.setAccessibleIdentifier(f"{identifier}.options")
        view.setObjectName(f"{identifier}.options")
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the answers; none is chosen afterwards."""
        self.set_tiers([(choice, ()) for choice in choices])

    def set_tiers(self, tiers: Sequence[tuple[Choice, Sequence[Choice]]]) -> None:
        """Replace the answers by some of two tiers: each with its parts, which stand below it."""
        self.blockSignals(True)
        self.clear()
        for whole, parts in tiers:
            self._add(whole, text=whole.text, depth=0)
            for part in parts:
                self._add(part, text=f"{whole.text} – {part.text}", depth=1)
        self.setCurrentIndex(-1)
        self.blockSignals(False)

    def meaning(self, row: int | None = None) -> str:
        """What the answer of a row means, or the chosen one; empty while there is none."""
        return str(self.itemData(self.currentIndex() if row is None else row, _HINT) or "")

    def _add(self, choice: Choice, *, text: str, depth: int) -> None:
        self.addItem(text, choice.value)
        row = self.count() - 1
        for role, value in ((_HINT, choice.hint), (_SHORT, choice.text), (_DEPTH, depth)):
            self.setItemData(row, value, role)
        if choice.hint:
            self.setItemData(row, choice.hint, Qt.ItemDataRole.AccessibleDescriptionRole)

    def _find(self, typed: str) -> int:
        """The row that was meant, -1 for none."""
        if self._digits and typed.isdecimal() and len(typed) == 1:
            row = (int(typed) - 1) % 10
            return row if row < self.count() else -1
        wanted = folded(typed).text.strip()
        if not wanted:
            return -1
        ranks = ((self._rank(row, wanted), row) for row in range(self.count()))
        rank, row = min(ranks, default=(_NOT, -1))
        return row if rank < _NOT else -1

    def _rank(self, row: int, wanted: str) -> int:
        short = folded(str(self.itemData(row, _SHORT))).text
        if short.startswith(wanted):
            return int(self.itemData(row, _DEPTH))
        if f" {wanted}" in f" {short}".replace("-", " "):
            return 2
        hint = folded(str(self.itemData(row, _HINT))).text
        return 3 if f" {wanted}" in f" {hint}" else _NOT


_NOT = 9


class _LetterList(QListView):
    """The open list; what is typed goes to ``find``, which says the row."""

    def __init__(self, find: Callable[[str], int], *, clock: Callable[[], float]) -> None:
        super().__init__()
        self._find, self._clock = find, clock
        self._typed, self._at = "", 0.0

    def keyboardSearch(self, search: str) -> None:
        """Go to what the letters typed so far mean; letters that fit nothing begin anew."""
        now = self._clock()
        together = self._typed + search if now - self._at < PATIENCE else search
        self._at = now
        for typed in (together, search):
            row = self._find(typed)
            if row >= 0:
                self._typed = typed
                self.setCurrentIndex(self.model().index(row, 0))
                return
        self._typed = ""


class _TwoLines(QStyledItemDelegate):
    """The answer, its digit before it, and below it in small letters what it means."""

    def __init__(self, view: QListView, *, digits: bool) -> None:
        super().__init__(view)
        self._view, self._digits = view, digits

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines where there is something to say."""
        height = QFontMetrics(option.font).height()
        if index.data(_HINT):
            height += QFontMetrics(_small(option.font)).height()
        return QSize(0, max(TARGET - 4, height + space(1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, digit, words and meaning."""
        painter.save()
        tokens = tokens_for(self._view)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked:
            painter.fillRect(option.rect, QColor(tokens.info_tint))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(scaled(4), option.rect.height())),
                QColor(tokens.link),
            )
        left = space(1.25) + int(index.data(_DEPTH) or 0) * space(2.5)
        area = option.rect.adjusted(left, space(0.5), -space(1), -space(0.5))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if self._digits and index.row() < 10:
            painter.setFont(_small(option.font))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(area, flags, str((index.row() + 1) % 10))
            area.setLeft(area.left() + scaled(18))
        font = QFont(option.font)
        if marked or (not index.data(_DEPTH) and not self._digits):
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, flags, str(index.data(_SHORT)))
        area.setTop(area.top() + QFontMetrics(font).height())
        painter.setFont(_small(option.font))
        painter.setPen(QColor(tokens.muted))
        words = QFontMetrics(painter.font()).elidedText(
            str(index.data(_HINT) or ""), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, flags, words)
        painter.restore()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
