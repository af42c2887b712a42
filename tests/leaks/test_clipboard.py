"""What was copied stays out of histories and goes away: on a real screen, in a program of its own.

Qt's off-screen platform never owns a clipboard, so nothing could be shown there.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from desktop.clipboard_guard import marked

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Zephyrine Quillfeather said"


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The name of a virtual screen."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.parametrize("story", ["unguarded", "guarded", "at_lock", "of_others"])
def test_on_a_real_screen(screen: str, story: str) -> None:
    """Each of the stories of clipboard_program.py; the first is the control."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("clipboard_program.py")), story],
        env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_every_format_is_kept(qapp: QApplication) -> None:
    """A rich copy stays a rich copy."""
    del qapp
    data = QMimeData()
    data.setText(WORDS)
    data.setHtml(f"<b>{WORDS}</b>")
    copy = marked(data)
    assert copy.text() == WORDS
    assert copy.html() == f"<b>{WORDS}</b>"
