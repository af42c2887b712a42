"""A chronology on one page from random casebooks: how much it holds, and what is proved of it."""

import copy
import csv
import io
import json
import random
from datetime import date
from pathlib import Path

import pytest

from desktop.usecases.compare_texts import compare_document
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.verify_document import verify_pdf
from exports.document_extract import document_extract
from exports.parts import Entries
from storage.ledger.extract import check_extract
from storage.records.concern import LinkedPupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

SENTENCES = (
    "Came without a coat again.",
    "Her hands were cold and she had not eaten since the evening before.",
    "Attendance was 71 per cent this half-term.",
    "Quentin Abernathy rang and was worried about the children being alone at night.",
    "The health visitor, the social worker and both parents came to the meeting.",
    "She was quiet and stayed near the door.",
)
SUMMARY = "No coat and no breakfast; the school told the social worker."
NAME = Withholding(names=("Quentin Abernathy",), reason="third_party")
LOOKS = ("court", "referral")


def fill(casebook: OpenCasebook, child: str, *, seed: int, odd: bool) -> None:
    """Thirty entries; ``odd`` ones are corrected, undated, summarised, or hold a child's words."""
    chance = random.Random(seed)
    for number in range(30):
        strange = odd and chance.random() < 0.3
        day = When.on_day(date(2025, 1 + number % 12, chance.randint(1, 28)))
        row = add_entry(
            casebook,
            entry=NewEntry(
                kind=chance.choice(("call", "meeting")),
                pupils=(LinkedPupil(id=child, role="subject"),),
                happened=When.unknown(as_told="before he started") if strange else day,
                text=" ".join(chance.choices(SENTENCES, k=chance.randint(1, 9))),
                child_words="I was not hungry." if odd and chance.random() < 0.3 else "",
                source=chance.choice(("child", "saw", "")),
                significant=chance.random() < 0.5,
            ),
        )
        if odd and chance.random() < 0.3:
            words = " ".join(chance.choices(SENTENCES, k=3))
            amend(casebook, target=row, field="text", correction=words, reason="Diary")
        if odd and chance.random() < 0.3:
            set_significant(casebook, target=row, significant=True, summary=SUMMARY)


@pytest.fixture(scope="module", params=[(1, False), (2, True), (3, True)], ids=str)
def casebook(request, school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory):
    seed, odd = request.param
    folder = tmp_path_factory.mktemp("page") / "school"
    school = school_template.copy_to(folder, seed=f"page {seed}")
    with school.signed_in() as opened:
        fill(opened, school.first_pupil, seed=seed, odd=odd)
        yield opened, school.first_pupil, odd
    school.close()


def prepared(opened: OpenCasebook, child: str, **changes) -> PreparedDocument:
    usual = {
        "kind": "chronology",
        "pupil_id": child,
        "purpose": "Initial child protection conference",
        "recipient": "Wexcombe Council",
        "product": "signed",
        "length": "page",
    }
    return prepare_document(opened, request=DocumentRequest(**{**usual, **changes}))


def rows_of(made: PreparedDocument):
    return [row for part in made.document.parts if isinstance(part, Entries) for row in part.rows]


def data_of(made: PreparedDocument):
    return json.loads(document_extract(made.document))


def proved_by(made: PreparedDocument):
    attached = json.loads(made.document.provenance.ledger_extract)
    return check_extract(attached, check_signature=check_signature).proved


@pytest.mark.parametrize("look", LOOKS)
def test_one_page_holds_many_and_is_proved(casebook, look: str, tmp_path: Path) -> None:
    opened, child, odd = casebook
    made = prepared(opened, child, look=look)
    assert made.laid_out.body_pages == 1
    assert len(rows_of(made)) >= (6 if odd else 10)
    page = " ".join(made.page_text(1).split())
    assert f"{len(rows_of(made))} of {made.document.total} entries shown" in page
    assert "Cut texts end with …; the whole entry is under its record reference" in page
    path = tmp_path / "page.pdf"
    publish(opened, prepared=made, path=path)
    report = verify_pdf(path.read_bytes())
    assert report.result == "ok"
    count = len(rows_of(made))
    assert any(line.startswith(f"{count} of {count} rows") for line in report.proved)
    assert any(line.startswith(f"{count} of these rows are in short") for line in report.proved)


