"""Negative controls: the same operations with one thing left out, which the harness must notice."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from storage.keys import durable_file, key_file_store
from tests.endurance.operation import Operation
from tests.endurance.operations import entries, unfinished, ways_in
from tests.endurance.stage import Stage
from tests.fakes.small_school import SmallSchool

_ENTRIES = 12
_PASSWORD = next(one for one in ways_in.OPERATIONS if one.name == "password")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """An operation made unsafe; with ``lie`` every fsync answers "done" and does nothing.

    ``about`` ends the names of the files at whose calls it is killed.
    """

    operation: Operation
    lie: bool = False
    about: str = ""


def _entries(name: str, *, pragma: str = "") -> Operation:
    def change(casebook) -> None:
        if pragma:
            casebook.connection.all(pragma)

    return Operation(
        name=name,
        prepare=entries.nothing,
        act=entries.writing(_ENTRIES, seed=1, prepare=change),
        check=entries.all_there,
    )


def _unsafe(operation: Operation, name: str, spoil: Callable[[], None]) -> Operation:
    """``operation`` after ``spoil``, which changes the program in the fork alone."""

    def act(school: SmallSchool, stage: Stage) -> None:
        spoil()
        operation.act(school, stage)

    return replace(operation, name=name, act=act)


def _write_without_sync(path: Path, data: bytes, **_mode: object) -> None:
    path.write_bytes(data)


def _no_file_sync() -> None:
    durable_file.write_synced = _write_without_sync


def _no_folder_sync() -> None:
    durable_file.sync_folder = lambda _folder: None


def _in_place() -> None:
    """The key file is written over, and none before it is kept."""

    def write(path: Path, data: bytes, **_mode: object) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)

    durable_file.write_durably = write
    key_file_store._keep_previous = lambda _folder: None


def _no_generation_before(school: SmallSchool) -> None:
    (school.casebook_folder / key_file_store.PREVIOUS_NAME).unlink()


POWER_CONTROLS = (
    Control(operation=_entries("synchronous NORMAL", pragma="PRAGMA synchronous = NORMAL")),
    Control(operation=_entries("synchronous OFF", pragma="PRAGMA synchronous = OFF")),
    Control(operation=_entries("fsync that lies"), lie=True),
    Control(operation=_unsafe(_PASSWORD, "key file without fsync", _no_file_sync)),
    Control(operation=_unsafe(_PASSWORD, "key file without folder fsync", _no_folder_sync)),
)
STEP_CONTROLS = (
    Control(
        operation=replace(
            _unsafe(_PASSWORD, "key file written in place", _in_place),
            prepare=_no_generation_before,
        ),
        about=key_file_store.FILE_NAME,
    ),
    Control(operation=unfinished.NAMELESS, about=".note"),
)
