"""What this home remembers between starts: folders and looks. Never a secret, never a name of a
person.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Folders as text (empty: the usual place), colour scheme and text size in per cent.

    ``letterbox_way`` is how concerns reach the DSL: "folder", "stick", "accounts", "" when not
    chosen.

    ``allow_capture`` lets screen sharing and recorders see this program's windows, for training.

    ``backup_folders`` are further places for each backup, beside ``backup_folder``.
    """

    letterbox: str = ""
    letterbox_way: str = ""
    backup_folder: str = ""
    backup_folders: tuple[str, ...] = ()
    scheme: str = "system"
    text_percent: int = 100
    idle_minutes: int = 3
    school_name: str = ""
    allow_capture: bool = False


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file gives the defaults, unknown or odd values are left out one
    by one.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        return Settings()
    defaults = asdict(Settings())
    if not isinstance(stored, dict):
        return Settings()
    known = {name: _as_stored(value) for name, value in stored.items()}
    kept = {
        name: value
        for name, value in known.items()
        if name in defaults and type(value) is type(defaults[name])
    }
    return Settings(**kept)


def _as_stored(value: Any) -> Any:
    """A list of texts as the settings hold it; everything else as it is."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return value


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; raises UserFacingError when the folder cannot be
    written.
    """
    from storage.keys.durable_file import write_durably  # late: reading does not need it

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError("desktop.home_not_writable", folder=os.fspath(path.parent)) from error
    write_durably(path, json.dumps(asdict(settings), indent=2).encode("utf-8"))
