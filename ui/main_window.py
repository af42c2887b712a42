"""The one window: a neutral title, one screen at a time, and the curtain that covers it in one
press."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedLayout,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from ui.views.curtain import CurtainView
    from ui.widgets.dialog_cover import DialogCover

ESCAPE_TWICE_MS = 600
START_SIZE = (1280, 720)
SMALLEST_SIZE = (960, 600)
# The property of what says nothing of the page and is seen over the curtain, too.
OVER_CURTAIN = "over the curtain"
_HAS_KEYS = "has the curtain key"


class MainWindow(QMainWindow):
    """Shows one screen; the screen before it is deleted, so nothing of it stays readable from
    outside."""

    lock_requested = Signal()
    curtain_changed = Signal(bool)
    text_size_requested = Signal(int)
    screen_changed = Signal()
    closing = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The title stands in the taskbar and in screen shares: it never says more than the
        # program's name.
        self.setWindowTitle(self.tr("Holdfast"))
        self._guard: Callable[[], bool] | None = None
        self._screen: QWidget | None = None
        self._over: QWidget | None = None
        self._covered = False
        self._dialogs: list[DialogCover] = []
        self._floating: list[QWidget] = []
        self._question: Callable[[], str] = str
        self._focus_before: QWidget | None = None
        self._escape = QElapsedTimer()
        self._stack = QStackedLayout()
        self._curtain: CurtainView | None = None
        screens, centre = QWidget(), QWidget(self)
        screens.setLayout(self._stack)
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(screens, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*START_SIZE)
        self._add_keys()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._give_keys)

    def show_screen(self, screen: QWidget) -> None:
        """Show ``screen`` as the only content; the former one is deleted."""
        if self._over is not None and self._screen is not None:
            self.back_to(self._screen)
        former, self._screen = self._screen, screen
        self._focus_before = None
        self._put_in(screen)
        if former is not None:
            self._stack.removeWidget(former)
            former.hide()
            former.deleteLater()
            self.screen_changed.emit()

    def show_above(self, band: QWidget) -> None:
        """Keep ``band`` above every screen, the curtain too."""
        self._column.insertWidget(0, band)
        band.show()

    def show_over(self, page: QWidget) -> None:
        """Show ``page`` over the screen, which waits behind it as it is."""
        self._over = page
        self._put_in(page)

    def back_to(self, screen: QWidget) -> None:
        """Take the page over the screen away again and delete it."""
        page, self._over = self._over, None
        if not self.covered():
            self._stack.setCurrentWidget(screen)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def content(self) -> QWidget | None:
        """The screen being shown (also while it is covered)."""
        return self._screen

    def covered(self) -> bool:
        """Whether the curtain is drawn."""
        return self._covered

    def cover(self, why: str = "") -> None:
        """Draw the curtain; what was being written stays behind it, out of every window.

        ``why`` is said on it when it was not a person who drew it.
        """
        if self._screen is None:
            return
        if self.covered():
            if why:
                self._curtain_view().show_why(why)
            return
        self._covered = True
        self._focus_before = self.focusWidget()
        self._close_small_windows()
        curtain = self._curtain_view()
        curtain.show_why(why)
        self._stack.setCurrentWidget(curtain)
        # hidden pages can still be read by a screen reader; what is in no window cannot
        for page in (self._screen, self._over):
            if page is not None:
                self._stack.removeWidget(page)
                page.hide()
                page.setParent(None)
        self._floating = self._find_floating()
        for widget in self._floating:
            widget.hide()
            widget.setParent(None)
        self._cover_dialogs()
        curtain.uncover.setFocus()
        self.curtain_changed.emit(True)

    def set_uncover_question(self, question: Callable[[], str]) -> None:
        """Ask ``question`` (when it is not "") before the curtain is opened."""
        self._question = question

    def uncover(self, *, sure: bool = False) -> None:
        """Open the curtain and put the cursor back where it was; asks first where it must."""
        if not self.covered() or self._screen is None:
            return
        question = self._question()
        if question and not sure:
            if not self._curtain_view().is_asking():
                self._curtain_view().ask(question)
            return
        self._covered = False
        for page in (self._screen, self._over):
            if page is not None:
                self._put_in(page)
        floating, self._floating = self._floating, []
        for widget in floating:
            if isValid(widget):
                widget.setParent(self)
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            dialog.lift()
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()
        self.curtain_changed.emit(False)

    def _put_in(self, page: QWidget) -> None:
        """Into the window and to the front; while the curtain is drawn, into no window."""
        if self.covered():
            page.hide()
            return
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _curtain_view(self) -> "CurtainView":
        if self._curtain is None:
            from ui.views.curtain import CurtainView  # late: the window is on the screen first

            self._curtain = CurtainView()
            self._curtain.wanted.connect(self.uncover)
            self._curtain.sure.connect(partial(self.uncover, sure=True))
            self._stack.addWidget(self._curtain)
        return self._curtain

    def _find_floating(self) -> list[QWidget]:
        """Lists below a field and notices, which lie over the page and are no part of it."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found = self.findChildren(QWidget, options=direct)
        stays = (self.centralWidget(), None)
        return [
            widget
            for widget in found
            if widget not in stays and not widget.isWindow() and not widget.property(OVER_CURTAIN)
        ]

    def _cover_dialogs(self) -> None:
        dialogs = _open_dialogs()
        if dialogs:
            from ui.widgets.dialog_cover import DialogCover  # late: few windows ever need it

            self._dialogs = [DialogCover(dialog, uncover=self.uncover) for dialog in dialogs]

    def _close_small_windows(self) -> None:
        """Lists that hang below a field, menus and tooltips would stand over the curtain."""
        QToolTip.hideText()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            former, popup = popup, QApplication.activePopupWidget()
            if popup is former:
                break

    def _give_keys(self, window: QWindow | None) -> None:
        """A dialog keeps the keyboard from this window: it gets the curtain key of its own."""
        dialog = QApplication.activeModalWidget()
        if window is None or dialog is None or dialog.property(_HAS_KEYS):
            return
        dialog.setProperty(_HAS_KEYS, True)
        self._key("F12", self._toggle, on=dialog)

    def set_close_guard(self, guard: Callable[[], bool] | None) -> None:
        """Ask ``guard`` before the window goes; it stays open when the answer is False."""
        self._guard = guard

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the controller before the window goes."""
        if self._guard is not None and not self._guard():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc twice covers, for whoever has no hand free to look for F12."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self._escape.isValid() and self._escape.elapsed() < ESCAPE_TWICE_MS:
            self._escape.invalidate()
            self.cover()
        else:
            self._escape.start()

    def _add_keys(self) -> None:
        self._key("F12", self._toggle)
        self._key("Ctrl+L", self.lock_requested.emit)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._key(keys, partial(self.text_size_requested.emit, step))

    def _key(self, keys: str, called: Callable[[], object], *, on: QWidget | None = None) -> None:
        shortcut = QShortcut(QKeySequence(keys), on or self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(called)

    def _toggle(self) -> None:
        if self.covered():
            self.uncover()
        else:
            self.cover()


def _open_dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
