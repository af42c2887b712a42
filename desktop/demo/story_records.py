"""The story's middle: a concern on its way, what the lead decides, what the file gains."""

from datetime import timedelta
from typing import Any

import resources
from desktop.demo.marks import read_mark
from desktop.demo.steps import Step, expect
from desktop.demo.story_world import World
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import Decision, NewAction, decide, open_concern
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.lead.volumes import attach_volume
from desktop.usecases.restricted.letter_file import open_restricted_letter
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import deliver, my_receipts
from storage.intake import vocabularies
from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft, LinkedPupil
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

CHILD = ("Merriweather", "Tabitha")


def record_steps(world: World) -> tuple[Step, ...]:
    """Return the steps, to be done in this order."""
    return (
        Step(title="A teacher logs a concern", work=lambda: _post(world)),
        Step(title="The lead collects", work=lambda: _collect(world)),
        Step(title="Triage", work=lambda: _triage(world)),
        Step(title="The reply reaches its reader", work=lambda: _reply(world)),
        Step(title="A letter about an adult", work=lambda: _post_about_adult(world)),
        Step(title="A damaged letter", work=lambda: _damaged(world)),
        Step(title="New entries without a concern", work=lambda: _entries(world)),
        Step(title="A risk assessment", work=lambda: _risk(world)),
        Step(title="The paper chronology", work=lambda: _history(world)),
        Step(title="Paper volume 1", work=lambda: _volume(world)),
    )


def _post(world: World) -> str:
    world.clock.advance(days=1, hours=5)
    words: dict[str, Any] = dict(world.words["concern"])
    maps = words.pop("body_map")
    local = world.clock().astimezone(SCHOOL_ZONE) - timedelta(minutes=35)
    draft = ConcernDraft(
        pupils=(
            LinkedPupil(id=world.pupil(*CHILD), role="subject"),
            LinkedPupil(id=world.pupil("Merriweather", "Kit"), role="sibling"),
            LinkedPupil(id=world.pupil("O'BRIEN", "ORLAITH"), role="witness"),
        ),
        happened=When.about(local, minutes=15),
        told_dsl="yes",
        body_maps=(
            BodyMap(
                marks=tuple(
                    read_mark(mark, number=number)
                    for number, mark in enumerate(maps["marks"], start=1)
                ),
                seen=maps["seen"],
                who_present=maps["who_present"],
                first_aid=maps["first_aid"],
            ),
        ),
        **words,
    )
    sent = log_concern(world.station(), draft=draft, author=world.authors["megan"])
    data = b"".join(path.read_bytes() for path in world.letterbox.rglob("*") if path.is_file())
    expect(b"Daz" not in data and b"Tabitha" not in data, "the letterbox can be read")
    return f"receipt number {sent.number}; body map with 3 marks; sealed before it met the disk"


def _post_about_adult(world: World) -> str:
    world.clock.advance(hours=2)
    words = world.words["adult_letter"]
    draft = ConcernDraft(
        pupils=(),
        happened=When.at_minute(world.clock().astimezone(SCHOOL_ZONE) - timedelta(minutes=35)),
        told_dsl="no",
        about_adult=True,
        source="saw",
        **words,
    )
    sent = log_concern(world.station(), draft=draft, author=world.authors["pat"])
    expect(sent.spare_key, "it was sealed to somebody it should not be")
    done = collect_letterbox(world.casebook)
    expect(done.passed_by == 1 and not done.concerns, "a lead could open it")
    assert world.secrets is not None
    opened = open_restricted_letter(
        world.casebook.spool.read_slip(world.casebook.spool.pending()[0]),
        code=world.secrets.spare_code,
        letterbox=world.letterbox,
    )
    expect(opened.signature_ok, "the head cannot read it")
    return f"receipt number {sent.number}; it passed the leads by and opens with the head's code"


