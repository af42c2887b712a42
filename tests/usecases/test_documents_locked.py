"""Locked copies: they open with their password alone, and it stands nowhere."""

import hashlib
import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.register import kept_copy
from desktop.usecases.lead.verify_casebook import show_page
from desktop.usecases.verify_document import verify_pdf
from exports.lock import lock_and_seal
from exports.preview import page_texts
from storage.database.repositories import disclosures
from tests.fakes.handed_over import asked, recorded_school
from tests.fakes.small_school import SmallSchool


@pytest.fixture(scope="module")
def recorded(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A school with a file worth handing over; nobody writes to it."""
    return recorded_school(school_template, tmp_path_factory.mktemp("recorded") / "school")


@pytest.fixture
def school(recorded: SmallSchool, tmp_path: Path):
    """A copy of the recorded school."""
    copy = recorded.copy_to(tmp_path / "school", seed="one document")
    yield copy
    copy.close()


def opens(pdf: bytes, password: str, folder: Path) -> dict[str, bool]:
    """Which readers open a file with a password."""
    path = folder / "locked.pdf"
    path.write_bytes(pdf)
    return {
        "pdfium": _tries(lambda: pypdfium2.PdfDocument(pdf, password=password or None).close()),
        "pikepdf": _tries(lambda: pikepdf.open(path, password=password).close()),
        "qpdf": _runs("qpdf", f"--password={password}", "--check", str(path)),
        "mutool": _runs("mutool", "draw", "-p", password, "-F", "text", "-o", "-", str(path)),
        "poppler": _runs("pdfinfo", "-upw", password, str(path)),
    }


def _tries(work: Callable[[], None]) -> bool:
    try:
        work()
    except (pikepdf.PasswordError, pypdfium2.PdfiumError):
        return False
    return True


def _runs(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_locked_copy_opens_in_every_reader(school: SmallSchool, tmp_path: Path) -> None:
    """The command line of poppler takes 32 characters of a password, its viewers take all."""
    short = "plum tide oboe kite rain sock"
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        key = seal_key(casebook)
    at = prepared.moment.at
    pdf = lock_and_seal(prepared.finish(), password=short, key=key, signed_at=at)
    assert set(opens(pdf, short, tmp_path).values()) == {True}
    for wrong in ("", short.upper(), short[:-1]):
        assert set(opens(pdf, wrong, tmp_path).values()) == {False}, wrong
    path = tmp_path / "locked.pdf"
    said = subprocess.run(
        ["pdfsig", "-nocert", "-upw", short, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_a_locked_copy_opens_with_its_password_alone(school: SmallSchool, tmp_path: Path) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        made = publish(casebook, prepared=prepared)
        page = show_page(casebook, code=prepared.page_codes[0])
        kept = kept_copy(casebook, export_id=made.export_id)
        row = disclosures.disclosure(casebook.connection, made.export_id)
    pdf = Path(made.path).read_bytes()
    words = made.password.split(" ")
    assert len(words) == 6
    right = opens(pdf, made.password, tmp_path)
    assert {right[name] for name in ("pdfium", "pikepdf", "qpdf", "mutool")} == {True}
    for wrong in ("", made.password + "x", " ".join(reversed(words))):
        assert set(opens(pdf, wrong, tmp_path).values()) == {False}, wrong
    report = verify_pdf(pdf, password=made.password)
    assert (report.result, report.first_fault) == ("ok", None)
    # every page lies inside, each with its code
    assert [code for code, text in zip(prepared.page_codes, page_texts(pdf, password=made.password),
            strict=True) if code in text] == list(prepared.page_codes)  # fmt: skip
    with pikepdf.open(io.BytesIO(pdf), password=made.password) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
    # the casebook keeps the signed copy of the same pages
    assert page.file_matches
    assert verify_pdf(kept).result == "ok"
    assert page_texts(kept) == page_texts(pdf, password=made.password)
    assert row is not None
    assert (row.sha256, row.kept_sha256) == (
        hashlib.sha256(pdf).hexdigest(),
        hashlib.sha256(kept).hexdigest(),
    )


def test_the_password_stands_nowhere_else(
    school: SmallSchool, caplog: pytest.LogCaptureFixture
) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        made = publish(casebook, prepared=prepared)
        row = disclosures.disclosure(casebook.connection, made.export_id)
        kept = kept_copy(casebook, export_id=made.export_id)
        stored = casebook.connection.all("SELECT value FROM machine_state")
    assert made.password
    said = " ".join(
        (repr(made), str(made), repr(prepared), repr(row), made.path, caplog.text, repr(stored))
    )
    assert made.password not in said
    assert made.password.encode() not in Path(made.path).read_bytes() + kept + prepared.finish()
    again = replace(made, password="")
    assert repr(again) == repr(made)
