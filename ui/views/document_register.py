"""Documents that left the school: each with whom it went to, and its pages as they were."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from storage.records.times import for_people
from ui.document_material import LeftDocument
from ui.models.paged_model import Column, PagedModel
from ui.theme import scaled, space
from ui.views.register_receipt import ReceiptDialog
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order
from ui.widgets.text_line import TextLine


def _words(text: str) -> str:
    return QCoreApplication.translate("document_register", text)


def product_words(product: str) -> str:
    """Return what kind of copy it was, in a word or two."""
    words = {
        "locked": _words("Locked copy"),
        "signed": _words("Signed copy"),
        "working": _words("Working copy"),
        "printed": _words("Printed"),
    }
    return words.get(product, product)


class RegisterModel(PagedModel):
    """When, what, about whom, for whom, which copy."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[LeftDocument]],
        parent: QObject | None = None,
    ) -> None:
        columns = (
            Column(key="at", title=_words("When"), width_chars=17),
            Column(key="kind", title=_words("Document"), width_chars=20),
            Column(key="about", title=_words("About"), width_chars=18, spare=1),
            Column(key="recipient", title=_words("For whom"), stretch=True),
            Column(key="product", title=_words("Copy"), width_chars=12, spare=2),
            Column(key="pages", title=_words("Pages"), width_chars=6, spare=3),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)

    @staticmethod
    def _cell(row: LeftDocument, key: str) -> str:
        cells = {
            "at": for_people(row.at) if row.at else "",
            "kind": ": ".join((row.receipt, row.kind)) if row.awaits_receipt else row.kind,
            "about": row.about,
            "recipient": row.recipient,
            "product": product_words(row.product),
            "pages": str(row.pages) if row.pages else "",
        }
        return cells[key]


