"""Compares the parts of a transfer pack with each other: signature, document, entries, files."""

import json
from collections.abc import Mapping
from typing import Any

from desktop.usecases.pack_contents import PackContents, PackRow, read_contents
from desktop.usecases.report import Report, entries, plain_id
from desktop.usecases.verify_document import check_document
from storage.keys.person_keys import key_id_of, verify
from storage.keys.signing import grouped
from storage.ledger.commitments import file_commitment
from storage.ledger.extract import ExtractVerdict, ProvedEntry, check_extract
from storage.ledger.fingerprint import check_code
from storage.letterbox.pack_payload import PackFile, PackPayload
from storage.records import row_types
from storage.records.errors import UserFacingError

# The entries that are rows of a child's chronology.
ROW_TYPES = frozenset(
    (
        *("concern.received", "triage.decided", "concern.closed", "concern.reopened"),
        *("reply.sent", "action.added", "action.done", "entry.added", "entry.transcribed"),
        *("volume.attached", "risk.saved"),
        *row_types.ROW_TYPES,
    )
)
TRUTH = "That what was written is true, or complete."
_TOLD = (
    "Who sent it: whoever knew the passphrase may have. Ask the school for its key id by telephone"
    " and compare it with {key}."
)


def check_before_it_leaves(
    content: Mapping[str, Any], files: tuple[PackFile, ...], *, school_key: bytes
) -> None:
    """Check what is about to be sealed as the other school will; raises pack.would_not_hold.

    The list of records comes from the read tables: nothing leaves that the signed entries do not
    say, and nothing of them is left out.
    """
    payload = PackPayload(content=content, files=files, school_key=school_key, signature_ok=True)
    contents = read_contents(payload)
    report = PackCheck(payload, contents, read_extract(contents.entries)).report("")
    if report.result != "ok":
        raise UserFacingError("pack.would_not_hold")


def read_extract(data: bytes) -> ExtractVerdict:
    """Check the entries of a pack; never raises for what is wrong with them."""
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    return check_extract(value, check_signature=_check)


def _check(public: bytes, signature: bytes, message: bytes) -> bool:
    return verify(public, message, signature)


class PackCheck:
    """One pack, its contents, and what was found of its entries."""

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
        elif not self._is_of_this_pack(document.details):
            self._fault("pack.other_document")
        not_proved = [line for line in document.not_proved if line != TRUTH]
        document_key = str(document.details.get("key_id", ""))
        if expect_key and plain_id(expect_key) not in (plain_id(key), plain_id(document_key)):
            self._fault("verify.another_key", found=document_key)
        if expect_key and not self._faults:
            proved.append("The key is the one you were given by another way.")
            not_proved = [line for line in not_proved if not line.startswith("Whose key")]
        elif not expect_key:
            not_proved = [line for line in not_proved if not line.startswith("Whose key")]
            not_proved.insert(0, _TOLD.format(key=document_key or key))
        if self._faults:
            proved = []
            not_proved.insert(0, "That this pack is as the school made it.")
        return Report(
            result="changed" if self._faults else "ok",
            proved=tuple(proved),
            not_proved=(*not_proved, TRUTH),
            first_fault=self._faults[0] if self._faults else None,
            details=self._details(key, document_key),
        )

    def _is_of_this_pack(self, details: Mapping[str, Any]) -> bool:
        """Whether the document was made with the pack: same number, same key of the record, same
        state of it.
        """
        head = self._extract.checkpoint
        same_key = details.get("ledger_key_id") == grouped(key_id_of(self._payload.school_key))
        same_code = head is None or details.get("check_code") == check_code(head.root)
        return same_key and same_code and details.get("export_id") == self._contents.export_id

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
        """Every row rests on an entry, and every entry of the file has its row: one without the
        other would be words alone, or words left out.
        """
        known = {entry.seq: entry for entry in self._extract.proved}
        for row in self._contents.rows:
            if not _is_row_of(row, known.get(row.seq)):
                self._fault("pack.row_without_entry")
                return []
        told = {row.seq for row in self._contents.rows}
        if any(entry.type in ROW_TYPES and entry.seq not in told for entry in known.values()):
            self._fault("pack.entry_without_row")
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


def _is_row_of(row: PackRow, entry: ProvedEntry | None) -> bool:
    if entry is None or entry.at != row.recorded_at or entry.type not in ROW_TYPES:
        return False
    named_by = ("id", *row_types.naming(entry.type))
    own = next((entry.shown[name] for name in named_by if name in entry.shown), None)
    # a decision or an outcome is named after its concern or action
    return entry.disposed or row.id == own or row.id.startswith(f"{own}.")


def _is_committed(entry: ProvedEntry | None, number: int, content: bytes) -> bool:
    """Whether an entry was signed with a commitment to these bytes."""
    try:
        listed = entry.shown["files"][number] if entry is not None else {}
        salt, stated = bytes.fromhex(listed["salt"]), bytes.fromhex(listed["hmac"])
    except (KeyError, TypeError, ValueError, IndexError):
        return False
    return file_commitment(salt=salt, content=content) == stated
