"""With whom somebody was in touch, and how: people around the child in one press."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.entry_material import ContactChip, EntryKind
from ui.theme import space
from ui.widgets.chip_row import ChipRow
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.text_line import TextLine


class ContactBox(QWidget):
    """``picked``: a person was chosen by one press."""

    picked = Signal()

    def __init__(self, *, keys_of: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.how = ChoiceRow("entry.how", self.tr("How people were in touch"), ())
        self.line = TextLine(
            "entry.contact",
            self.tr("With whom"),
            placeholder=self.tr("Name, role, organisation, number"),
        )
        self.people = ChipRow("entry.contact_of", keys_of=keys_of)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        for part in (self.line, self.people, self.how):
            column.addWidget(part)
        self.setFocusProxy(self.line)
        self.people.chosen.connect(self._take)

    def show_kind(self, kind: EntryKind) -> None:
        """Offer the ways that this kind has; the one chosen stays where it is among them."""
        chosen = self.how.value()
        self.how.set_choices(kind.ways)
        self.how.set_value(chosen)
        self.how.setVisible(bool(kind.ways))
        self.setVisible(kind.contact)

    def show_people(self, chips: Sequence[ContactChip]) -> None:
        """Offer the people around the children chosen."""
        self.people.set_chips([(chip.text, chip.label) for chip in chips])

    def clear(self) -> None:
        """Empty the line; nothing is chosen."""
        self.line.clear()
        self.how.set_value("")

    def _take(self, words: str) -> None:
        said = self.line.text().strip()
        if words not in said:
            self.line.setText("; ".join(part for part in (said, words) if part))
        self.picked.emit()
