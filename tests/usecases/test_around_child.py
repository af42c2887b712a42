"""What stands beside a child's chronology: front sheet, family, agencies, statuses, and what the
file holds.
"""

from dataclasses import replace

import pytest

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import close_concern, decide
from desktop.usecases.lead.documents.front_sheet import front_sheet
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.file_index import file_index
from desktop.usecases.lead.front_sheet import note_boxes, refuse_sibling, warnings
from desktop.usecases.lead.household import (
    RelationDraft,
    end_relation,
    family,
    set_relation,
    tree,
)
from desktop.usecases.lead.professionals import (
    ProfessionalDraft,
    change_professional,
    note_professional,
)
from desktop.usecases.lead.siblings import link_siblings
from desktop.usecases.lead.siblings_offered import offered_for, offered_siblings
from desktop.usecases.lead.statuses import end_status, set_status
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import (
    chronology,
    concerns,
    file_contents,
    household,
    ledger_rows,
    professionals,
    pupils,
    statuses,
)
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.pupil import Contact, Pupil
from storage.records.redaction import Redactor
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, decision

TODAY = "2026-11-22"


def day(iso: str) -> When:
    """A day that is known."""
    return When(earliest=iso, latest=iso, precision="day", as_told="")


def code_of(work) -> str:
    """The refusal that ``work`` ends in."""
    with pytest.raises(UserFacingError) as caught:
        work()
    return caught.value.code


def child(casebook: OpenCasebook, pupil_id: str) -> Pupil:
    """A child who is known."""
    found = pupils.pupil(casebook.connection, pupil_id)
    assert found is not None
    return found


def size(casebook: OpenCasebook) -> int:
    """How long the record is."""
    return ledger_rows.heads(casebook.connection).size


