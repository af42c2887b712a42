"""Opens what waits in the letterbox into the casebook; a bad one is kept and named, nothing is ever
dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead.answer_letters import (
    answer_again,
    mend_replies,
    send_due_replies,
    write_receipt,
)
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import entered_event
from desktop.usecases.lead.guide_letters import guide_event
from desktop.usecases.lead.letters_after_restore import fetch_letters_again
from desktop.usecases.lead.letters_kept import look_again_at_kept, note_refused
from desktop.usecases.lead.letters_passed_by import note_passed_by
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.opening_keys import openers
from desktop.usecases.lead.publish_cards import keep_cards_current
from desktop.usecases.lead.received_concern import UNKNOWN, concern_event, who_signed
from desktop.usecases.lead.restricted_readers import take_reader_enrolment, take_test_receipts
from storage.database.repositories import concerns, people, settings, slips
from storage.keys.person_keys import PublicKeys
from storage.letterbox.enrolment import check_enrolment
from storage.letterbox.slip import KnownKeys, OpenedSlip, SlipHeader, open_slip, read_slip_header
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import to_text

# Everything else (a full disk, a folder that is gone) is no fault of the letter: it stays where it
# is and is taken the next time.
_FAULT_OF_THE_LETTER = frozenset(
    {
        "letterbox.slip_damaged",
        "letterbox.signature_wrong",
        "letterbox.content_unreadable",
        "letterbox.enrolment_unexpected",
        "letterbox.enrolment_proof_wrong",
        "database.file_too_large",
    }
)
_KEEPING = "slip_being_kept"


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
    else; ``unfinished`` are names of files that are letters but not whole (yet).
    """

    concerns: tuple[str, ...]
    enrolled: tuple[str, ...]
    kept: tuple[KeptSlip, ...]
    passed_by: int
    unfinished: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    concern: str = ""
    enrolled: str = ""


@dataclass(slots=True)
class _Round:
    """What one round found so far; ``problem`` is the first fault of the folder itself."""

    concerns: list[str] = field(default_factory=list)
    enrolled: list[str] = field(default_factory=list)
    kept: list[KeptSlip] = field(default_factory=list)
    passed_by: list[SlipHeader] = field(default_factory=list)
    problem: UserFacingError | None = None

    def folder_failed(self, error: UserFacingError) -> None:
        """Note a fault of the folder: the other letters are taken all the same."""
        self.problem = self.problem or error


