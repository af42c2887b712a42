"""A document that is ready to leave and has not left: in memory alone, to be looked at first."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.usecases.lead.documents.page_codes import PageCodes
from desktop.usecases.lead.documents.provenance import Moment
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.document import Document
from exports.document_rendering import LaidOut, render_document, render_page, write_laid_out
from exports.file_writer import safe_file_name
from exports.pdfa import Attachment
from exports.preview import page_texts, render_png, render_rgb
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Master:
    """The same document with nothing withheld; it stays in the casebook and is never sent."""

    document: Document
    codes: PageCodes
    files: tuple[Attachment, ...]

    def pdf(self) -> bytes:
        """Draw it; the same values give the same bytes."""
        return render_document(self.document, page_code=self.codes, files=self.files).pdf


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class PreparedDocument:
    """What ``prepare_document`` made. The pages shown are the pages that leave: nothing is built
    again after this.

    ``laid_out`` and ``codes`` are None for a working copy, which has no pages. ``master`` is there
    where something is withheld. One thread at a time.
    """

    request: DocumentRequest
    contents: Contents
    document: Document
    moment: Moment
    laid_out: LaidOut | None
    codes: PageCodes | None
    master: Master | None
    warnings: tuple[UserFacingError, ...]
    _whole: list[bytes] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind's code."""
        return self.request.kind

    @property
    def title(self) -> str:
        """What stands above the first page."""
        return self.document.title

    @property
    def export_id(self) -> str:
        """The id under which the register will hold it."""
        return self.moment.export_id

    @property
    def check_code(self) -> str:
        """The check code printed on every page."""
        return self.document.provenance.check_code.code

    @property
    def edited(self) -> bool:
        """Whether names became labels in words of the record."""
        return self.document.provenance.edited

    @property
    def page_codes(self) -> tuple[str, ...]:
        """The code of each page, in order."""
        return self.laid_out.page_codes if self.laid_out is not None else ()

    @property
    def pages(self) -> int:
        """How many pages there are; none in a working copy."""
        return len(self.page_codes)

    def page_png(self, number: int, *, dpi: float = 96) -> bytes:
        """Return a page, counted from 1, as a PNG file; only that page is drawn."""
        return render_png(self._page(number), 1, dpi=dpi)

    def page_rgb(self, number: int, *, dpi: float = 96) -> tuple[int, int, bytes]:
        """Return width, height and RGB bytes of a page, counted from 1."""
        return render_rgb(self._page(number), 1, dpi=dpi)

    def page_text(self, number: int) -> str:
        """Return the words of a page, for those who listen to it."""
        return page_texts(self._page(number))[0]

    def finish(self, *, progress: Progress | None = None) -> bytes:
        """Draw the whole unsigned file, once. ``progress`` is called with pages done and pages in
        all, and may raise to cancel. Raises ValueError for a working copy.
        """
        laid_out = self._laid()
        if not self._whole:
            files = self.contents.files
            drawn = write_laid_out(laid_out, files=files, progress=progress)
            self._whole.append(drawn.pdf)
        return self._whole[0]

    def suggested_name(self, suffix: str = ".pdf") -> str:
        """Return a file name that names the kind and the reference, never a child."""
        kind = self.kind.replace("_", "-")
        return safe_file_name(kind, self.contents.reference, self.export_id, suffix=suffix)

    def _page(self, number: int) -> bytes:
        return render_page(self._laid(), number)

    def _laid(self) -> LaidOut:
        if self.laid_out is None:
            raise ValueError("a working copy has no pages")
        return self.laid_out
