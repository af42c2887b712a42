"""A box for words that stays at its number of lines and scrolls inside."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.text_area import TextArea


class ShortArea(TextArea):
    """For dense screens, where a box that grows would push the rest out of sight."""

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        placeholder: str = "",
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, name, placeholder=placeholder, lines=lines, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(240, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The same: it scrolls inside."""
        return QSize(120, self.minimumHeight())
