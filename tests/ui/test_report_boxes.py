"""The boxes of the form one by one: children, files, time, the adult, details, dictation."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from storage.records.body_map import BodyMap, Mark
from storage.records.concern import Attachment, LinkedPupil
from storage.records.when import When
from tests.fakes.report_form import (
    CONTACTS,
    NAMED,
    OTHER_SAM,
    PEOPLE,
    SAM,
    ZAK,
    ZIA,
    ZOE,
    fill,
    new_form,
    start,
)
from ui.drafts import ContactLine, FileShown, RouteShown
from ui.views.report import ReportView

MARK = Mark(number=1, view="child-front@1", x=1, y=2, region="r", site="left arm", kind="bruise")
PHOTO = Attachment(name="photo.jpg", media_type="image/jpeg", content=b"clean")


@pytest.fixture
def view(qtbot) -> ReportView:
    form = new_form()
    qtbot.addWidget(form)
    form.resize(1366, 700)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    start(form)
    return form


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleIdentifier() if widget is not None else ""


def button(view: ReportView, identifier: str) -> QWidget:
    """The control of this identifier; one that was taken off before is gone first."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return view.findChild(QWidget, identifier)


# -- children --------------------------------------------------------------------------------------


def test_enter_takes_the_child_and_goes_on_to_what_happened(qtbot, view: ReportView) -> None:
    view.facts.pupils.line.setFocus()
    qtbot.keyClicks(view.facts.pupils.line, "zoe")
    qtbot.keyClick(view.facts.pupils.line, Qt.Key.Key_Return)
    assert view.facts.links() == (LinkedPupil(id="p-1", role="subject"),)
    assert focused() == "report.what_happened"


def test_same_names_are_told_apart_by_year_and_class(qtbot, view: ReportView) -> None:
    qtbot.keyClicks(view.facts.pupils.line, "sam pri")
    offers = [match.text for match in view.facts.pupils.line.matches()]
    assert offers == ["Sam Price · Year 5 · Elm", "Sam Price · Year 2 · Oak"]
    view.facts.pupils.add(OTHER_SAM)
    chip = button(view, "report.pupil.p-5.role").parentWidget().parentWidget()
    words = [label.text() for label in chip.findChildren(QWidget) if hasattr(label, "text")]
    assert "Sam Price · Year 2 · Oak" in words


def test_brothers_and_sisters_come_by_one_press(qtbot, view: ReportView) -> None:
    view.facts.pupils.add(ZOE)
    names = [button(view, f"report.pupil.p-1.family_{key}").text() for key in ("p-2", "p-3", "all")]
    assert names == ["Zachary · R", "Zia · Year 6", "Add both"]
    full = [
        button(view, f"report.pupil.p-1.family_{key}").accessibleName() for key in ("p-2", "all")
    ]
    assert full == [
        "Add brother or sister: Zachary O’Brien · R",
        "Add all brothers and sisters",
    ]
    button(view, "report.pupil.p-1.family_p-2").click()
    assert view.facts.links() == (
        LinkedPupil(id="p-1", role="subject"),
        LinkedPupil(id="p-2", role="sibling"),
    )
    last = button(view, "report.pupil.p-1.family_p-3")
    assert last.text() == "Add brother or sister: Zia O’Brien · Year 6"
    last.click()
    assert [link.id for link in view.facts.links()] == ["p-1", "p-2", "p-3"]
    view.facts.pupils.clear()
    view.facts.pupils.add(ZAK)
    button(view, "report.pupil.p-2.family_all").click()
    assert [(link.id, link.role) for link in view.facts.links()] == [
        ("p-2", "subject"),
        ("p-1", "sibling"),
        ("p-3", "sibling"),
    ]


def test_an_only_child_is_offered_nobody(view: ReportView) -> None:
    view.facts.pupils.add(SAM)
    assert not [
        widget
        for widget in view.facts.findChildren(QWidget)
        if ".family_" in widget.accessibleIdentifier()
    ]


def test_every_further_child_needs_a_part(view: ReportView) -> None:
    fill(view)
    view.facts.pupils.add(SAM)
    view.facts.pupils.add(ZIA, "witness")
    view.send.click()
    assert view.facts.pupil_row.error() == "Choose each child’s part."


