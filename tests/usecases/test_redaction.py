"""What a copy leaves out: labels, fields withheld whole, writers; what is left stays provable."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.review import Review, review_places
from desktop.usecases.lead.documents.told import told
from desktop.usecases.lead.documents.withholding import (
    redaction_log,
    redactor_for,
    with_alias,
)
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from exports.parts import Entries, EntryField
from storage.database.repositories import chronology, ledger_rows, people, pupils
from storage.ledger.entries import parse_header
from storage.ledger.extract import ProvedEntry, check_extract
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.redaction import WITHHELD, Redactor
from tests.fakes.full_file import FullFile, fill_file
from tests.fakes.small_school import SmallSchool
from tests.support import leak_search


@pytest.fixture(scope="module")
def recorded(
    school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SmallSchool, FullFile]:
    """A school with a full file; nobody writes to it."""
    folder = tmp_path_factory.mktemp("redaction") / "school"
    school = school_template.copy_to(folder, seed="redaction")
    with school.signed_in() as casebook:
        file = fill_file(school, casebook)
    return school, file


@pytest.fixture
def file(recorded: tuple[SmallSchool, FullFile]) -> FullFile:
    """The ids of what is in the file."""
    return recorded[1]


@pytest.fixture
def casebook(recorded: tuple[SmallSchool, FullFile], tmp_path: Path):
    """The casebook of a copy of that school, signed in."""
    school = recorded[0].copy_to(tmp_path / "school", seed="one copy")
    with school.signed_in() as opened:
        yield opened
    school.close()


def asked(file: FullFile, kind: str = "chronology", **withhold) -> DocumentRequest:
    """A signed copy of a kind of document about the child of the file."""
    records = {"concern_record": (file.concern,), "risk_assessment": (file.risk,)}
    return DocumentRequest(
        kind=kind,
        pupil_id=file.pupil,
        purpose="For the child’s solicitor",
        recipient="Harbour Law",
        product="signed",
        records=records.get(kind, ()),
        withhold=Withholding(**withhold),
    )


def proved(casebook: OpenCasebook, request: DocumentRequest) -> dict[int, ProvedEntry]:
    """What the data attached to a document prove, by position."""
    prepared = prepare_document(casebook, request=request)
    extract = json.loads(prepared.document.provenance.ledger_extract)
    verdict = check_extract(extract, check_signature=check_signature)
    assert verdict.ok, verdict.faults
    return {entry.seq: entry for entry in verdict.proved}


def review(casebook: OpenCasebook, request: DocumentRequest) -> Review:
    """The review list of a document."""
    return review_places(casebook, request=request, builder=builder_of(request.kind))


def position(casebook: OpenCasebook, pupil: str, type_: str) -> int:
    """The position of the first entry of a type in a child's file."""
    rows = ledger_rows.stored_some(
        casebook.connection, ledger_rows.of_pupil(casebook.connection, pupil)
    )
    return next(row.seq for row in rows if parse_header(row.header).type == type_)


def rename(casebook: OpenCasebook, pupil: str, **names: str) -> None:
    """Give a child other names."""
    casebook.append(Event(type="pupil.changed", fields={"id": pupil, "source": "test", **names}))


def test_everybody_is_known_by_every_name_they_ever_had(
    casebook: OpenCasebook, file: FullFile
) -> None:
    rename(casebook, file.other, legal_surname="Quillfeather", preferred_forename="Bix")
    rename(casebook, file.other, legal_surname="Ashgrove", preferred_surname="Vandermolen")
    megan = people.by_account(casebook.connection, "megan")
    assert megan is not None
    casebook.append(
        Event(type="person.changed", fields={"id": megan.id, "name": "Megan Larkspurr"})
    )
    made = redactor_for(casebook, request=asked(file, names=(file.other, megan.id)))
    assert made.apply("Bix Quillfeather, Ashgrove and VANDERMOLEN; Megan Price, Mrs Larkspurr") == (
        "[Child B], [Child B] and [Child B]; [Adult 1], Mrs [Adult 1]"
    )
    assert made.apply(f"{file.other} {megan.id}") == "[Child B] [Adult 1]"
    log = redaction_log(made, by="Ruth Okafor")
    assert [(line.label, line.reason) for line in log] == [
        ("[Child B]", "About another child"), ("[Adult 1]", "Name of a member of staff"),
    ]  # fmt: skip


