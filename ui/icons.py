"""Line icons, coloured by a token of the theme and redrawn when the theme changes."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

import resources
from ui.theme import scaled, tokens_for


def pixmap(name: str, *, colour: QColor, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Return the icon ``name`` (a file stem in resources/icons), ``size`` pixels high.

    ``gap`` adds empty pixels at the right: Qt puts the words of a button too close to its icon.
    """
    # a page shows the same few icons hundreds of times: Qt keeps what was drawn
    key = f"icon/{name}/{colour.name()}/{size}/{ratio}/{gap}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    source = resources.read_text("icons", f"{name}.svg")
    data = source.replace("currentColor", colour.name()).encode()
    picture = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


def icon(
    name: str, *, colour: QColor, size: int = 20, gap: int = 0, disabled: QColor | None = None
) -> QIcon:
    """Return the icon ``name`` in one colour, sharp on ordinary and double-density screens.

    ``disabled`` is its colour on a control that cannot be used now.
    """
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, colour=colour, size=size, ratio=ratio, gap=gap))
        if disabled is not None:
            grey = pixmap(name, colour=disabled, size=size, ratio=ratio, gap=gap)
            result.addPixmap(grey, QIcon.Mode.Disabled)
    return result


def set_icon(
    target: QAbstractButton | QLabel, name: str, *, tone: str = "text", size: int = 20
) -> None:
    """Show an icon on a button or label in the token ``tone``; it follows theme and text size."""
    painter = target.findChild(_IconPainter)
    if painter is None:
        painter = _IconPainter(target)
    painter.assign(name, tone=tone, size=size)


class _IconPainter(QObject):
    """Repaints one widget's icon whenever its palette or font changes."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self._name, self._tone, self._size = "", "text", 20
        self._drawn: tuple[object, ...] = ()
        target.installEventFilter(self)

    def assign(self, name: str, *, tone: str, size: int) -> None:
        """Remember what to draw and draw it."""
        self._name, self._tone, self._size = name, tone, size
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again when the look of the program changed."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange):
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        size = scaled(self._size)
        tokens = tokens_for(self._target)
        colour = QColor(getattr(tokens, self._tone))
        ratio, worded = self._target.devicePixelRatioF(), self._has_words()
        drawn = (self._name, colour.name(), tokens.muted, size, ratio, worded)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        if isinstance(self._target, QLabel):
            self._target.setPixmap(pixmap(self._name, colour=colour, size=size, ratio=ratio))
            self._target.setFixedSize(size, size)
        elif isinstance(self._target, QAbstractButton):
            gap = scaled(4) if worded else 0
            grey = QColor(tokens.muted)
            picture = icon(self._name, colour=colour, size=size, gap=gap, disabled=grey)
            self._target.setIcon(picture)
            self._target.setIconSize(QSize(size + gap, size))

    def _has_words(self) -> bool:
        return isinstance(self._target, QAbstractButton) and bool(self._target.text())
