"""The shared widgets behave the same by keyboard, by mouse and for a screen reader."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.when import When
from ui.models.paged_model import Column, PagedModel
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.code_edit import CodeEdit
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit, read_day
from ui.widgets.field_row import FieldRow
from ui.widgets.file_list import FileList
from ui.widgets.fold import fold, matches
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.person_picker import PersonOption, PersonPicker
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.record_table import RecordTable
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.sidebar import NavItem, Sidebar
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine
from ui.widgets.toasts import ToastHost
from ui.widgets.when_edit import WhenEdit, read_time

YES_NO = (Choice(value="yes", text="Yes"), Choice(value="no", text="No"))
ROLES = (Choice(value="subject", text="The child"), Choice(value="witness", text="Saw it"))
PUPILS = (
    PupilOption(id="p-1", display="Zoë O’Brien", year="3", klass="Owls"),
    PupilOption(id="p-2", display="Zachary Øster-Lund", year="R", klass="Ducks"),
)


def now() -> datetime:
    return datetime(2026, 7, 22, 9, 10, tzinfo=UTC)


def find(typed: str) -> list[PupilOption]:
    return [pupil for pupil in PUPILS if matches(typed, pupil.display)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe", "Zoë O’Brien"),
        ("obrien", "Zoë O’Brien"),
        ("o'b", "Zoë O’Brien"),
        ("OS", "Zachary Øster-Lund"),
        ("lund zach", "Zachary Øster-Lund"),
        ("lukasz", "Łukasz Nowak"),
        ("strasse", "Anna Straße"),
    ],
)
def test_a_few_letters_find_a_name(typed: str, name: str) -> None:
    assert matches(typed, name)


def test_letters_inside_a_word_do_not() -> None:
    assert not matches("rien", "Zoë O’Brien")
    assert fold("  Zoë   O’Brien ") == "zoe obrien"


def test_choice_row_starts_empty_and_moves_by_arrows(qtbot) -> None:
    row = ChoiceRow("a.told", "Told", YES_NO)
    qtbot.addWidget(row)
    row.resize(400, 60)
    row.show()
    qtbot.waitExposed(row)
    qtbot.waitUntil(row.isActiveWindow)
    assert row.value() == ""
    row.button("yes").setFocus()
    with qtbot.waitSignal(row.changed) as heard:
        qtbot.keyClick(row.button("yes"), Qt.Key.Key_Space)
    assert heard.args == ["yes"]
    qtbot.keyClick(row.button("yes"), Qt.Key.Key_Right)
    assert row.value() == "no"
    row.set_value("")
    assert row.value() == ""
    assert row.button("no").accessibleIdentifier() == "a.told.no"


def test_combo_starts_empty(qtbot) -> None:
    combo = Combo("a.role", "Role", ROLES)
    qtbot.addWidget(combo)
    assert combo.value() == ""
    with qtbot.waitSignal(combo.changed):
        combo.set_value("witness")
    assert combo.value() == "witness"
    combo.set_choices(YES_NO)
    assert combo.value() == ""


def test_text_area_takes_plain_text_and_lets_tab_go(qtbot) -> None:
    area = TextArea("a.words", "Words")
    qtbot.addWidget(area)
    paste = QMimeData()
    paste.setHtml("<b>bold</b>")
    paste.setText("bold")
    area.insertFromMimeData(paste)
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "bold"
    assert area.tabChangesFocus()


def test_field_row_shows_and_clears_an_error(qtbot) -> None:
    row = FieldRow("Name", TextLine("a.name", "Name"), hint="As on the register")
    qtbot.addWidget(row)
    row.set_error("Give a name.")
    assert row.has_error()
    assert row.field.property("wrong") == "true"
    assert row.label.buddy() is row.field
    assert row.field.accessibleDescription() == "As on the register"
    row.clear_error()
    assert not row.has_error()


def test_message_bar_is_read_as_one_sentence(qtbot) -> None:
    bar = MessageBar(identifier="signin.message")
    qtbot.addWidget(bar)
    bar.show_message("Wrong code.", severity="danger", next_step="Wait for the next one.")
    label = bar.findChild(PlainLabel, "signin.message")
    assert label.accessibleName() == "Wrong code. Wait for the next one."
    assert bar.text() == "Wrong code."
    bar.clear()
    assert bar.isHidden()


def test_password_can_be_looked_at_and_is_judged(qtbot) -> None:
    edit = PasswordEdit("a.password", "Password", strength=lambda text: (len(text) // 4, "Words."))
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit.line, "correct horse")
    assert edit.text() == "correct horse"
    assert edit.line.displayText() != edit.text()
    edit.findChild(QWidget, "a.password.reveal").click()
    assert edit.line.displayText() == edit.text()
    edit.clear_secret()
    assert edit.text() == ""
    assert edit.line.echoMode() == edit.line.EchoMode.Password


def test_code_is_grouped_and_says_when_it_is_complete(qtbot) -> None:
    edit = CodeEdit("a.code", "Code", groups=(3, 3))
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.completed) as heard:
        qtbot.keyClicks(edit, "12-34567")
    assert heard.args == ["123456"]
    assert edit.text() == "123 456"
    assert edit.code() == "123456"


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("22/11/2026", "2026-11-22"),
        (" 3.2.26 ", "2026-02-03"),
        ("2026-11-22", "2026-11-22"),
        ("31/02/2026", ""),
        ("tomorrow", ""),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, iso: str) -> None:
    assert read_day(typed) == iso


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("10:40", "10:40"),
        ("1040", "10:40"),
        ("9am", "09:00"),
        ("2.15 pm", "14:15"),
        ("12am", "00:00"),
        ("25:00", None),
        ("14pm", None),
        ("noon", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, shown: str | None) -> None:
    found = read_time(typed)
    assert (found.strftime("%H:%M") if found else None) == shown


def test_date_edit_says_what_is_wrong(qtbot) -> None:
    edit = DateEdit("a.day", "Day")
    qtbot.addWidget(edit)
    edit.line.setText("31/02/2026")
    assert edit.value() == ""
    assert "not a date" in edit.problem()
    edit.set_value("2026-11-22")
    assert edit.line.text() == "22/11/2026"
    assert edit.problem() == ""


@pytest.fixture
def when_edit(qtbot) -> WhenEdit:
    edit = WhenEdit("a.happened", "When", now=now)
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_when_is_now_in_the_schools_own_time(when_edit: WhenEdit) -> None:
    assert when_edit.value() == When(
        earliest="2026-07-22T10:10", latest="2026-07-22T10:10", precision="minute", as_told=""
    )


def test_when_about_a_time_today(when_edit: WhenEdit) -> None:
    when_edit.kind.set_value("today")
    when_edit.time.setText("9.30")
    when_edit.about.setChecked(True)
    assert when_edit.value().precision == "about"
    assert (when_edit.value().earliest, when_edit.value().latest) == (
        "2026-07-22T09:00",
        "2026-07-22T10:00",
    )


def test_when_only_the_day_is_known(when_edit: WhenEdit) -> None:
    when_edit.kind.set_value("day")
    assert when_edit.problem()
    with pytest.raises(ValueError, match="cannot be read"):
        when_edit.value()
    when_edit.day.set_value("2026-07-20")
    when_edit.words.setText("after swimming")
    assert when_edit.value() == When(
        earliest="2026-07-20", latest="2026-07-20", precision="day", as_told="after swimming"
    )


def test_when_a_range_or_nothing(when_edit: WhenEdit) -> None:
    when_edit.kind.set_value("between")
    when_edit.day.set_value("2026-07-20")
    when_edit.last_day.set_value("2026-07-01")
    assert "before" in when_edit.problem()
    when_edit.day.set_value("2026-06-01")
    assert when_edit.value().precision == "range"
    when_edit.last_day.set_value("2026-07-29")
    assert "not come yet" in when_edit.problem()
    when_edit.kind.set_value("unknown")
    assert not when_edit.value().dated


@pytest.mark.parametrize(
    "when",
    [
        When.unknown(as_told="a while ago"),
        When.about(datetime(2026, 3, 3, 10, 0), as_told="break"),  # noqa: DTZ001 (local by design)
        When(earliest="2026-03-01", latest="2026-03-09", precision="range", as_told="early March"),
        When(earliest="2026-03-01", latest="2026-03-01", precision="day", as_told=""),
    ],
)
def test_a_time_comes_back_as_it_went_in(when_edit: WhenEdit, when: When) -> None:
    when_edit.set_when(when)
    assert when_edit.value() == when


@pytest.fixture
def picker(qtbot) -> Iterator[PupilPicker]:
    window = QWidget()
    column = QVBoxLayout(window)
    chosen = PupilPicker("report.pupil", "Child", search=find, roles=ROLES, first_role="subject")
    column.addWidget(chosen)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    yield chosen  # noqa: PT022 - the window must live as long as its child


def test_children_are_taken_by_letters_and_enter(qtbot, picker: PupilPicker) -> None:
    picker.line.setFocus()
    qtbot.keyClicks(picker.line, "zoe")
    assert [match.id for match in picker.line.matches()] == ["p-1"]
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.links() == (("p-1", "subject"),)
    assert picker.line.text() == ""
    qtbot.keyClicks(picker.line, "z")
    assert [match.id for match in picker.line.matches()] == ["p-2"]
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.links() == (("p-1", "subject"), ("p-2", ""))
    assert picker.without_role()
    assert picker.names() == ("Zoë O’Brien", "Zachary Øster-Lund")


def test_a_child_can_be_taken_off_again(qtbot, picker: PupilPicker) -> None:
    picker.add(PUPILS[0])
    picker.add(PUPILS[0])
    assert len(picker.links()) == 1
    picker.findChild(QWidget, "report.pupil.p-1.remove").click()
    assert picker.links() == ()


def test_escape_closes_the_offers_only(qtbot, picker: PupilPicker) -> None:
    qtbot.keyClicks(picker.line, "z")
    assert picker.line.popup_visible()
    qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert not picker.line.popup_visible()
    assert picker.line.text() == "z"


def test_a_person_is_taken_by_letters_and_tab(qtbot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    line = PersonPicker("report.who", "Who")
    column.addWidget(line)
    column.addWidget(TextLine("report.pin", "PIN"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    line.set_people([PersonOption(id="a", name="Sam Éllis"), PersonOption(id="b", name="Ann Lee")])
    line.setFocus()
    qtbot.keyClicks(line, "ell")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.person() == PersonOption(id="a", name="Sam Éllis")
    assert line.text() == "Sam Éllis"
    qtbot.keyClicks(line, "x")
    assert line.person() is None


def test_files_are_listed_by_name_once(qtbot) -> None:
    files = FileList("report.files", "Add files")
    qtbot.addWidget(files)
    for path in ("/some/note.pdf", "/some/note.pdf", "/some/photo of note.jpg"):
        files.add(path)
    assert files.paths() == ("/some/note.pdf", "/some/photo of note.jpg")
    files.findChild(QWidget, "report.files.remove1").click()
    assert files.paths() == ("/some/photo of note.jpg",)
    files.clear()
    assert files.paths() == ()


def test_toasts_stay_in_the_list_until_forgotten(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toasts = ToastHost(window)
    toasts.show_toast("Saved.")
    assert toasts.history() == ["Saved."]
    assert window.rect().contains(toasts.geometry())
    toasts.forget()
    assert toasts.history() == []
    assert not toasts.isVisible()


def test_what_was_done_makes_room_and_a_warning_stays(qtbot) -> None:
    """Three notices on top of each other hide the page; a warning is never pushed away."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toasts = ToastHost(window)
    toasts.show_toast("Suspended.")
    toasts.show_toast("1 letter could not be opened.", severity="warning")
    toasts.show_toast("Back in.")
    shown = [bar.text() for bar in toasts.findChildren(MessageBar) if bar.isVisible()]
    assert shown == ["1 letter could not be opened.", "Back in."]
    assert toasts.history() == ["Suspended.", "1 letter could not be opened.", "Back in."]


