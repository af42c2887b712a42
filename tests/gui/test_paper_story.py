"""A form is printed, comes back with words on it, and is typed in: from the sheet to a concern."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import forms, issue_forms
from storage.database.repositories import concerns, people
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.paper_entry import PaperEntryView
from ui.views.paper_forms import PaperFormsView
from ui.views.triage import TriageView
from ui.widgets.pupil_picker import PupilOption

Find = Callable[[str], QWidget]


@pytest.fixture
def go(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> Iterator[CasebookController]:
    """Ruth has signed in, and six forms are out."""
    casebook = school.sign_in()
    issue_forms(casebook, count=6)
    controller = CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )
    yield controller
    controller.let_go()


def casebook_of(go: CasebookController) -> OpenCasebook:
    return go._desk.casebook


def page(window: MainWindow, kind: type[QWidget]) -> Any:
    return next((view for view in window.findChildren(kind) if view.isVisible()), None)


def press(find: Find, identifier: str) -> None:
    button = find(identifier)
    assert isinstance(button, QAbstractButton)
    button.click()


def fill(view: PaperEntryView, go: CasebookController, school: SmallSchool) -> None:
    megan = people.by_account(casebook_of(go).connection, "megan")
    assert megan is not None
    view.writer.set_person(megan.id)
    view.written.day.line.setText("19/11/2026")
    view.kept.setText("locked drawer")
    view.pupils.add(PupilOption(id=school.first_pupil, display="Child", year="4", klass=""))
    view.happened.kind.set_value("unknown")
    view.told.set_value("yes")
    view.what.set_text("No coat again.")


def test_a_form_that_came_back_becomes_a_concern(
    go: CasebookController, school: SmallSchool, window: MainWindow, find: Find, qtbot: Any
) -> None:
    go.open_sheets()
    press(find, "sheets.paper_forms")
    qtbot.waitUntil(lambda: bool(page(window, PaperFormsView).list.rows()))
    page(window, PaperFormsView).list.set_current("0002")
    press(find, "paper_forms.type_in")
    view = page(window, PaperEntryView)
    assert view.number.text() == "0002"
    fill(view, go, school)
    press(find, "paper.save")
    qtbot.waitUntil(lambda: page(window, TriageView) is not None)
    (concern,) = concerns.waiting(casebook_of(go).connection)
    assert concern.reporter == "Megan Price (on paper)"
    state = {form.number: form for form in forms(casebook_of(go))}[2]
    assert state.concerns == (concern.id,)

    go.open_paper_entry("0002")
    view = page(window, PaperEntryView)
    fill(view, go, school)
    press(find, "paper.save")
    qtbot.waitUntil(view.again.isVisible)
    assert len(concerns.waiting(casebook_of(go).connection)) == 1
    view.again.setChecked(True)
    press(find, "paper.save")
    qtbot.waitUntil(lambda: len(concerns.waiting(casebook_of(go).connection)) == 2)
