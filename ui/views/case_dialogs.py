"""The short questions about a case: change it, watch it, open it again, choose what joins it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from storage.records.cases import Case
from ui.case_material import ChangeDraft
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order
from ui.widgets.text_line import TextLine


class CaseQuestion(FittedDialog):
    """A small form that asks why; Ctrl+Enter or the button sends it, Esc leaves."""

    def __init__(
        self,
        identifier: str,
        title: str,
        *,
        confirm: str,
        why: str = "",
        width: int = 560,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, title, width=width, parent=parent)
        self.reason = ShortArea(f"{identifier}.reason", why or self.tr("Why"), lines=2)
        self._why = FieldRow(why or self.tr("Why"), self.reason)
        leave = quiet_button(f"{identifier}.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.confirm = primary_button(f"{identifier}.confirm", confirm)
        self.confirm.clicked.connect(self.send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(self.confirm)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as it is read; what is asked first has the cursor."""
        super().showEvent(event)
        in_reading_order(self)
        first = self.first()
        if first is not None:
            first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends it from anywhere in the form."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
            return
        super().keyPressEvent(event)

    def first(self) -> QWidget | None:
        """What is asked first: the reason, unless something stands above it."""
        return self.reason

    def ask_why(self) -> None:
        """Put the box for the reason below what was added so far."""
        self.column.addWidget(self._why)

    def say_why(self) -> str:
        """Return the reason; an empty one is asked for."""
        words = self.reason.text().strip()
        if words:
            self._why.clear_error()
        else:
            self._why.set_error(self.tr("Say why; one sentence is enough."))
            self.reason.setFocus()
        return words

    def send(self) -> None:
        """Say what was asked, when everything is there."""
        raise AssertionError("each question says what it sends")


class ChangeCaseDialog(CaseQuestion):
    """Title, what is sought, level, whose case it is, the next day."""

    confirmed = Signal(object)

    def __init__(
        self,
        *,
        case: Case,
        levels: Sequence[Choice],
        people: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "case_change",
            self.tr("Change this case"),
            confirm=self.tr("Save the change"),
            parent=parent,
        )
        self._case = case
        self.title = TextLine("case_change.title", self.tr("Title"))
        self.title.setText(case.title)
        self.sought = TextLine(
            "case_change.sought",
            self.tr("What is to be better for the child"),
            placeholder=self.tr("She comes to school fed"),
        )
        self.sought.setText(case.sought)
        self.level = Combo("case_change.level", self.tr("Level"), levels)
        self.level.set_value(case.level)
        self.owner = Combo("case_change.owner", self.tr("Whose case it is"), people)
        self.owner.set_value(case.owner)
        self.next = DateEdit("case_change.next", self.tr("Next date"))
        self.next.set_value(case.next_review)
        self._next = FieldRow(self.tr("Next date"), self.next)
        whose = FieldRow(self.tr("Whose case it is"), self.owner)
        level = FieldRow(self.tr("Level"), self.level)
        sought = self.tr("What is to be better for the child")
        if case.status != "closed":
            self.column.addWidget(FieldRow(self.tr("Title"), self.title))
            self.column.addWidget(FieldRow(sought, self.sought, optional=True))
            self.column.addWidget(SideBySide(level, whose, weights=(1, 1), gap=2))
        self.column.addWidget(self._next)
        self.ask_why()

    def first(self) -> QWidget | None:
        """The title; of a closed case only the day."""
        return self.next if self._case.status == "closed" else self.title

    def send(self) -> None:
        """Send what differs."""
        if self.next.problem():
            self._next.set_error(self.next.problem())
            return
        reason = self.say_why()
        boxes = {
            "title": self.title.text().strip(),
            "sought": self.sought.text().strip(),
            "level": self.level.value() or self._case.level,
            "owner": self.owner.value() or self._case.owner,
            "next_review": self.next.value(),
        }
        if reason:
            changed = tuple(
                (name, value) for name, value in boxes.items() if value != getattr(self._case, name)
            )
            self.confirmed.emit(ChangeDraft(changes=changed, reason=reason))
            self.accept()


