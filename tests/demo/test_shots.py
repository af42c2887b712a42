"""The pictures of every screen, taken as `shots` takes them but of a smaller school."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from pathlib import Path
from desktop.demo.shots import take_shots
take_shots(
    folder=Path(sys.argv[1]), theme=sys.argv[2], text=int(sys.argv[3]), app_version="test",
    say=print, pupils=14, concerns=20,
)
"""
SIZE = (1366, 768)


@pytest.mark.slow
def test_every_screen_has_its_picture(tmp_path: Path) -> None:
    """Every screen comes up with real records, in the size of the smallest usual laptop."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path), "light", "100"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted(tmp_path.glob("*.png"))
    names = {path.stem.split("-", 1)[1] for path in pictures}
    assert {
        "start",
        "sign-in",
        "set-up-5-place",
        "report-filled",
        "report-receipt",
        "today",
        "triage-saved",
        "file-chronology",
        "risk-assessment",
        "export-pages",
        "export-places",
        "export-made",
        "documents-that-left",
        "papers-for-a-court",
        "sheet-poster",
        "people-pairing",
        "backup-checked",
        "curtain",
    } <= names
    assert {_size(path.read_bytes()) for path in pictures} == {SIZE}


def _size(png: bytes) -> tuple[int, int]:
    """Width and height stand in the first chunk of a PNG."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