def collect_letterbox(casebook: OpenCasebook) -> Collected:
    """Take every waiting letter, oldest number first; commit each before it is marked as collected.

    A crash between the two is harmless: the next round sees that the number was taken, answers it
    and marks it. What the folder lacks (replies, cards) is written as well. A letter that cannot be
    read or moved just now keeps none of the others out; the fault is raised at the end.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    casebook.require_writable()
    fetch_letters_again(casebook)
    unfinished = casebook.spool.adopt_strays()
    look_again_at_kept(casebook)
    done = _Round()
    for name, header in _waiting(casebook, done):
        try:
            _collect_one(casebook, done, name=name, header=header)
        except UserFacingError as error:
            if not _is_the_folders(error):
                raise
            done.folder_failed(error)
    note_passed_by(casebook, done.passed_by)
    if done.problem is not None and casebook.spool.stands():
        _finish(casebook, enrolled=bool(done.enrolled))
    if done.problem is not None:
        raise done.problem
    _finish(casebook, enrolled=bool(done.enrolled))
    return Collected(
        concerns=tuple(done.concerns),
        enrolled=tuple(done.enrolled),
        kept=tuple(done.kept),
        passed_by=len(done.passed_by),
        unfinished=unfinished,
    )


def _finish(casebook: OpenCasebook, *, enrolled: bool) -> None:
    send_due_replies(casebook)
    mend_replies(casebook)
    tested = take_test_receipts(casebook)
    keep_cards_current(cards_state(casebook), changed=enrolled or tested)


def _is_the_folders(error: UserFacingError) -> bool:
    return error.code.startswith("letterbox.") and error.code not in _FAULT_OF_THE_LETTER


def _collect_one(casebook: OpenCasebook, done: _Round, *, name: str, header: SlipHeader) -> None:
    try:
        taken = _take(casebook, name=name, header=header)
    except UserFacingError as error:
        if error.code == "letterbox.slip_not_for_you":
            done.passed_by.append(header)
            return
        if error.code not in _FAULT_OF_THE_LETTER:
            raise
        done.kept.append(_keep(casebook, name=name, header=header, reason=error.code))
        return
    if taken.concern:
        done.concerns.append(taken.concern)
    if taken.enrolled:
        done.enrolled.append(taken.enrolled)


def _waiting(casebook: OpenCasebook, done: _Round) -> list[tuple[str, SlipHeader]]:
    """The letters by computer and number; only one of them is ever in memory."""
    found = []
    for name in casebook.spool.pending():
        try:
            found.append((name, read_slip_header(casebook.spool.read_slip(name))))
        except UserFacingError as error:
            if error.code not in _FAULT_OF_THE_LETTER:
                done.folder_failed(error)
                continue
            try:
                done.kept.append(_keep(casebook, name=name, header=None, reason=error.code))
            except UserFacingError as fault:
                if not _is_the_folders(fault):
                    raise
                done.folder_failed(fault)
    return sorted(found, key=lambda item: (item[1].workstation_id, item[1].number))


def _keep(casebook: OpenCasebook, *, name: str, header: SlipHeader | None, reason: str) -> KeptSlip:
    fields: dict[str, Any] = {"slip_digest": name, "reason": reason}
    if header is not None:
        fields |= {
            "slip_digest": header.digest.hex(),
            "workstation": header.workstation_id,
            "slip_no": header.number,
        }
    with casebook.work() as work:
        # a crash before the letter was moved: it was noted then
        if settings.get(work.connection, _KEEPING, "") != name or name in casebook.spool.kept():
            work.append(Event(type="slip.kept", fields=fields))
            if header is not None:
                note_refused(work.connection, header.digest)
            settings.put(work.connection, _KEEPING, name)
    casebook.spool.keep_bad(name)
    return KeptSlip(name=name, reason=reason)


def _take(casebook: OpenCasebook, *, name: str, header: SlipHeader) -> _Taken:
    if _was_taken(casebook, header):
        answer_again(casebook, header=header)
        casebook.spool.mark_collected(name)
        return _Taken()

    def known(key_id: str) -> PublicKeys | None:
        return _known_keys(casebook).get(key_id)

    data = casebook.spool.read_slip(name)
    slip = _open(casebook, data, known=known)
    if slip.header != header or not slip.signature_ok:
        raise UserFacingError("letterbox.signature_wrong")
    if slip.kind == "enrolment" and "post" in slip.content:
        take_reader_enrolment(casebook, slip)
        _acknowledge(casebook, slip=slip)
        casebook.spool.mark_collected(name)
        return _Taken()
    if slip.kind == "enrolment":
        return _take_enrolment(casebook, name=name, slip=slip)
    if slip.kind == "guide":
        return _take_guide(casebook, name=name, slip=slip)
    return _take_concern(casebook, name=name, slip=slip)


def _was_taken(casebook: OpenCasebook, header: SlipHeader) -> bool:
    seen = slips.seen(casebook.connection, header.workstation_id, header.number)
    return seen == header.digest or bool(
        concerns.slip_concern(casebook.connection, header.digest.hex())
    )


def _open(casebook: OpenCasebook, data: bytes, *, known: KnownKeys) -> OpenedSlip:
    """With the lead's own keys, or with one that the casebook kept: hers may be newer than the
    letter.
    """
    refusal = UserFacingError("letterbox.slip_not_for_you")
    for keys in openers(casebook):
        try:
            return open_slip(data, keys=keys, known_keys=known)
        except UserFacingError as error:
            if error.code != refusal.code:
                raise
    raise refusal


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
        if slips.seen(work.connection, slip.header.workstation_id, slip.header.number) is None:
            _mark_seen(work.connection, slip=slip, seq=rows[0].seq)
    _acknowledge(casebook, slip=slip)
    casebook.spool.mark_collected(name)
    return _Taken(enrolled=person.id)


def _take_guide(casebook: OpenCasebook, *, name: str, slip: OpenedSlip) -> _Taken:
    event = guide_event(casebook, slip)
    with casebook.work() as work:
        rows = work.append(event)
        if slips.seen(work.connection, slip.header.workstation_id, slip.header.number) is None:
            _mark_seen(work.connection, slip=slip, seq=rows[0].seq)
    _acknowledge(casebook, slip=slip)
    casebook.spool.mark_collected(name)
    return _Taken()


def _take_concern(casebook: OpenCasebook, *, name: str, slip: OpenedSlip) -> _Taken:
    event, concern_id = concern_event(casebook, slip)
    with casebook.work() as work:
        rows = work.append(event, *_form_entered(slip, concern_id))
        if _counts(casebook, slip):
            _mark_seen(work.connection, slip=slip, seq=rows[0].seq)
    _acknowledge(casebook, slip=slip)
    casebook.spool.mark_collected(name)
    return _Taken(concern=concern_id)


def _form_entered(slip: OpenedSlip, concern_id: str) -> tuple[Event, ...]:
    """A concern that was first written on a numbered form accounts for that form by itself."""
    paper = slip.content["fields"].get("paper")
    return entered_event(paper["form"], concern=concern_id) if paper else ()


def _counts(casebook: OpenCasebook, slip: OpenedSlip) -> bool:
    """Whether a letter uses up its number: a stranger's must not take one of a paired computer."""
    station = slip.header.workstation_id
    if slips.seen(casebook.connection, station, slip.header.number) is not None:
        return False
    paired = any(known.id == station for known in people.workstations(casebook.connection))
    return not paired or who_signed(casebook, slip) != UNKNOWN


def _mark_seen(connection: Any, *, slip: OpenedSlip, seq: int) -> None:
    slips.mark_seen(
        connection,
        workstation=slip.header.workstation_id,
        number=slip.header.number,
        digest=slip.header.digest,
        seq=seq,
    )


def _acknowledge(casebook: OpenCasebook, *, slip: OpenedSlip) -> None:
    write_receipt(casebook, header=slip.header, received_at=to_text(casebook.clock()))
