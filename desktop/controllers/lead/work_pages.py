"""The pages of referrals, disagreements, plans and meetings, each made when it is opened."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk, PageController
from desktop.controllers.lead.disagreement_controller import (
    DisagreementController,
    DisagreementNewsController,
    NewDisagreementController,
)
from desktop.controllers.lead.meeting_controller import MeetingController
from desktop.controllers.lead.meeting_forms_controller import (
    MeetingMoveController,
    MeetingNotesController,
    NewMeetingController,
)
from desktop.controllers.lead.plan_controller import (
    NewPlanController,
    PlanChangeController,
    PlanController,
)
from desktop.controllers.lead.referral_controller import ReferralController, ReferralNewsController
from desktop.controllers.lead.referral_list_controller import (
    ReferralListController,
    TimeLimitsController,
)
from desktop.controllers.lead.referral_new_controller import (
    NewReferralController,
    ReferralFactsController,
)
from desktop.controllers.lead.referral_order_controller import ReferralOrderController


class WorkPages(QObject):
    """Part of Pages, which sets ``_desk``."""

    _desk: Desk

    def _open(self, controller: PageController) -> None:
        """Put a page on top; Pages knows how."""

    def open_referral(
        self, referral_id: str = "", *, pupil_id: str = "", case_id: str = ""
    ) -> None:
        """Open a referral, or a new one about a child or the children of a case."""
        if referral_id:
            self._open(ReferralController(self._desk, referral_id=referral_id))
        else:
            self._open(NewReferralController(self._desk, pupil_id=pupil_id, case_id=case_id))

    def open_referrals(
        self, pupil_id: str = "", *, case_id: str = "", which: str = "waiting"
    ) -> None:
        """Open the list of referrals: waiting, refused, done or all."""
        controller = ReferralListController(
            self._desk, pupil_id=pupil_id, case_id=case_id, which=which
        )
        self._open(controller)

    def open_referral_news(self, referral_id: str) -> None:
        """Open the form for news of a referral."""
        self._open(ReferralNewsController(self._desk, referral_id=referral_id))

    def open_referral_facts(self, referral_id: str) -> None:
        """Open the facts of a referral, to be copied into the council's form."""
        self._open(ReferralFactsController(self._desk, referral_id=referral_id))

    def open_disagreement(
        self,
        disagreement_id: str = "",
        *,
        pupil_id: str = "",
        case_id: str = "",
        referral_id: str = "",
    ) -> None:
        """Open a disagreement, or a new one about a referral or a child."""
        if disagreement_id:
            self._open(DisagreementController(self._desk, disagreement_id=disagreement_id))
            return
        controller = NewDisagreementController(
            self._desk, referral_id=referral_id, pupil_id=pupil_id, case_id=case_id
        )
        self._open(controller)

    def open_disagreement_news(self, disagreement_id: str) -> None:
        """Open the form for what happened next in a disagreement."""
        self._open(DisagreementNewsController(self._desk, disagreement_id=disagreement_id))

    def open_plan(self, plan_id: str = "", *, pupil_id: str = "", case_id: str = "") -> None:
        """Open a plan, or a new one about a child or the children of a case."""
        if plan_id:
            self._open(PlanController(self._desk, plan_id=plan_id))
        else:
            self._open(NewPlanController(self._desk, pupil_id=pupil_id, case_id=case_id))

    def open_plan_change(self, plan_id: str, *, ends: bool = False) -> None:
        """Open the form for a change of a plan, or its end."""
        self._open(PlanChangeController(self._desk, plan_id=plan_id, ends=ends))

    def open_meeting(
        self,
        meeting_id: str = "",
        *,
        pupil_id: str = "",
        case_id: str = "",
        plan_id: str = "",
    ) -> None:
        """Open a meeting, or the planning of one."""
        if meeting_id:
            self._open(MeetingController(self._desk, meeting_id=meeting_id))
            return
        controller = NewMeetingController(
            self._desk, pupil_id=pupil_id, case_id=case_id, plan_id=plan_id
        )
        self._open(controller)

    def open_meeting_notes(
        self,
        meeting_id: str = "",
        *,
        plan_id: str = "",
        pupil_id: str = "",
        case_id: str = "",
    ) -> None:
        """Open the form for a meeting that took place, planned or not."""
        controller = MeetingNotesController(
            self._desk,
            meeting_id=meeting_id,
            plan_id=plan_id,
            pupil_id=pupil_id,
            case_id=case_id,
        )
        self._open(controller)

    def open_meeting_move(self, meeting_id: str) -> None:
        """Open the form for a meeting that is moved or called off."""
        self._open(MeetingMoveController(self._desk, meeting_id=meeting_id))

    def open_form_order(self) -> None:
        """Open the order of the school's own council's form."""
        self._open(ReferralOrderController(self._desk))

    def open_time_limits(self) -> None:
        """Open the school's own council and its local time limits."""
        self._open(TimeLimitsController(self._desk))
