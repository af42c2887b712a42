"""Lets a document leave: the places where something is left out, the pages, the file, in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.document_pages import page_picture, page_sizes
from desktop.controllers.lead.document_printing import DocumentPrinting
from desktop.controllers.lead.document_requests import draft_of, request_of
from desktop.controllers.lead.export_subject import CHRONOLOGY, LENGTHS, subject_of
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.page_counts import page_counts
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.published import Published
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.documents.review import Place, Review, review_places
from desktop.usecases.lead.documents.withholding import with_alias
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from ui.document_drafts import DocumentDraft, NicknameDraft
from ui.document_material import DocumentMade, FoundPlaces, PreparedPages, ShownText
from ui.messages import message_for
from ui.views.export import ExportView
from ui.widgets.page_canvas import PagePicture
from ui.widgets.place_list import FoundPlace

_STOPPED = "documents.stopped"


class ExportController(QObject):
    """What was prepared for a draft is kept in memory until the draft changes: the pages that were
    looked at are the pages that leave.
    """

    progressed = Signal(int, int)

    def __init__(self, desk: Desk, *, pupil_id: str, exports: Sequence[str] = ()) -> None:
        self.view = ExportView(lists=desk.lists)
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self._exports = tuple(exports)
        self._prepared: PreparedDocument | None = None
        self._prepared_for: DocumentDraft | None = None
        self._stop = Event()
        view = self.view
        self.progressed.connect(view.show_progress)
        view.places_requested.connect(self._find_places)
        view.nickname_added.connect(self._add_nickname)
        view.pages_requested.connect(self._show_pages)
        view.page_wanted.connect(self._draw)
        view.next_school_requested.connect(desk.go.open_next_school)
        view.make_requested.connect(self._make)
        view.cancel_requested.connect(self._stop.set)
        view.destroyed.connect(self._stop.set)  # also when the casebook locks meanwhile
        view.open_requested.connect(open_path)
        view.folder_requested.connect(lambda path: open_path(str(Path(path).parent)))
        self._printing = DocumentPrinting(desk, view=view)
        self._printing.refused.connect(self._refused)
        view.print_requested.connect(self._print)

    def begin(self) -> None:
        """Show whose document it is and what there is to choose."""
        subject = subject_of(self._desk, pupil_id=self._pupil_id, chosen=self._exports)
        self.view.show_subject(subject)
        if self.view.presets.offered():
            asked = DocumentRequest(
                kind=CHRONOLOGY,
                pupil_id=self._pupil_id,
                look="referral",
                purpose="-",
                recipient="-",
            )
            self._desk.run(
                self.view,
                lambda: page_counts(self._desk.casebook, request=asked),
                self._show_page_counts,
                refused=lambda _: None,
            )

    def _show_page_counts(self, pages: Mapping[str, int]) -> None:
        """Nothing is said where there are too many entries to count their pages beforehand."""
        shown = {length: pages[code] for length, code in LENGTHS.items() if code in pages}
        self.view.show_page_counts(shown)

    def _find_places(self, draft: DocumentDraft) -> None:
        request = request_of(draft)
        self.view.show_progress(0, 0)
        self._desk.run(
            self.view,
            lambda: review_places(
                self._desk.casebook, request=request, builder=builder_of(request.kind)
            ),
            lambda review: self.view.show_places(_found(review, self._names(review))),
        )

    def _names(self, review: Review) -> tuple[tuple[str, str], ...]:
        """The names in full of who was asked for by id; what was typed is its first form."""
        reader = self._desk.reader
        firsts = {one.asked: one.asked.split(";", 1)[0].strip() for one in review.people}
        known = pupils.names(reader, list(firsts.values()))
        return tuple(
            (asked, known.get(first) or self._desk.person_name(first))
            for asked, first in firsts.items()
        )

    def _add_nickname(self, draft: DocumentDraft, nickname: NicknameDraft) -> None:
        before = request_of(draft).withhold
        after = with_alias(before, asked=nickname.person, alias=nickname.form)
        self.view.change_leave_out(draft_of(after))

    def _show_pages(self, draft: DocumentDraft) -> None:
        if self._is_prepared(draft):
            self._prepared_now()
            return
        self._forget()
        self.view.show_progress(0, 0)
        self._run(lambda: self._prepare(draft), lambda _: self._prepared_now())

    def _prepared_now(self) -> None:
        prepared = self._prepared
        if prepared is not None:
            self.view.show_pages(
                PreparedPages(
                    title=prepared.title,
                    sizes=page_sizes(prepared),
                    edited=prepared.edited,
                    warnings=_sentences(prepared.warnings),
                )
            )

    def _draw(self, number: int, dpi: float) -> None:
        prepared = self._prepared
        if prepared is None:
            return

        def show(picture: PagePicture) -> None:
            if prepared is self._prepared:  # another document may be on the page by now
                self.view.show_picture(picture)

        self._desk.run(self.view, lambda: page_picture(prepared, number, dpi=dpi), show)

    def _make(self, draft: DocumentDraft) -> None:
        self.view.show_progress(0, 0)

        def work() -> Published:
            prepared = self._prepared if self._is_prepared(draft) else self._prepare(draft)
            assert prepared is not None  # it is prepared for this draft
            return publish(
                self._desk.casebook,
                prepared=prepared,
                path=Path(draft.path),
                product=request_of(draft).product,
                progress=self._progress,
            )

        self._run(work, lambda made: self._made(made, draft))

    def _print(self, draft: DocumentDraft) -> None:
        if self._prepared is not None and self._is_prepared(draft):
            self._stop.clear()
            self._printing.begin(self._prepared, progress=self._progress)

    def _made(self, made: Published, draft: DocumentDraft) -> None:
        self.view.show_made(
            DocumentMade(
                path=made.path,
                pages=made.pages,
                shown=made.shown,
                total=0 if draft.subject_access else made.total,
                check_code=made.check_code if made.pages else "",
                export_id=made.export_id,
                product=made.product,
                sha256=made.sha256,
                password=made.password,
                recipient=draft.recipient,
                warnings=_sentences(made.warnings),
            )
        )

    def _prepare(self, draft: DocumentDraft) -> PreparedDocument:
        """In the worker; kept for what follows."""
        prepared = prepare_document(
            self._desk.casebook, request=request_of(draft), progress=self._progress
        )
        self._prepared, self._prepared_for = prepared, _what(draft)
        return prepared

    def _is_prepared(self, draft: DocumentDraft) -> bool:
        return self._prepared is not None and self._prepared_for == _what(draft)

    def _forget(self) -> None:
        self._prepared = self._prepared_for = None

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise UserFacingError(_STOPPED)
        self.progressed.emit(done, total)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._stop.clear()
        self._desk.run(self.view, work, done, refused=self._refused)

    def _refused(self, error: UserFacingError) -> None:
        if error.code == _STOPPED:
            self.view.show_stopped()
        else:
            self._desk.say(self.view, error)


def open_path(path: str) -> None:
    """Open a file or a folder with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def capital(text: str) -> str:
    """Return the same words as they stand at the beginning of a line."""
    return text[:1].upper() + text[1:]


def _what(draft: DocumentDraft) -> DocumentDraft:
    """What decides on the pages: not where the file goes, nor whether it is locked."""
    product = draft.product if draft.product == "working" else ""
    return replace(draft, path="", product=product)


def _sentences(errors: Sequence[UserFacingError]) -> tuple[str, ...]:
    return tuple(message_for(error).text for error in errors)


def _found(review: Review, names: tuple[tuple[str, str], ...]) -> FoundPlaces:
    return FoundPlaces(
        places=tuple(_place(place) for place in review.places),
        possible=tuple(_place(place) for place in review.possible),
        texts=tuple(
            ShownText(
                entry=text.entry,
                field=text.field,
                record=capital(text.record),
                part=text.field_words,
                text=text.text,
                reason=text.reason,
            )
            for text in review.texts
        ),
        people=names,
        writers=review.writers,
    )


def _place(place: Place) -> FoundPlace:
    return FoundPlace(
        record=capital(place.record),
        part=place.field_words,
        before=place.before,
        found=place.found,
        after=place.after,
        label=place.label,
        person=place.asked,
        why=place.why_words or place.why,
        entry=-1 if place.entry is None else place.entry,
        field=place.field,
    )
