"""Reads from any file that left the school which state of the record it names."""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.report import Report, long_day
from desktop.usecases.verify_backup_file import verify_backup_file
from desktop.usecases.verify_document import check_document
from desktop.usecases.verify_receipt import looks_like_receipt, verify_receipt
from storage.database.backup_files import SUFFIX, begins_like_one
from storage.keys.signing import certificate_key_id
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.consistency import LedgerState
from storage.records.errors import UserFacingError

_KINDS = {
    "chronology": "signed document",
    "document": "signed document",
    "ledger_certificate": "record certificate",
    "receipt": "receipt",
    "backup": "backup",
}
_LARGEST_DOCUMENT = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenState:
    """One file with its report; ``state`` is what it shows of the ledger, None when it shows none.

    ``key`` is the public ledger key that signed the state; b"" for a backup whose signature nobody
    here can check. ``file_key`` is the id of the key that signed the file itself (documents and
    certificates; else ""). ``at`` is the school's own time (UTC text).
    """

    name: str
    kind: str
    report: Report
    at: str = ""
    state: LedgerState | None = None
    key: bytes = b""
    file_key: str = ""

    @property
    def called(self) -> str:
        """What to call it in a sentence: ``the receipt of 12 May 2026 (a.rcpt)``."""
        of_day = f" of {long_day(self.at)}" if self.at else ""
        return f"the {self.kind}{of_day} ({self.name})"


def read_given(
    path: Path,
    *,
    expect_key: str = "",
    password: str | None = None,
    school_key: bytes | None = None,
) -> GivenState:
    """Check a document, certificate, receipt or backup, and read the state of the ledger in it.

    ``school_key`` is the school's public ledger key where it is known. Raises
    cli.file_missing, verify.unreadable, exports.password_needed, exports.password_wrong.
    """
    named_so = path.suffix.lower() == SUFFIX and path.is_file()
    if named_so or begins_like_one(path):
        backup = _backup(path, school_key)
        if named_so or backup.state is not None:
            return backup
    data = _bytes_of(path)
    if looks_like_receipt(data):
        return _receipt(path, data, expect_key=expect_key, school_key=school_key)
    return _document(path, data, expect_key=expect_key, password=password)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_DOCUMENT:
            raise UserFacingError("verify.unreadable", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error


def _document(path: Path, data: bytes, *, expect_key: str, password: str | None) -> GivenState:
    checked = check_document(data, expect_key=expect_key, password=password)
    inspection, extract = checked.inspection, checked.extract
    kind = _KINDS[inspection.kind] if inspection is not None else "file"
    if checked.report.result != "ok" or inspection is None or extract is None:
        return GivenState(name=path.name, kind=kind, report=checked.report)
    return GivenState(
        name=path.name,
        kind=kind,
        report=checked.report,
        at=str(inspection.facts["check_code"].get("at", "")),
        state=extract.state,
        key=extract.checkpoint_key,
        file_key=certificate_key_id(inspection.certificate) if inspection.certificate else "",
    )


def _receipt(path: Path, data: bytes, *, expect_key: str, school_key: bytes | None) -> GivenState:
    checked = verify_receipt(data, expect_key=expect_key, school_key=school_key)
    receipt = checked.receipt
    if receipt is None:
        return GivenState(name=path.name, kind=_KINDS["receipt"], report=checked.report)
    head = Checkpoint(
        ledger=bytes.fromhex(receipt.checkpoint.ledger),
        size=receipt.checkpoint.size,
        root=bytes.fromhex(receipt.checkpoint.root),
    )
    return GivenState(
        name=path.name,
        kind=_KINDS["receipt"],
        report=checked.report,
        at=receipt.issued_at,
        state=LedgerState(head=head, earlier={}, leaves={}),
        key=bytes.fromhex(receipt.school_key),
    )


def _backup(path: Path, school_key: bytes | None) -> GivenState:
    checked = verify_backup_file(path, school_key=school_key)
    if checked.head is None or checked.manifest is None:
        return GivenState(name=path.name, kind=_KINDS["backup"], report=checked.report)
    return GivenState(
        name=path.name,
        kind=_KINDS["backup"],
        report=checked.report,
        at=checked.manifest.made_at,
        state=LedgerState(head=checked.head, earlier={}, leaves={}),
        key=school_key if checked.signed and school_key is not None else b"",
    )