class DayDialog(CaseQuestion):
    """A day and why: until when a case is watched, or when one that is open again comes up."""

    confirmed = Signal(str, str)

    def __init__(
        self,
        identifier: str,
        title: str,
        *,
        day: str,
        confirm: str,
        needed: bool,
        quick: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, title, confirm=confirm, parent=parent)
        self._needed = needed
        self.day = DateEdit(f"{identifier}.day", day)
        self._day = FieldRow(day, self.day, optional=not needed)
        self.column.addWidget(self._day)
        row: list[QWidget] = []
        for words, iso in quick:
            button = quiet_button(f"{identifier}.day.{iso}", words, name=f"{day}: {words}")
            button.clicked.connect(lambda _=False, iso=iso: self.day.set_value(iso))
            row.append(button)
        if row:
            self.column.addWidget(SideBySide(*row, weights=(0,) * len(row)))
        self.ask_why()

    def first(self) -> QWidget | None:
        """The day."""
        return self.day

    def send(self) -> None:
        """Send the day and the reason."""
        if self.day.problem() or (self._needed and not self.day.value()):
            self._day.set_error(self.day.problem() or self.tr("Say until which day."))
            self.day.setFocus()
            return
        reason = self.say_why()
        if reason:
            self.confirmed.emit(self.day.value(), reason)
            self.accept()


class PickDialog(CaseQuestion):
    """One of a list, and why: the case that another one becomes part of, a record that belongs
    here.
    """

    confirmed = Signal(str, str)

    def __init__(
        self,
        identifier: str,
        title: str,
        *,
        rows: Sequence[RowItem],
        empty: str,
        confirm: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, title, confirm=confirm, width=640, parent=parent)
        self.rows = RowList(f"{identifier}.list", title)
        self.rows.set_rows(rows)
        self.rows.setMinimumHeight(220 if rows else 0)
        if rows:
            self.rows.set_current(rows[0].id)
            self.column.addWidget(self.rows)
            self.ask_why()
        else:
            self.rows.hide()
            self.column.addWidget(EmptyState("folder-open", self.tr("Nothing to choose"), empty))
        self.confirm.setVisible(bool(rows))

    def first(self) -> QWidget | None:
        """The list."""
        return self.rows if self.rows.rows() else None

    def send(self) -> None:
        """Send what was chosen and why."""
        chosen, reason = self.rows.current_id(), self.say_why()
        if chosen and reason:
            self.confirmed.emit(chosen, reason)
            self.accept()


class NewCaseDialog(CaseQuestion):
    """The children, a title, whose it is, the next day."""

    confirmed = Signal(object)

    def __init__(
        self,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        people: Sequence[Choice],
        levels: Sequence[Choice],
        owner: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "case_new", self.tr("New case"), confirm=self.tr("Open the case"), parent=parent
        )
        self.children_of = PupilPicker(
            "case_new.pupil",
            self.tr("Children"),
            search=search,
            roles=(Choice(value="subject", text=self.tr("About this child")),),
            first_role="subject",
        )
        self.title = TextLine(
            "case_new.title", self.tr("Title"), placeholder=self.tr("Comes to school without food")
        )
        self.level = Combo("case_new.level", self.tr("Level"), levels)
        self.owner = Combo("case_new.owner", self.tr("Whose case it is"), people)
        self.owner.set_value(owner)
        self.next = DateEdit("case_new.next", self.tr("Next date"))
        self._who = FieldRow(self.tr("Children"), self.children_of)
        self._title = FieldRow(self.tr("Title"), self.title)
        self._next = FieldRow(self.tr("Next date"), self.next)
        level = FieldRow(self.tr("Level"), self.level, optional=True)
        whose = FieldRow(self.tr("Whose case it is"), self.owner)
        self.column.addWidget(
            PlainLabel(self.tr("Deciding on a concern opens a case by itself."), tone="muted")
        )
        for row in (self._who, self._title, SideBySide(level, whose, gap=2), self._next):
            self.column.addWidget(row)
        self.ask_why()

    def first(self) -> QWidget | None:
        """The child."""
        return self.children_of

    def send(self) -> None:
        """Send the case when it has a child and a title."""
        self._who.clear_error()
        self._title.clear_error()
        if not self.children_of.links():
            self._who.set_error(self.tr("Choose the child."))
            return
        if not self.title.text().strip():
            self._title.set_error(self.tr("Give it a title."))
            self.title.setFocus()
            return
        if self.next.problem():
            self._next.set_error(self.next.problem())
            return
        reason = self.say_why()
        if reason:
            self.confirmed.emit(
                {
                    "pupils": [pupil for pupil, _role in self.children_of.links()],
                    "title": self.title.text().strip(),
                    "level": self.level.value(),
                    "owner": self.owner.value(),
                    "next_review": self.next.value(),
                    "reason": reason,
                }
            )
            self.accept()
