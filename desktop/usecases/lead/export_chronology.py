"""The evidential chronology in one call: prepared and let out at once, without a look at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Product, Withholding
from storage.records.errors import UserFacingError

PROFILES = ("court", "referral", "working")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is asked for; ``path`` is where the file goes, ``redact`` names or pupil ids to be
    withheld. ``length`` is "page", "significant" or "full"; empty, ``significant_only`` says it.
    ``analysis`` prints what the DSL makes of each entry.
    """

    pupil_id: str
    profile: str
    purpose: str
    recipient: str
    path: Path
    significant_only: bool = False
    length: str = ""
    family: bool = False
    locked: bool = False
    analysis: bool = False
    redact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was made; ``fingerprint`` is the check code printed on every page, ``sha256`` that of
    the file, ``password`` that of a locked copy.
    """

    path: str
    pages: int
    entries_shown: int
    entries_total: int
    export_id: str
    fingerprint: str
    sha256: str
    warnings: tuple[UserFacingError, ...]
    password: str = field(default="", repr=False)


def export_chronology(
    casebook: OpenCasebook,
    *,
    request: ExportRequest,
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """Make the document and its entry. A crash leaves nothing, or an entry and a temporary file
    that is reported. ``progress`` is called with pages done and pages in all.

    Raises export.incomplete, export.nothing, export.row_differs, ledger.broken,
    exports.folder_read_only, exports.disk_full.
    """
    if request.profile not in PROFILES:
        raise UserFacingError("export.profile_unknown", known=", ".join(PROFILES))
    prepared = prepare_document(casebook, request=_document_request(request))
    made = publish(casebook, prepared=prepared, progress=progress)
    return Exported(
        path=made.path,
        pages=made.pages,
        entries_shown=made.shown,
        entries_total=made.total,
        export_id=made.export_id,
        fingerprint=made.check_code,
        sha256=made.sha256,
        warnings=made.warnings,
        password=made.password,
    )


def _document_request(request: ExportRequest) -> DocumentRequest:
    product: Product = "locked" if request.locked else "signed"
    return DocumentRequest(
        kind="chronology",
        pupil_id=request.pupil_id,
        purpose=request.purpose,
        recipient=request.recipient,
        product="working" if request.profile == "working" else product,
        path=request.path,
        look="court" if request.profile == "court" else "referral",
        length=request.length or ("significant" if request.significant_only else "full"),
        family=request.family,
        withhold=Withholding(names=request.redact),
        answers={"analysis": "yes"} if request.analysis else {},
    )
