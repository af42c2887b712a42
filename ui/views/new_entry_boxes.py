"""The further boxes of a kind of entry: a police reference, whether the child was seen …"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.entry_material import EntryBox
from ui.theme import space
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.compact_row import compact_row
from ui.widgets.field_row import FieldRow
from ui.widgets.text_line import TextLine


class KindBoxes(QWidget):
    """Hidden for kinds without boxes; what was written stays while the kind does."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._fields: dict[str, TextLine | ChoiceRow] = {}
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1))
        self.hide()

    def show_boxes(self, boxes: Sequence[EntryBox], *, after: QWidget) -> None:
        """Ask for these; Tab reaches them after ``after``."""
        if [box.code for box in boxes] == list(self._fields):
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._fields = {box.code: _field(box) for box in boxes}
        self._rows = [
            FieldRow(box.label, self._fields[box.code], hint="" if box.answers else box.hint)
            for box in boxes
        ]
        before = after
        for row, field in zip(self._rows, self._fields.values(), strict=True):
            self._column.addWidget(row)
            QWidget.setTabOrder(before, field)
            before = field
        self.setVisible(bool(boxes))

    def field(self, code: str) -> TextLine | ChoiceRow:
        """The control of one box; raises KeyError when this kind does not have it."""
        return self._fields[code]

    def values(self) -> tuple[tuple[str, str], ...]:
        """What was written: (code, words) of the boxes that are not empty."""
        said = {
            code: field.text().strip() if isinstance(field, TextLine) else field.value()
            for code, field in self._fields.items()
        }
        return tuple((code, words) for code, words in said.items() if words)

    def clear(self) -> None:
        """Empty the boxes."""
        for field in self._fields.values():
            if isinstance(field, TextLine):
                field.clear()
            else:
                field.set_value("")


def _field(box: EntryBox) -> TextLine | ChoiceRow:
    identifier = f"entry.box.{box.code}"
    if not box.answers:
        return TextLine(identifier, box.label)
    return compact_row(
        identifier, box.label, [Choice(value=answer, text=answer) for answer in box.answers]
    )
