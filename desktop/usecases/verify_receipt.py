"""Checks a receipt without a sign-in: whose key signed it, which state of the record it names."""

from dataclasses import dataclass

from desktop.usecases.report import Report, entries, long_moment, plain_id
from storage.keys.lined_file import LinedFileError, read_unchecked
from storage.keys.person_keys import key_id_of
from storage.keys.signing import grouped
from storage.ledger.fingerprint import check_code
from storage.letterbox.receipt import Receipt, open_receipt
from storage.records.canonical_json import CanonicalJsonError
from storage.records.errors import UserFacingError

_OPEN = (
    "What the concern said, and that anybody has read it: a receipt holds no word of it.",
    "That the school's record still has this check code: compare it with the record,"
    " or with a later document of the school.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReceipt:
    """A report on a receipt, and the receipt where its signature holds."""

    report: Report
    receipt: Receipt | None = None


def looks_like_receipt(data: bytes) -> bool:
    """Whether these bytes have the shape of a receipt, honest or not."""
    try:
        body = read_unchecked(data)
    except (LinedFileError, CanonicalJsonError, ValueError):
        return False
    return "checkpoint" in body and "slip" in body


def verify_receipt(
    data: bytes, *, expect_key: str = "", school_key: bytes | None = None
) -> CheckedReceipt:
    """Check a receipt against the school's ledger key.

    ``school_key`` is the public key that this computer is pinned to; ``expect_key`` its id (or the
    key itself, in hex) as the school told it another way. Without either only the receipt's own
    key can be named. Never raises for a damaged file.
    """
    try:
        body = read_unchecked(data)
        own_key = bytes.fromhex(body["school_key"])
        receipt = open_receipt(data, school_key=own_key)
    except (LinedFileError, ValueError, KeyError, TypeError, UserFacingError):
        return _refused("verify.receipt_damaged")
    known = plain_id(expect_key)
    if known and known not in (key_id_of(own_key), own_key.hex()):
        return _refused("verify.another_key", found=grouped(key_id_of(own_key)))
    if school_key is not None and school_key != own_key:
        return _refused("verify.receipt_other_school")
    return CheckedReceipt(
        report=_report(receipt, own_key=own_key, known=bool(known), pinned=school_key is not None),
        receipt=receipt,
    )


def _report(receipt: Receipt, *, own_key: bytes, known: bool, pinned: bool) -> Report:
    key = grouped(key_id_of(own_key))
    proved = [
        f"Nothing in this receipt has changed since it was signed with the key {key}.",
        f"The holder of that key says: letter number {receipt.number} of the computer"
        f" {receipt.workstation_id} came on {long_moment(receipt.received_at)}.",
        "The holder of that key says: by its clock on"
        f" {long_moment(receipt.issued_at)} its record had {entries(receipt.checkpoint.size)},"
        f" check code {check_code(bytes.fromhex(receipt.checkpoint.root))}.",
    ]
    not_proved = [*_OPEN]
    if known:
        proved.insert(1, "The key is the one you were given by another way.")
    elif pinned:
        proved.insert(1, "The key is the one of the school that this computer is paired with.")
    else:
        not_proved.insert(
            0,
            "Whose key it is: ask the school by another way for the id of the key that signs its"
            f" check codes and compare it with {key}.",
        )
    return Report(
        result="ok",
        proved=tuple(proved),
        not_proved=tuple(not_proved),
        details={
            "document": "receipt",
            "ledger_key_id": key,
            "check_code": check_code(bytes.fromhex(receipt.checkpoint.root)),
            "entries": receipt.checkpoint.size,
            "at": receipt.issued_at,
        },
    )


def _refused(code: str, **facts: str) -> CheckedReceipt:
    return CheckedReceipt(
        report=Report(
            result="changed",
            proved=(),
            not_proved=("That this receipt is as the school wrote it.",),
            first_fault={"code": code, **facts},
            details={"document": "receipt"},
        )
    )
