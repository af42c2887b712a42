"""What left the school: every document given out, with everything the register keeps of it."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.transfer_receipts import receipt_words
from exports.model import Redaction
from storage.database.repositories import disclosures, files, people, pupils
from storage.database.repositories.disclosures import DisclosureRow
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One document that left. ``kind`` is a code, ``label`` its words, ``at`` UTC text, ``by`` the
    name of who let it leave; ``pupils`` are ids and ``names`` their names.

    ``sha256`` is that of the file that left, ``kept_sha256`` of the copy in the casebook,
    ``master_sha256`` of the copy with nothing withheld ("" where nothing was); ``check_size`` is
    the number of entries its check code covers; ``copy_of`` the export it is a further copy of;
    ``receipt`` says of a file passed on to another school whether its receipt has come.
    """

    id: str
    entry: int
    kind: str
    label: str
    title: str
    at: str
    by: str
    pupils: tuple[str, ...]
    names: tuple[str, ...]
    purpose: str
    recipient: str
    product: str
    how: str
    subject_access: bool
    requested_by: str
    shown: int
    total: int
    selection: str
    pages: int
    page_codes: tuple[str, ...]
    sha256: str
    kept_sha256: str
    master_sha256: str
    file_name: str
    check_size: int
    redactions: tuple[Redaction, ...]
    copy_of: str
    receipt: str = ""


def disclosures_of(
    casebook: OpenCasebook, *, pupil_id: str = "", limit: int = 200, offset: int = 0
) -> tuple[Disclosure, ...]:
    """Return what left, the newest first; of one child where ``pupil_id`` is given."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    rows = disclosures.register(casebook.connection, pupil=pupil_id, limit=limit, offset=offset)
    return tuple(_disclosure(casebook, row) for row in rows)


def count_disclosures(casebook: OpenCasebook, *, pupil_id: str = "") -> int:
    """Return how many documents left; of one child where ``pupil_id`` is given."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return disclosures.count(casebook.connection, pupil=pupil_id)


def kept_copy(casebook: OpenCasebook, *, export_id: str, master: bool = False) -> bytes:
    """Return the copy kept in the casebook, or the one with nothing withheld.

    Raises documents.not_in_register and documents.no_master.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    row = disclosures.disclosure(casebook.connection, export_id)
    if row is not None and row.copy_of:
        row = disclosures.disclosure(casebook.connection, row.copy_of)
    if row is None:
        raise UserFacingError("documents.not_in_register", export=export_id)
    stored = files.stored_files(casebook.connection, row.ledger, row.seq)
    if master and not row.master_sha256:
        raise UserFacingError("documents.no_master")
    return files.content(casebook.connection, stored[1 if master else 0])


def _disclosure(casebook: OpenCasebook, row: DisclosureRow) -> Disclosure:
    values = row.values
    author = people.by_key(casebook.connection, row.author)
    known = pupils.names(casebook.connection, list(row.pupils))
    label = vocabularies.load("documents").label(row.document)
    return Disclosure(
        id=row.id,
        entry=row.seq,
        kind=row.document,
        label=label,
        title=values.get("title") or label,
        at=row.recorded_at,
        by=author.name if author is not None else row.author,
        pupils=row.pupils,
        names=tuple(known.get(pupil, pupil) for pupil in row.pupils),
        purpose=row.purpose,
        recipient=row.recipient,
        product=row.product,
        how=row.how,
        subject_access=bool(values.get("subject_access")),
        requested_by=values.get("requested_by") or "",
        shown=row.shown,
        total=row.total,
        selection=values["selection"],
        pages=row.pages,
        page_codes=row.page_codes,
        sha256=row.sha256,
        kept_sha256=row.kept_sha256,
        master_sha256=row.master_sha256,
        file_name=row.file_name,
        check_size=int(values.get("size") or 0),
        redactions=tuple(
            Redaction(label=item["label"], reason=item["reason"], by=item["by"])
            for item in values.get("redactions") or ()
        ),
        copy_of=row.copy_of,
        receipt=receipt_words(row),
    )
