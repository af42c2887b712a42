"""A field for a code that is read off a phone or a slip of paper."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import space
from ui.widgets.text_line import TextLine


class CodeEdit(TextLine):
    """Groups the code while it is typed; spaces and dashes in it do not matter."""

    completed = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        groups: Sequence[int] = (6,),
        digits_only: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, name, parent=parent)
        self._groups, self._digits_only = tuple(groups), digits_only
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            if digits_only
            else Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._widen()
        self.textEdited.connect(self._regroup)

    def code(self) -> str:
        """The code without spaces and dashes."""
        kept = str.isdigit if self._digits_only else str.isalnum
        return "".join(letter for letter in self.text() if kept(letter))

    def is_complete(self) -> bool:
        """Whether as many characters were typed as the code has."""
        return len(self.code()) == sum(self._groups)

    def _regroup(self, typed: str) -> None:
        code = self.code()[: sum(self._groups)]
        parts, start = [], 0
        for size in self._groups:
            parts.append(code[start : start + size])
            start += size
        shown = " ".join(part for part in parts if part)
        if shown != typed:
            self.setText(shown)
        if self.is_complete():
            self.completed.emit(code)

    def _widen(self) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        letters = sum(self._groups) + len(self._groups) + 1
        self.setMinimumWidth(QFontMetrics(font).horizontalAdvance("0") * letters + space(4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
