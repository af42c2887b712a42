"""A receipt from whoever opened a letter, which tells nobody who that is.

Two lines: canonical JSON, and its signature by the slip's own answering key, which only somebody
who opened the slip can have. Inside, sealed to the author: the reader's key and signature, and a
reply. From outside all of them look alike, whoever reads and whatever is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import lined_file, sealing
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import PersonKeys, verify
from storage.keys.sealing import CannotOpenError
from storage.letterbox.receipt import RECEIVED, REPLIED, Checkpoint, Receipt, read_reply
from storage.letterbox.school_card import Reader, plain_text, version_number
from storage.letterbox.slip import OpenedSlip
from storage.records import canonical_json, times
from storage.records.canonical_json import CanonicalJsonError
from storage.records.errors import UserFacingError

_LABEL = b"casebook/reader-receipt/v1"
_INSIDE_LABEL = b"casebook/reader-answer/v1\0"
_INSIDE_FLOOR = 1024
_NAMES = frozenset(
    (
        *("answer_key", "issued_at", "number", "received_at"),
        *("sealed", "slip", "status", "store", "v", "workstation"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderAnswer:
    """What the author finds inside: the reply ("" for none), and ``role``: whose key on the school
    card signed it, "" when it is none of them.
    """

    reply: str
    key_id: str
    role: str


def make_reader_receipt(
    slip: OpenedSlip,
    *,
    reader: PersonKeys,
    received_at: str,
    issued_at: str,
    store_id: str,
    reply: str = "",
) -> bytes:
    """Return the bytes for the letterbox; times are texts of storage.records.times."""
    times.from_text(received_at)
    times.from_text(issued_at)
    inside = canonical_json.encode(
        {
            "by": reader.public.ed25519.hex(),
            "reply": reply,
            "signature": reader.sign(_said(slip.digest, received_at, issued_at, reply)).hex(),
        }
    )
    sealed = sealing.wrap(
        sealing.pad(inside, floor=_INSIDE_FLOOR),
        to_x25519=slip.author.x25519,
        info=_INSIDE_LABEL + slip.digest,
    )
    body: dict[str, Any] = {
        "answer_key": slip.answering.public.ed25519.hex(),
        "issued_at": issued_at,
        "number": slip.header.number,
        "received_at": received_at,
        "sealed": sealed.hex(),
        "slip": slip.digest.hex(),
        "status": REPLIED if reply else RECEIVED,
        "store": store_id,
        "v": 1,
        "workstation": slip.header.workstation_id,
    }
    return lined_file.signed(body, label=_LABEL, sign=slip.answering.sign)


def open_reader_receipt(data: bytes, *, answer_key: str) -> Receipt:
    """Check a receipt against the key that the workstation kept when it sealed the slip.

    Raises ``letterbox.receipt_not_ours`` and ``letterbox.receipt_damaged``.
    """
    try:
        body = lined_file.read_unchecked(data)
        if not answer_key or body.get("answer_key") != answer_key:
            raise UserFacingError("letterbox.receipt_not_ours")
        lined_file.check_signed(data, label=_LABEL, public_ed25519=bytes.fromhex(answer_key))
        if set(body) != _NAMES or body["status"] not in (RECEIVED, REPLIED):
            raise ValueError("not a receipt")
        for name in ("issued_at", "received_at"):
            times.from_text(body[name])
        return Receipt(
            slip_digest=bytes.fromhex(body["slip"]).hex(),
            workstation_id=bytes.fromhex(body["workstation"]).hex(),
            number=version_number(body["number"]),
            status=body["status"],
            received_at=body["received_at"],
            issued_at=body["issued_at"],
            checkpoint=Checkpoint(ledger="", size=0, root=""),
            sealed_reply=bytes.fromhex(body["sealed"]),
            store_id=bytes.fromhex(body["store"]).hex(),
            school_key="",
            answer_key=answer_key,
        )
    except (LinedFileError, ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.receipt_damaged") from None


def read_answer(
    receipt: Receipt, *, keys: PersonKeys, readers: Sequence[Reader] = ()
) -> ReaderAnswer:
    """Open what was sealed to the author; raises ``letterbox.reply_not_for_you``.

    ``readers`` are those of the school card.
    """
    try:
        digest = bytes.fromhex(receipt.slip_digest)
        opened = keys.open_wrap(receipt.sealed_reply or b"", info=_INSIDE_LABEL + digest)
        value = canonical_json.decode(opened.rstrip(b"\0"))
        if not isinstance(value, Mapping):
            raise ValueError("not an answer")
        reply, by = plain_text(value["reply"]), bytes.fromhex(plain_text(value["by"]))
        signature = bytes.fromhex(plain_text(value["signature"]))
    except (CannotOpenError, CanonicalJsonError, ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.reply_not_for_you") from None
    said = _said(digest, receipt.received_at, receipt.issued_at, reply)
    known = [reader for reader in readers if reader.ed25519 and reader.ed25519 == by]
    holds = bool(known) and verify(by, said, signature)
    return ReaderAnswer(
        reply=reply,
        key_id=known[0].key_id if holds else "",
        role=known[0].role if holds else "",
    )


def reply_in(receipt: Receipt, *, keys: PersonKeys) -> str:
    """Return the reply of any receipt, the casebook's or a reader's; "" when there is none.

    Raises ``letterbox.reply_not_for_you``.
    """
    if receipt.answer_key:
        return read_answer(receipt, keys=keys).reply
    return read_reply(receipt, keys=keys)


def _said(digest: bytes, received_at: str, issued_at: str, reply: str) -> bytes:
    return (
        _INSIDE_LABEL
        + digest
        + canonical_json.encode(
            {"issued_at": issued_at, "received_at": received_at, "reply": reply}
        )
    )
