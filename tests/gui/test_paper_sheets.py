"""What is on paper once: printed in full by the engine of documents, or said not to be."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers import page_printer
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.lead.certificate_controller import CertificateController
from desktop.controllers.lead.recovery_controller import RenewRecoveryController
from desktop.controllers.lead.sheets_controller import SheetsController
from desktop.controllers.lead.slips import shown_slip
from desktop.controllers.lead.ways_in_controller import NewCodesController
from desktop.controllers.paper_sheets import PaperSheets
from desktop.controllers.staff.report_controller import ReportController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.manage_people import PaperSlip
from exports.document_layout import LaidOut
from exports.preview import page_texts
from tests.fakes.small_school import SmallSchool
from tests.support.printed_pages import paper_printer
from ui.care_drafts import CertificateDraft
from ui.lead_material import PaperSlip as ShownSlip
from ui.main_window import MainWindow
from ui.views.receipt import ReceiptView

OTPAUTH = "otpauth://totp/Oakfield:megan?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Oakfield"


class Notes:
    """Remembers what a page was asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Remember it."""
        self.said.append(f"{text} {next_step}")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whoever is asked for a printer gives one whose paper is this file."""
    path = tmp_path / "sheet.pdf"

    def give(_parent: QWidget, pages: LaidOut) -> QPrinter:
        return paper_printer(path, pages)

    monkeypatch.setattr(page_printer, "ask_for_printer", give)
    return path


@pytest.fixture
def sheets(context: Context, qapp: Any) -> PaperSheets:
    """The sheets of a school."""
    return PaperSheets(context=context, school_name="Oakfield Primary")


def words(path: Path) -> str:
    """All words of a printed file."""
    return " ".join(" ".join(page_texts(path.read_bytes())).split())


def slip(otpauth: str) -> ShownSlip:
    """A first sign-in for Megan."""
    codes = tuple(f"KQ{n:02}-77AB" for n in range(10)) if otpauth else ()
    return shown_slip(
        PaperSlip(
            person_id="person-1",
            name="Megan Price",
            account="megan.price",
            role="deputy",
            code="apple-4471-river",
            otpauth=otpauth,
            one_time_codes=codes,
        )
    )


@pytest.mark.parametrize("otpauth", ["", OTPAUTH])
def test_a_slip_prints_everything_on_one_page(
    otpauth: str, sheets: PaperSheets, paper: Path
) -> None:
    """Account, password, secret and all codes, with nothing cut off."""
    page, notes = QWidget(), Notes()
    shown = slip(otpauth)
    assert sheets.print_slip(page, notes, shown)
    assert len(page_texts(paper.read_bytes())) == 1
    printed = words(paper)
    for label, value in shown.lines:
        assert label in printed
        assert all(word in printed for word in value.split()), value
    assert notes.said == []


def test_a_list_for_the_file_keeps_its_lines(sheets: PaperSheets, paper: Path) -> None:
    """The title, every line, and where it is kept."""
    lines = ["Entries: 12", "", "Missing entries:", "7  of 3 May 2026"]
    assert sheets.print_list(QWidget(), Notes(), title="What came back", lines=lines)
    printed = words(paper)
    for word in ("What came back", "Entries: 12", "Missing entries", "7 of 3 May 2026"):
        assert word in printed


def test_without_a_printer_one_copies_by_hand(sheets: PaperSheets) -> None:
    """No file is offered for what must not be kept."""
    notes = Notes()
    assert not sheets.print_slip(QWidget(), notes, slip(""))
    assert notes.said == ["No printer is set up on this computer. Copy it by hand instead."]


def test_new_codes_and_a_new_recovery_code_are_printed_as_shown(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    paper: Path,
    qtbot: Any,
) -> None:
    """The pages of “My way in” print what stands on them."""
    lead = CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    codes = NewCodesController(lead._desk)
    codes.view.show_codes(("AB12-CD34", "EF56-GH78"))
    codes.view.paper.print_requested.emit()
    assert "AB12-CD34" in words(paper)

    recovery = RenewRecoveryController(lead._desk)
    recovery._show("-".join(f"{group:06d}" for group in range(111111, 1000000, 111111)))
    recovery.view.print_requested.emit()
    printed = words(paper)
    assert "Recovery code" in printed
    assert all(f"{group:06d}" in printed for group in range(111111, 1000000, 111111))


def test_forms_and_the_certificate_are_printed_from_their_pages(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    paper: Path,
    tmp_path: Path,
    qtbot: Any,
) -> None:
    """A poster without a file of its own; the certificate as it was saved."""
    lead = CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    sheets = SheetsController(lead._desk)
    sheets.view.show()
    sheets.view.choose("report_poster")
    sheets.view.print_it()
    qtbot.waitUntil(paper.exists, timeout=10_000)
    qtbot.waitUntil(lambda: "Worried about a child" in words(paper), timeout=10_000)

    certificate = CertificateController(lead._desk)
    file = tmp_path / "certificate.pdf"
    draft = CertificateDraft(path=str(file), recipient="The governors", kept_where="")
    certificate.view.make_requested.emit(draft)
    qtbot.waitUntil(lambda: certificate._certificate is not None, timeout=20_000)
    certificate.view.print_requested.emit()
    assert words(paper) == words(file)


def test_whoever_sent_a_concern_can_take_a_slip_with_its_number(
    school: SmallSchool, jobs: JobRunner, window: MainWindow, paper: Path, qtbot: Any
) -> None:
    """Number, check words and computer; not a word of what was written, nor of whom."""
    station = school.station()
    sent = school.send(what_happened="Canary-tremolando fell.")
    controller = ReportController(window=window, station=station, jobs=jobs, parent=window)
    controller._sent((sent, school.megan(station)))
    receipt = window.content()
    assert isinstance(receipt, ReceiptView)
    receipt.print_requested.emit()
    printed = words(paper)
    for word in (f"concern {sent.number}", station.identity.label, sent.digest[:4].upper()):
        assert word in printed
    assert "tremolando" not in printed