def test_a_child_named_in_the_text_is_mentioned(view: ReportView) -> None:
    """And the first child chosen afterwards is still the one it happened to."""
    view.account.happened.set_text("ZB pushed her.")
    assert view.account.happened.replace_at(0, 2, "p-2")
    assert view.facts.links() == (LinkedPupil(id="p-2", role="context"),)
    view.facts.pupils.add(ZOE)
    assert view.facts.links()[1] == LinkedPupil(id="p-1", role="subject")
    assert [mention.id for mention in view.concern().mentions] == ["p-2"]


def test_words_left_in_the_line_are_said_to_link_nobody(qtbot, view: ReportView) -> None:
    view.facts.pupils.line.setFocus()
    qtbot.keyClicks(view.facts.pupils.line, "a boy in red")
    view.account.happened.setFocus()
    shown = [
        label.text()
        for label in view.facts.findChildren(QWidget)
        if hasattr(label, "text") and "linked to no child" in label.text() and label.isVisible()
    ]
    qtbot.waitUntil(lambda: bool(shown) or True)
    assert shown == ["Goes in words, linked to no child: “a boy in red”."]


# -- time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words"),
    [("31/02/2026", "This is not a date."), ("24/12/2026", "This day has not come yet.")],
)
def test_an_impossible_time_is_said_once_and_never_stops_a_concern(
    qtbot, view: ReportView, day: str, words: str
) -> None:
    fill(view)
    sent: list[object] = []
    view.submitted.connect(sent.append)
    view.facts.when.kind.set_value("day")
    view.facts.when.day.line.setText(day)
    view.facts.when.time.setText("10:40")
    view.send.click()
    assert sent == []
    assert view.facts.when_row.error().startswith(words)
    view.send.click()
    assert [form.concern.happened for form in sent] == [When.unknown(as_told=f"{day}, 10:40")]


def test_a_time_put_right_takes_the_sentence_away(view: ReportView) -> None:
    fill(view)
    view.facts.when.kind.set_value("day")
    view.facts.when.day.line.setText("24/12/2026")
    view.send.click()
    assert view.facts.when_row.has_error()
    view.facts.when.day.line.setText("20/11/2026")
    assert not view.facts.when_row.has_error()


def test_the_time_of_writing_is_shown(view: ReportView) -> None:
    words = [label.text() for label in view.facts.findChildren(QWidget) if hasattr(label, "text")]
    assert "Time of writing: 22 Nov 2026, 09:10" in words


# -- files and maps --------------------------------------------------------------------------------


def shown(path: str = "/a/photo.jpg", **changes: object) -> FileShown:
    values = {"name": "photo.jpg", "is_picture": True, "attachment": PHOTO, **changes}
    return FileShown(path=path, lines=("Taken out: camera details.",), **values)


def test_a_file_says_what_was_taken_out_and_pictures_are_advised_on(view: ReportView) -> None:
    chosen: list[str] = []
    view.file_chosen.connect(chosen.append)
    view.account.files.add("/a/photo.jpg")
    view.account.files.add("/a/photo.jpg")
    assert chosen == ["/a/photo.jpg"]
    assert view.form().files == ("/a/photo.jpg",)
    assert view.concern().attachments == ()
    view.show_file(shown())
    words = [
        label.text()
        for label in view.account.files.findChildren(QWidget)
        if hasattr(label, "text") and label.isVisible()
    ]
    assert "Taken out: camera details." in words
    assert "Draw injuries, do not photograph them." in words
    assert view.form().files == ()
    assert view.concern().attachments == (PHOTO,)
    button(view, "report.files.remove1").click()
    assert view.concern().attachments == ()
    view.show_file(shown())
    assert view.concern().attachments == ()


def test_a_file_that_cannot_go_says_why_and_stops_nothing(view: ReportView) -> None:
    fill(view)
    sent: list[object] = []
    view.submitted.connect(sent.append)
    view.account.files.add("/a/film.mp4")
    view.show_file(shown("/a/film.mp4", attachment=None, is_picture=False))
    view.send.click()
    assert [form.concern.attachments for form in sent] == [()]


