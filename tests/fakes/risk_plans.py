"""Plans, scales and templates for the screens of risk assessments, shorter than the real ones."""

from storage.records.risk_assessment import (
    Considered,
    Control,
    Hazard,
    RiskAssessment,
    RiskAssessmentDraft,
    RiskEnded,
    RiskSigned,
)
from storage.records.risk_reviews import ReviewOffer
from storage.records.risk_templates import Question, RiskTemplate, SuggestedHazard
from ui.risk_material import Band, RiskConcern, RiskLists, RiskScale, RiskStart
from ui.widgets.choice_row import Choice


def _choices(*pairs):
    return tuple(Choice(value=code, text=text) for code, text in pairs)


def scale(reference="five-by-five@1", name="Five by five", steps=5):
    """A scale of this many steps."""
    likely = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")[:steps]
    bad = ("Slight", "Minor", "Moderate", "Serious", "Grave")[:steps]
    return RiskScale(
        reference=reference,
        name=name,
        likelihoods=_choices(*((str(n), word) for n, word in enumerate(likely, start=1))),
        severities=_choices(*((str(n), word) for n, word in enumerate(bad, start=1))),
        bands=(
            Band(lowest=1, word="Low", severity="success"),
            Band(lowest=5, word="Medium", severity="warning"),
            Band(lowest=10, word="High", severity="danger"),
        ),
    )


def template():
    """Two settings, one hazard for the child who is said to have done it only."""
    return RiskTemplate(
        code="between", title="Between children", edition="1", in_force="2026-01-01", source="Own",
        kind="risk_assessment", about="Keeping safe", guidance="One plan for each child.",
        one_child=True,
        consider=(
            Question(code="victim", label="The child who was harmed", ask="What they need."),
            Question(code="time_place", label="Time and place", ask="When and where."),
            Question(code="all_others", label="All others", ask="Who else."),
        ),
        hazards=(
            SuggestedHazard(
                code="toilets", hazard="Meets the other child alone", setting="toilets",
                times=("lessons", "break"),
                controls=("Uses a named toilet.", "An adult waits outside, in hearing."),
            ),
            SuggestedHazard(
                code="again", hazard="Could harm another child", setting="play", times=("break",),
                controls=("In an adult's sight.",), roles=("alleged",),
            ),
        ),
    )  # fmt: skip


def offers(version, occasion):
    """The usual days of a Sunday in November."""
    usual = "in_1_weeks" if occasion == "incident" else "in_2_weeks"
    days = (
        ("in_1_weeks", "in a week", "2026-11-27"),
        ("in_2_weeks", "in 2 weeks", "2026-12-04"),
        ("half_term", "end of half-term", "2026-12-18"),
    )
    return tuple(
        ReviewOffer(code=code, label=label, why="Because.", day=day, usual=code == usual)
        for code, label, day in days
    )


def lists():
    """Two scales, one template."""
    return RiskLists(
        scales=(scale(), scale("three@1", "Three by three", 3)),
        offers=offers,
        templates=(template(),),
        settings=_choices(("toilets", "Toilets"), ("play", "Play and break")),
        times=_choices(("lessons", "Lessons"), ("break", "Break")),
        occasions=_choices(("planned", "Review as planned"), ("incident", "After an incident")),
        signers=_choices(("head", "Head teacher"), ("parent", "Parent or carer")),
        roles=_choices(("subject", "This happened to them"), ("alleged", "Said to have done it")),
        kinds=_choices(("risk_assessment", "Risk assessment"), ("safety_plan", "Safety plan")),
    )


def start(newest=None, **changes):
    """What the page of Amelia's plan begins with."""
    usual = {
        "pupil_id": "p-1",
        "name": "Amelia Hartley",
        "newest": newest,
        "concerns": (RiskConcern(id="c-1", words="3 Nov 2026: Ran out of the gate"),),
    }
    return RiskStart(**{**usual, **changes})


def version(number, **changes):
    """A version of a plan with two hazards; what changed by keyword."""
    hazards = (
        Hazard(
            hazard="Meets the other child alone", where="", likelihood=4, severity=4,
            control="Uses a named toilet", owner="Megan Price", key="h1", setting="toilets",
            times=("lessons", "break"), by_when="2026-11-20",
            more_controls=(Control(control="An adult waits outside", owner="Pat Lowe"),),
            likelihood_after=2, severity_after=4,
        ),
        Hazard(
            hazard="Is followed at break", where="Far field", likelihood=3, severity=3,
            control="Zones", owner="Pat Lowe", key="h2", setting="play", times=("break",),
        ),
    )  # fmt: skip
    usual = {
        "pupil_id": "p-1", "title": "Keeping safe", "hazards": hazards,
        "review_date": "2026-12-04", "scale": "five-by-five@1", "template": "between 1",
        "considered": (Considered(code="victim", text="Wants to sit with Kit."),),
        "facts": "Said on 3 November.", "supervision": "In hearing", "role": "subject",
    }  # fmt: skip
    return RiskAssessment(
        id="r-9", version=number, draft=RiskAssessmentDraft(**{**usual, **changes}),
        author="Ruth Okafor", recorded_at=f"2026-11-0{number}T10:00:00.000Z",
    )  # fmt: skip


def versions():
    """Three versions, the newest first: one hazard changed, one gone, one new; one agreement."""
    first = version(1)
    kept, gone = first.draft.hazards
    changed = Hazard.from_value({**kept.to_value(), "likelihood": 2, "control": "A toilet inside"})
    new = Hazard.from_value({**gone.to_value(), "key": "h3", "hazard": "Is messaged at night"})
    second = version(2, hazards=(changed, gone))
    third = version(3, hazards=(changed, new), supervision="In sight", review_date="2026-12-18")
    signed = RiskSigned(version=3, name="Dan Whitcombe", role="head", on="2026-11-03", text="Yes.")
    third = RiskAssessment(
        id="r-9", version=3, draft=third.draft, author=third.author,
        recorded_at=third.recorded_at, signed=(signed,),
    )  # fmt: skip
    return (third, second, first)


def ended():
    """The same, ended."""
    return tuple(
        RiskAssessment(
            id=each.id, version=each.version, draft=each.draft, author=each.author,
            recorded_at=each.recorded_at, signed=each.signed,
            ended=RiskEnded(
                on="2026-11-20", reason="Moved school", outcome="Plan passed on",
                author="Ruth Okafor",
            ),
        )
        for each in versions()
    )  # fmt: skip
