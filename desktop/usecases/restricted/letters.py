"""Takes letters sealed to the reader into the reader's own store, and answers them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from desktop.usecases.restricted.room import Room
from storage.letterbox.reader_receipt import make_reader_receipt, open_reader_receipt
from storage.letterbox.receipt import REPLIED
from storage.letterbox.restricted_entry import Entry
from storage.letterbox.slip import OpenedSlip, open_slip
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from storage.records.times import from_text, to_text

_SLIP_TYPE = "application/x-holdfast-slip"
# Not ours, or not whole: the DSL's own collecting names and keeps such a file.
_PASS = frozenset({"letterbox.slip_not_for_you", "letterbox.slip_damaged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one round brought: entries of new letters, test letters opened, and letters that lay in
    the letterbox as taken but were not in this store: an older copy of it was put back.
    """

    letters: tuple[int, ...]
    tests: int
    again: tuple[int, ...]


def collect(room: Room) -> Taken:
    """Take every letter for this reader and answer it; a letter is never refused.

    The entry lies on the disk before the letter is marked as taken; a crash between is harmless.
    Raises letterbox.* when the folder cannot be reached, restricted.disk_full.
    """
    known = {str(entry.fields["digest"]): entry for entry in letter_entries(room)}
    new: list[int] = []
    tests = 0
    room.spool.adopt_strays()
    for name, (data, slip) in _waiting(room):
        if slip.kind == "test":
            _answer(room, slip, received_at=room.now(), issued_at=room.now())
            tests += 1
        elif slip.digest.hex() not in known:
            entry = _keep(room, data=data, slip=slip, name=name)
            known[slip.digest.hex()] = entry
            new.append(entry.number)
            _answer_entry(room, entry, slip=slip)
        room.spool.mark_collected(name)
    again = _fetch_again(room, known)
    send_due_answers(room)
    return Taken(letters=tuple(new), tests=tests, again=tuple(again))


def _waiting(room: Room) -> list[tuple[str, tuple[bytes, OpenedSlip]]]:
    """The reader's letters in the order in which each computer sealed them."""
    found = []
    for name in room.spool.pending():
        read = _opened(room, partial(room.spool.read_slip, name))
        if read is not None:
            found.append((name, read))
    return sorted(
        found, key=lambda item: (item[1][1].header.workstation_id, item[1][1].header.number)
    )


def letter_entries(room: Room) -> Iterator[Entry]:
    """Yield the entries of the letters, oldest first."""
    return (entry for entry in room.store.entries() if entry.kind == "letter")


def slip_of(room: Room, entry: Entry) -> OpenedSlip:
    """Return the letter of an entry, opened anew from the bytes as they came.

    Raises restricted.entry_missing, letterbox.slip_damaged.
    """
    files = entry.files or room.store.read(entry.number).files
    if len(files) != 1:
        raise UserFacingError("letterbox.slip_damaged")
    return open_slip(files[0].content, keys=room.keys, known_keys=lambda _: None)


def send_due_answers(room: Room) -> None:
    """Write receipts and replies that the folder lacks; it may have lost them, or been away."""
    entries = room.store.entries()
    replies = newest_replies(entries)
    for entry in entries:
        if entry.kind == "letter":
            reply = replies.get(entry.number)
            if not _is_answered(room, entry, reply):
                _answer_entry(room, entry, reply=reply)


def newest_replies(entries: tuple[Entry, ...]) -> Mapping[int, Entry]:
    """Return the newest reply by the entry of its letter."""
    return {
        int(entry.fields["letter"]): entry
        for entry in entries
        if entry.kind == "reply" and type(entry.fields.get("letter")) is int
    }


def _opened(room: Room, read: Callable[[], bytes]) -> tuple[bytes, OpenedSlip] | None:
    try:
        data = read()
        slip = open_slip(data, keys=room.keys, known_keys=lambda _: None)
    except UserFacingError as error:
        if error.code not in _PASS:
            raise
        return None
    return data, slip


def _keep(room: Room, *, data: bytes, slip: OpenedSlip, name: str) -> Entry:
    return room.store.append(
        at=room.now(),
        kind="letter",
        fields={
            "answer_key": slip.answering.public.ed25519.hex(),
            "concern": slip.header.number,
            "digest": slip.digest.hex(),
            "name": name,
            "workstation": slip.header.workstation_id,
        },
        files=(Attachment(name="letter.slip", media_type=_SLIP_TYPE, content=data),),
    )


def _fetch_again(room: Room, known: Mapping[str, Entry]) -> list[int]:
    """Letters that were taken once and are not in this store any more."""
    found = []
    for name in room.spool.collected():
        if room.spool.collected_digest(name).hex() in known:
            continue
        read = _opened(room, partial(room.spool.read_collected, name))
        if read is not None and read[1].kind != "test":
            found.append(_keep(room, data=read[0], slip=read[1], name=name).number)
    return found


def _is_answered(room: Room, entry: Entry, reply: Entry | None) -> bool:
    data = room.spool.read_receipt(bytes.fromhex(entry.fields["digest"]))
    if data is None:
        return False
    try:
        receipt = open_reader_receipt(data, answer_key=str(entry.fields["answer_key"]))
    except UserFacingError:
        return False
    if reply is not None and receipt.status != REPLIED:
        return False
    wanted = reply.at if reply else entry.at
    return from_text(receipt.issued_at) >= from_text(wanted)


def _answer_entry(
    room: Room, entry: Entry, *, slip: OpenedSlip | None = None, reply: Entry | None = None
) -> None:
    _answer(
        room,
        slip or slip_of(room, entry),
        received_at=entry.at,
        issued_at=reply.at if reply else entry.at,
        reply=str(reply.fields["text"]) if reply else "",
    )


def _answer(
    room: Room, slip: OpenedSlip, *, received_at: str, issued_at: str, reply: str = ""
) -> None:
    data = make_reader_receipt(
        slip,
        reader=room.keys,
        received_at=to_text(from_text(received_at)),
        issued_at=to_text(from_text(issued_at)),
        store_id=room.pinned.store_id,
        reply=reply,
    )
    room.spool.write_receipt(slip.digest, data)
