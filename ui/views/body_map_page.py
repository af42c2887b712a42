"""The body map editor on a page of its own, over the reporting form."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.widgets.body_map_editor import BodyMapEditor
from ui.widgets.choice_row import Choice
from ui.widgets.page import Page


class BodyMapPage(Page):
    """Holds the editor with an empty map; what it says goes to whoever opened the page.

    ``now`` is the school's own time, ``children`` are those whose body it may be.
    """

    def __init__(
        self,
        *,
        now: datetime | None = None,
        children: Sequence[Choice] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="body_map", scroll=False, parent=parent)
        self.set_title(self.tr("Where on the body"))
        self.editor = BodyMapEditor()
        self.editor.set_children(children)
        if now is not None:
            self.editor.set_now(now)
        self.editor.set_body_map(None)
        self.body.addWidget(self.editor, 1)
