"""Paints the marks of laid-out pages with Qt: glyphs as text, shapes as paths, no pixels."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
)

from exports.layout import Colour
from exports.page_marks import Glyphs, Mark, Shape

EDGE = 12.0  # points: no document puts anything nearer to the edge of its paper
_PROBE = 10  # pixels: the size at which a face is looked for
_WHOLE = "head"  # holds the check sum of the whole font file


class PrintFaces:
    """The document fonts as Qt knows them, by the names that marks carry.

    Qt embeds a font that is in its list; a face that it does not give back unchanged is painted
    from its own data as outlines: larger, never with other letters.
    """

    def __init__(self) -> None:
        self._faces: dict[str, QRawFont] = {}
        self._sizes: dict[tuple[str, float], QRawFont] = {}

    def learn(self, faces: Iterable[tuple[str, bytes]]) -> None:
        """Take in the faces that are not known yet: name and whole font file."""
        for name, data in faces:
            if name not in self._faces:
                self._faces[name] = _listed(data) or _from_data(data)

    def font(self, name: str, size: float) -> QRawFont:
        """Return a face at a size in the units of the painter."""
        found = self._sizes.get((name, size))
        if found is None:
            found = self._sizes[name, size] = QRawFont(self._faces[name])
            found.setPixelSize(size)
        return found


def _from_data(data: bytes) -> QRawFont:
    return QRawFont(QByteArray(data), _PROBE, QFont.HintingPreference.PreferNoHinting)


def _listed(data: bytes) -> QRawFont | None:
    """Add a font file to Qt's list and find the very same there, or None."""
    wanted = _from_data(data).fontTable(_WHOLE)
    number = QFontDatabase.addApplicationFontFromData(QByteArray(data))
    for family in QFontDatabase.applicationFontFamilies(number) if number >= 0 else ():
        for style in QFontDatabase.styles(family):
            font = QFontDatabase.font(family, style, _PROBE)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
            found = QRawFont.fromFont(font)
            if found.fontTable(_WHOLE) == wanted:
                return found
    return None


def fit(painter: QPainter, *, paper: QRectF, printable: QRectF, resolution: float) -> None:
    """Let the painter take points from the top left corner of the paper.

    Both rectangles are in points. Where the printer cannot reach what stands at the edge, the page
    is made as much smaller as is needed, and stands in the middle.
    """
    painter.scale(resolution / 72, resolution / 72)
    used = paper.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    if printable.contains(used):
        return
    scale = min(1.0, printable.width() / used.width(), printable.height() / used.height())
    middle, own = printable.center(), used.center()
    painter.translate(middle.x() - own.x() * scale, middle.y() - own.y() * scale)
    painter.scale(scale, scale)


def paint(painter: QPainter, marks: Iterable[Mark], faces: PrintFaces) -> None:
    """Paint the marks of a page in points from its top left corner."""
    for mark in marks:
        if isinstance(mark, Glyphs):
            _glyphs(painter, mark, faces)
        else:
            _shape(painter, mark)


def _glyphs(painter: QPainter, mark: Glyphs, faces: PrintFaces) -> None:
    if not mark.glyphs:
        return
    run = QGlyphRun()
    run.setRawFont(faces.font(mark.face, mark.size))
    run.setGlyphIndexes(mark.glyphs)
    run.setPositions([QPointF(x, y) for x, y in mark.places])
    painter.setPen(_colour(mark.colour))
    painter.drawGlyphRun(QPointF(), run)


def _shape(painter: QPainter, mark: Shape) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill if mark.even_odd else Qt.FillRule.WindingFill)
    for letter, numbers in mark.path:
        if letter == "R":
            path.addRect(*numbers)
        elif letter == "M":
            path.moveTo(*numbers)
        elif letter == "L":
            path.lineTo(*numbers)
        elif letter == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    if mark.fill is not None:
        painter.fillPath(path, _colour(mark.fill))
    if mark.stroke is not None:
        pen = QPen(_colour(mark.stroke), mark.width)
        round_line = mark.round
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_line else Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if round_line else Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, pen)


def _colour(colour: Colour) -> QColor:
    return QColor.fromRgbF(*colour)
