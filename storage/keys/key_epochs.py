"""Which database keys each slot of a key file leads to: an epoch is one key of the database.

More than one epoch in a file means that the database is being copied under a new key: the copy may
or may not lie in place yet, so both keys are kept until it does.
"""

from collections.abc import Mapping
from dataclasses import replace

from storage.keys import key_slots
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import PASSWORD, DatabaseKeys, Slot
from storage.keys.person_keys import PublicKeys
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError


def epochs(file: KeyFile) -> tuple[int, ...]:
    """Return the numbers of all database keys that some slot leads to, the oldest first."""
    return tuple(sorted({epoch for slot in file.slots for epoch, _wrap in slot.wraps}))


def is_rotating(file: KeyFile) -> bool:
    """Whether a change of the database's key was begun and not yet ended."""
    return len(epochs(file)) > 1


def with_access(
    file: KeyFile, *, slot_id: str, database_keys: DatabaseKeys, trusted: PublicKeys
) -> KeyFile:
    """Return the file in which this slot leads to exactly these database keys.

    ``trusted`` are the keys that the **ledger** introduced for the person; raises
    ``keys.slot_not_trusted`` when the slot holds others.
    """
    slot = file.slot(slot_id)
    if slot.public != trusted:
        raise UserFacingError("keys.slot_not_trusted")
    wraps = tuple(
        (epoch, _wrapped(file, slot, epoch=epoch, key=key))
        for epoch, key in sorted(database_keys.items())
    )
    return _with_slots(file, {slot.id: replace(slot, wraps=wraps)})


def without_access(file: KeyFile, *, slot_id: str) -> KeyFile:
    """Return the file in which this slot leads to no database key; the person's own keys stay."""
    return _with_slots(file, {slot_id: replace(file.slot(slot_id), wraps=())})


def without_slots(file: KeyFile, *, slot_ids: frozenset[str]) -> KeyFile:
    """Return the file without these slots.

    Raises ``keys.last_slot`` when no password slot with a database key would be left.
    """
    left = tuple(slot for slot in file.slots if slot.id not in slot_ids)
    if not any(slot.kind == PASSWORD and slot.wraps for slot in left):
        raise UserFacingError("keys.last_slot")
    return replace(file, slots=left, generation=file.generation + 1)


def wrap_new_epoch(
    file: KeyFile, *, database_key: DatabaseKey, trusted: Mapping[str, PublicKeys]
) -> KeyFile:
    """Return the file with a new database key for every slot that leads to one; old epochs stay
    until the database is copied.

    ``trusted``: by slot id, the keys that the **ledger** introduced. Somebody who can write the
    key file could have put a key of their own into a colleague's slot; raises
    ``keys.slot_not_trusted`` then.
    """
    epoch = file.epoch + 1
    changed = {}
    for slot in file.slots:
        if not slot.wraps:
            continue
        if trusted.get(slot.id) != slot.public:
            raise UserFacingError("keys.slot_not_trusted")
        wrapped = _wrapped(file, slot, epoch=epoch, key=database_key)
        changed[slot.id] = replace(slot, wraps=(*slot.wraps, (epoch, wrapped)))
    return replace(_with_slots(file, changed), epoch=epoch)


def drop_old_epochs(file: KeyFile) -> KeyFile:
    """Return the file with only the newest database key in every slot."""
    return _with_only(file, frozenset({file.epoch}))


def only_epochs(file: KeyFile, *, known: frozenset[int]) -> KeyFile:
    """Return the file in which slots lead to the ``known`` epochs alone, and the newest of them is
    the file's; the same file when that is so already.
    """
    if file.epoch == max(known) and known.issuperset(epochs(file)):
        return file
    return replace(_with_only(file, known), epoch=max(known))


def _with_only(file: KeyFile, known: frozenset[int]) -> KeyFile:
    changed = {
        slot.id: replace(slot, wraps=tuple(wrap for wrap in slot.wraps if wrap[0] in known))
        for slot in file.slots
    }
    return _with_slots(file, changed)


def _wrapped(file: KeyFile, slot: Slot, *, epoch: int, key: DatabaseKey) -> bytes:
    return key_slots.wrap_database_key(slot, store_id=file.store_id, epoch=epoch, key=key)


def _with_slots(file: KeyFile, changed: Mapping[str, Slot]) -> KeyFile:
    slots = tuple(changed.get(slot.id, slot) for slot in file.slots)
    return replace(file, slots=slots, generation=file.generation + 1)