def test_sending_waits_for_a_file_that_is_still_being_read(view: ReportView) -> None:
    fill(view)
    sent: list[object] = []
    view.submitted.connect(sent.append)
    view.account.files.add("/a/photo.jpg")
    view.send.click()
    assert sent == []
    assert not view.send.isEnabled()
    view.show_file(shown())
    assert [form.concern.attachments for form in sent] == [(PHOTO,)]


def test_a_file_that_turns_out_unusable_while_sending_waits_is_looked_at_first(
    view: ReportView,
) -> None:
    fill(view)
    sent: list[object] = []
    view.submitted.connect(sent.append)
    view.account.files.add("/a/photo.jpg")
    view.send.click()
    view.show_file(shown(attachment=None))
    assert sent == []
    assert view.send.isEnabled()


def test_several_maps_are_listed_opened_and_taken_off(view: ReportView) -> None:
    other = BodyMap(marks=(MARK, MARK))
    view.show_body_maps((BodyMap(marks=(MARK,)), other))
    opened: list[int] = []
    view.body_map_opened.connect(opened.append)
    button(view, "report.body_map_2").click()
    assert opened == [1]
    button(view, "report.body_map_1_remove").click()
    assert view.body_maps() == (other,)
    assert focused() == "report.body_map"


# -- an adult --------------------------------------------------------------------------------------


def test_the_rule_of_who_reads_is_asked_for_every_answer(view: ReportView) -> None:
    asked: list[tuple[str, str, str]] = []

    def route(post: str, identifier: str, name: str) -> RouteShown:
        asked.append((post, identifier, name))
        ring = (ContactLine(name="", what="LADO", telephone="01632 960099"),)
        return RouteShown(reader="spare", ring=ring, also_ring=True)

    view.start(people=PEOPLE, contacts=CONTACTS, route=route)
    view.adult.about_adult.set_value("yes")
    assert not asked or asked[-1] == ("", "", "")
    view.adult.about_post.set_value("chair")
    view.adult.whom.setText("Mo Khan")
    assert asked[-1] == ("chair", "", "Mo Khan")
    box = view.adult.findChild(QWidget, "report.find_now")
    assert "01632 960099" in box.text()
    concern = view.concern()
    assert (concern.about_post, concern.about_whom, concern.about_head) == (
        "chair",
        "Mo Khan",
        False,
    )


def test_where_nobody_is_known_nobody_of_the_school_is_named(view: ReportView) -> None:
    """Whoever is named could be the one it is about."""

    def route(_post: str, _identifier: str, _name: str) -> RouteShown:
        return RouteShown(reader="spare", ring=(), also_ring=True)

    view.start(people=PEOPLE, contacts=CONTACTS, route=route)
    view.adult.about_adult.set_value("yes")
    view.adult.about_post.set_value("head")
    view.account.told.set_value("no")
    for words in (
        view.adult.findChild(QWidget, "report.find_now").text(),
        view.account.find_now.words(),
    ):
        assert "LADO" in words
        assert "head teacher" not in words
        assert "DSL" not in words


def test_an_adult_on_the_list_is_known_by_their_id(qtbot, view: ReportView) -> None:
    view.adult.about_adult.set_value("yes")
    view.adult.about_post.set_value("head")
    qtbot.keyClicks(view.adult.whom, "ruth")
    qtbot.keyClick(view.adult.whom, Qt.Key.Key_Return)
    concern = view.concern()
    assert (concern.about_id, concern.about_whom, concern.about_head) == ("u-2", "Ruth Hall", True)


def test_nothing_of_the_adult_stays_when_the_answer_is_no(view: ReportView) -> None:
    view.adult.about_adult.set_value("yes")
    view.adult.about_post.set_value("head")
    view.adult.whom.setText("Ruth Hall")
    view.adult.about_adult.set_value("no")
    concern = view.concern()
    assert not concern.about_adult
    assert (concern.about_post, concern.about_whom, concern.about_id) == ("", "", "")
    assert not concern.about_head


# -- details, and what never moves -----------------------------------------------------------------


