"""What the head or the chair adds to a letter: notes, decisions, replies, corrections, copies.

Every one is a further entry; nothing that was kept is ever changed.
"""

from pathlib import Path

from desktop.usecases.restricted.letters import send_due_answers
from desktop.usecases.restricted.reading import read_letter
from desktop.usecases.restricted.room import Room
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.restricted import AdultDecision, StoreReport

_CORRECTED = ("note", "decision", "reply", "letter")
_FAULTS = {
    "missing": "restricted.fault_missing",
    "damaged": "restricted.fault_damaged",
    "not_yours": "restricted.fault_not_yours",
    "not_signed": "restricted.fault_not_signed",
    "out_of_order": "restricted.fault_out_of_order",
    "older_copy": "restricted.fault_older_copy",
}


def add_note(room: Room, *, letter: int, text: str) -> int:
    """Keep a note beside a letter; returns its entry. Raises restricted.empty, .not_a_letter."""
    read_letter(room, letter)
    fields = {"letter": letter, "text": _said(text)}
    return room.store.append(at=room.now(), kind="note", fields=fields).number


def decide(room: Room, *, letter: int, decision: AdultDecision) -> int:
    """Keep what was decided and why; a later decision stands beside the earlier one.

    Raises restricted.empty (no reason), restricted.unknown_word, restricted.not_a_letter.
    """
    read_letter(room, letter)
    _said(decision.reason)
    for name, codes in (
        ("adult_concerns", (decision.kind,)),
        ("adult_thresholds", decision.thresholds),
        ("adult_outcomes", (decision.outcome,) if decision.outcome else ()),
    ):
        known = vocabularies.load(name)
        if any(known.item(code) is None for code in codes):
            raise UserFacingError("restricted.unknown_word", list=known.title)
    fields = {"letter": letter, **decision.to_value()}
    return room.store.append(at=room.now(), kind="decision", fields=fields).number


def reply(room: Room, *, letter: int, text: str) -> int:
    """Answer whoever wrote the letter, sealed to them; they see it by the number of their concern.

    It is kept first and carried when the letterbox can be reached. Raises restricted.empty,
    restricted.not_a_letter.
    """
    read_letter(room, letter)
    fields = {"letter": letter, "text": _said(text)}
    number = room.store.append(at=room.now(), kind="reply", fields=fields).number
    try:
        send_due_answers(room)
    except UserFacingError as error:
        if not error.code.startswith("letterbox."):
            raise
    return number


def correct(room: Room, *, target: int, text: str, reason: str) -> int:
    """Put a correction beside an entry, which stays as it was; raises restricted.empty,
    restricted.entry_missing.
    """
    if room.store.read(target).kind not in _CORRECTED:
        raise UserFacingError("restricted.entry_missing", number=target)
    fields = {"target": target, "text": _said(text), "reason": _said(reason)}
    return room.store.append(at=room.now(), kind="correction", fields=fields).number


def note_printed(room: Room, *, letter: int, what: str) -> int:
    """Keep that a letter was printed, or a file of it saved; what left is written down."""
    fields = {"letter": letter, "what": what}
    return room.store.append(at=room.now(), kind="printed", fields=fields).number


def check_store(room: Room) -> StoreReport:
    """Open every entry, and every letter as it came, and say what is missing or changed."""
    checked = room.store.check()
    letters = [entry.number for entry in checked.entries if entry.kind == "letter"]
    return StoreReport(
        entries=len(checked.entries),
        letters=len(letters),
        faults=tuple((fault.number, _FAULTS[fault.what]) for fault in checked.faults),
        unsigned=tuple(number for number in letters if not read_letter(room, number).signed),
    )


def accept_put_back(room: Room) -> int:
    """Go on with an older copy that was put back: that it was is kept as an entry."""
    faults = room.store.check().faults
    room.store.accept_as_it_is()
    return room.store.append(
        at=room.now(),
        kind="put_back",
        fields={"faults": [f"{fault.number}: {fault.what}" for fault in faults]},
    ).number


def copy_store(room: Room, *, folder: Path) -> tuple[Path, int]:
    """Copy the store as it lies, sealed, into a new folder below ``folder`` and read it back.

    Raises restricted.copy_exists, restricted.copy_differs, restricted.disk_full.
    """
    at = room.now()
    room.store.append(at=at, kind="copied", fields={"what": "a sealed copy of this store"})
    stamp = "".join(character for character in at[:19] if character.isdigit())
    target = folder / f"restricted-copy-{stamp}"
    return target, room.store.copy_to(target)


def _said(text: str) -> str:
    if not text.strip():
        raise UserFacingError("restricted.empty")
    return text.strip()
