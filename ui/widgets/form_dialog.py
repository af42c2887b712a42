"""A dialog of a few fields that are sent together: lines, days, choices; what is missing is said
at its field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

LINE, TEXT, DAY, CHOICE, PILLS, HEADING = "line", "text", "day", "choice", "pills", "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """``kind`` is one of LINE, TEXT (several lines), DAY, CHOICE (a drop-down of ``choices``),
    PILLS (a few answers in sight) and HEADING (words between fields). ``needed`` is the sentence
    shown where it stays empty; a field without one may stay empty. ``beside`` puts it to the right
    of the field before.
    """

    name: str
    label: str
    kind: str = LINE
    hint: str = ""
    value: str = ""
    needed: str = ""
    lines: int = 2
    beside: bool = False
    choices: tuple[Choice, ...] = ()


class FormDialog(FittedDialog):
    """``confirmed`` carries the answers by name; the first field has the cursor.

    Identifiers are ``<identifier>.<field>``, ``.save`` and ``.cancel``.
    """

    confirmed = Signal(object)

    def __init__(
        self,
        identifier: str,
        title: str,
        fields: Sequence[FormField],
        *,
        save: str,
        intro: str = "",
        width: int = 640,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, title, width=width, parent=parent)
        self._fields = {field.name: field for field in fields}
        self._rows: dict[str, FieldRow] = {}
        self._values: dict[str, Callable[[], str]] = {}
        if intro:
            self.column.addWidget(PlainLabel(intro, tone="muted"))
        line: list[QWidget] = []
        for field in fields:
            made = self._made(identifier, field)
            if not field.beside:
                self._add(line)
                line = []
            line.append(made)
        self._add(line)
        leave = quiet_button(f"{identifier}.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        send = primary_button(f"{identifier}.save", save)
        send.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(send)
        first = next(iter(self._rows.values()), None)
        if first is not None:
            first.field.setFocus()

    def answers(self) -> Mapping[str, str]:
        """What the fields hold now, by name."""
        return {name: value() for name, value in self._values.items()}

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self._rows[name]

    def _add(self, line: Sequence[QWidget]) -> None:
        if len(line) > 1:
            self.column.addWidget(SideBySide(*line, weights=(1,) * len(line), gap=2))
        elif line:
            self.column.addWidget(line[0])

    def _made(self, identifier: str, field: FormField) -> QWidget:
        if field.kind == HEADING:
            words = PlainLabel(field.label, tone="section")
            words.setContentsMargins(0, space(1), 0, 0)
            return words
        widget, value = _control(f"{identifier}.{field.name}", field)
        self._values[field.name] = value
        row = FieldRow(field.label, widget, hint=field.hint)
        self._rows[field.name] = row
        return row

    def _send(self) -> None:
        answers, wrong = self.answers(), None
        for name, row in self._rows.items():
            row.clear_error()
            problem = row.field.problem() if isinstance(row.field, DateEdit) else ""
            if not answers[name] and self._fields[name].needed:
                problem = problem or self._fields[name].needed
            if problem:
                row.set_error(problem)
                wrong = wrong or row
        if wrong is not None:
            wrong.field.setFocus()
            self.fit()
            return
        self.confirmed.emit(answers)
        self.accept()


def _control(identifier: str, field: FormField) -> tuple[QWidget, Callable[[], str]]:
    if field.kind == DAY:
        day = DateEdit(identifier, field.label)
        day.set_value(field.value)
        return day, day.value
    if field.kind == CHOICE:
        combo = Combo(identifier, field.label, field.choices)
        combo.set_value(field.value)
        return combo, combo.value
    if field.kind == PILLS:
        pills = ChoiceRow(identifier, field.label, field.choices)
        pills.set_value(field.value)
        return pills, pills.value
    if field.kind == TEXT:
        area = ShortArea(identifier, field.label, lines=field.lines)
        area.set_text(field.value)
        return area, lambda: area.text().strip()
    line = TextLine(identifier, field.label)
    line.setText(field.value)
    return line, lambda: line.text().strip()
