"""The reporting form: the right draft, by keyboard alone, few presses, nothing left behind."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from storage.records.body_map import BodyMap, Mark
from storage.records.concern import Attachment, ConcernDraft, LinkedPupil
from storage.records.when import When
from ui.drafts import (
    ContactLine,
    FileShown,
    FindNow,
    ReportForm,
    WhenTyped,
    WhoDraft,
    WhoKind,
)
from ui.views.report import ReportView
from ui.widgets.choice_row import Choice
from ui.widgets.fold import matches
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

PUPILS = (
    PupilOption(id="p-1", display="Zoë O’Brien", year="3", klass="Owls"),
    PupilOption(id="p-2", display="Zachary Øster-Lund", year="R", klass="Ducks"),
)
PEOPLE = (
    PersonOption(id="sam.ellis", name="Sam Ellis", detail="Teaching assistant"),
    PersonOption(id="sue.ellis", name="Sue Ellis", detail="Kitchen"),
)
ROLES = (
    Choice(value="subject", text="The child it is about"),
    Choice(value="witness", text="Saw or heard it"),
)
PLACES = (Choice(value="playground", text="Playground"),)
SOURCES = (Choice(value="saw", text="I saw it"),)
CONTACTS = FindNow(
    leads=(
        ContactLine(name="Anna Lee", what="DSL"),
        ContactLine(name="Ben Okafor", what="Deputy"),
        ContactLine(name="", what="the office", telephone="01632 960001"),
    ),
    about_adult=(ContactLine(name="Ruth Hall", what="Head teacher"),),
    about_head=(ContactLine(name="Mo Khan", what="Chair of governors", telephone="01632 960002"),),
)
NOW = When(earliest="2026-11-22T09:10", latest="2026-11-22T09:10", precision="minute", as_told="")
NOW_TYPED = WhenTyped(kind="day", day="22/11/2026", time="09:10")
NOTE = Attachment(name="note.pdf", media_type="application/pdf", content=b"%PDF-")
NOTE_READ = FileShown(path="/some/note.pdf", name="note.pdf", lines=(), attachment=NOTE)


def find(typed: str) -> list[PupilOption]:
    return [pupil for pupil in PUPILS if matches(typed, pupil.display)]


def now() -> datetime:
    return datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


@pytest.fixture
def view(qtbot) -> ReportView:
    form = ReportView(search=find, roles=ROLES, places=PLACES, sources=SOURCES, now=now)
    qtbot.addWidget(form)
    form.resize(1366, 700)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    form.start(people=PEOPLE, contacts=CONTACTS)
    return form


def fill(view: ReportView) -> None:
    view.adult.about_adult.set_value("no")
    view.who.person.set_person("sam.ellis")
    view.who.pin.setText("4821")
    view.facts.pupils.add(PUPILS[0])
    view.account.happened.set_text("She would not take off her coat.")
    view.account.told.set_value("yes")


def test_every_control_has_a_name_and_an_identifier(
    view: ReportView, nameless: Callable[[QWidget], list[str]]
) -> None:
    view.facts.pupils.add(PUPILS[0])
    view.account.files.add("/some/note.pdf")
    view.account.more.click()
    assert nameless(view) == []


@pytest.mark.parametrize(
    "identifier",
    [
        "who",
        "pin",
        "pupil",
        "what_happened",
        "child_words",
        "told_dsl",
        "happened",
        "body_map",
        "send",
        "about_adult",
    ],
)
def test_the_controls_of_stories_from_outside_are_there(view: ReportView, identifier: str) -> None:
    found = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.accessibleIdentifier() == f"report.{identifier}"
    ]
    assert len(found) == 1
    assert found[0].isVisible()


def test_it_fits_a_small_laptop_without_scrolling(view: ReportView, qapp: QApplication) -> None:
    fill(view)
    qapp.processEvents()
    assert view.scroll_area.verticalScrollBar().maximum() == 0
    assert view.scroll_area.horizontalScrollBar().maximum() == 0


def test_it_still_fits_with_a_family_another_day_a_map_and_nobody_told(
    qtbot, qapp: QApplication
) -> None:
    child = PupilOption(id="p-9", display="Summer Applegarth", year="4", klass="Willow")
    family = [
        PupilOption(id=f"p-1{n}", display=f"{name} Applegarth", year=str(n))
        for n, name in ((6, "Niamh"), (1, "Ottilie"))
    ]
    roles = (Choice(value="subject", text="This happened to them"), *ROLES[1:])
    form = ReportView(
        search=find,
        roles=roles,
        places=PLACES,
        sources=SOURCES,
        now=now,
        relatives=lambda key: family if key == child.id else (),
    )
    qtbot.addWidget(form)
    form.resize(1366, 768)
    form.show()
    form.start(people=PEOPLE, contacts=CONTACTS)
    fill(form)
    form.facts.pupils.clear()
    form.facts.pupils.add(child)
    form.facts.when.kind.set_value("day")
    mark = Mark(number=1, view="child-front@1", x=1, y=2, region="r", site="s", kind="bruise")
    form.show_body_maps((BodyMap(marks=(mark,)),))
    form.account.told.set_value("no")
    for _ in range(4):
        qapp.processEvents()
    assert form.scroll_area.verticalScrollBar().maximum() == 0
    (name,) = (label for label in form.findChildren(QLabel) if label.text() == child.words())
    assert name.fontMetrics().horizontalAdvance(name.text()) <= name.width()


def test_nothing_is_clipped(
    view: ReportView, clipped: Callable[[QWidget], list[str]], qapp: QApplication
) -> None:
    fill(view)
    view.account.told.set_value("no")
    qapp.processEvents()
    assert clipped(view) == []


def test_nothing_is_clipped_at_twice_the_size(
    qtbot, large_text: None, clipped: Callable[[QWidget], list[str]], qapp: QApplication
) -> None:
    form = ReportView(search=find, roles=ROLES, places=PLACES, sources=SOURCES, now=now)
    qtbot.addWidget(form)
    form.resize(1366, 768)
    form.show()
    form.start(people=PEOPLE, contacts=CONTACTS)
    fill(form)
    form.adult.about_adult.set_value("yes")
    form.account.told.set_value("no")
    form.facts.when.kind.set_value("between")
    form.account.more.click()
    for _ in range(4):
        qapp.processEvents()
    assert clipped(form) == []
    assert form.scroll_area.horizontalScrollBar().maximum() == 0


def test_a_concern_by_keyboard_alone(qtbot, view: ReportView) -> None:
    """Six answers (adult, name, PIN, child, what happened, told), at most seven presses."""
    presses = 0

    def key(pressed: Qt.Key) -> None:
        qtbot.keyClick(QApplication.focusWidget(), pressed)

    def type_in(words: str) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), words)

    def tab_to(identifier: str) -> None:
        for _ in range(12):
            if QApplication.focusWidget().accessibleIdentifier() == identifier:
                return
            key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {identifier}")

    assert QApplication.focusWidget().accessibleIdentifier() == "report.about_adult.no"
    key(Qt.Key.Key_Space)
    presses += 1
    tab_to("report.who")
    type_in("sam")
    key(Qt.Key.Key_Return)
    presses += 1
    tab_to("report.pin")
    type_in("4821")
    tab_to("report.pupil")
    type_in("obr")
    key(Qt.Key.Key_Return)
    presses += 1
    tab_to("report.what_happened")
    type_in("She would not take off her coat.")
    tab_to("report.told_dsl.yes")
    key(Qt.Key.Key_Space)
    presses += 1
    with qtbot.waitSignal(view.submitted) as heard:
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    presses += 1
    assert presses <= 7
    assert heard.args == [
        ReportForm(
            who=WhoDraft(kind=WhoKind.MEMBER, person="sam.ellis", name="Sam Ellis", pin="4821"),
            concern=ConcernDraft(
                pupils=(LinkedPupil(id="p-1", role="subject"),),
                what_happened="She would not take off her coat.",
                happened=NOW,
                told_dsl="yes",
            ),
            happened=NOW_TYPED,
            names=("Zoë O’Brien",),
            answers=("no", ""),
        )
    ]


def test_tab_goes_down_the_left_and_then_down_the_right(view: ReportView) -> None:
    reached = []
    widget = view.adult.about_adult.button("no")
    for _ in range(40):
        reached.append(widget.accessibleIdentifier())
        widget = widget.nextInFocusChain()
        while not (widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            widget = widget.nextInFocusChain()
        if widget.accessibleIdentifier() == reached[0]:
            break
    wanted = [
        "report.about_adult.no",
        "report.who",
        "report.pin",
        "report.pupil",
        "report.happened.now",
        "report.place_kind",
        "report.place",
        "report.what_happened",
        "report.child_words",
        "report.body_map",
        "report.told_dsl.yes",
        "report.send",
    ]
    places = [reached.index(identifier) for identifier in wanted]
    assert places == sorted(places)


def _stops(view: ReportView) -> list[str]:
    """Where Tab really leads, from the first question to the way to send."""
    view.adult.about_adult.setFocus()
    found: list[str] = []
    while "report.send" not in found and len(found) < 60:
        here = QApplication.focusWidget()
        assert here.isVisible()
        found.append(here.accessibleIdentifier())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_tab_reaches_the_other_ways_to_say_who_writes(view: ReportView) -> None:
    pin = ["report.pin", "report.as_first_time", "report.as_guest", "report.pupil"]
    assert _follow(_stops(view), "report.pin", pin)
    view.who.set_kind(WhoKind.GUEST)
    number = ["report.number", "report.as_member", "report.as_first_time", "report.pupil"]
    assert _follow(_stops(view), "report.number", number)


def test_tab_reaches_somebody_else_than_the_one_who_is_known(view: ReportView) -> None:
    view.start(people=PEOPLE, contacts=CONTACTS, author=PEOPLE[0], ask_pin=False)
    assert _follow(_stops(view), "report.about_adult.no", ["report.about_adult.no", *OTHER])
    view.start(people=PEOPLE, contacts=CONTACTS, author=PEOPLE[0])
    assert _follow(_stops(view), "report.pin", ["report.pin", *OTHER])


def test_tab_reaches_maps_and_files_before_the_next_question(view: ReportView) -> None:
    fill(view)
    mark = Mark(number=1, view="child-front@1", x=1, y=2, region="r", site="s", kind="bruise")
    view.account.files.add("/some/note.pdf")
    view.show_body_maps((BodyMap(marks=(mark,)),))
    wanted = [
        "report.files",
        "report.body_map_1",
        "report.body_map_1_remove",
        "report.files.remove1",
        "report.told_dsl.yes",
    ]
    assert _follow(_stops(view), "report.files", wanted)


OTHER = ["report.not_you", "report.pupil"]


def _follow(stops: list[str], first: str, wanted: list[str]) -> bool:
    place = stops.index(first)
    return stops[place : place + len(wanted)] == wanted


def test_what_is_missing_is_said_beside_it_and_nothing_is_sent(qtbot, view: ReportView) -> None:
    sent: list[object] = []
    view.submitted.connect(sent.append)
    view.send.click()
    assert sent == []
    assert view.account.happened_row.has_error()
    assert view.account.told_row.has_error()
    assert view.facts.pupil_row.has_error()
    assert QApplication.focusWidget().accessibleIdentifier() == "report.about_adult.no"
    fill(view)
    view.send.click()
    assert len(sent) == 1


def test_a_second_child_needs_a_part(view: ReportView) -> None:
    fill(view)
    view.facts.pupils.add(PUPILS[1])
    view.send.click()
    assert view.facts.pupil_row.error() == "Choose each child’s part."


def test_a_child_who_is_not_on_the_list_is_taken_in_words(qtbot, view: ReportView) -> None:
    fill(view)
    view.facts.pupils.clear()
    view.facts.pupils.line.setText("boy from the visiting team, red shirt")
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    assert heard.args[0].concern.unlisted_pupil == "boy from the visiting team, red shirt"
    assert heard.args[0].concern.pupils == ()


def test_no_means_whom_to_find_now(view: ReportView) -> None:
    fill(view)
    view.account.told.set_value("no")
    words = view.account.find_now.words()
    assert "Find Anna Lee (DSL) or Ben Okafor (Deputy) now." in words
    assert "Call the office: 01632 960001." in words
    assert "999" in words
    view.account.told.set_value("yes")
    assert view.account.find_now.isHidden()


def test_about_the_head_goes_past_leads_and_head(qtbot, view: ReportView) -> None:
    fill(view)
    view.facts.pupils.clear()
    view.adult.about_adult.set_value("yes")
    view.send.click()
    assert QApplication.focusWidget().accessibleIdentifier() == "report.about_post.other"
    view.adult.about_post.set_value("head")
    view.account.told.set_value("no")
    assert "Mo Khan" in view.account.find_now.words()
    assert "Anna Lee" not in view.account.find_now.words()
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    assert heard.args[0].concern.about_adult
    assert heard.args[0].concern.about_head


def test_an_untested_reader_means_telephone_too(view: ReportView) -> None:
    view.start(people=PEOPLE, contacts=CONTACTS, head_reads=False)
    view.adult.about_adult.set_value("yes")
    view.adult.about_post.set_value("other")
    box = view.adult.findChild(QWidget, "report.find_now")
    assert box.isVisible()
    assert "Ruth Hall" in box.text()


def test_a_guest_needs_a_name_and_no_pin(qtbot, view: ReportView) -> None:
    fill(view)
    view.findChild(QWidget, "report.as_guest").click()
    view.send.click()
    view.who.guest.setText("Pat Gray, supply")
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    assert heard.args[0].who == WhoDraft(kind=WhoKind.GUEST, name="Pat Gray, supply")


def test_the_first_time_takes_the_slip_and_a_pin(qtbot, view: ReportView) -> None:
    fill(view)
    view.findChild(QWidget, "report.as_first_time").click()
    view.who.slip.setText("K7P2-9QRT")
    view.who.new_pin.setText("739105")
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    assert heard.args[0].who == WhoDraft(
        kind=WhoKind.FIRST_TIME,
        person="sam.ellis",
        name="Sam Ellis",
        pin="739105",
        slip="K7P2-9QRT",
    )


def test_before_pairing_everybody_is_a_guest(view: ReportView) -> None:
    view.start(people=(), contacts=FindNow())
    assert view.who.kind() is WhoKind.GUEST
    view.account.told.set_value("no")
    assert "Find a DSL or the head teacher now." in view.account.find_now.words()


def test_a_wrong_pin_keeps_every_word(view: ReportView) -> None:
    fill(view)
    view.set_busy(True)
    view.show_pin_problem("This PIN is not right. Try again.")
    assert view.who.pin.text() == ""
    assert view.send.isEnabled()
    assert view.account.happened.text() == "She would not take off her coat."


def test_marks_files_and_details_are_in_the_draft(qtbot, view: ReportView) -> None:
    fill(view)
    mark = Mark(number=1, view="child-front@1", x=1, y=2, region="r", site="s", kind="bruise")
    view.show_body_maps((BodyMap(marks=(mark,)),))
    view.account.files.add("/some/note.pdf")
    view.show_file(NOTE_READ)
    view.account.words.set_text("“I fell.”")
    view.facts.place_kind.set_value("playground")
    view.facts.place.setText("by the gate")
    view.account.more.click()
    view.more.source.set_value("saw")
    view.more.opinion.set_text("I am worried.")
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    form = heard.args[0]
    assert form.files == ()
    assert form.concern.attachments == (NOTE,)
    assert form.concern.body_maps == (BodyMap(marks=(mark,)),)
    assert form.concern.place_kind == "playground"
    assert (form.concern.source, form.concern.opinion) == ("saw", "I am worried.")
    assert view.account.body_map.text() == "New body map"


def test_who_writes_without_a_pause_is_kept_all_the_same(qtbot, view: ReportView) -> None:
    fill(view)
    view._save.setInterval(60_000)
    view._latest.setInterval(100)
    with qtbot.waitSignal(view.draft_changed, timeout=5000):
        view.account.words.set_text("“I fell.”")
    assert not view._save.isActive(), "what was kept is not kept twice"


def test_a_draft_is_offered_without_pin_and_comes_back(qtbot, view: ReportView) -> None:
    fill(view)
    with qtbot.waitSignal(view.draft_changed, timeout=5000) as heard:
        view.account.words.set_text("“I fell.”")
    form = heard.args[0]
    assert form.who == WhoDraft(kind=WhoKind.MEMBER, person="sam.ellis", name="Sam Ellis")
    view.start(people=PEOPLE, contacts=CONTACTS)
    assert view.untouched()
    view.show_draft(form, pupils=PUPILS)
    again = view.form()
    assert again.concern.pupils == form.concern.pupils
    assert again.concern.what_happened == form.concern.what_happened
    assert again.concern.child_words == "“I fell.”"
    assert again.concern.happened.earliest == form.concern.happened.earliest


def test_clearing_leaves_nothing_behind(view: ReportView) -> None:
    fill(view)
    view.account.files.add("/some/note.pdf")
    view.clear()
    assert view.untouched()
    assert view.form(with_secrets=True) == ReportForm(
        who=WhoDraft(kind=WhoKind.MEMBER),
        concern=ConcernDraft(pupils=(), what_happened="", happened=NOW, told_dsl=""),
        happened=NOW_TYPED,
        answers=("", ""),
    )


def test_a_follow_up_names_its_number(qtbot, view: ReportView) -> None:
    view.start(people=PEOPLE, contacts=CONTACTS, follow_up_to="12")
    fill(view)
    with qtbot.waitSignal(view.submitted) as heard:
        view.send.click()
    assert heard.args[0].concern.follow_up_to == "12"
    assert view.accessibleName() == "Add to concern number 12"
