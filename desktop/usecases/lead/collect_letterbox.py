"""Opens what waits in the letterbox into the casebook; a bad one is kept and named, nothing is ever
dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import people, slips
from storage.keys.person_keys import PublicKeys
from storage.ledger.commitments import field_commitment
from storage.letterbox.enrolment import check_enrolment
from storage.letterbox.receipt import Checkpoint as ReceiptCheckpoint
from storage.letterbox.receipt import make_receipt
from storage.letterbox.slip import OpenedSlip, SlipHeader, open_slip, read_slip_header
from storage.records import canonical_json, permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent, PreparedField
from storage.records.identifiers import new_id
from storage.records.times import to_text

REPORT_LABEL = b"casebook/report/v1\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSlip:
    """A letter that could not be taken: its check code in the folder and why (the code of a
    sentence).
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one round brought: ids of concerns, people enrolled, letters kept, letters for somebody
    else.
    """

    concerns: tuple[str, ...]
    enrolled: tuple[str, ...]
    kept: tuple[KeptSlip, ...]
    passed_by: int


@dataclass(frozen=True, slots=True)
class _Taken:
    concern: str = ""
    enrolled: str = ""


def collect_letterbox(casebook: OpenCasebook) -> Collected:
    """Take every waiting letter, oldest number first; commit each before it is marked as collected.

    A crash between the two is harmless: the next round sees that the number was taken and only
    marks it.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    casebook.require_writable()
    concerns: list[str] = []
    enrolled: list[str] = []
    kept: list[KeptSlip] = []
    passed_by = 0
    for name, data, header in _waiting(casebook, kept):
        try:
            taken = _take(casebook, name=name, data=data, header=header)
        except UserFacingError as error:
            if error.code == "letterbox.slip_not_for_you":
                passed_by += 1
                continue
            kept.append(_keep(casebook, name=name, header=header, reason=error.code))
            continue
        if taken.concern:
            concerns.append(taken.concern)
        if taken.enrolled:
            enrolled.append(taken.enrolled)
    if enrolled:
        publish_cards(cards_state(casebook))
    return Collected(
        concerns=tuple(concerns), enrolled=tuple(enrolled), kept=tuple(kept), passed_by=passed_by
    )


def _waiting(casebook: OpenCasebook, kept: list[KeptSlip]) -> list[tuple[str, bytes, SlipHeader]]:
    found = []
    for name in casebook.spool.pending():
        data = casebook.spool.read_slip(name)
        try:
            found.append((name, data, read_slip_header(data)))
        except UserFacingError as error:
            kept.append(_keep(casebook, name=name, header=None, reason=error.code))
    return sorted(found, key=lambda item: (item[2].workstation_id, item[2].number))


def _keep(casebook: OpenCasebook, *, name: str, header: SlipHeader | None, reason: str) -> KeptSlip:
    fields: dict[str, Any] = {"slip_digest": name, "reason": reason}
    if header is not None:
        fields |= {
            "slip_digest": header.digest.hex(),
            "workstation": header.workstation_id,
            "slip_no": header.number,
        }
    casebook.append(Event(type="slip.kept", fields=fields))
    casebook.spool.keep_bad(name)
    return KeptSlip(name=name, reason=reason)


def _take(casebook: OpenCasebook, *, name: str, data: bytes, header: SlipHeader) -> _Taken:
    seen = slips.seen(casebook.connection, header.workstation_id, header.number)
    if seen is not None:
        if seen != header.digest:
            raise UserFacingError("letterbox.number_used_twice", number=header.number)
        casebook.spool.mark_collected(name)
        return _Taken()

    def known(key_id: str) -> PublicKeys | None:
        return _known_keys(casebook).get(key_id)

    slip = open_slip(data, keys=casebook.keys, known_keys=known)
    if not slip.signature_ok:
        raise UserFacingError("letterbox.signature_wrong")
    if slip.kind == "enrolment":
        return _take_enrolment(casebook, name=name, slip=slip)
    return _take_concern(casebook, name=name, slip=slip)


def _known_keys(casebook: OpenCasebook) -> Mapping[str, PublicKeys]:
    return {
        key.key_id: PublicKeys(ed25519=key.sign, x25519=key.seal)
        for key in people.keys(casebook.connection)
    }


