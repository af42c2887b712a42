"""What belongs to the whole map: whose body, when and how it was seen, who was there, first aid."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import seen_at_words
from ui.theme import scaled, space
from ui.widgets.body_map_card import SlimCard
from ui.widgets.body_map_chips import ChipRow
from ui.widgets.body_map_words import body_map_words
from ui.widgets.body_map_zoom import BABY
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import read_time


class WhoseBox(SlimCard):
    """Asked only where it is a question: which child, and whether a baby can move about."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.whose = ChipRow("body_map.whose", self.tr("Whose body is this?"), [])
        self.moves = ChipRow(
            "body_map.moves",
            self.tr("Can the baby move about by itself?"),
            [
                Choice(value="yes", text=self.tr("Yes")),
                Choice(value="no", text=self.tr("No")),
                Choice(value="not known", text=self.tr("Not known")),
            ],
        )
        self.urgent = MessageBar(identifier="body_map.urgent")
        self._whose_label = PlainLabel(self.whose.accessibleName(), tone="strong")
        self._moves_label = PlainLabel(self.moves.accessibleName(), tone="strong")
        self.body.setSpacing(space(0.75))
        for widget in (
            *(self._whose_label, self.whose),
            *(self._moves_label, self.moves, self.urgent),
        ):
            self.body.addWidget(widget)
        self._children: tuple[Choice, ...] = ()
        self._several = self._baby = False
        for row in (self.whose, self.moves):
            row.changed.connect(self.changed)

    def set_children(self, children: Sequence[Choice]) -> None:
        """Ask whose body it is among these; one child is no question."""
        chosen = self.whose.value()
        self._children = tuple(children) if len(children) > 1 else ()
        self._several = bool(self._children)
        self.whose.set_choices(self._children)
        if chosen in [child.value for child in self._children]:
            self.whose.set_value(chosen)
        self._show()

    def show_map(self, body_map: BodyMap) -> None:
        """Show what a map says; a child who is no longer among the choices is asked anew."""
        known = [child.value for child in self._children]
        self.whose.set_value(body_map.pupil if body_map.pupil in known else "")
        self.moves.set_value(body_map.moves)

    def show_marks(self, marks: Sequence[Mark], *, baby_shown: bool) -> None:
        """Ask about the baby where one is drawn on or looked at, and say what is urgent."""
        words = body_map_words()
        on_baby = [mark for mark in marks if mark.view.startswith(f"{BABY}-")]
        self._baby = bool(on_baby) or (baby_shown and not marks)
        bruised = any(mark.kind in words.urgent_kinds for mark in on_baby)
        text = ""
        if bruised and self.moves.value() != "yes":
            text = words.urgent_now if self.moves.value() == "no" else words.urgent_unless
        if not text:
            self.urgent.clear()
        elif text != self.urgent.text():
            self.urgent.show_message(text, severity="danger", assertive=True)
        self._show()

    def pupil(self) -> str:
        """The child whose body it is; "" for the one child of the concern."""
        return self.whose.value() if self._several else ""

    def answer(self, marks: Sequence[Mark]) -> str:
        """Whether the baby can move about; "" for any other child."""
        on_baby = any(mark.view.startswith(f"{BABY}-") for mark in marks)
        return self.moves.value() if on_baby else ""

    def _show(self) -> None:
        for widget in (self._whose_label, self.whose):
            widget.setVisible(self._several)
        for widget in (self._moves_label, self.moves):
            widget.setVisible(self._baby)
        self.setVisible(self._several or self._baby or bool(self.urgent.text()))


