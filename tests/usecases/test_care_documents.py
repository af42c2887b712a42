"""Concern records, body maps and risk assessments of a real casebook: everything of the record, in
its own words with their places, and nothing of what is withheld.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import (
    close_concern,
    decide,
    open_concern,
    reopen_concern,
)
from desktop.usecases.lead.documents import body_map, concern_record, risk_assessment
from desktop.usecases.lead.documents.request import Contents, DocumentRequest, Withholding
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import guest_author
from exports.parts import (
    EntryField,
    FactList,
    Grid,
    Heading,
    Note,
    Paragraph,
    Part,
    Pictures,
    Quote,
    SideBySide,
)
from storage.database.repositories import actions, ledger_rows, pupils
from storage.intake import vocabularies
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.redaction import WITHHELD, Redactor
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, decision

CHILD_WORDS = "“Daz did it, cos I spilt the milk.”"
OPINION = "She seemed afraid of going home."
ACCOUNT = (
    "Two small round bruises.\n\nShe asked twice who would fetch her; Étienne Brûlé was there."
)


def mark(number: int, view: str = "child-front@1", **changes) -> Mark:
    """A bruise on the left forearm."""
    usual = {
        "number": number, "view": view, "x": 300 + 20 * number, "y": 400,
        "region": "Left forearm (front)", "site": "forearm", "kind": "bruise",
        "size": "about 2 cm", "colour": "purple", "shape": "round", "broken_skin": "no",
        "said": "That’s where he held me",
    }  # fmt: skip
    return Mark(**{**usual, **changes})


MAP = BodyMap(
    marks=(mark(1), mark(2, measured=True, size="13 mm", pain="yes"), mark(3, "child-back@1")),
    seen="Sleeves rolled up for painting",
    who_present="Miss Lowe",
    first_aid="None needed",
)
LATER_MAP = BodyMap(marks=(mark(1, note="paler than the skin"),), seen="PE")
UNKNOWN_MAP = BodyMap(marks=(mark(1, "child-front@9"),))


def risk(pupil_id: str, **changes) -> RiskAssessmentDraft:
    """Two hazards on the playground."""
    usual = {
        "pupil_id": pupil_id,
        "title": "Play after the incident of March",
        "hazards": (
            Hazard(
                hazard="Is hurt again by an older child", where="Playground", likelihood=4,
                severity=3, control="An adult stands by the wall", owner="Megan Price",
                likelihood_after=2, severity_after=3,
            ),
            Hazard(
                hazard="Runs off", where="Gate", likelihood=2, severity=5,
                control="Handed over in person", owner="Tom Hill",
            ),
        ),
        "review_date": "2026-12-10",
        "scale": vocabularies.load("risk_scale").reference,
        "child_view": "I want to stay with Kit.",
    }  # fmt: skip
    return RiskAssessmentDraft(**{**usual, **changes})


@dataclass(frozen=True)
class Made:
    """A school with one of everything, open; and what the records are called."""

    casebook: OpenCasebook
    pupil: str
    other: str
    concern: str
    later: str
    risk: str


@pytest.fixture(scope="module")
def made(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """One concern with everything decided, one with a later body map, one assessment of three
    versions; nobody writes to it.
    """
    school = school_template.copy_to(tmp_path_factory.mktemp("care") / "school", seed="care")
    with school.signed_in() as casebook:
        yield _furnish(school, casebook)
    school.close()


def _furnish(school: SmallSchool, casebook: OpenCasebook) -> Made:
    first, other = pupils.ids(casebook.connection)[:2]
    sent = school.send(
        pupils=(
            LinkedPupil(id=first, role="subject"),
            LinkedPupil(id=other, role="alleged"),
        ),
        what_happened=ACCOUNT,
        child_words=CHILD_WORDS,
        opinion=OPINION,
        place="Art table",
        place_kind="classroom",
        source="saw",
        who_else="Étienne Brûlé",
        did_at_once="I asked “What happened?” once.",
        told_dsl="yes",
        told_whom="Ruth Okafor",
        body_maps=(MAP,),
    )
    (concern_id,) = collect_letterbox(casebook).concerns
    open_concern(casebook, concern_id=concern_id)
    decide(casebook, decision=decision(concern_id, parents_informed="no", summary="Bruises seen"))
    decide(
        casebook,
        decision=decision(
            concern_id, category="injury", level="child_protection", response="referral",
            decision="Referred", reason="The marks do not fit the account", actions=(), reply="",
            parents_informed="yes",
        ),
    )  # fmt: skip
    (task,) = actions.of_concern(casebook.connection, concern_id)
    complete_action(casebook, action_id=task.id, outcome="Seen, and well")
    close_concern(casebook, concern_id=concern_id, outcome="resolved", reason="Plan in place")
    reopen_concern(casebook, concern_id=concern_id, reason="A new mark")
    amend(
        casebook, target=concern_id, field="text", correction="Three bruises",
        reason="Miscounted",
    )  # fmt: skip
    amend(
        casebook, target=concern_id, field="text", correction="Four bruises", reason="Again",
    )  # fmt: skip
    amend(
        casebook, target=concern_id, field="happened", correction="It was Thursday",
        reason="The register says so", happened=When.unknown(as_told="Thursday"),
    )  # fmt: skip
    school.clock.advance(days=3)
    school.send(
        pupils=(LinkedPupil(id=first, role="subject"),),
        body_maps=(LATER_MAP,),
        follow_up_to=str(sent.number),
    )
    (later,) = collect_letterbox(casebook).concerns
    risk_id = save_risk_assessment(casebook, draft=risk(first))
    hazards = risk(first).hazards
    save_risk_assessment(
        casebook,
        draft=risk(
            first,
            supersedes=risk_id,
            hazards=(
                Hazard(**{**hazards[0].to_value(), "likelihood": 2}),
                Hazard(
                    hazard="Reads unkind messages", where="Online", likelihood=3, severity=3,
                    control="No telephone in school", owner="Megan Price",
                ),
            ),
        ),
    )  # fmt: skip
    save_risk_assessment(
        casebook, draft=risk(first, supersedes=risk_id, hazards=hazards, review_date="2027-01-12")
    )
    return Made(
        casebook=casebook,
        pupil=first,
        other=other,
        concern=concern_id,
        later=later,
        risk=risk_id,
    )


def build(made: Made, kind: str, *, redactor: Redactor | None = None, **changes) -> Contents:
    """One document of a kind."""
    builders = {
        "concern_record": concern_record.build,
        "body_map": body_map.build,
        "risk_assessment": risk_assessment.build,
        "risk_staff_extract": risk_assessment.build_extract,
    }
    usual = {"kind": kind, "pupil_id": made.pupil, "purpose": "Conference", "recipient": "Council"}
    request = DocumentRequest(**{**usual, **changes})
    return builders[kind](made.casebook, request, redactor or Redactor())


def texts(value: Any) -> Iterator[str]:
    """Every text of some parts, alternatives and captions included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def sourced(value: Any) -> Iterator[tuple[EntryField, str]]:
    """Every text that says where it stands in the record."""
    if isinstance(value, tuple):
        for item in value:
            yield from sourced(item)
    elif is_dataclass(value):
        if isinstance(getattr(value, "source", None), EntryField):
            yield value.source, value.text
        for each in fields(value):
            yield from sourced(getattr(value, each.name))


