"""The description of one mark: what it looks like, and what the child said about it."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storage.records.body_map import Mark
from storage.records.mark_words import sentence
from ui.theme import space
from ui.widgets.body_map_words import body_map_words
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine

_SEEN_FIELDS = ("broken_skin", "swelling", "pain")


class _FewLines(TextArea):
    """A text area that takes no more room than its lines."""

    def sizeHint(self) -> QSize:
        """As high as the lines asked for."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class MarkForm(SectionCard):
    """Shows the chosen mark; every change is said at once with the whole new mark."""

    changed = Signal(object)
    remove_requested = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark: Mark | None = None
        words = body_map_words()
        self.kind = Combo(
            "body_map.kind",
            self.tr("What kind of mark"),
            [Choice(value=kind, text=sentence(kind)) for kind in words.kinds],
        )
        self.size_text = TextLine(
            "body_map.size", self.tr("Size"), placeholder=self.tr("e.g. 2 cm across")
        )
        self.measured = ChoiceRow(
            "body_map.measured",
            self.tr("The size is"),
            [
                Choice(value="estimated", text=self.tr("Estimated")),
                Choice(value="measured", text=self.tr("Measured")),
            ],
        )
        self.colour = Combo(
            "body_map.colour",
            self.tr("Colour"),
            [Choice(value=colour, text=sentence(colour)) for colour in words.colours],
        )
        self.shape = TextLine("body_map.shape", self.tr("Shape"))
        self.said = _FewLines(
            "body_map.said",
            self.tr("What the child said about it, and to whom"),
            lines=2,
        )
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note = TextLine("body_map.note", self.tr("Anything else you saw"))
        self.seen = {
            "broken_skin": self._three("broken_skin", self.tr("Is the skin broken?")),
            "swelling": self._three("swelling", self.tr("Is it swollen?")),
            "pain": self._three(
                "pain", self.tr("Does the child say it hurts?"), self.tr("Not said")
            ),
        }
        self._words_only = PlainLabel(words.words_only, tone="warning")
        self._looks = QWidget()
        self._looks.setProperty("kind", "plain")
        self._remove = quiet_button("body_map.remove", self.tr("Remove this mark"), icon="trash-2")
        self._build()
        self._connect()
        self.show_mark(None)

    def _three(self, field: str, name: str, unknown: str = "") -> ChoiceRow:
        return ChoiceRow(
            f"body_map.{field}",
            name,
            [
                Choice(value="yes", text=self.tr("Yes")),
                Choice(value="no", text=self.tr("No")),
                Choice(value="not seen", text=unknown or self.tr("Not seen")),
            ],
        )

    def _build(self) -> None:
        looks = QGridLayout(self._looks)
        looks.setContentsMargins(0, 0, 0, 0)
        looks.setHorizontalSpacing(space(2))
        looks.setVerticalSpacing(space(1))
        size = QWidget()
        size.setProperty("kind", "plain")
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.size_text, 1)
        row.addWidget(self.measured, 1)
        size.setFocusProxy(self.size_text)
        looks.addWidget(FieldRow(self.tr("Kind"), self.kind), 0, 0)
        looks.addWidget(FieldRow(self.tr("Colour"), self.colour), 0, 1)
        looks.addWidget(FieldRow(self.tr("Shape"), self.shape), 0, 2)
        looks.addWidget(FieldRow(self.tr("Size"), size), 1, 0, 1, 3)
        for line, field in enumerate(_SEEN_FIELDS, start=2):
            label = PlainLabel(self.seen[field].accessibleName(), tone="strong")
            looks.addWidget(label, line, 0)
            looks.addWidget(self.seen[field], line, 1, 1, 2)
        column = QVBoxLayout()
        column.setSpacing(space(1))
        column.addWidget(self._words_only)
        column.addWidget(self._looks)
        column.addWidget(
            FieldRow(
                self.tr("What the child said about it, and to whom"),
                self.said,
                hint=self.tr("The child’s own words. Do not ask how it happened."),
            )
        )
        column.addWidget(FieldRow(self.tr("Anything else you saw"), self.note, optional=True))
        self.body.addLayout(column)
        self.add_header_action(self._remove)

    def _connect(self) -> None:
        for line in (self.size_text, self.shape, self.note):
            line.textEdited.connect(self._say)
        for combo in (self.kind, self.colour):
            combo.changed.connect(self._say)
        for row in (self.measured, *self.seen.values()):
            row.changed.connect(self._say)
        self.said.textChanged.connect(self._say)
        self._remove.clicked.connect(self._ask_remove)

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
        self._looks.setVisible(not words_only)
        if mark != self._mark:
            self._mark = None
            self._fill(mark)
        self._mark = mark

    def _fill(self, mark: Mark) -> None:
        self.kind.set_value(mark.kind)
        self.colour.set_value(mark.colour)
        if mark.colour and not self.colour.value():
            self.colour.addItem(mark.colour, mark.colour)
            self.colour.set_value(mark.colour)
        self.measured.set_value("measured" if mark.measured else "estimated")
        for line, text in (
            (self.size_text, mark.size),
            (self.shape, mark.shape),
            (self.note, mark.note),
        ):
            line.setText(text)
        if self.said.text() != mark.said:
            self.said.set_text(mark.said)
        for field in _SEEN_FIELDS:
            self.seen[field].set_value(getattr(mark, field))

    def _say(self) -> None:
        if self._mark is None:
            return
        self._mark = replace(
            self._mark,
            kind=self.kind.value(),
            size=self.size_text.text(),
            measured=self.measured.value() == "measured",
            colour=self.colour.value(),
            shape=self.shape.text(),
            broken_skin=self.seen["broken_skin"].value(),
            swelling=self.seen["swelling"].value(),
            pain=self.seen["pain"].value(),
            said=self.said.text(),
            note=self.note.text(),
        )
        self.changed.emit(self._mark)

    def _ask_remove(self) -> None:
        if self._mark is not None:
            self.remove_requested.emit(self._mark.number)
