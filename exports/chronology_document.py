"""Renders a chronology: values in, the bytes of an unsigned archive PDF out."""

from collections.abc import Callable, Sequence

from exports.archive_document import write_document
from exports.chronology_layout import LaidOut, lay_out
from exports.extract import CHRONOLOGY_NAME, LEDGER_NAME, chronology_extract
from exports.model import ChronologyDocument, ExportWarning, RenderedDocument
from exports.pdfa import Attachment, Description
from exports.wording import title_of

_COURT_LIMIT = 10  # pages; PD27A chapter 8 as it stood in 2018, the later figure was not to be seen


def render_chronology(
    document: ChronologyDocument,
    *,
    page_code: Callable[[int], str],
    files: Sequence[Attachment] = (),
    progress: Callable[[int, int], None] | None = None,
) -> RenderedDocument:
    """Return the document as PDF/A-3a and PDF/UA-1, not yet signed.

    `files` are embedded beside the document's own data, as they are. `page_code` gives the code of
    a page, counted from 1. `progress` is called with pages done and
    pages in all, and may raise to cancel. The same values give the same bytes.
    """
    laid_out = lay_out(document, page_code=page_code)
    pdf = _write(document, laid_out, files=files, progress=progress)
    return RenderedDocument(
        pdf=pdf,
        pages=len(laid_out.pages),
        page_codes=laid_out.page_codes,
        warnings=_warnings(document, laid_out),
        title=title_of(document),
    )


def _write(
    document: ChronologyDocument,
    laid_out: LaidOut,
    *,
    files: Sequence[Attachment],
    progress: Callable[[int, int], None] | None,
) -> bytes:
    description = Description(
        title=title_of(document),
        author=document.school_name,
        subject=f"Safeguarding chronology, {document.purpose}",
        program=document.program,
        at=document.compiled_at,
    )
    return write_document(
        laid_out.pages,
        margins=lambda page: laid_out.furniture.on_page(page, codes=laid_out.page_codes),
        paper=laid_out.look.paper,
        anchors=laid_out.anchors,
        root=laid_out.root,
        typesetter=laid_out.typesetter,
        description=description,
        attachments=[*_attachments(document, laid_out.page_codes), *files],
        progress=progress,
    )


def _attachments(document: ChronologyDocument, page_codes: Sequence[str]) -> list[Attachment]:
    attachments = [
        Attachment(
            name=CHRONOLOGY_NAME,
            description="The exact text of this chronology and the codes of its pages",
            relation="Data",
            data=chronology_extract(document, page_codes=page_codes),
        )
    ]
    if document.ledger_extract:
        attachments.append(
            Attachment(
                name=LEDGER_NAME,
                description="The ledger entries behind this chronology with their proofs",
                relation="Data",
                data=document.ledger_extract,
            )
        )
    return attachments


def _warnings(document: ChronologyDocument, laid_out: LaidOut) -> tuple[ExportWarning, ...]:
    warnings = []
    if document.profile == "court" and laid_out.body_pages > _COURT_LIMIT:
        warnings.append(
            ExportWarning(
                code="exports.long_court_chronology",
                facts={"pages": laid_out.body_pages, "limit": _COURT_LIMIT},
            )
        )
    missing = sorted(laid_out.typesetter.missing)
    if missing:
        shown = ", ".join(f"U+{point:04X}" for point in missing[:12])
        warnings.append(
            ExportWarning(
                code="exports.missing_glyph", facts={"count": len(missing), "characters": shown}
            )
        )
    return tuple(warnings)