def test_toasts_leave_the_foot_of_a_page_in_reach_at_large_text(qtbot, large_text) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    toasts = ToastHost(window)
    toasts.show_toast("Saved.")
    page_button_and_check_line = 120  # as measured at 200 %
    assert toasts.geometry().bottom() < window.height() - page_button_and_check_line


def test_sidebar_says_where_to_go(qtbot) -> None:
    bar = Sidebar("nav", [NavItem(key="today", text="Today", icon="inbox")])
    qtbot.addWidget(bar)
    bar.set_badge("today", 3)
    button = bar.findChild(QWidget, "nav.today")
    assert button.accessibleName() == "Today, 3 waiting"
    with qtbot.waitSignal(bar.chosen) as heard:
        button.click()
    assert heard.args == ["today"]


def test_rows_are_opened_by_enter(qtbot) -> None:
    rows = RowList("today.letters", "Waiting")
    qtbot.addWidget(rows)
    rows.set_rows([RowItem(id="1", title="Concern 12", detail="Sent", trailing="New")])
    rows.show()
    rows.set_current("1")
    assert rows.current_id() == "1"
    assert rows.model().index(0, 0).data() == "Concern 12, Sent, New"
    with qtbot.waitSignal(rows.opened) as heard:
        rows.activated.emit(rows.currentIndex())
    assert heard.args == ["1"]


