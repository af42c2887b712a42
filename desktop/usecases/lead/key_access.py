"""Who may open the casebook: the ledger decides, the key file follows.

A change of people is one entry first; the key file is brought into line after it, and again at
every sign-in and every lock, so that a crash between the two is only a delay. Anybody who can write
the key file can seal a database key of their own to everybody's public keys; so it is believed only
of keys that the encrypted casebook itself knows.
"""

import hashlib
from enum import Enum
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.own_password import must_change
from storage.database.connection import Connection
from storage.database.repositories import people, settings
from storage.keys import key_epochs, key_file_store, key_slots
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import PASSWORD, Slot
from storage.keys.person_keys import PublicKeys
from storage.keys.sealing import CannotOpenError
from storage.records.database_key import DatabaseKey
from storage.records.people import LEADS, Person
from storage.records.times import to_text

_NEXT_KEY = "next_database_key"


class Standing(Enum):
    """What the ledger says of one slot of the key file."""

    OPEN = "its person may open the casebook"
    SHUT = "its person is suspended"
    GONE = "its person left, its key ended, or nobody knows of it"
    STRANGE = "its person may open the casebook, but its key was never introduced"


def key_folder(casebook: OpenCasebook) -> Path:
    """The folder of the casebook's file, where its key file lies too."""
    path = casebook.connection.path
    assert path is not None  # only a test's casebook lies in memory
    return path.parent


def database_keys(casebook: OpenCasebook, file: KeyFile) -> dict[int, DatabaseKey]:
    """The database keys, by epoch, that this session's own slot leads to and that the casebook
    knows: the one it is open under, and the one it is about to get. Empty when there are none.
    """
    mark = next_key(casebook.connection)
    for slot in file.slots:
        if slot.public != casebook.keys.public:
            continue
        known: dict[int, DatabaseKey] = {}
        for epoch, key in sorted(_all_keys(casebook, file, slot).items()):
            trusted = key == casebook.connection.key or mark_of(key) == mark
            if trusted and key not in known.values():
                known[epoch] = key
        if known:
            return known
    return {}


def _all_keys(casebook: OpenCasebook, file: KeyFile, slot: Slot) -> dict[int, DatabaseKey]:
    try:
        return key_slots.open_database_keys(slot, store_id=file.store_id, keys=casebook.keys)
    except CannotOpenError:
        return {}


def mark_of(key: DatabaseKey) -> bytes:
    """What the casebook notes of a key that it is about to get; the key does not follow from it."""
    return hashlib.sha256(b"casebook/next-key/v1\0" + key.key + key.salt).digest()


def next_key(connection: Connection) -> bytes:
    """The mark of the key that the casebook is about to get; empty when there is none."""
    return settings.get_state(connection, _NEXT_KEY) or b""


def note_next_key(connection: Connection, mark: bytes) -> None:
    """Remember the mark of the next key, or none, inside the caller's transaction."""
    settings.put_state(connection, _NEXT_KEY, mark)


def standing_of(connection: Connection, slot: Slot) -> Standing:
    """Compare one slot with the people and keys of the ledger."""
    person = people.person(connection, slot.person)
    if person is None:
        return Standing.GONE
    known = {key.key_id: key for key in people.keys(connection, active_only=False)}
    key = known.get(slot.public.key_id)
    may_open = person.active and person.role in LEADS
    if key is None or (key.sign, key.seal) != (slot.public.ed25519, slot.public.x25519):
        return Standing.STRANGE if may_open else Standing.GONE
    if key.ended_seq is not None or key.owner != person.id:
        return Standing.GONE
    if may_open:
        return Standing.OPEN
    return Standing.SHUT if person.suspended else Standing.GONE


def trusted_keys(connection: Connection, file: KeyFile) -> dict[str, PublicKeys]:
    """By slot id, the public keys of those who may open the casebook, as the ledger has them."""
    known = {key.key_id: key for key in people.keys(connection)}
    trusted = {}
    for slot in file.slots:
        if standing_of(connection, slot) is Standing.OPEN:
            key = known[slot.public.key_id]
            trusted[slot.id] = PublicKeys(ed25519=key.sign, x25519=key.seal)
    return trusted


def align_key_file(casebook: OpenCasebook, *, folder: Path) -> KeyFile:
    """Bring the key file into line with the ledger and return it; most often nothing is to be done.

    Slots of people who left go, suspended ones lose the database key and keep their own keys,
    resumed ones get it back; database keys that the casebook does not know go. Raises
    keys.disk_full, keys.folder_read_only: it is done later then.
    """
    file = key_file_store.load_key_file(folder).file
    aligned = _aligned(casebook, file)
    if aligned != file:
        save_key_file(casebook, folder=folder, file=aligned)
    return aligned


def save_key_file(casebook: OpenCasebook, *, folder: Path, file: KeyFile) -> None:
    """Write the key file, and keep a copy of it inside the casebook."""
    key_file_store.save_key_file(folder, file)
    with casebook.connection.transaction():
        settings.keep_keyfile(casebook.connection, file.to_bytes(), to_text(casebook.clock()))


def who_can_open(casebook: OpenCasebook) -> tuple[Person, ...]:
    """The leads and deputies who can open the casebook with a password of their own, by name.

    Somebody who never replaced the first password of the slip of paper has not shown that she can.
    """
    connection = casebook.connection
    file = key_file_store.load_key_file(key_folder(casebook)).file
    able = {
        slot.person
        for slot in file.slots
        if slot.kind == PASSWORD
        and any(epoch == file.epoch for epoch, _wrap in slot.wraps)
        and standing_of(connection, slot) is Standing.OPEN
        and not must_change(connection, person_id=slot.person)
    }
    return tuple(person for person in people.people(connection) if person.id in able)


def people_who_can_open(casebook: OpenCasebook) -> int:
    """How many people ``who_can_open`` names: two are the least a school should have."""
    return len(who_can_open(casebook))


def _aligned(casebook: OpenCasebook, file: KeyFile) -> KeyFile:
    connection = casebook.connection
    standings = {slot.id: standing_of(connection, slot) for slot in file.slots}
    gone = frozenset(slot for slot, standing in standings.items() if standing is Standing.GONE)
    aligned = key_epochs.without_slots(file, slot_ids=gone) if gone else file
    keys = database_keys(casebook, aligned)
    if keys:
        aligned = key_epochs.only_epochs(aligned, known=frozenset(keys))
    trusted = trusted_keys(connection, aligned)
    for slot in aligned.slots:
        lacks = keys.keys() - {epoch for epoch, _wrap in slot.wraps}
        if standings[slot.id] is Standing.SHUT and slot.wraps:
            aligned = key_epochs.without_access(aligned, slot_id=slot.id)
        elif standings[slot.id] is Standing.OPEN and lacks:
            aligned = key_epochs.with_access(
                aligned, slot_id=slot.id, database_keys=keys, trusted=trusted[slot.id]
            )
    return aligned
