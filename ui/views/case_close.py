"""Closing a case on one page: what is still open, the outcome, why, and what is offered."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.case_material import ClosingDraft, ClosingShown
from ui.theme import space
from ui.views.case_settle import SettleRows
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order

# The answer that nobody is asked for a second signature.
NOBODY = "nobody"
_WEEKS = (("case_close.in_6_weeks", 42), ("case_close.in_12_weeks", 84))


class CaseCloseView(Page):
    """With nothing open: an outcome, a sentence, the button."""

    confirmed = Signal(object)
    concern_opened = Signal(str)
    thing_opened = Signal(str, str)
    cancelled = Signal()

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("", identifier="case_close", max_width=1120, parent=parent)
        self._today = today
        self._shown: ClosingShown | None = None
        self._written = False
        self.set_title(self.tr("Close this case"))
        self.show_back(self.tr("Back to the case"))
        self.open_things = SectionCard(self.tr("Still open"))
        self.settle = SettleRows()
        self.settle.concern_opened.connect(self.concern_opened)
        self.settle.thing_opened.connect(self.thing_opened)
        self.open_things.body.addWidget(self.settle)
        self._build_fields()
        self.body.addWidget(self.open_things)
        self.body.addWidget(self._outcome_card())
        self.body.addWidget(self._record_card())
        self.body.addWidget(self._after_card())
        self.body.addStretch(1)
        cancel = quiet_button("case_close.cancel", self.tr("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.save = primary_button("case_close.save", self.tr("Close case"), icon="circle-check")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.save.clicked.connect(self._send)
        self.add_footer(cancel)
        self.add_footer(self.save)

    def _build_fields(self) -> None:
        self.outcome = ChoiceRow("case_close.outcome", self.tr("What came of it"), ())
        self.outcome.changed.connect(self._explain)
        self._outcome = FieldRow(self.tr("What came of it"), self.outcome)
        self._hint = self.tr("Choose one; here it says what it means.")
        self._meaning = PlainLabel(self._hint, tone="muted")
        self.reason = ShortArea(
            "case_close.reason", self.tr("Why nothing more is needed now"), lines=2
        )
        self._reason = FieldRow(self.tr("Why nothing more is needed now"), self.reason)
        self.reached = ChoiceRow(
            "case_close.reached",
            self.tr("Was it reached?"),
            (
                Choice(value="yes", text=self.tr("Yes")),
                Choice(value="partly", text=self.tr("Partly")),
                Choice(value="no", text=self.tr("No")),
            ),
        )
        self._reached = FieldRow(self.tr("Was it reached?"), self.reached)
        self.reached_why = ShortArea(
            "case_close.reached_why", self.tr("How that is known"), lines=1
        )
        self._known = FieldRow(self.tr("How that is known"), self.reached_why, optional=True)
        self.done = self._offered("case_close.done", self.tr("What was done"))
        self.decided = self._offered("case_close.decided", self.tr("What was decided"))
        self.child_words = self._offered("case_close.child_words", self.tr("The child’s view"))
        self.second = Combo("case_close.second", self.tr("Second signature"))
        self.next = DateEdit("case_close.next", self.tr("Look at it again on"))
        self._next = FieldRow(self.tr("Look at it again on"), self.next, optional=True)

    @staticmethod
    def _offered(identifier: str, name: str) -> ShortArea:
        return ShortArea(identifier, name, lines=3)

    def _outcome_card(self) -> QWidget:
        card = SectionCard()
        for widget in (self._outcome, self._meaning, self._reason, self._reached, self._known):
            card.body.addWidget(widget)
        return card

    def _record_card(self) -> QWidget:
        self._record = SectionCard(self.tr("For the record"))
        self._prefilled = PlainLabel(
            self.tr("Filled in from the entries of this case. Change what is not right."),
            tone="muted",
        )
        self._record.body.addWidget(self._prefilled)
        done = FieldRow(self.tr("What was done"), self.done, optional=True)
        decided = FieldRow(self.tr("What was decided"), self.decided, optional=True)
        self._record.body.addWidget(SideBySide(done, decided, gap=2))
        self._record.body.addWidget(
            FieldRow(
                self.tr("The child’s view, in their own words"), self.child_words, optional=True
            )
        )
        return self._record

    def _after_card(self) -> QWidget:
        card = SectionCard(self.tr("Afterwards"))
        second = FieldRow(
            self.tr("Second signature"),
            self.second,
            optional=True,
            hint=self.tr("They sign later, when they are signed in themselves."),
        )
        days: list[QWidget] = []
        for (identifier, count), words in zip(
            _WEEKS, (self.tr("In 6 weeks"), self.tr("In 12 weeks")), strict=True
        ):
            button = quiet_button(identifier, words)
            button.clicked.connect(lambda _=False, count=count: self._set_next(count))
            days.append(button)
        when = QWidget()
        when.setProperty("kind", "plain")
        column = QVBoxLayout(when)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(self._next)
        column.addWidget(SideBySide(*days, weights=(0, 0)))
        card.body.addWidget(SideBySide(second, when, gap=2))
        return card

    def show_closing(self, shown: ClosingShown) -> None:
        """Show what is still open and what is offered; what was typed already stays."""
        first = self._shown is None
        self._shown = shown
        self.set_subtitle(f"{shown.case.title} · {shown.children}")
        self.settle.show_open(shown)
        self.open_things.setVisible(bool(shown.actions or shown.waiting or shown.going_on))
        sought = bool(shown.case.sought)
        self._reached.setVisible(sought)
        self._known.setVisible(sought)
        self._reached.label.setText(
            self.tr("Was it reached: {sought}?").format(sought=shown.case.sought.rstrip(".?! "))
        )
        if first:
            self._offer(shown)
        in_reading_order(self)
        if first:
            asked_first = self.outcome if self.open_things.isHidden() else self.settle
            # what was made just now can take the keyboard when it is on the screen
            QTimer.singleShot(0, asked_first, asked_first.setFocus)

    def _offer(self, shown: ClosingShown) -> None:
        """Fill what is filled once."""
        self.outcome.set_choices(
            [Choice(value=choice.value, text=choice.text) for choice in shown.outcomes]
        )
        self.second.set_choices(shown.second)
        self.second.set_value(shown.second[0].value if shown.second else "")
        offered = (shown.done, shown.decided, shown.child_words)
        for box, words in zip((self.done, self.decided, self.child_words), offered, strict=True):
            box.set_text(words)
        self._prefilled.setVisible(any(offered))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter closes the case from anywhere on the page."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
            return
        super().keyPressEvent(event)

    def unsaved(self) -> bool:
        """Whether somebody began to close it."""
        return not self._written and bool(self.outcome.value() or self.reason.text().strip())

    def saved(self) -> None:
        """It is closed: leaving asks nothing."""
        self._written = True

    def _explain(self, code: str) -> None:
        choices = self._shown.outcomes if self._shown is not None else ()
        hint = next((each.hint for each in choices if each.value == code), "")
        self._meaning.setText(hint or self._hint)
        self._outcome.clear_error()

    def _set_next(self, days: int) -> None:
        self.next.set_value((self._today() + timedelta(days=days)).isoformat())

    def _send(self) -> None:
        missing = self._missing()
        if missing is not None:
            missing.setFocus()
            self.scroll_area.ensureWidgetVisible(missing)
            return
        self.confirmed.emit(
            ClosingDraft(
                outcome=self.outcome.value(),
                reason=self.reason.text().strip(),
                done=self.done.text().strip(),
                decided=self.decided.text().strip(),
                reached=self.reached.value(),
                reached_why=self.reached_why.text().strip(),
                child_words=self.child_words.text().strip(),
                second="" if self.second.value() == NOBODY else self.second.value(),
                next_review=self.next.value(),
                settled=self.settle.drafts(),
                going_on=self.settle.going_on(),
            )
        )

    def _missing(self) -> QWidget | None:
        """The first thing that still needs an answer; each says so in its place."""
        asked = (
            (self._outcome, not self.outcome.value(), self.tr("Choose what came of it.")),
            (self._reason, not self.reason.text().strip(), self.tr("Say why it can be closed.")),
            (
                self._reached,
                not self._reached.isHidden() and not self.reached.value(),
                self.tr("Say whether it was reached."),
            ),
            (self._next, bool(self.next.problem()), self.next.problem()),
        )
        first = self.settle.missing()
        for row, wrong, words in asked:
            row.clear_error()
            if wrong:
                row.set_error(words)
                first = first or row.field
        return first
