"""Lets a prepared document leave: bytes on disk, entry in the register, name; in that order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents import leaving
from desktop.usecases.lead.documents.copies import Copies, make_copies
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.published import How, Published
from desktop.usecases.lead.documents.request import Product
from storage.database.repositories import disclosures, ledger_rows
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id

Progress = Callable[[int, int], None]
_PDF = "application/pdf"


def publish(
    casebook: OpenCasebook,
    *,
    prepared: PreparedDocument,
    path: Path | None = None,
    how: How = "file",
    product: Product | None = None,
    progress: Progress | None = None,
) -> Published:
    """Let the pages that were shown leave, as a file at ``path`` (else the request's) or on paper.

    A printed document is entered before the first sheet; print the pages of ``prepared``. Called
    again it makes a further copy of the same pages, with an entry of its own. A crash leaves
    nothing, or an entry and a file that the next sign-in gives its name. ``progress`` may raise to
    cancel until the entry is made. Raises documents.no_path, documents.product_not_offered,
    keys.fresh_code_needed, exports.folder_missing, exports.folder_read_only, exports.disk_full.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    casebook.require_fresh_code()
    chosen = _form(prepared, how=how, product=product)
    target = _place(prepared, how=how, path=path)
    first = disclosures.disclosure(casebook.connection, prepared.export_id)
    copies = make_copies(
        casebook, prepared=prepared, product=chosen, path=target, first=first, progress=progress
    )
    made = Published(
        path=str(target) if target is not None else "",
        how=how,
        product=chosen,
        export_id=new_id("export", casebook.random_bytes) if first else prepared.export_id,
        copy_of=prepared.export_id if first else "",
        pages=prepared.pages,
        shown=prepared.contents.shown,
        total=prepared.contents.total,
        check_code=prepared.check_code,
        sha256=copies.sha256,
        kept_sha256=copies.kept_sha256,
        password=copies.password,
        pdf=copies.kept if how == "print" else b"",
        warnings=prepared.warnings,
    )
    if target is None:
        _enter(casebook, prepared=prepared, made=made, copies=copies)
    else:
        _write(casebook, prepared=prepared, made=made, copies=copies, target=target)
    return made


def _form(prepared: PreparedDocument, *, how: How, product: Product | None) -> Product:
    """What is made; paper is a signed copy. A working copy has no pages, the others have."""
    chosen = "signed" if how == "print" else product or prepared.request.product
    if (chosen == "working") != (prepared.laid_out is None):
        raise UserFacingError("documents.product_not_offered", known=prepared.request.product)
    return chosen


def _place(prepared: PreparedDocument, *, how: How, path: Path | None) -> Path | None:
    """Where the file goes; nowhere when it is printed."""
    if how == "print":
        return None
    target = path or prepared.request.path
    if target is None:
        raise UserFacingError("documents.no_path")
    return target


def _write(
    casebook: OpenCasebook,
    *,
    prepared: PreparedDocument,
    made: Published,
    copies: Copies,
    target: Path,
) -> None:
    file = leaving.begin(casebook, export_id=made.export_id, path=target, data=copies.leaves)
    try:
        _enter(casebook, prepared=prepared, made=made, copies=copies)
    except BaseException:
        file.discard()
        leaving.end(casebook)
        raise
    file.publish()
    leaving.end(casebook)


def _enter(
    casebook: OpenCasebook, *, prepared: PreparedDocument, made: Published, copies: Copies
) -> None:
    """Append the entry of the register; the copies that stay are kept with it."""
    further = bool(made.copy_of)
    event = Event(
        type="disclosure.made",
        fields=_fields(prepared, made, copies),
        files=() if further else _stay(prepared, made, copies),
    )
    with casebook.work() as work:
        work.append(event)
        if not further:
            ledger_rows.remember_checkpoint(
                work.connection, prepared.moment.note, where=made.export_id, at=prepared.moment.at
            )


def _stay(prepared: PreparedDocument, made: Published, copies: Copies) -> tuple[FileContent, ...]:
    paged = prepared.laid_out is not None
    suffix = ".pdf" if paged else Path(made.path).suffix
    media = _PDF if paged else "application/octet-stream"
    kept = FileContent(name=f"{made.export_id}{suffix}", media_type=media, content=copies.kept)
    if not copies.master:
        return (kept,)
    name = f"{made.export_id}-master.pdf"
    return (kept, FileContent(name=name, media_type=_PDF, content=copies.master))


def _fields(prepared: PreparedDocument, made: Published, copies: Copies) -> dict[str, Any]:
    request, contents, moment = prepared.request, prepared.contents, prepared.moment
    return {
        "id": made.export_id,
        "document": request.kind,
        "profile": _profile(prepared),
        "pupils": list(contents.pupils),
        "purpose": request.purpose.strip(),
        "recipient": request.recipient.strip(),
        "sha256": made.sha256,
        "pages": made.pages,
        "page_codes": [] if made.copy_of else list(prepared.page_codes),
        "shown": contents.shown,
        "total": contents.total,
        "selection": contents.selection,
        "redactions": [
            {"label": item.label, "reason": item.reason, "by": item.by}
            for item in prepared.document.provenance.redactions
        ],
        "file_name": Path(made.path).name if made.path else "",
        "size": moment.head.size,
        "root": moment.head.root.hex(),
        "locked": made.product == "locked",
        "product": made.product,
        "how": made.how,
        "kept_sha256": made.kept_sha256,
        "master_sha256": copies.master_sha256,
        "copy_of": made.copy_of,
        "subject_access": request.subject_access,
        "requested_by": request.requested_by,
        "look": contents.look,
        "length": request.length if request.kind == "chronology" else "",
        "title": contents.title,
        "period": next((fact.text for fact in contents.facts if fact.label == "Period"), ""),
    }


def _profile(prepared: PreparedDocument) -> str:
    """The word by which a chronology's look is known; other kinds have none."""
    if prepared.kind != "chronology":
        return ""
    return "working" if prepared.laid_out is None else prepared.contents.look
