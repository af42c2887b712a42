"""The model and the painter behind the results of a search: thin, read page by page."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import pixmap
from ui.models.paged_model import Column, Index, PagedModel
from ui.search_material import HEAD, FoundLine
from ui.theme import Tokens, scaled, space, tokens_for

# A page is what two screens show: each row's words are looked through for the match.
_PAGE = 40


class SearchModel(PagedModel):
    """One column; ``fetch`` turns identifiers into lines."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[Any]], Sequence[FoundLine]],
        parent: QObject | None = None,
    ) -> None:
        title = QCoreApplication.translate("search_rows", "Found")
        columns = (Column(key="line", title=title, stretch=True),)
        super().__init__(
            columns, fetch=fetch, text=lambda row, _key: row.spoken, page_size=_PAGE, parent=parent
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself for the painter; its words are no tool tip, they stand there."""
        if role == Qt.ItemDataRole.UserRole:
            return self.row_value(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return super().data(index, role)


class LinePainter(QStyledItemDelegate):
    """Draws a line; each match is bold, underlined and tinted: never by colour alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of words."""
        return QSize(0, QFontMetrics(option.font).lineSpacing() * 2 + space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: FoundLine = index.data(Qt.ItemDataRole.UserRole)
        tokens = tokens_for(option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        head = line.shape == HEAD
        painter.save()
        ground = tokens.info_tint if chosen else tokens.subtle if head else tokens.card
        painter.fillRect(option.rect, QColor(ground))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        indent = 0 if head else space(2)
        area = option.rect.adjusted(space(1.5) + indent, space(0.75), -space(1.5), -space(0.75))
        if line.icon:
            size = scaled(20)
            top = option.rect.center().y() - size // 2
            picture = pixmap(line.icon, colour=QColor(tokens.link), size=size)
            painter.drawPixmap(area.left(), top, picture)
            area.setLeft(area.left() + size + space(1.5))
        first, second = QRect(area), QRect(area)
        if line.snippet.text:
            first.setHeight(QFontMetrics(option.font).lineSpacing())
            second.setTop(first.bottom() + 2)
            _draw_snippet(painter, option.font, second, line, tokens)
        _draw_first(painter, option.font, first, line, tokens)
        if focused or chosen:
            painter.setPen(QPen(QColor(tokens.focus if focused else tokens.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _draw_first(
    painter: QPainter, base: QFont, area: QRect, line: FoundLine, tokens: Tokens
) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(base)
    painter.setPen(QColor(tokens.muted))
    if line.trailing:
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, line.trailing)
        wide = painter.fontMetrics().horizontalAdvance(line.trailing)
        area.setRight(area.right() - wide - space(2))
    strong = QFont(base)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.setPen(QColor(tokens.text))
    title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, middle, title)
    area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(title) + space(1))
    if line.where and area.width() > 0:
        painter.setFont(base)
        painter.setPen(QColor(tokens.muted))
        where = painter.fontMetrics().elidedText(
            line.where, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, middle, where)


def _draw_snippet(
    painter: QPainter, base: QFont, area: QRect, line: FoundLine, tokens: Tokens
) -> None:
    """Piece by piece from the left, until the room is used up."""
    marked = QFont(base)
    marked.setWeight(QFont.Weight.Bold)
    marked.setUnderline(True)
    left = area.left()
    for words, is_match in _pieces(line):
        painter.setFont(marked if is_match else base)
        metrics = painter.fontMetrics()
        room = area.right() - left
        if room <= 0:
            return
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown)
        if is_match:
            tint = QRect(left, area.top(), wide, area.height())
            painter.fillRect(tint, QColor(tokens.warning_tint))
        painter.setPen(QColor(tokens.text if is_match else tokens.muted))
        painter.drawText(
            QRect(left, area.top(), wide + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += wide


def _pieces(line: FoundLine) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    place = 0
    for start, end in line.snippet.marks:
        pieces += [(line.snippet.text[place:start], False), (line.snippet.text[start:end], True)]
        place = end
    pieces.append((line.snippet.text[place:], False))
    return [piece for piece in pieces if piece[0]]
