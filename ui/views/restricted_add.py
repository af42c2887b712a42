"""What the head or the chair adds to a letter: a note, a decision with its reason, a reply."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.restricted import AdultDecision
from ui.restricted_drafts import AdditionDraft, RestrictedLists
from ui.theme import space
from ui.widgets.buttons import primary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine
from ui.widgets.tick_list import TickItem, TickList

_NOTE, _DECISION, _REPLY, _CORRECTION = "note", "decision", "reply", "correction"


class RestrictedAddBox(SectionCard):
    """``submitted`` carries an AdditionDraft; nothing is chosen beforehand but the plain note."""

    submitted = Signal(object)

    def __init__(self, *, lists: RestrictedLists, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Add to this letter"))
        self._meanings = lists.meanings
        self.what = ChoiceRow(
            "restricted_letter.what",
            self.tr("What do you want to add?"),
            [
                Choice(value=_NOTE, text=self.tr("A note")),
                Choice(value=_DECISION, text=self.tr("A decision")),
                Choice(value=_REPLY, text=self.tr("A reply to the writer")),
                Choice(value=_CORRECTION, text=self.tr("A correction")),
            ],
        )
        self.kind = ChoiceRow("restricted_letter.kind", self.tr("What is it?"), lists.kinds)
        self.thresholds = TickList("restricted_letter.thresholds", self.tr("The adult has …"))
        self.thresholds.set_items(
            [TickItem(id=each.value, text=each.text) for each in lists.thresholds]
        )
        self.outcome = ChoiceRow(
            "restricted_letter.outcome", self.tr("Outcome of an allegation"), lists.outcomes
        )
        self.adult = TextLine("restricted_letter.adult", self.tr("Adult, by full name"))
        self.lado_called = TextLine(
            "restricted_letter.lado_called", self.tr("LADO called, day and time")
        )
        self.lado_name = TextLine("restricted_letter.lado_name", self.tr("Spoke to"))
        self.lado_advice = TextArea(
            "restricted_letter.lado_advice", self.tr("The LADO’s advice"), lines=2
        )
        self.action = TextArea("restricted_letter.action", self.tr("What is done"), lines=2)
        self.text = TextArea("restricted_letter.text", self.tr("In your own words"), lines=4)
        self.save = primary_button("restricted_letter.save", self.tr("Keep it"), icon="check")
        self._decision = QWidget()
        self._decision.setProperty("kind", "plain")
        self._text_row = FieldRow(self.tr("In your own words"), self.text)
        self.target = Combo("restricted_letter.target", self.tr("What is corrected"))
        self.why = TextLine("restricted_letter.why", self.tr("Why it is corrected"))
        self._target_row = FieldRow(self.tr("What is corrected"), self.target)
        self._why_row = FieldRow(self.tr("Why it is corrected"), self.why)
        self._lay_out(lists)
        self.start()

    def _lay_out(self, lists: RestrictedLists) -> None:
        lines = QVBoxLayout(self._decision)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(1.5))
        self._kind_row = FieldRow(self.tr("What is it?"), self.kind)
        self._outcome_row = FieldRow(
            self.tr("Outcome, once there is one"), self.outcome, optional=True
        )
        lines.addWidget(self._kind_row)
        self._harm = QWidget()
        self._harm.setProperty("kind", "plain")
        harm = QVBoxLayout(self._harm)
        harm.setContentsMargins(0, 0, 0, 0)
        harm.setSpacing(space(1.5))
        ring = PlainLabel(
            self.tr("Ring the LADO first: before anybody looks into it or speaks to the adult."),
            tone="strong",
        )
        harm.addWidget(ring)
        harm.addWidget(FieldRow(self.tr("The adult has …"), self.thresholds))
        harm.addWidget(FieldRow(self.tr("LADO called, day and time"), self.lado_called))
        harm.addWidget(FieldRow(self.tr("Spoke to"), self.lado_name))
        harm.addWidget(FieldRow(self.tr("The LADO’s advice"), self.lado_advice))
        harm.addWidget(self._outcome_row)
        lines.addWidget(self._harm)
        lines.addWidget(FieldRow(self.tr("Adult, by full name"), self.adult))
        lines.addWidget(FieldRow(self.tr("What is done"), self.action, optional=True))
        self._editions = PlainLabel(lists.editions, tone="small")
        lines.addWidget(self._editions)
        self.body.addWidget(self.what)
        self.body.addWidget(self._decision)
        self.body.addWidget(self._target_row)
        self.body.addWidget(self._text_row)
        self.body.addWidget(self._why_row)
        self.body.addWidget(self.save)
        self.body.addStretch(1)
        self.what.changed.connect(lambda _: self._show())
        self.kind.changed.connect(lambda _: self._show())
        self.outcome.changed.connect(lambda _: self._show())
        self.save.clicked.connect(self._submit)

    def start(self, *, adult: str = "", kept: Sequence[Choice] = ()) -> None:
        """Empty every box; ``adult`` is the name as it stands in the letter, ``kept`` what can be
        corrected.
        """
        self.target.set_choices(kept)
        self.why.clear()
        self.what.set_value(_NOTE)
        for row in (self.kind, self.outcome):
            row.set_value("")
        for line in (self.lado_called, self.lado_name):
            line.clear()
        for area in (self.text, self.lado_advice, self.action):
            area.set_text("")
        self.thresholds.set_values(())
        self.adult.setText(adult)
        self._text_row.clear_error()
        self._show()

    def unsaved(self) -> bool:
        """Whether leaving would lose words."""
        areas = (self.text, self.lado_advice, self.action)
        return any(area.text().strip() for area in areas) or bool(self.kind.value())

    def _show(self) -> None:
        what = self.what.value()
        self._decision.setVisible(what == _DECISION)
        self._target_row.setVisible(what == _CORRECTION)
        self._why_row.setVisible(what == _CORRECTION)
        self._harm.setVisible(self.kind.value() == "allegation")
        self._kind_row.set_hint(self._meanings.get(self.kind.value(), ""))
        self._outcome_row.set_hint(self._meanings.get(self.outcome.value(), ""))
        hints = {
            _CORRECTION: self.tr("How it should read. What stood there stays beside it."),
            _NOTE: self.tr("Facts, with the day. It cannot be changed later, only added to."),
            _DECISION: self.tr("The reason for this decision."),
            _REPLY: self.tr("Short. Only the writer can read it, under the number of the concern."),
        }
        self._text_row.set_hint(hints.get(what, ""))

    def _submit(self) -> None:
        for row in (self._text_row, self._target_row, self._why_row):
            row.clear_error()
        text = self.text.text().strip()
        what = self.what.value() or _NOTE
        if not text:
            self._text_row.set_error(self.tr("Write it in your own words first."))
            self.text.setFocus()
            return
        if what == _DECISION and not self.kind.value():
            self._text_row.set_error(self.tr("Choose above what it is."))
            self.kind.setFocus()
            return
        if what == _CORRECTION and not self._corrects():
            return
        self.submitted.emit(
            AdditionDraft(
                kind=what,
                text=text,
                decision=self._decided(text) if what == _DECISION else None,
                target=int(self.target.value() or 0) if what == _CORRECTION else 0,
                reason=self.why.text().strip(),
            )
        )

    def _corrects(self) -> bool:
        """Whether a correction says what it corrects, and why."""
        if not self.target.value():
            self._target_row.set_error(self.tr("Choose what is corrected."))
            self.target.setFocus()
            return False
        if not self.why.text().strip():
            self._why_row.set_error(self.tr("Write why."))
            self.why.setFocus()
            return False
        return True

    def _decided(self, reason: str) -> AdultDecision:
        harm = self.kind.value() == "allegation"
        return AdultDecision(
            kind=self.kind.value(),
            reason=reason,
            adult=self.adult.text().strip(),
            thresholds=self.thresholds.values() if harm else (),
            lado_called=self.lado_called.text().strip() if harm else "",
            lado_name=self.lado_name.text().strip() if harm else "",
            lado_advice=self.lado_advice.text().strip() if harm else "",
            outcome=self.outcome.value() if harm else "",
            action=self.action.text().strip(),
        )
