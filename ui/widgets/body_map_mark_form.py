"""The description of one mark: three quick choices, and more for who wants to say more."""

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from storage.records.body_map import Mark
from storage.records.mark_words import sentence
from ui.icons import set_icon
from ui.theme import scaled, space
from ui.widgets.body_map_card import SlimCard
from ui.widgets.body_map_chips import ChipRow
from ui.widgets.body_map_words import body_map_words
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

SEEN_FIELDS = ("broken_skin", "swelling", "pain", "heat")
_NUMBER = re.compile(r"[0-9½¼¾]+(?:[.,][0-9]+)?")


class MarkForm(SlimCard):
    """Shows the chosen mark; every change is said at once with the whole new mark."""

    changed = Signal(object)
    remove_requested = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark: Mark | None = None
        self._make_quick()
        self._make_more()
        self._words_only = PlainLabel(body_map_words().words_only, tone="warning")
        self._remove = quiet_button("body_map.remove", self.tr("Remove"), icon="trash-2")
        self.more = quiet_button("body_map.more", "", icon="chevron-right")
        self.more.setProperty("flush", "true")
        self._build()
        self._connect()
        self.show_mark(None)

    def _make_quick(self) -> None:
        words = body_map_words()
        self.kind = ChipRow(
            "body_map.kind",
            self.tr("Kind of mark"),
            [Choice(value=kind, text=sentence(kind)) for kind in words.kinds],
        )
        self.size_text = TextLine(
            "body_map.size", self.tr("Size"), placeholder=self.tr("e.g. 2 cm")
        )
        self.size_quick = ChipRow(
            "body_map.size_quick",
            self.tr("Size"),
            [Choice(value=size, text=size) for size in words.sizes],
        )
        self.measured = ChipRow(
            "body_map.measured",
            self.tr("The size is"),
            [
                Choice(value="estimated", text=self.tr("Estimated")),
                Choice(value="measured", text=self.tr("Measured")),
            ],
        )
        self.colour = ChipRow(
            "body_map.colour",
            self.tr("Colour"),
            [Choice(value=name, text=sentence(name)) for name, _ in words.colours],
            many=True,
            swatches=dict(words.colours),
        )

    def _make_more(self) -> None:
        self.seen = {
            "broken_skin": self._three("broken_skin", self.tr("Is the skin broken?")),
            "swelling": self._three("swelling", self.tr("Is it swollen?")),
            "pain": self._three(
                "pain", self.tr("Does the child say it hurts?"), self.tr("Not said")
            ),
            "heat": self._three("heat", self.tr("Is it hot?")),
        }
        self.shape = TextLine(
            "body_map.shape", self.tr("Shape"), placeholder=self.tr("e.g. round, a line")
        )
        self.said = ShortArea("body_map.said", self.tr("What the child said about it"), lines=2)
        self.said_to = TextLine("body_map.said_to", self.tr("Who the child said it to"))
        self.note = TextLine(
            "body_map.note",
            self.tr("Anything else you saw"),
            placeholder=self.tr("e.g. bleeding, moves the arm carefully"),
        )

    def _three(self, field: str, name: str, unknown: str = "") -> ChipRow:
        return ChipRow(
            f"body_map.{field}",
            name,
            [
                Choice(value="yes", text=self.tr("Yes")),
                Choice(value="no", text=self.tr("No")),
                Choice(value="not seen", text=unknown or self.tr("Not seen")),
            ],
        )

    def _build(self) -> None:
        self.body.setSpacing(space(1))
        self._quick = _column(
            PlainLabel(self.kind.accessibleName(), tone="strong"),
            self.kind,
            self._size_line(),
            self.size_quick,
            PlainLabel(self.tr("Colour, as many as you see"), tone="strong"),
            self.colour,
        )
        looks = QWidget()
        looks.setProperty("kind", "plain")
        grid = QGridLayout(looks)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(1.5))
        grid.setVerticalSpacing(space(0.75))
        for line, field in enumerate(SEEN_FIELDS):
            label = PlainLabel(self.seen[field].accessibleName(), tone="strong")
            grid.addWidget(label, line, 0)
            grid.addWidget(self.seen[field], line, 1)
        grid.setColumnStretch(1, 1)
        said = _column(
            FieldRow(
                self.said.accessibleName(),
                self.said,
                hint=self.tr("The child’s own words. Do not ask how it happened."),
            ),
            FieldRow(self.said_to.accessibleName(), self.said_to, optional=True),
        )
        self._looks = _column(
            looks,
            FieldRow(self.shape.accessibleName(), self.shape, optional=True),
            FieldRow(self.note.accessibleName(), self.note, optional=True),
        )
        self._more = _column(said, self._looks)
        self.body.addWidget(self._words_only)
        self.body.addWidget(self._quick)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._more)
        self.add_header_action(self._remove)
        self._unfold(False)

    def _size_line(self) -> QWidget:
        line = QWidget()
        line.setProperty("kind", "plain")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        label = PlainLabel(self.tr("Size"), tone="strong", wrap=False)
        label.setBuddy(self.size_text)
        self.size_text.setMinimumWidth(scaled(84))
        level = QWidget()
        level.setProperty("kind", "plain")
        middle = QVBoxLayout(level)
        middle.setContentsMargins(0, 3, 0, 3)
        middle.addWidget(self.measured)
        row.addWidget(label)
        row.addWidget(SideBySide(self.size_text, level, weights=(1, 0), gap=0.75), 1)
        return line

    def _connect(self) -> None:
        for line in (self.size_text, self.shape, self.note, self.said_to):
            line.textEdited.connect(self._say)
        for row in (self.kind, self.colour, self.measured, *self.seen.values()):
            row.changed.connect(self._say)
        self.size_quick.changed.connect(self._take_size)
        self.said.textChanged.connect(self._say)
        self._remove.clicked.connect(self._ask_remove)
        self.more.clicked.connect(lambda: self._unfold(not self._more.isVisibleTo(self)))

    def _unfold(self, open_: bool) -> None:
        self._more.setVisible(open_)
        words = self.tr("Less about this mark") if open_ else self.tr("More about this mark")
        self.more.setText(words)
        set_icon(self.more, "chevron-down" if open_ else "chevron-right", tone="link", size=18)
        self.more.setAccessibleName(words)

    def show_mark(self, mark: Mark | None, *, words_only: bool = False) -> None:
        """Show a mark; None hides the form."""
        self.setVisible(mark is not None)
        if mark is None:
            self._mark = None
            return
        title = self.tr("Mark {number}: {region}").format(number=mark.number, region=mark.region)
        self.set_title(title)
        self._remove.setAccessibleName(self.tr("Remove mark {n}").format(n=mark.number))
        self._words_only.setVisible(words_only)
        self._quick.setVisible(not words_only)
        self._looks.setVisible(not words_only)
        self.more.setVisible(not words_only)
        if words_only:
            self._more.show()
        elif self._mark is None or mark.number != self._mark.number:
            self._unfold(_says_more(mark))
        if mark != self._mark:
            self._mark = None
            self._fill(mark)
        self._mark = mark

    def focus_first(self) -> None:
        """Go to the first question about the mark, the one already answered where there is one."""
        if not self._quick.isVisibleTo(self):
            self.said.setFocus()
            return
        self.kind.chip(self.kind.value() or body_map_words().kinds[0]).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def _fill(self, mark: Mark) -> None:
        self.kind.set_value(mark.kind)
        self.colour.set_value(mark.colour)
        self.measured.set_value("measured" if mark.measured else "estimated")
        for line, text in (
            (self.size_text, mark.size),
            (self.shape, mark.shape),
            (self.note, mark.note),
            (self.said_to, mark.said_to),
        ):
            if line.text() != text:
                line.setText(text)
        self._show_size(mark.size)
        if self.said.text() != mark.said:
            self.said.set_text(mark.said)
        for field in SEEN_FIELDS:
            self.seen[field].set_value(getattr(mark, field))

    def _show_size(self, size: str) -> None:
        self.size_quick.set_value(size if size in body_map_words().sizes else "")

    def _take_size(self, size: str) -> None:
        self.size_text.setText(size)
        self._say()

    def _say(self) -> None:
        if self._mark is None:
            return
        typed = self.size_text.text()
        size = f"{typed.strip()} cm" if _NUMBER.fullmatch(typed.strip()) else typed
        self._show_size(size.strip())
        self._mark = replace(
            self._mark,
            kind=self.kind.value(),
            size=size,
            measured=self.measured.value() == "measured",
            colour=self.colour.value(),
            shape=self.shape.text(),
            said=self.said.text(),
            said_to=self.said_to.text(),
            note=self.note.text(),
            broken_skin=self.seen["broken_skin"].value(),
            swelling=self.seen["swelling"].value(),
            pain=self.seen["pain"].value(),
            heat=self.seen["heat"].value(),
        )
        self.changed.emit(self._mark)

    def _ask_remove(self) -> None:
        if self._mark is not None:
            self.remove_requested.emit(self._mark.number)


def _says_more(mark: Mark) -> bool:
    told = (mark.shape, mark.said, mark.said_to, mark.note)
    return any(told) or any(getattr(mark, field) != "not seen" for field in SEEN_FIELDS)


def _column(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    whole.setProperty("kind", "plain")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(0.75))
    for widget in widgets:
        column.addWidget(widget)
    return whole
