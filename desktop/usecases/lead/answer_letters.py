"""Answers letters: a signed receipt for each, a reply sealed to its author, later when need be."""

import hashlib
from datetime import timedelta
from typing import Any

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.given_out import RECEIPT
from storage.database.connection import Connection
from storage.database.repositories import concerns, ledger_rows, settings, slips
from storage.keys.person_keys import PublicKeys
from storage.ledger.entries import parse_header
from storage.letterbox.receipt import Checkpoint as ReceiptCheckpoint
from storage.letterbox.receipt import make_receipt, open_receipt
from storage.letterbox.slip import SlipHeader
from storage.records.casework import Concern
from storage.records.errors import UserFacingError
from storage.records.times import to_text

_REPLIES_DUE = "replies_due"
_REPLIES_WRITTEN = "replies_written"


def write_receipt(
    casebook: OpenCasebook,
    *,
    header: SlipHeader,
    received_at: str,
    reply: str = "",
    reply_to: PublicKeys | None = None,
) -> bytes:
    """Put the signed receipt (an anchor of the ledger as it stands) into the letterbox; returns
    it.
    """
    head = casebook.head()
    at = to_text(casebook.clock())
    data = make_receipt(
        header=header,
        received_at=received_at,
        issued_at=at,
        checkpoint=ReceiptCheckpoint(
            ledger=head.ledger.hex(), size=head.size, root=head.root.hex()
        ),
        school=casebook.school,
        store_id=casebook.store_id,
        reply=reply,
        reply_to=reply_to,
    )
    ledger_rows.remember_checkpoint(
        casebook.connection,
        casebook.signed_note(head),
        where=f"{RECEIPT}{header.workstation_id}:{header.number}",
        at=at,
    )
    casebook.spool.write_receipt(header.digest, data)
    return data


def answer_again(casebook: OpenCasebook, *, header: SlipHeader) -> None:
    """Write the receipt of a letter that was taken before, where the folder has none that is right.

    It was never written (a crash, a full disk), or the folder lost or damaged it.
    """
    if _has_receipt(casebook, header.digest):
        return
    concern_id = concerns.slip_concern(casebook.connection, header.digest.hex())
    concern = concerns.concern(casebook.connection, concern_id) if concern_id else None
    if concern is not None and concern.replies:
        send_reply(casebook, concern=concern)
        return
    if concern is not None:
        received_at = concern.recorded_at
    else:
        seq = slips.seen_at(casebook.connection, header.workstation_id, header.number)
        row = ledger_rows.row(casebook.connection, casebook.ledger, seq)
        received_at = parse_header(row.header).at if row else to_text(casebook.clock())
    write_receipt(casebook, header=header, received_at=received_at)


def _has_receipt(casebook: OpenCasebook, digest: bytes) -> bool:
    data = casebook.spool.read_receipt(digest)
    try:
        receipt = open_receipt(data or b"", school_key=casebook.school.public_ed25519)
    except UserFacingError:
        return False
    return receipt.slip_digest == digest.hex() and receipt.store_id == casebook.store_id


def note_reply_due(connection: Connection, concern_id: str) -> None:
    """Remember, in the transaction of the reply itself, that it has to reach the folder."""
    due = settings.get(connection, _REPLIES_DUE, [])
    settings.put(connection, _REPLIES_DUE, [*dict.fromkeys([*due, concern_id])])


def send_due_replies(casebook: OpenCasebook) -> None:
    """Seal the replies that have not reached the folder; what cannot be written stays due."""
    for concern_id in settings.get(casebook.connection, _REPLIES_DUE, []):
        concern = concerns.concern(casebook.connection, concern_id)
        try:
            if concern is not None and concern.replies:
                send_reply(casebook, concern=concern)
        except UserFacingError as error:
            if not error.code.startswith("letterbox."):
                raise
            return
        due = settings.get(casebook.connection, _REPLIES_DUE, [])
        left = [other for other in due if other != concern_id]
        settings.put(casebook.connection, _REPLIES_DUE, left)


def mend_replies(casebook: OpenCasebook) -> None:
    """Write the receipts with replies of the last weeks anew where the folder holds others.

    A folder that puts an old file back would otherwise take a reply away for good.
    """
    written = settings.get(casebook.connection, _REPLIES_WRITTEN, {})
    days = int(resources.read_toml("letterbox.toml")["replies_looked_after_days"])
    oldest = to_text(casebook.clock() - timedelta(days=days))
    kept = {digest: note for digest, note in written.items() if note["at"] >= oldest}
    if kept != written:
        settings.put(casebook.connection, _REPLIES_WRITTEN, kept)
    for digest, note in kept.items():
        lies = casebook.spool.read_receipt(bytes.fromhex(digest))
        concern = concerns.concern(casebook.connection, note["concern"])
        if concern is not None and (lies is None or _check_code(lies) != note["receipt"]):
            send_reply(casebook, concern=concern)


def _note_written(casebook: OpenCasebook, *, concern: str, digest: bytes, data: bytes) -> None:
    written = settings.get(casebook.connection, _REPLIES_WRITTEN, {})
    note = {"at": to_text(casebook.clock()), "concern": concern, "receipt": _check_code(data)}
    settings.put(casebook.connection, _REPLIES_WRITTEN, {**written, digest.hex(): note})


def _check_code(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def send_reply(casebook: OpenCasebook, *, concern: Concern) -> None:
    """Seal the newest reply to the reporter's own key and put it with the receipt; only its reader
    can open it.
    """
    row = ledger_rows.row(casebook.connection, bytes.fromhex(concern.ledger), concern.seq)
    if row is None or row.fields is None or "slip_digest" not in row.fields:
        return
    values: dict[str, Any] = {name: value for name, (value, _) in row.fields.items()}
    signed, chain = values["signed_block"], values["slip_chain"]
    digest = bytes.fromhex(values["slip_digest"])
    data = write_receipt(
        casebook,
        header=SlipHeader(
            workstation_id=concern.workstation,
            number=values["slip_no"],
            previous=bytes.fromhex(chain["previous"]),
            epoch=chain["epoch"],
            digest=digest,
        ),
        received_at=concern.recorded_at,
        reply=_newest(concern),
        reply_to=PublicKeys(
            ed25519=bytes.fromhex(signed["public"]), x25519=bytes.fromhex(signed["seal"])
        ),
    )
    _note_written(casebook, concern=concern.id, digest=digest, data=data)


def _newest(concern: Concern) -> str:
    return concern.replies[-1][1]
