"""A lead composes a chronology by keyboard: marks, lines, one event told twice, filters, family."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.siblings import link_siblings
from storage.database.connection import Connection
from storage.database.repositories import chronology, ledger_rows, linked_events, pupils
from storage.records.chronology import ChronologyEntry
from storage.records.concern import LinkedPupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.chronology import ChronologyPanel

Find = Callable[[str], QWidget]
FALL = "Mother says Amelia fell from the trampoline in the garden and cut her knee."
HOSPITAL = "The hospital wrote: fell from a trampoline in the garden, knee stitched."
COAT = "Came to school without a coat for the third day."
OTHERS = "The brother was late again."


@pytest.fixture
def rows(school: SmallSchool) -> dict[str, str]:
    """Entries of the first child, one of a sibling, one without a date; ids by their words."""
    with school.signed_in() as casebook:
        first, second = (one.id for one in pupils.all_pupils(casebook.connection)[:2])
        made = {
            FALL: (first, When.on_day(date(2026, 5, 4))),
            HOSPITAL: (first, When.on_day(date(2026, 5, 5))),
            COAT: (first, When.on_day(date(2026, 5, 20))),
            OTHERS: (second, When.on_day(date(2026, 5, 10))),
            "Nobody knows when.": (first, When.unknown(as_told="before he started")),
        }
        link_siblings(casebook, (first, second))
        return {
            text: add_entry(
                casebook,
                entry=NewEntry(
                    kind="call" if text != COAT else "visit",
                    pupils=(LinkedPupil(id=pupil, role="subject"),),
                    happened=when,
                    text=text,
                ),
            )
            for text, (pupil, when) in made.items()
        }


@pytest.fixture
def lead(
    rows: dict[str, str],
    window: MainWindow,
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
) -> CasebookController:
    """Ruth has signed in and opened the file of the first child."""
    del rows
    casebook = school.sign_in()
    controller = CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )
    first = pupils.all_pupils(casebook.connection)[0]
    controller.open_pupil(first.id)
    return controller


@pytest.fixture
def panel(lead: CasebookController, window: MainWindow, find: Find) -> ChronologyPanel:
    """The chronology in that file."""
    find("file.entries")
    shown = window.findChild(ChronologyPanel)
    assert isinstance(shown, ChronologyPanel)
    return shown


def entry(lead: CasebookController, row: str) -> ChronologyEntry:
    reader: Connection = lead._desk.reader
    found = chronology.entry(reader, row)
    assert found is not None
    return found


def words(panel: ChronologyPanel) -> list[str]:
    """What stands in the list, from top to bottom."""
    model = panel.model
    column = [each.key for each in model.columns].index("text")
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def press(qtbot: Any, control: QWidget) -> None:
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def test_space_marks_and_the_same_key_takes_it_back(
    panel: ChronologyPanel, lead: CasebookController, rows: dict[str, str], qtbot: Any
) -> None:
    view = panel.table.view
    panel.go_to(rows[COAT])
    started = time.perf_counter()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: entry(lead, rows[COAT]).significant)
    assert time.perf_counter() - started < 0.5, "far above the target even on a loaded computer"
    qtbot.waitUntil(lambda: "(1)" in panel.filters.chips["significant"].text())
    panel.filters.chips["significant"].click()
    qtbot.waitUntil(lambda: words(panel) == [COAT])
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not entry(lead, rows[COAT]).significant)
    assert words(panel) == [COAT], "it stays in sight, so that the same key takes it back"
    assert panel.table.current_id() == rows[COAT]


def test_lines_are_typed_and_kept_without_the_mouse(
    panel: ChronologyPanel,
    lead: CasebookController,
    rows: dict[str, str],
    window: MainWindow,
    qtbot: Any,
) -> None:
    window.activateWindow()
    panel.go_to(rows[FALL])
    panel.table.view.setFocus()
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return)
    lines = panel.detail.lines
    assert window.focusWidget() is lines.summary
    qtbot.keyClicks(lines.summary, "Fall at home")
    qtbot.keyClick(lines.summary, Qt.Key.Key_Return)
    assert window.focusWidget() is lines.so_what
    qtbot.keyClicks(lines.so_what, "Third injury this term")
    qtbot.keyClick(lines.so_what, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: entry(lead, rows[FALL]).so_what == "Third injury this term")
    assert entry(lead, rows[FALL]).summary == "Fall at home"
    assert not entry(lead, rows[FALL]).significant
    assert panel.table.current_id() == rows[HOSPITAL]
    assert lines.summary.text() == ""
    qtbot.keyClicks(lines.so_what, "not this")
    qtbot.keyClick(lines.so_what, Qt.Key.Key_Escape)
    assert window.focusWidget() is panel.table.view
    assert entry(lead, rows[HOSPITAL]).so_what == ""
    qtbot.waitUntil(lambda: words(panel)[0] == "Fall at home")
    marks = entry(lead, rows[FALL]).marks
    assert [mark.summary for mark in marks] == ["Fall at home", None], "each is kept once"


def test_words_typed_about_an_entry_are_never_lost(
    panel: ChronologyPanel, lead: CasebookController, rows: dict[str, str], qtbot: Any
) -> None:
    panel.go_to(rows[FALL])
    qtbot.keyClicks(panel.detail.lines.summary, "Left by the mouse")
    panel.go_to(rows[COAT])
    qtbot.waitUntil(lambda: entry(lead, rows[FALL]).summary == "Left by the mouse")
    qtbot.keyClicks(panel.detail.lines.so_what, "Left with the page")
    lead.show_today()
    qtbot.waitUntil(lambda: entry(lead, rows[COAT]).so_what == "Left with the page")


def test_a_likely_pair_is_offered_and_only_a_reason_links_it(
    panel: ChronologyPanel,
    lead: CasebookController,
    rows: dict[str, str],
    find: Find,
    qtbot: Any,
) -> None:
    panel.go_to(rows[FALL])
    reader = lead._desk.reader
    assert linked_events.event_of(reader, rows[FALL]) == ""
    offer = find(f"file.offer.{rows[HOSPITAL]}")
    press(qtbot, offer)
    press(qtbot, find("event.save"))
    assert linked_events.event_of(reader, rows[FALL]) == "", "without a reason nothing is linked"
    qtbot.keyClicks(find("event.reason"), "One fall from one trampoline")
    press(qtbot, find("event.save"))
    qtbot.waitUntil(lambda: linked_events.event_of(reader, rows[FALL]) != "")
    qtbot.waitUntil(lambda: words(panel)[0].startswith("One event, told 1 of 2"))
    assert words(panel)[1].startswith("One event, told 2 of 2")
    panel.go_to(rows[HOSPITAL])
    press(qtbot, find(f"file.event.{rows[FALL]}"))
    assert panel.table.current_id() == rows[FALL]
    press(qtbot, find("file.part"))
    qtbot.keyClicks(find("event.reason"), "There were two falls")
    press(qtbot, find("event.save"))
    qtbot.waitUntil(lambda: linked_events.event_of(reader, rows[FALL]) == "")
    qtbot.waitUntil(lambda: words(panel)[0] == FALL)


def test_any_two_entries_are_chosen_by_a_letter(
    panel: ChronologyPanel,
    lead: CasebookController,
    rows: dict[str, str],
    find: Find,
    qtbot: Any,
) -> None:
    view = panel.table.view
    panel.go_to(rows[HOSPITAL])
    qtbot.keyClick(view, Qt.Key.Key_E)
    assert panel.message.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not panel.message.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_E)
    panel.go_to(rows[COAT])
    qtbot.keyClick(view, Qt.Key.Key_E)
    qtbot.keyClicks(find("event.reason"), "She had no coat at the hospital")
    qtbot.keyClick(find("event.reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            len(
                linked_events.members(
                    lead._desk.reader, linked_events.event_of(lead._desk.reader, rows[COAT])
                )
            )
            == 2
        )
    )
    qtbot.waitUntil(lambda: [text[:9] for text in words(panel)[1:3]] == ["One event"] * 2)
    assert len(words(panel)) == 4, "nothing is merged"


def test_filters_combine_and_always_say_how_many_are_shown(
    panel: ChronologyPanel, rows: dict[str, str], find: Find, qtbot: Any
) -> None:
    filters = panel.filters
    assert filters.count.text() == "4 of 4 shown"
    undated = filters.chips["undated"]
    assert (undated.text(), undated.accessibleDescription()) == (
        "Not dated (1)",
        "They are listed last.",
    )
    qtbot.keyClicks(filters.words, "tramp")
    qtbot.keyClick(filters.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(panel) == [FALL, HOSPITAL])
    press(qtbot, find("file.filter.more"))
    filters.since.set_value("2026-05-05")
    qtbot.waitUntil(lambda: words(panel) == [HOSPITAL])
    assert filters.count.text().startswith("1 of 4 shown")
    filters.kind.set_value("decision")
    qtbot.waitUntil(lambda: words(panel) == [HOSPITAL])  # there is no decision to choose
    press(qtbot, find("file.filter.clear"))
    qtbot.waitUntil(lambda: len(words(panel)) == 4)
    filters.chips["undated"].click()
    qtbot.waitUntil(lambda: words(panel) == ["Nobody knows when."])


def test_brothers_and_sisters_together_each_row_says_whose(
    panel: ChronologyPanel, lead: CasebookController, rows: dict[str, str], qtbot: Any
) -> None:
    first, second = pupils.all_pupils(lead._desk.reader)[:2]
    panel.filters.family.click()
    qtbot.waitUntil(lambda: len(words(panel)) == 5)
    assert f"{second.display_name}: {OTHERS}" in words(panel)
    assert f"{first.display_name}: {COAT}" in words(panel)
    panel.filters.family.click()
    qtbot.waitUntil(lambda: len(words(panel)) == 4)
    assert COAT in words(panel)


def test_the_timeline_goes_to_an_entry(
    panel: ChronologyPanel,
    rows: dict[str, str],
    qtbot: Any,
) -> None:
    timeline = panel.timeline
    assert not timeline.isVisible(), "no concern, plan or status is there yet"
    panel.filters.words.setText("tramp")
    qtbot.keyClick(panel.filters.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(words(panel)) == 2)
    timeline.opened.emit(rows[COAT])
    assert panel.table.current_id() == rows[COAT], "a filter that leaves it out is taken off"


def test_a_key_that_is_held_marks_once(
    panel: ChronologyPanel, lead: CasebookController, rows: dict[str, str], qtbot: Any
) -> None:
    """Each mark is an entry of the record that stays."""
    panel.go_to(rows[COAT])
    size = ledger_rows.heads(lead._desk.reader).size
    qtbot.keyPress(panel.table.view, Qt.Key.Key_Space)
    for _ in range(9):
        held = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Space,
            Qt.KeyboardModifier.NoModifier,
            " ",
            autorep=True,
        )
        QApplication.sendEvent(panel.table.view, held)
    qtbot.waitUntil(lambda: entry(lead, rows[COAT]).significant)
    done: list[object] = []
    lead._desk.jobs.run(lambda: True, receiver=panel, on_done=done.append, on_error=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert ledger_rows.heads(lead._desk.reader).size == size + 1
