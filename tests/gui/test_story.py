"""The staff's and the lead's controllers with a real small casebook and the real worker."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.staff.report_controller import ReportController
from desktop.job_runner import JobRunner
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import chronology, concerns, settings
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PIN, SmallSchool
from tests.support import no_network
from ui.main_window import MainWindow
from ui.views.casebook_window import BACKUP, CONCERNS, NEW, PEOPLE, PUPILS, TODAY
from ui.views.export import ExportView
from ui.views.pupil_file import PupilFileView
from ui.views.pupils import PupilsView
from ui.views.receipt import ReceiptView
from ui.views.report import ReportView
from ui.views.today import TodayView
from ui.views.triage import TriageView

Find = Callable[[str], QWidget]
WHAT = "A bruise on the left forearm, seen at PE."
SECTIONS = (TODAY, CONCERNS, PUPILS, NEW, PEOPLE, BACKUP)


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in; one concern waits in the letterbox."""
    school.send(what_happened=WHAT)
    return CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )


def page(window: MainWindow) -> QWidget:
    """The lead's page being shown."""
    shown = window.content()
    assert shown is not None
    return shown.page()


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.waitUntil(control.isEnabled, timeout=10_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def test_a_member_of_staff_reports(
    school: SmallSchool, jobs: JobRunner, window: MainWindow, qtbot: Any, find: Find
) -> None:
    """From the empty form to a receipt that holds nothing of the child."""
    controller = ReportController(window=window, station=school.station(), jobs=jobs, parent=window)
    controller.begin()
    view = controller.view
    assert isinstance(view, ReportView)
    view.adult.about_adult.set_value("no")
    view.who.person.set_person("megan")
    view.who.pin.setText("0000")
    qtbot.keyClicks(find("report.pupil"), "shan")
    qtbot.keyClick(find("report.pupil"), Qt.Key.Key_Return)
    view.account.happened.set_text(WHAT)
    view.account.told.set_value("yes")
    press(qtbot, find("report.send"))
    qtbot.waitUntil(view.send.isEnabled, timeout=10_000)
    assert window.content() is view, "a wrong PIN keeps what was written"
    view.who.pin.setText(PIN)
    press(qtbot, find("report.send"))
    qtbot.waitUntil(lambda: isinstance(window.content(), ReceiptView), timeout=10_000)
    qtbot.waitUntil(lambda: not left_over(window), timeout=5_000)


def left_over(window: MainWindow) -> list[str]:
    """What of the concern can be found in any widget, hidden ones too."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = [
        str(widget.text()) for widget in window.findChildren(QWidget) if hasattr(widget, "text")
    ]
    return [text for text in texts if WHAT in text]


def test_what_waits_arrives_is_decided_and_grows_the_file(
    lead: CasebookController, window: MainWindow, qtbot: Any, find: Find, school: SmallSchool
) -> None:
    """Collected at the sign-in, decided, and in the chronology of the child."""
    qtbot.waitUntil(
        lambda: isinstance(page(window), TodayView) and bool(page(window).letters.rows.rows()),
        timeout=10_000,
    )
    (waiting,) = page(window).letters.rows.rows()
    lead.open_concern(waiting.id)
    view = page(window)
    assert isinstance(view, TriageView)
    qtbot.waitUntil(lambda: bool(left_over(window)), timeout=10_000)  # it has been opened
    view.decision.level.set_value("child_in_need")
    view.decision.category.set_value("physical")
    view.decision.response.set_value("in_school")
    view.decision.decision.setText("Spoken with the mother.")
    view.decision.reason.set_text("The account fits what was seen.")
    find("triage.owner").setCurrentIndex(0)
    press(qtbot, find("triage.due.in_0"))
    press(qtbot, find("triage.save"))
    reader = lead._desk.reader
    qtbot.waitUntil(lambda: concerns.counts(reader).get("waiting", 0) == 0, timeout=10_000)
    lead.open_pupil(school.first_pupil, "chronology")
    shown = page(window)
    assert isinstance(shown, PupilFileView)
    assert find("file.entries").model().rowCount() >= 2


def test_a_page_that_is_returned_to_shows_what_changed(
    lead: CasebookController, window: MainWindow, qtbot: Any, find: Find, school: SmallSchool
) -> None:
    """An entry made over the file stands in the file afterwards; nothing is opened twice."""
    lead.open_pupil(school.first_pupil)
    before = page(window)
    lead.open_new_entry(school.first_pupil)
    press(qtbot, find("entry.kind.call"))
    qtbot.keyClicks(find("entry.text"), "Rang mother.")
    press(qtbot, find("entry.save"))
    qtbot.waitUntil(lambda: page(window) is before, timeout=10_000)
    model = find("file.entries").model()
    texts = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert any("Rang mother." in text for text in texts)


def test_a_signed_document_leaves_and_verifies(
    lead: CasebookController, window: MainWindow, qtbot: Any, find: Find, school: SmallSchool
) -> None:
    """The export asks for purpose and recipient, writes, and says what it made."""
    qtbot.waitUntil(lambda: bool(page(window).letters.rows.rows()), timeout=10_000)
    lead.open_export(school.first_pupil)
    assert isinstance(page(window), ExportView)
    document = school.root / "court.pdf"
    press(qtbot, find("export.profile.court"))
    press(qtbot, find("export.extent.all"))
    qtbot.keyClicks(find("export.purpose"), "Care proceedings")
    qtbot.keyClicks(find("export.recipient"), "Wexcombe Council")
    press(qtbot, find("export.product.signed"))
    find("export.path").setText(str(document))
    press(qtbot, find("export.make"))
    find("export.result")
    assert verify_pdf(document.read_bytes()).result == "ok"


def test_every_section_opens_with_named_controls(
    lead: CasebookController, window: MainWindow, qtbot: Any
) -> None:
    """Each control that Tab reaches has a name and an identifier ``screen.control``."""
    nameless = []
    for key in SECTIONS:
        lead.show_section(key)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget.focusProxy() or not takes_tab(widget):
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            name = face.text(QAccessible.Text.Name) if face else ""
            if not name.strip() or "." not in widget.accessibleIdentifier():
                nameless.append(f"{key}: {type(widget).__name__} {widget.accessibleIdentifier()}")
    assert nameless == []


def takes_tab(widget: QWidget) -> bool:
    """Whether the Tab key stops here."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def test_children_are_listed_anew_after_an_import(
    lead: CasebookController, window: MainWindow, qtbot: Any, find: Find, shared_data: Path
) -> None:
    """Back from the import, the list has whoever came with it."""
    lead.show_section(PUPILS)
    listing = page(window)
    assert isinstance(listing, PupilsView)
    before = find("pupils.list").model().rowCount()
    lead.open_pupil_import()
    file = sorted((shared_data / "mis").glob("*.csv"))[0]
    page(window).offer_file(str(file))
    press(qtbot, find("import.take"))
    qtbot.waitUntil(lambda: page(window).message.text() != "", timeout=10_000)
    press(qtbot, find("import.leave"))
    assert page(window) is listing
    assert find("pupils.list").model().rowCount() > before


