"""A child's risk assessment: hazards, what is done about them, and when it is looked at again."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from storage.records.risk_assessment import RiskAssessment, RiskAssessmentDraft
from storage.records.times import for_people
from ui.lead_material import LeadLists
from ui.theme import scaled, space
from ui.views.risk_rows import HazardRow
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine

WEEKS = (1, 2, 6)


class RiskView(Page):
    """Saving makes a new version; the earlier ones stay readable."""

    saved = Signal(object)

    def __init__(
        self,
        *,
        lists: LeadLists,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="risk", parent=parent)
        self._lists, self._today = lists, today
        self._names = [person.name for person in people]
        self._pupil_id, self._former = "", ""
        self._rows: list[HazardRow] = []
        self._changed = False
        self.title = TextLine("risk.title", self.tr("What it is about"))
        self.review = DateEdit("risk.review", self.tr("Look at it again on"))
        self._title_row = FieldRow(self.tr("What it is about"), self.title)
        self._review_row = FieldRow(self.tr("Look at it again on"), self.review)
        self.child_view = TextArea("risk.child_view", self.tr("The child’s view"), lines=2)
        self.parent_view = TextArea("risk.parent_view", self.tr("The parents’ view"), lines=2)
        self._hazards = QVBoxLayout()
        self._hazards.setSpacing(space(1.5))
        self._lay_out()
        self._add_buttons()
        self.setFocusProxy(self.title)

    def _lay_out(self) -> None:
        self._more = more = secondary_button("risk.add", self.tr("Another hazard"), icon="plus")
        more.clicked.connect(self._add_and_go)
        quick = [self._quick(weeks) for weeks in WEEKS]
        self._last_quick = quick[-1]
        self._title_row.setMinimumWidth(scaled(280))
        self._review_row.setMinimumWidth(scaled(230))
        quick_box = SideBySide(*quick, weights=(0, 0, 0), gap=0.25)
        self.body.addWidget(
            SideBySide(
                self._title_row,
                self._review_row,
                FieldRow(" ", quick_box),
                weights=(5, 3, 0),
                gap=2,
            )
        )
        self.body.addLayout(self._hazards)
        self.body.addWidget(SideBySide(more, QWidget(), weights=(0, 1)))
        views = SideBySide(
            FieldRow(self.tr("The child’s view"), self.child_view, optional=True),
            FieldRow(self.tr("The parents’ view"), self.parent_view, optional=True),
            gap=2,
        )
        self.body.addWidget(views)
        self.body.addStretch(1)
        self.title.textChanged.connect(self._touch)
        self.review.changed.connect(self._touch)
        self.child_view.textChanged.connect(self._touch)
        self.parent_view.textChanged.connect(self._touch)

    def _quick(self, weeks: int) -> QWidget:
        words = self.tr("in a week") if weeks == 1 else self.tr("in {n} weeks").format(n=weeks)
        name = self.tr("Look at it again {when}").format(when=words)
        button = quiet_button(f"risk.review.in_{weeks}_weeks", words, name=name)
        button.clicked.connect(lambda _=False, weeks=weeks: self._set_review(weeks))
        return button

    def _add_buttons(self) -> None:
        back = quiet_button("risk.cancel", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        save = primary_button("risk.save", self.tr("Save risk assessment"), icon="check")
        save.clicked.connect(self.save)
        self.add_footer(back, left=True)
        self.add_footer(save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def show_assessment(
        self, pupil_id: str, name: str, assessment: RiskAssessment | None = None
    ) -> None:
        """Show an assessment to be looked at again, or an empty one."""
        self._pupil_id = pupil_id
        self._former = assessment.id if assessment else ""
        self.set_title(self.tr("Risk assessment for {name}").format(name=name))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        draft = assessment.draft if assessment else None
        self.title.setText(draft.title if draft else "")
        self.review.set_value("")
        self.child_view.set_text(draft.child_view if draft else "")
        self.parent_view.set_text(draft.parent_view if draft else "")
        for hazard in draft.hazards if draft else ():
            self.add_hazard().show_hazard(hazard)
        if not self._rows:
            self.add_hazard()
        self.set_subtitle(self._version(assessment))
        self.message.clear()
        self._changed = False

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
        row = HazardRow(number=len(self._rows) + 1, lists=self._lists)
        completer = QCompleter(self._names, row.owner)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        row.owner.setCompleter(completer)
        row.changed.connect(self._touch)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._hazards.addWidget(row)
        row.show()
        self._put_in_tab_order()
        return row

    def _put_in_tab_order(self) -> None:
        """From the review to the hazards, one after the other, then on to what follows."""
        stops: list[QWidget] = [self._last_quick]
        for row in self._rows:
            stops += row.stops()
        for before, after in pairwise([*stops, self._more]):
            QWidget.setTabOrder(before, after)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything typed stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

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
        self._review_row.clear_error()
        missing: QWidget | None = None
        if not self.title.text().strip():
            self._title_row.set_error(self.tr("Say what it is about."))
            missing = self.title
        if not self.review.value():
            words = self.review.problem() or self.tr("Every assessment has a review day.")
            self._review_row.set_error(words)
            missing = missing or self.review
        rows = [row for row in self._rows if row.started()] or self._rows[:1]
        for row in rows:
            unanswered = row.check()
            missing = missing or unanswered
        if missing is not None:
            missing.setFocus()
            return
        self.saved.emit(
            RiskAssessmentDraft(
                pupil_id=self._pupil_id,
                title=self.title.text().strip(),
                hazards=tuple(row.value() for row in rows),
                review_date=self.review.value(),
                scale=self._lists.scale,
                child_view=self.child_view.text().strip(),
                parent_view=self.parent_view.text().strip(),
                supersedes=self._former,
            )
        )

    def _touch(self, *_: object) -> None:
        self._changed = True

    def _set_review(self, weeks: int) -> None:
        self.review.set_value((self._today() + timedelta(weeks=weeks)).isoformat())

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
