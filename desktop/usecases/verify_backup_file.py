"""Checks a backup without a sign-in: that it is whole, and which state of the record it names."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.report import Report, entries, long_moment
from storage.database.backup import unpack_backup
from storage.database.backup_files import Manifest
from storage.keys import key_file
from storage.keys.person_keys import key_id_of
from storage.keys.person_keys import verify as verify_signature
from storage.keys.signing import grouped
from storage.ledger.checkpoint import Checkpoint, check_note, read_note
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError

_OPEN = (
    "That the entries inside are the ones that were signed: the backup is encrypted. Sign in to"
    " open it (verify FILE.cbk --sign-in).",
    "That nothing was added to the record after this backup.",
    "That what was written is true, or complete.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBackup:
    """A report on a backup's file, and the state of the ledger that its manifest names.

    ``signed`` says that the state was signed with a key of the school that the caller knows.
    """

    report: Report
    manifest: Manifest | None = None
    head: Checkpoint | None = None
    signed: bool = False


def verify_backup_file(path: Path, *, school_key: bytes | None = None) -> CheckedBackup:
    """Check archive, key file and manifest of a backup; nothing of it is decrypted.

    ``school_key`` is a public ledger key of the school, known from elsewhere: a manifest names no
    key, so its signature can be checked against a known one only. Never raises for a damaged file;
    raises backup.newer_version, backup.disk_full.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
            unpacked = unpack_backup(path, Path(folder))
            file = key_file.parse(unpacked.keyfile)
        manifest = unpacked.manifest
        head = read_note(manifest.checkpoint).checkpoint
    except UserFacingError as error:
        if error.code in ("backup.newer_version", "backup.disk_full"):
            raise
        return _refused(error.code)
    except ValueError:
        return _refused("verify.backup_manifest")
    if (
        head.size > manifest.size
        or manifest.size != manifest.entries
        or file.store_id != manifest.store_id
        or (head.size == manifest.size and head.root.hex() != manifest.root)
    ):
        return _refused("verify.backup_manifest")
    signed = school_key is not None and _signed(manifest, school_key)
    if school_key is not None and not signed:
        return _refused("verify.backup_other_school", found=grouped(key_id_of(school_key)))
    return CheckedBackup(
        report=_report(manifest, head=head, file=file, school_key=school_key),
        manifest=manifest,
        head=head,
        signed=signed,
    )


def _signed(manifest: Manifest, school_key: bytes) -> bool:
    def check(public: bytes, signature: bytes, message: bytes) -> bool:
        return verify_signature(public, message, signature)

    return check_note(manifest.checkpoint, public=school_key, check_signature=check) is not None


def _report(
    manifest: Manifest, *, head: Checkpoint, file: key_file.KeyFile, school_key: bytes | None
) -> Report:
    at = long_moment(manifest.made_at)
    code = check_code(head.root)
    proved = [
        "The backup's file is whole: database, key file and list of contents are byte for byte the"
        " ones that were packed together.",
        f"Its key file is whole and has {len(file.slots)} ways in.",
    ]
    not_proved = [
        f"That it was made on {at}, with {manifest.pupils} children and {entries(manifest.size)}:"
        " it says so of itself.",
        *_OPEN,
    ]
    if school_key is None:
        not_proved.insert(
            0,
            f"That the school's record had {entries(head.size)} and check code {code} then: the"
            " statement is signed, and no key of the school is known here to check it. Give a"
            " signed document of the school beside it (verify FILE.cbk DOCUMENT.pdf).",
        )
    else:
        key = grouped(key_id_of(school_key))
        proved.append(
            f"The holder of the key {key}, which signs check codes, signed that its record had"
            f" {entries(head.size)}, check code {code}."
        )
    return Report(
        result="ok",
        proved=tuple(proved),
        not_proved=tuple(not_proved),
        details={
            "document": "backup",
            "made_at": manifest.made_at,
            "pupils": manifest.pupils,
            "entries": manifest.size,
            "check_code": code,
            "check_code_entries": head.size,
        },
    )


def _refused(code: str, **facts: str) -> CheckedBackup:
    unreadable = code == "backup.not_a_backup"
    return CheckedBackup(
        report=Report(
            result="unreadable" if unreadable else "changed",
            proved=(),
            not_proved=("That this backup is as it was written, and that it can be opened.",),
            first_fault={"code": code, **facts},
            details={"document": "backup"},
        )
    )
