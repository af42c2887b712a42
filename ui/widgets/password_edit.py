"""A password field that can be looked at and, where one is chosen, says how strong it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.theme import TARGET, restyle, space
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine

Strength = Callable[[str], tuple[int, str]]
_TONES = ("danger", "danger", "warning", "success", "success")


class PasswordEdit(QWidget):
    """``strength`` maps a password to 0-4 and a sentence; pasting and password managers work."""

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        strength: Strength | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._strength = strength
        self.line = TextLine(identifier, name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.line.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.setFocusProxy(self.line)
        self._eye = identify(QPushButton(), f"{identifier}.reveal", self.tr("Show the password"))
        self._eye.setProperty("kind", "quiet")
        self._eye.setCheckable(True)
        self._eye.setAutoDefault(False)
        self._eye.setFixedSize(TARGET, TARGET)
        self._eye.toggled.connect(self._reveal)
        set_icon(self._eye, "eye", tone="link", size=20)
        row = QHBoxLayout()
        row.setSpacing(space(0.5))
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setRange(0, 4)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(space(1))
        identify(self._bar, f"{identifier}.strength", self.tr("Strength"))
        self._words = PlainLabel(tone="small")
        if strength is not None:
            column.addWidget(self._bar)
            column.addWidget(self._words)
            self.line.textChanged.connect(self._judge)
            self._judge("")

    def text(self) -> str:
        """What was typed, exactly."""
        return self.line.text()

    def clear_secret(self) -> None:
        """Empty the field and hide what is typed next."""
        self.line.clear()
        self._eye.setChecked(False)

    def _reveal(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)
        set_icon(self._eye, "eye-off" if shown else "eye", tone="link", size=20)
        words = self.tr("Hide the password") if shown else self.tr("Show the password")
        self._eye.setAccessibleName(words)

    def _judge(self, text: str) -> None:
        if self._strength is None:
            return
        level, sentence = self._strength(text) if text else (0, "")
        self._bar.setValue(level)
        self._words.setText(sentence or self.tr("Three or four unrelated words work well."))
        self._words.setProperty("tone", _TONES[level] if text else "small")
        restyle(self._words)