class Reader:
    """Counts how often pages are asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, identifiers: list[int]) -> list[str]:
        self.asked.append(len(identifiers))
        return [f"row {identifier}" for identifier in identifiers]


@pytest.fixture
def paged() -> tuple[PagedModel, Reader]:
    reader = Reader()
    columns = (Column(key="name", title="Name", stretch=True), Column(key="day", title="Day"))
    model = PagedModel(
        columns, fetch=reader.fetch, text=lambda row, key: f"{row} {key}", page_size=10, pages=2
    )
    model.set_ids(range(500_000))
    return model, reader


def test_only_the_pages_in_sight_are_read(paged: tuple[PagedModel, Reader]) -> None:
    model, reader = paged
    assert model.rowCount() == 500_000
    assert model.index(499_999, 1).data() == "row 499999 day"
    assert model.index(499_995, 0).data() == "row 499995 name"
    assert reader.asked == [10]
    model.index(0, 0).data()
    model.index(20, 0).data()
    model.index(499_999, 0).data()
    assert reader.asked == [10, 10, 10, 10]
    assert model.row_of(77) == 77
    assert model.row_of("none") == -1


def test_a_changed_row_is_read_again(qtbot, paged: tuple[PagedModel, Reader]) -> None:
    model, reader = paged
    model.index(0, 0).data()
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    model.index(0, 0).data()
    assert reader.asked == [10, 10]


def test_table_opens_and_selects_by_identifier(qtbot, paged: tuple[PagedModel, Reader]) -> None:
    table = RecordTable("pupils.list", "Pupils")
    qtbot.addWidget(table)
    table.set_model(paged[0])
    table.resize(500, 300)
    table.show()
    with qtbot.waitSignal(table.selected) as chosen:
        table.set_current(3)
    assert chosen.args == [3]
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert heard.args == [3]
    assert table.current_id() == 3
