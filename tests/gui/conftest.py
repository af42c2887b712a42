"""A small real school, and a window with the real worker, for stories told inside the process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.job_runner import JobRunner
from desktop.paths import paths_of
from desktop.settings import Settings
from tests.fakes.small_school import SmallSchool, furnished
from ui.main_window import MainWindow
from ui.theme import Scheme, apply_theme


@pytest.fixture(scope="session")
def gui_template(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> SmallSchool:
    """A furnished school that nobody writes to."""
    ctf = shared_data / "ctf" / "9991001_CTF_9991002_001.xml"
    return furnished(tmp_path_factory.mktemp("gui") / "school", ctf=ctf.read_bytes())


@pytest.fixture
def school(gui_template: SmallSchool, tmp_path: Path) -> Iterator[SmallSchool]:
    """A furnished school of this test's own."""
    copy = gui_template.copy_to(tmp_path / "school", seed="gui")
    yield copy
    copy.close()


@pytest.fixture
def context(school: SmallSchool) -> Context:
    """The laptop's surroundings; the clock stands still."""
    return context_of(school, home=school.laptop)


def context_of(school: SmallSchool, *, home: Path) -> Context:
    """The surroundings of one of the two homes."""
    return Context(
        paths=paths_of(home, letterbox=school.letterbox),
        settings=Settings(backup_folder=str(school.backups)),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version="0.0.0-test",
    )


@pytest.fixture
def jobs() -> Iterator[JobRunner]:
    """The real worker thread."""
    runner = JobRunner()
    yield runner
    runner.stop()


@pytest.fixture
def window(qtbot: Any, qapp: QApplication) -> Iterator[MainWindow]:
    """The one window, as large as a small laptop's screen."""
    apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=100)
    made = MainWindow()
    made.resize(1366, 728)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def find(window: MainWindow, qtbot: Any) -> Callable[[str], QWidget]:
    """Waits for the visible control with an identifier, as a driver from outside would."""

    def one(identifier: str) -> QWidget | None:
        found = (
            widget
            for top in (window, *QApplication.topLevelWidgets())
            for widget in top.findChildren(QWidget)
            if widget.accessibleIdentifier() == identifier and widget.isVisible()
        )
        return next(found, None)

    def wait(identifier: str) -> QWidget:
        qtbot.waitUntil(lambda: one(identifier) is not None, timeout=10_000)
        widget = one(identifier)
        assert widget is not None
        return widget

    return wait
