"""Whose name is left out of a copy is not to be found by number, address or the list itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.database.repositories import pupils
from storage.records.concern import LinkedPupil
from tests.fakes.full_file import OTHER_UPN, FullFile, fill_file
from tests.fakes.small_school import WHEN, SmallSchool
from tests.support.leak_search import in_pdf, places_of

FOSTER_HOME = ("Lowe", "Brenda", "960222", "Rose Cottage", "ZZ2 1XY", "ZZ21XY")
SAID = (
    "Rang 01632 960222, then 01632960222 and +44 1632 960222: Mrs Lowe of Rose Cottage, ZZ21XY."
    f" The other child's number is {OTHER_UPN}."
)


@pytest.fixture(scope="module")
def home(school_template: SmallSchool, tmp_path_factory) -> Iterator[SmallSchool]:
    """A school whose first child lives with a foster mother."""
    school = school_template.copy_to(tmp_path_factory.mktemp("home") / "school", seed="home")
    yield school
    school.close()


@pytest.fixture(scope="module")
def casebook(home: SmallSchool) -> Iterator[OpenCasebook]:
    with home.signed_in() as opened:
        yield opened


@pytest.fixture(scope="module")
def file(home: SmallSchool, casebook: OpenCasebook) -> FullFile:
    """The child's file, with a call in which the numbers are said."""
    filled = fill_file(home, casebook)
    add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=filled.pupil, role="subject"),),
            happened=WHEN,
            text=SAID,
            contact="Brenda Lowe",
        ),
    )
    return filled


def request(file: FullFile, kind: str, **withhold) -> DocumentRequest:
    return DocumentRequest(
        kind=kind,
        pupil_id=file.pupil,
        purpose="Asked for by the father’s solicitor",
        recipient="Harbour Law",
        product="signed",
        withhold=Withholding(**withhold),
    )


def leaks(casebook: OpenCasebook, asked: DocumentRequest, secrets, folder: Path) -> set[str]:
    pdf = prepare_document(casebook, request=asked).finish()
    hay = in_pdf(pdf, folder=folder).ready()
    return {secret for secret, places in places_of(hay, secrets).items() if places}


@pytest.mark.parametrize("kind", ["child_protection_file", "chronology", "referral_pack"])
@pytest.mark.parametrize("name", ["Mrs Lowe; Brenda", "Brenda Lowe"])
def test_a_foster_home_cannot_be_found(casebook, file, tmp_path: Path, kind, name) -> None:
    found = leaks(casebook, request(file, kind, names=(name,)), FOSTER_HOME, tmp_path)
    assert found == set()
    # the control: another's name leaves the same words in
    other = leaks(casebook, request(file, kind, names=("Dave Pike",)), FOSTER_HOME, tmp_path)
    assert other >= {"Lowe", "960222"}


def test_another_child_is_not_found_by_the_number(casebook, file, tmp_path: Path) -> None:
    asked = request(file, "chronology", names=(file.other,))
    assert leaks(casebook, asked, (OTHER_UPN,), tmp_path) == set()
    assert leaks(casebook, request(file, "chronology"), (OTHER_UPN,), tmp_path) == {OTHER_UPN}


def test_a_child_of_the_same_surname_takes_no_contact_along(casebook, file) -> None:
    redactor = redactor_for(
        casebook, request=request(file, "chronology", names=("child: Tia Lowe",))
    )
    assert redactor.apply("Rose Cottage, 01632 960222") == "Rose Cottage, 01632 960222"


def test_brothers_and_sisters_keep_the_childs_own_address(casebook, file) -> None:
    own = pupils.pupil(casebook.connection, file.pupil)
    assert own is not None
    other = pupils.pupil(casebook.connection, file.other)
    assert other is not None
    redactor = redactor_for(casebook, request=request(file, "chronology", names=(file.other,)))
    assert redactor.apply(own.details.address) == own.details.address
    assert redactor.apply(other.details.address) != other.details.address


def test_the_lead_who_is_left_out_does_not_sign_the_list(casebook, file, tmp_path: Path) -> None:
    """The list of what was left out says who decided: then it says so by the label."""
    asked = request(file, "file_index", names=("Ruth Okafor",))
    assert leaks(casebook, asked, ("Okafor",), tmp_path) == set()
    prepared = prepare_document(casebook, request=asked)
    assert {item.by for item in prepared.document.provenance.redactions} == {"[Adult 1]"}
