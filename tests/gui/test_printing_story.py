"""A document leaves on paper: entered before the first page, not at all where nobody printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget

from desktop.context import Context
from desktop.controllers import page_printer
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.page_printer import PrintRun
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.register import Disclosure, disclosures_of, kept_copy
from exports.document_layout import LaidOut
from exports.preview import page_texts
from tests.fakes.small_school import SmallSchool
from tests.support.printed_pages import laid_out, paper_printer
from tests.support.sample_documents import SAMPLES
from ui.main_window import MainWindow
from ui.views.export import ExportView

Find = Callable[[str], QWidget]


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in, and a concern about the first child has arrived."""
    school.send(what_happened="A bruise on the left forearm, seen at PE.")
    casebook = school.sign_in()
    collect_letterbox(casebook)
    return CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )


@pytest.fixture
def view(
    lead: CasebookController, window: MainWindow, school: SmallSchool, qtbot: Any, find: Find
) -> ExportView:
    """The pages of a court chronology are on the screen."""
    lead.open_export(school.first_pupil)
    press(qtbot, find("export.profile.court"))
    press(qtbot, find("export.extent.all"))
    qtbot.keyClicks(find("export.purpose"), "Care proceedings")
    qtbot.keyClicks(find("export.recipient"), "Wexcombe Council")
    find("export.path").setText(str(school.root / "court.pdf"))
    press(qtbot, find("export.preview"))
    content = window.content()
    assert content is not None
    shown = content.page()
    assert isinstance(shown, ExportView)
    qtbot.waitUntil(lambda: shown.pages.canvas.has_picture(1), timeout=10_000)
    return shown


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whoever is asked for a printer gives one whose paper is this file."""
    path = tmp_path / "paper" / "sheet.pdf"
    path.parent.mkdir()

    def give(_parent: QWidget, pages: LaidOut) -> QPrinter:
        return paper_printer(path, pages)

    monkeypatch.setattr(page_printer, "ask_for_printer", give)
    return path


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.waitUntil(control.isEnabled, timeout=10_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def left(lead: CasebookController) -> tuple[Disclosure, ...]:
    """What the register holds."""
    return disclosures_of(lead._desk.reading())


def said(view: ExportView) -> str:
    """What the page says above its content."""
    return " ".join(label.text() for label in view.message.findChildren(QLabel))


def test_the_pages_of_the_screen_are_printed_and_entered(
    view: ExportView, lead: CasebookController, paper: Path, qtbot: Any, find: Find
) -> None:
    """Paper, screen and the copy that the casebook keeps say the same; no other file is made."""
    seen = view.pages.canvas.text(1)
    press(qtbot, find("export.print"))
    qtbot.waitUntil(lambda: "sent to the printer" in said(view), timeout=20_000)
    assert "print queue may keep a copy" in said(view)
    (entry,) = left(lead)
    assert (entry.how, entry.product, entry.file_name) == ("print", "signed", "")
    printed = page_texts(paper.read_bytes())
    kept = page_texts(kept_copy(lead._desk.reading(), export_id=entry.id))
    assert printed[0].split() == seen.split()
    assert [text.split() for text in printed] == [text.split() for text in kept]
    assert list(paper.parent.iterdir()) == [paper]


def test_a_file_that_was_made_can_be_printed_as_a_further_copy(
    view: ExportView, lead: CasebookController, paper: Path, qtbot: Any, find: Find
) -> None:
    """The button of the result prints the same pages, with an entry of their own."""
    press(qtbot, find("export.make"))
    press(qtbot, find("export.print_it"))
    qtbot.waitUntil(lambda: "sent to the printer" in said(view), timeout=20_000)
    printed, file = left(lead)
    assert (printed.how, printed.copy_of, file.how) == ("print", file.id, "file")


def test_without_a_printer_nothing_is_entered(
    view: ExportView, lead: CasebookController, qtbot: Any, find: Find
) -> None:
    """One sentence, and what to do instead."""
    press(qtbot, find("export.print"))
    qtbot.waitUntil(lambda: "No printer is set up" in said(view), timeout=10_000)
    assert left(lead) == ()


def test_who_thinks_better_of_it_has_printed_nothing(
    view: ExportView,
    lead: CasebookController,
    qtbot: Any,
    find: Find,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cancel in the printer's dialog leaves the page as it was."""
    monkeypatch.setattr(page_printer, "ask_for_printer", lambda _parent, _pages: None)
    press(qtbot, find("export.print"))
    assert (left(lead), view.message.isVisible()) == ((), False)
    assert find("export.print").isEnabled()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(
    view: ExportView, lead: CasebookController, paper: Path, qtbot: Any, find: Find
) -> None:
    """The entry stands: nobody can know what has come out."""
    paper.parent.rmdir()
    press(qtbot, find("export.print"))
    qtbot.waitUntil(lambda: "stopped taking pages" in said(view), timeout=20_000)
    assert [entry.how for entry in left(lead)] == ["print"]


def test_stopping_and_leaving_send_no_further_page(tmp_path: Path, qtbot: Any) -> None:
    """Stop, or a page that goes as at a lock: the printer is told to forget what it has."""
    pages = laid_out(SAMPLES["every-part-court"]())
    owner = QObject()
    run = PrintRun(pages, paper_printer(tmp_path / "one.pdf", pages), parent=owner)
    done: list[str] = []
    run.progressed.connect(lambda at, _of: run.stop() if at == 3 else None)
    run.stopped.connect(lambda: done.append("stopped"))
    run.sent.connect(lambda _: done.append("sent"))
    with qtbot.waitSignal(run.stopped, timeout=10_000):
        run.start()
    qtbot.wait(50)
    assert done == ["stopped"]
    run.stop()
    assert done == ["stopped"]

    going = PrintRun(pages, paper_printer(tmp_path / "two.pdf", pages), parent=owner)
    with qtbot.waitSignal(going.progressed, timeout=10_000):
        going.start()
    sent: list[int] = []
    going.sent.connect(sent.append)
    owner.deleteLater()
    qtbot.wait(100)
    assert sent == []
