"""A card whose content scrolls inside its frame; by keyboard too where it may take the focus."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import tokens_for


class ScrollCard(QFrame):
    """``readable`` cards take the focus, so that arrow keys scroll what is to be read."""

    def __init__(self, *, readable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.area = QScrollArea()
        self.area.setProperty("kind", "page")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        focus = Qt.FocusPolicy.StrongFocus if readable else Qt.FocusPolicy.NoFocus
        self.area.setFocusPolicy(focus)
        self.area.viewport().setAutoFillBackground(False)
        self.area.installEventFilter(self)
        if readable:
            self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(self.area)

    def set_content(self, content: QWidget) -> None:
        """Show ``content``; the former one is deleted."""
        content.setProperty("kind", "plain")
        policy = content.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        content.setSizePolicy(policy)
        self.area.setWidget(content)
        content.show()
        self.area.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def content_height(self, width: int) -> int:
        """The height the card needs at ``width`` to show everything without scrolling."""
        content = self.area.widget()
        if content is None:
            return 0
        inner = width - 6
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(inner) + 8
        return content.sizeHint().height() + 8

    def sizeHint(self) -> QSize:
        """As high as the content, where there is room."""
        content = self.area.widget()
        return QSize(320, self.content_height(max(320, self.width()))) if content else QSize(320, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus ring around the card, not around the scrolling part."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, and the ring while the card has the focus."""
        super().paintEvent(event)
        if self.area.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens_for(self).focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
            painter.end()
