"""The body map editor: the outline, the marks in words, and the rules beside them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.body_maps.drawings import view_choices
from storage.records.body_map import BodyMap, Mark
from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.body_map_about import AboutBox, WhoseBox
from ui.widgets.body_map_canvas import BodyMapCanvas
from ui.widgets.body_map_chips import ChipRow
from ui.widgets.body_map_desk import BodyMapDesk, RulesCard
from ui.widgets.body_map_mark_form import MarkForm
from ui.widgets.body_map_mark_list import MarkList
from ui.widgets.body_map_state import MarkState, closer_view_of, drawn
from ui.widgets.body_map_tools import MarkTools
from ui.widgets.body_map_views import ViewStrip
from ui.widgets.body_map_zoom import BABY, newest
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.tab_order import in_reading_order

MOVE = 2  # thousandths of the picture
GROW, TURN = 4, 5


class BodyMapEditor(QWidget):
    """Makes one BodyMap. ``done`` carries it; ``cancelled`` says that it is to be thrown away."""

    done = Signal(object)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "body_map.editor", self.tr("Body map"))
        self.state = MarkState()
        self._now: datetime | None = None
        self._views = view_choices()
        groups = dict.fromkeys(view.group for view in self._views)
        self.group = ChipRow(
            "body_map.group",
            self.tr("Which outline"),
            [Choice(value=name, text=name) for name in groups],
        )
        self.view = ViewStrip()
        self.canvas = BodyMapCanvas(self._views[0].id)
        self.tools = MarkTools()
        self.marks = MarkList()
        self.form = MarkForm()
        self.whose = WhoseBox()
        self.about = AboutBox()
        self._empty = PlainLabel(
            self.tr(
                "Press on the outline where you saw a mark, or drag to draw its shape."
                " Each mark gets a number."
            ),
            tone="muted",
        )
        self._done = primary_button("body_map.done", self.tr("Keep this body map"), icon="check")
        self._cancel = quiet_button("body_map.cancel", self.tr("Leave without a body map"))
        self._build()
        self._connect()
        self.show_view(self._views[0].id)
        self._refresh()

    def body_map(self) -> BodyMap:
        """The map as it stands."""
        marks = self.state.marks
        return BodyMap(
            marks=marks,
            seen=self.about.seen.text().strip(),
            who_present=self.about.present.text().strip(),
            first_aid=self.about.first_aid.text().strip(),
            pupil=self.whose.pupil(),
            seen_at=self.about.seen_at(),
            moves=self.whose.answer(marks),
        )

    def set_body_map(self, body_map: BodyMap | None) -> None:
        """Go on with a map that has not been sent yet; None starts an empty one, seen now."""
        self.state = MarkState(body_map.marks if body_map else ())
        self.about.show_map(body_map or BodyMap(marks=()))
        if body_map is None and self._now is not None:
            self.about.set_now(self._now)
        self.whose.show_map(body_map or BodyMap(marks=()))
        if self.state.marks:
            self.about.fold()
            self.show_view(self.state.marks[0].view)
        else:
            self.about.unfold()
        self._refresh()

    def set_children(self, children: Sequence[Choice]) -> None:
        """Ask whose body it is when the concern names several children (id and words of each)."""
        self.whose.set_children(children)

    def set_now(self, now: datetime) -> None:
        """Say the school's own time, at which a new map is seen unless somebody says otherwise."""
        self._now = now

    def show_view(self, view_id: str) -> None:
        """Show an outline by its id or its name without version; an id that is not known is
        ignored. An earlier drawing is shown as long as a mark on it is looked at.
        """
        wanted = newest(view_id)
        choice = next((view for view in self._views if view.id == wanted), None)
        if choice is None:
            return
        if self.group.value() != choice.group:
            self.group.set_value(choice.group)
            self._show_group(choice.group)
        self.view.set_value(choice.id)
        shown = view_id if "@" in view_id else choice.id
        if shown != self.canvas.figure.id:
            self._show_view(shown)

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("kind", "plain")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        figure = QHBoxLayout()
        figure.setSpacing(space(1))
        figure.addWidget(self.view)
        figure.addWidget(self.canvas, 1)
        column.addWidget(self.group)
        column.addLayout(figure, 1)
        column.addWidget(self.tools)
        left.setMinimumWidth(scaled(300))
        self.desk = BodyMapDesk(
            marks=self.marks,
            middle=(self.whose, self._empty, self.form, self.about),
            rules=RulesCard(),
        )
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(left, 10)
        top.addWidget(self.desk, 16)
        buttons = QHBoxLayout()
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space(1))
        outer.addLayout(top, 1)
        outer.addLayout(buttons)

    def _connect(self) -> None:
        self.group.changed.connect(self._show_group)
        self.view.changed.connect(self._show_view)
        canvas = self.canvas
        canvas.placed.connect(self._place)
        canvas.began.connect(self._new_step)
        canvas.moved.connect(self._move)
        canvas.shaped.connect(self._shape)
        canvas.picked.connect(self._choose)
        canvas.nudged.connect(self._nudge)
        canvas.grown.connect(lambda n, across, down: self._grow(n, across * GROW, down * GROW))
        canvas.turned.connect(lambda n, steps: self._turn(n, steps * TURN))
        canvas.removed.connect(self._remove)
        canvas.opened.connect(lambda _number: self._describe_it())
        tools = self.tools
        tools.undo_requested.connect(self.undo)
        tools.moving.connect(self._set_moving)
        tools.grown.connect(lambda a, d: self._grow(self.state.chosen, a, d, alone=True))
        tools.turned.connect(lambda degrees: self._turn(self.state.chosen, degrees, alone=True))
        tools.closer_requested.connect(self._closer)
        self.marks.picked.connect(self._choose_and_show)
        self.form.changed.connect(self._describe)
        self.form.remove_requested.connect(self._remove)
        for box in (self.about, self.whose):
            box.changed.connect(self._changed)
        self._done.clicked.connect(self._finish)
        self._cancel.clicked.connect(self.cancelled)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        shortcut.activated.connect(self.undo)

    # -- what is shown -----------------------------------------------------------------------------

    def _show_group(self, group: str) -> None:
        views = [view for view in self._views if view.group == group]
        self.view.set_views(views)
        if views:
            self.view.set_value(views[0].id)

    def _show_view(self, view_id: str) -> None:
        try:
            if view_id and view_id != self.canvas.figure.id:
                self.canvas.set_view(view_id)
        except KeyError:  # a drawing of a later program: the words of its marks are all there
            return
        self._refresh()
        in_reading_order(self)
        self._after_view()

    def _after_view(self) -> None:
        """Have Tab go from the views through the regions and the marks on them to the tools."""
        stops: list[QWidget] = [*self.view.buttons(), *self.canvas.region_buttons()]
        stops += [*self.canvas.spot_buttons(), self.tools.undo]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _refresh(self) -> None:
        marks, chosen = self.state.marks, self.state.chosen_mark
        shown = chosen is not None and drawn(chosen)
        self.canvas.set_marks(marks, self.state.chosen)
        self.view.set_marks(marks)
        self.marks.set_marks(marks, self.state.chosen)
        self.form.show_mark(chosen, words_only=bool(chosen) and not shown)
        self.whose.show_marks(marks, baby_shown=self.canvas.figure.id.startswith(BABY))
        self.tools.show_for(
            chosen,
            drawn=shown and chosen is not None and chosen.view == self.canvas.figure.id,
            can_undo=self.state.can_undo,
            closer=self._closer_words(chosen),
        )
        self._empty.setVisible(not marks)
        self.marks.setVisible(bool(marks))
        self._done.setEnabled(bool(marks))

    def _closer_words(self, chosen: Mark | None) -> str:
        view = closer_view_of(chosen) if chosen is not None else ""
        part = view.partition("-")[0]
        return {
            "head": self.tr("Draw this on the larger head"),
            "hand": self.tr("Draw this on the larger hand"),
            "foot": self.tr("Draw this on the larger foot"),
        }.get(part, "")

    def _set_moving(self, on: bool) -> None:
        self.canvas.moving = on

    # -- what is done ------------------------------------------------------------------------------

    def _new_step(self) -> None:
        self.state.new_step()

    def _place(self, x: int, y: int) -> None:
        first = not self.state.marks
        mark = self.state.place(self.canvas.figure.id, x, y)
        if mark is None:
            return
        if first:
            self.about.fold()
        self._changed()
        announce(self, self.tr("Mark {n}: {place}").format(n=mark.number, place=mark.region))
        self.desk.show_part(self.form)
        if not drawn(mark):
            self.form.said.setFocus()

    def _move(self, number: int, x: int, y: int) -> None:
        before = self.state.mark(number)
        if not self.state.move(number, x, y):
            return
        after = self.state.mark(number)
        self.tools.move_here.setChecked(False)
        self._changed()
        if before is not None and after is not None and before.region != after.region:
            announce(self, after.region)

    def _nudge(self, number: int, across: int, down: int) -> None:
        mark = self.state.mark(number)
        if mark is not None:
            width, height = self.canvas.figure.width, self.canvas.figure.height
            wider = max(1, round(MOVE * height / width)) if width < height else MOVE
            self._move(number, mark.x + across * wider, mark.y + down * MOVE)

    def _shape(self, number: int, across: int, down: int, turn: int) -> None:
        if self.state.shape(number, across=across, down=down, turn=turn):
            self._changed()

    def _grow(self, number: int, across: int, down: int, *, alone: bool = False) -> None:
        if alone:
            self.state.new_step()
        if self.state.grow(number, across, down):
            self._changed()

    def _turn(self, number: int, degrees: int, *, alone: bool = False) -> None:
        if alone:
            self.state.new_step()
        if self.state.turn(number, degrees):
            self._changed()

    def _describe(self, mark: Mark) -> None:
        if self.state.describe(mark):
            self._changed()

    def _describe_it(self) -> None:
        self.desk.show_part(self.form)
        self.form.focus_first()

    def _remove(self, number: int) -> None:
        if not self.state.remove(number):
            return
        self._changed()
        announce(self, self.tr("Mark {n} removed").format(n=number))
        buttons = self.marks.buttons()
        if buttons:
            buttons[self.state.chosen - 1].setFocus()

    def _closer(self) -> None:
        chosen = self.state.chosen_mark
        view = closer_view_of(chosen) if chosen is not None else ""
        if chosen is None or not self.state.send_closer(chosen.number, view):
            return
        self.show_view(view)
        self._changed()
        moved = self.state.chosen_mark
        if moved is not None:
            words = self.tr("Now on {title}: {place}. Move it where you saw it.")
            title = self.canvas.figure.title
            announce(self, words.format(title=title, place=moved.region))

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        if not self.state.undo():
            return
        chosen = self.state.chosen_mark
        if chosen is not None:
            self.show_view(chosen.view)
        self._changed()
        announce(self, self.tr("The last step is undone"))

    def _choose(self, number: int) -> None:
        if number != self.state.chosen:
            self.state.choose(number)
            self._refresh()

    def _choose_and_show(self, number: int) -> None:
        self.state.choose(number)
        mark = self.state.chosen_mark
        if mark is not None:
            self.show_view(mark.view)
        self._refresh()

    def _changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _finish(self) -> None:
        self.done.emit(self.body_map())
