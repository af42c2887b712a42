"""The lead's lists: thin models, searched and opened by keyboard, quick at fifty thousand rows."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.fakes import lead_school as school
from tests.fakes.lead_screens import concerns, entries, fetcher, pupil_file, pupils, today_view
from ui.lead_drafts import AmendmentDraft, SignificanceDraft, VolumeDraft
from ui.lead_words import counted, day_for_people, first_words, language_name
from ui.models.lead_rows import ChronologyModel, ConcernModel, PupilModel
from ui.views.chronology_amend import AmendDialog
from ui.views.pupil_file_volume import VolumeDialog
from ui.views.pupils import PupilsView
from ui.views.today import TodayView
from ui.widgets.row_list import RowItem, RowList

MANY = 50_000


def models() -> list:
    word = school.lists().word
    rows = (school.concern_rows(300), school.pupil_rows(300), entries())
    made = (
        ConcernModel(fetch=fetcher(rows[0]), word=word),
        PupilModel(fetch=fetcher(rows[1])),
        ChronologyModel(fetch=fetcher(rows[2]), word=word),
    )
    for model, group in zip(made, rows, strict=True):
        model.set_ids([row.id for row in group])
    return list(made)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_models_keep_qt_s_rules(qtmodeltester, place) -> None:
    qtmodeltester.check(models()[place])


def test_an_undated_row_stays_last_and_says_what_was_told(qtbot) -> None:
    model = models()[2]
    last = model.rowCount() - 1
    assert model.id_at(last) == "e-undated"
    shown = model.index(last, 1).data()
    assert shown == "Not known (some time before he started)"


def test_the_star_is_said_in_words() -> None:
    model = models()[2]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(2, 0).data(spoken) == "Significant"
    assert model.index(0, 0).data(spoken) == "Not significant"


def test_fifty_thousand_children_open_and_scroll_without_a_stall(qtbot) -> None:
    row = school.pupil_rows(1)[0]
    asked = []

    def fetch(identifiers):
        asked.append(len(identifiers))
        return [replace(row, id=identifier) for identifier in identifiers]

    view = PupilsView(fetch=fetch)
    qtbot.addWidget(view)
    view.resize(1138, 700)
    view.show()
    qtbot.waitExposed(view)
    identifiers = [f"p-{number}" for number in range(MANY)]
    started = time.process_time()
    view.show_ids(identifiers, total=MANY)
    view.grab()
    opened = time.process_time() - started
    started = time.process_time()
    view.table.view.scrollToBottom()
    view.grab()
    scrolled = time.process_time() - started
    # Generous on purpose: the figures themselves are the benchmarks' business.
    assert opened < 1.0
    assert scrolled < 1.0
    assert sum(asked) < 2_000


def test_letters_search_and_enter_opens(qtbot) -> None:
    view = pupils()
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.searched) as caught:
        qtbot.keyClicks(view.search, "zo")
    assert caught.args == ["zo"]
    view.show_ids(["p-2"], total=60)
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert caught.args == ["p-2"]


def test_enter_among_several_children_leads_into_the_list(qtbot) -> None:
    view = pupils()
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    view.show_ids(["p-2", "p-3"], total=60)
    opened = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert opened == []
    assert view.table.current_id() == "p-2"
    qtbot.keyClick(view.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert opened == ["p-3"]


def test_down_leads_into_the_list(qtbot) -> None:
    view = pupils()
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    qtbot.keyClick(view.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert caught.args == ["p-1"]


def test_an_empty_school_says_what_to_do(qtbot) -> None:
    view = PupilsView(fetch=lambda identifiers: [])
    qtbot.addWidget(view)
    view.show()
    view.show_ids([], total=0)
    shown = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "No children yet" in shown


def test_concerns_are_filtered_by_state(qtbot) -> None:
    view = concerns()
    qtbot.addWidget(view)
    chosen = []
    view.status_chosen.connect(chosen.append)
    view.status.set_value("waiting")
    view.status.set_value("all")
    assert chosen == ["waiting", ""]


def test_today_opens_each_thing_with_one_press(qtbot) -> None:
    view = today_view()
    qtbot.addWidget(view)
    view.show()
    opened = []
    view.concern_opened.connect(opened.append)
    view.due_opened.connect(lambda item: opened.append(item.id))
    view.news_opened.connect(lambda row: opened.append(row.id))
    for block in (view.letters, *view.due.values(), view.news):
        block.rows.setCurrentIndex(block.rows.model().index(0, 0))
        qtbot.keyClick(block.rows, Qt.Key.Key_Return)
    assert opened == ["c-1", "a-1", "r-1", "f-1", "m-1", "k-1", "n-0"]


def test_today_is_quiet_when_nothing_waits(qtbot) -> None:
    view = TodayView()
    qtbot.addWidget(view)
    view.show()
    view.show_today(school.today(quiet=True))
    assert not view.letters.isVisible()
    view.show_today(school.today())
    assert view.letters.isVisible()


def test_a_quiet_day_with_news_shows_the_news(qtbot) -> None:
    view = TodayView()
    qtbot.addWidget(view)
    view.show()
    quiet, busy = school.today(quiet=True), school.today()
    view.show_today(replace(quiet, news=busy.news, news_total=4, since=busy.since))
    assert view.news.isVisible()
    assert not view.letters.isVisible()
    view.show_today(replace(quiet, since=busy.since))
    words = [label.text() for label in view.news.findChildren(QLabel) if label.isVisible()]
    assert "Nothing new since you were last here." in words
    view.show_today(busy)
    assert view.news.isVisible()
    assert view.letters.isVisible()


def test_a_long_list_shows_its_first_rows_and_the_others_on_request(qtbot) -> None:
    view = TodayView()
    qtbot.addWidget(view)
    view.show()
    busy = school.today()
    many = tuple(replace(busy.actions[0], id=f"a-{number}") for number in range(9))
    view.show_today(replace(busy, actions=many))
    block = view.action_rows
    assert len(block.rows.rows()) == 4
    view.findChild(object, "today.actions_more").click()
    assert len(block.rows.rows()) == 9
    assert block.rows.current_id() == "action/a-4"
    view.show_today(replace(busy, actions=many))
    assert len(block.rows.rows()) == 9


def test_a_normal_day_is_one_glance(shown) -> None:
    """Nothing has to be scrolled for at 1366x768."""
    view = shown(today_view())
    assert view.scroll_area.verticalScrollBar().maximum() == 0


def test_what_becomes_of_an_action_is_asked_for_the_chosen_one(qtbot) -> None:
    view = today_view()
    qtbot.addWidget(view)
    view.show()
    button = view.findChild(object, "today.done")
    assert not button.isEnabled()
    view.action_rows.rows.set_current("action/a-2")
    with qtbot.waitSignal(view.action_asked) as caught:
        button.click()
    assert caught.args == ["a-2"]


def test_space_marks_an_entry_as_significant(qtbot) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    view.show()
    view.chronology.go_to("e-1")
    with qtbot.waitSignal(view.chronology.significance_set) as caught:
        qtbot.keyClick(view.chronology.table.view, Qt.Key.Key_Space)
    assert caught.args[0] == SignificanceDraft(target="e-1", significant=True)


def test_the_entry_with_the_cursor_is_shown_in_full(qtbot) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.chronology.entry_selected) as caught:
        view.chronology.go_to("e-2")
    assert caught.args == ["e-2"]
    shown = view.chronology.detail.card.area.accessibleDescription()
    assert shown == school.full_entry().text


def test_the_sections_of_a_file_are_one_press_away(qtbot) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    view.show()
    chosen = []
    view.section_shown.connect(chosen.append)
    sections = (
        *("front_sheet", "voice", "body_maps", "risk_assessments", "people", "documents"),
        "chronology",
    )
    for key in sections:
        view.findChild(object, f"file.{key}").click()
    assert tuple(chosen) == sections
    with qtbot.waitSignal(view.export_requested) as caught:
        view.findChild(object, "file.export").click()
    assert caught.args == ["p-1"]


def test_a_correction_stands_beside_the_original(qtbot) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    view.show()
    view.chronology.go_to("e-1")
    view.findChild(object, "file.amend").click()
    dialog = view.findChild(AmendDialog)
    dialog.what.set_value("text")
    dialog.correction.set_text("It was the grandmother who rang.")
    with qtbot.assertNotEmitted(view.chronology.amended):
        dialog.findChild(object, "amend.save").click()
    dialog.reason.set_text("Misheard the name.")
    with qtbot.waitSignal(view.chronology.amended) as caught:
        dialog.findChild(object, "amend.save").click()
    assert caught.args[0] == AmendmentDraft(
        target="e-1",
        field="text",
        correction="It was the grandmother who rang.",
        reason="Misheard the name.",
    )


def test_a_corrected_date_is_a_time(qtbot) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    view.show()
    view.findChild(object, "file.amend").click()
    dialog = view.findChild(AmendDialog)
    dialog.what.set_value("happened")
    dialog.when.kind.set_value("unknown")
    dialog.reason.set_text("The diary says nothing.")
    with qtbot.waitSignal(view.chronology.amended) as caught:
        dialog.findChild(object, "amend.save").click()
    assert caught.args[0].happened is not None
    assert not caught.args[0].happened.dated


def test_a_paper_volume_says_where_the_paper_lies(qtbot, tmp_path) -> None:
    view = pupil_file()
    qtbot.addWidget(view)
    view.show()
    view.show_section("documents")
    view.findChild(object, "file.attach_volume").click()
    dialog = view.findChild(VolumeDialog)
    dialog.path.set_path(str(tmp_path / "binder.pdf"))
    with qtbot.assertNotEmitted(view.volume_attached):
        dialog.findChild(object, "volume.save").click()
    dialog.lies.setText("Cabinet 2")
    with qtbot.waitSignal(view.volume_attached) as caught:
        dialog.findChild(object, "volume.save").click()
    assert caught.args[0] == VolumeDraft(
        title="Paper file",
        number=2,
        original_lies="Cabinet 2",
        path=str(tmp_path / "binder.pdf"),
        pupil_id="p-1",
    )


def test_words_for_counts_days_and_beginnings() -> None:
    assert counted(1, "1 child", "{n} children") == "1 child"
    assert counted(1204, "1 child", "{n} children") == "1,204 children"
    assert day_for_people("2026-11-24") == "24 Nov 2026"
    assert day_for_people("early March") == "early March"
    assert first_words("one two\nthree", limit=9) == "one two…"
    assert first_words("word " * 3) == "word word word"


def test_a_language_is_named_and_what_is_no_code_stays() -> None:
    assert language_name("GUJ") == "Gujarati"
    assert language_name("English") == "English"
    assert language_name("ZZB") == "ZZB"
    assert language_name("") == ""


def hidden(table) -> list[str]:
    """The headings of the columns that gave way."""
    model = table.view.model()
    return [
        column.key for place, column in enumerate(model.columns) if table.view.isColumnHidden(place)
    ]


def test_columns_that_can_be_spared_give_way_to_the_words(qtbot) -> None:
    view = concerns()
    qtbot.addWidget(view)
    view.resize(1400, 700)
    view.show()
    qtbot.waitExposed(view)
    assert hidden(view.table) == []
    view.resize(620, 700)
    qtbot.waitUntil(lambda: bool(hidden(view.table)))
    assert "words" not in hidden(view.table)
    assert "status" not in hidden(view.table)
    view.resize(1400, 700)
    qtbot.waitUntil(lambda: not hidden(view.table))


def test_a_whole_detail_makes_its_row_as_high_as_it_needs(qtbot) -> None:
    rows = RowList("sent.list", "My concerns")
    qtbot.addWidget(rows)
    rows.resize(320, 400)
    long = "Thank you. " * 30
    rows.set_rows([RowItem(id="1", title="One", detail=long, whole=True)])
    rows.show()
    high = rows.visualRect(rows.model().index(0, 0)).height()
    rows.set_rows([RowItem(id="1", title="One", detail=long)])
    assert high > 3 * rows.visualRect(rows.model().index(0, 0)).height()
