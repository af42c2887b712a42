"""A window off-screen that is driven like the real one and photographed."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QIODevice,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from desktop.demo.steps import StepFailedError
from desktop.job_runner import JobRunner
from exports.file_writer import write_atomically
from ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
SIZE = (1366, 768)
_SETTLE_MS = 60
_TYPING_MS = 500
_SHADE = 70
_NO_WINDOW_MANAGER = "This plugin does not support"
_LONGEST_WAIT = 400
_ROUNDS = 6


class Studio:
    """One window at 1366x768, one worker, and the folder for the pictures."""

    def __init__(self, *, folder: Path) -> None:
        self.folder = folder
        self.window = MainWindow()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.jobs = JobRunner()
        self._busy = 0
        self.jobs.busy_changed.connect(self.note_busy)
        self.pictures: list[Path] = []

    def shoot(self, name: str) -> Path:
        """Save what the window (and a dialog over it) shows now; names count up as they come."""
        self.settle()
        picture = self.window.grab()
        dialog = self._dialog()
        if dialog is not None:
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, _SHADE))
            size = self.window.size() - dialog.size()
            painter.drawPixmap(size.width() // 2, size.height() // 2, dialog.grab())
            painter.end()
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(data, "PNG")
        path = self.folder / f"{len(self.pictures) + 1:02}-{name}.png"
        write_atomically(path, bytes(data.data().data()))
        self.pictures.append(path)
        return path

    def settle(self) -> None:
        """Wait until the worker is idle and everything has been laid out and drawn."""
        for _ in range(_LONGEST_WAIT):
            loop = QEventLoop()
            QTimer.singleShot(_SETTLE_MS, loop.quit)
            loop.exec()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if not self._busy:
                for _ in range(_ROUNDS):  # what the last answer put on the page finds its place
                    QCoreApplication.processEvents()
                return
        raise StepFailedError("the worker did not come to an end")

    def wait(self) -> None:
        """Let a search that waits for the next letter begin."""
        loop = QEventLoop()
        QTimer.singleShot(_TYPING_MS, loop.quit)
        loop.exec()

    def find(self, identifier: str, kind: type[W]) -> W:
        """Return the visible control with this identifier."""
        for root in (self._dialog(), self.window):
            found = [] if root is None else root.findChildren(kind, identifier)
            for widget in found:
                if widget.isVisible():
                    return widget
        raise StepFailedError(f"no control {identifier} to be seen")

    def find_kind(self, kind: type[W]) -> W:
        """Return the visible part of this kind, e.g. the page."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible():
                return widget
        raise StepFailedError(f"no {kind.__name__} to be seen")

    def read(self, identifier: str) -> str:
        """Return the words that a label shows."""
        return self.find(identifier, QLabel).text()

    def press(self, identifier: str) -> None:
        """Press a button."""
        self.find(identifier, QAbstractButton).click()
        self.settle()

    def type_into(self, identifier: str, text: str) -> None:
        """Type into a line as a keyboard does."""
        line = self.find(identifier, QLineEdit)
        line.setText(text)
        line.textEdited.emit(text)

    def scroll_down(self) -> None:
        """Show the lower end of every part that can be scrolled."""
        self.settle()
        for area in self.window.findChildren(QScrollArea):
            if area.isVisible():
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def scroll_up(self) -> None:
        """Show the upper end again."""
        for area in self.window.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def close_dialog(self) -> None:
        """Leave the dialog over the window, if there is one."""
        dialog = self._dialog()
        if dialog is not None:
            dialog.close()
        self.settle()

    def finish(self) -> None:
        """End the worker and the window."""
        self.jobs.stop()
        self.window.hide()
        self.window.deleteLater()
        self.settle()

    def note_busy(self, busy: bool) -> None:
        """Wait for one more worker, or one less."""
        self._busy += 1 if busy else -1

    def _dialog(self) -> QWidget | None:
        return QApplication.activeModalWidget()


def _say_of_qt(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    # a window off-screen has no window manager, and Qt says so for each
    if not text.startswith(_NO_WINDOW_MANAGER):
        sys.stderr.write(text + "\n")


def application(words: Sequence[str]) -> QApplication:
    """Return the application, made where there is none yet."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    qInstallMessageHandler(_say_of_qt)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    return QApplication(list(words))
