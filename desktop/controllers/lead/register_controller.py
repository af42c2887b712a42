"""Documents that left: the list, their pages as they were, a page found by its code."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.document_pages import kept_picture, kept_sizes
from desktop.usecases.lead.documents.register import (
    Disclosure,
    count_disclosures,
    disclosures_of,
    kept_copy,
)
from desktop.usecases.lead.transfer_receipts import NO_RECEIPT_YET, acknowledge_pack
from desktop.usecases.lead.verify_casebook import show_page
from storage.database.repositories import disclosures, pupils
from storage.records.errors import UserFacingError
from storage.records.times import for_people
from ui.document_drafts import ReceiptDraft
from ui.document_material import LeftDocument
from ui.messages import message_for
from ui.views.document_kept import KeptPagesView
from ui.views.document_register import RegisterView


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A copy from the casebook, and the page to begin with."""

    title: str
    subtitle: str
    pdf: bytes
    first: int


class RegisterController(QObject):
    """Reads the list in the window's thread, a page at a time; kept copies in the worker."""

    def __init__(self, desk: Desk, *, pupil_id: str = "") -> None:
        row = pupils.row(desk.reader, pupil_id) if pupil_id else None
        self.view = RegisterView(fetch=self._fetch, child=row.name if row else "")
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self.view.code_searched.connect(self._find)
        self.view.pages_requested.connect(self._show_pages)
        self.view.receipt_noted.connect(self._note_receipt)
        self.view.export_requested.connect(lambda: desk.go.open_export(pupil_id))
        self.view.papers_requested.connect(
            lambda export: desk.go.open_export(pupil_id, exports=(export,))
        )

    def begin(self) -> None:
        """Show them, newest first."""
        count = count_disclosures(self._desk.reading(), pupil_id=self._pupil_id)
        self.view.show_ids(range(count))

    def refresh(self) -> None:
        """Show what has left since."""
        self.begin()

    def _fetch(self, places: Sequence[int]) -> Sequence[LeftDocument]:
        found = disclosures_of(
            self._desk.reading(), pupil_id=self._pupil_id, limit=len(places), offset=places[0]
        )
        rows = [_left(one) for one in found]
        # nothing is ever taken off the list; one that is shorter was read while it grew
        blank = LeftDocument(
            id="", at="", kind="", about="", recipient="", purpose="", product="", pages=0
        )
        return rows + [blank] * (len(places) - len(rows))

    def _show_pages(self, export_id: str) -> None:
        self._desk.run(self.view, lambda: self._kept(export_id, 1), self._open)

    def _find(self, code: str) -> None:
        self._desk.run(self.view, lambda: self._page_of(code), self._open)

    def _page_of(self, code: str) -> _Kept:
        page = show_page(self._desk.casebook, code=code)
        return self._kept(page.export_id, page.page)

    def _kept(self, export_id: str, first: int) -> _Kept:
        """In the worker: the copy as it is kept, and what stands above it."""
        casebook = self._desk.casebook
        row = disclosures.disclosure(casebook.connection, export_id)
        if row is None:
            raise UserFacingError("documents.not_in_register", export=export_id)
        return _Kept(
            title=self.tr("As it left on {when}").format(when=for_people(row.recorded_at)),
            subtitle=self.tr("For {who} · {export}").format(who=row.recipient, export=row.id),
            pdf=kept_copy(casebook, export_id=export_id),
            first=first,
        )

    def _note_receipt(self, draft: ReceiptDraft) -> None:
        casebook = self._desk.casebook
        self._desk.run(
            self.view,
            lambda: acknowledge_pack(
                casebook, export_id=draft.export_id, by=draft.by, on=draft.on, note=draft.note
            ),
            lambda _: self._receipt_noted(),
            refused=self._receipt_refused,
        )

    def _receipt_noted(self) -> None:
        self.view.close_receipt()
        self.refresh()
        self._desk.shell.toast(self.tr("Noted: the next school has the file."))

    def _receipt_refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_receipt_problem(message.message, message.next_step)

    def _open(self, kept: _Kept) -> None:
        view = KeptPagesView(title=kept.title, subtitle=kept.subtitle)
        view.page_wanted.connect(
            lambda number, dpi: self._desk.run(
                view, lambda: kept_picture(kept.pdf, number, dpi=dpi), view.show_picture
            )
        )
        self._desk.shell.open_page(view)
        view.show_pages(kept_sizes(kept.pdf), first=kept.first)


def _words(text: str) -> str:
    return QCoreApplication.translate("register_controller", text)


def _left(one: Disclosure) -> LeftDocument:
    return LeftDocument(
        id=one.id,
        at=one.at,
        kind=one.title,
        about=", ".join(one.names),
        recipient=one.recipient,
        purpose=one.purpose,
        product="printed" if one.how == "print" else one.product,
        pages=one.pages,
        file_name=one.file_name,
        sha256=one.sha256,
        by=one.by,
        shown=_words("{n} of {all}").format(n=f"{one.shown:,}", all=f"{one.total:,}"),
        withheld=tuple(f"{item.label}: {item.reason}" for item in one.redactions),
        page_codes=one.page_codes,
        receipt=one.receipt[:1].upper() + one.receipt[1:],
        awaits_receipt=one.receipt == NO_RECEIPT_YET,
    )
