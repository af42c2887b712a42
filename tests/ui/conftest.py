"""The application that the screens' tests share, and how they ask a screen about itself."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ui.theme import Scheme, apply_theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Every test starts in the light look at 100 %."""
    if qapp.property("test_look") != "light100":
        apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=100)
        qapp.setProperty("test_look", "light100")
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def large_text(qapp: QApplication) -> None:
    """Text at 200 %."""
    apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=200)
    qapp.setProperty("test_look", "light200")


@pytest.fixture
def nameless() -> Callable[[QWidget], list[str]]:
    """Says which controls that Tab reaches lack an accessible name or an identifier."""

    def ask(root: QWidget) -> list[str]:
        found = []
        for widget in root.findChildren(QWidget):
            if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy():
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            name = face.text(QAccessible.Text.Name) if face else ""
            if not name.strip() or "." not in widget.accessibleIdentifier():
                found.append(f"{type(widget).__name__} {widget.accessibleIdentifier()} {name!r}")
        return found

    return ask


@pytest.fixture
def clipped() -> Callable[[QWidget], list[str]]:
    """Says which visible labels and buttons are too small for their words."""

    def ask(root: QWidget) -> list[str]:
        found = []
        for widget in root.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel) and widget.text():
                room = widget.contentsRect()
                need = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
                need = max(need, QFontMetrics(widget.font()).height())
                wide = 0 if widget.wordWrap() else widget.sizeHint().width()
                if need > room.height() + 1 or wide > widget.width() + 1:
                    found.append(f"label {widget.text()!r} {room.size()} needs {wide}x{need}")
            elif isinstance(widget, QPushButton) and widget.text():
                need = widget.minimumSizeHint()
                if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
                    found.append(f"button {widget.text()!r} {widget.size()} needs {need}")
        return found

    return ask


@pytest.fixture
def shown(qtbot) -> Callable[[QWidget], QWidget]:
    """Puts a page on the screen of a small laptop."""

    def show(view: QWidget) -> QWidget:
        qtbot.addWidget(view)
        view.resize(1138, 728)
        view.show()
        view.activateWindow()
        qtbot.waitActive(view)
        return view

    return show
