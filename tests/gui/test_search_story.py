"""Search and Today in the window, by keyboard alone, with a real casebook and the real worker."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from storage.database.repositories import concerns
from tests.fakes.small_school import SmallSchool, decision
from ui.main_window import MainWindow
from ui.views.pupil_file import PupilFileView
from ui.views.search import SearchView
from ui.views.today import TodayView

Find = Callable[[str], QWidget]


def page(window: MainWindow) -> QWidget:
    """The lead's page being shown."""
    shown = window.content()
    assert shown is not None
    return shown.page()


def signed_in(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, account: str
) -> CasebookController:
    """The lead's window."""
    return CasebookController(
        window=window, casebook=school.sign_in(account), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip


@pytest.fixture
def decided(school: SmallSchool) -> str:
    """A concern about a heron, collected and decided by Ruth; its id."""
    school.send(what_happened="She asked why the heron by the pond never moves.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        decide(casebook, decision=decision(concern))
    return concern


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_K])
def test_found_and_opened_in_its_file_by_keyboard(
    school: SmallSchool, decided: str, context: Context, jobs: JobRunner, window: MainWindow,
    qtbot: Any, find: Find, key: Qt.Key,
) -> None:  # fmt: skip
    """Ctrl+F, the words, Enter into the list, down to the row, Enter: the row in its file."""
    signed_in(school, context, jobs, window, "ruth")
    qtbot.keyClick(window.content(), key, Qt.KeyboardModifier.ControlModifier)
    view = page(window)
    assert isinstance(view, SearchView)
    assert window.focusWidget() is view.line
    qtbot.keyClicks(view.line, '"heron by the" ')
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.model.rowCount() > 1, timeout=5_000)
    table = view.table.view
    assert window.focusWidget() is table
    lines = [view.model.row_value(row) for row in range(view.model.rowCount())]
    (found,) = [line for line in lines if line.snippet.text]
    start, end = found.snippet.marks[0]
    assert (found.where, found.snippet.text[start:end]) == ("What happened", "heron by the")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    shown = page(window)
    assert isinstance(shown, PupilFileView)
    assert shown.chronology.table.current_id() == decided
    window.content().back()
    assert page(window) is view
    assert view.line.text().strip() == '"heron by the"'
    window.content().back()
    assert isinstance(page(window), TodayView)


def test_up_from_the_first_line_leads_back_to_the_words(
    school: SmallSchool, decided: str, context: Context, jobs: JobRunner, window: MainWindow,
    qtbot: Any,
) -> None:  # fmt: skip
    controller = signed_in(school, context, jobs, window, "ruth")
    controller.open_search("heron")
    view = page(window)
    qtbot.waitUntil(lambda: view.model.rowCount() > 1, timeout=5_000)
    qtbot.keyClick(view.line, Qt.Key.Key_Down)
    assert window.focusWidget() is view.table.view
    qtbot.keyClick(view.table.view, Qt.Key.Key_Up)
    assert window.focusWidget() is view.line
    assert view.line.selectedText() == "heron"
    controller.open_search()
    assert page(window) is view, "a second Ctrl+F stays on the page"


def test_the_words_go_with_the_page(
    school: SmallSchool, decided: str, context: Context, jobs: JobRunner, window: MainWindow,
    qtbot: Any,
) -> None:  # fmt: skip
    """Not kept for the next visit, not in the settings, not in the ledger, not in any widget."""
    controller = signed_in(school, context, jobs, window, "ruth")
    reader = controller._desk.reader
    entries = reader.value("SELECT count(*) FROM entry")
    controller.open_search("heronsbridge")
    view = page(window)
    qtbot.waitUntil(lambda: not view.model.rowCount(), timeout=5_000)
    assert view.line.completer() is None
    window.content().back()
    QApplication.sendPostedEvents(None, 0)
    controller.open_search()
    assert page(window).line.text() == ""
    assert reader.value("SELECT count(*) FROM entry") == entries
    for path in school.laptop.rglob("*"):
        if path.is_file():
            assert b"heronsbridge" not in path.read_bytes(), path.name


def test_today_tells_the_deputy_what_the_lead_did_since(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any,
    find: Find,
) -> None:  # fmt: skip
    """Dan was here before; since then Ruth decided. One press leads to the row in its file."""
    with school.signed_in("dan"):
        pass
    school.send(what_happened="A heron stood in the pond.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        decide(casebook, decision=decision(concern))
    signed_in(school, context, jobs, window, "dan")
    view = page(window)
    assert isinstance(view, TodayView)
    news = view.news.rows.rows()
    assert {concern, "a"} <= {row.id if row.id == concern else row.id[:1] for row in news}
    assert not view.letters.rows.rows(), "it waits no longer"
    row = next(row for row in news if row.id.startswith(f"{concern}.decision"))
    view.news.rows.set_current(row.id)
    qtbot.keyClick(view.news.rows, Qt.Key.Key_Return)
    shown = page(window)
    assert isinstance(shown, PupilFileView)
    assert shown.chronology.table.current_id() == row.id


def test_what_one_did_oneself_is_no_news(
    school: SmallSchool, decided: str, context: Context, jobs: JobRunner, window: MainWindow
) -> None:
    signed_in(school, context, jobs, window, "ruth")
    told = [row.id for row in page(window).news.rows.rows()]
    assert not any(row.startswith(("a-", f"{decided}.")) for row in told)
