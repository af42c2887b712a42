"""A receipt: the casebook's signed word that a slip came, and an anchor of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.keys import lined_file, sealing
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import PersonKeys, PublicKeys
from storage.keys.sealing import CannotOpenError
from storage.keys.signing import SchoolKeys
from storage.letterbox.slip import SlipHeader
from storage.records import canonical_json, times
from storage.records.errors import UserFacingError

RECEIVED = "received"
REPLIED = "replied"
_LABEL = b"casebook/receipt/v1"
_REPLY_LABEL = b"casebook/reply/v1\0"
# All short replies look alike from outside.
_REPLY_FLOOR = 256
_NAMES = frozenset(
    (
        *("checkpoint", "issued_at", "number", "received_at", "reply", "school_key"),
        *("slip", "status", "store", "v", "workstation"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The ledger when the receipt was written: id (hex), number of entries, root (hex)."""

    ledger: str
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the workstation may know; ``sealed_reply`` opens with the reporter's PIN only."""

    slip_digest: str
    workstation_id: str
    number: int
    status: str
    received_at: str
    issued_at: str
    checkpoint: Checkpoint
    sealed_reply: bytes | None
    store_id: str
    school_key: str
    # set where whoever opened the slip answered it herself (storage.letterbox.reader_receipt)
    answer_key: str = ""


def make_receipt(
    *,
    header: SlipHeader,
    received_at: str,
    issued_at: str,
    checkpoint: Checkpoint,
    school: SchoolKeys,
    store_id: str,
    reply: str = "",
    reply_to: PublicKeys | None = None,
) -> bytes:
    """Return the bytes of a signed receipt; times are texts of storage.records.times.

    A ``reply`` is sealed to ``reply_to``, the keys that signed the slip.
    """
    sealed = b""
    if reply:
        if reply_to is None:
            raise ValueError("a reply needs somebody to read it")
        text = sealing.pad(canonical_json.encode({"text": reply}), floor=_REPLY_FLOOR)
        info = _REPLY_LABEL + header.digest
        sealed = sealing.wrap(text, to_x25519=reply_to.x25519, info=info)
    body: dict[str, Any] = {
        "checkpoint": {
            "ledger": checkpoint.ledger,
            "root": checkpoint.root,
            "size": checkpoint.size,
        },
        "issued_at": _moment(issued_at),
        "number": header.number,
        "received_at": _moment(received_at),
        "reply": sealed.hex(),
        "school_key": school.public_ed25519.hex(),
        "slip": header.digest.hex(),
        "status": REPLIED if reply else RECEIVED,
        "store": store_id,
        "v": 1,
        "workstation": header.workstation_id,
    }
    return lined_file.signed(body, label=_LABEL, sign=school.sign)


def open_receipt(data: bytes, *, school_key: bytes) -> Receipt:
    """Check a receipt against the pinned school key and read it.

    Raises ``letterbox.receipt_not_ours`` (another key signed it) and ``letterbox.receipt_damaged``.
    """
    try:
        body = lined_file.read_unchecked(data)
        if body.get("school_key") != school_key.hex():
            raise UserFacingError("letterbox.receipt_not_ours")
        lined_file.check_signed(data, label=_LABEL, public_ed25519=school_key)
        return _read(body)
    except (LinedFileError, ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.receipt_damaged") from None


def read_reply(receipt: Receipt, *, keys: PersonKeys) -> str:
    """Return the reply, "" when there is none; raises ``letterbox.reply_not_for_you``."""
    if receipt.sealed_reply is None:
        return ""
    try:
        text = keys.open_wrap(
            receipt.sealed_reply, info=_REPLY_LABEL + bytes.fromhex(receipt.slip_digest)
        )
        value = canonical_json.decode(text.rstrip(b"\0"))
    except (CannotOpenError, canonical_json.CanonicalJsonError):
        raise UserFacingError("letterbox.reply_not_for_you") from None
    # signed by the school: the shape is ours
    return str(value["text"]) if isinstance(value, Mapping) else ""


def _read(body: dict[str, Any]) -> Receipt:
    checkpoint = body["checkpoint"]
    if set(body) != _NAMES or set(checkpoint) != {"ledger", "size", "root"}:
        raise ValueError("not a receipt")
    return Receipt(
        slip_digest=_hex(body["slip"]),
        workstation_id=_hex(body["workstation"]),
        number=_number(body["number"]),
        status=_status(body["status"]),
        received_at=_moment(body["received_at"]),
        issued_at=_moment(body["issued_at"]),
        checkpoint=Checkpoint(
            ledger=_hex(checkpoint["ledger"]),
            size=_number(checkpoint["size"]),
            root=_hex(checkpoint["root"]),
        ),
        sealed_reply=bytes.fromhex(body["reply"]) or None,
        store_id=_hex(body["store"]),
        school_key=body["school_key"],
    )


def _moment(text: str) -> str:
    times.from_text(text)
    return text


def _status(value: Any) -> str:
    if value not in (RECEIVED, REPLIED):
        raise ValueError("not a status")
    return str(value)


def _hex(text: str) -> str:
    bytes.fromhex(text)
    return text


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a number")
    return value


def newest(first: Receipt, second: Receipt) -> Receipt:
    """Return the one that was issued later: a reply takes the place of the bare receipt, also when
    the clock of the casebook's computer was set back in between.
    """
    return max(first, second, key=_issued)


def _issued(receipt: Receipt) -> tuple[bool, datetime]:
    return receipt.status == REPLIED, times.from_text(receipt.issued_at)