def test_a_name_typed_is_somebody_known_when_only_one_bears_it(
    casebook: OpenCasebook, file: FullFile
) -> None:
    other = pupils.pupil(casebook.connection, file.other)
    assert other is not None
    made = redactor_for(
        casebook, request=asked(file, names=(other.display_name.upper(), "megan  price"))
    )
    assert [(one.label, one.id != "") for one in made.withheld] == [
        ("[Child B]", True), ("[Adult 1]", True),
    ]  # fmt: skip


def test_labels_say_no_more_than_is_known(casebook: OpenCasebook, file: FullFile) -> None:
    lines = ("Dave Pike; Uncle Dave", "Jo Quill", "child: Tia Lowe; Tee", "adult: K Bromley")
    made = redactor_for(casebook, request=asked(file, names=lines))
    assert [one.label for one in made.withheld] == [
        "[Adult 1]", "[Person 1]", "[Child B]", "[Adult 2]",
    ]  # fmt: skip
    assert made.apply("Tee, Dave and Jo Quill") == "[Child B], [Adult 1] and [Person 1]"


def test_a_label_is_not_one_that_the_record_uses(casebook: OpenCasebook, file: FullFile) -> None:
    casebook.append(
        Event(
            type="amendment.added",
            fields={
                "target": file.concern, "field": "text", "reason": "x",
                "correction": "The council calls him Child B, and her adult 1.",
            },
        )
    )  # fmt: skip
    made = redactor_for(casebook, request=asked(file, names=(file.other, "adult: K Bromley")))
    assert [one.label for one in made.withheld] == ["[Child C]", "[Adult 2]"]


def test_asked_twice_is_one_person(casebook: OpenCasebook, file: FullFile) -> None:
    other = pupils.pupil(casebook.connection, file.other)
    assert other is not None
    lines = (file.other, f"{other.display_name}; Bixie")
    made = redactor_for(casebook, request=asked(file, names=lines))
    assert [one.label for one in made.withheld] == ["[Child B]"]
    assert made.apply("Bixie") == "[Child B]"


@pytest.mark.parametrize(
    ("withhold", "refusal"),
    [
        ({"names": ("p-0123456789ab",)}, "pupils.not_found"),
        ({"names": ("u-0123456789ab; Ted",)}, "people.not_found"),
        ({"names": ("Ted",), "reason": "because"}, "documents.unknown_reason"),
        ({"fields": ((3, "text", "because"),)}, "documents.unknown_reason"),
    ],
)
def test_a_slip_of_the_pen_withholds_not_nobody(
    casebook: OpenCasebook, file: FullFile, withhold: dict, refusal: str
) -> None:
    with pytest.raises(UserFacingError) as caught:
        redactor_for(casebook, request=asked(file, **withhold))
    assert caught.value.code == refusal


def test_the_childs_own_name_stays(casebook: OpenCasebook, file: FullFile) -> None:
    own = pupils.pupil(casebook.connection, file.pupil)
    assert own is not None
    for name in (own.id, own.display_name):
        with pytest.raises(UserFacingError) as caught:
            redactor_for(casebook, request=asked(file, names=(name,)))
        assert caught.value.code == "export.withholds_own_child"
    made = redactor_for(casebook, request=asked(file, names=("Jo Quill",)))
    assert made.apply(own.display_name) == own.display_name


def test_words_are_told_with_their_source_until_they_are_edited() -> None:
    made = Redactor(fields={(4, "opinion"): "court"})
    assert told(made, entry=4, name="place", text="Hall").source == EntryField(
        entry=4, name="place"
    )
    hidden = told(made, entry=4, name="opinion", text="I think so")
    assert (hidden.text, hidden.source) == (WITHHELD, EntryField(entry=4, name="opinion"))
    assert told(made, entry=4, name="opinion", text="").text == ""


def test_edited_words_lose_their_source(casebook: OpenCasebook, file: FullFile) -> None:
    made = redactor_for(casebook, request=asked(file, names=("Jo Quill",)))
    assert told(made, entry=4, name="place", text="At Jo’s").source is None
    assert told(made, entry=4, name="place", text="Hall").source is not None


def test_withheld_and_shown_fields_stay_provable(casebook: OpenCasebook, file: FullFile) -> None:
    concern = position(casebook, file.pupil, "concern.received")
    request = asked(file, "concern_record", fields=((concern, "child_words", "serious_harm"),))
    entry = proved(casebook, request)[concern]
    assert "child_words" in entry.withheld
    assert entry.shown["what_happened"] == "A bruise on the left forearm, seen at PE."
    assert {"body_maps", "pupils"} <= set(entry.withheld), "only what is printed is attached"
    whole = proved(casebook, asked(file, "concern_record"))[concern]
    assert whole.shown["child_words"] == "I fell off the wall."


