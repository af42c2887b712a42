"""What stands on the pages, read back by two readers: furniture, text, data, links, labels."""

import io
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pytest

from exports import preview
from exports.document import Document
from exports.document_rendering import render_document
from exports.model import RenderedDocument
from storage.records import canonical_json
from tests.fakes.chronology_documents import document, page_code, rows

NAMES = ["court", "referral"]


def _poppler(data: bytes, folder: Path) -> list[str]:
    path = folder / "pages.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_whose_it_is(
    name: str, rendered: dict[str, RenderedDocument], tmp_path: Path
) -> None:
    """Reference, page of pages, export, check code, page code, confidential: on every page."""
    made = rendered[name]
    readers = (preview.page_texts(made.pdf), _poppler(made.pdf, tmp_path))
    for texts in readers:
        assert len(texts) == made.pages
        for number, text in enumerate(texts, start=1):
            plain = " ".join(text.split())
            for item in (
                f"Page {number} of {made.pages}",
                f"Page code {made.page_codes[number - 1]}",
                "Reference p-7k2m9q4rtx",
                "Export x-2026-0042",
                "Check code ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-ABCD-EFGH",
                "CONFIDENTIAL",
            ):
                assert item in plain, (number, item)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_head_repeats(name: str, rendered: dict[str, RenderedDocument]) -> None:
    """A page of the table can be read by itself."""
    made = rendered[name]
    heads = {"court": ("No.", "Date", "Entry"), "referral": ("No.", "Happened", "Outcome")}
    for text in preview.page_texts(made.pdf)[1:-2]:
        assert all(head in text for head in heads[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_states_the_export(name: str, rendered: dict[str, RenderedDocument]) -> None:
    """Child, dates, purpose, recipient and how the entries were chosen."""
    first = " ".join(preview.page_texts(rendered[name].pdf)[0].split())
    shown = {"court": 40, "referral": 125}[name]
    for item in (
        "Chronology",
        "Ní Dhomhnaill-",
        "Keelin Okonkwo",
        "4 March 2015",
        "H801200001013",
        "Harbour Lane Primary School, URN 123456",
        "Siân Llŷr-Hughes, designated safeguarding lead",
        "22 Nov 2026, 09:10",
        "1 June 2018 to 22 November 2026",
        "Initial child protection conference, 30 November 2026",
        "Entries marked significant by the DSL.",
        f"{shown} of {shown + 77} entries",
    ):
        assert item in first


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_an_entry_is_lost(name: str, rendered: dict[str, RenderedDocument]) -> None:
    """Every word of every cell stands on the pages as often as it was written, and in order."""
    text = "".join("".join(preview.page_texts(rendered[name].pdf)).split())
    for row in rows({"court": 40, "referral": 125}[name]):
        for part in (row.child_words, row.outcome, row.action_or_decision, row.record_ref):
            assert "".join(part.split()) in text
        if row.serial != 7:  # the entry of 400 words has a page foot inside it
            assert "".join(row.happened_text.split()) in text


def test_the_last_page_tells_what_is_proved(rendered: dict[str, RenderedDocument]) -> None:
    """The evidence statement names both sides, the codes to compare and what was left out."""
    for name in NAMES:
        texts = preview.page_texts(rendered[name].pdf)
        start = next(i for i, text in enumerate(texts) if "What this is" in text)
        text = " ".join(" ".join(texts[start:]).split())
        for item in (
            "What the check proves",
            "What it does not prove",
            "All 4,182 entries of the ledger were verified, none missing.",
            "Codes to compare",
            "K4M9-Q7T2",
            "Left out of this copy",
            "[Child B]",
            "asked not to be named",
        ):
            assert item in text, (name, item)


def test_totals_are_left_out_where_they_must_not_be_seen() -> None:
    """A copy for a subject access request does not say how many entries there are."""
    made = render_document(document("referral", 3, total=None), page_code=page_code)
    assert "of 80 entries" not in " ".join(preview.page_texts(made.pdf))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        data = json.loads(pdf.attachments["chronology.json"].get_file().read_bytes())
    assert data["entries_total"] is None


def test_the_embedded_data_are_the_exact_text(rendered: dict[str, RenderedDocument]) -> None:
    """Every field of every row, byte for byte, and the ledger extract as it was given."""
    with pikepdf.open(io.BytesIO(rendered["referral"].pdf)) as pdf:
        embedded = pdf.attachments["chronology.json"].get_file().read_bytes()
        extract = pdf.attachments["ledger-extract.json"].get_file().read_bytes()
        relations = {str(one.AFRelationship) for one in pdf.Root.AF}
    data = canonical_json.decode(embedded)
    assert isinstance(data, dict)
    assert extract == b'{"v":1}'
    assert relations == {"/Data"}
    given = rows(125)
    assert len(data["rows"]) == 125
    for row, made in zip(given, data["rows"], strict=True):
        assert made["what_happened"] == row.what_happened
        assert made["corrections"] == [
            {
                name: value
                for name, value in asdict(each).items()
                if name != "is_cut" and (name != "stated" or value)  # only a statement has one
            }
            for each in row.corrections
        ]
    assert data["page_codes"] == list(rendered["referral"].page_codes)


def test_the_catalogue_helps_the_reader(rendered: dict[str, RenderedDocument]) -> None:
    """Language, title bar, outline, page labels; nothing names the child before the page does."""
    with pikepdf.open(io.BytesIO(rendered["referral"].pdf)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "/PageLabels" in root
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            years = [item.title for item in outline.root[0].children]
        assert titles == ["Events in date order", "Evidence statement"]
        assert "2018" in years
        metadata = bytes(root.Metadata.read_bytes()).decode()
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert links
        assert all(int(link.F) == 4 and "/Contents" in link for link in links)
    assert "Dhomhnaill" not in metadata
    assert "p-7k2m9q4rtx" in metadata


def test_the_same_values_give_the_same_bytes(tmp_path: Path, project_root: Path) -> None:
    """Twice in this process and under another hash seed."""
    first = render_document(document("court", 20), page_code=page_code).pdf
    assert first == render_document(document("court", 20), page_code=page_code).pdf
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from exports.document_rendering import render_document\n"
        "from tests.fakes.chronology_documents import document, page_code\n"
        "made = render_document(document('court', 20), page_code=page_code).pdf\n"
        "open(sys.argv[2], 'wb').write(made)\n"
    )
    other = tmp_path / "other.pdf"
    subprocess.run(
        [sys.executable, "-c", code, str(project_root), str(other)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    )
    assert other.read_bytes() == first


def test_a_long_court_chronology_warns(rendered: dict[str, RenderedDocument]) -> None:
    """Family courts limit its length; referrals are free."""
    codes = {name: [one.code for one in rendered[name].warnings] for name in NAMES}
    assert codes == {"court": ["exports.long_court_chronology"], "referral": []}


def test_court_pages_keep_their_margins() -> None:
    """3.5 cm at the left and a clear corner for the stamp, measured in pixels."""
    made = render_document(document("court", 30), page_code=page_code)
    for number in range(1, made.pages + 1):
        width, height, pixels = preview.render_rgb(made.pdf, number, dpi=36)
        margin = int(3.45 / 2.54 * 36)
        corner_left = width - int(6.4 / 2.54 * 36)
        corner_bottom = int(2.4 / 2.54 * 36)
        for y in range(height):
            line = pixels[3 * width * y : 3 * width * (y + 1)]
            assert set(line[: 3 * margin]) == {255}, (number, y)
            if y < corner_bottom:
                assert set(line[3 * corner_left :]) == {255}, (number, y)


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 60])
@pytest.mark.parametrize("profile", NAMES)
def test_any_number_of_entries_fits(profile: str, count: int) -> None:
    """Nothing is drawn outside the frame, whatever the length; the last line is still inside."""
    made = render_document(_long(profile, count), page_code=page_code)
    assert made.pages >= 2
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        height = float(pdf.pages[0].MediaBox[3])
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Td":
                    assert 10 < float(operands[1]) < height - 10


def _long(profile: str, count: int) -> Document:
    return document(profile, rows(count, seed=count))  # type: ignore[arg-type]


def test_a_page_can_be_looked_at(rendered: dict[str, RenderedDocument]) -> None:
    """The preview gives the real page."""
    png = preview.render_png(rendered["court"].pdf, 1, dpi=50)
    assert png.startswith(b"\x89PNG")
    width, height, pixels = preview.render_rgb(rendered["referral"].pdf, 1, dpi=72)
    assert (width, height) == (842, 596) or abs(width - 842) + abs(height - 595) <= 2
    assert len(pixels) == width * height * 3
    assert preview.page_count(rendered["court"].pdf) == rendered["court"].pages
