"""A finished body map, to look at: the outlines with their numbers, and the key in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.body_maps.drawings import Drawing, drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import described
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBodyMap:
    """A body map with the words above it: when it was seen, and by whom it was recorded."""

    heading: str
    detail: str
    body_map: BodyMap


class BodyMapPicture(QWidget):
    """One outline with the marks that lie on it; nothing in it can be changed."""

    def __init__(
        self, view_id: str, marks: Sequence[Mark], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figure: Drawing = drawing(view_id)
        self._marks = tuple(mark for mark in marks if mark.view == view_id)
        words = "; ".join(f"{m.number}: {m.region}, {described(m)}" for m in self._marks)
        name = self.tr("Body map, {title}").format(title=self._figure.title)
        identify(self, "body_map.picture", name, words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to tell neighbouring regions apart."""
        height = scaled(440) if self._figure.height > self._figure.width else scaled(280)
        return QSize(round(height * self._figure.width / self._figure.height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure and its numbers."""
        painter = QPainter(self)
        place = fit(self._figure, QSizeF(self.size()))
        paint_figure(painter, self._figure, place, self.palette(), self.font())
        drawn = ovals_in_pixels(self._figure, self._marks, place)
        places = badge_places(drawn, font=self.font(), size=QSizeF(self.size()))
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


class BodyMapView(SectionCard):
    """Heading, outlines, key. The key is complete without the picture."""

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
        content = QWidget()
        content.setProperty("kind", "plain")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        if shown.detail:
            column.addWidget(PlainLabel(shown.detail, tone="muted"))
        column.addWidget(self._pictures(shown.body_map))
        for mark in shown.body_map.marks:
            column.addLayout(self._key_row(mark))
        for label, text in (
            (self.tr("How they came to be seen"), shown.body_map.seen),
            (self.tr("Who else was there"), shown.body_map.who_present),
            (self.tr("First aid"), shown.body_map.first_aid),
        ):
            if text:
                column.addWidget(PlainLabel(f"{label}: {text}", selectable=True))
        column.addStretch(1)
        return content

    def _pictures(self, body_map: BodyMap) -> QWidget:
        pictures = QWidget()
        pictures.setProperty("kind", "plain")
        row = FlowLayout(pictures, spacing=space(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        pictures.setSizePolicy(policy)
        for view in dict.fromkeys(mark.view for mark in body_map.marks):
            try:
                row.addWidget(BodyMapPicture(view, body_map.marks))
            except KeyError:
                note = self.tr(
                    "The outline {view} is not in this program; the key below is complete."
                )
                row.addWidget(PlainLabel(note.format(view=view), tone="warning", wrap=False))
        return pictures

    def _key_row(self, mark: Mark) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(space(0.25))
        place = PlainLabel(mark.region, tone="strong", selectable=True)
        identify(
            place,
            "body_map.mark",
            self.tr("Mark {number}: {region}. {words}").format(
                number=mark.number, region=mark.region, words=described(mark)
            ),
        )
        words.addWidget(place)
        words.addWidget(PlainLabel(described(mark), selectable=True))
        if mark.said:
            said = self.tr("What the child said, and to whom: {said}").format(said=mark.said)
            words.addWidget(PlainLabel(said, selectable=True))
        if mark.note:
            words.addWidget(PlainLabel(mark.note, tone="muted", selectable=True))
        row = QHBoxLayout()
        row.setSpacing(space(1))
        number = QVBoxLayout()
        number.addWidget(_Number(mark.number))
        number.addStretch(1)
        row.addLayout(number)
        row.addLayout(words, 1)
        return row
