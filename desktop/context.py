"""What every command is given: the home, the clock, the random source, and whether JSON is
wanted.
"""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import resources
from desktop.clock import system_clock, system_random
from desktop.paths import AppPaths, default_home, paths_of
from desktop.settings import Settings, load_settings
from storage.keys.device_secret import SecretStore, SystemStore
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The outside of a command. ``signed_in`` is true inside ``do``: that sign-in counts as step-
    up.
    """

    paths: AppPaths
    settings: Settings
    clock: Clock
    random_bytes: RandomBytes
    app_version: str
    as_json: bool = False
    signed_in: bool = False
    uses_key_store: bool = True

    @property
    def host(self) -> str:
        """This computer's name, for the message that a second program shows."""
        return platform.node() or "this computer"

    @property
    def user(self) -> str:
        """The account of the operating system, for the same message."""
        return os.environ.get("USERNAME") or os.environ.get("USER") or "somebody"

    @property
    def secret_store(self) -> SecretStore | None:
        """Where this computer keeps programs' secrets, or None: a made-up school and
        ``HOLDFAST_KEY_STORE=off`` (tests) leave it alone.
        """
        left_alone = not self.uses_key_store or os.environ.get("HOLDFAST_KEY_STORE") == "off"
        return None if left_alone else SystemStore()

    @property
    def backup_folder(self) -> Path:
        """Where backups go: the folder of the settings, else beside the casebook."""
        if self.settings.backup_folder:
            return Path(self.settings.backup_folder)
        return self.paths.home / "backups"

    @property
    def backup_folders(self) -> tuple[Path, ...]:
        """Every place that a backup goes to: the usual one first."""
        further = (Path(folder) for folder in self.settings.backup_folders if folder)
        return tuple(dict.fromkeys((self.backup_folder, *further)))


def make_context(
    *,
    home: Path | None,
    letterbox: Path | None,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    as_json: bool = False,
) -> Context:
    """Read the home's settings and put its paths together."""
    base = paths_of(home or default_home())
    settings = load_settings(base.settings_file)
    moved = letterbox or (Path(settings.letterbox) if settings.letterbox else None)
    return Context(
        paths=paths_of(base.home, letterbox=moved),
        settings=settings,
        clock=clock,
        random_bytes=random_bytes,
        app_version=app_version,
        as_json=as_json,
    )


def child_context(words: Sequence[str]) -> tuple[Context, bool]:
    """What a child process works in, and whether the school is made up; ``words`` are
    ``--home DIR [--letterbox DIR] [--made-up yes]``.
    """
    options = dict(zip(words[0::2], words[1::2], strict=False))
    letterbox = options.get("--letterbox")
    context = make_context(
        home=Path(options["--home"]),
        letterbox=Path(letterbox) if letterbox else None,
        clock=system_clock,
        random_bytes=system_random,
        app_version=resources.version(),
    )
    return context, options.get("--made-up") == "yes"


def read_file(path: str) -> bytes:
    """The bytes of a file named on the command line; raises cli.file_missing."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=Path(path).name) from error


def reload_context(context: Context) -> Context:
    """The same home with its settings read anew: after set-up or pairing moved a folder."""
    fresh = make_context(
        home=context.paths.home,
        letterbox=None,
        clock=context.clock,
        random_bytes=context.random_bytes,
        app_version=context.app_version,
        as_json=context.as_json,
    )
    fresh = replace(fresh, uses_key_store=context.uses_key_store)
    usual = context.paths.home / "letterbox"
    given = context.paths.letterbox
    if fresh.settings.letterbox or given in (usual, fresh.paths.letterbox):
        return fresh
    return replace(fresh, paths=replace(fresh.paths, letterbox=given))