def in_record(casebook: OpenCasebook, place: EntryField) -> Any:
    """What the entry itself says there."""
    row = ledger_rows.row(casebook.connection, casebook.ledger, place.entry)
    name, *path = place.name.split(".")
    value = row.fields[name][0]
    for step in path:
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def everything(contents: Contents) -> str:
    """All that a document says, in one text."""
    return "\n".join((*texts(contents.facts), *texts(contents.parts), contents.subtitle))


def figures(parts: Iterable[Part]) -> Iterator[Pictures]:
    """The pictures, beside something or not."""
    for part in parts:
        if isinstance(part, Pictures):
            yield part
        elif isinstance(part, SideBySide):
            yield from figures((*part.left, *part.right))


def section(parts: Iterable[Part], heading: str) -> list[Part]:
    """The parts under a heading."""
    found, inside = [], False
    for part in parts:
        if isinstance(part, Heading):
            inside = part.text.startswith(heading)
        elif inside:
            found.append(part)
    return found


@pytest.mark.parametrize("kind", ["concern_record", "body_map", "risk_assessment"])
def test_every_text_with_a_place_is_what_the_entry_says(made: Made, kind: str) -> None:
    """What is printed as the record's own words is word for word in the signed entry."""
    records = {"concern_record": (made.concern, made.later), "risk_assessment": (made.risk,)}
    contents = build(made, kind, records=records.get(kind, ()))
    found = list(sourced(contents.parts))
    assert len(found) > 8
    for place, text in found:
        assert in_record(made.casebook, place) == text, place
    assert {place.entry for place, _ in found} <= set(contents.entries)