def test_a_whole_record_is_withheld_by_a_star(casebook: OpenCasebook, file: FullFile) -> None:
    concern = position(casebook, file.pupil, "concern.received")
    for kind in ("chronology", "concern_record", "child_protection_file"):
        entry = proved(casebook, asked(file, kind, fields=((concern, "*", "court"),)))[concern]
        assert set(entry.shown) <= {"id", "kind"}, kind


def test_a_record_whose_day_is_its_entrys_is_withheld_whole(
    casebook: OpenCasebook, file: FullFile
) -> None:
    """A risk assessment has no day of its own: that of its entry is withheld with it."""
    seq = position(casebook, file.pupil, "risk.saved")
    request = asked(file, fields=((seq, "*", "third_party"),))
    (entries,) = (
        part
        for part in prepare_document(casebook, request=request).document.parts
        if isinstance(part, Entries)
    )
    row = next(row for row in entries.rows if row.record_ref.endswith(f" entry {seq}"))
    assert (row.happened_text, row.what_happened) == (WITHHELD, WITHHELD)


def test_a_field_with_a_name_is_withheld_and_never_rewritten(
    casebook: OpenCasebook, file: FullFile
) -> None:
    entries = proved(casebook, asked(file, names=("adult: Wall; nurse",)))
    concern = position(casebook, file.pupil, "concern.received")
    assert "child_words" in entries[concern].withheld
    assert "what_happened" in entries[concern].shown


def test_a_withheld_reporter_takes_their_entries_and_keys_along(
    casebook: OpenCasebook, file: FullFile
) -> None:
    megan = people.by_account(casebook.connection, "megan")
    assert megan is not None
    concern = position(casebook, file.pupil, "concern.received")
    assert concern in proved(casebook, asked(file))
    entries = proved(casebook, asked(file, names=(megan.id,)))
    assert concern not in entries
    assert len(entries) > 5, "what others wrote is still proved"
    assert not any(entry.type.startswith(("person", "key")) for entry in entries.values())


def test_writers_left_out_leave_no_header(
    casebook: OpenCasebook, file: FullFile, tmp_path: Path
) -> None:
    request = asked(file, reporters=True)
    assert proved(casebook, request) == {}
    prepared = prepare_document(casebook, request=request)
    said = " ".join(one.text for one in prepared.document.provenance.statement)
    assert "No entries with proofs are attached" in said
    made = publish(casebook, prepared=prepared, path=tmp_path / "copy.pdf")
    data = Path(made.path).read_bytes()
    assert verify_pdf(data).result == "ok"
    megan = people.by_account(casebook.connection, "megan")
    assert megan is not None
    keys = [
        value
        for key in people.keys(casebook.connection, active_only=False)
        for value in (key.key_id, key.sign.hex())
        if key.owner in (megan.id, casebook.person.id)
    ]
    hay = leak_search.in_pdf(data, folder=tmp_path)
    assert leak_search.places_of(hay, ["Megan", megan.id, *keys]) == {}
    assert b'"entries":[]' in inspect_pdf(data).ledger_extract


def test_who_reported_cannot_be_told_from_who_did_not(
    casebook: OpenCasebook, file: FullFile
) -> None:
    """Were only reporters exchanged for a label, the label would say who they are."""
    made = redactor_for(casebook, request=asked(file, reporters=True))
    text = "Megan Price, Mr Hill; Tom and megan told Ruth Okafor and Dan."
    assert made.apply(text) == (
        "[Staff member], Mr [Staff member]; [Staff member] and [Staff member] told Ruth Okafor"
        " and [Staff member]."
    )
    log = redaction_log(made, by="Ruth Okafor")
    assert [line.label for line in log] == ["[Staff member]", WITHHELD]
    assert {line.reason.partition(" (")[0] for line in log} == {"Would show who reported"}
    rename(casebook, file.other, preferred_forename="Tom")
    again = redactor_for(casebook, request=asked(file, reporters=True))
    assert again.apply("Tom and Tom Hill") == "Tom and [Staff member]"
    (person,) = review(casebook, asked(file, reporters=True)).people
    assert (person.label, person.asked) == ("[Staff member]", "")


