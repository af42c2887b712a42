"""A byte changed anywhere, or something added at the end: found by verify, and by another program
that knows nothing of ours.
"""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.verify_document import verify_pdf
from desktop.usecases.verify_file import verify_file
from storage.records.concern import LinkedPupil
from tests.fakes.small_school import WHEN, SmallSchool
from ui.messages import has_sentence

POSITIONS = 300
GOOD = ("Signature is Valid.", "Total document signed")


@pytest.fixture(scope="module")
def pdf(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A signed chronology of one entry."""
    folder = tmp_path_factory.mktemp("flipped") / "school"
    school = school_template.copy_to(folder, seed="flipped")
    with school.signed_in() as casebook:
        links = (LinkedPupil(id=school.first_pupil, role="subject"),)
        call = NewEntry(kind="call", pupils=links, happened=WHEN, text="Rang the school nurse.")
        add_entry(casebook, entry=call)
        request = DocumentRequest(
            kind="chronology",
            pupil_id=school.first_pupil,
            purpose="Care proceedings",
            recipient="Wexcombe Council",
            product="signed",
        )
        path = school.root / "a.pdf"
        publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    return path.read_bytes()


def positions(pdf: bytes) -> list[int]:
    """The same in every run; the signature's own place is among them."""
    chance = random.Random(300)
    start = pdf.index(b"/ByteRange")
    return [*chance.sample(range(len(pdf)), POSITIONS - 20), *range(start, start + 20)]


def flipped(pdf: bytes, place: int) -> bytes:
    """The file with one bit of one byte the other way round."""
    changed = bytearray(pdf)
    changed[place] ^= 1 << (place % 7)
    return bytes(changed)


def pdfsig(folder: Path, data: bytes) -> str:
    """What poppler's program says of a file."""
    program = shutil.which("pdfsig")
    assert program, "poppler-utils is missing: apt-get install poppler-utils"
    path = folder / "checked.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, "-nocert", str(path)], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def test_verify_finds_a_byte_changed_anywhere(pdf: bytes) -> None:
    assert verify_pdf(pdf).result == "ok"
    for place in positions(pdf):
        report = verify_pdf(flipped(pdf, place))
        assert report.result in ("changed", "unreadable"), place
        assert report.proved == ()
        assert report.first_fault is not None
        assert has_sentence(report.first_fault["code"]), report.first_fault


def test_pdfsig_finds_a_byte_changed_anywhere_in_what_is_signed(pdf: bytes, tmp_path: Path) -> None:
    """Every byte is signed but the place of the signature itself, which verify looks at too."""
    said = pdfsig(tmp_path, pdf)
    assert all(line in said for line in GOOD)
    _, first, second, _ = map(
        int, re.search(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", pdf).groups()
    )
    signed = [place for place in positions(pdf) if not first <= place < second]
    assert len(signed) > POSITIONS // 2
    for place in signed:
        said = pdfsig(tmp_path, flipped(pdf, place))
        assert not all(line in said for line in GOOD), place


def test_what_is_added_is_found_by_both(pdf: bytes, tmp_path: Path) -> None:
    """Poppler still calls the signature valid then, and only its second line tells."""
    start = pdf.rindex(b"startxref")
    address = int(pdf[start:].split()[1])
    update = (
        b"\n9999 0 obj\n<</Added true>>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
        b"9999 1\n%010d 00000 n \ntrailer\n<</Size 10000/Prev %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + 1, address, len(pdf) + 35)
    )
    for added in (update, b"\n% one more line\n", b" "):
        assert verify_pdf(pdf + added).result == "changed"
        said = pdfsig(tmp_path, pdf + added)
        assert not all(line in said for line in GOOD)


def test_a_file_that_was_cut_anywhere_is_found(pdf: bytes) -> None:
    for share in range(0, 100, 9):
        assert verify_pdf(pdf[: len(pdf) * share // 100]).result in ("changed", "unreadable")


def test_every_hostile_file_is_answered_in_a_sentence(shared_data: Path) -> None:
    files = [path for path in (shared_data / "hostile").iterdir() if path.suffix != ".json"]
    assert any(path.suffix == ".pdf" for path in files)
    for path in files:
        report = verify_file(path)
        assert (report.result, report.proved) == ("unreadable", ()), path.name
        assert report.first_fault is not None
        assert has_sentence(report.first_fault["code"]), path.name
