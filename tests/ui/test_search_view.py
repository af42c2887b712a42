"""The search page: names, keys, what is asked, and that results stay thin."""

import time

from PySide6.QtCore import Qt

from storage.records.search_words import Snippet
from tests.fakes import lead_school as school
from ui.search_material import HEAD, LINE, FoundLine, SearchDraft
from ui.views.search import SearchView
from ui.widgets.choice_row import Choice

MANY = 50_000


def line(number: int) -> FoundLine:
    """Every tenth line is a child's name, the others are rows with a match."""
    if number % 10 == 0:
        return FoundLine(shape=HEAD, title=f"Child {number}", trailing="9 rows", icon="folder-open")
    return FoundLine(
        shape=LINE, title="Concern", where="What happened", trailing="Megan Price · 20 Nov 2026",
        snippet=Snippet(text=f"…saw a bruise on the arm, number {number}", marks=((7, 13),)),
    )  # fmt: skip


def search_view() -> SearchView:
    """Nothing asked yet."""
    return SearchView(
        fetch=lambda numbers: [line(number) for number in numbers],
        lists=school.lists(),
        kinds=[Choice(value="concerns", text="Concerns")],
        authors=["Megan Price", "Ruth Okafor"],
    )


def test_every_control_has_a_name(shown, nameless) -> None:
    view = shown(search_view())
    view.show_found(range(20), summary="18 rows in 2 files")
    assert nameless(view) == []


def test_nothing_is_cut_off(shown, clipped) -> None:
    view = shown(search_view())
    assert clipped(view) == []
    view.line.setText("quetzal")
    view.show_found((), summary="")
    assert clipped(view) == []


def test_nothing_is_cut_off_in_large_text(large_text, shown, clipped) -> None:
    view = shown(search_view())
    assert view.minimumSizeHint().height() <= 728
    view.line.setText("quetzal")
    view.show_found((), summary="")
    assert clipped(view) == []


def test_tab_goes_from_the_words_over_the_filters_to_the_list(shown) -> None:
    view = shown(search_view())
    view.show_found(range(20), summary="18 rows in 2 files")
    reached, widget = [], view.line
    for _ in range(40):
        name = widget.accessibleIdentifier()
        if name and name not in reached and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.append(name)
        widget = widget.nextInFocusChain()
    asked = [name for name in reached if name.startswith("search.")]
    assert asked == [
        "search.text", "search.since", "search.since.calendar", "search.until",
        "search.until.calendar", "search.kind", "search.category", "search.author",
        "search.clear", "search.list",
    ]  # fmt: skip


def test_filters_are_asked_for_and_cleared(shown, qtbot) -> None:
    view = shown(search_view())
    asked = []
    view.asked.connect(asked.append)
    view.line.setText("arm")
    view.kind.set_value("concerns")
    view.author.set_value("Megan Price")
    view.since.set_value("2026-09-01")
    assert asked[-1] == SearchDraft(
        text="arm", since="2026-09-01", kind="concerns", author="Megan Price"
    )
    clear = view.findChild(object, "search.clear")
    assert clear.isVisible()
    clear.click()
    assert asked[-1] == SearchDraft(text="arm")
    assert not clear.isVisible()


def test_enter_leads_past_a_heading_that_opens_nothing(shown, qtbot) -> None:
    """Return in the words, Return in the list: the first child by that name is open."""
    lines = (
        FoundLine(shape=HEAD, title="Children and people around them"),
        FoundLine(shape=LINE, title="Amelia Hartley", icon="user"),
    )
    view = search_view()
    view.model._fetch = lambda numbers: [lines[number] for number in numbers]
    view = shown(view)
    view.show_found(range(2), summary="1 person")
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.keyClick(view.line, Qt.Key.Key_Return)
        qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert caught.args == [1]
    view.model._fetch = lambda numbers: [line(number) for number in numbers]
    view.show_found((), summary="")
    view.show_found(range(2), summary="1 row in 1 file")
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    assert view.table.current_id() == 0, "a child's heading opens the file"


def test_a_line_is_read_out_whole_and_its_words_are_no_markup(shown) -> None:
    view = shown(search_view())
    view.show_found(range(3), summary="2 rows in 1 file")
    spoken = view.model.data(view.model.index(1, 0))
    assert spoken.startswith("Concern, What happened, …saw a bruise")
    assert view.model.data(view.model.index(1, 0), Qt.ItemDataRole.ToolTipRole) is None


def test_fifty_thousand_lines_are_scrolled_without_reading_them_all(shown) -> None:
    read = []
    view = search_view()
    view.model._fetch = lambda numbers: read.append(len(numbers)) or [line(n) for n in numbers]
    shown(view)
    started = time.perf_counter()
    view.show_found(range(MANY), summary="many")
    bar = view.table.view.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 19)
        view.table.view.viewport().grab()
    assert time.perf_counter() - started < 5
    assert sum(read) < 4_000


def test_the_cursor_stays_when_the_same_is_asked_again(shown) -> None:
    view = shown(search_view())
    view.show_found(range(20), summary="18 rows")
    view.table.set_current(7)
    view.show_found(range(20), summary="18 rows")
    assert view.table.current_id() == 7
