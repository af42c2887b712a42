"""Made-up care documents: a concern with everything decided, empty ones, body maps, assessments."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exports.body_map_parts import (
    HOW_TO_READ,
    comparison_parts,
    observation_list,
    observation_parts,
)
from exports.body_map_values import MarkLine, Observation
from exports.care_values import Words
from exports.concern_parts import concern_list, concern_parts
from exports.concern_values import (
    ActionLine,
    Arrival,
    ChildLine,
    ClosingLine,
    ConcernRecord,
    CorrectionLine,
    DecisionLine,
    FileLine,
    FollowUpLine,
    ReplyLine,
    WrittenConcern,
)
from exports.document import Document, Provenance
from exports.parts import EntryField, Fact, Heading, Note, Part
from exports.risk_parts import risk_facts, risk_parts, staff_extract_parts
from exports.risk_values import (
    ControlLine,
    HazardLine,
    RatingWords,
    RiskRecord,
    RiskVersion,
    Scale,
    ScaleBand,
    ScaleStep,
    StaffExtract,
)
from resources.body_maps.drawings import drawing, view_choices
from storage.records.body_map import BodyMap, Mark
from tests.fakes.chronology_documents import SCRIPTS

CHILD = "Mia Harper-Nowak"
_LEAD = "Siân Llŷr-Hughes"
_SEEN = (
    "During painting after lunch Mia rolled up her sleeves and I saw two small round bruises on the"
    " inside of her left forearm. She looked at the floor when I came to her table. She did not"
    " want me to tell her mum. She stayed close to me until home time and asked twice who would"
    " fetch her.\n\nHer aunt fetched her at 15:20, which is not usual on a Friday."
)


def care_samples(
    provenance: Callable[..., Provenance],
) -> dict[str, Callable[[], Document]]:
    """Return what makes each sample; ``provenance`` gives one, with changes by name."""

    def document(kind: str, title: str, parts: tuple[Part, ...], **changes: Any) -> Document:
        values: dict[str, Any] = {
            "kind": kind,
            "title": title,
            "subtitle": CHILD,
            "reference": "c-8h2kq4m7rtx1",
            "facts": _FACTS,
            "parts": parts,
            "provenance": provenance(),
        }
        return Document(**{**values, **changes})

    return {
        "concern": lambda: document("concern_record", "Concern record", concern_parts(concern())),
        "concern-empty": lambda: document(
            "concern_record", "Concern record", concern_parts(empty_concern())
        ),
        "concerns": lambda: document("concern_record", "Concern records", _several()),
        "concern-edited": lambda: document(
            "concern_record",
            "Concern record",
            concern_parts(concern(), edited=True),
            provenance=provenance(edited=True),
        ),
        "body-maps": lambda: document("body_map", "Body maps", _maps(_usual_maps())),
        "body-maps-odd": lambda: document("body_map", "Body maps", _maps(_odd_maps())),
        "risk-assessment": lambda: document(
            "risk_assessment", "Risk assessment", risk_parts(risk()), facts=risk_facts(risk())
        ),
        "risk-staff-extract": lambda: document(
            "risk_staff_extract", "What the class team does", staff_extract_parts(extract())
        ),
    }


_FACTS = (
    Fact(label="Date of birth", text="4 March 2015", name="date_of_birth"),
    Fact(label="UPN", text="", always=True, name="upn"),
    Fact(label="Year and class", text="Year 4, Otters"),
    Fact(label="Concern", text="c-8h2kq4m7rtx1"),
)


def _said(text: str, name: str, entry: int = 41) -> Words:
    return Words(text=text, source=EntryField(entry=entry, name=name))


def concern() -> ConcernRecord:
    """Return a concern with one of everything, long and short."""
    return ConcernRecord(
        reference="c-8h2kq4m7rtx1",
        day="20 November 2026",
        status="closed",
        written=_written(),
        follows="Added by its writer to concern c-2m4kq4m7rtx9",
        decisions=(
            _decision(),
            replace(_decision(), at="24 November 2026 at 08:50", by="Dan Ó Sé"),
        ),
        actions=(
            ActionLine(
                what=_said("Ring the front door and send the form within 24 hours", "what", 43),
                owner=Words(text=_LEAD),
                due="20 Nov 2026",
                set_by=_LEAD,
                set_at="20 November 2026 at 14:10",
                done=f"20 November 2026 at 14:32, {_LEAD}",
                outcome=_said("Taken by Ms Osei, reference 55-0192", "outcome", 47),
            ),
            ActionLine(
                what=_said("Look out for her at the gate for two weeks", "what", 44),
                owner=_said("Megan Price", "owner", 44),
                set_by=_LEAD,
                set_at="20 November 2026 at 14:10",
            ),
        ),
        replies=(
            ReplyLine(
                at="20 November 2026 at 14:12",
                by=_LEAD,
                text=_said("Thank you. I have it and am acting on it now.", "text", 45),
            ),
        ),
        corrections=(
            CorrectionLine(
                at="23 November 2026 at 09:01",
                by=_LEAD,
                about="What happened",
                was=_said(_SEEN, "what_happened"),
                now=_said("Three bruises, not two.", "correction", 49),
                reason=_said("The writer had counted again.", "reason", 49),
            ),
        ),
        closings=(
            ClosingLine(
                at="12 December 2026 at 11:00",
                by=_LEAD,
                outcome=Words(text="Child protection inquiry (section 47)"),
                reason=_said("Social care leads; the school is in the core group.", "reason", 60),
            ),
        ),
        follow_ups=(
            FollowUpLine(
                reference="c-9zzkq4m7rt01",
                written="24 November 2026 at 12:15",
                writer="Megan Price",
            ),
        ),
    )


def _written() -> WrittenConcern:
    return WrittenConcern(
        children=(
            ChildLine(name=CHILD, part="This happened to them"),
            *(ChildLine(name=name, part="Saw or heard it") for name in SCRIPTS[5:9]),
        ),
        writer="Megan Price",
        writer_role="Teacher",
        written="20 November 2026 at 13:25",
        happened="About 20 November 2026 at 13:15",
        happened_note="as told: “after lunch”",
        place=_said("Willow class, art table", "place"),
        place_kind="Classroom",
        source="I saw it",
        who_else=_said("Miss Lowe, teaching assistant", "who_else"),
        what_happened=_said(_SEEN, "what_happened"),
        child_words=_said(
            "“Daz grabbed me cos I spilt the milk. He does it when mum’s at work.”", "child_words"
        ),
        opinion=_said("I think she is afraid of somebody at home.", "opinion"),
        did_at_once=_said("I asked “Tell me about your arm” once, and listened.", "did_at_once"),
        told_lead="Yes",
        told_whom=_said(_LEAD, "told_whom"),
        body_maps=("Body map 1 of this concern, with 3 marks.",),
        files=(FileLine(name="drawing & note.jpg", kind="image/jpeg", size="48 kB"),),
        arrival=Arrival(
            computer="Staff room PC",
            signed="Signed with the key that the PIN of Megan Price opens.",
            receipt="117",
            received="20 November 2026 at 13:41",
            first_read=f"20 November 2026 at 13:44, {_LEAD}",
            doubts=("A concern before this one, from the same computer, has not come.",),
        ),
    )


def _decision() -> DecisionLine:
    return DecisionLine(
        at="20 November 2026 at 14:10",
        by=_LEAD,
        category="Physical abuse: Injury seen",
        level="Child protection (section 47)",
        response="Statutory referral",
        decision=_said("Refer today; do not speak to the family first.", "decision", 42),
        reason=_said(
            "Marks in a place that is seldom hurt by chance, and her own account.", "reason", 42
        ),
        parents_informed="No, with a reason",
        lists="categories 2025-09",
    )


def empty_concern() -> ConcernRecord:
    """Return a concern in which next to nothing was filled in, and nothing decided."""
    return ConcernRecord(
        reference="c-0000000000e0",
        day="21 November 2026",
        status="waiting",
        written=WrittenConcern(
            unlisted_child=_said("The boy in the red coat from the club", "unlisted_pupil", 51),
            writer="Sam (name typed)",
            written="21 November 2026 at 10:02",
            happened="Not known",
            what_happened=_said("He cried.", "what_happened", 51),
            told_lead="No",
            arrival=Arrival(
                computer="Staff room PC",
                signed="The name was typed at a shared computer (Staff room PC), and that"
                " computer’s key signed it. Who typed it is not proved.",
                receipt="118",
                received="21 November 2026 at 10:20",
            ),
        ),
    )


def _several() -> tuple[Part, ...]:
    records = (concern(), empty_concern())
    anchors = ("concern-1", "concern-2")
    return (
        Heading(text="The concerns"),
        concern_list(records, anchors=anchors),
        *(
            part
            for record, anchor in zip(records, anchors, strict=True)
            for part in concern_parts(record, headed=True, anchor=anchor, new_page=True)
        ),
    )


def _mark(number: int, view: str, region: str, **changes: Any) -> Mark:
    art = drawing(view)
    place = art.region(region)
    x, y = art.thousandths(*place.centre)
    values: dict[str, Any] = {
        "number": number, "view": view, "x": x, "y": y, "region": place.name, "site": place.site,
        "kind": "bruise", "size": "about 2 cm", "colour": "purple", "shape": "round",
        "broken_skin": "no", "swelling": "yes", "said": "That’s where he held me, to Ms Price",
    }  # fmt: skip
    return Mark(**{**values, **changes})


def observation(number: int, marks: tuple[Mark, ...], **changes: Any) -> Observation:
    """Return what Ms Price saw on a day of November."""
    day = f"{19 + number} November 2026"
    values: dict[str, Any] = {
        "number": number,
        "concern": f"c-8h2kq4m7rtx{number}",
        "day": day,
        "happened": f"{day}, between 13:00 and 13:30 (as told: “after lunch”)",
        "written": f"{day} at 13:25",
        "observer": "Megan Price",
        "observer_role": "Teacher",
        "signed": "Signed with the key that the PIN of Megan Price opens.",
        "how_seen": _said("Sleeves rolled up for painting", "body_maps.0.seen"),
        "who_present": _said("Miss Lowe", "body_maps.0.who_present"),
        "body_map": BodyMap(marks=marks),
        "marks": tuple(_line(place, mark) for place, mark in enumerate(marks)),
    }
    return Observation(**{**values, **changes})


def _line(place: int, mark: Mark) -> MarkLine:
    said = {
        name: _said(getattr(mark, name), f"body_maps.0.marks.{place}.{name}")
        for name in ("kind", "size", "colour", "shape", "broken_skin", "swelling", "pain", "said")
        if getattr(mark, name)
    }
    return MarkLine(
        number=mark.number,
        place=_said(mark.region, f"body_maps.0.marks.{place}.region"),
        measured=mark.measured,
        note=_said(mark.note, f"body_maps.0.marks.{place}.note") if mark.note else Words(),
        **said,
    )


def _usual_maps() -> tuple[Observation, ...]:
    front, back = "child-front@1", "child-back@1"
    first = (
        _mark(1, front, "left-forearm-front"),
        _mark(2, front, "left-forearm-front", size="13 mm", measured=True, said="", y=430),
        _mark(3, back, "left-calf", colour="more than one colour", note="warm to the touch"),
    )
    second = (
        _mark(1, front, "left-forearm-front", colour="yellow", said=""),
        _mark(2, "hand-left-back@1", drawing("hand-left-back@1").regions[3].id, kind="graze"),
    )
    third = (_mark(1, front, "right-knee", kind="graze", swelling="no"),)
    return (
        observation(1, first),
        observation(2, second, whose="The concern names more than one child: read it with this."),
        observation(3, third, observer_role="", first_aid=Words(text="Washed with water")),
    )


def _odd_maps() -> tuple[Observation, ...]:
    front = "child-front@1"
    regions = [region.id for region in drawing(front).regions if not region.words_only]
    forty = tuple(_mark(n, front, regions[n % len(regions)]) for n in range(1, 41))
    every = tuple(
        _mark(n, choice.id, drawing(choice.id).regions[0].id)
        for n, choice in enumerate(view_choices(), start=1)
    )
    later = replace(_mark(1, front, "right-knee"), view="child-front@9")
    return (
        observation(1, forty),
        observation(2, every),
        observation(3, (later, _mark(2, front, "right-knee", said=SCRIPTS[8] * 12))),
        observation(4, ()),
        observation(5, (), withheld="[Withheld] The drawing and its key are left out."),
    )


def _maps(observations: tuple[Observation, ...]) -> tuple[Part, ...]:
    return (
        Heading(text="What is in this document"),
        observation_list(observations),
        Note(heading="How to read a body map", text=HOW_TO_READ),
        *(part for each in observations for part in observation_parts(each)),
        *comparison_parts(observations),
    )


_SCALE = Scale(
    name="Risk scale, five by five, edition 2026-11",
    likelihoods=tuple(
        ScaleStep(value=value, label=label)
        for value, label in enumerate(
            ("Very unlikely", "Unlikely", "Possible", "Likely", "Very likely"), start=1
        )
    ),
    severities=tuple(
        ScaleStep(value=value, label=label)
        for value, label in enumerate(("Slight", "Minor", "Moderate", "Major", "Severe"), start=1)
    ),
    bands=(
        ScaleBand(label="Low", asks="Keep doing what is done.", lowest=1, highest=4),
        ScaleBand(label="Medium", asks="Do more where it is reasonable.", lowest=5, highest=9),
        ScaleBand(label="High", asks="Act now; the head knows of it.", lowest=10, highest=16),
        ScaleBand(label="Very high", asks="Do not go on.", lowest=17, highest=25),
    ),
)


def _rating(likelihood: int, severity: int) -> RatingWords:
    score = likelihood * severity
    return RatingWords(
        likelihood=likelihood,
        severity=severity,
        likely=_SCALE.likelihoods[likelihood - 1].label,
        bad=_SCALE.severities[severity - 1].label,
        score=score,
        band=_SCALE.band(score),
    )


_HAZARDS = (
    ("Is hurt again by the older child", "Playground", "An adult within sight of both", (4, 3)),
    (
        "Is upset by talk of what happened",
        "Classroom",
        "Quiet corner; Ms Price sits with her",
        (3, 2),
    ),
    (
        "Is fetched by somebody who must not",
        "Gate",
        "Handed over in person, to mother only",
        (2, 5),
    ),
    ("Is followed home", "On the way home", "Leaves by the north gate ten minutes early", (2, 4)),
    ("Meets him alone", "Corridors and toilets", "Never sent alone; Miss Lowe goes along", (3, 4)),
    ("Unkind messages", "Online", "No telephone in school; mother checks at home", (3, 3)),
)


def _version(number: int, hazards: int, **changes: Any) -> RiskVersion:
    values: dict[str, Any] = {
        "number": number,
        "saved": f"{2 * number} November 2026 at 15:30",
        "by": _LEAD,
        "title": _said("Keeping Mia safe in school after the incident of 20 October", "title"),
        "hazards": tuple(
            HazardLine(
                hazard=_said(hazard, f"hazards.{place}.hazard"),
                where=_said(where, f"hazards.{place}.where"),
                now=_rating(*rating),
                control=_said(control, f"hazards.{place}.control"),
                owner=Words(text="Megan Price"),
                after=_rating(1, rating[1]) if place != 2 else RatingWords(),
            )
            for place, (hazard, where, control, rating) in enumerate(_HAZARDS[:hazards])
        ),
        "child_view": _said(
            "“I want to play with Kit and not be watched all the time.”", "child_view"
        ),
        "review": f"{10 + number} December 2026",
    }
    return RiskVersion(**{**values, **changes})


def risk() -> RiskRecord:
    """Return an assessment of three versions."""
    versions = (
        _version(3, 6, parent_view=_said("Mother agrees with all of it.", "parent_view")),
        _version(2, 5),
        _version(1, 3),
    )
    return RiskRecord(
        reference="r-5kd02mq8rtx4",
        version=versions[0],
        latest=3,
        versions=versions,
        scale=_SCALE,
        scale_name="risk_scale 2026-11",
    )


def extract() -> StaffExtract:
    """Return what the class team may hold of it."""
    return StaffExtract(
        child=CHILD,
        class_name="Otters",
        reference="r-5kd02mq8rtx4",
        version=3,
        saved="6 November 2026 at 15:30",
        controls=tuple(
            ControlLine(where=where, control=control, owner="Megan Price")
            for _, where, control, _ in _HAZARDS
        ),
        review="13 December 2026",
        tell=(f"{_LEAD}, DSL", "Dan Ó Sé, Deputy DSL"),
        return_by="13 December 2026",
        rules=(
            "Keep it where no child, parent or visitor can read it.",
            "Give it back to the person named above, or shred it, when a newer page comes.",
        ),
    )
