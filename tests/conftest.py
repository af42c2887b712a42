"""What every test may ask for: throw-away homes, a standing clock, repeatable randomness."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# nobody's own key store: neither this process nor the programs that tests start
os.environ["HOLDFAST_KEY_STORE"] = "off"

from tests.fakes.clock import FakeClock
from tests.fakes.randomness import FakeRandomBytes
from tests.support import no_network

# a busy machine is no failure; pytest-timeout ends what hangs
settings.register_profile("holdfast", deadline=None)
settings.load_profile("holdfast")

ROOT = Path(__file__).resolve().parent.parent

no_network.forbid()


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The top of the tree."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real input made by others, vectors and hostile files; read only."""
    return ROOT / "tests" / "data" / "shared"


@pytest.fixture(scope="session")
def qapp(qapp):
    """The one QApplication, with the bundled typeface, so that pictures are the same everywhere."""
    from PySide6.QtGui import QFont, QFontDatabase  # late: tests without Qt stay fast

    fonts = sorted((ROOT / "resources" / "fonts" / "atkinson").glob("*.ttf"))
    families = [
        family
        for path in fonts
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
    ]
    if families:
        qapp.setFont(QFont(families[0], 10))
    return qapp


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A throw-away home of one computer; does not exist until the program makes it."""
    return tmp_path / "home"


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """The lead's throw-away home."""
    return tmp_path / "laptop"


@pytest.fixture
def workstation(tmp_path: Path) -> Path:
    """The staff side's throw-away home."""
    return tmp_path / "workstation"


@pytest.fixture
def letterbox_folder(tmp_path: Path) -> Path:
    """The folder that both homes can reach."""
    folder = tmp_path / "letterbox"
    folder.mkdir()
    return folder


@pytest.fixture
def clock() -> FakeClock:
    """A clock at 22 November 2026, 09:10 UTC that moves only when told to."""
    return FakeClock()


@pytest.fixture
def random_bytes() -> FakeRandomBytes:
    """A source of bytes that look random and are the same in every run."""
    return FakeRandomBytes()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the developer's own settings and homes out of every test."""
    for name in [name for name in os.environ if name.startswith("HOLDFAST_")]:
        monkeypatch.delenv(name)
    yield
    assert no_network.attempts() == [], "a test reached for the network"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """AT-SPI exists on Linux alone, so the stories from outside are told there."""
    if collection_path.name == "blackbox" and not sys.platform.startswith("linux"):
        return True
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test measured and wants read, e.g. presses beside those of other systems."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "told":
                terminalreporter.write_sep("-", report.nodeid)
                terminalreporter.write_line(str(words))
