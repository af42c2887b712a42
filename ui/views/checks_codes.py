"""Check codes that were given out: what they are for, the list of them, and the termly
certificate."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from storage.records.times import for_people
from ui.care_material import CodeRow, RecordState
from ui.lead_words import counted
from ui.models.paged_model import Column, PagedModel
from ui.theme import space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList


def _words(text: str) -> str:
    return QCoreApplication.translate("checks_codes", text)


class CodesCard(SectionCard):
    """A check code outside this computer shows later whether anything was rewritten or left out."""

    codes_requested = Signal()
    compare_requested = Signal()
    certificate_requested = Signal()
    documents_requested = Signal()
    sheets_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Compare and certify"))
        self.body.setSpacing(space(1))
        self._given = PlainLabel(tone="muted")
        self._certificate = SentenceList()
        certificate = secondary_button(
            "backup.certificate", self.tr("Make the termly certificate…"), icon="file-check"
        )
        certificate.clicked.connect(self.certificate_requested)
        compare = secondary_button(
            "backup.compare", self.tr("Compare with a document…"), icon="search"
        )
        compare.clicked.connect(self.compare_requested)
        codes = quiet_button("backup.codes", self.tr("Check codes given out"))
        codes.clicked.connect(self.codes_requested)
        documents = quiet_button("backup.documents", self.tr("Documents that left"))
        documents.clicked.connect(self.documents_requested)
        sheets = quiet_button("backup.sheets", self.tr("Forms and posters"))
        sheets.clicked.connect(self.sheets_requested)
        row = FlowLayout()
        for button in (certificate, compare, codes, documents, sheets):
            row.addWidget(button)
        self.body.addWidget(self._given)
        self.body.addWidget(self._certificate)
        self.body.addLayout(row)

    def show_state(self, state: RecordState) -> None:
        """Show how many codes were given out and whether a certificate is due."""
        self._given.setText(
            counted(
                state.codes,
                self.tr("1 check code of this record is kept on a document or receipt outside."),
                self.tr(
                    "{n} check codes of this record are kept outside: on documents, receipts,"
                    " backups and certificates."
                ),
            )
            if state.codes
            else self.tr("No check code of this record has been given out yet.")
        )
        severity = "warning" if state.certificate_due else "success"
        self._certificate.set_sentences(
            [(severity, state.certificate)] if state.certificate else []
        )


class CodeModel(PagedModel):
    """Check codes: when, how many entries the record had, on what, the code."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[CodeRow]],
        parent: QObject | None = None,
    ) -> None:
        columns = (
            Column(key="at", title=_words("Given out"), width_chars=18),
            Column(key="entries", title=_words("Entries"), width_chars=8),
            Column(key="where", title=_words("On what"), stretch=True),
            Column(key="code", title=_words("Check code"), width_chars=24, spare=1),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)

    @staticmethod
    def _cell(row: CodeRow, key: str) -> str:
        cells = {
            "at": for_people(row.at) if row.at else "",
            "entries": f"{row.entries:,}",
            "where": row.where,
            "code": row.code,
        }
        return cells[key]


class CodesView(Page):
    """The list of every check code that was given out, newest first."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[CodeRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="codes", scroll=False, parent=parent)
        self.set_title(self.tr("Check codes given out"))
        self.set_subtitle(
            self.tr("Each of them shows later whether the record before it was changed.")
        )
        self.show_back(self.tr("Backup & checks"))
        self.model = CodeModel(fetch=fetch, parent=self)
        self.table = RecordTable("codes.list", self.tr("Check codes"))
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "shield-check",
                self.tr("No check code has been given out"),
                self.tr("Every document, receipt, backup and certificate carries one."),
            )
        )
        self._code = identify(
            PlainLabel(tone="strong", selectable=True), "codes.code", self.tr("Check code")
        )
        self._code.hide()
        self.table.selected.connect(self._show_code)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._code)

    def _show_code(self, place: int) -> None:
        """Show the whole code of the chosen line, to be read aloud or copied."""
        code = self.model.row_value(self.model.row_of(place)).code
        self._code.setText(code)
        self._code.setAccessibleName(self.tr("Check code {code}").format(code=code))
        self._code.setVisible(bool(code))

    def show_ids(self, identifiers: Sequence[int]) -> None:
        """Show these rows in this order."""
        self.model.set_ids(identifiers)