def _take_enrolment(casebook: OpenCasebook, *, name: str, slip: OpenedSlip) -> _Taken:
    content = slip.content
    person = people.person(casebook.connection, str(content.get("person", "")))
    code = people.enrolment(casebook.connection, person.id) if person else None
    if person is None or not code:
        raise UserFacingError("letterbox.enrolment_unexpected")
    if not check_enrolment(
        str(code),
        store_id=casebook.store_id,
        account=person.account,
        public=slip.author,
        proof=str(content.get("proof", "")),
    ):
        raise UserFacingError("letterbox.enrolment_proof_wrong")
    with casebook.work() as work:
        rows = work.append(
            Event(
                type="key.introduced",
                fields={
                    "owner": person.id,
                    "kind": "reporter",
                    "person": person.id,
                    "workstation": slip.header.workstation_id,
                    "public": {
                        "sign": slip.author.ed25519.hex(),
                        "seal": slip.author.x25519.hex(),
                    },
                    "proof": str(content["proof"]),
                },
            ),
            Event(type="person.changed", fields={"id": person.id, "enrolment": None}),
        )
        _mark_seen(work.connection, slip=slip, seq=rows[0].seq)
    _acknowledge(casebook, slip=slip)
    casebook.spool.mark_collected(name)
    return _Taken(enrolled=person.id)


def _take_concern(casebook: OpenCasebook, *, name: str, slip: OpenedSlip) -> _Taken:
    event, concern_id = _concern_event(casebook, slip)
    with casebook.work() as work:
        rows = work.append(event)
        _mark_seen(work.connection, slip=slip, seq=rows[0].seq)
    _acknowledge(casebook, slip=slip)
    casebook.spool.mark_collected(name)
    return _Taken(concern=concern_id)


def _mark_seen(connection: Any, *, slip: OpenedSlip, seq: int) -> None:
    slips.mark_seen(
        connection,
        workstation=slip.header.workstation_id,
        number=slip.header.number,
        digest=slip.header.digest,
        seq=seq,
    )


def _concern_event(casebook: OpenCasebook, slip: OpenedSlip) -> tuple[Event, str]:
    content = slip.content
    try:
        fields = dict(content["fields"])
        salts = {key: bytes.fromhex(value) for key, value in content["salts"].items()}
        block = str(content["block"])
        signature = bytes.fromhex(content["signature"])
        if set(fields) != set(salts):
            raise ValueError("fields and salts differ")
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
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserFacingError("letterbox.content_unreadable") from error
    concern_id = new_id("concern", casebook.random_bytes)
    prepared |= {
        "id": concern_id,
        "signed_block": {
            "block": block,
            "signature": signature.hex(),
            "public": slip.author.ed25519.hex(),
            "seal": slip.author.x25519.hex(),
        },
        "slip_no": slip.header.number,
        "slip_digest": slip.header.digest.hex(),
        "slip_chain": {"previous": slip.header.previous.hex(), "epoch": slip.header.epoch},
        "signature": _who_signed(casebook, slip),
        "checks": checks,
    }
    return Event(type="concern.received", fields=prepared, files=files), concern_id


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
    last = slips.last_seen(casebook.connection, slip.header.workstation_id)
    if last is None and slip.header.number != 1:
        result.append("earlier_letters_missing")
    if last is not None and slip.header.number > last[0] + 1:
        result.append("letters_missing_before")
    if last is not None and slip.header.number == last[0] + 1 and slip.header.previous != last[1]:
        result.append("chain_broken")
    known = {station.id for station in people.workstations(casebook.connection)}
    if slip.header.workstation_id not in known:
        result.append("computer_not_paired")
    return result


def _who_signed(casebook: OpenCasebook, slip: OpenedSlip) -> str:
    for key in people.keys(casebook.connection):
        if key.key_id == slip.author.key_id:
            if key.kind == "workstation":
                return "workstation"
            return "own key" if key.owner == slip.content.get("person") else "unknown"
    return "unknown"


def _acknowledge(casebook: OpenCasebook, *, slip: OpenedSlip) -> None:
    write_receipt(casebook, header=slip.header, received_at=to_text(casebook.clock()))


def write_receipt(
    casebook: OpenCasebook,
    *,
    header: SlipHeader,
    received_at: str,
    reply: str = "",
    reply_to: PublicKeys | None = None,
) -> None:
    """Put the signed receipt (an anchor of the ledger as it stands) into the letterbox."""
    head = casebook.head()
    data = make_receipt(
        header=header,
        received_at=received_at,
        issued_at=to_text(casebook.clock()),
        checkpoint=ReceiptCheckpoint(
            ledger=head.ledger.hex(), size=head.size, root=head.root.hex()
        ),
        school=casebook.school,
        store_id=casebook.store_id,
        reply=reply,
        reply_to=reply_to,
    )
    casebook.spool.write_receipt(header.digest, data)
