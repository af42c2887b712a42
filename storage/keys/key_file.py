"""The key file, ``casebook.keys``: the ways into one casebook, as an immutable value.

Canonical JSON and a SHA-256. The checksum tells damage from a wrong password; it protects against
nobody who can write the file. What protects is that every wrapped secret is bound to the store,
the slot and its public keys.
"""

from dataclasses import dataclass, replace
from typing import Any

from storage.keys import key_slots, lined_file, recovery_code
from storage.keys.key_slots import PASSWORD, RECOVERY, DatabaseKeys, Slot
from storage.keys.lined_file import LinedFileError
from storage.keys.passwords import KdfParameters
from storage.keys.person_keys import PersonKeys, new_seed
from storage.keys.sealing import CannotOpenError
from storage.keys.totp import SlotPayload
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

STORE_ID_LENGTH = 16
FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All slots of one store; ``epoch`` is the newest database key's number."""

    store_id: str
    generation: int
    epoch: int
    slots: tuple[Slot, ...]

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        return lined_file.summed(
            {
                "epoch": self.epoch,
                "generation": self.generation,
                "slots": [slot.to_value() for slot in self.slots],
                "store": self.store_id,
                "v": 1,
            }
        )

    def slot(self, slot_id: str) -> Slot:
        """Return the slot of this id; raises KeyError."""
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise KeyError("no such slot")

    def slot_for_account(self, account: str) -> Slot:
        """Return an account's password slot, in any case; raises ``keys.unknown_account``."""
        wanted = _folded(account)
        for slot in self.slots:
            if slot.kind == PASSWORD and _folded(slot.account) == wanted:
                return slot
        raise UserFacingError("keys.unknown_account")

    def recovery_slots(self) -> tuple[Slot, ...]:
        """Return the slots that a code on paper opens."""
        return tuple(slot for slot in self.slots if slot.kind == RECOVERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSlot:
    """A key file with one slot more, and the keys that slot leads to."""

    file: KeyFile
    slot_id: str
    keys: PersonKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a right password or code gives: keys, database keys by epoch, the person's payload."""

    slot_id: str
    keys: PersonKeys
    database_keys: DatabaseKeys
    payload: SlotPayload

    @property
    def database_key(self) -> DatabaseKey:
        """The newest database key; an interrupted rotation may need an older one."""
        return self.database_keys[max(self.database_keys)]


def new_store_id(random_bytes: RandomBytes) -> str:
    """Return the id of a new store: 32 hex characters."""
    return random_bytes(STORE_ID_LENGTH).hex()


def create(*, store_id: str) -> KeyFile:
    """Return a key file without slots; add one before you save it."""
    return KeyFile(store_id=store_id, generation=0, epoch=FIRST_EPOCH, slots=())


def parse(data: bytes) -> KeyFile:
    """Read the bytes of a key file; raises ``keys.file_damaged``."""
    try:
        return _from_value(lined_file.read_summed(data))
    except (LinedFileError, ValueError, KeyError, TypeError, AttributeError):
        raise UserFacingError("keys.file_damaged") from None


def _from_value(value: dict[str, Any]) -> KeyFile:
    if set(value) != {"epoch", "generation", "slots", "store", "v"}:
        raise ValueError("not a key file")
    if len(bytes.fromhex(value["store"])) != STORE_ID_LENGTH:
        raise ValueError("not the id of a store")
    if type(value["epoch"]) is not int or type(value["generation"]) is not int:
        raise TypeError("not a number")
    return KeyFile(
        store_id=value["store"],
        generation=value["generation"],
        epoch=value["epoch"],
        slots=tuple(Slot.from_value(slot) for slot in value["slots"]),
    )


def add_password_slot(
    file: KeyFile,
    *,
    person: str,
    account: str,
    role: str,
    password: str,
    kdf: KdfParameters,
    totp_secret: bytes,
    one_time_hashes: tuple[str, ...],
    database_keys: DatabaseKeys,
    random_bytes: RandomBytes,
    seed: bytes | None = None,
    last_step: int = 0,
) -> AddedSlot:
    """Add a person who signs in with a password; ``kdf.salt`` must not be another slot's.

    ``seed`` gives a person the keys they have already (a new password after recovery); else new
    ones are made. Raises ``keys.account_taken``.
    """
    taken = {_folded(slot.account) for slot in file.slots if slot.kind == PASSWORD}
    if _folded(account) in taken:
        raise UserFacingError("keys.account_taken")
    keys = PersonKeys.from_seed(seed if seed is not None else new_seed(random_bytes))
    slot = _blank_slot(
        person=person, account=account, role=role, keys=keys, kdf=kdf, random_bytes=random_bytes
    )
    slot = key_slots.seal_seed(
        slot,
        store_id=file.store_id,
        seed=keys.seed,
        password=password,
        random_bytes=random_bytes,
    )
    payload = SlotPayload(
        totp_secret=totp_secret, last_step=last_step, one_time_hashes=one_time_hashes
    )
    return _added(
        file,
        slot,
        keys=keys,
        payload=payload,
        database_keys=database_keys,
        random_bytes=random_bytes,
    )


def add_recovery_slot(
    file: KeyFile,
    *,
    person: str,
    role: str,
    code_secret: bytes,
    database_keys: DatabaseKeys,
    random_bytes: RandomBytes,
    account: str = "",
) -> AddedSlot:
    """Add a way in by a recovery code on paper; the slot's keys follow from the code."""
    keys = recovery_code.keys_from_code(code_secret, store_id=file.store_id)
    slot = _blank_slot(
        person=person, account=account, role=role, keys=keys, kdf=None, random_bytes=random_bytes
    )
    payload = SlotPayload(totp_secret=b"")
    return _added(
        file,
        slot,
        keys=keys,
        payload=payload,
        database_keys=database_keys,
        random_bytes=random_bytes,
    )


def _blank_slot(
    *,
    person: str,
    account: str,
    role: str,
    keys: PersonKeys,
    kdf: KdfParameters | None,
    random_bytes: RandomBytes,
) -> Slot:
    return Slot(
        id=random_bytes(key_slots.SLOT_ID_LENGTH).hex(),
        person=person,
        account=account,
        role=role,
        kind=PASSWORD if kdf else RECOVERY,
        kdf=kdf,
        public=keys.public,
        wrapped_seed=b"",
        payload=b"",
        wraps=(),
    )


def _added(
    file: KeyFile,
    slot: Slot,
    *,
    keys: PersonKeys,
    payload: SlotPayload,
    database_keys: DatabaseKeys,
    random_bytes: RandomBytes,
) -> AddedSlot:
    store = file.store_id
    slot = key_slots.seal_payload(
        slot, store_id=store, keys=keys, payload=payload, random_bytes=random_bytes
    )
    wraps = tuple(
        (epoch, key_slots.wrap_database_key(slot, store_id=store, epoch=epoch, key=key))
        for epoch, key in sorted(database_keys.items())
    )
    slots = (*file.slots, replace(slot, wraps=wraps))
    return AddedSlot(file=_changed(file, slots=slots), slot_id=slot.id, keys=keys)


def unlock(file: KeyFile, slot_id: str, secret: str, *, device_secret: bytes = b"") -> Unlocked:
    """Open one slot with its password, or the recovery code as typed; takes 0.2 to 1 second.

    Raises ``keys.wrong_password``, ``keys.device_missing``, ``keys.wrong_recovery_code``,
    ``keys.recovery_length``, ``keys.recovery_group``, ``keys.recovery_check`` and
    ``keys.file_damaged``.
    """
    slot = file.slot(slot_id)
    keys = key_slots.open_seed(
        slot, store_id=file.store_id, secret=secret, device_secret=device_secret
    )
    try:
        database_keys = key_slots.open_database_keys(slot, store_id=file.store_id, keys=keys)
        payload = key_slots.open_payload(slot, store_id=file.store_id, keys=keys)
    except CannotOpenError:
        raise UserFacingError("keys.file_damaged") from None
    return Unlocked(slot_id=slot_id, keys=keys, database_keys=database_keys, payload=payload)


def replace_payload(
    file: KeyFile,
    *,
    slot_id: str,
    keys: PersonKeys,
    payload: SlotPayload,
    random_bytes: RandomBytes,
) -> KeyFile:
    """Return the file with another payload: a code was used, a telephone replaced."""
    slot = key_slots.seal_payload(
        file.slot(slot_id),
        store_id=file.store_id,
        keys=keys,
        payload=payload,
        random_bytes=random_bytes,
    )
    return _with_slot(file, slot)


def change_password(
    file: KeyFile,
    *,
    slot_id: str,
    keys: PersonKeys,
    password: str,
    kdf: KdfParameters,
    random_bytes: RandomBytes,
    device: str = "",
    device_secret: bytes = b"",
) -> KeyFile:
    """Return the file with the same seed under a new password; ``kdf`` needs a new salt.

    With ``device`` and its secret the password works only together with that secret.
    """
    slot = key_slots.seal_seed(
        replace(file.slot(slot_id), kdf=kdf, device=device),
        store_id=file.store_id,
        seed=keys.seed,
        password=password,
        random_bytes=random_bytes,
        device_secret=device_secret,
    )
    return _with_slot(file, slot)


def end_slot(file: KeyFile, *, slot_id: str) -> KeyFile:
    """Return the file without this slot; raises ``keys.last_slot`` when no password slot would be
    left.

    The person may have kept the database key: removing somebody for good needs
    a new epoch too (storage.keys.key_epochs).
    """
    ended = file.slot(slot_id)
    slots = tuple(slot for slot in file.slots if slot is not ended)
    if not any(slot.kind == PASSWORD for slot in slots):
        raise UserFacingError("keys.last_slot")
    return _changed(file, slots=slots)


def _with_slot(file: KeyFile, changed: Slot) -> KeyFile:
    slots = tuple(changed if slot.id == changed.id else slot for slot in file.slots)
    return _changed(file, slots=slots)


def _changed(file: KeyFile, *, slots: tuple[Slot, ...]) -> KeyFile:
    return replace(file, slots=slots, generation=file.generation + 1)


def _folded(account: str) -> str:
    return account.strip().casefold()
