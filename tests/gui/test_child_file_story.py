"""A child's file in the window: written by its forms, read in its sections, two presses to the last
decision.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import concerns, household, professionals, pupils, statuses
from tests.fakes.small_school import SmallSchool, decision
from ui.main_window import MainWindow
from ui.views.pupil_file import PupilFileView
from ui.widgets.date_edit import DateEdit
from ui.widgets.form_dialog import FormDialog

Find = Callable[[str], QWidget]


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in; one concern is decided on."""
    school.send(child_words="I fell off the wall.")
    casebook = school.sign_in()
    collect_letterbox(casebook)
    (concern,) = concerns.ids(casebook.connection)
    decide(casebook, decision=decision(concern))
    return CasebookController(
        window=window,
        casebook=casebook,
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def file_of(window: MainWindow) -> PupilFileView:
    """The file that is open."""
    shown = window.findChild(PupilFileView)
    assert isinstance(shown, PupilFileView)
    return shown


def dialog_of(view: PupilFileView) -> FormDialog:
    """The form that has just been opened."""
    return next(form for form in view.findChildren(FormDialog) if form.isVisible())


def fill(form: FormDialog, **answers: str) -> None:
    """Put answers into a form by its fields."""
    for name, value in answers.items():
        field = form.row(name).field
        if isinstance(field, DateEdit) or hasattr(field, "set_value"):
            field.set_value(value)
        elif hasattr(field, "set_text"):
            field.set_text(value)
        else:
            field.setText(value)


def test_the_last_decision_and_its_reason_are_two_presses_away(
    lead: CasebookController, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    name = pupils.names(lead._desk.reader, [school.first_pupil])[school.first_pupil]
    press(qtbot, find("casebook.pupils"))  # the first press
    line = find("pupils.search")
    line.setText(name)  # type: ignore[attr-defined] # a line of text
    line.searched.emit(name)  # type: ignore[attr-defined] # letters that no test keyboard has
    qtbot.keyClick(line, Qt.Key.Key_Return)  # the second
    head = file_of(window).head
    assert head.decision.text().endswith("Speak to mother")
    assert "The account fits the mark" in head.reason.text()


def test_what_is_typed_into_the_forms_stands_in_the_file(
    lead: CasebookController, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    amy, reader = school.first_pupil, lead._desk.reader
    lead.open_pupil(amy, "front_sheet")
    view = file_of(window)
    press(qtbot, find("file.front_change"))
    fill(dialog_of(view), withhold_address="Mr Pike", gp="Dr Rao")
    dialog_of(view).findChild(QWidget, "form_boxes.save").click()
    qtbot.waitUntil(lambda: household.boxes(reader, amy).get("gp") == "Dr Rao", timeout=10_000)
    qtbot.waitUntil(lambda: "Mr Pike" in view.head.warning.text(), timeout=10_000)

    press(qtbot, find("file.front_status"))
    form = dialog_of(view)
    form.findChild(QWidget, "form_status.save").click()
    assert form.row("kind").has_error()
    assert form.row("since").has_error()
    fill(form, kind="child_protection", since="2026-05-03", text="neglect")
    form.findChild(QWidget, "form_status.save").click()
    qtbot.waitUntil(lambda: len(statuses.of_pupil(reader, amy)) == 1, timeout=10_000)

    view.show_section("people")
    view.people.asked.emit("relation", "")
    fill(dialog_of(view), name="Sara Reed", relationship="mother", lives_with="yes")
    dialog_of(view).findChild(QWidget, "form_relation.save").click()
    qtbot.waitUntil(lambda: len(household.relations(reader, amy)) == 1, timeout=10_000)
    (mother,) = household.relations(reader, amy)
    assert mother.lives_with is True
    qtbot.waitUntil(
        lambda: view.findChild(QWidget, f"file.family_tree.{mother.id}") is not None,
        timeout=10_000,
    )
    view.people.asked.emit("relation_end", mother.id)
    fill(dialog_of(view), until="2026-10-01", reason="Moved out")
    dialog_of(view).findChild(QWidget, "form_relation_end.save").click()
    qtbot.waitUntil(lambda: household.relations(reader, amy) == [], timeout=10_000)

    view.people.asked.emit("professional", "")
    fill(dialog_of(view), name="Chi Obi", kind="social_care")
    dialog_of(view).findChild(QWidget, "form_professional.save").click()
    qtbot.waitUntil(lambda: len(professionals.of_pupil(reader, amy)) == 1, timeout=10_000)
    assert not replay_differences(lead._desk.reading())


def test_every_section_is_read_when_it_is_turned_to(
    lead: CasebookController, school: SmallSchool, window: MainWindow, qtbot: Any
) -> None:
    lead.open_pupil(school.first_pupil)
    view = file_of(window)
    assert view.section == "chronology"
    view.show_section("voice")
    said = next(
        button
        for button in view.voice.findChildren(QWidget)
        if button.accessibleIdentifier().startswith("file.voice.")
    )
    said.click()  # type: ignore[attr-defined] # a button
    assert view.section == "chronology", "one press to where it stands"
    view.show_section("documents")
    lines = {row.title: row.trailing for row in view.documents.index.rows()}
    assert lines["Concerns"] == "1"
    view.documents.index.opened.emit("front_sheet")
    assert view.section == "front_sheet"
