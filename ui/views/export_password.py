"""The password of a locked copy: large words to read out by telephone; it is shown once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.buttons import secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class PasswordWords(QFrame):
    """Shown once. Copying goes through the clipboard, which is emptied soon after."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("severity", "warning")
        self._password = ""
        title = PlainLabel(self.tr("Password of this copy"), tone="strong")
        self._words = identify(PlainLabel(tone="display"), "export.password", "")
        self._advice = PlainLabel()
        copy = secondary_button("export.password_copy", self.tr("Copy"), icon="copy")
        copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(1.5), space(2), space(1.5))
        column.setSpacing(space(1))
        for part in (title, self._words, self._advice):
            column.addWidget(part)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_password(self, password: str, recipient: str) -> None:
        """Show it for this receiver; empty hides everything."""
        self._password = password
        # between the words a wide gap, so that they are read one by one
        self._words.setText("   ".join(password.split()))
        spoken = ", ".join(password.split())
        self._words.setAccessibleName(self.tr("Password: {words}").format(words=spoken))
        who = recipient or self.tr("the receiver")
        self._advice.setText(
            self.tr(
                "Tell this to {who} by telephone, never in the same message as the file: small"
                " letters, one space between the words. It is not kept anywhere: when you leave"
                " this page it is gone."
            ).format(who=who)
        )
        self.setVisible(bool(password))

    def forget(self) -> None:
        """Nothing of it stays on the page."""
        self._password = ""
        self._words.clear()
        self._words.setAccessibleName("")
        self._advice.clear()
        self.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._password)
        announce(self, self.tr("Copied. It is taken off the clipboard soon."))
