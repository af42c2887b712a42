"""Court papers, the register and certificates, made from a real casebook and checked like any
document.
"""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.dispose import DisposalRequest, dispose, plan_disposal
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.published import Published
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import show_page
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from exports.preview import page_texts
from storage.database.repositories import disclosures
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from tests.fakes.small_school import DEPUTY_PASSWORD, WHEN, SmallSchool


def make(
    casebook: OpenCasebook, school: SmallSchool, kind: str, *, name: str, **changes: Any
) -> Published:
    """Prepare and publish a document as a signed copy."""
    asked = {
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council, Legal Services",
        "product": "signed",
        "path": school.root / name,
    }
    request = DocumentRequest(kind=kind, **{**asked, **changes})
    return publish(casebook, prepared=prepare_document(casebook, request=request))


def text_of(path: str) -> str:
    """The words on all pages of a file, with single spaces."""
    return " ".join(" ".join(page_texts(Path(path).read_bytes())).split())


@pytest.fixture
def opened(school: SmallSchool) -> Any:
    """A signed-in casebook whose first child has an entry."""
    with school.signed_in() as casebook:
        add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Rang the school nurse, Quentin Abernathy.",
            ),
        )
        yield casebook


@pytest.fixture
def given(opened: OpenCasebook, school: SmallSchool) -> Published:
    """A chronology that left, with a name withheld."""
    return make(
        opened,
        school,
        "chronology",
        name="chronology.pdf",
        pupil_id=school.first_pupil,
        product="locked",
        withhold=Withholding(names=("Quentin Abernathy",), reason="third_party"),
    )


