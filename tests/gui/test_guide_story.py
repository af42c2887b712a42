"""A teacher reads the recording guide at the shared computer and signs; the DSL sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.staff.guide_controller import GuideController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.recording_guide import guide_readers
from tests.fakes.small_school import PIN, SmallSchool
from ui.main_window import MainWindow
from ui.views.guide_read import GuideReadView
from ui.views.guide_readers import GuideReadersView

Find = Callable[[str], QWidget]


def press(find: Find, identifier: str) -> None:
    button = find(identifier)
    assert isinstance(button, QAbstractButton)
    button.click()


def page(window: MainWindow, kind: type[QWidget]) -> Any:
    return next((view for view in window.findChildren(kind) if view.isVisible()), None)


@pytest.fixture
def reading(school: SmallSchool, jobs: JobRunner, window: MainWindow) -> GuideReadView:
    """The guide at the workstation."""
    owner = QObject(window)
    controller = GuideController(window=window, station=school.station(), jobs=jobs, parent=owner)
    controller.begin()
    return controller.view


def test_a_wrong_pin_is_said_and_the_right_one_signs(
    school: SmallSchool, reading: GuideReadView, find: Find, qtbot: Any
) -> None:
    reading.who.person.set_person("megan")
    reading.who.pin.setText("1111")
    press(find, "guide.sign")
    qtbot.waitUntil(lambda: "PIN" in reading.message.text() and reading.sign.isEnabled())
    assert not reading.who.pin.text()
    reading.who.pin.setText(PIN)
    press(find, "guide.sign")
    qtbot.waitUntil(lambda: "Thank you, Megan Price" in reading.message.text(), timeout=20_000)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        read = {reader.name: reader.is_current for reader in guide_readers(casebook)}
    assert read["Megan Price"]
    assert not read["Ruth Okafor"]


def test_the_dsl_puts_the_schools_own_text_in_its_place(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any
) -> None:
    casebook = school.sign_in()
    go = CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )
    go.open_guide()
    qtbot.waitUntil(lambda: bool(page(window, GuideReadersView).readers.rows()))
    view = page(window, GuideReadersView)
    assert view.usual.isHidden()
    view.text.set_text("# Ours\nTell Ruth.")
    view.save.click()
    qtbot.waitUntil(lambda: not view.usual.isHidden(), timeout=20_000)
    assert all(row.trailing == "Not yet" for row in view.readers.rows())
    view.usual.click()
    qtbot.waitUntil(view.usual.isHidden, timeout=20_000)
    go.let_go()
