"""A document that leaves: chosen, filled in, looked at place by place and page by page, made."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget

from tests.fakes import document_screens as screens
from tests.fakes import lead_screens
from ui import document_material as material
from ui.document_drafts import DocumentDraft, LeaveOutDraft, NicknameDraft, TextDraft
from ui.document_material import FoundPlaces
from ui.main_window import MainWindow
from ui.views.document_register import RegisterView
from ui.views.export import NEXT_SCHOOL
from ui.widgets.tick_list import TickItem, TickList


def seen(view: QWidget) -> str:
    """Every word in sight."""
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_nothing_of_a_document_is_chosen_beforehand(shown) -> None:
    view = shown(screens.export())
    assert view.profile.value() == ""
    assert not view.findChild(object, "export.make").isVisible()


def test_a_document_asks_for_everything_it_needs_beside_each_field(shown, qtbot) -> None:
    view = shown(screens.export())
    view.findChild(object, "export.profile.court").click()
    with qtbot.assertNotEmitted(view.make_requested):
        view.make()
    for words in ("Choose the entries.", "Say what it is for.", "Say who receives it."):
        assert words in seen(view)
    view.form.extent.button("significant").click()
    view.form.purpose.setText("Conference")
    view.form.recipient.setText("Social care, Wexcombe")
    with qtbot.waitSignal(view.make_requested) as caught:
        view.findChild(object, "export.make").click()
    assert caught.args[0] == DocumentDraft(
        pupil_id="p-1",
        kind="court",
        purpose="Conference",
        recipient="Social care, Wexcombe",
        product="locked",
        path="/media/stick/court-p-1.pdf",
        length="significant",
    )


def test_a_chronology_takes_four_presses_and_two_texts(shown, qtbot) -> None:
    """Kind, entries, make; the first press was in the file. Who and what for are typed."""
    view = shown(screens.export())
    qtbot.mouseClick(view.findChild(QWidget, "export.profile.court"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.findChild(QWidget, "export.extent.all"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.form.purpose, "Care proceedings")
    qtbot.keyClicks(view.form.recipient, "Wexcombe Council")
    with qtbot.waitSignal(view.make_requested):
        qtbot.mouseClick(view.findChild(QWidget, "export.make"), Qt.MouseButton.LeftButton)


def test_no_preset_leads_to_a_chronology_without_entries(shown) -> None:
    view = shown(screens.export())
    tile = view.findChild(QWidget, "export.preset.significant")
    assert tile.isEnabled()
    view.show_subject(replace(screens.subject(), significant=0))
    assert not tile.isEnabled()
    assert "None is marked" in tile.accessibleDescription()


def test_arrow_keys_walk_through_the_documents_and_choose_none(shown, qtbot) -> None:
    view = shown(screens.export())
    tile = view.findChild(QWidget, "export.profile.referral")
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Down)
    assert view.focusWidget().objectName() == "export.profile.referral_pack"
    assert view.profile.value() == ""
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    assert view.profile.value() == "referral_pack"
    assert view.focusWidget() is view.form.records


def test_papers_for_a_court_are_offered_after_saying_who_asked(shown, qtbot) -> None:
    view = shown(screens.export())
    tile = view.findChild(QWidget, "export.profile.s9_certificate")
    assert not tile.isVisible()
    view.findChild(object, "export.profile.asked").click()
    assert not tile.isVisible()
    view.profile.asker.button("police").click()
    assert tile.isVisible()
    tile.click()
    view.form.purpose.setText("Asked for by the police")
    view.form.recipient.setText("PC Hale")
    view.findChild(object, "export.answer.how_kept").setChecked(True)
    with qtbot.assertNotEmitted(view.make_requested):
        view.make()  # the position is needed
    view.findChild(object, "export.answer.position").setText("Head")
    with qtbot.waitSignal(view.make_requested) as caught:
        view.make()
    draft = caught.args[0]
    assert draft.requested_by == "police"
    assert draft.records == ("x-1",), "the only one is ticked"
    assert draft.answers == (("position", "Head"), ("how_kept", "yes"))


def test_a_document_says_what_will_be_in_it(shown) -> None:
    view = shown(screens.export_form())
    view.form.extent.set_value("significant")
    words = view.form.contents.text()
    assert "18 entries of Amelia Hartley" in words
    assert "28 entries stay out." in words
    assert "only with a password" in words
    view.form.leave_out.own_data.setChecked(True)
    assert "28" not in view.form.contents.text(), "an answer to a data request tells no amounts"
    view.form.product.set_value("signed")
    assert "anybody can open" in view.form.contents.text()
    view.profile.set_value("working")
    assert "not evidence" in view.form.contents.text()


def test_the_file_name_follows_the_document_until_somebody_writes_their_own(shown) -> None:
    view = shown(screens.export())
    view.profile.set_value("court")
    view.profile.set_value("working")
    assert view.form.path.path() == "/media/stick/working-p-1.docx"
    view.form.path.line.setText("/home/ruth/mine.pdf")
    view.profile.set_value("court")
    assert view.form.path.path() == "/home/ruth/mine.pdf"


def test_a_document_goes_into_the_persons_folder_whatever_else_is_offered(shown) -> None:
    """A kind with a page of its own has no file name; an empty line is not taken for it."""
    view = shown(screens.export())
    subject = screens.subject()
    moves = replace(subject.kinds[0], value=NEXT_SCHOOL, file_name="")
    view.show_subject(replace(subject, kinds=(*subject.kinds, moves)))
    view.findChild(object, "export.preset.all").click()
    assert view.form.path.path().startswith("/media/stick/")


def test_what_is_left_out_needs_a_reason_and_is_looked_at_first(shown, qtbot) -> None:
    view = shown(screens.export_form())
    view.findChild(object, "export.leave_out").click()
    view.form.leave_out.typed.setText(" Dave Pike ;Davey; ")
    view.findChild(object, "export.withhold_add").click()
    assert view.findChild(object, "export.make").text() == "Check what is left out…"
    with qtbot.assertNotEmitted(view.places_requested):
        view.make()
    assert "Say why it is left out." in seen(view)
    view.form.leave_out.reason.set_value("third_party")
    with (
        qtbot.assertNotEmitted(view.make_requested),
        qtbot.waitSignal(view.places_requested) as caught,
    ):
        view.make()
    assert caught.args[0].leave_out == LeaveOutDraft(
        names=("Dave Pike; Davey",), reason="third_party"
    )
    view.show_places(FoundPlaces())
    with qtbot.waitSignal(view.make_requested):
        view.make()


def test_a_change_after_the_list_asks_for_the_list_again(shown, qtbot) -> None:
    view = shown(screens.export_places())
    view.findChild(object, "export.change").click()
    view.form.leave_out.reporters.setChecked(False)
    with qtbot.assertNotEmitted(view.make_requested), qtbot.waitSignal(view.places_requested):
        view.make()


def test_doubtful_places_are_decided_before_a_copy_leaves(shown, qtbot) -> None:
    view = shown(screens.export_places())
    panel = view.places
    assert panel.summary.text() == "12 places become labels · 1 text is withheld · 2 to decide"
    assert "Is “Judie” here Jude Adeyemi, who becomes [Child B]?" in seen(view)
    with qtbot.assertNotEmitted(view.make_requested):
        view.make()
    assert "not decided yet" in seen(view)
    with qtbot.waitSignal(view.nickname_added) as caught:
        view.findChild(object, "export.place_yes").click()
    assert caught.args[1] == NicknameDraft(person="p-3", form="Judie")
    view.findChild(object, "export.place_no").click()
    assert panel.summary.text().endswith("1 place to decide")
    view.findChild(object, "export.place_none").click()
    assert panel.open_places() == ()
    with qtbot.waitSignal(view.make_requested):
        view.make()


def test_the_words_around_a_name_are_shown_as_typed_with_the_label(shown) -> None:
    view = shown(screens.export_places())
    view.places.show_section("sure")
    text = view.findChild(object, "export.place_text").toPlainText()
    assert text.startswith("She said that Jude’s → [Child B]’s mother")
    nasty = "<b>bold</b> &amp; {0} "
    view.show_places(FoundPlaces(places=(screens.place(before=nasty),)))
    assert nasty in view.findChild(object, "export.place_text").toPlainText()


def test_a_place_is_read_out_with_its_label_and_its_sentence(shown) -> None:
    view = shown(screens.export_places())
    view.places.show_section("sure")
    face = QAccessible.queryAccessibleInterface(view.places.list)
    words = face.child(0).text(QAccessible.Text.Name)
    assert words.startswith("Jude’s → [Child B]’s. Concern of 12 March 2026, What happened:")
    assert "She said that Jude’s mother" in words


def test_any_text_can_be_left_out_whole_and_shown_again(shown, qtbot) -> None:
    view = shown(screens.export_places())
    view.places.show_section("texts")
    view.places.list.setCurrentIndex(view.places.list.model().index(1, 0))
    view.places.reason.set_value("safety")
    with qtbot.waitSignal(view.places_requested) as caught:
        view.findChild(object, "export.text_withhold").click()
    hidden = TextDraft(entry=41, field="what_happened", reason="safety")
    assert caught.args[0].leave_out.texts == (hidden,)
    view.show_places(screens.found())
    view.places.show_section("texts")
    view.places.list.setCurrentIndex(view.places.list.model().index(0, 0))
    assert view.findChild(object, "export.text_show").isVisible()


def test_another_name_is_added_on_the_list_and_kept_in_the_form(shown, qtbot) -> None:
    view = shown(screens.export_places())
    view.places.another.setText("Nan Pike")
    with qtbot.waitSignal(view.places_requested) as caught:
        view.findChild(object, "export.places_add").click()
    names = caught.args[0].leave_out.names
    assert names == ("p-3", "Dave Pike; Davey", "Nan Pike")


def test_the_forms_of_a_known_name_stay_with_its_tick(shown) -> None:
    view = shown(screens.export_leaving_out())
    decided = LeaveOutDraft(names=("p-3; Judie", "Nan Pike"), reason="third_party")
    view.form.leave_out.show_draft(decided)
    assert view.form.leave_out.draft() == decided


def test_stopping_says_that_nothing_was_made(shown, qtbot) -> None:
    view = shown(screens.export_form())
    view.show_progress(3, 12)
    assert not view.findChild(object, "export.make").isVisible()
    with qtbot.waitSignal(view.cancel_requested):
        view.findChild(object, "export.cancel").click()
    view.show_stopped()
    assert "No document was made." in view.message.text()
    assert view.findChild(object, "export.make").isVisible()


def test_space_ticks_a_record_and_one_of_one_takes_the_place_of_another(qtbot) -> None:
    ticks = TickList("x.records", "Records")
    qtbot.addWidget(ticks)
    ticks.show()
    items = [TickItem(id=name, text=name) for name in ("a", "b", "c")]
    ticks.set_items(items)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert ticks.values() == ("a", "b")
    ticks.set_items(items, most=1)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert ticks.values() == ("b",)


def test_a_tick_is_read_out(qtbot) -> None:
    ticks = TickList("x.records", "Records")
    qtbot.addWidget(ticks)
    ticks.set_items([TickItem(id="a", text="A concern", detail="of March")])
    ticks.tick_all()
    face = QAccessible.queryAccessibleInterface(ticks).child(0)
    assert face.text(QAccessible.Text.Name) == "A concern, of March"
    assert face.state().checked


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        ("export", "export.preset.page"),
        ("export_form", "export.extent.all"),
        ("export_places", "export.place_list"),
        ("export_pages", "export.pages"),
        ("exported", "export.open"),
    ],
)
def test_each_step_begins_where_the_keyboard_goes_on(shown, name, reached) -> None:
    view = shown(screens.SCREENS[name]())
    assert view.focusWidget().objectName() == reached


def test_nothing_of_the_foot_is_cut_while_it_works_at_twice_the_text_size(
    shown, large_text, clipped
) -> None:
    for name in ("export_form", "export_places", "export_pages"):
        view = shown(screens.SCREENS[name]())
        view.show_progress(1, 5)
        QApplication.processEvents()
        assert clipped(view) == []


def test_a_letter_goes_on_to_the_next_document_that_begins_with_it(shown, qtbot) -> None:
    view = shown(screens.export())
    reached = []
    for _ in range(3):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_C)
        reached.append(view.focusWidget().objectName().rpartition(".")[2])
    assert reached == ["concern_record", "court", "concern_record"]
    assert view.profile.value() == ""


@pytest.mark.parametrize("name", list(screens.EXPORTS))
def test_tab_goes_round_through_everything_and_the_side_bar(qtbot, name) -> None:
    window, shell = MainWindow(), lead_screens.casebook()
    qtbot.addWidget(window)
    window.show_screen(shell)
    window.resize(1366, 728)
    window.show()
    view = screens.EXPORTS[name]()
    shell.open_page(view)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    view._parts[view._step].begin()
    reached: list[str] = []
    while (focus := QApplication.focusWidget()).objectName() not in reached:
        reached.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == reached[0]
    assert "casebook.today" in reached
    stops = {
        widget.objectName()
        for widget in view.findChildren(QAbstractButton)
        if widget.isVisible() and widget.isEnabled() and not isinstance(widget, QRadioButton)
    }
    beside = {"export.places.sure", "export.places.texts"}  # arrow keys go on from the chosen tab
    assert stops - set(reached) <= beside


def test_a_file_without_a_receipt_says_so_first_in_its_row(shown) -> None:
    """Behind the name of the document the words were cut off on a small laptop."""
    row = replace(screens.left(0), receipt="No receipt yet", awaits_receipt=True)
    view = shown(RegisterView(fetch=lambda places: [row for _ in places]))
    view.show_ids(range(1))
    assert view.model.index(0, 1).data().startswith("No receipt yet")
    assert view.findChild(QWidget, "register.receipt").isVisible()
    view = shown(screens.register())
    assert not view.findChild(QWidget, "register.receipt").isVisible()


def test_the_tile_for_a_child_who_moves_leads_to_a_page_of_its_own(shown, qtbot) -> None:
    view = shown(screens.export())
    subject = screens.subject()
    moves = material.DocumentKind(value=NEXT_SCHOOL, text="She moves", hint="", group="next")
    view.show_subject(replace(subject, kinds=(*subject.kinds, moves)))
    with qtbot.waitSignal(view.next_school_requested) as caught:
        view.findChild(object, f"export.profile.{NEXT_SCHOOL}").click()
    assert caught.args == ["p-1"]
    assert view.profile.isVisible(), "and back again all documents are there"
