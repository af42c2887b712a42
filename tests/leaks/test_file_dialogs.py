"""File dialogs leave no note of the folders somebody looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source_tree import ROOMS, modules

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "Zephyrine Quillfeather"
PROGRAM = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.widgets.choose_file import no_traces
from contextlib import nullcontext
app = QApplication([])
QApplication.setAttribute(__import__("PySide6.QtCore").QtCore.Qt.AA_DontUseNativeDialogs)
def press():
    for widget in app.topLevelWidgets():
        if isinstance(widget, QFileDialog):
            widget.accept()
with (no_traces() if sys.argv[2] == "guarded" else nullcontext()):
    QTimer.singleShot(300, press)
    chosen = QFileDialog.getExistingDirectory(None, "A folder", sys.argv[1])
print(chosen)
"""


def _ask(tmp_path: Path, how: str, *, before: str = "") -> str:
    """Choose a folder in a program of its own; return what its settings hold afterwards."""
    chosen = tmp_path / "files" / FOLDER
    chosen.mkdir(parents=True, exist_ok=True)
    settings = tmp_path / "config" / "QtProject.conf"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(before, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(chosen), how],
        cwd=ROOT,
        env={
            **os.environ,
            "XDG_CONFIG_HOME": str(settings.parent),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert FOLDER in done.stdout, "the dialog was answered"
    return settings.read_text(encoding="utf-8") if settings.exists() else ""


def test_a_dialog_of_ours_leaves_nothing(tmp_path: Path) -> None:
    """Not the folder, and not its name."""
    text = _ask(tmp_path, "guarded")
    assert "Quillfeather" not in text


def test_the_control_leaves_the_folder(tmp_path: Path) -> None:
    """Qt by itself notes it, or this test proves nothing."""
    assert "Quillfeather" in _ask(tmp_path, "bare")


def test_what_other_programs_noted_stays(tmp_path: Path) -> None:
    """The settings are shared by all Qt programs of the account."""
    before = "[FileDialog]\nhistory=file:///srv/other\nlastVisited=file:///srv/other\n"
    text = _ask(tmp_path, "guarded", before=before)
    assert "file:///srv/other" in text
    assert "Quillfeather" not in text


@pytest.mark.parametrize("name", ["QFileDialog", "QSettings"])
def test_there_is_one_place_for_dialogs(name: str) -> None:
    """Whoever asks for a file elsewhere would leave a note."""
    users = {
        module.name for module in modules(*ROOMS) if name in module.path.read_text(encoding="utf-8")
    }
    assert users == {"ui/widgets/choose_file.py"}