def test_a_concern_is_told_whole(made: Made) -> None:
    """Nothing of what was written, decided and done is left out, and nobody's words are changed."""
    said = everything(build(made, "concern_record", records=(made.concern,)))
    for words in (
        *(ACCOUNT, CHILD_WORDS, OPINION, "Art table", "Classroom", "I saw it", "Étienne Brûlé"),
        *("I asked “What happened?” once.", "Ruth Okafor", "Megan Price", "as told: “Friday”"),
        *("20 November 2026, time of day not known", "This happened to them"),
        *("Said to have done it", "Body map 1 of this concern, with 3 marks.", "Staff room"),
        *("Signed with the key that the PIN of Megan Price opens.", "Speak to mother"),
        *("The account fits the mark", "Physical abuse: Injury seen", "Statutory referral"),
        *("Child protection (section 47)", "No, with a reason", "Check in on Monday"),
        *("25 November 2026", "Seen, and well", "Thank you, I have it.", "Resolved"),
        *("Plan in place", "A new mark", "Opened again", "Miscounted", made.later),
    ):
        assert words in said, words


def test_a_correction_stands_beside_what_it_corrects(made: Made) -> None:
    """The second correction of a box corrects the first; the words as written stay above."""
    contents = build(made, "concern_record", records=(made.concern,))
    lists = section(contents.parts, "Corrections")
    assert [[fact.text for fact in each.facts[:4]] for each in lists] == [
        ["What happened", ACCOUNT, "Three bruises", "Miscounted"],
        ["What happened", "Three bruises", "Four bruises", "Again"],
        [
            "When it happened", "20 November 2026, time of day not known", "It was Thursday",
            "Not known",
        ],
    ]  # fmt: skip
    (account,) = section(contents.parts, "What happened")
    assert account.text == ACCOUNT


def test_part_a_keeps_the_children_as_the_writer_named_them(
    open_school: tuple[SmallSchool, OpenCasebook],
) -> None:
    """A child whom the lead links later stands with that decision, never among the first words."""
    school, casebook = open_school
    first, other = pupils.ids(casebook.connection)[:2]
    school.send(pupils=(), unlisted_pupil="The boy in the red coat")
    (concern_id,) = collect_letterbox(casebook).concerns
    links = (LinkedPupil(id=other, role="subject"), LinkedPupil(id=first, role="witness"))
    decide(casebook, decision=decision(concern_id, pupils=links))
    opened = Made(casebook=casebook, pupil=other, other="", concern=concern_id, later="", risk="")
    parts = build(opened, "concern_record", records=(concern_id,)).parts
    tables = [part for part in parts if isinstance(part, Grid) and part.columns[0].title == "Child"]
    assert [len(table.rows) for table in tables] == [0, 2]
    assert tables[0].empty == "No child of the roll was named in it."
    names = pupils.names(casebook.connection, [other, first])
    assert [row[0].text for row in tables[1].rows] == [names[other], names[first]]


