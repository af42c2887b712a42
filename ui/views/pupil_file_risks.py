"""Risk assessments of a child's file, beside the cases, referrals and plans the child is in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_assessment import RiskAssessment
from storage.records.times import for_people
from ui.file_material import WorkLine
from ui.lead_words import counted, day_for_people
from ui.theme import scaled, space
from ui.views.pupil_file_parts import ListSection
from ui.widgets.buttons import secondary_button
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem
from ui.widgets.side_by_side import SideBySide

_ICONS = {"case": "folder", "referral": "send", "plan": "clipboard-list", "meeting": "users"}


class RisksSection(QWidget):
    """``opened`` carries the id of a risk assessment, ``work_opened`` what is to be opened ("case",
    "referral", "plan") and its id; the others ask for a new one.
    """

    opened = Signal(str)
    work_opened = Signal(str, str)
    referral_requested = Signal()
    plan_requested = Signal()

    def __init__(self, *, new: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        add = secondary_button(
            "file.new_risk_assessment", self.tr("New risk assessment"), icon="plus"
        )
        add.clicked.connect(lambda _=False: new())
        self.assessments = ListSection(
            identifier="file.risk_list",
            name=self.tr("Risk assessments"),
            empty=(
                "shield-alert",
                self.tr("No risk assessment"),
                self.tr(
                    "Hazards, how likely, how bad, what is done about them, and when to look again."
                ),
            ),
            add=(add,),
        )
        self.assessments.opened.connect(self.opened)
        referral = secondary_button("file.new_referral", self.tr("New referral"), icon="plus")
        referral.clicked.connect(lambda _=False: self.referral_requested.emit())
        plan = secondary_button("file.new_plan", self.tr("New plan"), icon="plus")
        plan.clicked.connect(lambda _=False: self.plan_requested.emit())
        self.work = ListSection(
            identifier="file.work_list",
            name=self.tr("Cases, referrals and plans"),
            empty=(
                "clipboard-list",
                self.tr("No case, referral or plan"),
                self.tr("A case is opened with the first decision that asks for something."),
            ),
            add=(referral, plan),
        )
        self.work.opened.connect(self._open)
        self._kinds: dict[str, str] = {}
        for part in (self.assessments, self.work):
            part.setMinimumWidth(scaled(360))
            part.setMinimumHeight(scaled(220))
        work = QWidget()
        work.setProperty("kind", "plain")
        titled = QVBoxLayout(work)
        titled.setContentsMargins(0, 0, 0, 0)
        titled.setSpacing(space(1))
        titled.addWidget(PlainLabel(self.tr("Cases, referrals and plans"), tone="section"))
        titled.addWidget(self.work, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide(self.assessments, work, weights=(1, 1), gap=2), 1)

    def show_assessments(self, assessments: Sequence[RiskAssessment]) -> None:
        """Show these assessments."""
        self.assessments.show_rows([self._row(item) for item in assessments])

    def show_work(self, lines: Sequence[WorkLine]) -> None:
        """Show these cases, referrals and plans."""
        self._kinds = {line.id: line.kind for line in lines}
        self.work.show_rows(
            [
                RowItem(
                    id=line.id,
                    title=line.title,
                    detail=line.detail,
                    trailing=line.state,
                    icon=_ICONS.get(line.kind, ""),
                )
                for line in lines
            ]
        )

    def _open(self, identifier: str) -> None:
        self.work_opened.emit(self._kinds[identifier], identifier)

    def _row(self, item: RiskAssessment) -> RowItem:
        hazards = counted(len(item.draft.hazards), self.tr("1 hazard"), self.tr("{n} hazards"))
        version = self.tr("version {n}").format(n=item.version)
        written = self.tr("{who}, {when}").format(
            who=item.author, when=for_people(item.recorded_at)
        )
        if item.ended is not None:
            review = self.tr("ended {day}").format(day=day_for_people(item.ended.on))
        else:
            review = self.tr("review {day}").format(day=day_for_people(item.draft.review_date))
        return RowItem(
            id=item.id,
            title=item.draft.title,
            detail=" · ".join((hazards, version, written)),
            trailing=review,
            icon="shield-alert",
        )
