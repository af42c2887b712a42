"""What somebody who wants a document to be wrong would look at first: names, days, counts."""

from datetime import date, datetime

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from exports.parts import Grid
from storage.database.repositories import pupils
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from storage.records.redaction import NameForm, Redactor, Withheld
from storage.records.when import When
from tests.fakes.full_file import FullFile, fill_file
from tests.fakes.small_school import SmallSchool, decision

OF_A_CHILD = (
    *("chronology", "concern_record", "body_map", "risk_assessment", "child_protection_file"),
    *("file_index", "referral_pack"),
)


@pytest.fixture(scope="module")
def filled(school_template: SmallSchool, tmp_path_factory) -> tuple[SmallSchool, FullFile]:
    """A school whose first child has one of everything; nobody writes to it."""
    folder = tmp_path_factory.mktemp("filled") / "school"
    school = school_template.copy_to(folder, seed="no lie")
    with school.signed_in() as casebook:
        return school, fill_file(school, casebook)


@pytest.fixture
def opened(filled, tmp_path):
    """The filled school's casebook, and what is in it."""
    school, full = filled
    copy = school.copy_to(tmp_path / "school", seed="one document")
    with copy.signed_in() as casebook:
        yield casebook, full
    copy.close()


def built(casebook: OpenCasebook, full: FullFile, kind: str, redactor=None) -> Contents:
    records = {"concern_record": (full.concern,), "risk_assessment": (full.risk,)}
    request = DocumentRequest(kind=kind, pupil_id=full.pupil, records=records.get(kind, ()))
    return builder_of(kind)(casebook, request, redactor or Redactor())


def facts(contents: Contents) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in contents.facts:
        found[fact.label] = " ".join(filter(None, (found.get(fact.label), fact.text)))
    return found


@pytest.mark.parametrize("kind", OF_A_CHILD)
def test_a_child_with_two_names_has_both_on_the_first_page(opened, kind: str) -> None:
    """A court knows the child by the legal name, the school by another."""
    casebook, full = opened
    assert "Full legal name" not in facts(built(casebook, full, kind))
    known = {"id": full.pupil, "source": "form", "middle_names": "Rose"}
    names = {"legal_surname": "Osei", "preferred_forename": "Ash", "preferred_surname": "Hussain"}
    casebook.append(Event(type="pupil.changed", fields={**known, **names}))
    child = pupils.pupil(casebook.connection, full.pupil)
    made = built(casebook, full, kind)
    legal = f"{child.details.legal_forename} Rose Osei"
    assert (made.subtitle, facts(made)["Full legal name"]) == ("Ash Hussain", legal)
    hidden = Withheld(label="[Child A]", forms=(NameForm(text="Osei"),), reason="third_party")
    told = facts(built(casebook, full, kind, Redactor((hidden,))))["Full legal name"]
    assert "Osei" not in told


def index_days(casebook: OpenCasebook, full: FullFile) -> dict[str, tuple[str, str]]:
    """Day and kind of each line of the index, by its reference."""
    made = built(casebook, full, "file_index")
    grid = next(part for part in made.parts if isinstance(part, Grid))
    cells = [[cell.text for cell in row] for row in grid.rows]
    return {row[3]: (row[1], row[2]) for row in cells}


@pytest.mark.parametrize(
    ("happened", "day"),
    [
        (
            When.about(datetime.fromisoformat("2026-11-19T00:10"), as_told="just after midnight"),
            "19 Nov 2026",
        ),
        (When.at_minute(datetime.fromisoformat("2026-11-19T23:55")), "19 Nov 2026"),
        (
            When.between(date(2022, 9, 30), date(2022, 10, 6), as_told="about 3 October"),
            "30 Sep 2022 to 6 Oct 2022",
        ),
        (When.unknown(as_told="before he started"), "Undated"),
    ],
)
def test_an_index_says_the_day_with_its_year(opened, happened: When, day: str) -> None:
    casebook, full = opened
    links = (LinkedPupil(id=full.pupil, role="subject"),)
    made = add_entry(
        casebook, entry=NewEntry(kind="call", pupils=links, happened=happened, text="Rang.")
    )
    assert index_days(casebook, full)[made] == (day, "Call")


def test_an_index_says_who_is_said_to_have_done_it(opened) -> None:
    casebook, full = opened
    links = (LinkedPupil(id=full.pupil, role="alleged"),)
    day = When.on_day(date(2026, 11, 19))
    made = add_entry(
        casebook, entry=NewEntry(kind="call", pupils=links, happened=day, text="Bit a child.")
    )
    said = index_days(casebook, full)[made][1]
    assert said == "Call (this child: said to have done it)"


def test_the_rule_of_an_index_is_what_it_does(opened) -> None:
    """Actions have lines of their own."""
    casebook, full = opened
    made = built(casebook, full, "file_index")
    kinds = [kind for _, kind in index_days(casebook, full).values()]
    assert "Action" in kinds
    assert "actions" not in made.selection.partition(";")[2]


def test_the_rule_of_a_referral_names_both_choices(opened) -> None:
    casebook, full = opened
    rule = built(casebook, full, "referral_pack").selection
    assert rule.startswith("Records chosen by the safeguarding lead, whole; in the chronology, ")


@pytest.mark.parametrize(("kind", "shown"), [("risk_staff_extract", False), ("chronology", True)])
def test_entries_are_called_verified_only_where_a_document_shows_some(
    opened, kind: str, shown: bool
) -> None:
    """An extract for the class team stands on no entry: none is attached, none was compared."""
    casebook, full = opened
    request = DocumentRequest(
        kind=kind,
        pupil_id=full.pupil,
        records=(full.risk,),
        purpose="p",
        recipient="r",
        product="signed",
    )
    said = prepare_document(casebook, request=request).document.provenance.verification_result
    assert ("Every entry shown was verified" in said) is shown
    assert "entries of the record had been verified by then" in said


@pytest.mark.parametrize("kind", ["chronology", "child_protection_file", "file_index"])
def test_a_concern_that_left_the_file_leaves_a_trace(opened, kind: str) -> None:
    """Else the chronology of last week and that of today say "every entry" and differ."""
    casebook, full = opened
    label = "No longer in the file"
    assert label not in facts(built(casebook, full, kind))
    decide(
        casebook,
        decision=decision(full.concern, pupils=(LinkedPupil(id=full.other, role="subject"),)),
    )
    made = built(casebook, full, kind)
    assert full.concern in facts(made)[label]
    assert "Ruth Okafor changed which children it is about" in facts(made)[label]
    other = pupils.pupil(casebook.connection, full.other)
    assert other.display_name not in facts(made)[label]
    if kind == "chronology":
        siblings = {"id": full.pupil, "source": "test", "siblings": [full.other]}
        casebook.append(Event(type="pupil.changed", fields=siblings))
        family = DocumentRequest(kind=kind, pupil_id=full.pupil, family=True)
        joined = builder_of(kind)(casebook, family, Redactor())
        assert label not in facts(joined)  # it stands there, in the other child's file
    hidden = built(casebook, full, kind, Redactor(hides_writers=True))
    assert "Ruth" not in facts(hidden)[label]
