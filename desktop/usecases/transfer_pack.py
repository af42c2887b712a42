"""Checks a transfer pack and lays out what is in it; no sign-in, no casebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.pack_contents import (
    DOCUMENT,
    ENTRIES,
    RECEIPT,
    PackContents,
    read_contents,
)
from desktop.usecases.pack_report import TRUTH, PackCheck, read_extract
from desktop.usecases.report import Report
from exports.file_writer import write_atomically
from storage.intake.attachments import safe_name
from storage.keys.person_keys import key_id_of
from storage.keys.signing import grouped
from storage.ledger.extract import ProvedEntry
from storage.letterbox import transfer_pack as sealed_pack
from storage.letterbox.transfer_pack import LARGEST, open_pack
from storage.records.errors import UserFacingError

SUFFIX = ".holdfast-pack"
REPORT = "what-was-proved.txt"
FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPack:
    """A pack that was opened with its passphrase: the report on it, and what it holds.

    ``proved`` are the entries that hold, by position; ``data`` the pack as it came.
    """

    report: Report
    contents: PackContents
    proved: Mapping[int, ProvedEntry]
    key_id: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """Where the contents were laid, and what was proved of them."""

    folder: str
    files: tuple[str, ...]
    report: Report


def looks_like_pack(path: Path) -> bool:
    """Whether a file is a transfer pack, by its name or its first bytes."""
    if path.suffix.lower() == SUFFIX:
        return path.is_file()
    try:
        with path.open("rb") as file:
            return sealed_pack.looks_like_pack(file.read(16))
    except OSError:
        return False


def verify_pack(path: Path, *, password: str | None = None, expect_key: str = "") -> Report:
    """Say what a pack proves; ``password`` is its passphrase.

    Raises cli.file_missing, pack.passphrase_needed, pack.wrong_passphrase. A damaged pack is
    reported as changed.
    """
    data = read_pack(path)
    if password is None:
        raise UserFacingError("pack.passphrase_needed")
    try:
        return opened_pack(data, passphrase=password, expect_key=expect_key).report
    except UserFacingError as error:
        if error.code not in ("pack.damaged", "pack.not_one"):
            raise
        changed = error.code == "pack.damaged"
        return Report(
            result="changed" if changed else "unreadable",
            proved=(),
            not_proved=("That this pack is as the school made it.", TRUTH),
            first_fault={"code": error.code},
            details={"document": "transfer_pack"},
        )


def read_pack(path: Path) -> bytes:
    """Return the bytes of a pack; raises cli.file_missing and pack.damaged for one that is larger
    than any of ours.
    """
    try:
        if path.stat().st_size > 2 * LARGEST:
            raise UserFacingError("pack.damaged")
        return path.read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error


def opened_pack(data: bytes, *, passphrase: str, expect_key: str = "") -> OpenedPack:
    """Open and check a pack; raises pack.not_one, pack.damaged and pack.wrong_passphrase.

    What does not hold stands in the report. ``expect_key`` is a key id that the school told another
    way: of its documents or of its check codes.
    """
    payload = open_pack(data, passphrase=passphrase)
    contents = read_contents(payload)
    extract = read_extract(contents.entries)
    checker = PackCheck(payload, contents, extract)
    report = checker.report(expect_key)
    return OpenedPack(
        report=report,
        contents=contents,
        proved={entry.seq: entry for entry in extract.proved},
        key_id=grouped(key_id_of(payload.school_key)),
        data=data,
    )


def unpack(data: bytes, *, passphrase: str, out: Path, expect_key: str = "") -> Unpacked:
    """Lay the contents of a pack into a new or empty folder, with what was proved of them.

    Nothing is written unless everything in it holds: raises pack.does_not_hold, and
    pack.folder_not_empty, exports.folder_missing, exports.folder_read_only, exports.disk_full.
    """
    opened = opened_pack(data, passphrase=passphrase, expect_key=expect_key)
    if opened.report.result != "ok":
        raise UserFacingError("pack.does_not_hold")
    _make_folder(out)
    files: dict[str, bytes] = {
        DOCUMENT: opened.contents.document,
        RECEIPT: opened.contents.receipt,
        ENTRIES: opened.contents.entries,
        REPORT: _report_text(opened).encode("utf-8"),
    }
    stored = [file for file in opened.contents.stored if file.content is not None]
    if stored:
        _make_folder(out / FILES)
    for number, file in enumerate(stored, start=1):
        # the name comes from elsewhere: it becomes a plain name, never a path
        files[f"{FILES}/{number:03d} {safe_name(file.name)}"] = file.content or b""
    for name, content in files.items():
        write_atomically(out / name, content)
    return Unpacked(folder=str(out), files=tuple(files), report=opened.report)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()):
            raise UserFacingError("pack.folder_not_empty")
    except FileNotFoundError as error:
        raise UserFacingError("exports.folder_missing") from error
    except OSError as error:
        raise UserFacingError("exports.folder_read_only") from error


def _report_text(opened: OpenedPack) -> str:
    contents, report = opened.contents, opened.report
    return "\r\n".join(
        (
            f"Transfer pack {contents.export_id} from {contents.school_name}"
            f" (URN {contents.school_urn})",
            f"Key id of the school's check codes: {opened.key_id}",
            "",
            "Proved:",
            *(f"- {line}" for line in report.proved),
            "",
            "Not proved:",
            *(f"- {line}" for line in report.not_proved),
            "",
            f"Sign {RECEIPT} and send it back to {contents.school_name}.",
            "",
        )
    )
