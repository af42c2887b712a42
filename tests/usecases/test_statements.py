"""A statement of somebody who disagrees stands beside its entry in every document, and nobody can
leave it out.
"""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.amendments import Statement, state_disagreement
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.transfer_in import preview_pack
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import chronology
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import WHEN, SmallSchool, cheap_kdf, decision

WORDS = "I never said that to the school."
WHOSE = "Nadia Brook (mother), 21 Nov 2026"


def statement(target: str, **changes) -> Statement:
    usual = {
        "target": target,
        "stated_by": "Nadia Brook",
        "relationship": "mother",
        "stated_on": "2026-11-21",
        "words": WORDS,
    }
    return Statement(**{**usual, **changes})


@pytest.fixture
def disputed(school: SmallSchool):
    """A concern with a decision and a call, both disagreed with; the call is not significant."""
    school.send(what_happened="A bruise on the left forearm.", child_words="I fell.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id))
        row = add_entry(
            casebook,
            entry=NewEntry(
                kind="contact_parent",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Mother said she was late.",
            ),
        )
        for target in (row, concern_id):
            state_disagreement(
                casebook, statement=statement(target, files=(("letter.txt", b"Dear school"),))
            )
        yield casebook, row, concern_id


def made(school: SmallSchool, casebook, **changes) -> Path:
    usual = {
        "kind": "chronology",
        "pupil_id": school.first_pupil,
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council",
        "product": "signed",
    }
    request = DocumentRequest(**{**usual, **changes})
    path = school.root / "made.pdf"
    publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    return path


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "chronology", "look": "court"},
        {"kind": "chronology", "look": "referral"},
        {"kind": "chronology", "length": "page"},
        {"kind": "child_protection_file"},
        {"kind": "referral_pack"},
        {"kind": "concern_record"},
    ],
    ids=lambda changes: "-".join(str(value) for value in changes.values()),
)
def test_it_stands_in_every_document_that_shows_the_entry(school, disputed, changes) -> None:
    casebook, _row, concern_id = disputed
    if changes["kind"] in ("concern_record", "referral_pack"):
        changes = {**changes, "records": (concern_id,)}
    path = made(school, casebook, **changes)
    said = words_of(path)
    assert WORDS in said
    assert WHOSE in said
    report = verify_pdf(path.read_bytes())
    assert report.result == "ok", report.to_value()


def test_it_is_not_a_correction_and_takes_the_place_of_nothing(school, disputed) -> None:
    casebook, row, _ = disputed
    state_disagreement(casebook, statement=statement(row, stated_by="Tom Brook", words="Nor did I"))
    entry = chronology.entry(casebook.connection, row)
    assert entry.text == "Mother said she was late."
    assert [each.stated_by for each in entry.corrections] == ["Nadia Brook", "Tom Brook"]
    said = words_of(made(school, casebook))
    assert "Nor did I" in said
    assert f"was “{WORDS}”" not in said


def test_it_cannot_be_left_out_of_what_shows_the_entry(school, disputed) -> None:
    casebook, row, _ = disputed
    entry = chronology.entry(casebook.connection, row)
    (disagrees,) = entry.corrections
    for name in ("correction", "", "stated_by"):
        withhold = Withholding(fields=((disagrees.seq, name, "third_party"),))
        with pytest.raises(UserFacingError) as refused:
            made(school, casebook, withhold=withhold)
        assert refused.value.code == "export.statement_left_out"
    both = ((entry.seq, "", "third_party"), (disagrees.seq, "", "third_party"))
    said = words_of(made(school, casebook, withhold=Withholding(fields=both)))
    assert "Mother said she was late." not in said


def test_a_name_in_it_is_exchanged_like_any_other(school, disputed) -> None:
    casebook, _, _ = disputed
    withhold = Withholding(names=("Nadia Brook",), reason="third_party")
    path = made(school, casebook, withhold=withhold)
    said = words_of(path)
    assert "Nadia" not in said
    assert WORDS in said
    assert verify_pdf(path.read_bytes()).result == "ok"


def test_its_file_goes_into_the_childs_file(school, disputed) -> None:
    casebook, _, _ = disputed
    path = made(school, casebook, kind="child_protection_file", answers={"files": "attached"})
    with pikepdf.open(io.BytesIO(path.read_bytes())) as opened:
        assert any("letter" in name for name in opened.attachments)


def test_the_next_school_gets_it(school, disputed) -> None:
    casebook, row, _ = disputed
    request = PackRequest(
        pupil_id=school.first_pupil,
        recipient="Kim Vale, DSL, Otter Brook Primary",
        path=school.root / "file.holdfast-pack",
        method="hand",
    )
    pack = create_pack(casebook, request=request, kdf=cheap_kdf(school.random_bytes))
    data = Path(pack.path).read_bytes()
    preview = preview_pack(
        casebook, data=data, passphrase=pack.passphrase, pupil_id=school.first_pupil
    )
    received = [row.text for row in preview.rows]
    assert f"Statement of disagreement with {row}, {WHOSE}: “{WORDS}”" in received
    files = [stored.name for each in preview.rows if each.key == row for stored in each.files]
    assert files == ["letter.txt"]


def test_it_needs_who_when_and_what(school, disputed) -> None:
    casebook, row, _ = disputed
    for name in ("stated_by", "relationship", "stated_on", "words"):
        with pytest.raises(UserFacingError) as refused:
            state_disagreement(casebook, statement=statement(row, **{name: " "}))
        assert refused.value.code == "file.statement_incomplete"
