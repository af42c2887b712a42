"""The parts of a hand-over: between whom, what passes on, how it ends, the page for the file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.people_material import HandOverCase, HandOverDone, HandOverItem, ItemDraft
from ui.theme import scaled, space
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class BetweenStep(SetUpStep):
    """Who hands over, and to whom."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.giver = Combo("hand_over.from", self.tr("From"))
        self.taker = Combo("hand_over.to", self.tr("To"))
        self.rows = {
            "taker": FieldRow(
                self.tr("To"), self.taker, hint=self.tr("They need a way in of their own first.")
            ),
            "giver": FieldRow(self.tr("From"), self.giver),
        }
        card = SectionCard()
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "Go through this together, at one table. What you tick is kept in the casebook"
                    " with both names and the date, and can be printed for the file."
                )
            )
        )
        card.body.addWidget(self.rows["giver"])
        card.body.addWidget(self.rows["taker"])
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_case(self, case: HandOverCase) -> None:
        """Offer the people; nobody is chosen as the one who takes over."""
        choices = [Choice(value=key, text=name) for key, name in case.people]
        self.giver.set_choices(choices)
        self.giver.set_value(case.you)
        self.taker.set_choices(choices)

    def missing(self) -> dict[str, str]:
        """Two different people are needed."""
        if not self.giver.value():
            return {"giver": self.tr("Choose who hands over.")}
        if not self.taker.value():
            return {"taker": self.tr("Choose who takes over.")}
        if self.giver.value() == self.taker.value():
            return {"taker": self.tr("Choose somebody else: these are the same person.")}
        return {}


class ItemsStep(SetUpStep):
    """What goes over by itself, counted; and what is given by hand, each with a tick or a note."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.ticks: dict[str, CheckLine] = {}
        self.notes: dict[str, TextLine] = {}
        self._counts = KeyValueGrid()
        inside = SectionCard(self.tr("In the casebook: goes over by itself"))
        inside.body.addWidget(self._counts)
        self._things = QVBoxLayout()
        self._things.setSpacing(space(1))
        every = quiet_button("hand_over.all", self.tr("Tick all"))
        every.clicked.connect(self._tick_all)
        by_hand = SectionCard(self.tr("Given by hand"))
        by_hand.add_header_action(every)
        by_hand.body.addWidget(
            PlainLabel(
                self.tr("Tick what changed hands. Where something did not, write why."),
                tone="muted",
            )
        )
        by_hand.body.addLayout(self._things)
        self.column.addWidget(inside)
        self.column.addWidget(by_hand)
        self.column.addStretch(1)

    def show_items(self, items: Sequence[HandOverItem]) -> None:
        """Show what there is; nothing is ticked for anybody."""
        while (item := self._things.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks, self.notes, self.rows = {}, {}, {}
        counted = [item for item in items if item.count is not None]
        self._counts.set_rows([(item.text, f"{item.count:,}") for item in counted])
        for thing in items:
            if thing.count is None:
                self._things.addWidget(self._row(thing))

    def drafts(self) -> tuple[ItemDraft, ...]:
        """What was ticked and noted."""
        return tuple(
            ItemDraft(code=code, handed=tick.isChecked(), note=self.notes[code].text().strip())
            for code, tick in self.ticks.items()
        )

    def missing(self) -> dict[str, str]:
        """Whatever is not ticked needs a note."""
        return {
            item.code: self.tr("Tick it, or write why not.")
            for item in self.drafts()
            if not item.handed and not item.note
        }

    def begin(self) -> None:
        """Put the cursor on the first tick."""
        first = next(iter(self.ticks.values()), None)
        if first is not None:
            first.setFocus()

    def _row(self, thing: HandOverItem) -> QWidget:
        tick = CheckLine(f"hand_over.item.{thing.code}", thing.text)
        note = TextLine(
            f"hand_over.note.{thing.code}",
            self.tr("Note on: {what}").format(what=thing.text),
            placeholder=self.tr("Note"),
        )
        note.setMinimumWidth(scaled(220))
        note.returnPressed.connect(self.entered)
        self.ticks[thing.code], self.notes[thing.code] = tick, note
        row = FieldRow("", SideBySide(tick, note, weights=(3, 2), gap=2))
        row.label.hide()
        self.rows[thing.code] = row
        return row

    def _tick_all(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(True)
        self.clear_errors()


class EndStep(SetUpStep):
    """What is said besides, whether the old way in ends, and the new recovery code."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.note = TextArea("hand_over.remark", self.tr("Anything else"), lines=3)
        self.end_access = CheckLine("hand_over.end_access", self.tr("End their access"))
        self._ends = PlainLabel(tone="muted")
        self.recovery = CheckLine("hand_over.recovery", self.tr("Make a new recovery code next"))
        self._renew = PlainLabel(tone="muted")
        card = SectionCard()
        card.body.addWidget(FieldRow(self.tr("Anything else"), self.note, optional=True))
        for part in (self.end_access, self._ends, self.recovery, self._renew):
            card.body.addWidget(part)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_people(self, *, giver: str, taker: str, you_give: bool, you_take: bool) -> None:
        """Name the people; a recovery code can be made by the one who takes over alone."""
        self.end_access.set_words(self.tr("End the access of {name}").format(name=giver))
        self._ends.setText(
            self.tr("It ends when {name} signs in for the first time after this.").format(
                name=taker
            )
            if you_give
            else self.tr("They can no longer sign in. The casebook gets a new key when you lock.")
        )
        self.end_access.setChecked(False)
        self.recovery.setVisible(you_take)
        self.recovery.setChecked(you_take)
        self._renew.setText(
            self.tr("The page that the former DSL may have seen then opens nothing new.")
            if you_take
            else self.tr(
                "Afterwards {name} signs in, opens “My way in” and makes a new recovery code."
            ).format(name=taker)
        )


class DoneStep(SetUpStep):
    """The page for the file, to be read and printed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.still = MessageBar(identifier="hand_over.still")
        self._text = identify(
            PlainLabel(selectable=True), "hand_over.summary", self.tr("Page for the file")
        )
        card = SectionCard(self.tr("Page for the file"))
        card.body.addWidget(self._text)
        self.column.addWidget(self.still)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_done(self, done: HandOverDone) -> None:
        """Show how it stands in the casebook and what is still to do."""
        self._text.setText(done.text)
        self.still.show_message(
            self.tr("The hand-over is in the casebook."),
            severity="success",
            next_step=" ".join(done.still),
        )
