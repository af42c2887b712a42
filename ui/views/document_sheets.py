"""Forms and posters to print and use by hand; they prove nothing and name no child."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document_drafts import SheetDraft
from ui.document_material import SheetOffer
from ui.theme import scaled, space
from ui.views.document_pages import PagesPanel
from ui.views.export_questions import QuestionList
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.page_canvas import PagePicture, PageSize
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order
from ui.widgets.tile import Tile


class SheetsView(Page):
    """Choose one, see its pages, and print them or keep them as a file."""

    chosen = Signal(object)
    save_requested = Signal(object)
    print_requested = Signal(object)
    page_wanted = Signal(int, float)
    open_requested = Signal(str)
    paper_forms_requested = Signal()

    def __init__(
        self, *, offers: Sequence[SheetOffer], folder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", identifier="sheets", max_width=1180, parent=parent)
        self.set_title(self.tr("Forms and posters"))
        self.set_subtitle(self.tr("To print and use by hand. None of them names a child."))
        self.show_back(self.tr("Backup & checks"))
        self._offers = {offer.value: offer for offer in offers}
        self._folder, self._chosen, self._saved = folder, "", ""
        self._tiles = QWidget()
        self._tiles.setProperty("kind", "plain")
        column = QVBoxLayout(self._tiles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        tiles = []
        for offer in offers:
            tile = Tile(f"sheets.{offer.value}", offer.text, offer.hint, icon=offer.icon)
            tile.clicked.connect(lambda _=False, value=offer.value: self.choose(value))
            tiles.append(tile)
            column.addWidget(tile)
        back_in = Tile(
            "sheets.paper_forms",
            self.tr("Paper forms that were given out"),
            self.tr("Which numbers are out, and typing in what stands on one that came back."),
            icon="pencil",
        )
        back_in.clicked.connect(self.paper_forms_requested)
        column.addWidget(back_in)
        column.addStretch(1)
        self._build_sheet()
        body = QVBoxLayout()
        body.addWidget(self._tiles, 1)
        body.addWidget(self._sheet, 1)
        self.body.addLayout(body, 1)
        self._sheet.hide()
        self._first = tiles[0] if tiles else self._tiles

    def _build_sheet(self) -> None:
        self.pages = PagesPanel("sheets")
        self.pages.wanted.connect(self.page_wanted)
        self.pages.setMinimumWidth(scaled(420))
        self.questions = QuestionList("sheets")
        self.path = PathLine("sheets.path", self.tr("Where to put it"), mode="save")
        self._path_row = FieldRow(self.tr("Where to put it"), self.path)
        self._name = PlainLabel(tone="section")
        self._help = PlainLabel(tone="muted")
        self._said = identify(PlainLabel(tone="success"), "sheets.saved", "")
        show = secondary_button("sheets.show", self.tr("Make it and show it"), icon="eye")
        show.clicked.connect(self._ask)
        self._show = show
        printed = primary_button("sheets.print", self.tr("Print…"), icon="printer")
        printed.clicked.connect(self.print_it)
        save = secondary_button("sheets.save", self.tr("Save it"), icon="save")
        save.clicked.connect(self.save)
        other = quiet_button("sheets.other", self.tr("Another form"), icon="arrow-left")
        other.clicked.connect(self._back_to_tiles)
        self._open = secondary_button("sheets.open", self.tr("Open it"), icon="file-text")
        self._open.clicked.connect(lambda: self.open_requested.emit(self._saved))
        card = SectionCard()
        card.setMinimumWidth(scaled(320))
        for part in (self._name, self._help, self.questions, show, self._path_row, self._said):
            card.body.addWidget(part)
        row = FlowLayout(spacing=space(1))
        for button in (printed, save, self._open, other):
            row.addWidget(button)
        card.body.addLayout(row)
        card.body.addStretch(1)
        self._sheet = SideBySide(card, self.pages, weights=(2, 3), gap=2)

    def begin(self) -> None:
        """Go to the first of them."""
        self._first.setFocus()

    def choose(self, value: str) -> None:
        """Show one of them."""
        offer = self._offers[value]
        self._chosen = value
        self._name.setText(offer.text)
        self._help.setText(offer.hint)
        self.questions.show_questions(offer.questions)
        self._show.setVisible(bool(offer.questions))
        self.path.line.setText(f"{self._folder}/{offer.file_name}.pdf")
        self._said.clear()
        self._open.hide()
        self.message.clear()
        self._tiles.hide()
        self._sheet.show()
        self.pages.forget()
        in_reading_order(self)
        if offer.questions:
            self.questions.begin()  # nothing is made, and no number given out, before an answer
        else:
            self.path.setFocus()
            self._ask()

    def draft(self) -> SheetDraft:
        """What is asked for."""
        return SheetDraft(
            kind=self._chosen, path=self.path.path(), answers=self.questions.answers()
        )

    def save(self) -> None:
        """Ask for the file, or say what is missing."""
        self._path_row.clear_error()
        missing = self.questions.missing()
        if missing is not None:
            missing.setFocus()
        elif not self.path.path():
            self._path_row.set_error(self.tr("Say where to put it."))
            self.path.setFocus()
        else:
            self.save_requested.emit(self.draft())

    def print_it(self) -> None:
        """Ask for it on paper, or say what is missing."""
        missing = self.questions.missing()
        if missing is not None:
            missing.setFocus()
        else:
            self.message.clear()
            self.print_requested.emit(self.draft())

    def show_pages(self, sizes: tuple[PageSize, ...]) -> None:
        """Show how it looks."""
        self.pages.show_pages(sizes)

    def show_picture(self, picture: PagePicture) -> None:
        """Show a page that was asked for."""
        self.pages.show_picture(picture)

    def show_saved(self, path: str) -> None:
        """Say that it lies ready."""
        self._saved = path
        self._said.setText(self.tr("Saved."))
        self._said.setAccessibleName(self._said.text())
        self._open.show()
        self._open.setFocus()

    def show_printed(self) -> None:
        """Say that the printer has it."""
        self._said.setText(self.tr("Sent to the printer."))
        self._said.setAccessibleName(self._said.text())

    def _ask(self) -> None:
        if self.questions.missing() is None:
            self.chosen.emit(self.draft())

    def _back_to_tiles(self) -> None:
        self.pages.forget()
        self._sheet.hide()
        self._tiles.show()
        self.begin()