def test_a_certificate_describes_what_left_and_its_words_are_proved(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    answers = {"why_responsible": "I keep these records", "address": "1 Larch Lane"}
    made = make(opened, school, "s9_certificate", name="s9.pdf", records=(given.export_id,),
                requested_by="court", answers=answers)  # fmt: skip
    text = text_of(made.path)
    row = disclosures.disclosure(opened.connection, given.export_id)
    assert row is not None
    sent = hashlib.sha256((school.root / "chronology.pdf").read_bytes()).hexdigest()
    squeezed = text.replace(" ", "")
    assert sent in squeezed
    assert row.kept_sha256 in squeezed
    assert row.page_codes[0] in text
    for words in ("Larch Lane Primary", "1 Larch Lane", "I keep these records", "Ruth Okafor"):
        assert words in text
    data = Path(made.path).read_bytes()
    report = verify_pdf(data)
    assert report.result == "ok"
    (document,) = [json.loads(bytes_) for bytes_ in _data_of(data)]
    sources = {each["source"]["name"] for each in _sourced(document)}
    assert {"id", "sha256", "kept_sha256"} <= sources


def _data_of(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            spec.get_file().read_bytes()
            for name, spec in pdf.attachments.items()
            if name == "document.json"
        ]


def _sourced(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in _sourced(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("source") else []
    return own + [found for item in value.values() for found in _sourced(item)]


def test_papers_for_a_court_are_made_only_when_asked_for(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    for kind in ("s9_certificate", "exhibit_cover", "statement_shell"):
        for who in ("", "parent"):
            with pytest.raises(UserFacingError) as caught:
                make(opened, school, kind, name="no.pdf", records=(given.export_id,),
                     requested_by=who)  # fmt: skip
            assert caught.value.code == "documents.only_when_asked"
    assert not (school.root / "no.pdf").exists()


@pytest.mark.parametrize(
    ("records", "code"),
    [((), "documents.choose_documents"), (("x-000000000000",), "documents.not_in_register")],
)
def test_a_paper_is_about_documents_of_the_register(
    opened: OpenCasebook, school: SmallSchool, records: tuple[str, ...], code: str
) -> None:
    for kind in ("s9_certificate", "exhibit_cover", "statement_shell"):
        with pytest.raises(UserFacingError) as caught:
            make(opened, school, kind, name="no.pdf", records=records, requested_by="court")
        assert caught.value.code == code


def test_a_working_copy_is_no_record(opened: OpenCasebook, school: SmallSchool) -> None:
    copy = make(opened, school, "chronology", name="copy.docx", pupil_id=school.first_pupil,
                product="working")  # fmt: skip
    with pytest.raises(UserFacingError) as caught:
        make(opened, school, "s9_certificate", name="no.pdf", records=(copy.export_id,),
             requested_by="police")  # fmt: skip
    assert caught.value.code == "documents.working_copy_is_no_record"


def test_a_cover_and_a_statement_name_the_exhibit_and_quote_nothing(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    for kind in ("exhibit_cover", "statement_shell"):
        made = make(opened, school, kind, name=f"{kind}.pdf", records=(given.export_id,),
                    requested_by="lawyer", answers={"court": "Wexcombe"})  # fmt: skip
        text = text_of(made.path)
        assert "RO1" in text
        assert given.export_id in text
        assert "nurse" not in text  # the document is an exhibit, never the statement
        assert "Evidence statement" not in text
        assert verify_pdf(Path(made.path).read_bytes()).result == "ok"
    draft = make(opened, school, "statement_shell", name="statement.docx", product="working",
                 records=(given.export_id,), requested_by="lawyer")  # fmt: skip
    assert Path(draft.path).read_bytes()[:2] == b"PK"


def test_a_paper_supposes_nothing_of_the_proceedings(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    """Which statement it is, only its witness knows; what was typed stands there."""
    for kind in ("exhibit_cover", "statement_shell"):
        for answers, line in (({}, "Statement ……"), ({"number": "3"}, "Statement 3")):
            made = make(opened, school, kind, name=f"{kind}-{len(answers)}.pdf",
                        records=(given.export_id,), requested_by="lawyer",
                        answers=answers)  # fmt: skip
            assert line in text_of(made.path)
    cover = make(opened, school, "exhibit_cover", name="described.pdf", requested_by="lawyer",
                 records=(given.export_id,), answers={"describes": "The file to May"})  # fmt: skip
    assert "The file to May, " in text_of(cover.path)


def test_a_certificate_of_paper_does_not_say_that_a_file_left(
    opened: OpenCasebook, school: SmallSchool
) -> None:
    request = DocumentRequest(
        kind="chronology", pupil_id=school.first_pupil, purpose="p", recipient="r",
        product="signed",
    )  # fmt: skip
    printed = publish(opened, prepared=prepare_document(opened, request=request), how="print")
    made = make(opened, school, "s9_certificate", name="s9.pdf", records=(printed.export_id,),
                requested_by="court")  # fmt: skip
    text = text_of(made.path)
    assert "As it is kept; it left on paper" in text
    assert "As it left" not in text


def test_a_further_copy_is_certified_with_the_pages_of_the_first(
    opened: OpenCasebook, school: SmallSchool
) -> None:
    request = DocumentRequest(
        kind="chronology", pupil_id=school.first_pupil, purpose="p", recipient="r",
        product="signed", path=school.root / "first.pdf",
    )  # fmt: skip
    prepared = prepare_document(opened, request=request)
    first = publish(opened, prepared=prepared)
    again = publish(opened, prepared=prepared, path=school.root / "again.pdf")
    made = make(opened, school, "s9_certificate", name="s9.pdf", records=(again.export_id,),
                requested_by="court")  # fmt: skip
    text = text_of(made.path)
    assert again.export_id in text
    assert first.export_id in text  # the pages are kept under this number
    assert prepared.page_codes[0] in text


def test_the_register_holds_everything_that_left_about_a_child(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    other = make(opened, school, "disclosure_register", name="all.pdf")
    of_child = make(opened, school, "disclosure_register", name="child.pdf",
                    pupil_id=school.first_pupil)  # fmt: skip
    everything, alone = text_of(other.path), text_of(of_child.path)
    for text in (everything, alone):
        assert given.export_id in text
        assert "Wexcombe Council" in text
        assert "1 name or text" in text
    assert verify_pdf(Path(of_child.path).read_bytes()).result == "ok"
    assert inspect_pdf(Path(other.path).read_bytes()).result == "ok"


def test_what_the_statement_says_of_pages_and_codes_is_so(
    opened: OpenCasebook, school: SmallSchool, given: Published
) -> None:
    """“The school finds that page and shows it as it left”; “the register has its SHA-256”."""
    row = disclosures.disclosure(opened.connection, given.export_id)
    assert row is not None
    assert show_page(opened, code=row.page_codes[0]).page == 1
    path = school.root / "chronology.pdf"
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert row.sha256.encode() not in path.read_bytes()


def test_a_disposal_certificate_says_what_the_entry_holds_and_no_name(
    opened: OpenCasebook, school: SmallSchool
) -> None:
    child = school.first_pupil
    left = {"id": child, "source": "left", "on_roll": False, "in_care": False}
    opened.append(Event(type="pupil.changed", fields=left))
    name = str(opened.connection.value("SELECT name FROM pupil WHERE id = ?", (child,)))
    request = DisposalRequest(
        pupil_id=child,
        rule="transferred",
        authority="Policy 2025, the head",
        counted_from="2020-01-01",
    )
    plan = plan_disposal(opened, request=request)
    school.clock.advance(minutes=1)
    second = Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan"))
    done = dispose(opened, folder=school.casebook_folder, request=request,
                   entries=len(plan.entries), second=second)  # fmt: skip
    made = make(opened, school, "disposal_certificate", name="disposal.pdf", records=(done.id,))
    text = text_of(made.path)
    for words in (done.id, "Policy 2025, the head", "Ruth Okafor", "Dan Whitcombe",
                  f"Entries destroyed {len(plan.entries)}"):  # fmt: skip
        assert words in text, words
    assert name not in text
    assert verify_pdf(Path(made.path).read_bytes()).result == "ok"
    with pytest.raises(UserFacingError) as caught:
        make(opened, school, "disposal_certificate", name="no.pdf", records=("z-1",))
    assert caught.value.code == "disposal.not_found"
