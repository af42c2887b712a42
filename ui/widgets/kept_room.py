"""Keeps the place of something that is not always shown, so that nothing moves when it appears."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class KeptRoom(QWidget):
    """As high as ``inner`` would be at this width, shown or hidden."""

    def __init__(self, inner: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._inner = inner
        hidden = inner.isHidden()
        inner.setParent(self)
        inner.setHidden(hidden)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inner.installEventFilter(self)

    def hasHeightForWidth(self) -> bool:
        """Narrower may mean higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the inner part needs."""
        layout = self._inner.layout()
        if layout is not None and self._inner.isHidden():
            layout.activate()  # nobody else tells a hidden part's inner layouts of other words
        if layout is None or not layout.hasHeightForWidth():
            return self._inner.sizeHint().height()
        return layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """The inner part's own wish."""
        return QSize(self._inner.sizeHint().width(), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Narrow it may be; its words wrap."""
        return QSize(self._inner.minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inner part fills the place."""
        super().resizeEvent(event)
        self._inner.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words may need another height."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
