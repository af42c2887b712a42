"""The parts both imports share: the file, and what its columns mean."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_material import UnknownColumns
from ui.theme import TARGET, scaled, space
from ui.widgets.buttons import primary_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide, beside


class ColumnMap(SectionCard):
    """One line a column: its name, an example from the file, and what it is for us."""

    chosen = Signal(object)

    def __init__(self, *, fields: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("What do these columns mean?"))
        self._fields = tuple(fields)
        self._combos: list[tuple[str, Combo]] = []
        self._box = QWidget()
        self._hint = PlainLabel(tone="muted")
        self._go = primary_button("import.columns", self.tr("Show the preview"))
        self._go.clicked.connect(self._send)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._box)
        self.body.addLayout(beside(self._go))

    def show_columns(self, unknown: UnknownColumns) -> None:
        """Show the columns of this file with what they were guessed to be."""
        names = [choice.text for choice in self._fields if choice.value in unknown.required]
        needed = self.tr("Needed: {names}. Columns that mean nothing here may stay empty.")
        self._hint.setText(needed.format(names=", ".join(names)) if names else "")
        box = QWidget()
        box.setProperty("kind", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        self._combos = []
        for number, (name, example, guess) in enumerate(unknown.columns, start=1):
            combo = Combo(
                f"import.column.{number}",
                self.tr("Column {name} means").format(name=name),
                self._fields,
                placeholder=self.tr("Left out"),
            )
            combo.set_value(guess)
            label = PlainLabel(name, tone="strong")
            label.setBuddy(combo)
            sample = PlainLabel(example, tone="muted")
            for widget in (label, sample, combo):
                widget.setMinimumSize(scaled(150), TARGET)
            column.addWidget(SideBySide(label, sample, combo, weights=(2, 3, 3), gap=2))
            self._combos.append((name, combo))
        self.body.replaceWidget(self._box, box)
        self._box.deleteLater()
        self._box = box

    def columns(self) -> tuple[tuple[str, str], ...]:
        """The columns that mean something: (column of the file, field code)."""
        return tuple((name, combo.value()) for name, combo in self._combos if combo.value())

    def _send(self) -> None:
        self.chosen.emit(self.columns())
