"""The screens for referrals and the council's form, filled with the made-up school."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from storage.records.referrals import ReferralRow
from ui import work_material as material
from ui.views.referral_boxes import referral_boxes
from ui.views.referral_facts import ReferralFactsView
from ui.views.referral_form import WorkFormView
from ui.views.referral_limits import ReferralLimitsView
from ui.views.referral_list import ReferralListView
from ui.views.referral_order import ReferralOrderView
from ui.widgets.choice_row import Choice

BLOCKS = (
    ("child", "1 About the child", "Child"),
    ("responsibility", "2 Who holds parental responsibility, and which court orders are there?",
     "Parental responsibility and court orders"),
    ("worries", "What we are worried about", "What we are worried about"),
)  # fmt: skip
CHOICES = (
    Choice(value="yes", text="Yes, they agree to the referral"),
    Choice(value="no", text="No, with a reason"),
)


def order() -> ReferralOrderView:
    """A council's form with long names, one block left out."""
    view = ReferralOrderView()
    view.show_form(
        "Wexshire request for support",
        [
            material.FormBlockLine(code=code, label=label, usual=usual, asked=code != "worries")
            for code, label, usual in BLOCKS
        ],
    )
    return view


def facts() -> ReferralFactsView:
    """Three blocks, one of which the record cannot fill, with a warning above."""
    view = ReferralFactsView(
        forms=[Choice(value="own", text="Wexshire request for support")], clock=lambda: "14:05"
    )
    view.show_facts(
        "Facts for the council’s form", "own",
        [
            material.FactShown(
                code=code, label=label, text="" if code == "worries" else f"{usual}: as recorded.",
                missing="telephone of the mother" if code == "child" else "",
            )
            for code, label, usual in BLOCKS
        ],
        ["Withhold the address from: Leon Marsh."],
    )  # fmt: skip
    return view


def limits() -> ReferralLimitsView:
    """Whom the school rings, and a local time limit."""
    view = ReferralLimitsView()
    view.show_all(
        council="Wexshire",
        places=[
            material.PlaceLine(code="mash", label="Front door", lines=("01632 960001", "Portal")),
            material.PlaceLine(code="police", label="Police", lines=()),
        ],
        limits=[
            material.LimitLine(
                code="referral_written", label="Written referral after the call",
                definition="Follows the telephone call to the front door.", length="48 hours",
                local="Local time limit, set by Ruth Okonedo on 3 Sep 2026.",
            )
        ],
    )  # fmt: skip
    return view


def listing() -> ReferralListView:
    """One referral that waits for an answer."""
    row = ReferralRow(
        id="f-1", names="Amelia Hart", to="front_door", state="sent", made_on="2026-11-18",
        due="2026-11-19", wait="Local authority’s decision on a referral",
    )  # fmt: skip
    view = ReferralListView(
        fetch=lambda _ids: [row], word=lambda code: code, today=lambda: "2026-11-20"
    )
    view.show_ids(["f-1"], which="waiting", counts={"all": 1, "waiting": 1})
    return view


def new_referral() -> WorkFormView:
    """A new referral with every box in sight."""
    boxes = referral_boxes(services=CHOICES, parents=CHOICES, consents=CHOICES, urgencies=CHOICES)
    view = WorkFormView(
        "referral_new", "New referral", boxes, save="Save referral",
        now=lambda: datetime(2026, 11, 20, 14, 5, tzinfo=UTC).replace(tzinfo=None),
        more="More: urgency, the child’s words",
        search=lambda _text: [],
    )  # fmt: skip
    view.form.unfold()
    return view


SCREENS: dict[str, Callable[[], QWidget]] = {
    "referral_order": order,
    "referral_facts": facts,
    "referral_limits": limits,
    "referral_list": listing,
    "referral_new": new_referral,
}
