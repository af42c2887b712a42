"""The system's dialogs for files and folders, leaving no trace of where somebody looked.

Qt keeps the last folders of every dialog in the settings that all Qt programs share; a folder may
carry a child's name. What stood there before is put back.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

_GROUP = "FileDialog"
_TRACES = ("history", "lastVisited", "shortcuts")


def choose_folder(parent: QWidget, title: str, start: str = "") -> str:
    """Ask for a folder; "" when the person changed their mind. ``title`` names nobody."""
    with no_traces():
        return QFileDialog.getExistingDirectory(parent, title, start)


def choose_to_save(parent: QWidget, title: str, start: str, kinds: str = "") -> str:
    """Ask where a file goes; ``start`` proposes a name that says nothing of a child."""
    with no_traces():
        return QFileDialog.getSaveFileName(parent, title, start, kinds)[0]


def choose_to_open(parent: QWidget, title: str, start: str = "", kinds: str = "") -> str:
    """Ask for one file to read."""
    with no_traces():
        return QFileDialog.getOpenFileName(parent, title, start, kinds)[0]


def choose_several(parent: QWidget, title: str, start: str = "", kinds: str = "") -> list[str]:
    """Ask for any number of files to read."""
    with no_traces():
        return QFileDialog.getOpenFileNames(parent, title, start, kinds)[0]


@contextmanager
def no_traces() -> Iterator[None]:
    """Whatever a dialog inside notes of the folders it showed is taken back."""
    before = _traces()
    try:
        yield
    finally:
        settings = _settings()
        for name in _TRACES:
            key = f"{_GROUP}/{name}"
            if before[name] is None:
                settings.remove(key)
            else:
                settings.setValue(key, before[name])
        settings.sync()


def _traces() -> dict[str, object]:
    settings = _settings()
    return {name: settings.value(f"{_GROUP}/{name}") for name in _TRACES}


def _settings() -> QSettings:
    """Where QFileDialog itself keeps them."""
    return QSettings(QSettings.Scope.UserScope, "QtProject")
