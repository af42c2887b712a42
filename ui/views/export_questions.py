"""The further things a kind of document asks for: a line to type, or a tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document_material import DocumentQuestion
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.text_line import TextLine

_SHOWN = 4


class QuestionList(QWidget):
    """Answers by name; what is left empty is not among them. Many that need no answer stay closed
    until somebody wants to answer them."""

    def __init__(self, prefix: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._prefix = prefix
        self._lines: dict[str, tuple[DocumentQuestion, TextLine | Combo, FieldRow]] = {}
        self._ticks: dict[str, tuple[DocumentQuestion, CheckLine]] = {}
        self._opener = quiet_button(
            f"{prefix}.more_questions", self.tr("Answer what the paper asks for…"), icon="pencil"
        )
        self._opener.setProperty("flush", "true")
        self._opener.clicked.connect(self._open)
        self._room = QWidget()
        self._room.setProperty("kind", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self._above = QVBoxLayout()
        self._above.setSpacing(space(1))
        column.addLayout(self._above)
        column.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._room)
        self.hide()

    def show_questions(self, questions: Sequence[DocumentQuestion]) -> None:
        """Ask these; nothing is answered."""
        for _, old in self._ticks.values():
            old.hide()
            old.deleteLater()
        self._lines, self._ticks = {}, {}
        room = QWidget()
        room.setProperty("kind", "plain")
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for question in questions:
            identifier = f"{self._prefix}.answer.{question.name}"
            if question.tick:
                tick = CheckLine(identifier, question.text)
                self._ticks[question.name] = (question, tick)
                self._above.addWidget(tick)
                continue
            line = (
                Combo(identifier, question.text, question.choices)
                if question.choices
                else TextLine(identifier, question.text)
            )
            row = FieldRow(question.text, line, hint=question.hint, optional=not question.needed)
            self._lines[question.name] = (question, line, row)
            column.addWidget(row)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self._room, room)
        self._room.hide()
        self._room.deleteLater()
        self._room = room
        needed = any(question.needed for question in questions)
        closed = len(self._lines) > _SHOWN and not needed
        self._opener.setVisible(closed)
        room.setVisible(not closed)
        self.setVisible(bool(questions))

    def begin(self) -> None:
        """Go to the first answer."""
        first = next((line for _, line, _ in self._lines.values()), None)
        if self._opener.isVisibleTo(self):
            self._opener.setFocus()
        elif first is not None:
            first.setFocus()

    def answers(self) -> tuple[tuple[str, str], ...]:
        """(name, answer) of what was answered."""
        typed = [(name, _said(line)) for name, (_, line, _) in self._lines.items() if _said(line)]
        ticked = [
            (name, question.tick)
            for name, (question, tick) in self._ticks.items()
            if tick.isChecked()
        ]
        return tuple(typed + ticked)

    def missing(self) -> QWidget | None:
        """The first answer that is still needed, with its error shown."""
        first: QWidget | None = None
        for question, line, row in self._lines.values():
            row.clear_error()
            if question.needed and not _said(line):
                row.set_error(self.tr("This is needed."))
                first = first or line
        return first

    def _open(self) -> None:
        self._opener.hide()
        self._room.show()
        first = next(iter(self._lines.values()), None)
        if first is not None:
            first[1].setFocus()


def _said(field: TextLine | Combo) -> str:
    return field.value() if isinstance(field, Combo) else field.text().strip()
