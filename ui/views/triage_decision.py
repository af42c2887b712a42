"""The lead's side of triage: how serious, what kind, what is done and why."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.lead_drafts import TriageDraft
from ui.lead_material import LeadLists
from ui.theme import TARGET, space
from ui.triage_material import TriageOffers
from ui.views.triage_actions import ActionRows
from ui.views.triage_case import CaseChoice
from ui.views.triage_marks import ChronologyMarks
from ui.views.triage_offered import OfferedAnswers
from ui.views.triage_parents import ParentsRow
from ui.widgets.choice_row import Choice
from ui.widgets.compact_row import compact_row
from ui.widgets.digit_keys import DigitKeys
from ui.widgets.labels import PlainLabel
from ui.widgets.letter_combo import LetterCombo
from ui.widgets.person_picker import PersonOption
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class DecisionPanel(ScrollCard):
    """Everything to be decided about one concern; nothing is chosen before the lead chooses."""

    changed = Signal()
    outcome_changed = Signal(str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._lists, self._row = lists, 0
        self._offers, self._has_child = TriageOffers(), True
        self._build_controls(people, today)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space(2), space(1), space(2), space(0.5))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(1.5))
        self._grid.setVerticalSpacing(space(0.5))
        self._grid.setColumnStretch(1, 1)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._lay_out()
        self.set_content(content)

    def _build_controls(self, people: Sequence[PersonOption], today: Callable[[], date]) -> None:
        lists = self._lists
        self.case = CaseChoice()
        self.level = LetterCombo("triage.level", self.tr("Level"), lists.levels, digits=True)
        self.category = LetterCombo(
            "triage.category", self.tr("Category"), placeholder=self.tr("Type a few letters…")
        )
        self.category.set_tiers(
            [
                (Choice(value=item.value, text=item.text, hint=item.hint), item.parts)
                for item in lists.categories
            ]
        )
        self.meaning = PlainLabel(tone="small")
        self.response = compact_row("triage.response", self.tr("Response"), lists.responses)
        DigitKeys(self.response)
        self.decision = TextLine(
            "triage.decision", self.tr("Decision"), placeholder=self.tr("What is decided")
        )
        self.reason = ShortArea(
            "triage.reason", self.tr("Reason"), lines=2,
            placeholder=self.tr("Why – also why nothing more is done"),
        )  # fmt: skip
        self.action_rows = ActionRows(screen="triage", people=people, today=today)
        self.parents = ParentsRow(lists.parents_informed, today=today)
        self.reply = TextLine(
            "triage.reply", self.tr("Reply to the writer"),
            placeholder=self.tr("One line back to the writer (optional)"),
        )  # fmt: skip
        self.marks = ChronologyMarks()
        self._offered = OfferedAnswers(decision=self.decision, action=self.action_rows.first())
        for chosen in (self.level, self.category):
            chosen.changed.connect(lambda _value, chosen=chosen: self._explain(chosen))
            chosen.highlighted.connect(lambda row, chosen=chosen: self._explain(chosen, row))
        self.response.changed.connect(self._respond)
        self.case.changed.connect(self._say_outcome)
        self.action_rows.changed.connect(self._say_outcome)

    def _lay_out(self) -> None:
        self._grid.addWidget(self.case, self._row, 0, 1, 2)
        self._row += 1
        self._line(self.tr("Level"), self.level)
        self._line(self.tr("Category"), self.category)
        self._grid.addWidget(self.meaning, self._row, 1)
        self._row += 1
        self._line(self.tr("Response"), self.response)
        self._line(self.tr("Decision"), self.decision)
        self._line(self.tr("Reason"), self.reason)
        self._line(self.tr("Action"), self.action_rows)
        self._line(self.tr("Parents told"), self.parents)
        self._line(self.tr("Reply"), SideBySide(self.reply, self.marks.fold, weights=(1, 0)))
        self._grid.addWidget(self.marks, self._row, 1)

    def _line(self, label: str, field: QWidget) -> PlainLabel:
        words = PlainLabel(label, tone="strong", wrap=False)
        words.setBuddy(field)
        words.setMinimumHeight(TARGET)
        self._grid.addWidget(words, self._row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._row, 1)
        self._row += 1
        return words

    def start(self, offers: TriageOffers | None = None, *, has_child: bool = True) -> None:
        """Empty every control for the next concern and offer what fits it."""
        self._offers, self._has_child = offers or TriageOffers(), has_child
        for chosen in (self.level, self.category, self.response, self.parents):
            chosen.set_value("")
        for line in (self.decision, self.reply):
            line.clear()
        self.reason.set_text("")
        self.marks.clear()
        self.action_rows.clear()
        self._offered.start(self._offers, lists=self._lists)
        far = next((item for item in self._offers.quick if item[0] == "far"), ("", "", ""))
        self.action_rows.offer_far_day(far[1], far[2])
        self.case.offer(self._offers.cases, own=self._offers.own_case)
        self._explain(self.level)
        self._say_outcome()
        self.area.verticalScrollBar().setValue(0)

    def unsaved(self) -> bool:
        """Whether something was chosen or written."""
        chosen = (self.level, self.category, self.response)
        lines = (self.decision, self.reply, self.reason)
        return (
            any(item.value() for item in chosen)
            or any(item.text().strip() for item in lines)
            or any(item.started() for item in (self.action_rows, self.parents, self.marks))
            or bool(self.case.value())
        )

    def missing(self) -> tuple[str, QWidget] | None:
        """The first answer still needed: its label and its control; None when it can be saved."""
        needed: tuple[tuple[str, QWidget, bool], ...] = (
            (self.tr("Level"), self.level, bool(self.level.value())),
            (self.tr("Category"), self.category, bool(self.category.value())),
            (self.tr("Response"), self.response, bool(self.response.value())),
            (self.tr("Decision"), self.decision, bool(self.decision.text().strip())),
            (self.tr("Reason"), self.reason, bool(self.reason.text().strip())),
        )
        for label, field, given in needed:
            if not given:
                return label, field
        control = self.action_rows.missing() if self._needs_action() else None
        if control is not None:
            return control.accessibleName() or self.tr("By when"), control
        control = self.parents.missing()
        return (control.accessibleName(), control) if control is not None else None

    def set_child(self, *, has_child: bool) -> None:
        """Note whether a child of the school is named in the concern: it decides about the case."""
        self._has_child = has_child
        self._say_outcome()

    def draft(self, concern_id: str, *, pupils: tuple[tuple[str, str], ...] = ()) -> TriageDraft:
        """Return what is on the panel; ``pupils`` are the children where the lead changed them."""
        decision = self.decision.text().strip()
        return TriageDraft(
            concern_id=concern_id,
            category=self.category.value(),
            level=self.level.value(),
            response=self.response.value(),
            decision=decision,
            reason=self.reason.text().strip(),
            actions=self.action_rows.drafts(decided=decision) if self._needs_action() else (),
            parents=self.parents.value(),
            reply=self.reply.text().strip(),
            significant=self.marks.significant.isChecked(),
            summary=self.marks.summary.text().strip(),
            so_what=self.marks.so_what.text().strip(),
            case="" if self._nothing_more() else self.case.value(),
            pupils=pupils,
        )

    def _nothing_more(self) -> bool:
        return self.response.value() in self._lists.responses_without_action

    def _needs_action(self) -> bool:
        """Somebody does something by some day, unless the response is that nothing is done."""
        return self.action_rows.started() or not self._nothing_more()

    def _respond(self, response: str) -> None:
        self._offered.follow(response, nothing_more=self._nothing_more())
        self._say_outcome()
        self.changed.emit()

    def _explain(self, chosen: LetterCombo, row: int | None = None) -> None:
        words = chosen.meaning(row)
        self.meaning.setText(words or self.tr("A digit or a few letters choose."))

    def _say_outcome(self) -> None:
        """What saving will do beside keeping the decision."""
        self.outcome_changed.emit(self._outcome() if self.response.value() else "")

    def _outcome(self) -> str:
        if self._nothing_more():
            if self._offers.open_actions or self.action_rows.started():
                return self.tr("It stays open until its actions are done.")
            return self.tr("Saving closes the concern with this reason.")
        if self.case.value():
            return self.tr("Saving adds it to the open case.")
        if self._offers.own_case:
            return self.tr("It stays in its case.")
        if not self._has_child:
            return self.tr("Without a child of the school no case is opened.")
        return self.tr("Saving opens a new case.")