class RegisterView(Page):
    """A page code typed from paper shows that page as it left; nothing here can be changed."""

    code_searched = Signal(str)
    pages_requested = Signal(str)
    papers_requested = Signal(str)
    export_requested = Signal()
    receipt_noted = Signal(object)

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[LeftDocument]],
        child: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="register", parent=parent)
        self.set_title(
            self.tr("Documents about {name} that left").format(name=child)
            if child
            else self.tr("Documents that left")
        )
        self.set_subtitle(self.tr("Each stays here page by page, as it was handed over."))
        self.show_back(self.tr("Back"))
        self.model = RegisterModel(fetch=fetch, parent=self)
        self._shown = LeftDocument(
            id="", at="", kind="", about="", recipient="", purpose="", product="", pages=0
        )
        self._dialog: ReceiptDialog | None = None
        self.table = RecordTable("register.list", self.tr("Documents that left"))
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "file-check",
                self.tr("No document has left yet"),
                self.tr("What you export from a child’s file stands here afterwards."),
            )
        )
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _: self._ask_for_pages())
        export = secondary_button(
            "register.export", self.tr("Make a document of it…"), icon="file-check"
        )
        export.clicked.connect(self.export_requested)
        self.add_action(export)
        self.body.addLayout(self._search_line())
        self._card = self._build_card()
        self.body.addWidget(SideBySide(self.table, self._card, weights=(3, 2), gap=2), 1)
        self.table.setMinimumWidth(scaled(400))
        self._card.setMinimumWidth(scaled(280))
        in_reading_order(self)

    def _search_line(self) -> FlowLayout:
        self.code = TextLine(
            "register.code",
            self.tr("Page code from the foot of a page"),
            placeholder=self.tr("Page code, e.g. 7K2M-9Q4R"),
        )
        self.code.setMinimumWidth(scaled(260))
        self.code.returnPressed.connect(self._search)
        find = secondary_button("register.find", self.tr("Show this page"), icon="search")
        find.clicked.connect(self._search)
        line = FlowLayout(spacing=space(1))
        line.addWidget(self.code)
        line.addWidget(find)
        return line

    def _build_card(self) -> SectionCard:
        lines = FlowLayout(spacing=space(1))
        self._facts = KeyValueGrid()
        self._pages = secondary_button("register.pages", self.tr("See its pages"), icon="eye")
        self._pages.clicked.connect(self._ask_for_pages)
        self._papers = secondary_button(
            "register.papers", self.tr("Papers for a court…"), icon="file-text"
        )
        self._papers.clicked.connect(lambda: self.papers_requested.emit(self._shown.id))
        self._receipt = secondary_button(
            "register.receipt", self.tr("The receipt has come…"), icon="clipboard-list"
        )
        self._receipt.clicked.connect(self._ask_for_receipt)
        for button in (self._receipt, self._pages, self._papers):
            lines.addWidget(button)
        self._more = quiet_button("register.more", self.tr("The file’s own number (SHA-256)"))
        self._more.setProperty("flush", "true")
        self._more.clicked.connect(self._show_more)
        self._sha = identify(
            PlainLabel(tone="small", selectable=True), "register.sha256", self.tr("SHA-256")
        )
        card = SectionCard()
        card.body.addWidget(self._facts)
        card.body.addLayout(lines)
        card.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._sha)
        card.body.addStretch(1)
        card.hide()
        return card

    def show_ids(self, identifiers: Sequence[int]) -> None:
        """Show these rows in this order, and of the one that was chosen, or the first, all."""
        row = max(0, self.table.view.currentIndex().row())
        self.model.set_ids(identifiers)
        if identifiers:
            self.table.view.selectRow(min(row, len(identifiers) - 1))
        (self.table.view if identifiers else self.code).setFocus()

    def _show(self, place: int) -> None:
        row: LeftDocument = self.model.row_value(self.model.row_of(place))
        self._shown = row
        rows = [
            (self.tr("Document"), row.kind),
            (self.tr("About"), row.about),
            (self.tr("For whom"), row.recipient),
            (self.tr("What for"), row.purpose),
            (self.tr("When"), for_people(row.at) if row.at else ""),
            (self.tr("Made by"), row.by),
            (self.tr("Copy"), product_words(row.product)),
        ]
        if row.receipt:
            rows.append((self.tr("Receipt"), row.receipt))
        if row.shown:
            rows.append((self.tr("Entries shown"), row.shown))
        if row.withheld:
            rows.append((self.tr("Left out"), "\n".join(row.withheld)))
        if row.file_name:
            rows.append((self.tr("File"), row.file_name))
        rows.append((self.tr("Export"), row.id))
        self._facts.set_rows(rows)
        self._pages.setVisible(row.pages > 0)
        self._papers.setVisible(row.pages > 0)
        self._receipt.setVisible(row.awaits_receipt)
        self._sha.setText(row.sha256)
        self._sha.setAccessibleName(self.tr("SHA-256 {number}").format(number=row.sha256))
        self._sha.hide()
        self._more.setVisible(bool(row.sha256))
        self._card.show()

    def _show_more(self) -> None:
        self._more.hide()
        self._sha.show()

    def close_receipt(self) -> None:
        """The casebook has it."""
        if self._dialog is not None:
            self._dialog.accept()

    def show_receipt_problem(self, text: str, next_step: str = "") -> None:
        """Say what the casebook refused, where it was typed."""
        if self._dialog is not None:
            self._dialog.show_problem(text, next_step)

    def _ask_for_receipt(self) -> None:
        dialog = ReceiptDialog(
            export_id=self._shown.id, recipient=self._shown.recipient, parent=self
        )
        dialog.confirmed.connect(self.receipt_noted)
        dialog.finished.connect(self._forget_receipt)
        self._dialog = dialog
        dialog.open()

    def _forget_receipt(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _ask_for_pages(self) -> None:
        if self._shown.pages:
            self.message.clear()
            self.pages_requested.emit(self._shown.id)

    def _search(self) -> None:
        code = self.code.text().strip()
        if code:
            self.message.clear()
            self.code_searched.emit(code)
