"""A document as it left, page by page, to be compared by eye with the paper in somebody's hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.document_pages import PagesPanel
from ui.widgets.page import Page
from ui.widgets.page_canvas import PagePicture, PageSize
from ui.widgets.tab_order import in_reading_order


class KeptPagesView(Page):
    """Pages of the copy that the casebook keeps; ``show_pages`` may begin at any of them."""

    page_wanted = Signal(int, float)

    def __init__(self, *, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(title, subtitle, identifier="kept", scroll=False, parent=parent)
        self.show_back(self.tr("Documents that left"))
        self.pages = PagesPanel("kept")
        self.pages.wanted.connect(self.page_wanted)
        self.body.addWidget(self.pages, 1)
        in_reading_order(self)

    def show_pages(self, sizes: tuple[PageSize, ...], *, first: int = 1) -> None:
        """Show the pages, ``first`` at the top."""
        self.pages.show_pages(sizes)
        self.pages.canvas.go_to(first)
        self.pages.begin()

    def show_picture(self, picture: PagePicture) -> None:
        """Show a page that was asked for."""
        self.pages.show_picture(picture)