def test_who_told_is_asked_when_somebody_told_it(view: ReportView) -> None:
    view.account.more.click()
    assert not view.more.told_by.isVisible()
    view.more.source.set_value("parent")
    assert view.more.told_by.isVisible()
    view.more.told_by.setText("Ann O’Brien, mother")
    view.more.questions.set_text("Tell me about your arm.")
    assert (view.concern().told_by, view.concern().questions) == (
        "Ann O’Brien, mother",
        "Tell me about your arm.",
    )


@pytest.mark.parametrize("telephones", ["", ", or a longer list of numbers, 01632 960002 and more"])
def test_answers_and_details_move_nothing_that_stands_above(
    view: ReportView, qapp: QApplication, telephones: str
) -> None:
    """With one line of people to find, and with two."""
    people = (ContactLine(name="Anna Lee", what="DSL", telephone=f"01632 960001{telephones}"),)
    view.start(people=PEOPLE, contacts=replace(CONTACTS, leads=people))
    fill(view)
    view.account.told.set_value("")

    def places() -> list[QPoint]:
        for _ in range(4):
            qapp.processEvents()
        body = view.scroll_area.widget()
        parts = (view.account.words, view.account.told, view.facts.when, view.account.more)
        return [part.mapTo(body, QPoint(0, 0)) for part in parts]

    before = places()
    view.account.told.set_value("no")
    assert view.account.find_now.isVisible()
    assert places() == before
    view.account.more.click()
    # the scroll bar that comes now narrows both columns; nothing goes up or down
    assert [place.y() for place in places()] == [place.y() for place in before]
    assert focused() == "report.questions"
    assert view.account.more.text() == "Fewer details"
    assert view.scroll_area.verticalScrollBar().value() > 0
    shown = view.more.questions.mapTo(view.scroll_area, QPoint(0, 0))
    assert view.scroll_area.rect().contains(shown)
    view.account.more.click()
    assert places() == before


def test_words_that_arrive_in_bursts_never_lose_the_cursor(
    qtbot, view: ReportView, qapp: QApplication
) -> None:
    """Dictation commits whole phrases, with names and times in them, through the input method."""
    area = view.account.happened
    area.setFocus()
    phrases = ["Sam Price told me", " at ten past nine", " that Zoë O’Brien", " was crying", "."]
    for phrase in phrases:
        preedit = QInputMethodEvent(phrase, [])
        qapp.sendEvent(area, preedit)
        commit = QInputMethodEvent()
        commit.setCommitString(phrase)
        qapp.sendEvent(area, commit)
        qapp.processEvents()
        assert focused() == "report.what_happened"
    qtbot.wait(1400)
    assert area.text() == "".join(phrases)
    assert focused() == "report.what_happened"


def test_the_childs_words_are_looked_at_by_nobody(view: ReportView) -> None:
    """No spelling, no names offered: they stay exactly as said."""
    words = "he dun it to me @sam an it hurted"
    view.account.words.setFocus()
    view.account.words.insertPlainText(words)
    view.account.words.set_people(NAMED)
    assert view.account.words.text() == words
    assert view.concern().child_words == words
    assert not view.account.words.mentions()


def test_enter_in_the_pin_goes_on_to_the_child(qtbot, view: ReportView) -> None:
    view.who.pin.setFocus()
    qtbot.keyClicks(view.who.pin, "4821")
    qtbot.keyClick(view.who.pin, Qt.Key.Key_Return)
    assert focused() == "report.pupil"


def test_at_large_text_it_is_one_column_in_the_order_of_the_questions(
    qtbot, large_text: None, qapp: QApplication
) -> None:
    form = new_form()
    qtbot.addWidget(form)
    form.resize(1366, 768)
    form.show()
    start(form)
    fill(form)
    form.account.more.click()
    for _ in range(4):
        qapp.processEvents()
    body = form.scroll_area.widget()
    parts = (form.adult, form.who, form.facts, form.account, form.more)
    tops = [part.mapTo(body, QPoint(0, 0)).y() for part in parts]
    bottoms = [top + part.height() for top, part in zip(tops, parts, strict=True)]
    assert all(bottom <= top for bottom, top in zip(bottoms, tops[1:], strict=False))
    assert form.scroll_area.horizontalScrollBar().maximum() == 0
