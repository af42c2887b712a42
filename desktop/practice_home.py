"""The throw-away home of the made-up school: made for one window, gone at its end, swept up later
where a crash left it behind.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.single_instance import claim_home
from storage.records.errors import UserFacingError

PREFIX = "holdfast-practice-"


def sweep(root: Path) -> bool:
    """Delete what crashed windows left below ``root``; returns whether somebody practises now."""
    in_use = False
    for home in sorted(root.glob(f"{PREFIX}*")):
        if not home.is_dir() or home.is_symlink():
            continue
        try:
            claim_home(home).release()
        except UserFacingError as error:
            in_use = in_use or error.code == "desktop.second_copy"
            continue
        shutil.rmtree(home, ignore_errors=True)
    return in_use


def practice_root() -> Path:
    """Where such homes are made: never in or beside a real home."""
    return Path(tempfile.gettempdir())


@contextmanager
def practice_home(root: Path) -> Iterator[Path]:
    """Give a new home and delete it afterwards; raises desktop.practice_running while another
    window has one.
    """
    if sweep(root):
        raise UserFacingError("desktop.practice_running")
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    try:
        yield home
    finally:
        with suppress(OSError):
            shutil.rmtree(home)
