"""The small school: made once, copied for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.small_school import SmallSchool, furnished


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> SmallSchool:
    """A furnished school that nobody writes to."""
    ctf = shared_data / "ctf" / "9991001_CTF_9991002_001.xml"
    return furnished(tmp_path_factory.mktemp("template") / "school", ctf=ctf.read_bytes())


@pytest.fixture
def school(school_template: SmallSchool, tmp_path: Path) -> Iterator[SmallSchool]:
    """A furnished school of this test's own."""
    copy = school_template.copy_to(tmp_path / "school", seed="one test")
    yield copy
    copy.close()


@pytest.fixture
def empty_school(tmp_path: Path) -> Iterator[SmallSchool]:
    """Two homes and a letterbox in which nothing was made yet."""
    made = SmallSchool(tmp_path / "school", clock=FakeClock(), seed="empty school")
    yield made
    made.close()
