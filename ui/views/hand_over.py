"""Handing over to a new DSL: between whom, what, how it ends, and a page for the file."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.people_material import HandOverCase, HandOverDone, HandOverDraft, HandOverItem
from ui.views.hand_over_steps import BetweenStep, DoneStep, EndStep, ItemsStep
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.page import Page

WIDTH = 1060


class HandOverView(Page):
    """Nothing is kept before the last screen; then it stands in the casebook for good."""

    people_chosen = Signal(str, str)
    finish_requested = Signal(object)
    recovery_requested = Signal()
    print_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="hand_over", max_width=WIDTH, parent=parent)
        self.between, self.things = BetweenStep(), ItemsStep()
        self.end, self.done = EndStep(), DoneStep()
        self._steps: tuple[SetUpStep, ...] = (self.between, self.things, self.end, self.done)
        self._case = HandOverCase(people=(), you="")
        self._result: HandOverDone | None = None
        self._at = 0
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pages.addWidget(step)
            step.entered.connect(self._go_on)
        self.body.addWidget(self._pages, 1)
        self._previous = secondary_button("hand_over.previous", self.tr("Back"))
        self._previous.clicked.connect(self._go_back)
        self._print = secondary_button("hand_over.print", self.tr("Print…"), icon="printer")
        self._print.clicked.connect(self._print_page)
        self.next = primary_button("hand_over.next", self.tr("Next"))
        self.next.clicked.connect(self._go_on)
        self.add_footer(self._previous, left=True)
        self.add_footer(self._print)
        self.add_footer(self.next)
        self._show(0)

    def start(self, case: HandOverCase) -> None:
        """Begin with the people it can be between."""
        self._case = case
        self.between.show_case(case)
        self._show(0)

    def step(self) -> int:
        """The number of the screen being shown, from 0."""
        return self._at

    def unsaved(self) -> bool:
        """Whether ticks and notes would be lost."""
        return self._at in (1, 2) and any(item.handed or item.note for item in self.things.drafts())

    def show_items(self, items: Sequence[HandOverItem]) -> None:
        """Show what there is to hand over."""
        self.things.show_items(items)
        self.next.setEnabled(True)
        self._show(1)

    def show_done(self, done: HandOverDone) -> None:
        """It stands in the casebook."""
        self._result = done
        self.done.show_done(done)
        self.next.setEnabled(True)
        self._show(3)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it was not taken; ticks and notes stay."""
        self.next.setEnabled(True)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def draft(self) -> HandOverDraft:
        """What was chosen, ticked and noted on all screens."""
        return HandOverDraft(
            giver=self.between.giver.value(),
            taker=self.between.taker.value(),
            items=self.things.drafts(),
            note=self.end.note.text().strip(),
            end_access=self.end.end_access.isChecked(),
            new_recovery_code=self.end.recovery.isChecked(),
        )

    def _go_on(self) -> None:
        step = self._steps[self._at]
        self.message.clear()
        if not self.next.isEnabled() or step.show_missing():
            return
        if step is self.between:
            self.next.setEnabled(False)
            self.people_chosen.emit(self.between.giver.value(), self.between.taker.value())
        elif step is self.things:
            names, you = dict(self._case.people), self._case.you
            giver, taker = self.between.giver.value(), self.between.taker.value()
            self.end.show_people(
                giver=names.get(giver, ""),
                taker=names.get(taker, ""),
                you_give=giver == you,
                you_take=taker == you,
            )
            self._show(2)
        elif step is self.end:
            self.next.setEnabled(False)
            self.finish_requested.emit(self.draft())
        elif self._result is not None and self._result.new_recovery_code:
            self.recovery_requested.emit()
        else:
            self.back_requested.emit()

    def _go_back(self) -> None:
        if self._at in (0, 3):
            self.back_requested.emit()
        else:
            self._show(self._at - 1)

    def _show(self, number: int) -> None:
        self._at = number
        self.message.clear()
        titles = (
            self.tr("Hand over to a new DSL"),
            self.tr("What is handed over"),
            self.tr("How it ends"),
            self.tr("Handed over"),
        )
        self.set_title(titles[number])
        last = number == len(self._steps) - 1
        count = self.tr("Screen {n} of {all}").format(n=number + 1, all=len(self._steps) - 1)
        self.set_subtitle("" if last else count)
        self._print.setVisible(last)
        self._name_buttons(number)
        self._pages.setCurrentWidget(self._steps[number])
        self._steps[number].clear_errors()
        self._steps[number].begin()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _name_buttons(self, number: int) -> None:
        recovery = self._result is not None and self._result.new_recovery_code
        nexts = (
            self.tr("Next"),
            self.tr("Next"),
            self.tr("Hand over"),
            self.tr("New recovery code…") if recovery else self.tr("Done"),
        )
        self.next.setText(nexts[number])
        previous = (self.tr("Cancel"), self.tr("Back"), self.tr("Back"), self.tr("Close"))
        self._previous.setText(previous[number])
        self._previous.setVisible(number != 3 or recovery)
        for button in (self.next, self._previous):
            button.setAccessibleName(button.text())

    def _print_page(self) -> None:
        if self._result is not None:
            self.print_requested.emit(self._result.text)
