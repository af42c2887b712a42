"""A child moves: the file for the next school is made, and its receipt noted, in the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.lead.next_school_controller import NextSchoolController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.register import Disclosure, disclosures_of
from desktop.usecases.transfer_pack import opened_pack
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.document_register import RegisterView
from ui.views.next_school import NextSchoolView

Find = Callable[[str], QWidget]
WHOM = "Kim Vale, DSL, Otter Brook Primary"


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
) -> NextSchoolView:
    """From the child's file, filled in up to the last press."""
    lead.open_pupil(school.first_pupil, "documents")
    press(qtbot, find("file.next_school"))
    shown = page(window)
    assert isinstance(shown, NextSchoolView)
    qtbot.keyClicks(find("next_school.recipient"), WHOM)
    press(qtbot, find("next_school.method.hand"))
    find("next_school.path").setText(str(school.root / "moves.pdf"))
    return shown


def page(window: MainWindow) -> QWidget:
    """The lead's page being shown."""
    shown = window.content()
    assert shown is not None
    return shown.page()


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.waitUntil(control.isEnabled, timeout=10_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def left(lead: CasebookController) -> tuple[Disclosure, ...]:
    """What the register holds."""
    return disclosures_of(lead._desk.reading())


def password(find: Find) -> str:
    """The words on the screen."""
    return " ".join(find("export.password").text().split())


def test_a_file_for_a_school_without_the_program_opens_with_the_words_on_the_screen(
    view: NextSchoolView, lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    """The usual answer makes a document that any reader of PDF files opens."""
    press(qtbot, find("next_school.make"))
    find("next_school.folder")
    qtbot.waitUntil(lambda: bool(left(lead)), timeout=10_000)
    qtbot.waitUntil(lambda: bool(password(find)), timeout=10_000)
    path = school.root / "moves.pdf"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=password(find)) as document:
        assert len(document.pages) > 3
    (row,) = left(lead)
    assert (row.kind, row.recipient, row.receipt) == ("transfer_pack", WHOM, "no receipt yet")


def test_a_pack_for_a_school_with_the_program(
    view: NextSchoolView, lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    """The name of the file follows the answer while it is the program's own."""
    view.path.set_path(str(school.root / Path(view._subject.pdf).name))
    press(qtbot, find("next_school.form.pack"))
    path = Path(view.path.path())
    assert path.suffix == ".holdfast-pack"
    press(qtbot, find("next_school.make"))
    qtbot.waitUntil(lambda: bool(left(lead)) and bool(password(find)), timeout=10_000)
    opened = opened_pack(path.read_bytes(), passphrase=password(find))
    assert opened.report.result == "ok"


def test_what_is_still_needed_stands_beside_each_field(
    lead: CasebookController, window: MainWindow, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    """How it is sent is chosen by nobody but the person."""
    lead.open_next_school(school.first_pupil)
    shown = page(window)
    assert isinstance(shown, NextSchoolView)
    with qtbot.assertNotEmitted(shown.make_requested):
        press(qtbot, find("next_school.make"))
    assert shown._recipient_row.error() == "Say which school and who there receives it."
    assert shown._method_row.error() == "Choose how it is sent."
    assert window.focusWidget() is find("next_school.recipient")


def test_it_can_be_stopped_and_nothing_has_left(
    view: NextSchoolView, lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    """What was typed stays."""
    controller = view.findChild(NextSchoolController)
    assert controller is not None
    stop = controller._stop.set
    direct = Qt.ConnectionType.DirectConnection
    controller.progressed.connect(lambda *_: stop(), direct)
    press(qtbot, find("next_school.make"))
    qtbot.waitUntil(lambda: "No file was made." in view.message.text(), timeout=10_000)
    assert left(lead) == ()
    assert not (school.root / "moves.pdf").exists()
    assert view.recipient.text() == WHOM


def test_the_receipt_is_noted_where_the_file_stands(
    view: NextSchoolView,
    lead: CasebookController,
    window: MainWindow,
    school: SmallSchool,
    qtbot: Any,
    find: Find,
) -> None:
    """A day in the future is refused where it was typed, and nothing typed is lost."""
    press(qtbot, find("next_school.make"))
    qtbot.waitUntil(lambda: bool(left(lead)) and bool(password(find)), timeout=10_000)
    press(qtbot, find("next_school.register"))
    shown = page(window)
    assert isinstance(shown, RegisterView)
    assert str(shown.model.index(0, 1).data()).startswith("No receipt yet")
    press(qtbot, find("register.receipt"))
    press(qtbot, find("receipt_note.save"))
    qtbot.keyClicks(find("receipt_note.by"), "Kim Vale, DSL")
    qtbot.keyClicks(find("receipt_note.on"), "01/01/2031")
    press(qtbot, find("receipt_note.save"))
    qtbot.waitUntil(lambda: shown._dialog is not None and shown._dialog.problem.isVisible())
    find("receipt_note.on").clear()
    today = lead._desk.today()
    qtbot.keyClicks(find("receipt_note.on"), today.strftime("%d/%m/%Y"))
    press(qtbot, find("receipt_note.save"))
    qtbot.waitUntil(lambda: left(lead)[0].receipt.startswith("receipt of"), timeout=10_000)
    qtbot.waitUntil(lambda: not find_now(shown, "register.receipt").isVisible(), timeout=10_000)
    assert "No receipt yet" not in str(shown.model.index(0, 1).data())


def find_now(view: QWidget, name: str) -> QWidget:
    """A control whether or not it is in sight."""
    found = view.findChild(QWidget, name)
    assert found is not None
    return found


def test_a_reminder_of_a_receipt_leads_to_where_it_is_noted(
    lead: CasebookController, window: MainWindow
) -> None:
    """Not to the backups."""
    lead.act_on("receipts")
    assert isinstance(page(window), RegisterView)
