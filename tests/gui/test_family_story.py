"""Brothers and sisters: linked in a child's file, offered by the form at the staff's computer."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.staff.report_controller import ReportController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.siblings import link_siblings
from desktop.usecases.lead.siblings_offered import offered_siblings
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import pupils
from storage.records.concern import LinkedPupil
from storage.records.pupil import Pupil
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.widgets.popup_search import PopupSearch

Find = Callable[[str], QWidget]


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in."""
    return CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The questions that were asked; each is answered with yes."""
    questions: list[str] = []

    def answer(box: QMessageBox) -> int:
        questions.append(f"{box.text()} {box.informativeText()}")
        (go,) = (b for b in box.buttons() if b.accessibleIdentifier().endswith(".go"))
        go.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return questions


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def child(lead: CasebookController, pupil_id: str) -> Pupil:
    """The child as the window reads it."""
    found = pupils.pupil(lead._desk.reader, pupil_id)
    assert found is not None
    return found


def test_an_offered_brother_is_linked_and_the_form_offers_him(
    lead: CasebookController,
    school: SmallSchool,
    jobs: JobRunner,
    window: MainWindow,
    qtbot: Any,
    find: Find,
    asked: list[str],
) -> None:
    (offer,) = offered_siblings(lead._desk.reading())
    one = next(iter(pupils.ids(lead._desk.reader, search="Tomasz")))
    other = next(each for each in (offer.pupil_id, offer.other_id) if each != one)
    lead.open_pupil(one, "people")
    press(qtbot, find(f"file.sibling_offer.{other}"))
    find(f"file.sibling_remove.{other}")
    assert (child(lead, one).siblings, child(lead, other).siblings) == ((other,), (one,))
    assert asked == []
    assert not replay_differences(lead._desk.reading())
    form = ReportController(window=window, station=school.station(), jobs=jobs, parent=window)
    form.begin()
    line = form.view.facts.pupils.line
    qtbot.keyClicks(line, "Tomasz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    press(qtbot, find(f"report.pupil.{one}.family_{other}"))
    assert form.view.facts.links() == (
        LinkedPupil(id=one, role="subject"),
        LinkedPupil(id=other, role="sibling"),
    )


def test_a_child_with_a_family_is_asked_about_found_by_name_and_removed_again(
    lead: CasebookController, qtbot: Any, find: Find, asked: list[str]
) -> None:
    first, second, third = pupils.ids(lead._desk.reader)[:3]
    link_siblings(lead._desk.casebook, [second, third])
    lead.open_pupil(first, "people")
    press(qtbot, find("file.sibling_add"))
    line = find("file.sibling_search")
    assert isinstance(line, PopupSearch)
    line.setText(child(lead, second).display_name)
    line.textEdited.emit(line.text())  # letters that no test keyboard has
    qtbot.keyClick(line, Qt.Key.Key_Return)
    find(f"file.sibling_remove.{second}")
    assert len(asked) == 1
    assert child(lead, third).display_name in asked[0]
    assert set(child(lead, first).siblings) == {second, third}
    press(qtbot, find(f"file.sibling_remove.{second}"))
    qtbot.waitUntil(lambda: child(lead, first).siblings == (third,), timeout=10_000)
    assert len(asked) == 2
    assert child(lead, first).display_name in asked[1]
    assert child(lead, second).siblings == ()
