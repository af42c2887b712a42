"""The body map editor: the outline, the marks in words, and the rules beside them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources.body_maps.drawings import WORDS_ONLY_SITES, view_choices
from storage.records.body_map import BodyMap, Mark
from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.body_map_canvas import BodyMapCanvas
from ui.widgets.body_map_mark_form import MarkForm
from ui.widgets.body_map_mark_list import MarkList
from ui.widgets.body_map_words import body_map_words
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.text_line import TextLine

BABY = "Baby"


class BodyMapEditor(QWidget):
    """Makes one BodyMap. ``done`` carries it; ``cancelled`` says that it is to be thrown away."""

    done = Signal(object)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "body_map.editor", self.tr("Body map"))
        self._marks: tuple[Mark, ...] = ()
        self._chosen = 0
        self._views = view_choices()
        first = self._views[0]
        self.group = Combo(
            "body_map.group",
            self.tr("Which outline"),
            [Choice(value=name, text=name) for name in dict.fromkeys(v.group for v in self._views)],
        )
        self.view = ChoiceRow("body_map.view", self.tr("Seen from"), [])
        self.canvas = BodyMapCanvas(first.id)
        self.marks = MarkList()
        self.form = MarkForm()
        self.seen = TextLine("body_map.seen", self.tr("How did you come to see the marks?"))
        self.present = TextLine("body_map.who_present", self.tr("Who else was there?"))
        self.first_aid = TextLine("body_map.first_aid", self.tr("First aid given"))
        self._empty = PlainLabel(
            self.tr("Press on the outline where you saw a mark. Each mark gets a number."),
            tone="muted",
        )
        self._done = primary_button("body_map.done", self.tr("Keep this body map"), icon="check")
        self._cancel = quiet_button("body_map.cancel", self.tr("Leave without a body map"))
        self._build()
        self._connect()
        self.group.set_value(first.group)
        self._refresh()

    def body_map(self) -> BodyMap:
        """The map as it stands."""
        return BodyMap(
            marks=self._marks,
            seen=self.seen.text().strip(),
            who_present=self.present.text().strip(),
            first_aid=self.first_aid.text().strip(),
        )

    def set_body_map(self, body_map: BodyMap | None) -> None:
        """Go on with a map that has not been sent yet; None starts an empty one."""
        body_map = body_map or BodyMap(marks=())
        self._marks = body_map.marks
        self._chosen = self._marks[0].number if self._marks else 0
        self.seen.setText(body_map.seen)
        self.present.setText(body_map.who_present)
        self.first_aid.setText(body_map.first_aid)
        if self._marks:
            self.show_view(self._marks[0].view)
        self._refresh()

    def show_view(self, view_id: str) -> None:
        """Show one of the chooser's outlines; an id that is not on offer is ignored."""
        choice = next((view for view in self._views if view.id == view_id), None)
        if choice is None:
            return
        self.group.set_value(choice.group)
        self.view.set_value(choice.id)

    def _build(self) -> None:
        words = QWidget()
        words.setProperty("kind", "plain")
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, space(1), 0)
        column.setSpacing(space(1.5))
        column.addWidget(self._empty)
        column.addWidget(self.marks)
        column.addWidget(self.form)
        column.addWidget(self._whole())
        column.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(space(2))
        self._sides.addWidget(words, 3)
        beside = QVBoxLayout()
        beside.addWidget(self._rules())
        beside.addStretch(1)
        self._sides.addLayout(beside, 1)
        inner = QWidget()
        inner.setProperty("kind", "plain")
        inner.setLayout(self._sides)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setProperty("kind", "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._scroll.viewport().setAutoFillBackground(False)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self._outline(), 2)
        top.addWidget(self._scroll, 5)
        buttons = QHBoxLayout()
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space(1.5))
        outer.addLayout(top, 1)
        outer.addLayout(buttons)

    def _outline(self) -> QWidget:
        chooser = QWidget()
        chooser.setProperty("kind", "plain")
        chooser.setMinimumWidth(scaled(222))
        left = QVBoxLayout(chooser)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(space(1))
        left.addWidget(self.group)
        left.addWidget(self.view)
        left.addWidget(self.canvas, 1)
        return chooser

    def _whole(self) -> QWidget:
        card = SectionCard(self.tr("About all the marks"))
        card.body.setSpacing(space(1))
        for label, field in (
            (self.tr("How did you come to see them?"), self.seen),
            (self.tr("Who else was there?"), self.present),
            (self.tr("First aid given"), self.first_aid),
        ):
            card.body.addWidget(FieldRow(label, field, optional=True))
        self._whole_card = card
        return card

    def _rules(self) -> QWidget:
        words = body_map_words()
        card = SectionCard(self.tr("Before you mark"))
        card.body.setSpacing(space(1))
        for rule in words.rules:
            card.body.addWidget(PlainLabel(rule, tone="small"))
        self._urgent = PlainLabel(words.urgent, tone="small")
        card.body.addWidget(self._urgent)
        card.setMinimumWidth(scaled(210))
        return card

    def _connect(self) -> None:
        self.group.changed.connect(self._show_group)
        self.view.changed.connect(self._show_view)
        self.canvas.placed.connect(self._place)
        self.canvas.moved.connect(self._move)
        self.canvas.picked.connect(self._choose)
        self.marks.picked.connect(self._choose_and_show)
        self.form.changed.connect(self._describe)
        self.form.remove_requested.connect(self._remove)
        for line in (self.seen, self.present, self.first_aid):
            line.textEdited.connect(self._say_changed)
        self._done.clicked.connect(self._finish)
        self._cancel.clicked.connect(self.cancelled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rules below the marks where they would make both too narrow."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(1150)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _show_group(self, group: str) -> None:
        views = [view for view in self._views if view.group == group]
        self.view.set_choices([Choice(value=view.id, text=view.name) for view in views])
        if views:
            self.view.set_value(views[0].id)
        self._urgent.set_tone("warning" if group == BABY else "small")

    def _show_view(self, view_id: str) -> None:
        if view_id and view_id != self.canvas.figure.id:
            self.canvas.set_view(view_id)
            self._refresh()

    def _place(self, x: int, y: int, region_id: str) -> None:
        region = self.canvas.figure.region(region_id)
        mark = Mark(
            number=len(self._marks) + 1,
            view=self.canvas.figure.id,
            x=x,
            y=y,
            region=region.name,
            site=region.site,
            kind="",
        )
        self._chosen = mark.number
        self._keep((*self._marks, mark))
        announce(self, self.tr("Mark {n}: {place}").format(n=mark.number, place=mark.region))
        self._scroll.ensureWidgetVisible(self.form)

    def _move(self, number: int, x: int, y: int, region_id: str) -> None:
        region = self.canvas.figure.region(region_id)
        moved = replace(self._marks[number - 1], x=x, y=y, region=region.name, site=region.site)
        if moved.region != self._marks[number - 1].region:
            announce(self, moved.region)
        self._keep(_with(self._marks, moved))

    def _describe(self, mark: Mark) -> None:
        self._keep(_with(self._marks, mark))

    def _remove(self, number: int) -> None:
        rest = [mark for mark in self._marks if mark.number != number]
        self._chosen = min(self._chosen, len(rest))
        self._keep(tuple(replace(mark, number=n) for n, mark in enumerate(rest, start=1)))
        announce(self, self.tr("Mark {n} removed").format(n=number))
        buttons = self.marks.buttons()
        if buttons:
            buttons[self._chosen - 1].setFocus()

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._refresh()

    def _choose_and_show(self, number: int) -> None:
        self._chosen = number
        self.show_view(self._marks[number - 1].view)
        self._refresh()

    def _keep(self, marks: Sequence[Mark]) -> None:
        self._marks = tuple(marks)
        self._refresh()
        self._say_changed()

    def _say_changed(self) -> None:
        self.changed.emit()

    def _refresh(self) -> None:
        chosen = next((mark for mark in self._marks if mark.number == self._chosen), None)
        self.canvas.set_marks(self._marks, self._chosen)
        self.marks.set_marks(self._marks, self._chosen)
        self.form.show_mark(chosen, words_only=bool(chosen and chosen.site in WORDS_ONLY_SITES))
        self._empty.setVisible(not self._marks)
        self._whole_card.setVisible(bool(self._marks))
        self._done.setEnabled(bool(self._marks))

    def _finish(self) -> None:
        self.done.emit(self.body_map())


def _with(marks: Sequence[Mark], changed: Mark) -> tuple[Mark, ...]:
    """Return the marks with one of them replaced by its new state."""
    return tuple(changed if mark.number == changed.number else mark for mark in marks)