def test_a_box_is_changed_by_addition_and_says_who_set_what_when(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = school.first_pupil
        assert note_boxes(casebook, pupil_id=amy, boxes={"gp": "Dr Rao", "language": "Welsh"}) == (
            "gp",
            "language",
        )
        before = size(casebook)
        assert note_boxes(casebook, pupil_id=amy, boxes={"gp": " Dr Rao "}) == ()
        assert size(casebook) == before, "what is not changed is not recorded"
        note_boxes(casebook, pupil_id=amy, boxes={"gp": "Dr Lee"}, reason="Moved surgery")
        note_boxes(casebook, pupil_id=amy, boxes={"language": ""})
        assert household.boxes(casebook.connection, amy) == {"gp": "Dr Lee"}
        history = household.box_history(casebook.connection, amy)
        assert [(entry.value, entry.reason) for entry in history["gp"]] == [
            ("Dr Lee", "Moved surgery"),
            ("Dr Rao", ""),
        ]
        assert {entry.by for entry in history["gp"]} == {"Ruth Okafor"}
        assert [entry.value for entry in history["language"]] == ["", "Welsh"]
        assert replay_differences(casebook) == ()


def test_the_schools_system_never_overwrites_a_box(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = school.first_pupil
        note_boxes(casebook, pupil_id=amy, boxes={"current_address": "With her aunt, 4 Elm Row"})
        fields = {"id": amy, "source": "ctf", "address": "1 New Street", "language": "POL"}
        casebook.append(Event(type="pupil.changed", fields=fields))
        boxes = household.boxes(casebook.connection, amy)
        assert boxes == {"current_address": "With her aunt, 4 Elm Row"}
        assert child(casebook, amy).details.address == "1 New Street"


def test_an_unknown_box_is_refused(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        boxes = {"shoe_size": "3"}
        refused = code_of(lambda: note_boxes(casebook, pupil_id=school.first_pupil, boxes=boxes))
        assert refused == "child.unknown_box"
        refused = code_of(lambda: note_boxes(casebook, pupil_id="p-nobody", boxes={"gp": "x"}))
        assert refused == "pupils.not_found"


def test_what_must_be_known_first_is_said_and_ends_with_its_order(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        assert warnings(connection, amy, today=TODAY) == ()
        note_boxes(casebook, pupil_id=amy, boxes={"withhold_address": "Mr Pike", "gp": "Dr Rao"})
        order = set_status(
            casebook,
            pupil_ids=[amy],
            kind="prohibited_steps",
            happened=day("2026-05-03"),
            text="Mr Pike must not collect her.",
        )
        plan = set_status(
            casebook, pupil_ids=[amy], kind="child_protection", happened=day("2026-05-03")
        )
        assert warnings(connection, amy, today=TODAY) == (
            "Withhold the address from: Mr Pike",
            "Prohibited steps order: Mr Pike must not collect her.",
        )
        end_status(casebook, status_id=order, happened=day("2026-11-01"), reason="Order discharged")
        assert warnings(connection, amy, today=TODAY) == ("Withhold the address from: Mr Pike",)
        shown = {each.id: each for each in statuses.of_pupil(connection, amy)}
        assert shown[plan].in_force(TODAY)
        assert not shown[order].in_force(TODAY)
        assert shown[order].in_force("2026-10-31")
        assert not shown[order].in_force("2026-05-02")


def test_a_status_is_a_dated_row_and_ends_with_a_reason(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        plan = set_status(
            casebook,
            pupil_ids=[amy],
            kind="child_in_need",
            happened=day("2026-03-02"),
            text="agreed with mother",
            until="2026-12-31",
        )
        rows = {row.id: row for row in chronology.of_pupil(connection, amy)}
        assert rows[plan].text == "Child in need plan: agreed with mother"
        assert rows[plan].kind == "status_set"
        assert rows[plan].category == "child_in_need"
        assert (
            code_of(
                lambda: end_status(casebook, status_id=plan, happened=day("2026-09-01"), reason=" ")
            )
            == "child.reason_needed"
        )
        end_status(casebook, status_id=plan, happened=day("2026-09-01"), reason="Aims reached")
        ended = statuses.status(connection, plan)
        assert ended is not None
        assert ended.ended == day("2026-09-01")
        assert ended.ended_reason == "Child in need plan ended: Aims reached"
        assert (
            code_of(
                lambda: end_status(casebook, status_id=plan, happened=day("2026-09-02"), reason="x")
            )
            == "child.status_ended"
        )
        assert statuses.status_events(connection, amy) == [
            (
                *("2026-03-02", "2026-09-01", "child_in_need"),
                *("Child in need plan: agreed with mother", plan),
            )
        ]
        assert replay_differences(casebook) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "wizard"}, "child.unknown_status"),
        ({"pupil_ids": []}, "child.nobody_named"),
        ({"pupil_ids": ["p-nobody"]}, "pupils.not_found"),
        ({"until": "next May"}, "child.day"),
    ],
)
def test_a_status_that_cannot_be_is_refused(school: SmallSchool, changes, code) -> None:
    with school.signed_in() as casebook:
        asked = {"pupil_ids": [school.first_pupil], "kind": "kinship", **changes}
        before = size(casebook)
        refused = code_of(lambda: set_status(casebook, happened=day("2026-03-02"), **asked))
        assert refused == code
        assert size(casebook) == before


def test_the_levels_are_read_from_decisions_with_their_reasons(school: SmallSchool) -> None:
    amy = school.first_pupil
    school.send(pupils=(LinkedPupil(id=amy, role="subject"),))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        levels = ("early_help", "early_help", "child_protection")
        for level in levels:
            given = decision(concern, level=level, reason=f"Because of {level}", actions=())
            decide(casebook, decision=given)
        shown = statuses.levels(casebook.connection, amy)
        assert [(each.level, each.reason) for each in shown] == [
            ("early_help", "Because of early_help"),
            ("child_protection", "Because of child_protection"),
        ]
        last = file_contents.last_decision(casebook.connection, amy)
        assert last is not None
        assert (last.decision, last.reason) == (given.decision, "Because of child_protection")


def test_the_last_decision_is_the_one_that_happened_last(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        assert file_contents.last_decision(connection, amy) is None
        link = (LinkedPupil(id=amy, role="subject"),)
        for iso, words in (("2026-11-20", "Watch at lunch"), ("2026-03-01", "Ring the nurse")):
            entry = NewEntry(
                kind="meeting", pupils=link, happened=day(iso), text="Met", decision=words,
                reason=f"as of {iso}",
            )  # fmt: skip
            add_entry(casebook, entry=entry)
        last = file_contents.last_decision(connection, amy)
        assert last is not None
        assert (last.decision, last.reason) == ("Watch at lunch", "as of 2026-11-20")
        assert last.by == "Ruth Okafor"


def test_a_closing_says_why_it_ended_beside_the_decision_that_stands(school: SmallSchool) -> None:
    amy = school.first_pupil
    school.send(pupils=(LinkedPupil(id=amy, role="subject"),))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        decide(casebook, decision=replace(decision(concern), actions=()))
        open_one = file_contents.last_decision(casebook.connection, amy)
        assert open_one is not None
        assert open_one.closed == ""
        close_concern(casebook, concern_id=concern, outcome="resolved", reason="Mark explained")
        last = file_contents.last_decision(casebook.connection, amy)
        assert last is not None
        assert (last.decision, last.reason) == ("Speak to mother", "The account fits the mark")
        assert (last.closed, bool(last.closed_on)) == ("Mark explained", True)


def test_the_printed_front_sheet_says_what_the_file_says(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = school.first_pupil
        fields = {"id": amy, "source": "ctf", "language": "POL", "sen": "K"}
        casebook.append(Event(type="pupil.changed", fields=fields))
        boxes = {"withhold_address": "Mr Pike", "gp": "Dr Rao", "previous_schools": "Otterton"}
        note_boxes(casebook, pupil_id=amy, boxes=boxes)
        worker = ProfessionalDraft(pupils=(amy,), name="Chi Obi", kind="social_care")
        note_professional(casebook, draft=worker)
        asked = {"pupil_ids": [amy], "happened": day("2026-05-03")}
        set_status(casebook, kind="child_protection", text="neglect", **asked)
        set_status(casebook, kind="care_order", **asked)
        pupil = child(casebook, amy)
        sheet = front_sheet(
            casebook, pupil=pupil, redactor=Redactor(withheld=()), answers={"doctor": "Dr Lee"}
        )
        said = {fact.label: fact.text for fact in (*sheet.child, *sheet.care)}
        assert said["First language"] == "Polish"
        assert said["Additional needs"] == "SEN support"
        assert said["Withhold the address from"] == "Mr Pike"
        assert said["Social worker"] == "Chi Obi"
        assert said["Plans in force"] == "Child protection plan: neglect, since 3 May 2026"
        assert said["Court orders"] == "Care order, since 3 May 2026"
        assert said["Previous schools"] == "Otterton"
        assert said["Doctor, health visitor, school nurse"] == "Dr Lee", "what was answered counts"
        assert said["Other agencies"] == ""


def test_the_childs_words_stand_in_one_place_in_order(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        link = (LinkedPupil(id=amy, role="subject"),)

        def said(iso: str, kind: str, words: str, text: str = "Talk") -> str:
            entry = NewEntry(
                kind=kind, pupils=link, happened=day(iso), text=text, child_words=words
            )
            return add_entry(casebook, entry=entry)

        later = said("2026-10-02", "call", "I like it here.")
        said("2026-09-02", "call", "")
        first = said("2026-09-01", "child_view", "", "I want to stay with nana.")
        amend(
            casebook, target=later, field="child_words", correction="I like it hear.",
            reason="As she wrote it",
        )  # fmt: skip
        words = file_contents.child_words(connection, amy)
        assert [(each.row, each.words, each.corrections) for each in words] == [
            (first, "I want to stay with nana.", ()),
            (later, "I like it here.", ("I like it hear.",)),
        ]
        assert {each.by for each in words} == {"Ruth Okafor"}


def test_everything_attached_anywhere_is_in_one_list(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        link = (LinkedPupil(id=amy, role="subject"),)
        scan = b"%PDF-1.4\n% a letter\n%%EOF\n"
        entry = NewEntry(
            kind="document", pupils=link, happened=day("2026-09-01"), text="Letter from CAMHS",
            files=(("letter.pdf", scan), ("second.pdf", scan)),
        )  # fmt: skip
        row = add_entry(casebook, entry=entry)
        found = file_contents.documents(connection, amy)
        assert [(each.row, each.file.name) for each in found] == [
            (row, "letter.pdf"),
            (row, "second.pdf"),
        ]
        index = {line.code: line for line in file_index(casebook, amy)}
        assert (index["reports"].count, index["reports"].first) == (1, "2026-09-01")
        assert index["chronology"].count == len(chronology.of_pupil(connection, amy)) == 1
        assert index["concerns"].count == 0


def test_the_family_is_one_list_of_what_everybody_says(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        contacts = [
            Contact(
                name="Mrs Sara Hartley", relationship="Mother", priority=1,
                parental_responsibility=True, phones=("07700 900001",), address="1 Elm Row",
            ),
            Contact(name="Pat Loveday", relationship="Childminder", phones=("07700 900002",)),
        ]  # fmt: skip
        fields = {"id": amy, "source": "ctf", "address": "1 Elm Row"}
        fields["contacts"] = [contact.to_value() for contact in contacts]
        casebook.append(Event(type="pupil.changed", fields=fields))
        mother = set_relation(
            casebook,
            draft=RelationDraft(
                pupils=(amy,), name="Sara Hartley", relationship="mother", lives_with=True,
                parental_responsibility=False, telephone="07700 900009",
            ),
        )  # fmt: skip
        nana = set_relation(
            casebook,
            draft=RelationDraft(
                pupils=(amy,), name="Joan Reed", relationship="grandmother", parent_of=(mother,)
            ),
        )
        people = {each.name: each for each in family(connection, child(casebook, amy))}
        assert set(people) == {"Sara Hartley", "Pat Loveday", "Joan Reed"}
        sara = people["Sara Hartley"]
        assert sara.said_by == ("file", "school")
        assert sara.telephones == ("07700 900009", "07700 900001")
        assert sara.parental_responsibility is False
        assert sara.school_says == (("parental_responsibility", "yes"),)
        assert people["Pat Loveday"].said_by == ("school",)
        drawn = tree(connection, child(casebook, amy), tuple(people.values()))
        assert {(line.parent, line.child) for line in drawn.lines} == {
            (mother, amy),
            (nana, mother),
        }
        rows = {each.name: each.row for each in drawn.people}
        assert rows["Joan Reed"] < rows["Sara Hartley"] < rows[child(casebook, amy).display_name]
        assert {each.key for each in drawn.people if each.household == 0} == {mother, amy}
        assert replay_differences(casebook) == ()


def test_what_is_over_stays_struck_and_cannot_end_twice(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        draft = RelationDraft(
            pupils=(amy,), name="Daz Pike", relationship="partner", lives_with=True
        )
        partner = set_relation(casebook, draft=draft)
        set_relation(casebook, draft=replace(draft, id=partner, telephone="07700 900003"))
        end_relation(casebook, relation_id=partner, until="2026-10-01", reason="Moved out")
        assert household.relations(connection, amy) == []
        (was,) = household.relations(connection, amy, current=False)
        assert (was.until, was.reason, was.telephone) == (
            "2026-10-01",
            "Moved out",
            "07700 900003",
        )
        drawn = tree(connection, child(casebook, amy), family(connection, child(casebook, amy)))
        (struck,) = (each for each in drawn.people if each.key == partner)
        assert struck.ended
        assert struck.household is None
        again = {"relation_id": partner, "until": "2026-10-02", "reason": "x"}
        assert code_of(lambda: end_relation(casebook, **again)) == "child.relation_ended"
        assert code_of(lambda: set_relation(casebook, draft=replace(draft, id=partner))) == (
            "child.relation_ended"
        )
        nobody = replace(draft, relationship=" ")
        assert code_of(lambda: set_relation(casebook, draft=nobody)) == "child.relation_incomplete"


def test_an_agency_is_noted_changed_and_ends(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy, connection = school.first_pupil, casebook.connection
        known = note_professional(
            casebook,
            draft=ProfessionalDraft(
                pupils=(amy,), name="Chi Obi", organisation="Family Help East",
                role="Social worker", kind="social_care", telephone="01632 960111",
            ),
        )  # fmt: skip
        before = size(casebook)
        same = {"professional_id": known, "reason": "x", "telephone": "01632 960111"}
        change_professional(casebook, **same)
        assert size(casebook) == before
        change_professional(
            casebook, professional_id=known, reason="New number", telephone="01632 960112"
        )
        (chi,) = professionals.of_pupil(connection, amy)
        assert (chi.telephone, chi.reason) == ("01632 960112", "New number")
        change_professional(
            casebook, professional_id=known, reason="Left the team", until="2026-11-01"
        )
        assert professionals.of_pupil(connection, amy) == []
        (gone,) = professionals.of_pupil(connection, amy, current=False)
        assert gone.until == "2026-11-01"
        assert [each.reason for each in professionals.history(connection, known)] == [
            "Left the team",
            "New number",
            "",
        ]
        nameless = ProfessionalDraft(pupils=(amy,))
        assert code_of(lambda: note_professional(casebook, draft=nameless)) == (
            "child.professional_incomplete"
        )
        assert replay_differences(casebook) == ()


def test_an_offer_that_was_refused_does_not_come_back(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        one, other = pupils.ids(casebook.connection)[:2]
        for each in (one, other):
            fields = {"id": each, "source": "ctf", "legal_surname": "Same", "address": "2 Oak St"}
            casebook.append(Event(type="pupil.changed", fields=fields))
        assert [offer.other_id for offer in offered_for(casebook, one)] == [other]
        assert len(offered_siblings(casebook)) == 1
        refuse = {"pupil_id": one, "other_id": other}
        assert code_of(lambda: refuse_sibling(casebook, **refuse, reason="")) == (
            "child.reason_needed"
        )
        refuse_sibling(casebook, **refuse, reason="Cousins, says mother")
        assert offered_for(casebook, one) == offered_for(casebook, other) == ()
        assert offered_siblings(casebook) == ()
        assert household.refused_siblings(casebook.connection, other) == {
            one: "Cousins, says mother"
        }
        link_siblings(casebook, [one, other])
        linked = {each.pupil_id for each in family(casebook.connection, child(casebook, one))}
        assert other in linked
        assert replay_differences(casebook) == ()
