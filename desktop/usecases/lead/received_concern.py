"""Turns an opened letter into the entry that keeps it: the words as signed, and what does not agree
with them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.green_forms import form_doubts
from desktop.usecases.lead.letters_passed_by import passed_by
from storage.database.repositories import ledger_rows, people, slips
from storage.ledger.commitments import field_commitment
from storage.letterbox.slip import OpenedSlip, SlipHeader
from storage.records import canonical_json
from storage.records.concern import REPORT_LABEL, check_signed_fields
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent, PreparedField, check_event
from storage.records.identifiers import new_id

OWN_KEY, WORKSTATION, UNKNOWN = "own key", "workstation", "unknown"


# The casebook writes these itself; a letter that brings them was not made by this program.
_OURS = frozenset(
    {
        *("id", "signed_block", "slip_no", "slip_digest", "slip_chain", "signature", "checks"),
        "transcribed_by",
    }
)


def concern_event(casebook: OpenCasebook, slip: OpenedSlip) -> tuple[Event, str]:
    """Return the entry of a concern, and its new id.

    Raises letterbox.content_unreadable for what this program could not have sealed.
    """
    content = slip.content
    try:
        fields = dict(content["fields"])
        salts = {key: bytes.fromhex(value) for key, value in content["salts"].items()}
        block = str(content["block"])
        signature = bytes.fromhex(content["signature"])
        if set(fields) != set(salts) or set(fields) & _OURS:
            raise ValueError("fields and salts differ")
        check_signed_fields(fields)
        if fields["workstation"] != slip.header.workstation_id:
            raise ValueError("written at another computer than it comes from")
        prepared: dict[str, Any] = {
            key: PreparedField(value=value, salt=salts[key]) for key, value in fields.items()
        }
        checks = _checks(
            casebook, slip, block=block, signature=signature, fields=fields, salts=salts
        )
        files = tuple(
            FileContent(
                name=attachment.name,
                media_type=attachment.media_type,
                content=attachment.content,
                salt=bytes.fromhex(value["salt"]),
            )
            for attachment, value in zip(slip.attachments, fields.get("files", []), strict=True)
        )
        concern_id = new_id("concern", casebook.random_bytes)
        prepared |= _beside(casebook, slip, block=block, signature=signature)
        event = Event(
            type="concern.received",
            fields=prepared | {"id": concern_id, "checks": checks},
            files=files,
        )
        check_event(event)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UserFacingError("letterbox.content_unreadable") from error
    return event, concern_id


def _beside(
    casebook: OpenCasebook, slip: OpenedSlip, *, block: str, signature: bytes
) -> dict[str, Any]:
    return {
        "signed_block": {
            "block": block,
            "signature": signature.hex(),
            "public": slip.author.ed25519.hex(),
            "seal": slip.author.x25519.hex(),
        },
        "slip_no": slip.header.number,
        "slip_digest": slip.header.digest.hex(),
        "slip_chain": {"previous": slip.header.previous.hex(), "epoch": slip.header.epoch},
        "signature": who_signed(casebook, slip),
    }


def _checks(
    casebook: OpenCasebook,
    slip: OpenedSlip,
    *,
    block: str,
    signature: bytes,
    fields: Mapping[str, Any],
    salts: Mapping[str, bytes],
) -> list[str]:
    """What does not agree, in codes: the concern is taken all the same, and says so."""
    result = []
    if not check_signature(slip.author.ed25519, signature, REPORT_LABEL + block.encode("utf-8")):
        result.append("signature_wrong")
    stated = canonical_json.decode(block.encode("utf-8"))
    actual = {
        key: field_commitment(salt=salts[key], name=key, value=canonical_json.encode(value)).hex()
        for key, value in fields.items()
    }
    if not isinstance(stated, dict) or stated.get("fields") != actual:
        result.append("words_do_not_match_signature")
    seen = slips.seen(casebook.connection, slip.header.workstation_id, slip.header.number)
    if seen is not None:
        result.append("number_used_twice")
    result += _chain_checks(casebook, slip.header)
    known = {station.id for station in people.workstations(casebook.connection)}
    if slip.header.workstation_id not in known:
        result.append("computer_not_paired")
    if "paper" in fields:
        result += form_doubts(casebook.connection, fields["paper"]["form"])
    return result


def _chain_checks(casebook: OpenCasebook, header: SlipHeader) -> Iterator[str]:
    """Whether the numbers before are here, and whether the neighbours name each other."""
    station, connection = header.workstation_id, casebook.connection
    elsewhere = passed_by(connection).get(station, {})
    last = slips.last_seen(connection, station)
    newest = max((last[0] if last else 0, *(n for n in elsewhere if n < header.number)))
    if header.number > newest + 1:
        yield "letters_missing_before" if newest else "earlier_letters_missing"
    before = slips.seen(connection, station, header.number - 1) or elsewhere.get(header.number - 1)
    after = _previous_of(casebook, station, header.number + 1)
    if before not in (None, header.previous) or after not in (None, header.digest):
        yield "chain_broken"


def _previous_of(casebook: OpenCasebook, station: str, number: int) -> bytes | None:
    """What a concern that came before its predecessor says of it; None where none did."""
    if slips.seen(casebook.connection, station, number) is None:
        return None
    seq = slips.seen_at(casebook.connection, station, number)
    row = ledger_rows.row(casebook.connection, casebook.ledger, seq)
    if row is None or row.fields is None or "slip_chain" not in row.fields:
        return None
    chain: Any = row.fields["slip_chain"][0]
    return bytes.fromhex(chain["previous"])


def who_signed(casebook: OpenCasebook, slip: OpenedSlip) -> str:
    """Say whose key signed: the writer's own, the workstation's (a typed name), or nobody's.

    It is the writer's own only when the name that the key signed is its owner's.
    """
    fields = slip.content.get("fields")
    writer = fields.get("reporter") if isinstance(fields, Mapping) else None
    for key in people.keys(casebook.connection):
        if key.key_id == slip.author.key_id:
            if key.kind == "workstation":
                same = key.owner == slip.header.workstation_id
                return WORKSTATION if same else UNKNOWN
            return OWN_KEY if key.owner == writer == slip.content.get("person") else UNKNOWN
    return UNKNOWN
