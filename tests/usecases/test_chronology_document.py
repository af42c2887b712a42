"""The chronology as it leaves the school: its lengths by the real layout, families, corrections,
working copies.
"""

import csv
import io
import json
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents import one_page
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.verify_document import verify_pdf
from exports.parts import Entries
from exports.working_copy_cells import COLUMNS, MARK
from storage.database.repositories import disclosures, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

SAID = (
    "Came without a coat for the third day in a row.",
    "Quentin Abernathy rang and was worried about the children being left alone in the evenings.",
    "Said there had been no breakfast. " * 6,
)


@pytest.fixture(scope="module")
def template(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A child and a brother with 24 entries, three of them undated, one corrected."""
    folder = tmp_path_factory.mktemp("chronology") / "school"
    school = school_template.copy_to(folder, seed="chronology")
    with school.signed_in() as casebook:
        first, second = children(casebook)
        siblings = {"id": first, "source": "test", "siblings": [second]}
        casebook.append(Event(type="pupil.changed", fields=siblings))
        for number in range(24):
            about = (
                (first, second) if number % 6 == 0 else (second,) if number % 6 == 5 else (first,)
            )
            row = add_entry(casebook, entry=entry(number, about))
        amend(
            casebook,
            target=row,
            field="text",
            correction="Came without a coat for the second day in a row.",
            reason="The diary of the class",
        )
    return school


@pytest.fixture
def school(template: SmallSchool, tmp_path: Path):
    """A copy of it."""
    copy = template.copy_to(tmp_path / "school", seed="one chronology")
    yield copy
    copy.close()


def children(casebook: OpenCasebook) -> tuple[str, str]:
    first, second = pupils.all_pupils(casebook.connection)[:2]
    return first.id, second.id


def entry(number: int, about: tuple[str, ...]) -> NewEntry:
    day = When.on_day(date(2025, 1 + number % 12, 1 + number))
    return NewEntry(
        kind="call",
        pupils=tuple(LinkedPupil(id=child, role="subject") for child in about),
        happened=When.unknown(as_told="before he started") if number % 9 == 4 else day,
        text=SAID[number % 3],
        significant=number % 4 == 0,
        outcome="Noted" if number % 5 == 0 else "",
    )


def prepared(casebook: OpenCasebook, **changes) -> PreparedDocument:
    usual = {
        "kind": "chronology",
        "pupil_id": children(casebook)[0],
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council",
        "product": "signed",
    }
    return prepare_document(casebook, request=DocumentRequest(**{**usual, **changes}))


def rows_of(document: PreparedDocument):
    return [
        row for part in document.document.parts if isinstance(part, Entries) for row in part.rows
    ]


def words_of(document: PreparedDocument, page: int) -> str:
    """The words of a page, wherever its lines end."""
    return " ".join(document.page_text(page).split())


def attached(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return json.loads(opened.attachments["chronology.json"].get_file().read_bytes())


@pytest.mark.parametrize("look", ["court", "referral"])
@pytest.mark.parametrize("family", [False, True])
def test_one_page_is_filled_and_no_fuller(
    school: SmallSchool, look: str, family: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with school.signed_in() as casebook:
        made = prepared(casebook, length="page", look=look, family=family)
        assert made.laid_out.body_pages == 1
        shown = len(rows_of(made))
        assert 1 <= shown == made.document.shown < made.document.total
        assert f"{shown} of {made.document.total} entries shown" in words_of(made, 1)
        assert "As many as one page holds" in words_of(made, 1)
        # with one entry more it would be two pages
        monkeypatch.setattr(
            one_page.OnePage, "holds", lambda self, some, rule: len(some) <= shown + 1
        )
        fuller = prepared(casebook, length="page", look=look, family=family)
        assert len(rows_of(fuller)) == shown + 1
        assert fuller.laid_out.body_pages > 1


def test_undated_entries_stay_in_view_or_are_counted(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for length in ("significant", "full"):
            made = prepared(casebook, length=length)
            undated = [row for row in rows_of(made) if row.happened_note == "undated"]
            assert len(undated) == 3, length
            assert all("before he started" in row.happened_text for row in undated)
        page = prepared(casebook, length="page")
        shown = sum("before he started" in row.happened_text for row in rows_of(page))
        said = f"{shown or 'None'} of 3 entries without a date" in words_of(page, 1)
        assert said == (shown < 3)
        asked = prepared(casebook, length="page", subject_access=True)
        assert " of 3 entries" not in words_of(asked, 1)
        assert "entries shown" not in words_of(asked, 1)


def test_a_length_nobody_knows_is_refused(school: SmallSchool) -> None:
    with school.signed_in() as casebook, pytest.raises(UserFacingError) as caught:
        prepared(casebook, length="half")
    assert caught.value.code == "chronology.length_unknown"


def test_a_family_stands_in_one_table_and_each_entry_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second = (pupils.pupil(casebook.connection, child) for child in children(casebook))
        assert first is not None
        assert second is not None
        made = prepared(casebook, family=True)
        path = school.root / "family.pdf"
        published = publish(casebook, prepared=made, path=path)
        row = disclosures.disclosure(casebook.connection, published.export_id)
        assert row is not None
        assert set(row.pupils) == {first.id, second.id}
        alone = prepared(casebook)
    rows = rows_of(made)
    both = f"{first.display_name} and {second.display_name}: Call"
    headings = [each.heading for each in rows]
    assert headings.count(both) == 4
    assert headings.count(f"{second.display_name}: Call") == 4
    assert len(rows) == 24
    assert len(rows_of(alone)) == 20
    assert all(each.heading == "Call" for each in rows_of(alone))
    text = words_of(made, 1)
    for child in (first, second):
        assert child.display_name in text
        assert child.details.upn in text
    assert "Every entry in these children’s files. 24 of 24 entries shown." in " ".join(
        text.split()
    )
    report = verify_pdf(path.read_bytes())
    assert report.result == "ok"
    assert any(line.startswith("24 of 24 rows") for line in report.proved)


def test_the_correction_is_printed_and_proved(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = prepared(casebook, family=True)
        path = school.root / "corrected.pdf"
        publish(casebook, prepared=made, path=path)
    document = pypdfium2.PdfDocument(path)
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert "now “Came without a coat for the second day in a row.”" in words
    report = verify_pdf(path.read_bytes())
    assert any(line.startswith("1 of 1 corrections beside rows") for line in report.proved)


def test_withheld_names_go_from_every_length(school: SmallSchool) -> None:
    withhold = Withholding(names=("Quentin Abernathy",), reason="third_party")
    with school.signed_in() as casebook:
        for length in ("page", "significant", "full"):
            path = school.root / f"{length}.pdf"
            made = prepared(casebook, length=length, withhold=withhold)
            publish(casebook, prepared=made, path=path)
            assert "bernathy" not in json.dumps(attached(path.read_bytes()))
            assert verify_pdf(path.read_bytes()).result == "ok"


@pytest.mark.parametrize("suffix", [".docx", ".csv"])
@pytest.mark.parametrize("length", ["significant", "full"])
def test_a_working_copy_shows_what_the_signed_copy_shows(
    school: SmallSchool, suffix: str, length: str
) -> None:
    withhold = Withholding(names=("Quentin Abernathy",), reason="third_party")
    with school.signed_in() as casebook:
        signed = prepared(casebook, length=length, look="referral", withhold=withhold)
        path = school.root / f"working{suffix}"
        made = prepared(
            casebook,
            length=length,
            look="referral",
            withhold=withhold,
            product="working",
            path=path,
        )
        publish(casebook, prepared=made, path=path)
    if suffix == ".csv":
        lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        assert lines[0] == [MARK]
        start = lines.index(list(COLUMNS)) + 1
        table = lines[start : start + len(rows_of(signed))]
        words = json.dumps(lines, ensure_ascii=False)
    else:
        opened = docx.Document(str(path))
        assert MARK in opened.sections[0].header.paragraphs[0].text
        table = [[cell.text for cell in row.cells] for row in opened.tables[1].rows][1:]
        words = json.dumps(
            [[cell.text for row in each.rows for cell in row.cells] for each in opened.tables],
            ensure_ascii=False,
        )
    assert [line[0] for line in table] == [str(row.serial) for row in rows_of(signed)]
    for line, row in zip(table, rows_of(signed), strict=True):
        assert row.what_happened in line[2]
        assert row.record_ref in line[4]
    assert f"{len(table)} of {signed.document.total} entries shown" in words
    assert "bernathy" not in words
    assert "Edited copy" in words
