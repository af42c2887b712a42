"""What a chronology is filtered by: small choices that combine, and always how many are shown."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.chronology_filter import Amounts, ChronologyFilter
from ui.chronology_material import FilterChoices
from ui.lead_words import counted
from ui.plain_tip import plain_tip
from ui.theme import TARGET, scaled, space
from ui.widgets.body_map_chips import CheckChip
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import SearchLine

SIGNIFICANT, UNDATED, LINKED = "significant", "undated", "linked"


class FilterBar(QWidget):
    """``changed`` carries the ChronologyFilter; ``family_chosen`` whether files are joined. The
    button ``first`` stands before them all.
    """

    changed = Signal(object)
    family_chosen = Signal(bool)
    more_opened = Signal()

    def __init__(self, *, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._first = first
        self._names = {
            SIGNIFICANT: self.tr("★ Significant"),
            UNDATED: self.tr("Not dated"),
            LINKED: self.tr("Told twice"),
        }
        self.chips = {code: self._chip(code, text) for code, text in self._names.items()}
        self.family = self._chip("family", "")
        self.words = SearchLine(
            "file.filter.words", self.tr("Words in the entries"), placeholder=self.tr("Words…")
        )
        self.words.setMinimumWidth(scaled(120))
        self.words.setMaximumWidth(scaled(160))
        self.more = quiet_button("file.filter.more", self.tr("More…"), name=self.tr("More filters"))
        self.clear = quiet_button("file.filter.clear", self.tr("Show all"), icon="x")
        self.count = identify(
            PlainLabel(tone="small", wrap=False), "file.count", self.tr("How many are shown")
        )
        self.count.setMinimumHeight(TARGET)
        self._build_room()
        self._lay_out()
        for chip in self.chips.values():
            chip.toggled.connect(self._say)
        self.family.toggled.connect(self.family_chosen)
        self.words.searched.connect(self._say)
        self.more.clicked.connect(self._turn_room)
        self.clear.clicked.connect(self.forget)
        self._show_state()

    def _chip(self, code: str, text: str) -> CheckChip:
        return identify(
            CheckChip(Choice(value=code, text=text), parent=self), f"file.filter.{code}", text
        )

    def _build_room(self) -> None:
        self.kind = Combo("file.filter.kind", self.tr("Kind"), placeholder=self.tr("Any"))
        self.category = Combo(
            "file.filter.category", self.tr("Category"), placeholder=self.tr("Any")
        )
        self.author = Combo("file.filter.author", self.tr("Written by"), placeholder=self.tr("Any"))
        self.since = DateEdit("file.filter.since", self.tr("From"))
        self.until = DateEdit("file.filter.until", self.tr("To"))
        self._room = QWidget()
        self._room.setProperty("kind", "plain")
        row = FlowLayout(self._room, spacing=space(1.5))
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Kind"), self.kind),
            (self.tr("Category"), self.category),
            (self.tr("Written by"), self.author),
            (self.tr("From"), self.since),
            (self.tr("To"), self.until),
        )
        for words, field in fields:
            field.setMaximumWidth(scaled(200))
            row.addWidget(FieldRow(words, field))
        for combo in (self.kind, self.category, self.author):
            combo.changed.connect(self._say)
        for day in (self.since, self.until):
            day.changed.connect(self._say)
        self._room.hide()

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=space(1))
        chips = (self._first, *self.chips.values(), self.family)
        parts: tuple[QWidget, ...] = (*chips, self.words, self.more, self.clear, self.count)
        for part in parts:
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addLayout(row)
        column.addWidget(self._room)

    def value(self) -> ChronologyFilter:
        """What is asked for; a day that cannot be read asks for nothing."""
        return ChronologyFilter(
            significant=self.chips[SIGNIFICANT].isChecked(),
            undated=self.chips[UNDATED].isChecked(),
            linked=self.chips[LINKED].isChecked(),
            kinds=_one(self.kind.value()),
            categories=_one(self.category.value()),
            authors=_one(self.author.value()),
            since="" if self.since.problem() else self.since.value(),
            until="" if self.until.problem() else self.until.value(),
            words=self.words.text().strip(),
        )

    def show_amounts(self, amounts: Amounts, *, shown: int) -> None:
        """Say how many there are of each, and that ``shown`` of them are."""
        numbers = {
            SIGNIFICANT: amounts.significant,
            UNDATED: amounts.undated,
            LINKED: amounts.linked,
        }
        for code, chip in self.chips.items():
            text = f"{self._names[code]} ({numbers[code]:,})"
            _set_words(chip, text)
            chip.setVisible(bool(numbers[code]) or chip.isChecked() or code == SIGNIFICANT)
        said = self.tr("{n} of {all} shown").format(n=f"{shown:,}", all=f"{amounts.total:,}")
        self.count.setText(said)
        _set_tip(self.chips[UNDATED], self.tr("They are listed last."))
        _set_tip(self.chips[LINKED], self.tr("The same event, told more than once"))
        self._show_state()

    def show_siblings(self, siblings: int) -> None:
        """Offer to join the files of so many brothers and sisters."""
        words = counted(
            siblings, self.tr("With 1 brother or sister"), self.tr("With {n} brothers and sisters")
        )
        _set_words(self.family, self.tr("Siblings ({n})").format(n=siblings))
        _set_tip(self.family, words)
        self.family.setVisible(siblings > 0)

    def show_choices(self, choices: FilterChoices) -> None:
        """Offer these kinds, categories and authors; what was chosen stays."""
        anything = Choice(value="", text=self.tr("Any"))
        for combo, found in (
            (self.kind, choices.kinds),
            (self.category, choices.categories),
            (self.author, choices.authors),
        ):
            before = combo.value()
            combo.set_choices((anything, *found) if found else ())
            combo.blockSignals(True)
            combo.set_value(before)
            combo.blockSignals(False)

    def forget(self) -> None:
        """Ask for everything again."""
        before = self.value()
        widgets: tuple[QWidget, ...] = (
            *self.chips.values(),
            *(self.words, self.kind, self.category, self.author, self.since, self.until),
        )
        for widget in widgets:
            widget.blockSignals(True)
        for chip in self.chips.values():
            chip.setChecked(False)
        self.words.clear()
        for combo in (self.kind, self.category, self.author):
            combo.set_value("")
        for day in (self.since, self.until):
            day.set_value("")
        for widget in widgets:
            widget.blockSignals(False)
            widget.update()
        if before != self.value():
            self._say()

    def _turn_room(self) -> None:
        opened = not self._room.isVisibleTo(self)
        self._room.setVisible(opened)
        self.more.setText(self.tr("Fewer") if opened else self.tr("More…"))
        self.more.setAccessibleName(self.tr("Fewer filters") if opened else self.tr("More filters"))
        if opened:
            self.more_opened.emit()
            self.kind.setFocus()

    def _say(self, *_: object) -> None:
        self._show_state()
        self.changed.emit(self.value())

    def _show_state(self) -> None:
        self.clear.setVisible(self.value() != replace(ChronologyFilter()))


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _set_words(chip: CheckChip, text: str) -> None:
    chip.choice = Choice(value=chip.choice.value, text=text)
    chip.setText(text)
    chip.setAccessibleName(text)
    chip.updateGeometry()
    chip.update()


def _set_tip(chip: CheckChip, text: str) -> None:
    chip.setToolTip(plain_tip(text))
    chip.setAccessibleDescription(text)