def test_the_same_entries_give_the_same_page(casebook) -> None:
    opened, child, _ = casebook
    assert rows_of(prepared(opened, child)) == rows_of(prepared(opened, child))


def test_any_change_of_a_cut_text_is_found(casebook) -> None:
    opened, child, _ = casebook
    made = prepared(opened, child)
    data, proved = data_of(made), proved_by(made)
    assert compare_document(data, proved).ok
    cut = [n for n, row in enumerate(data["rows"]) if "what_happened" in row["short"]["cut"]]
    assert cut
    for place in cut:
        said = data["rows"][place]["what_happened"]
        for other in (said.replace("a", "e", 1), said[:-4] + " …", said[:-2], f"Not so. {said}"):
            changed = copy.deepcopy(data)
            changed["rows"][place]["what_happened"] = other
            assert not compare_document(changed, proved).ok, other
        unmarked = copy.deepcopy(data)
        unmarked["rows"][place]["short"]["cut"] = []
        assert not compare_document(unmarked, proved).ok
        hidden = copy.deepcopy(data)
        hidden["rows"][place]["short"]["left_out"].append("what_happened")
        hidden["rows"][place]["what_happened"] = ""
        assert not compare_document(hidden, proved).ok


def test_a_summary_and_a_correction_in_short_are_those_of_their_entries(casebook) -> None:
    opened, child, odd = casebook
    made = prepared(opened, child, look="referral")
    data, proved = data_of(made), proved_by(made)
    summaries = [row for row in data["rows"] if row["short"]["summary"] is not None]
    corrected = [row for row in data["rows"] if row["corrections"]]
    assert bool(summaries) == bool(corrected) == odd
    for row in summaries:
        assert row["what_happened"] == SUMMARY
        row["what_happened"] = "A coat and a breakfast."
        assert not compare_document(data, proved).ok
        row["what_happened"] = SUMMARY
    for row in corrected:
        (said,) = row["corrections"]
        kept = said["now"]
        said["now"] = f"Not {kept}"
        assert not compare_document(data, proved).ok
        said["now"] = kept
    assert compare_document(data, proved).ok


@pytest.mark.parametrize("look", LOOKS)
def test_a_withheld_name_leaves_nothing_of_itself_at_a_cut(
    casebook, look: str, tmp_path: Path
) -> None:
    opened, child, odd = casebook
    made = prepared(opened, child, look=look, withhold=NAME)
    assert made.laid_out.body_pages == 1
    words = document_extract(made.document) + made.document.provenance.ledger_extract
    for part in (b"Quentin", b"Quent", b"bernathy"):
        assert part not in words
    assert odd or any("[" in row.what_happened for row in rows_of(made))
    for row in rows_of(made):
        assert row.what_happened.count("[") == row.what_happened.count("]")
    path = tmp_path / "withheld.pdf"
    publish(opened, prepared=made, path=path)
    assert verify_pdf(path.read_bytes()).result == "ok"


def test_nothing_is_attached_of_what_the_page_leaves_out(casebook) -> None:
    opened, child, _ = casebook
    made = prepared(opened, child)
    shown = {entry.seq: entry.shown for entry in proved_by(made)}
    for row in rows_of(made):
        own = shown[int(row.record_ref.rpartition(" ")[2])]
        assert row.short is not None
        assert ("text" in own) == (row.short.summary is None)
        if "child_words" in row.short.left_out:
            assert "child_words" not in own
        assert not {"action", "reason", "outcome"} & set(own)


def test_a_working_copy_shows_the_same_rows(casebook, tmp_path: Path) -> None:
    opened, child, _ = casebook
    signed = rows_of(prepared(opened, child))
    path = tmp_path / "page.csv"
    publish(opened, prepared=prepared(opened, child, product="working", path=path), path=path)
    lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    start = next(n for n, line in enumerate(lines) if line[:1] == ["No."]) + 1
    for line, row in zip(lines[start : start + len(signed)], signed, strict=True):
        assert row.what_happened in line[2]
        assert "By ." not in line[2]
        assert all(each.now in line[2] for each in row.corrections)