def test_a_typed_name_is_said_to_be_typed(
    open_school: tuple[SmallSchool, OpenCasebook],
) -> None:
    """On the concern as on its body map: nobody takes it for a signature."""
    school, casebook = open_school
    station = school.station()
    draft = school.draft(body_maps=(MAP,))
    log_concern(station, draft=draft, author=guest_author(station, name="Jo Supply"))
    (concern_id,) = collect_letterbox(casebook).concerns
    opened = Made(
        casebook=casebook, pupil=school.first_pupil, other="", concern="", later="", risk=""
    )
    for kind in ("concern_record", "body_map"):
        said = everything(build(opened, kind, records=(concern_id,)))
        assert "Jo Supply, name typed at a shared computer" in said
        assert "Who typed it is not proved." in said
        assert "PIN" not in said


def test_an_empty_box_is_said_to_be_empty(made: Made) -> None:
    """A concern with next to nothing in it leaves out no heading."""
    contents = build(made, "concern_record", records=(made.later,))
    (words,) = section(contents.parts, "The child’s own words")
    assert words == Paragraph(text="Not recorded.", tone="muted")
    headings = [part.text for part in contents.parts if isinstance(part, Heading)]
    assert headings == [
        "Part A. As it was written", "What happened", "The child’s own words",
        "What was done and asked at once, and who was told", "Opinion of the writer",
        "Body map and files", "How it came", "Part B. What was decided and done", "Decision",
        "Actions", "Replies to the writer", "Corrections",
        "Written later under the same receipt", "Outcome",
    ]  # fmt: skip
    assert f"Added by its writer to concern {made.concern}" in everything(contents)


def test_a_follow_up_is_found_from_the_first_concern(made: Made) -> None:
    """Receipts are numbered at each computer: one of another computer is no follow-up."""
    contents = build(made, "concern_record", records=(made.concern,))
    (grid,) = section(contents.parts, "Written later")
    assert [row[0].text for row in grid.rows] == [made.later]


def test_several_concerns_stand_in_the_order_of_writing(made: Made) -> None:
    """A list with page numbers leads to each."""
    contents = build(made, "concern_record", records=(made.later, made.concern, made.later))
    anchors = [part.anchor for part in contents.parts if isinstance(part, Heading) and part.anchor]
    (grid,) = section(contents.parts, "The concerns")
    assert [row[0].target for row in grid.rows] == anchors
    assert [row[0].text for row in grid.rows] == [made.concern, made.later]
    assert (contents.shown, contents.total) == (2, 2)


def test_a_record_of_another_child_is_refused(made: Made) -> None:
    """A slip of the hand must not hand over another child's record."""
    stranger = pupils.ids(made.casebook.connection)[3]
    for kind, record in (
        ("concern_record", made.concern), ("concern_record", "c-nothing"),
        ("risk_assessment", made.risk), ("risk_staff_extract", made.risk),
    ):  # fmt: skip
        with pytest.raises(UserFacingError) as refused:
            build(made, kind, pupil_id=stranger, records=(record,))
        assert refused.value.code == "documents.record_not_found"
    with pytest.raises(UserFacingError) as refused:
        build(made, "concern_record")
    assert refused.value.code == "documents.choose_records"


def test_a_body_map_has_a_figure_for_each_view_and_a_key(made: Made) -> None:
    """The key has every mark with all that was noted; what was not noted is a dash."""
    contents = build(made, "body_map", records=(made.concern,))
    (pictures,) = figures(contents.parts)
    assert [figure.title for figure in pictures.figures] == ["Child, front", "Child, back"]
    _, key = (part for part in contents.parts if isinstance(part, Grid))
    assert [cell.text for cell in key.rows[1]] == [
        "2", "Left forearm (front)", "bruise", "13 mm", "measured", "purple", "round", "no",
        "not seen", "yes",
    ]  # fmt: skip
    words = [fact for part in contents.parts if isinstance(part, FactList) for fact in part.facts]
    assert [(fact.label, fact.text) for fact in words] == [
        (f"Child’s words, mark {number}", "That’s where he held me") for number in (1, 2, 3)
    ]
    said = everything(contents)
    assert "Sleeves rolled up for painting" in said
    assert "The age of a mark is never estimated" in said
    assert "names more than one child" in said
    assert "Comparison" not in said


