"""Paper shows what the file shows: every script, rule, figure and square, as vectors."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from desktop.controllers import page_printer
from desktop.controllers.page_painter import EDGE
from exports.document_layout import LaidOut
from exports.document_rendering import write_laid_out
from exports.page_marks import Glyphs, Mark, PageReader
from exports.preview import page_sizes, page_texts
from storage.records.errors import UserFacingError
from tests.fakes.chronology_documents import document, script_rows
from tests.support.printed_pages import laid_out, other_ink, paper_printer, print_to
from tests.support.sample_documents import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
# One of each look and of each sort of thing on a page; the long run prints every page of all.
SHORT = {
    "every-part-court": (1, 5),
    "disclosure-register": (1,),
    "body-maps": (2,),
    "green-form-pad": (2,),
    "poster": (1,),
    "recovery-sheet": (1,),
}
MOST = 0.01  # of the ink

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def scripts() -> LaidOut:
    """A chronology with a line in every script."""
    return laid_out(document("court", script_rows()))


@pytest.mark.parametrize("name", SHORT)
def test_paper_shows_what_the_file_shows(name: str, tmp_path: Path) -> None:
    """The ink is the same, the paper has the size and direction of the page, nothing is pixels."""
    pages = laid_out(SAMPLES[name]())
    printed = print_to(tmp_path / "paper.pdf", pages)
    ours = write_laid_out(pages).pdf
    for size, wanted in zip(page_sizes(printed), page_sizes(ours), strict=True):
        assert size == pytest.approx(wanted, abs=1)
    assert max(other_ink(ours, printed, page) for page in SHORT[name]) < MOST
    with pikepdf.open(tmp_path / "paper.pdf") as file:
        assert not [one for page in file.pages for one in page.get_images()]
        assert all(page.resources.get("/Font") for page in file.pages)


def test_every_script_is_printed_as_letters(scripts: LaidOut, tmp_path: Path) -> None:
    """Arabic joins and runs from the right, vowels stand where they belong, in embedded fonts."""
    printed = print_to(tmp_path / "paper.pdf", scripts)
    ours = write_laid_out(scripts).pdf
    found = [other_ink(ours, printed, page + 1) for page in range(len(scripts.pages))]
    assert max(found) < MOST
    with pikepdf.open(tmp_path / "paper.pdf") as file:
        fonts = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert len(fonts) >= 8, fonts  # as fonts, not as thousands of outlines


def test_a_letter_out_of_its_place_is_noticed(
    scripts: LaidOut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: one word in fifty a little lower, and the comparison says so."""
    told = PageReader.marks

    def shifted(reader: PageReader, number: int) -> list[Mark]:
        found = told(reader, number)
        for mark in found:
            if isinstance(mark, Glyphs):
                mark.places[::50] = [(x, y + 6) for x, y in mark.places[::50]]
        return found

    monkeypatch.setattr(PageReader, "marks", shifted)
    printed = print_to(tmp_path / "paper.pdf", scripts)
    assert other_ink(write_laid_out(scripts).pdf, printed, 1) > MOST


def test_pages_and_copies_are_those_that_were_asked_for(tmp_path: Path) -> None:
    """Some pages, twice, in the order of sheets or page by page, from the front or the back."""
    pages = laid_out(SAMPLES["s9-certificate"]())
    printer = paper_printer(tmp_path / "paper.pdf", pages)
    assert page_printer.page_numbers(printer, pages=4) == [1, 2, 3, 4]
    printer.setFromTo(2, 3)
    assert page_printer.page_numbers(printer, pages=4) == [2, 3]
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert page_printer.page_numbers(printer, pages=4) == [2, 3, 2, 3]
    printer.setCollateCopies(False)
    assert page_printer.page_numbers(printer, pages=4) == [2, 2, 3, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert page_printer.page_numbers(printer, pages=4) == [3, 3, 2, 2]
    printer.setPageRanges(QPageRanges.fromString("1,4"))
    assert page_printer.page_numbers(printer, pages=4) == [4, 4, 1, 1]
    page_printer.send(pages, printer)
    words = page_texts((tmp_path / "paper.pdf").read_bytes())
    assert ["Page 4 of 4" in words[0], "Page 1 of 4" in words[3], len(words)] == [True, True, 4]


def test_what_stands_at_the_edge_is_made_to_fit(tmp_path: Path) -> None:
    """A printer with a wide margin, or with smaller paper, still prints all of a page."""
    pages = laid_out(SAMPLES["every-part-court"]())
    printer = paper_printer(tmp_path / "paper.pdf", pages)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(420, 595), QPageSize.Unit.Point),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    printer.setFullPage(True)
    page_printer.send(pages, printer)
    printed = (tmp_path / "paper.pdf").read_bytes()
    assert page_sizes(printed)[0] == pytest.approx((420, 595), abs=1)
    wanted, found = page_texts(write_laid_out(pages).pdf)[0], page_texts(printed)[0]
    assert found.split() == wanted.split()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_stands_nearer_to_the_edge_than_said(name: str) -> None:
    """Pages are made smaller only for printers that do not reach this far."""
    pages = laid_out(SAMPLES[name]())
    width, height = pages.look.paper[:2]
    inside = QRectF(0, 0, width, height).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    reader = PageReader(pages)
    for x, y in _points(reader.marks(1)):
        assert inside.contains(x, y), (x, y)


def _points(marks: list[Mark]) -> list[tuple[float, float]]:
    found = []
    for mark in marks:
        if isinstance(mark, Glyphs):
            found += mark.places
            continue
        for letter, numbers in mark.path:
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
            if letter == "R":
                (x, y), (wide, high) = pairs
                pairs = [(x, y), (x + wide, y + high)]
            found += pairs
    return found


def test_without_a_printer_a_sentence_says_so(qtbot: Any) -> None:
    """Tests run where no printer is set up; a dialog that offers nothing is not opened."""
    with pytest.raises(UserFacingError) as refused:
        page_printer.ask_for_printer(None, laid_out(SAMPLES["poster"]()))  # type: ignore[arg-type]  # no window is needed for a refusal
    assert refused.value.code == "printing.no_printer"


_PROGRAM = """
import os, sys
sys.path.insert(0, os.getcwd())
from PySide6.QtWidgets import QApplication
from pathlib import Path
app = QApplication([])
from tests.support.printed_pages import laid_out, paper_printer
from tests.support.sample_documents import SAMPLES
from desktop.controllers import page_printer
pages = laid_out(SAMPLES["concern"]())
printer = paper_printer(Path(sys.argv[1]), pages)
page_printer.send(pages, printer)
"""


@pytest.mark.parametrize("paper", ["/dev/null", "paper.pdf"])
def test_printing_writes_no_file_but_the_paper(paper: str, tmp_path: Path) -> None:
    """Watched from outside: what is opened for writing. A printer that is a file is the control."""
    log = tmp_path / "calls"
    target = paper if paper.startswith("/") else str(tmp_path / paper)
    calls = "open,openat,openat2,creat,memfd_create,rename,renameat,renameat2,link,linkat"
    watched = ["strace", "-f", "-qq", "-e", f"trace={calls}", "-o", str(log)]
    subprocess.run(
        [*watched, sys.executable, "-B", "-c", _PROGRAM, target],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path / "home")},
        check=True,
        timeout=120,
    )
    written = [
        line
        for line in log.read_text(encoding="utf-8").splitlines()
        if "O_RDONLY" not in line and " = -1 " not in line and '"/dev/null"' not in line
    ]
    assert any("paper.pdf" in line for line in written) == (paper == "paper.pdf")
    assert [line for line in written if "paper.pdf" not in line] == []
