"""Takes a letter in which somebody signs that they have read the recording guide."""

from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from storage.database.repositories import people
from storage.letterbox.slip import OpenedSlip
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.recording_guide import GuideRead


def guide_event(casebook: OpenCasebook, slip: OpenedSlip) -> Event:
    """Return the entry that keeps it; raises letterbox.content_unreadable for what this program
    could not have sealed, and for a key that is not the reader's own.
    """
    try:
        read = GuideRead.from_value(slip.content["read"])
        signature = bytes.fromhex(slip.content["signature"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserFacingError("letterbox.content_unreadable") from error
    if (
        read.workstation != slip.header.workstation_id
        or not _is_theirs(casebook, slip, read.person)
        or not check_signature(slip.author.ed25519, signature, read.signed_bytes())
    ):
        raise UserFacingError("letterbox.content_unreadable")
    fields: dict[str, Any] = {
        **read.to_value(),
        "signature": signature.hex(),
        "key_id": slip.author.key_id,
        "slip_no": slip.header.number,
        "slip_digest": slip.header.digest.hex(),
    }
    return Event(type="guide.signed", fields=fields)


def _is_theirs(casebook: OpenCasebook, slip: OpenedSlip, person: str) -> bool:
    return any(
        key.key_id == slip.author.key_id and key.owner == person and key.kind == "reporter"
        for key in people.keys(casebook.connection)
    )
