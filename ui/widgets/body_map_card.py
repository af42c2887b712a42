"""A card with less room above and below, for a screen on which everything is to be in sight."""

from PySide6.QtWidgets import QWidget

from ui.theme import space
from ui.widgets.section_card import SectionCard


class SlimCard(SectionCard):
    """``steps`` of the grid above and below."""

    def __init__(self, *, steps: float = 1.25, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(space(2.5), space(steps), space(2.5), space(steps))
            column.setSpacing(space(1))
