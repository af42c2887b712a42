"""What becomes of an action: done, somebody else's, another day, not needed; and a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.casework import Action
from ui.case_material import ActionDraft
from ui.lead_words import day_for_people
from ui.views.case_dialogs import CaseQuestion
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

DONE, OTHER, LATER, DROPPED = "done", "other", "later", "dropped"


class ActionDialog(CaseQuestion):
    """One press says what becomes of it; the box below says what came of it, or why."""

    confirmed = Signal(object)

    def __init__(
        self,
        *,
        action: Action,
        people: Sequence[Choice],
        how: str = DONE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "case_action", action.what, confirm=self.tr("Save"), why=self.tr("Why"), parent=parent
        )
        self._action = action
        set_by = self.tr("{owner}, by {day}").format(
            owner=action.owner, day=day_for_people(action.due)
        )
        self.column.addWidget(PlainLabel(set_by if action.due else action.owner, tone="muted"))
        self.how = ChoiceRow(
            "case_action.how",
            self.tr("What becomes of it"),
            (
                Choice(value=DONE, text=self.tr("Done")),
                Choice(value=OTHER, text=self.tr("Somebody else")),
                Choice(value=LATER, text=self.tr("Another day")),
                Choice(value=DROPPED, text=self.tr("No longer needed")),
            ),
        )
        self.owner = Combo("case_action.owner", self.tr("By whom"), people)
        self._owner = FieldRow(self.tr("By whom"), self.owner)
        self.due = DateEdit("case_action.due", self.tr("By when"))
        self.due.set_value(action.due)
        self._due = FieldRow(self.tr("By when"), self.due)
        for row in (self.how, self._owner, self._due):
            self.column.addWidget(row)
        self.ask_why()
        self.how.changed.connect(self._choose)
        self.how.set_value(how)

    def first(self) -> QWidget | None:
        """What becomes of it."""
        return self.how

    def send(self) -> None:
        """Send what becomes of it."""
        how = self.how.value()
        if how == OTHER and not self.owner.value():
            self._owner.set_error(self.tr("Choose somebody."))
            return
        if how == LATER and not self.due.value():
            self._due.set_error(self.due.problem() or self.tr("Choose a day."))
            return
        words = self.say_why()
        if words:
            self.confirmed.emit(
                ActionDraft(
                    action=self._action.id,
                    how=how,
                    words=words,
                    owner=self.owner.value() if how == OTHER else "",
                    due=self.due.value() if how == LATER else "",
                )
            )
            self.accept()

    def _choose(self, how: str) -> None:
        self._owner.setVisible(how == OTHER)
        self._due.setVisible(how == LATER)
        words = self.tr("What came of it") if how == DONE else self.tr("Why")
        self._why.label.setText(words)
        self.reason.setAccessibleName(words)
        if self.isVisible():
            self.fit()


class NewActionDialog(CaseQuestion):
    """What is to be done, by whom, by when."""

    confirmed = Signal(str, str, str)

    def __init__(
        self, *, people: Sequence[Choice], owner: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "case_task", self.tr("New action"), confirm=self.tr("Add the action"), parent=parent
        )
        self.what = TextLine("case_task.what", self.tr("What is to be done"))
        self.owner = Combo("case_task.owner", self.tr("By whom"), people)
        self.owner.set_value(owner)
        self.due = DateEdit("case_task.due", self.tr("By when"))
        self._what = FieldRow(self.tr("What is to be done"), self.what)
        self._owner = FieldRow(self.tr("By whom"), self.owner)
        self._due = FieldRow(self.tr("By when"), self.due)
        self.column.addWidget(self._what)
        self.column.addWidget(SideBySide(self._owner, self._due, gap=2))

    def first(self) -> QWidget | None:
        """What is to be done."""
        return self.what

    def send(self) -> None:
        """Send the action when it says what, who and when."""
        for row, empty, words in (
            (self._what, not self.what.text().strip(), self.tr("Say what is to be done.")),
            (self._owner, not self.owner.value(), self.tr("Choose somebody.")),
            (self._due, not self.due.value(), self.due.problem() or self.tr("Choose a day.")),
        ):
            row.clear_error()
            if empty:
                row.set_error(words)
                row.field.setFocus()
                return
        self.confirmed.emit(self.what.text().strip(), self.owner.value(), self.due.value())
        self.accept()


class HandOverActionsDialog(CaseQuestion):
    """Gives all that somebody left behind to one person, in one press."""

    confirmed = Signal(str, str)

    def __init__(
        self,
        *,
        actions: Sequence[tuple[str, str]],
        people: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "case_left",
            self.tr("Hand over what was left behind"),
            confirm=self.tr("Hand over"),
            parent=parent,
        )
        for what, detail in actions[:_SHOWN]:
            self.column.addWidget(PlainLabel(f"{what} – {detail}"))
        if len(actions) > _SHOWN:
            more = self.tr("… and {n} more").format(n=len(actions) - _SHOWN)
            self.column.addWidget(PlainLabel(more, tone="muted"))
        self.owner = Combo("case_left.owner", self.tr("To whom"), people)
        self._owner = FieldRow(self.tr("To whom"), self.owner)
        self.column.addWidget(self._owner)
        self.reason.set_text(self.tr("The person who had it has left."))
        self.ask_why()

    def first(self) -> QWidget | None:
        """To whom."""
        return self.owner

    def send(self) -> None:
        """Send to whom and why."""
        if not self.owner.value():
            self._owner.set_error(self.tr("Choose somebody."))
            self.owner.setFocus()
            return
        reason = self.say_why()
        if reason:
            self.confirmed.emit(self.owner.value(), reason)
            self.accept()


_SHOWN = 8