def test_a_letterbox_that_is_away_is_said_in_one_line(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any
) -> None:
    """The casebook works all the same; the line names what is wrong."""
    casebook = school.sign_in()
    school.letterbox.rename(school.root / "away")
    CasebookController(
        window=window,
        casebook=casebook,
        context=replace(context),
        jobs=jobs,
        made_up=False,
        notices=(UserFacingError("letterbox.folder_missing"),),
        parent=window,
    )
    shown = window.content()
    qtbot.waitUntil(lambda: isinstance(shown.page(), TodayView), timeout=10_000)
    lines = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.accessibleIdentifier() == "casebook.backup_line"
    ]
    assert lines
    assert lines[0].text()


def test_no_network_is_touched_and_the_reader_sees_the_worker(
    lead: CasebookController, window: MainWindow, qtbot: Any, school: SmallSchool
) -> None:
    """What the worker writes is read by the window's own connection; no socket was opened."""
    desk = lead._desk
    qtbot.waitUntil(lambda: concerns.counts(desk.reader).get("waiting", 0) == 1, timeout=10_000)
    assert settings.school(desk.reader).name == "Larch Lane Primary"
    assert chronology.of_pupil(desk.reader, school.first_pupil)
    assert no_network.attempts() == []


def test_locking_leaves_nothing_behind(
    lead: CasebookController, window: MainWindow, qtbot: Any, school: SmallSchool
) -> None:
    """When the window is deleted, every page of it is gone with its words."""
    lead.open_pupil(school.first_pupil)
    gone: list[bool] = []
    page(window).destroyed.connect(lambda *_: gone.append(True))
    shell = window.content()
    assert shell is not None
    window.show_screen(QWidget())
    qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
