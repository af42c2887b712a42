"""Keeps what was copied out of clipboard histories, and takes it away again after a while."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

import resources

_NO = (0).to_bytes(4, "little")
# Windows reads these formats beside the text (learn.microsoft.com, "Clipboard Formats": cloud
# clipboard and clipboard history); Qt passes a format of this shape on by its own name.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_MARKS = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    # what Klipper and others that keep a history on Linux leave out
    "x-kde-passwordManagerHint": b"secret",
}
_OURS = "application/x-holdfast-copied"
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Watches one application. Only what this process put there is marked and taken away."""

    def __init__(self, app: QApplication, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = app.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(resources.read_toml("clipboard.toml")["seconds"] * 1000)
        self._timer.timeout.connect(self.forget)
        self._clipboard.changed.connect(self._changed)
        app.aboutToQuit.connect(self.forget)

    def forget(self) -> None:
        """Take away what this process copied: after a while, at lock and at the end."""
        self._timer.stop()
        for mode in _MODES:
            if self._supports(mode) and self._is_own(mode):
                self._clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        if not self._supports(mode) or not self._is_own(mode):
            return
        data = self._clipboard.mimeData(mode)
        if data is None or not data.formats():
            return
        self._timer.start()
        # A selection by mouse changes with each letter: it is only taken away, never set anew.
        if mode == QClipboard.Mode.Clipboard and not data.hasFormat(_OURS):
            self._clipboard.setMimeData(marked(data), mode)

    def _supports(self, mode: QClipboard.Mode) -> bool:
        return mode != QClipboard.Mode.Selection or self._clipboard.supportsSelection()

    def _is_own(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()


def marked(data: QMimeData) -> QMimeData:
    """Return a copy of ``data`` with the marks that keep it out of histories."""
    copy = QMimeData()
    for name in data.formats():
        copy.setData(name, data.data(name))
    for name, value in _MARKS.items():
        copy.setData(name, value)
    copy.setData(_OURS, b"1")
    return copy
