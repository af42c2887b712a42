"""Practising: a made-up school in a home of its own, marked everywhere, gone at the end; the real
home is not touched by a byte.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop import practice_home
from desktop.controllers.start_links import practice_command
from desktop.practice_home import PREFIX, sweep
from desktop.practice_home import practice_home as made_home
from desktop.practice_steps import practice_steps
from desktop.single_instance import claim_home
from desktop.window_options import WindowOptions, window_options
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.widgets.practice_bar import PracticeBar


def everything(root: Path) -> dict[str, str]:
    """Every file below a folder with what it holds."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_a_home_is_gone_at_the_end_also_after_a_fault(tmp_path: Path) -> None:
    with made_home(tmp_path) as home:
        (home / "casebook").mkdir()
        (home / "casebook" / "casebook.db").write_bytes(b"made up")
    assert not home.exists()
    with pytest.raises(RuntimeError, match="a fault"), made_home(tmp_path) as home:
        raise RuntimeError("a fault")
    assert not home.exists()


def test_what_a_crash_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}left"
    (left / "casebook").mkdir(parents=True)
    real = tmp_path / "Holdfast"
    (real / "casebook").mkdir(parents=True)
    (real / "casebook" / "casebook.db").write_bytes(b"real")
    link = tmp_path / f"{PREFIX}link"
    link.symlink_to(real, target_is_directory=True)
    before = everything(real)
    assert not sweep(tmp_path)
    assert not left.exists()
    assert everything(real) == before, "a link in the way leads nobody to a real home"


def test_one_practises_at_a_time(tmp_path: Path) -> None:
    with made_home(tmp_path) as home:
        claim = claim_home(home)
        assert sweep(tmp_path)
        assert home.exists()
        with pytest.raises(UserFacingError) as caught, made_home(tmp_path):
            pass
        assert caught.value.code == "desktop.practice_running"
        claim.release()
    assert not sweep(tmp_path)


def test_practising_names_no_folder_of_the_real_home() -> None:
    _, words = practice_command()
    assert words[-1] == "--practice"
    assert not {"--home", "--letterbox"} & set(words)
    named = window_options(("--practice", "--home", "/real", "--letterbox", "/real/letterbox"))
    assert named == WindowOptions(demo=True, practice=True), "and none that is named is taken"
    assert window_options(("practice",)) == named
    assert practice_home.practice_root().is_dir()


def test_the_real_home_is_untouched_by_a_whole_practice(tmp_path: Path) -> None:
    """The real program, with a real home where it usually lies, opened and closed."""
    user, root = tmp_path / "user", tmp_path / "temporary"
    home = user / ".local" / "share" / "Holdfast"
    for name in ("casebook/casebook.db", "workstation/workstation.json", "letterbox/out/x.slip"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(name.encode())
    root.mkdir()
    crashed = root / f"{PREFIX}crashed"
    crashed.mkdir()
    before = everything(user)
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--practice"],
        env={
            **os.environ,
            "HOME": str(user),
            "XDG_DATA_HOME": str(user / ".local" / "share"),
            "LOCALAPPDATA": str(home.parent),
            "TMPDIR": str(root),
            "QT_QPA_PLATFORM": "offscreen",
            "HOLDFAST_EXIT_AFTER_PAINT": "1",
        },
        capture_output=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"ready" in done.stdout
    assert everything(user) == before
    assert [path.name for path in root.iterdir() if path.name.startswith(PREFIX)] == []


def test_the_comparison_would_see_a_changed_byte(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    before = everything(tmp_path)
    (tmp_path / "a").write_bytes(b"2")
    assert everything(tmp_path) != before
    shutil.rmtree(tmp_path)


def test_the_band_stands_over_every_screen_and_over_the_curtain(window: MainWindow, qtbot) -> None:
    bar = PracticeBar()
    window.show_above(bar)
    first, second = QLabel("one"), QLabel("two")
    for screen in (first, second):
        window.show_screen(screen)
        assert bar.mark.isVisible()
    window.cover()
    assert bar.mark.isVisible()
    assert not second.isVisible()
    assert bar.mark.text() == "PRACTICE – made-up school"


def test_the_steps_lead_through_and_can_be_put_away(window: MainWindow) -> None:
    start, casebook = practice_steps("start"), practice_steps("casebook")
    assert len(start) + len(casebook) == 5
    assert start[0].startswith("1 of 5: ")
    assert casebook[0].startswith("4 of 5: ")
    bar = PracticeBar()
    window.show_above(bar)
    bar.show_steps(start)
    assert bar.hint.text() == start[0]
    bar.next.click()
    bar.next.click()
    assert bar.hint.text() == start[2]
    assert not bar.next.isVisible()
    bar.hide_hints.click()
    parts: tuple[QWidget, ...] = (bar.hint, bar.next, bar.hide_hints)
    assert not any(part.isVisible() for part in parts)
    assert bar.mark.isVisible(), "the mark itself cannot be put away"