def test_several_days_are_compared_side_by_side(made: Made) -> None:
    """The same view beside the same view, each with its day, and only where there are two."""
    contents = build(made, "body_map")
    parts = list(contents.parts)
    start = next(
        place for place, part in enumerate(parts)
        if isinstance(part, Heading) and part.text == "Comparison of dates"
    )  # fmt: skip
    (pictures,) = (part for part in parts[start:] if isinstance(part, Pictures))
    assert len(pictures.figures) == 2
    assert [figure.title[:12] for figure in pictures.figures] == ["Body map 1: ", "Body map 2: "]
    assert len({figure.title for figure in pictures.figures}) == 2
    assert any(isinstance(part, Note) and "for a doctor to say" in part.text for part in parts)


def test_the_risk_assessment_has_its_history_in_words(made: Made) -> None:
    """What was added, changed and ended between the versions, the newest first."""
    contents = build(made, "risk_assessment", records=(made.risk,))
    (grid,) = section(contents.parts, "Versions")
    assert [row[0].text for row in grid.rows] == ["3", "2", "1"]
    third, second, first = (row[2].text for row in grid.rows)
    assert first == "First version."
    assert second == (
        "Added: “Reads unkind messages” (Online), 9 medium (3 times 3).\n"
        "Changed: “Is hurt again by an older child” (Playground): risk from 12 high (4 times 3) to"
        " 6 medium (2 times 3).\n"
        "Ended: “Runs off” (Gate)."
    )
    assert third.endswith("Review date changed from 10 December 2026 to 12 January 2027.")
    said = everything(contents)
    for words in ("High 12", "4 likely\n× 3 moderate", "I want to stay with Kit.", "3 of 3"):
        assert words in said, words


def test_an_earlier_version_says_that_it_is_not_in_force(made: Made) -> None:
    """Version 1 is printed as it was, with a warning."""
    contents = build(made, "risk_assessment", records=(made.risk,), answers={"version": "1"})
    assert "It is no longer in force; version 3 is." in everything(contents)
    with pytest.raises(UserFacingError) as refused:
        build(made, "risk_assessment", records=(made.risk,), answers={"version": "4"})
    assert refused.value.code == "documents.version_unknown"


def test_the_staff_extract_says_nothing_of_the_case(made: Made) -> None:
    """Every text of the assessment but the controls, their places and owners stays out."""
    contents = build(made, "risk_staff_extract", records=(made.risk,))
    said = everything(contents)
    draft = risk(made.pupil)
    for hazard in draft.hazards:
        assert hazard.control in said
        assert hazard.where in said
        assert hazard.owner in said
        assert hazard.hazard not in said
    for hidden in (draft.title, draft.child_view, "Likely", "likely", "High", "Reads unkind"):
        assert hidden not in said, hidden
    assert "Return or destroy this page after 12 January 2027" in said
    assert "This is an extract of version 3" in said
    assert "Ruth Okafor" in said
    assert contents.entries == ()
    assert list(sourced(contents.parts)) == []


def test_of_every_field_only_the_allowed_ones_reach_the_extract(made: Made) -> None:
    """Each field of an assessment holds a word of its own; the full document shows them all."""
    hazards = tuple(
        Hazard(
            hazard=f"hazardword{n}", where=f"whereword{n}", likelihood=1 + n, severity=2,
            control=f"controlword{n}", owner=f"ownerword{n}", likelihood_after=1,
        )
        for n in range(3)
    )  # fmt: skip
    draft = risk(
        made.pupil, title="titleword", hazards=hazards, child_view="childword",
        parent_view="parentword",
    )  # fmt: skip
    risk_id = save_risk_assessment(made.casebook, draft=draft)
    pattern = re.compile(r"[a-z]+word[0-9]?")
    full = set(pattern.findall(everything(build(made, "risk_assessment", records=(risk_id,)))))
    extract = set(
        pattern.findall(everything(build(made, "risk_staff_extract", records=(risk_id,))))
    )
    allowed = {f"{name}word{n}" for name in ("where", "control", "owner") for n in range(3)}
    assert extract == allowed
    assert full == allowed | {
        "titleword", "childword", "parentword", *(f"hazardword{n}" for n in range(3)),
    }  # fmt: skip


