"""Others who could see the screen: a projector or second screen, and programs that capture it.

Capture can be kept out on Windows (10, version 2004 or later) and macOS; Linux has no such call.
It holds back screen sharing and recorders, not a camera and not a program that means harm.
"""

import ctypes
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow

Keep = Callable[[int, bool], bool]
# winuser.h: excluded from capture; shown black where that is not known (before version 2004)
_WINDOWS_EXCLUDED, _WINDOWS_BLACK, _WINDOWS_SHOWN = 0x11, 0x1, 0x0
# NSWindowSharingType of AppKit
_MAC_NONE, _MAC_READ_ONLY = 0, 1
# winuser.h, QueryDisplayConfig
_ONLY_ACTIVE, _CURRENT, _CLONED = 0x2, 0x4, 0x2


def keep_from_capture(window: int, keep: bool) -> bool:
    """Keep a window (the system's own number for it) out of captures, or let it into them again.

    False where the system cannot or will not: a remote session, Linux.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            return _windows_keep(window, keep)
        if sys.platform == "darwin":
            return _mac_keep(window, keep)
    return False


def _windows_keep(window: int, keep: bool) -> bool:
    call = ctypes.WinDLL("user32").SetWindowDisplayAffinity  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    wanted = (_WINDOWS_EXCLUDED, _WINDOWS_BLACK) if keep else (_WINDOWS_SHOWN,)
    return any(call(ctypes.c_void_p(window), ctypes.c_uint32(how)) for how in wanted)


def _mac_keep(view: int, keep: bool) -> bool:
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(address)
    window = ask(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    how = _MAC_NONE if keep else _MAC_READ_ONLY
    tell(window, objc.sel_registerName(b"setSharingType:"), how)
    return True


class CaptureGuard(QObject):
    """Install on the application: every window that is shown is kept out of captures, dialogs and
    lists too, and again each time it is shown, because the system forgets.
    """

    def __init__(
        self, *, allowed: bool = False, keep: Keep = keep_from_capture, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._allowed = allowed
        self._keep = keep
        self.works = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for windows that are shown; nothing is held back."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.cover(watched)
        return super().eventFilter(watched, event)

    def cover(self, window: QWidget) -> None:
        """Keep one window out of captures, unless they are allowed."""
        if not self._allowed:
            self.works = self._keep(int(window.winId()), True)


def is_mirrored() -> bool:
    """Whether Windows shows the same picture on several screens; Qt counts those as one."""
    if sys.platform != "win32":
        return False
    with suppress(OSError, AttributeError):
        user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
        paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
        if user32.GetDisplayConfigBufferSizes(
            _ONLY_ACTIVE, ctypes.byref(paths), ctypes.byref(modes)
        ):
            return False
        of_paths = ctypes.create_string_buffer(72 * paths.value)
        of_modes = ctypes.create_string_buffer(64 * modes.value)
        how = ctypes.c_uint32()
        asked = (paths, of_paths, modes, of_modes, how)
        refused = user32.QueryDisplayConfig(_CURRENT, *(ctypes.byref(part) for part in asked))
        return not refused and how.value == _CLONED
    return False


class ScreenGuard(QObject):
    """``appeared`` when a screen is added while the program runs, or the picture is doubled.

    A second screen that was there from the start belongs to the desk. One that came later counts
    as long as it stays, until the person said that it may be seen (:meth:`accept`).
    """

    appeared = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        *,
        mirrored: Callable[[], bool] = is_mirrored,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mirrored = mirrored
        self._known = len(app.screens())
        self._was_mirrored = mirrored()
        self._screens: Callable[[], Sequence[QScreen]] = app.screens
        app.screenAdded.connect(self.look)
        app.screenRemoved.connect(self.look)
        app.primaryScreenChanged.connect(self.look)
        for screen in app.screens():
            screen.geometryChanged.connect(self.look)

    def look(self, _changed: QScreen | QRect | None = None) -> None:
        """Compare with what was known; called by itself when screens change."""
        count, mirrored = len(self._screens()), self._mirrored()
        if count > self._known or (mirrored and not self._was_mirrored):
            self.appeared.emit()
            return
        self._known = min(self._known, count)
        self._was_mirrored = self._was_mirrored and mirrored

    def unaccepted(self) -> bool:
        """Whether a screen that came later is still there and nobody said yes to it."""
        newly_mirrored = self._mirrored() and not self._was_mirrored
        return len(self._screens()) > self._known or newly_mirrored

    def accept(self) -> None:
        """The person wants to go on in spite of what is there now."""
        self._known, self._was_mirrored = len(self._screens()), self._mirrored()

    def why(self) -> str:
        """What the curtain says that was drawn for this."""
        return QCoreApplication.translate(
            "ScreenGuard",
            "A second screen or projector was connected, so nothing is shown.",
        )

    def question(self) -> str:
        """What is asked before the screen is shown again; "" when nothing has to be asked."""
        if not self.unaccepted():
            return ""
        return QCoreApplication.translate(
            "ScreenGuard",
            "A second screen or projector is connected. Whoever can see it could read what stands"
            " on this screen.",
        )


def guard_window(
    window: MainWindow, *, allow_capture: bool, keep: Keep = keep_from_capture
) -> ScreenGuard:
    """Draw the curtain by itself whenever a screen appears, ask before it opens again, and keep
    every window of this program out of captures unless the settings allow them.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("windows need an application")
    capture = CaptureGuard(allowed=allow_capture, keep=keep, parent=window)
    app.installEventFilter(capture)
    for shown in app.topLevelWidgets():
        if shown.isVisible():
            capture.cover(shown)
    screens = ScreenGuard(app, parent=window)
    screens.appeared.connect(lambda: window.cover(screens.why()))
    window.set_uncover_question(screens.question)
    window.curtain_changed.connect(lambda drawn: None if drawn else screens.accept())
    return screens
