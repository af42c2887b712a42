"""A child's risk assessment or safety plan: hazards, what is done about them, and when it is looked
at again.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_assessment import RiskAssessment, RiskAssessmentDraft
from storage.records.risk_templates import Ticked
from storage.records.times import for_people
from ui.risk_material import RiskLists, RiskSaved, RiskScale, RiskStart
from ui.theme import scaled, space
from ui.views.risk_boxes import ConsideredBoxes, MoreBoxes
from ui.views.risk_review import ReviewPart
from ui.views.risk_rows import HazardRow
from ui.views.risk_start import StartPart
from ui.views.risk_suggestions import Suggestions
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import stops_in_reading_order
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class RiskView(Page):
    """Saving makes a new version; the earlier ones stay readable. Ctrl+Enter saves."""

    saved = Signal(object)
    kept_requested = Signal()

    def __init__(
        self, *, lists: RiskLists, people: Sequence[PersonOption], parent: QWidget | None = None
    ) -> None:
        super().__init__("", identifier="risk", parent=parent)
        self._lists = lists
        self._names = [person.name for person in people]
        self._pupil_id, self._former = "", ""
        self._scale = lists.scales[0]
        self._rows: list[HazardRow] = []
        self._made = 0
        self._changed = False
        self._kind = ""
        self.start_part = StartPart(lists=lists)
        self.title = TextLine("risk.title", self.tr("What it is about"))
        self._title_row = FieldRow(self.tr("What it is about"), self.title)
        self.review_part = ReviewPart(offers=lists.offers, occasions=lists.occasions)
        self.review = self.review_part.day
        self.suggestions = Suggestions(lists=lists)
        self.considered = ConsideredBoxes()
        self.more = MoreBoxes()
        self.child_view = TextArea("risk.child_view", self.tr("The child’s view"), lines=2)
        self.parent_view = TextArea("risk.parent_view", self.tr("The parents’ view"), lines=2)
        self._hazards = QVBoxLayout()
        self._hazards.setSpacing(space(1.5))
        self._lay_out()
        self._connect()
        self._add_buttons()
        self.setFocusProxy(self.title)

    def _lay_out(self) -> None:
        self._add = secondary_button("risk.add", self.tr("Another hazard"), icon="plus")
        self._add.clicked.connect(self._add_and_go)
        self._title_row.setMinimumWidth(scaled(280))
        self.body.addWidget(self.start_part)
        self.body.addWidget(self._title_row)
        self.body.addWidget(self.review_part)
        self.body.addWidget(self.suggestions)
        self.body.addLayout(self._hazards)
        self.body.addWidget(SideBySide(self._add, QWidget(), weights=(0, 1)))
        self.body.addWidget(self.considered)
        self.body.addWidget(
            SideBySide(
                FieldRow(self.tr("The child’s view"), self.child_view, optional=True),
                FieldRow(self.tr("The parents’ view"), self.parent_view, optional=True),
                gap=2,
            )
        )
        self.body.addWidget(self.more)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.start_part.template_chosen.connect(self._show_template)
        self.start_part.scale_chosen.connect(self._set_scale)
        self.suggestions.taken.connect(self._take)
        self.title.textChanged.connect(self._touch)
        for area in (self.child_view, self.parent_view):
            area.textChanged.connect(self._touch)
        for part in (self.review_part, self.considered, self.more, self.start_part):
            part.changed.connect(self._touch)

    def _add_buttons(self) -> None:
        self._kept = secondary_button("risk.kept", self.tr("Versions and agreement"))
        self._kept.clicked.connect(self.kept_requested)
        self.add_action(self._kept)
        back = quiet_button("risk.cancel", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        save = primary_button("risk.save", self.tr("Save risk assessment"), icon="check")
        save.setToolTip(self.tr("Ctrl+Enter"))
        save.clicked.connect(self.save)
        self.add_footer(back, left=True)
        self.add_footer(save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def show_assessment(self, start: RiskStart) -> None:
        """Show the newest version to be changed, a plan copied from another child, or an empty
        one.
        """
        newest = start.newest
        draft = newest.draft if newest else start.copied
        self._pupil_id, self._former = start.pupil_id, newest.id if newest else ""
        self._kind = draft.kind if draft else ""
        self._kept.setVisible(newest is not None)
        self.message.clear()
        self.set_title(self.tr("Risk assessment for {name}").format(name=start.name))
        self.set_subtitle(self._version(newest))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self._made = [], 0
        known = self._lists.scale(draft.scale) if draft else self._lists.scales[0]
        self._scale = known or self._lists.scales[0]
        self.title.setText(draft.title if draft else "")
        self.review_part.start(version=newest.version + 1 if newest else 1)
        self.child_view.set_text(draft.child_view if draft else "")
        self.parent_view.set_text(draft.parent_view if draft else "")
        self.more.show_draft(draft, start.concerns)
        for hazard in draft.hazards if draft else ():
            self.add_hazard().show_hazard(hazard)
        if not self._rows:
            self.add_hazard()
        self._show_start(draft)
        self._say_what_to_check(start, same_scale=known is not None)
        self._changed = start.copied is not None

    def _show_start(self, draft: RiskAssessmentDraft | None) -> None:
        template = self._lists.template(draft.template) if draft and draft.template else None
        self.start_part.show_draft(draft, template=template, scale=self._scale)
        self.considered.clear()
        self.considered.show_template(template, draft.considered if draft else ())
        self.suggestions.show_template(None, role="")

    def _say_what_to_check(self, start: RiskStart, *, same_scale: bool) -> None:
        if start.copied is not None:
            numbers = ", ".join(str(number) for number in start.still_named)
            words = self.tr("Copied from the plan of another child: read every word before saving.")
            more = (
                self.tr("The other child may still be named in hazard {numbers}.").format(
                    numbers=numbers
                )
                if numbers
                else self.tr("Ratings, owners, days and facts were not copied.")
            )
            self.message.show_message(words, severity="warning", next_step=more)
        elif not same_scale:
            words = self.tr("This plan was rated on a scale that this program does not have.")
            self.message.show_message(
                words, severity="warning", next_step=self.tr("Rate each hazard anew.")
            )

    def _version(self, assessment: RiskAssessment | None) -> str:
        if assessment is None:
            return ""
        words = self.tr("Version {n} by {who}, {when}. Saving makes version {next}.")
        return words.format(
            n=assessment.version,
            who=assessment.author,
            when=for_people(assessment.recorded_at),
            next=assessment.version + 1,
        )

    def add_hazard(self) -> HazardRow:
        """Offer one more hazard."""
        self._made += 1
        row = HazardRow(number=self._made, lists=self._lists, scale=self._scale, names=self._names)
        row.changed.connect(self._touch)
        row.removed.connect(self._remove)
        row.grown.connect(self._order)
        self._rows.append(row)
        self._hazards.addWidget(row)
        row.show()
        self._order()
        return row

    def show_saved(self, text: str) -> None:
        """Say that this version is kept."""
        self._changed = False
        self.message.show_message(text, severity="success")

    def unsaved(self) -> bool:
        """Whether something was changed since it was shown or saved."""
        return self._changed

    def save(self) -> None:
        """Send the assessment, or say beside each box what it still needs."""
        self._title_row.clear_error()
        missing: QWidget | None = None
        if not self.title.text().strip():
            self._title_row.set_error(self.tr("Say what it is about."))
            missing = self.title
        undated = self.review_part.check()
        missing = missing or undated
        rows = [row for row in self._rows if row.started()] or self._rows[:1]
        for row in rows:
            unanswered = row.check()
            missing = missing or unanswered
        if missing is not None:
            missing.setFocus()
            return
        self.saved.emit(
            RiskSaved(
                draft=self._draft(rows),
                actions=tuple(action for row in rows for action in row.new_actions()),
            )
        )

    def _draft(self, rows: Sequence[HazardRow]) -> RiskAssessmentDraft:
        return RiskAssessmentDraft(
            pupil_id=self._pupil_id,
            title=self.title.text().strip(),
            hazards=tuple(row.value() for row in rows),
            review_date=self.review.value(),
            scale=self._scale.reference,
            child_view=self.child_view.text().strip(),
            parent_view=self.parent_view.text().strip(),
            supersedes=self._former,
            template=self.start_part.template(),
            kind=self._kind,
            role=self.start_part.role.value(),
            concerns=self.more.chosen_concerns(),
            considered=self.considered.considered(),
            occasion=self.review_part.occasion.value(),
            reason=self.review_part.reason.text().strip(),
            **self.more.texts(),
        )

    def _show_template(self) -> None:
        template = self._lists.template(self.start_part.template())
        if template is not None:
            self._kind = template.kind
            if not self.title.text().strip():
                self.title.setText(template.about)
        self.suggestions.show_template(template, role=self.start_part.role.value())
        self.considered.show_template(template)
        self._order()

    def _take(self, ticked: Sequence[Ticked]) -> None:
        """What was ticked goes into the plan, below what stands there already."""
        rows = [row for row in self._rows if not row.started()]
        first: HazardRow | None = None
        for item in ticked:
            row = rows.pop(0) if rows else self.add_hazard()
            row.show_hazard(item.begun())
            first = first or row
        if first is not None:
            first.hazard.setFocus()

    def _set_scale(self, scale: RiskScale) -> None:
        if scale.reference == self._scale.reference:
            return
        rated = any(row.rated() for row in self._rows)
        self._scale = scale
        for row in self._rows:
            row.set_scale(scale)
        if rated:
            self.message.show_message(
                self.tr("Another scale: the ratings were taken off, for you to choose anew."),
                severity="warning",
            )

    def _order(self) -> None:
        stops_in_reading_order(self)

    def _touch(self, *_: object) -> None:
        self._changed = True

    def _add_and_go(self) -> None:
        self.add_hazard().hazard.setFocus()

    def _remove(self, row: HazardRow) -> None:
        if len(self._rows) == 1:
            return
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._touch()
        self._rows[-1].hazard.setFocus()