def _collect(world: World) -> str:
    world.clock.advance(minutes=4)
    done = collect_letterbox(world.casebook)
    expect(len(done.concerns) == 1, "not the letter that was sent")
    world.concern = done.concerns[0]
    concern = open_concern(world.casebook, concern_id=world.concern)
    expect(concern.signature == "own key" and not concern.checks, "the signature is in doubt")
    return "1 concern, signed by its writer's own key; the original stays as it was written"


def _damaged(world: World) -> str:
    spool = world.casebook.spool
    good = spool.read_slip(spool.pending()[0])
    spool.drop_slip(good[:-40] + bytes(40), name=world.random_bytes(16).hex())
    done = collect_letterbox(world.casebook)
    expect(len(done.kept) == 1, "it was not kept")
    return "kept apart and named, nothing dropped, the rest of the letterbox unhurt"


def _triage(world: World) -> str:
    world.clock.advance(minutes=12)
    words: dict[str, Any] = dict(world.words["decision"])
    today = world.clock().astimezone(SCHOOL_ZONE).date()
    owners = {"lead": world.casebook.person.id}
    actions = tuple(
        NewAction(
            what=action["what"],
            owner=owners.get(action["owner"], action["owner"]),
            due=(today + timedelta(days=action["days"])).isoformat(),
        )
        for action in words.pop("actions")
    )
    done = decide(
        world.casebook,
        decision=Decision(concern=world.concern, actions=actions, significant=True, **words),
    )
    return f"referral, with the reason; {len(done.actions)} actions; a reply to the teacher"


def _reply(world: World) -> str:
    world.clock.advance(minutes=10)
    station = world.station()
    deliver(station)
    rows = my_receipts(station, author=world.authors["megan"])
    expect(any(row.reply for row in rows), "no reply came")
    others = my_receipts(station, author=world.authors["pat"])
    expect(not any(row.reply for row in others), "somebody else can read it")
    return "at the workstation, with Megan's PIN and nobody else's"


def _entries(world: World) -> str:
    world.clock.advance(minutes=30)
    words: dict[str, Any] = dict(world.words["entry"])
    more = words.pop("more")
    for number, fields in enumerate((words, *more)):
        world.clock.advance(hours=16 if number else 0)
        add_entry(
            world.casebook,
            entry=NewEntry(
                pupils=(LinkedPupil(id=world.pupil(*CHILD), role="subject"),),
                happened=When.at_minute(world.clock().astimezone(SCHOOL_ZONE)),
                significant=fields["kind"] == "police_notice",
                **fields,
            ),
        )
    return f"{1 + len(more)}: a police notice and a good day"


def _risk(world: World) -> str:
    world.clock.advance(minutes=20)
    words: dict[str, Any] = dict(world.words["risk"])
    hazards = tuple(Hazard(**hazard) for hazard in words.pop("hazards"))
    review = world.clock().astimezone(SCHOOL_ZONE).date() + timedelta(days=14)
    save_risk_assessment(
        world.casebook,
        draft=RiskAssessmentDraft(
            pupil_id=world.pupil(*CHILD),
            hazards=hazards,
            review_date=review.isoformat(),
            scale=vocabularies.load("risk_scale").reference,
            **words,
        ),
    )
    return f"{len(hazards)} hazards, to be looked at again on {review.isoformat()}"


def _history(world: World) -> str:
    world.clock.advance(minutes=15)
    preview = preview_history(resources.read_bytes("demo", "paper_chronology.csv"), mapping={})
    ids = take_history(world.casebook, preview=preview, pupil_id=world.pupil(*CHILD))
    undated = sum(1 for row in preview.file.rows if not row.happened.dated)
    return (
        f"{len(ids)} rows, marked as transcribed; {undated} undated; two dates for one event kept"
    )


def _volume(world: World) -> str:
    world.clock.advance(minutes=5)
    words = world.words["volume"]
    attach_volume(
        world.casebook,
        pupil_id=world.pupil(*CHILD),
        title=words["title"],
        volume=1,
        original_lies=words["original_lies"],
        name="paper volume 1.pdf",
        content=resources.read_bytes("demo", "paper_volume.pdf"),
    )
    return f"scanned and attached; the original lies in: {words['original_lies']}"
