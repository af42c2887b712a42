"""Forms and posters: shown as they will be printed, and written where the person says."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from desktop.controllers import page_printer
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.document_pages import kept_picture, kept_sizes
from desktop.controllers.lead.export_controller import open_path
from desktop.controllers.lead.export_subject import documents_folder, questions_of
from desktop.usecases.lead.documents.sheets_flow import (
    save_sheet,
    sheet_kinds,
    sheet_of,
    sheet_pdf,
)
from exports.document import Sheet
from storage.database.repositories import concerns
from storage.records.errors import UserFacingError
from storage.records.times import for_people
from ui.document_drafts import SheetDraft
from ui.document_material import DocumentQuestion, SheetOffer
from ui.views.document_sheets import SheetsView
from ui.widgets.choice_row import Choice

_RECEIPT, _NEWEST = "receipt_slip", 40
_ICONS = {"report_poster": "school", "green_form": "file-plus", "receipt_slip": "clipboard-list"}


class SheetsController(QObject):
    """The sheet that was shown is the one that is saved; a change of the answers makes another."""

    def __init__(self, desk: Desk) -> None:
        offers = [
            SheetOffer(
                value=item.code,
                text=item.label,
                hint=item.definition,
                icon=_ICONS.get(item.code, "file-text"),
                questions=_questions(desk, item.code),
                file_name=item.code.replace("_", "-"),
            )
            for item in sheet_kinds()
        ]
        self.view = SheetsView(offers=offers, folder=str(documents_folder()))
        super().__init__(self.view)
        self._desk = desk
        self._sheet: Sheet | None = None
        self._asked: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
        self._pdf = b""
        self.view.chosen.connect(self._show)
        self.view.page_wanted.connect(self._draw)
        self.view.save_requested.connect(self._save)
        self.view.print_requested.connect(self._print)
        self.view.open_requested.connect(open_path)
        self.view.paper_forms_requested.connect(desk.go.open_paper_forms)

    def begin(self) -> None:
        """Wait for a choice."""
        self.view.begin()

    def _show(self, draft: SheetDraft) -> None:
        self._desk.run(self.view, lambda: self._make(draft), lambda _: self._shown())

    def _make(self, draft: SheetDraft) -> Sheet:
        """In the worker; the same sheet again while nothing else was answered."""
        if self._sheet is None or self._asked != (draft.kind, draft.answers):
            sheet = sheet_of(self._desk.casebook, kind=draft.kind, answers=dict(draft.answers))
            self._pdf = sheet_pdf(sheet)
            self._sheet, self._asked = sheet, (draft.kind, draft.answers)
        return self._sheet

    def _shown(self) -> None:
        self.view.show_pages(kept_sizes(self._pdf))

    def _draw(self, number: int, dpi: float) -> None:
        pdf = self._pdf
        self._desk.run(
            self.view, lambda: kept_picture(pdf, number, dpi=dpi), self.view.show_picture
        )

    def _save(self, draft: SheetDraft) -> None:
        self._desk.run(
            self.view,
            lambda: save_sheet(self._make(draft), path=Path(draft.path)),
            lambda _: self.view.show_saved(draft.path),
        )

    def _print(self, draft: SheetDraft) -> None:
        self._desk.run(self.view, lambda: self._make(draft), self._send)

    def _send(self, sheet: Sheet) -> None:
        self._shown()
        try:
            if page_printer.print_sheet(self.view, sheet):
                self.view.show_printed()
        except UserFacingError as error:
            self._desk.say(self.view, error)


def _questions(desk: Desk, code: str) -> tuple[DocumentQuestion, ...]:
    """A receipt is for one concern; who wrote it and when tells which, without a child's name."""
    if code != _RECEIPT:
        return questions_of(code)
    rows = concerns.rows(desk.reader, concerns.ids(desk.reader)[:_NEWEST])
    choices = tuple(
        Choice(
            value=row.id, text=f"{for_people(row.written_at)} · {desk.person_name(row.reporter)}"
        )
        for row in rows
    )
    text = QCoreApplication.translate("sheets_controller", "Which concern")
    return (DocumentQuestion(name="concern", text=text, needed=True, choices=choices),)