def test_the_review_list_shows_every_place(casebook: OpenCasebook, file: FullFile) -> None:
    request = asked(file, "child_protection_file", names=("adult: Bruise; Dr Nana",))
    found = review(casebook, request)
    (person,) = found.people
    assert (person.label, person.places) == ("[Adult 1]", len(found.places))
    first = next(place for place in found.places if place.field == "what_happened")
    assert (first.before, first.found, first.after) == (
        "A ", "bruise", " on the left forearm, seen at PE.",
    )  # fmt: skip
    assert (first.field_words, first.label) == ("What happened", "[Adult 1]")
    assert "a concern as it was received" in first.record
    assert {place.found for place in found.places} == {"bruise", "Nana", "nana"}
    prepared = prepare_document(casebook, request=request)
    text = "".join(prepared.page_text(page + 1) for page in range(prepared.pages))
    assert "bruise" not in text.casefold()


def test_a_possible_place_is_confirmed(casebook: OpenCasebook, file: FullFile) -> None:
    add = Event(
        type="amendment.added",
        fields={
            "target": file.concern, "field": "text", "reason": "x",
            "correction": "Bob and Abernethy came; R.A. left.",
        },
    )  # fmt: skip
    casebook.append(add)
    request = asked(file, names=("Robert Abernathy",))
    found = review(casebook, request)
    assert {(place.found, place.why) for place in found.possible} == {
        ("Bob", "short_name"), ("Abernethy", "similar"), ("R.A.", "initials"),
    }  # fmt: skip
    assert all(place.why_words != place.why for place in found.possible)
    assert not found.places
    withhold = request.withhold
    for place in found.possible:
        withhold = with_alias(withhold, asked=place.asked, alias=place.found)
    assert withhold.names == ("Robert Abernathy; Bob; Abernethy; R.A.",)
    again = review(casebook, replace(request, withhold=withhold))
    assert not again.possible
    assert {place.found for place in again.places} == {"Bob", "Abernethy", "R.A."}
    assert with_alias(withhold, asked=withhold.names[0], alias="Bob") == withhold


def test_a_text_is_chosen_from_the_review_list(casebook: OpenCasebook, file: FullFile) -> None:
    request = asked(file, "concern_record")
    words = next(one for one in review(casebook, request).texts if one.field == "child_words")
    assert (words.text, words.reason) == ("I fell off the wall.", "")
    chosen = (words.entry, words.field, "serious_harm")
    withhold = replace(request.withhold, fields=(chosen,))
    changed = replace(request, withhold=withhold)
    again = next(one for one in review(casebook, changed).texts if one.field == "child_words")
    assert again.reason == "serious_harm"
    log = redaction_log(redactor_for(casebook, request=changed), by="Ruth Okafor")
    assert [(line.label, line.reason) for line in log] == [
        (WITHHELD, f"Likely to cause serious harm (entry {words.entry})")
    ]


def test_nothing_withheld_changes_nothing(casebook: OpenCasebook, file: FullFile) -> None:
    made = redactor_for(casebook, request=asked(file))
    assert not made.edited
    assert redaction_log(made, by="Ruth Okafor") == ()
    found = review(casebook, asked(file))
    assert (found.places, found.possible, found.people, found.writers) == ((), (), (), 0)
    assert found.texts
    rows = chronology.of_pupil(casebook.connection, file.pupil)
    assert {row.seq for row in rows} <= set(proved(casebook, asked(file)))


def test_writers_are_counted(casebook: OpenCasebook, file: FullFile) -> None:
    assert review(casebook, asked(file, reporters=True)).writers > 5


@pytest.mark.parametrize("kind", ["chronology", "child_protection_file"])
def test_a_subject_access_copy_does_not_say_how_many_there_are(
    casebook: OpenCasebook, file: FullFile, kind: str, tmp_path: Path
) -> None:
    request = replace(asked(file, kind), subject_access=True, length="significant")
    prepared = prepare_document(casebook, request=request)
    open_copy = prepare_document(casebook, request=replace(request, subject_access=False))
    shown, total = prepared.contents.shown, prepared.contents.total
    for document, present in ((prepared, False), (open_copy, True)):
        hay = leak_search.in_pdf(document.finish(), folder=tmp_path)
        data = next(text for _, text in hay.texts if '"entries_total"' in text)
        assert (json.loads(data)["entries_total"] == total) is present
        said = re.compile(rf"\b{shown}\s+of\s+(?:the\s+)?{total}\s+(?:entr|record|concern)")
        assert any(said.search(text) for _, text in hay.texts) is present
