"""From the guide to a computer that is let in, and what the first screen says of the stick."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.context import Context
from desktop.controllers.staff.workstation_controller import WorkstationController
from desktop.controllers.staff_side import StaffSide
from desktop.job_runner import JobRunner
from desktop.paths import paths_of
from desktop.settings import Settings, load_settings, save_settings
from desktop.usecases.lead.manage_people import asking_computers
from tests.fakes.small_school import SmallSchool
from tests.gui.conftest import context_of
from ui.main_window import MainWindow
from ui.views.letterbox_way import LetterboxWayView
from ui.views.pairing import PairingView


def press(view: QWidget, name: str) -> None:
    """Press a button by its identifier."""
    found = view.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def new_computer(school: SmallSchool, folder: Path) -> Context:
    """A computer on which nothing was set up yet."""
    base = context_of(school, home=school.root)
    return replace(base, paths=paths_of(folder, letterbox=folder / "letterbox"))


def test_guide_check_code_and_different(
    school: SmallSchool, window: MainWindow, jobs: JobRunner, qtbot, tmp_path: Path
) -> None:
    context = new_computer(school, tmp_path / "corridor")
    context.paths.home.mkdir()
    controller = WorkstationController(window=window, context=context, jobs=jobs, parent=window)
    controller.show_pairing()
    press(window.content(), "pairing.guide")
    guide = window.content()
    assert isinstance(guide, LetterboxWayView)
    press(guide, "letterbox.folder")
    guide.folder.line.setText(str(tmp_path / "nowhere"))
    press(guide, "letterbox.check")
    qtbot.waitUntil(lambda: "cannot be found" in guide.message.text(), timeout=20_000)
    guide.folder.line.setText(str(school.letterbox))
    press(guide, "letterbox.check")
    qtbot.waitUntil(lambda: guide.message.text().startswith("All is well"), timeout=20_000)
    press(guide, "letterbox.use")
    view = window.content()
    assert isinstance(view, PairingView)
    assert view.letterbox.path() == str(school.letterbox)
    assert load_settings(context.paths.settings_file).letterbox_way == "folder"
    view.label.setText("Corridor")
    press(view, "pairing.ask")
    differs = view.findChild(QAbstractButton, "pairing.differs")
    qtbot.waitUntil(differs.isVisible, timeout=20_000)
    with school.signed_in() as casebook:
        assert [asking.label for asking in asking_computers(casebook)] == ["Corridor"]
        press(view, "pairing.differs")
        qtbot.waitUntil(lambda: view.message.text().startswith("Stop:"), timeout=20_000)
        assert asking_computers(casebook) == ()
    assert not context.paths.is_workstation


def test_the_first_screen_waits_calmly_for_the_stick(
    school: SmallSchool, window: MainWindow, jobs: JobRunner, qtbot
) -> None:
    context = context_of(school, home=school.root)
    file = context.paths.settings_file
    save_settings(file, Settings(letterbox=str(context.paths.letterbox), letterbox_way="stick"))
    away = school.letterbox.rename(school.root / "stick in a pocket")
    sent = school.send(told_dsl="yes", told_whom="Ruth Okafor")
    staff = StaffSide(window=window, context=lambda: context, jobs=jobs, parent=window)
    said = []
    staff.reminded.connect(said.append)
    staff.round()
    qtbot.waitUntil(lambda: len(said) == 1, timeout=20_000)
    assert (said[0].here, said[0].stick, said[0].urgent) == ((sent.number,), True, ())
    away.rename(school.letterbox)
    staff.round()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=20_000)
    assert said[1].here == ()
    assert len(list((school.letterbox / "out").glob("*.slip"))) == 1
