"""The body map editor on a page of its own, over the reporting form."""

from PySide6.QtWidgets import QWidget

from ui.widgets.body_map_editor import BodyMapEditor
from ui.widgets.page import Page


class BodyMapPage(Page):
    """Holds the editor; what it says goes to whoever opened the page."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="body_map", scroll=False, parent=parent)
        self.set_title(self.tr("Where on the body"))
        self.editor = BodyMapEditor()
        self.body.addWidget(self.editor, 1)
