"""The boxes of a form on a page: the few that are always needed; the rest is folded away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.when import When
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.section_card import SectionCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import WhenEdit

LINE, TEXT, DAY, CHOICE, PILLS, WHEN = "line", "text", "day", "choice", "pills", "when"
Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a form: ``kind`` is LINE, TEXT (several lines), DAY, CHOICE (a drop-down), PILLS
    (answers in sight) or WHEN. ``needed`` is the sentence shown where it stays empty; ``beside``
    puts it to the right of the box before; ``more`` folds it away until it is asked for. With
    ``only`` (name of another box, its answers) it is shown only while that one has such an answer.
    """

    name: str
    label: str
    kind: str = LINE
    hint: str = ""
    placeholder: str = ""
    value: str = ""
    needed: str = ""
    lines: int = 2
    beside: bool = False
    more: bool = False
    choices: tuple[Choice, ...] = ()
    only: tuple[str, tuple[str, ...]] = ("", ())


class FormPanel(QWidget):
    """Identifiers are ``<identifier>.<name>``; ``answered`` carries the name of a choice and its
    new answer.
    """

    changed = Signal()
    answered = Signal(str, str)

    def __init__(
        self,
        identifier: str,
        boxes: Sequence[Box],
        *,
        now: Callable[[], datetime],
        more: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._identifier, self._now = identifier, now
        self._boxes = {box.name: box for box in boxes}
        self._rows: dict[str, FieldRow] = {}
        self._reads: dict[str, Callable[[], object]] = {}
        self._card, self._folded = SectionCard(), SectionCard()
        self._fill(self._card, [box for box in boxes if not box.more])
        self._fill(self._folded, [box for box in boxes if box.more])
        self._folded.hide()
        self._open = quiet_button(f"{identifier}.more", more or self.tr("More boxes"))
        self._open.setProperty("flush", "true")
        self._open.clicked.connect(lambda: self.unfold(self._folded.isHidden()))
        self._open.setVisible(any(box.more for box in boxes))
        self._more_words = more or self.tr("More boxes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self._card)
        column.addWidget(SideBySide(self._open, QWidget(), weights=(0, 1)))
        column.addWidget(self._folded)
        first = next(iter(self._rows.values()), None)
        if first is not None:
            self.setFocusProxy(first.field)
        self._show_those_asked()

    def answers(self) -> dict[str, object]:
        """What the boxes hold, by name: text, or a When; a box that is not asked for is left out.
        Only after ``check`` found nothing wrong.
        """
        return {name: read() for name, read in self._reads.items() if self._asked(name)}

    def row(self, name: str) -> FieldRow:
        """The row of a box."""
        return self._rows[name]

    def field(self, name: str) -> QWidget:
        """The control of a box."""
        return self._rows[name].field

    def value(self, name: str) -> str:
        """The text of a box."""
        return _text(self._rows[name].field)

    def unfold(self, shown: bool = True) -> None:
        """Show the folded boxes, or fold them again; what they hold stays."""
        self._folded.setVisible(shown)
        self._open.setText(self.tr("Fewer boxes") if shown else self._more_words)

    def check(self) -> QWidget | None:
        """Say beside each box what it still needs; return the first such box, None when all is
        there.
        """
        wrong: QWidget | None = None
        for name, row in self._rows.items():
            row.clear_error()
            box, field = self._boxes[name], row.field
            if not self._asked(name):
                continue
            problem = field.problem() if isinstance(field, DateEdit | WhenEdit) else ""
            if box.needed and box.kind != WHEN and not _text(field):
                problem = problem or box.needed
            if problem:
                row.set_error(problem)
                wrong = wrong or field
                if box.more:
                    self.unfold()
        return wrong

    def _asked(self, name: str) -> bool:
        other, answers = self._boxes[name].only
        return not other or _text(self._rows[other].field) in answers

    def _show_those_asked(self, *_: object) -> None:
        for name, row in self._rows.items():
            row.setVisible(self._asked(name))

    def _fill(self, card: SectionCard, boxes: Sequence[Box]) -> None:
        line: list[QWidget] = []
        for box in boxes:
            if line and not box.beside:
                _lay(card, line)
                line = []
            line.append(self._made(box))
        if line:
            _lay(card, line)

    def _made(self, box: Box) -> FieldRow:
        field, read = self._control(box)
        optional = not box.needed and box.kind in (LINE, TEXT, DAY) and not box.only[0]
        row = FieldRow(box.label, field, hint=box.hint, optional=optional)
        self._rows[box.name], self._reads[box.name] = row, read
        return row

    def _control(self, box: Box) -> tuple[QWidget, Callable[[], object]]:
        identifier = f"{self._identifier}.{box.name}"
        if box.kind == WHEN:
            when = WhenEdit(identifier, box.label, now=self._now)
            when.changed.connect(self.changed)
            return when, when.value
        if box.kind == DAY:
            day = DateEdit(identifier, box.label)
            day.set_value(box.value)
            day.changed.connect(self.changed)
            return day, day.value
        if box.kind in (CHOICE, PILLS):
            made = Combo if box.kind == CHOICE else ChoiceRow
            choice = made(identifier, box.label, box.choices)
            choice.set_value(box.value)
            choice.changed.connect(lambda value: self._answer(box.name, value))
            return choice, choice.value
        if box.kind == TEXT:
            area = ShortArea(identifier, box.label, lines=box.lines, placeholder=box.placeholder)
            area.set_text(box.value)
            area.textChanged.connect(self.changed)
            return area, lambda: area.text().strip()
        line = TextLine(identifier, box.label, placeholder=box.placeholder)
        line.setText(box.value)
        line.textChanged.connect(self.changed)
        return line, lambda: line.text().strip()

    def _answer(self, name: str, value: str) -> None:
        self._show_those_asked()
        self.answered.emit(name, value)
        self.changed.emit()


def _text(field: QWidget) -> str:
    if isinstance(field, WhenEdit):
        return ""
    if isinstance(field, Combo | ChoiceRow | DateEdit):
        return field.value()
    if isinstance(field, ShortArea | TextLine):
        return field.text().strip()
    return ""


def _lay(card: SectionCard, line: Sequence[QWidget]) -> None:
    if len(line) == 1:
        card.body.addWidget(line[0])
        return
    for part in line:
        part.setMinimumWidth(scaled(200))
    card.body.addWidget(SideBySide(*line, weights=(1,) * len(line), gap=2))


def when_of(answers: Answers, name: str) -> When | None:
    """Return a time among answers; None where it was not asked for."""
    value = answers.get(name)
    return value if isinstance(value, When) else None


def text_of(answers: Answers, name: str) -> str:
    """Return a text among answers; empty where it was not asked for."""
    value = answers.get(name)
    return value if isinstance(value, str) else ""
