"""A finished body map, to look at: the outlines with their marks, and the key in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.body_maps.drawings import Drawing, drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import described, moves_words, seen_at_words
from ui.theme import scaled, space
from ui.widgets.body_map_figure import fit, paint_figure
from ui.widgets.body_map_marks import (
    badge_places,
    badge_radius,
    ovals_in_pixels,
    paint_badge,
    paint_marks,
)
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

TALL = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBodyMap:
    """A body map with the words above it: when it was seen, and by whom it was recorded.

    ``whose`` is the name of the child whose body it is, where that was asked.
    """

    heading: str
    detail: str
    body_map: BodyMap
    whose: str = ""


class BodyMapPicture(QWidget):
    """One outline with the marks that lie on it; nothing in it can be changed.

    ``height`` is that of a tall drawing in pixels at 100 %; a broad one is two thirds as high.
    Raises KeyError for a drawing that this program does not have.
    """

    def __init__(
        self,
        view_id: str,
        marks: Sequence[Mark],
        *,
        height: int = TALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tall = height
        self._figure: Drawing = drawing(view_id)
        self._marks = tuple(mark for mark in marks if mark.view == view_id)
        words = "; ".join(f"{m.number}: {m.region}, {described(m)}" for m in self._marks)
        name = self.tr("Body map, {title}").format(title=self._figure.title)
        identify(self, "body_map.picture", name, words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to tell neighbouring regions apart."""
        broad = self._figure.height <= 1.25 * self._figure.width
        height = scaled(self._tall * (2 / 3 if broad else 1))
        return QSize(round(height * self._figure.width / self._figure.height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure, the shapes and their numbers."""
        painter = QPainter(self)
        place = fit(self._figure, QSizeF(self.size()))
        paint_figure(painter, self._figure, place, self.palette(), self.font())
        drawn = ovals_in_pixels(self._figure, self._marks, place)
        size = QSizeF(self.size())
        places = badge_places(self._figure, drawn, place, font=self.font(), size=size)
        paint_marks(painter, drawn, places, font=self.font())
        painter.end()


class _Number(QWidget):
    """A mark's number as it stands on the picture."""

    def __init__(self, number: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The disc and its white edge."""
        side = round(2 * badge_radius(self.font()) + 4)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        paint_badge(painter, self.rect().toRectF().center(), self._number, font=self.font())
        painter.end()


def column_of(*widgets: QWidget, spacing: float = 1) -> QWidget:
    """Return widgets below each other."""
    whole = QWidget()
    whole.setProperty("kind", "plain")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(spacing))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return whole


class MarkKey(QWidget):
    """One mark in words: number, place, what it looked like, what was said of it and to whom."""

    def __init__(self, mark: Mark, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        place = PlainLabel(mark.region, tone="strong", selectable=True)
        identify(
            place,
            "body_map.mark",
            self.tr("Mark {number}: {region}. {words}").format(
                number=mark.number, region=mark.region, words=described(mark)
            ),
        )
        lines: list[QWidget] = [place, PlainLabel(described(mark), selectable=True)]
        for label, text in (
            (self.tr("The child said: {words}"), mark.said),
            (self.tr("Said to: {words}"), mark.said_to),
            ("{words}", mark.note),
        ):
            if text:
                tone = "muted" if text == mark.note else "body"
                lines.append(PlainLabel(label.format(words=text), tone=tone, selectable=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(column_of(_Number(mark.number)))
        row.addWidget(column_of(*lines, spacing=0.25), 1)


class MapFacts(QWidget):
    """What belongs to the whole map, as far as it was said."""

    def __init__(self, shown: ShownBodyMap, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        body_map = shown.body_map
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        for label, text in (
            (self.tr("Whose body"), shown.whose),
            (self.tr("Marks seen"), seen_at_words(body_map)),
            (self.tr("How they came to be seen"), body_map.seen),
            (self.tr("Who else was there"), body_map.who_present),
            (self.tr("First aid"), body_map.first_aid),
            (self.tr("The baby"), moves_words(body_map)),
        ):
            if text:
                column.addWidget(PlainLabel(f"{label}: {text}", selectable=True))


class BodyMapView(SectionCard):
    """Heading, outlines and, beside them, the key. The key is complete without the picture."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        identify(self, "body_map.shown", self.tr("Body map"))
        self._content: QWidget | None = None

    def show_body_map(self, shown: ShownBodyMap) -> None:
        """Show a body map instead of the one before."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.set_title(shown.heading)
        self.setAccessibleName(self.tr("Body map, {heading}").format(heading=shown.heading))
        self._content = self._made(shown)
        self.body.addWidget(self._content)

    def _made(self, shown: ShownBodyMap) -> QWidget:
        words = [MarkKey(mark) for mark in shown.body_map.marks]
        facts = column_of(*words, MapFacts(shown), spacing=1.5)
        parts: list[QWidget] = []
        if shown.detail:
            parts.append(PlainLabel(shown.detail, tone="muted"))
        parts.append(SideBySide(self._pictures(shown.body_map), facts, gap=3))
        return column_of(*parts)

    def _pictures(self, body_map: BodyMap) -> QWidget:
        pictures = QWidget()
        pictures.setProperty("kind", "plain")
        row = FlowLayout(pictures, spacing=space(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        pictures.setSizePolicy(policy)
        for view in dict.fromkeys(mark.view for mark in body_map.marks):
            row.addWidget(ViewOfMarks(view, body_map.marks))
        return pictures


class ViewOfMarks(QWidget):
    """The picture of a view, or a sentence where this program does not have the outline."""

    def __init__(
        self,
        view_id: str,
        marks: Sequence[Mark],
        *,
        height: int = TALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        try:
            row.addWidget(BodyMapPicture(view_id, marks, height=height))
        except KeyError:
            note = self.tr("The outline {view} is not in this program; the words are complete.")
            row.addWidget(PlainLabel(note.format(view=view_id), tone="warning"))
        row.addStretch(1)