def test_withheld_names_and_fields_are_nowhere(made: Made) -> None:
    """A name becomes its label and loses its place; a field is withheld whole and keeps it."""
    plain = build(made, "concern_record", records=(made.concern,))
    seq = plain.entries[0]
    withhold = Withholding(
        names=("Étienne Brûlé",),
        fields=((seq, "opinion", "serious_harm"), (seq, "body_maps", "serious_harm")),
        reason="third_party",
    )
    asked = DocumentRequest(kind="concern_record", pupil_id=made.pupil, withhold=withhold)
    redactor = redactor_for(made.casebook, request=asked)
    assert "Brûlé" in everything(plain)
    contents = build(made, "concern_record", records=(made.concern,), redactor=redactor)
    said = everything(contents)
    assert "Brûlé" not in said
    assert OPINION not in said
    assert "[Person 1] was there." in said
    (opinion,) = (
        part for part in contents.parts if isinstance(part, Quote) and part.text == WITHHELD
    )
    assert opinion.source == EntryField(entry=seq, name="opinion")
    drawn = build(made, "body_map", records=(made.concern,), redactor=redactor)
    assert not list(figures(drawn.parts))
    assert "Left forearm" not in everything(drawn)
    assert "apart from what is withheld in this copy" in said


def test_where_reporters_are_withheld_nothing_leads_to_them(made: Made) -> None:
    """Neither name nor job, computer nor receipt number."""
    redactor = Redactor(hides_writers=True)
    for kind, record in (("concern_record", made.later), ("body_map", made.later)):
        said = everything(build(made, kind, records=(record,), redactor=redactor))
        assert "Staff room" not in said
        assert "Teacher" not in said
        assert "Megan Price" not in said
    receipt = section(
        build(made, "concern_record", records=(made.later,), redactor=redactor).parts, "How it came"
    )
    assert f"Receipt number', text='{WITHHELD}'" in str(receipt)


BOXES = ("what_happened", "child_words", "opinion", "place", "who_else", "did_at_once", "told_whom")
ODD_TEXTS = (
    "", "Seen at 10:15", "محمد حسین نے کہا", "שָׁלוֹם", "বাংলা লেখা", "வணக்கம்", "王小麗說", "ሰላም",
    "نص\u200fعربي mixed", "Zoë\u00a0O’Brien", "e\u0301 and \u00e9", "line\n\nline\ttab",
    "[Withheld]", "{braces} %s \\n", "word " * 2500, "\U0001f600 face",
)  # fmt: skip
boxes = st.fixed_dictionaries({name: st.sampled_from(ODD_TEXTS) for name in BOXES})


@settings(max_examples=20, deadline=None)
@given(boxes, st.sampled_from((MAP, LATER_MAP, UNKNOWN_MAP, BodyMap(marks=()))), st.data())
def test_any_concern_comes_out_as_it_went_in(
    open_school: tuple[SmallSchool, OpenCasebook],
    words: dict[str, str],
    body_map_sent: BodyMap,
    data: st.DataObject,
) -> None:
    """From the form by way of the letterbox and the record to the parts of a document."""
    school, casebook = open_school
    words["what_happened"] = words["what_happened"] or "Something"
    source = data.draw(st.sampled_from(("", "saw", "police")))
    school.send(body_maps=(body_map_sent,), source=source, **words)
    (concern_id,) = collect_letterbox(casebook).concerns
    opened = Made(
        casebook=casebook, pupil=school.first_pupil, other="", concern=concern_id, later="", risk=""
    )
    for kind in ("concern_record", "body_map"):
        contents = build(opened, kind, records=(concern_id,))
        for place, text in sourced(contents.parts):
            assert in_record(casebook, place) == text
    contents = build(opened, "concern_record", records=(concern_id,))
    found = {place.name: text for place, text in sourced(contents.parts)}
    assert {name: found.get(name, "") for name in BOXES} == words


@pytest.fixture(scope="module")
def open_school(
    school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SmallSchool, OpenCasebook]]:
    """A school of this test's own, signed in."""
    school = school_template.copy_to(tmp_path_factory.mktemp("odd") / "school", seed="odd")
    with school.signed_in() as casebook:
        yield school, casebook
    school.close()
