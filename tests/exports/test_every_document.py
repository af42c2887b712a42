"""One of every document and sheet, before signing and after, through every reader there is."""

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exports.document import Document
from exports.document_rendering import render_document, render_sheet
from exports.model import RenderedDocument
from exports.seal import SealKey, seal
from tests.support import pdf_check
from tests.support.sample_documents import SAMPLES, page_code

SIGNED_AT = "2026-11-22T09:10:05.000Z"
# Signing adds the same objects to each; of the samples that no school makes one is enough.
UNSIGNED = {"every-part-referral", "every-part-record", "without-statement"}
# A reader of damaged files says so on these words, whatever its exit status.
COMPLAINT = re.compile(r"warning|error|damaged|repair|invalid|missing", re.IGNORECASE)


def render(name: str) -> RenderedDocument:
    """Return a sample as it is made."""
    value = SAMPLES[name]()
    if isinstance(value, Document):
        return render_document(value, page_code=page_code)
    return render_sheet(value)


@pytest.fixture(scope="module")
def files(key: SealKey, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a file, unsigned and, of documents, signed as well."""
    folder = tmp_path_factory.mktemp("every-document")
    found = {}
    for name, build in SAMPLES.items():
        pdf = render(name).pdf
        found[name] = folder / f"{name}.pdf"
        found[name].write_bytes(pdf)
        if isinstance(build(), Document) and name not in UNSIGNED:
            found[f"{name}-signed"] = folder / f"{name}-signed.pdf"
            found[f"{name}-signed"].write_bytes(seal(pdf, key=key, signed_at=SIGNED_AT))
    return found


@pytest.fixture(scope="module")
def leaving(files: dict[str, Path]) -> dict[str, Path]:
    """Return the files as they leave: documents are signed, sheets are not."""
    return {name: path for name, path in files.items() if f"{name}-signed" not in files}


def test_no_document_breaks_a_rule(files: dict[str, Path]) -> None:
    """PDF/A-3a and PDF/UA-1, 0 failed rules, all in one go."""
    pdf_check.assert_keeps(*files.values())


def test_a_document_without_its_tags_is_found(files: dict[str, Path], tmp_path: Path) -> None:
    """The check above can fail: the same file without its headings, or with a level left out."""
    path = tmp_path / "untagged.pdf"
    with pikepdf.open(files["every-part-record"]) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    assert all(not one.passed for one in pdf_check.judge(path))


def _qpdf(path: Path) -> str:
    done = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def _mutool(path: Path) -> str:
    command = ["mutool", "draw", "-q", "-r", "20", "-F", "pgm", "-o", str(path) + ".pgm", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # Debian builds it without colour management and it says so, once for every file
    return (done.stdout + done.stderr).replace("warning: ICC support is not available\n", "")


def _poppler(path: Path) -> str:
    drawn = subprocess.run(
        ["pdftoppm", "-r", "20", "-gray", str(path), str(path) + ".ppm"],
        capture_output=True,
        text=True,
        check=True,
    )
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return drawn.stderr + read.stderr


def _ghostscript(path: Path) -> str:
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def _pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.render(scale=0.25)
        page.get_textpage().get_text_range()
    document.close()
    return ""


READERS: dict[str, Callable[[Path], str]] = {
    "qpdf": _qpdf,
    "mutool": _mutool,
    "poppler": _poppler,
    "ghostscript": _ghostscript,
    "pdfium": _pdfium,
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_opens_every_page(reader: str, leaving: dict[str, Path]) -> None:
    """Every page is drawn, and nobody has anything to say about it."""
    said = {name: READERS[reader](path).strip() for name, path in leaving.items()}
    assert {name: text for name, text in said.items() if text} == {}


@pytest.mark.parametrize("reader", ["qpdf", "mutool", "ghostscript"])
def test_a_damaged_document_is_noticed(reader: str, files: dict[str, Path], tmp_path: Path) -> None:
    """Silence means something: a content stream cut short makes the same readers speak."""
    data = files["form"].read_bytes()
    start = data.index(b"stream\n") + 30
    path = tmp_path / "damaged.pdf"
    path.write_bytes(data[:start] + bytes(40) + data[start + 40 :])
    try:
        said = READERS[reader](path)
    except AssertionError as error:
        said = str(error)
    assert COMPLAINT.search(said)


def test_every_signature_is_valid_and_covers_the_file(files: dict[str, Path]) -> None:
    for name, path in files.items():
        if name.endswith("-signed"):
            done = subprocess.run(
                ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
            )
            assert "Signature is Valid." in done.stdout, name
            assert "Total document signed" in done.stdout, name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_values_give_the_same_bytes(name: str, files: dict[str, Path]) -> None:
    assert render(name).pdf == files[name].read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_no_name_stands_in_metadata(name: str, files: dict[str, Path]) -> None:
    """Language, labels and title are there; whom it is about is not told before the page is."""
    value = SAMPLES[name]()
    with pikepdf.open(io.BytesIO(files[name].read_bytes())) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/PageLabels" in pdf.Root
        told = bytes(pdf.Root.Metadata.read_bytes()).decode() + str(dict(pdf.docinfo))
    assert value.title in told
    if isinstance(value, Document):
        assert value.reference in told
        if value.subtitle:
            assert value.subtitle not in told
