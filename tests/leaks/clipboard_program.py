"""Copies, waits and looks, on a real screen: run by test_clipboard.py in a process of its own."""

import subprocess
import sys
import time
from unittest.mock import patch

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.clipboard_guard import ClipboardGuard

WORDS = "Zephyrine Quillfeather said"
HISTORY = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
MARK = "x-kde-passwordManagerHint"
OTHER = (
    "from PySide6.QtWidgets import QApplication; from PySide6.QtCore import QTimer;"
    "a = QApplication([]); a.clipboard().setText('of another program');"
    "print('ready', flush=True); QTimer.singleShot(60000, a.quit); a.exec()"
)


def _turn(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def _copied(app: QApplication) -> QLineEdit:
    line = QLineEdit(WORDS)
    line.show()
    _turn(app, 0.3)
    line.selectAll()
    line.copy()
    # what selecting with the mouse does
    app.clipboard().setText(WORDS, QClipboard.Mode.Selection)
    _turn(app, 0.3)
    return line


def unguarded(app: QApplication) -> None:
    """The control: nothing is marked and nothing goes."""
    line = _copied(app)
    _turn(app, 1.0)
    board = app.clipboard()
    assert board.text() == WORDS
    assert not board.mimeData().hasFormat(MARK)
    assert board.text(QClipboard.Mode.Selection) == WORDS
    line.close()


def guarded(app: QApplication) -> None:
    """Marked at once, still whole, and gone after its time, the selection by mouse as well."""
    guard = _guard(app, seconds=1)
    line = _copied(app)
    data = app.clipboard().mimeData()
    assert data.text() == WORDS
    assert bytes(data.data(HISTORY).data()) == b"\0\0\0\0"
    assert bytes(data.data(MARK).data()) == b"secret"
    _turn(app, 1.5)
    assert app.clipboard().text() == ""
    assert app.clipboard().text(QClipboard.Mode.Selection) == ""
    line.close()
    guard.deleteLater()


def at_lock(app: QApplication) -> None:
    """Gone at once when the casebook is locked."""
    guard = _guard(app, seconds=60)
    line = _copied(app)
    assert app.clipboard().text() == WORDS
    guard.forget()
    _turn(app, 0.2)
    assert app.clipboard().text() == ""
    line.close()


def of_others(app: QApplication) -> None:
    """What another program copied is not ours to take away."""
    guard = _guard(app, seconds=60)
    line = _copied(app)
    other = subprocess.Popen([sys.executable, "-c", OTHER], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "ready"
    try:
        _turn(app, 0.5)
        guard.forget()
        _turn(app, 0.3)
        assert app.clipboard().text() == "of another program"
    finally:
        other.kill()
        other.wait()
    line.close()


def _guard(app: QApplication, *, seconds: int) -> ClipboardGuard:
    with patch("resources.read_toml", lambda *_: {"seconds": seconds}):
        return ClipboardGuard(app)


if __name__ == "__main__":
    {"unguarded": unguarded, "guarded": guarded, "at_lock": at_lock, "of_others": of_others}[
        sys.argv[1]
    ](QApplication([]))
