"""Covers one dialog: what it shows goes out of it, and comes back as it was."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import space
from ui.widgets.buttons import primary_button
from ui.widgets.labels import PlainLabel


class DialogCover:
    """Lives from ``cover`` to :meth:`lift`.

    The dialog itself stays where it is, because closing one answers its question; its contents are
    held outside of any window, where neither eyes nor a screen reader find them.
    """

    def __init__(self, dialog: QDialog, *, uncover: Callable[[], None]) -> None:
        self._dialog = dialog
        self._name = dialog.accessibleName()
        self._description = dialog.accessibleDescription()
        self._focus = dialog.focusWidget()
        self._size = (dialog.minimumSize(), dialog.maximumSize())
        dialog.setFixedSize(dialog.size())
        # a message box tells its text to screen readers by itself
        self._text = dialog.property("text")
        if self._text:
            dialog.setProperty("text", "")
        self._shown = [child for child in _children(dialog) if not child.isHidden()]
        self._holder = QWidget()
        contents = dialog.layout()
        if contents is not None:
            # a layout that gets another widget takes its widgets with it
            self._holder.setLayout(contents)
        self._loose = _children(dialog)
        for child in self._loose:
            child.setParent(self._holder)
        self._curtain = QWidget()
        self._show_curtain(uncover)

    def _show_curtain(self, uncover: Callable[[], None]) -> None:
        words = PlainLabel(self._dialog.tr("Covered"), tone="title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        again = primary_button("app.uncover_dialog", self._dialog.tr("Show again"))
        again.clicked.connect(uncover)
        inside = QVBoxLayout(self._curtain)
        inside.addStretch(1)
        inside.addWidget(words)
        inside.addWidget(again, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        around = QVBoxLayout(self._dialog)
        around.setContentsMargins(space(1), space(1), space(1), space(1))
        around.addWidget(self._curtain)
        self._dialog.setAccessibleName(self._dialog.tr("Covered"))
        self._dialog.setAccessibleDescription("")
        again.setFocus()

    def lift(self) -> None:
        """Put everything back; nothing happens when the dialog has been closed meanwhile."""
        if not isValid(self._dialog):
            self._holder.deleteLater()
            return
        around = self._dialog.layout()
        if around is not None:
            QWidget().setLayout(around)  # the only way to take a layout off a widget
        contents = self._holder.layout()
        if contents is not None:
            self._dialog.setLayout(contents)
        for child in self._loose:
            if isValid(child):
                child.setParent(self._dialog)
        for child in self._shown:
            if isValid(child):
                child.show()
        self._dialog.setMinimumSize(self._size[0])
        self._dialog.setMaximumSize(self._size[1])
        if self._text:
            self._dialog.setProperty("text", self._text)
        self._dialog.setAccessibleName(self._name)
        self._dialog.setAccessibleDescription(self._description)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._holder.deleteLater()


def _children(dialog: QDialog) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = dialog.findChildren(QWidget, options=direct)
    return [child for child in found if not child.isWindow()]
