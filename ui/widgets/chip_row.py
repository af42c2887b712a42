"""Words that are put into a line by one press: a row of small buttons, the first nine by Alt and
their number.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.plain_tip import plain_tip
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout

_KEYS = 9


class ChipRow(QWidget):
    """``chosen`` carries the words of the button; hidden while there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, identifier: str, *, keys_of: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._identifier, self._buttons = identifier, list[QPushButton]()
        self._flow = FlowLayout(self, spacing=space(0.5))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if keys_of is not None:
            for number in range(1, _KEYS + 1):
                shortcut = QShortcut(QKeySequence(f"Alt+{number}"), keys_of)
                shortcut.activated.connect(lambda number=number: self._press(number))
        self.hide()

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Offer these words, each with a shorter label for its button where it has one."""
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for number, (words, label) in enumerate(chips, start=1):
            button = quiet_button(f"{self._identifier}.{number}", label or words, name=words)
            keys = self.tr("Alt+{n}").format(n=number) if number <= _KEYS else ""
            button.setToolTip(plain_tip(" · ".join(part for part in (words, keys) if part)))
            button.clicked.connect(lambda _=False, words=words: self.chosen.emit(words))
            self._buttons.append(button)
            self._flow.addWidget(button)
        self.setVisible(bool(chips))

    def _press(self, number: int) -> None:
        if number <= len(self._buttons):
            self._buttons[number - 1].click()
