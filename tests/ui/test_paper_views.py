"""Numbered paper forms on the screen: every number with its state, and a sheet typed in whole."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from storage.records.concern import Attachment
from tests.fakes import lead_school as school
from tests.fakes.lead_screens import search
from ui.drafts import FileShown
from ui.paper_material import PaperFormShown
from ui.views.paper_entry import PaperEntryView
from ui.views.paper_forms import PaperFormsView
from ui.widgets.choice_row import Choice

FORMS = (
    PaperFormShown(
        number="0001", state="spoilt", state_words="Spoilt", since="Given out on 3 November 2026"
    ),
    PaperFormShown(
        number="0002",
        state="entered",
        state_words="Entered",
        since="Given out on 3 November 2026, accounted for on 20 November 2026",
        concerns=(("c-1", "Concern of 20 Nov 2026, 13:25, Megan Price (on paper)"),),
    ),
    PaperFormShown(
        number="0003", state="out", state_words="Out", since="Given out on 3 November 2026"
    ),
)


def forms_view() -> PaperFormsView:
    view = PaperFormsView()
    view.show_forms(FORMS)
    return view


def entry_view() -> PaperEntryView:
    view = PaperEntryView(
        lists=school.lists(),
        places=(Choice(value="playground", text="Playground"),),
        search=search,
        now=lambda: datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
    )
    view.start(number="0003", people=school.people())
    return view


def fill(view: PaperEntryView) -> None:
    view.writer.set_person("u-3")
    view.written.day.line.setText("20/11/2026")
    view.kept.setText("locked drawer")
    view.pupils.add(school.pupils()[0])
    view.happened.day.line.setText("20/11/2026")
    view.told.set_value("yes")
    view.what.set_text("No coat again.")


@pytest.mark.parametrize("make", [forms_view, entry_view])
def test_every_control_has_a_name_and_nothing_is_clipped(make, shown, nameless, clipped) -> None:
    view = shown(make())
    assert nameless(view) == []
    assert clipped(view) == []


def test_forms_that_are_out_come_first_and_are_counted(qtbot) -> None:
    view = forms_view()
    qtbot.addWidget(view)
    assert [row.id for row in view.list.rows()] == ["0003", "0001", "0002"]
    words = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "1 form is out; the oldest was given out on 3 November 2026." in words
    view.show_forms(FORMS[:2])
    words = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "Every number is accounted for." in words


def test_what_became_of_a_form_is_said_in_one_press(qtbot) -> None:
    view = forms_view()
    qtbot.addWidget(view)
    view.list.set_current("0003")
    with qtbot.waitSignal(view.fate_chosen) as caught:
        view.findChild(QPushButton, "paper_forms.lost").click()
    assert caught.args == ["0003", "lost", ""]
    view.list.set_current("0002")
    with qtbot.waitSignal(view.concern_requested) as asked:
        view.findChild(QAbstractButton, "paper_forms.concern.1").click()
    assert asked.args == ["c-1"]
    with qtbot.waitSignal(view.type_in_requested) as asked:
        view.findChild(QAbstractButton, "paper_forms.other").click()
    assert asked.args == [""]


def test_a_sheet_says_what_was_typed_in(qtbot) -> None:
    view = entry_view()
    qtbot.addWidget(view)
    fill(view)
    view.files.add("/scans/form 3.pdf")
    view.save()  # the scan is still being read
    scan = Attachment(name="form 3.pdf", media_type="application/pdf", content=b"%PDF-")
    view.files.show_file(
        FileShown(path="/scans/form 3.pdf", name=scan.name, lines=(), attachment=scan)
    )
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    draft = caught.args[0]
    assert (draft.reporter, draft.again) == ("u-3", False)
    assert draft.concern.paper.form == "0003"
    assert draft.concern.paper.kept == "locked drawer"
    assert draft.concern.paper.written.earliest == "2026-11-20"
    assert draft.concern.attachments == (scan,)
    assert draft.concern.pupils[0].id == "p-1"
    assert view.unsaved()
    view.show_entered()
    assert not view.unsaved()


def test_a_name_that_is_not_on_the_list_is_taken_as_it_stands(qtbot) -> None:
    view = entry_view()
    qtbot.addWidget(view)
    fill(view)
    view.writer.clear_person()
    view.writer.setText("Mrs P. Fenn, supply")
    assert view.draft().reporter == "Mrs P. Fenn, supply"


def test_an_empty_sheet_says_beside_each_box_what_it_needs(qtbot) -> None:
    view = entry_view()
    qtbot.addWidget(view)
    sent = []
    view.saved.connect(sent.append)
    view.save()
    assert sent == []
    rows = (view.writer_row, view.written_row, view.kept_row, view.pupil_row, view.what_row)
    assert all(row.has_error() for row in rows)
    assert view.told_row.has_error()


def test_a_number_entered_before_is_asked_about(shown) -> None:
    view = shown(entry_view())
    fill(view)
    assert not view.again.isVisible()
    view.ask_again("Form 3 was entered before.", "Look again.")
    assert view.again.isVisible()
    view.again.setChecked(True)
    assert view.draft().again


def test_the_keyboard_goes_through_the_sheet_from_top_to_bottom(shown) -> None:
    view = shown(entry_view())
    place, order = view.number, []
    for _ in range(200):
        order.append(place.objectName() or place.accessibleIdentifier())
        place = place.nextInFocusChain()
    wanted = ["paper.number", "paper.writer", "paper.kept", "paper.what_happened"]
    assert [name for name in order if name in wanted] == wanted