class AboutBox(SlimCard):
    """When and how the marks came to be seen; folded to one line once there is a mark."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(steps=0.5, parent=parent)
        self._kept = ""  # a time that cannot be shown in the two boxes stays as it is
        self.more = quiet_button("body_map.about", "", icon="clock")
        self.more.setProperty("flush", "true")
        self._short = PlainLabel(tone="muted")
        self.day = DateEdit("body_map.seen_on", self.tr("The day the marks were seen"))
        self.time = TextLine(
            "body_map.seen_time",
            self.tr("The time the marks were seen"),
            placeholder=self.tr("e.g. 10:40"),
        )
        self.seen = TextLine("body_map.seen", self.tr("How did you come to see the marks?"))
        self.present = TextLine("body_map.who_present", self.tr("Who else was there?"))
        self.first_aid = TextLine("body_map.first_aid", self.tr("First aid given"))
        self._fields = QWidget()
        self._fields.setProperty("kind", "plain")
        self._build()
        self._unfold(True)
        self.more.clicked.connect(lambda: self._unfold(not self._open))

    def _build(self) -> None:
        self.body.setSpacing(space(0.5))
        self.time.setMinimumWidth(scaled(100))
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, space(0.5), 0, 0)
        column.setSpacing(space(0.75))
        when = SideBySide(self.day, self.time, weights=(2, 1), gap=1)
        self._when = FieldRow(self.tr("When were they seen?"), when)
        column.addWidget(self._when)
        for label, field in (
            (self.tr("How did you come to see them?"), self.seen),
            (self.tr("Who else was there?"), self.present),
            (self.tr("First aid given"), self.first_aid),
        ):
            column.addWidget(FieldRow(label, field, optional=True))
        head = QHBoxLayout()
        head.setSpacing(space(1.5))
        head.addWidget(self.more)
        head.addWidget(self._short, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._fields)
        for line in (self.seen, self.present, self.first_aid):
            line.textEdited.connect(self._say)
        for line in (self.day.line, self.time):
            line.textEdited.connect(self._say_when)
        self.day.changed.connect(self._say_when)

    def set_now(self, now: datetime) -> None:
        """Say that the marks are being seen now; it can be changed."""
        self._show_when(f"{now:%Y-%m-%dT%H:%M}")

    def show_map(self, body_map: BodyMap) -> None:
        """Show what a map says."""
        self._show_when(body_map.seen_at)
        self.seen.setText(body_map.seen)
        self.present.setText(body_map.who_present)
        self.first_aid.setText(body_map.first_aid)
        self._tell()

    def fold(self) -> None:
        """Leave room for the marks; nothing is folded away under somebody's hands."""
        if not self._fields.isAncestorOf(self.focusWidget() or self):
            self._unfold(False)

    def unfold(self) -> None:
        """Show the boxes."""
        self._unfold(True)

    def seen_at(self) -> str:
        """When they were seen: day and time, the day alone, or "" where no day is given."""
        if self._kept:
            return self._kept
        day, clock = self.day.value(), read_time(self.time.text())
        if not day:
            return ""
        return f"{day}T{clock:%H:%M}" if clock is not None else day

    def _show_when(self, text: str) -> None:
        day, _, clock = text.partition("T")
        try:
            self.day.set_value(day)
            self.time.setText(clock)
        except ValueError:
            day = ""
        self._kept = ""
        if text and self.seen_at() != text:
            self._kept = text
        self._when.clear_error()
        self._tell()

    def _say_when(self, _text: str = "") -> None:
        self._kept = ""
        typed = self.time.text().strip()
        problem = self.day.problem()
        if typed and read_time(typed) is None:
            problem = problem or self.tr("This is not a time. Write it as 10:40.")
        if problem:
            self._when.set_error(problem)
        else:
            self._when.clear_error()
        self._say()

    def _say(self, _text: str = "") -> None:
        self._tell()
        self.changed.emit()

    def _unfold(self, open_: bool) -> None:
        self._open = open_
        self._fields.setVisible(open_)
        words = self.tr("When and how they were seen")
        self.more.setText(words)
        self.more.setAccessibleName(words)
        state = self.tr("Open") if open_ else self.tr("Press to change it")
        self.more.setAccessibleDescription(state)
        self._short.setVisible(not open_)
        self._tell()

    def _tell(self) -> None:
        when = seen_at_words(BodyMap(marks=(), seen_at=self.seen_at()))
        parts = [part for part in (when, self.seen.text().strip()) if part]
        self._short.setText(" · ".join(parts) or self.tr("Not said yet"))
