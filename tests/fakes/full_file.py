"""A child whose file holds one of everything: concern, body map, decision, actions, calls, a copied
row, a paper volume, a risk assessment in two versions, a correction, stored files.
"""

from dataclasses import dataclass

from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import actions, chronology, pupils
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import Attachment, LinkedPupil
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, decision

JPEG = b"\xff\xd8\xff\xe0" + b"a picture of no child" * 90
SCAN = b"%PDF-1.4\n% a scanned volume\n" + b"page " * 400 + b"\n%%EOF\n"
PAPER = (
    "Date,Event,Source,Action,Reference\n"
    "12/03/2021,Came to school without a coat,Class teacher,Spoke to mother,Binder p. 3\n"
    "summer term 2020,Nana said he was hungry,Nana,,Binder p. 1\n"
)
MARK = Mark(
    number=1,
    view="child-front@1",
    x=420,
    y=380,
    region="left-forearm",
    site="Left forearm (front)",
    kind="bruise",
    size="about 2 cm",
)
OTHER_UPN = "L999100121002"


@dataclass(frozen=True)
class FullFile:
    """The ids of what is in the file; ``other`` is a child who is linked to the concern."""

    pupil: str
    other: str
    concern: str
    call: str
    positive: str
    volume: str
    risk: str


def fill_file(school: SmallSchool, casebook: OpenCasebook) -> FullFile:
    """Give the first child of the roll a file with one of everything."""
    pupil = school.first_pupil
    (other,) = pupils.find_by_upn(casebook.connection, OTHER_UPN)
    concern = _concern(school, casebook, other=other.id)
    call = _entry(
        casebook,
        pupil,
        kind="contact_parent",
        text="Mother says that she is worried too and wants help.",
        contact="Mother, by telephone",
        decision="Offer early help",
        reason="She asked for it",
        outcome="Accepted",
    )
    positive = _entry(casebook, pupil, kind="positive", text="Proud of the reading prize.")
    _entry(casebook, pupil, kind="child_view", text="Wants to see nana on Sundays.")
    _entry(
        casebook,
        pupil,
        kind="document",
        text="Letter from the school nurse.",
        files=(("Letter ünder review.txt", b"Dear Ruth, all is well."),),
    )
    set_significant(casebook, target=call, significant=True)
    take_history(casebook, preview=preview_history(PAPER.encode(), mapping={}), pupil_id=pupil)
    volume = attach_volume(
        casebook,
        pupil_id=pupil,
        title="Green binder",
        volume=1,
        original_lies="Safe in the head’s office",
        name="binder.pdf",
        content=SCAN,
    )
    amend(
        casebook,
        target=concern,
        field="text",
        correction="It was the right forearm.",
        reason="Looked at the body map again",
    )
    return FullFile(
        pupil=pupil,
        other=other.id,
        concern=concern,
        call=call,
        positive=positive,
        volume=volume,
        risk=_risk(casebook, pupil),
    )


def _concern(school: SmallSchool, casebook: OpenCasebook, *, other: str) -> str:
    school.send(
        what_happened="A bruise on the left forearm, seen at PE.",
        child_words="I fell off the wall.",
        opinion="I think that this fits.",
        place="Hall",
        did_at_once="Told Ruth at once.",
        pupils=(
            LinkedPupil(id=school.first_pupil, role="subject"),
            LinkedPupil(id=other, role="witness"),
        ),
        body_maps=(BodyMap(marks=(MARK,), seen="Sleeves rolled up for PE"),),
        attachments=(Attachment(name="drawing.jpg", media_type="image/jpeg", content=JPEG),),
    )
    (concern,) = collect_letterbox(casebook).concerns
    decide(casebook, decision=decision(concern, parents_informed="yes"))
    set_significant(casebook, target=concern, significant=True)
    (task,) = actions.of_concern(casebook.connection, concern)
    complete_action(casebook, action_id=task.id, outcome="Seen, and cheerful.")
    return concern


def _entry(casebook: OpenCasebook, pupil: str, **changes) -> str:
    day = When(earliest="2026-11-19", latest="2026-11-19", precision="day", as_told="")
    usual = {
        "kind": "call",
        "pupils": (LinkedPupil(id=pupil, role="subject"),),
        "happened": day,
        "text": "Rang.",
    }
    return add_entry(casebook, entry=NewEntry(**{**usual, **changes}))


def _risk(casebook: OpenCasebook, pupil: str) -> str:
    hazard = Hazard(
        hazard="Climbs the wall",
        where="Playground",
        likelihood=3,
        severity=2,
        control="An adult stays near",
        owner="Megan Price",
    )
    draft = RiskAssessmentDraft(
        pupil_id=pupil,
        title="Playtimes",
        hazards=(hazard,),
        review_date="2026-12-18",
        scale="five-by-five@1",
        child_view="I like climbing.",
    )
    first = save_risk_assessment(casebook, draft=draft)
    again = RiskAssessmentDraft(
        pupil_id=pupil,
        title="Playtimes",
        hazards=(hazard,),
        review_date="2027-01-22",
        scale="five-by-five@1",
        supersedes=first,
    )
    save_risk_assessment(casebook, draft=again)
    assert chronology.of_pupil(casebook.connection, pupil)
    return first
