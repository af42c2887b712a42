"""Joins the form with its coach: what it may know of the boxes, and what its lines lead to."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from storage.records.writing_coach import Account, CoachRules, KnownPerson, LinkedSpan
from ui.views.report_form import ReportParts
from ui.widgets.coach_panel import CoachPanel


class ReportCoach(QObject):
    """The child's own words never come here: only whether there are any."""

    def __init__(self, parts: ReportParts, *, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._people: tuple[KnownPerson, ...] = ()
        self.panel = CoachPanel("report.coach")
        self.panel.set_reader(self._account)
        parts.account.coach_slot.addWidget(self.panel)
        self.panel.replace_requested.connect(self._replace)
        self.panel.field_requested.connect(self._go_to)
        self.panel.body_map_requested.connect(parts.account.body_map_requested)
        for part in (parts.adult, parts.facts, parts.account, parts.more):
            part.changed.connect(self.panel.touched)

    def set_rules(self, rules: CoachRules | None, people: Sequence[KnownPerson]) -> None:
        """Set what it looks for, and whom initials may mean; without rules it stays silent."""
        self._people = tuple(people)
        self.panel.set_rules(rules)

    def clear(self) -> None:
        """Forget everything about this form."""
        self.panel.clear()

    def _account(self) -> Account:
        facts, account, more = self._parts.facts, self._parts.account, self._parts.more
        here = {key for key, _ in facts.pupils.links()}
        here |= {mention.id for mention in account.happened.mentions()}
        return Account(
            what_happened=account.happened.text(),
            opinion=more.opinion.text(),
            place=facts.place.text(),
            place_kind=facts.place_kind.value(),
            who_else=more.who_else.text(),
            source=more.source.value(),
            told_by=more.told_by.text(),
            has_child_words=bool(account.words.text().strip()),
            has_body_map=account.has_maps(),
            happened_known=facts.when.kind.value() != "now" and facts.happened().dated,
            people=tuple(replace(person, here=person.id in here) for person in self._people),
            linked=tuple(
                LinkedSpan(start=span.start, length=span.length, kind=span.mention.kind)
                for span in account.happened.linked_spans()
            ),
        )

    def _replace(self, start: int, length: int, person: str) -> None:
        self._parts.account.happened.replace_at(start, length, person)

    def _go_to(self, name: str) -> None:
        """Put the cursor into the box that a line speaks of; a folded one is unfolded first."""
        facts, account, more = self._parts.facts, self._parts.account, self._parts.more
        fields: dict[str, QWidget] = {
            "place": facts.place_kind,
            "happened": facts.when,
            "pupils": facts.pupils,
            "what_happened": account.happened,
            "child_words": account.words,
            "opinion": more.opinion,
            "questions": more.questions,
            "who_else": more.who_else,
            "source": more.source,
            "told_by": more.told_by,
            "did_at_once": more.did,
        }
        field = fields.get(name)
        if field is None:
            return
        if more.isAncestorOf(field) and not account.more.isChecked():
            account.more.click()
        field.setFocus()
