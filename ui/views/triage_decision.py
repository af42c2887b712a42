"""The lead's side of triage: how serious, what kind, what is done and why."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from ui.lead_drafts import TriageDraft
from ui.lead_material import LeadLists
from ui.theme import TARGET, space
from ui.views.triage_actions import ActionRows
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice
from ui.widgets.chooser import chooser
from ui.widgets.combo import Combo
from ui.widgets.labels import PlainLabel
from ui.widgets.person_picker import PersonOption
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class DecisionPanel(ScrollCard):
    """Everything to be decided about one concern; nothing is chosen before the lead chooses."""

    changed = Signal()

    def __init__(
        self,
        *,
        lists: LeadLists,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._lists, self._suggested, self._row = lists, "", 0
        self._build_controls(people, today)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space(2), space(1.5), space(2), space(1))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(1.5))
        self._grid.setVerticalSpacing(space(0.75))
        self._grid.setColumnStretch(1, 1)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._lay_out()
        self.set_content(content)

    def _build_controls(self, people: Sequence[PersonOption], today: Callable[[], date]) -> None:
        lists = self._lists
        self.level = chooser("triage.level", self.tr("Level"), lists.levels)
        tiers = [
            Choice(value=item.value, text=item.text, hint=item.hint) for item in lists.categories
        ]
        self.category = Combo("triage.category", self.tr("Category"), tiers)
        self.part = Combo(
            "triage.category_part", self.tr("Kind"), placeholder=self.tr("Which kind…")
        )
        self.level_meaning = PlainLabel(tone="small")
        self.definition = PlainLabel(tone="small")
        self.response = chooser("triage.response", self.tr("Response"), lists.responses)
        self.decision = TextLine(
            "triage.decision", self.tr("Decision"), placeholder=self.tr("What is decided")
        )
        self.reason = ShortArea(
            "triage.reason", self.tr("Reason"), lines=2,
            placeholder=self.tr("Why – also why nothing more is done"),
        )  # fmt: skip
        self.action_rows = ActionRows(screen="triage", people=people, today=today)
        self.parents = Combo("triage.parents", self.tr("Parents told"), lists.parents_informed)
        self.parents_note = TextLine(
            "triage.parents_note", self.tr("When and by whom parents were told, or why not"),
            placeholder=self.tr("When, by whom – or why not"),
        )  # fmt: skip
        self.reply = TextLine(
            "triage.reply", self.tr("Reply to the writer"),
            placeholder=self.tr("One line back to the writer (optional)"),
        )  # fmt: skip
        self.significant = CheckLine("triage.significant", self.tr("Significant"))
        self.summary = TextLine(
            "triage.summary", self.tr("One line for the short chronology"),
            placeholder=self.tr("One line for the short chronology"),
        )  # fmt: skip
        self.summary.hide()
        self.significant.toggled.connect(self.summary.setVisible)
        self.level.changed.connect(self._explain_level)
        self.category.changed.connect(self._show_parts)
        self.part.changed.connect(self._define)
        self.response.changed.connect(self._suggest)

    def _lay_out(self) -> None:
        self._line(self.tr("Level"), self.level)
        self._grid.addWidget(self.level_meaning, self._row, 1)
        self.level_meaning.hide()
        self._row += 1
        self._line(self.tr("Category"), SideBySide(self.category, self.part))
        self._grid.addWidget(self.definition, self._row, 1)
        self._row += 1
        self.definition.hide()
        self.part.hide()
        self._line(self.tr("Response"), self.response)
        self._line(self.tr("Decision"), self.decision)
        self._line(self.tr("Reason"), self.reason)
        self._line(self.tr("Action"), self.action_rows)
        self._line(
            self.tr("Parents told"), SideBySide(self.parents, self.parents_note, weights=(2, 3))
        )
        self._line(self.tr("Reply"), self.reply)
        self._line("", SideBySide(self.significant, self.summary, weights=(0, 1)))

    def _line(self, label: str, field: QWidget) -> None:
        if label:
            words = PlainLabel(label, tone="strong", wrap=False)
            words.setBuddy(field)
            words.setMinimumHeight(TARGET)
            self._grid.addWidget(words, self._row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._row, 1)
        self._row += 1

    def start(self) -> None:
        """Empty every control for the next concern."""
        for chosen in (self.level, self.category, self.part, self.response, self.parents):
            chosen.set_value("")
        for line in (self.decision, self.parents_note, self.reply, self.summary):
            line.clear()
        self.reason.set_text("")
        self.significant.setChecked(False)
        self.action_rows.clear()
        self._suggested = ""
        self._show_parts("")
        self._explain_level("")
        self.area.verticalScrollBar().setValue(0)

    def unsaved(self) -> bool:
        """Whether something was chosen or written."""
        chosen = (self.level, self.category, self.response, self.parents)
        lines = (self.decision, self.parents_note, self.reply, self.summary, self.reason)
        return (
            any(item.value() for item in chosen)
            or any(item.text().strip() for item in lines)
            or self.action_rows.started()
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
        return None

    def _needs_action(self) -> bool:
        """Somebody does something by some day, unless the response is that nothing is done."""
        nothing = self.response.value() in self._lists.responses_without_action
        return self.action_rows.started() or not nothing

    def draft(self, concern_id: str) -> TriageDraft:
        """Return what is on the panel."""
        decision = self.decision.text().strip()
        return TriageDraft(
            concern_id=concern_id,
            category=self.part.value() or self.category.value(),
            level=self.level.value(),
            response=self.response.value(),
            decision=decision,
            reason=self.reason.text().strip(),
            actions=self.action_rows.drafts(decided=decision) if self._needs_action() else (),
            parents_informed=self.parents.value(),
            parents_note=self.parents_note.text().strip(),
            reply=self.reply.text().strip(),
            significant=self.significant.isChecked(),
            summary=self.summary.text().strip() if self.significant.isChecked() else "",
        )

    def _suggest(self, response: str) -> None:
        # The words of the response are offered as the decision, in sight, until the lead writes
        # their own.
        words = self._lists.word(response)
        if self.decision.text() in ("", self._suggested):
            self.decision.setText(words)
            self._suggested = words
        self.changed.emit()

    def _explain_level(self, value: str) -> None:
        words = next((item.hint for item in self._lists.levels if item.value == value), "")
        self.level_meaning.setText(words)
        self.level_meaning.setVisible(bool(words))

    def _show_parts(self, value: str) -> None:
        chosen = next((item for item in self._lists.categories if item.value == value), None)
        parts = chosen.parts if chosen else ()
        self.part.set_choices(parts)
        self.part.setVisible(bool(parts))
        self._define("")

    def _define(self, part: str) -> None:
        chosen = next(
            (item for item in self._lists.categories if item.value == self.category.value()), None
        )
        finer = (
            next((item for item in chosen.parts if item.value == part), None) if chosen else None
        )
        words = finer.hint if finer and finer.hint else chosen.hint if chosen else ""
        self.definition.setText(words)
        self.definition.setVisible(bool(words))
