"""Checks a transfer pack and lays out what is in it; no sign-in, no casebook."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.pack_contents import DOCUMENT, ENTRIES, RECEIPT, PackContents, read_contents
from desktop.usecases.report import Report, entries, plain_id
from desktop.usecases.verify_document import check_document
from exports.file_writer import write_atomically
from storage.intake.attachments import safe_name
from storage.keys.person_keys import key_id_of, verify
from storage.keys.signing import grouped
from storage.ledger.commitments import file_commitment
from storage.ledger.extract import ExtractVerdict, ProvedEntry, check_extract
from storage.ledger.fingerprint import check_code
from storage.letterbox import transfer_pack as sealed_pack
from storage.letterbox.pack_payload import PackPayload
from storage.letterbox.transfer_pack import LARGEST, open_pack
from storage.records.errors import UserFacingError

SUFFIX = ".holdfast-pack"
REPORT = "what-was-proved.txt"
FILES = "files"
_TRUTH = "That what was written is true, or complete."
_TOLD = (
    "Who sent it: whoever knew the passphrase may have. Ask the school for its key id by telephone"
    " and compare it with {key}."
)


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
            not_proved=("That this pack is as the school made it.", _TRUTH),
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
    extract = _extract(contents.entries)
    checker = _Checker(payload, contents, extract)
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


def _extract(data: bytes) -> ExtractVerdict:
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    return check_extract(value, check_signature=_check)


def _check(public: bytes, signature: bytes, message: bytes) -> bool:
    return verify(public, message, signature)


class _Checker:
    """Compares the parts of a pack with each other: signature, document, entries, files."""

    def __init__(
        self, payload: PackPayload, contents: PackContents, extract: ExtractVerdict
    ) -> None:
        self._payload = payload
        self._contents = contents
        self._extract = extract
        self._faults: list[dict[str, Any]] = []

    def report(self, expect_key: str) -> Report:
        """What holds and what does not."""
        key = grouped(key_id_of(self._payload.school_key))
        document = check_document(self._contents.document).report
        proved = [
            f"Nothing in this pack has changed since it was signed with the key {key}.",
            *self._entries(),
            *self._rows(),
            *self._files(),
            *(f"Of the document in it: {line}" for line in document.proved),
        ]
        if not self._payload.signature_ok:
            self._fault("pack.signature")
        if document.result != "ok":
            self._fault("pack.document_changed")
        elif document.details.get("export_id") != self._contents.export_id:
            self._fault("pack.other_document")
        not_proved = [line for line in document.not_proved if line != _TRUTH]
        document_key = str(document.details.get("key_id", ""))
        if expect_key and plain_id(expect_key) not in (plain_id(key), plain_id(document_key)):
            self._fault("verify.another_key", found=document_key)
        if expect_key and not self._faults:
            proved.append("The key is the one you were given by another way.")
            not_proved = [line for line in not_proved if not line.startswith("Whose key")]
        elif not expect_key:
            not_proved = [line for line in not_proved if not line.startswith("Whose key")]
            not_proved.insert(0, _TOLD.format(key=key))
        if self._faults:
            proved = []
            not_proved.insert(0, "That this pack is as the school made it.")
        return Report(
            result="changed" if self._faults else "ok",
            proved=tuple(proved),
            not_proved=(*not_proved, _TRUTH),
            first_fault=self._faults[0] if self._faults else None,
            details=self._details(key, document_key),
        )

    def _details(self, key: str, document_key: str) -> dict[str, Any]:
        contents, head = self._contents, self._extract.checkpoint
        return {
            "document": "transfer_pack",
            "export_id": contents.export_id,
            "school": contents.school_name,
            "urn": contents.school_urn,
            "made_at": contents.made_at,
            "key_id": document_key,
            "ledger_key_id": key,
            "check_code": check_code(head.root) if head is not None else "",
            "entries": head.size if head is not None else 0,
            "files": sum(file.content is not None for file in contents.stored),
        }

    def _fault(self, code: str, **facts: Any) -> None:
        self._faults.append({"code": code, **facts})

    def _entries(self) -> list[str]:
        extract = self._extract
        if not extract.ok or extract.checkpoint is None:
            first = extract.faults[0] if extract.faults else None
            kind = f"ledger.{first.kind}" if first else "verify.extract_does_not_verify"
            self._fault(kind, position=first.position if first else -1)
            return []
        if extract.checkpoint_key != self._payload.school_key:
            self._fault("pack.signature")
            return []
        size, code = extract.checkpoint.size, check_code(extract.checkpoint.root)
        return [
            f"{entries(len(extract.proved))} of this child's file stand in the school's record of"
            f" {entries(size)}, check code {code}, each signed and unchanged."
        ]

    def _rows(self) -> list[str]:
        """The list of rows names an entry each; one without its entry would be words alone."""
        known = {entry.seq: entry for entry in self._extract.proved}
        for row in self._contents.rows:
            entry = known.get(row.seq)
            if entry is None or entry.at != row.recorded_at:
                self._fault("pack.row_without_entry")
                return []
        return []

    def _files(self) -> list[str]:
        known = {entry.seq: entry for entry in self._extract.proved}
        right, lost = 0, 0
        for file in self._contents.stored:
            if file.content is None:
                lost += 1
            elif _is_committed(known.get(file.seq), file.number, file.content):
                right += 1
            else:
                self._fault("pack.file_changed")
                return []
        lines = []
        if right:
            said = "1 stored file is" if right == 1 else f"{right} stored files are"
            lines.append(f"{said} byte for byte what was kept with those entries.")
        if lost:
            lines.append(f"{lost} stored files had been lost at that school before it was made.")
        return lines


def _is_committed(entry: ProvedEntry | None, number: int, content: bytes) -> bool:
    """Whether an entry was signed with a commitment to these bytes."""
    try:
        listed = entry.shown["files"][number] if entry is not None else {}
        salt, stated = bytes.fromhex(listed["salt"]), bytes.fromhex(listed["hmac"])
    except (KeyError, TypeError, ValueError, IndexError):
        return False
    return file_commitment(salt=salt, content=content) == stated
