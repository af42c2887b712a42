"""One slot of a key file: from one secret to a person's keys and the database key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from storage.keys import recovery_code, sealing
from storage.keys.device_secret import DEVICE_ID_LENGTH, SECRET_LENGTH
from storage.keys.passwords import KdfParameters, derive
from storage.keys.person_keys import PersonKeys, PublicKeys
from storage.keys.sealing import CannotOpenError
from storage.keys.totp import SlotPayload
from storage.records import canonical_json
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

PASSWORD = "password"  # noqa: S105  (a kind of slot)
RECOVERY = "recovery"
SLOT_ID_LENGTH = 8
_DATABASE_KEY_LENGTH = 32
_RECOVERY_KDF = {"name": "hkdf-sha256"}
_NAMES = frozenset(
    (
        *("account", "id", "kdf", "kind", "payload"),
        *("person", "public", "role", "wrapped_seed", "wraps"),
    )
)


DatabaseKeys = Mapping[int, DatabaseKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in; ``kdf`` is None for a recovery slot, ``wraps`` holds (epoch, wrap).

    ``device`` names the secret in this computer's own key store that the password is mixed with;
    empty, as usual, when the password alone opens the slot.
    """

    id: str
    person: str
    account: str
    role: str
    kind: str
    kdf: KdfParameters | None
    public: PublicKeys
    wrapped_seed: bytes
    payload: bytes
    wraps: tuple[tuple[int, bytes], ...]
    device: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that the key file keeps."""
        tie = {"device": self.device} if self.device else {}
        return tie | {
            "account": self.account,
            "id": self.id,
            "kdf": self.kdf.to_value() if self.kdf else _RECOVERY_KDF,
            "kind": self.kind,
            "payload": self.payload.hex(),
            "person": self.person,
            "public": self.public.to_value(),
            "role": self.role,
            "wrapped_seed": self.wrapped_seed.hex(),
            "wraps": [{"epoch": epoch, "wrap": wrap.hex()} for epoch, wrap in self.wraps],
        }

    @classmethod
    def from_value(cls, value: Any) -> Self:
        """Read the JSON value back; raises ValueError, KeyError or TypeError for anything else."""
        if set(value) - {"device"} != _NAMES or value["kind"] not in (PASSWORD, RECOVERY):
            raise ValueError("not a slot")
        if len(bytes.fromhex(value["id"])) != SLOT_ID_LENGTH:
            raise ValueError("not the id of a slot")
        is_recovery = value["kind"] == RECOVERY
        if "device" in value and (is_recovery or not _is_device(value["device"])):
            raise ValueError("not the name of a device secret")
        if is_recovery and value["kdf"] != _RECOVERY_KDF:
            raise ValueError("not the derivation of a recovery slot")
        return cls(
            id=value["id"],
            person=_text(value["person"]),
            account=_text(value["account"]),
            role=_text(value["role"]),
            kind=value["kind"],
            kdf=None if is_recovery else KdfParameters.from_value(value["kdf"]),
            public=PublicKeys.from_value(value["public"]),
            wrapped_seed=bytes.fromhex(value["wrapped_seed"]),
            payload=bytes.fromhex(value["payload"]),
            wraps=tuple(
                (_epoch(wrap["epoch"]), bytes.fromhex(wrap["wrap"])) for wrap in value["wraps"]
            ),
            device=value.get("device", ""),
        )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _is_device(value: Any) -> bool:
    return len(bytes.fromhex(_text(value))) == DEVICE_ID_LENGTH


def _epoch(value: Any) -> int:
    if type(value) is not int or not 1 <= value < 2**32:
        raise ValueError("not an epoch")
    return value


def seal_seed(
    slot: Slot,
    *,
    store_id: str,
    seed: bytes,
    password: str,
    random_bytes: RandomBytes,
    device_secret: bytes = b"",
) -> Slot:
    """Return the slot with its seed wrapped under ``password`` at the cost of ``slot.kdf``.

    ``device_secret`` (32 bytes) goes with a slot that names a device, and with no other.
    """
    if slot.kdf is None:
        raise ValueError("a recovery slot wraps no seed")
    nonce = random_bytes(sealing.NONCE_LENGTH)
    sealed = sealing.encrypt(
        _key_of(password, slot, device_secret=device_secret),
        seed,
        nonce=nonce,
        associated_data=_bound(slot, store_id),
    )
    return replace(slot, wrapped_seed=nonce + sealed)


def open_seed(slot: Slot, *, store_id: str, secret: str, device_secret: bytes = b"") -> PersonKeys:
    """Return the person's keys; ``secret`` is the password, or the recovery code as typed.

    Raises ``keys.wrong_password``, ``keys.wrong_recovery_code``, ``keys.device_missing`` (the slot
    names a device and no secret was given) and what ``recovery_code.parse_code`` raises.
    """
    if slot.kdf is None:
        keys = recovery_code.keys_from_code(recovery_code.parse_code(secret), store_id=store_id)
        if keys.public != slot.public:
            raise UserFacingError("keys.wrong_recovery_code")
        return keys
    if slot.device and not device_secret:
        raise UserFacingError("keys.device_missing")
    nonce = slot.wrapped_seed[: sealing.NONCE_LENGTH]
    try:
        seed = sealing.decrypt(
            _key_of(secret, slot, device_secret=device_secret if slot.device else b""),
            slot.wrapped_seed[sealing.NONCE_LENGTH :],
            nonce=nonce,
            associated_data=_bound(slot, store_id),
        )
    except CannotOpenError:
        raise UserFacingError("keys.wrong_password") from None
    keys = PersonKeys.from_seed(seed)
    if keys.public != slot.public:
        raise UserFacingError("keys.file_damaged")
    return keys


def wrap_database_key(slot: Slot, *, store_id: str, epoch: int, key: DatabaseKey) -> bytes:
    """Return the database key of one epoch sealed to the person of this slot."""
    return sealing.wrap(
        key.key + key.salt,
        to_x25519=slot.public.x25519,
        info=_wrap_info(store_id=store_id, epoch=epoch, slot_id=slot.id),
    )


def open_database_keys(slot: Slot, *, store_id: str, keys: PersonKeys) -> dict[int, DatabaseKey]:
    """Return the database keys by epoch; raises CannotOpenError."""
    result = {}
    for epoch, wrapped in slot.wraps:
        info = _wrap_info(store_id=store_id, epoch=epoch, slot_id=slot.id)
        secret = keys.open_wrap(wrapped, info=info)
        try:
            result[epoch] = DatabaseKey(
                key=secret[:_DATABASE_KEY_LENGTH], salt=secret[_DATABASE_KEY_LENGTH:]
            )
        except ValueError as error:
            raise CannotOpenError from error
    return result


def seal_payload(
    slot: Slot, *, store_id: str, keys: PersonKeys, payload: SlotPayload, random_bytes: RandomBytes
) -> Slot:
    """Return the slot with its payload encrypted under the person's own key."""
    label = _payload_label(store_id=store_id, slot_id=slot.id)
    sealed = keys.seal_private(payload.to_bytes(), label=label, random_bytes=random_bytes)
    return replace(slot, payload=sealed)


def open_payload(slot: Slot, *, store_id: str, keys: PersonKeys) -> SlotPayload:
    """Return the payload; raises CannotOpenError."""
    label = _payload_label(store_id=store_id, slot_id=slot.id)
    return SlotPayload.from_bytes(keys.open_private(slot.payload, label=label))


def _key_of(password: str, slot: Slot, *, device_secret: bytes) -> bytes:
    assert slot.kdf is not None
    if len(device_secret) != (SECRET_LENGTH if slot.device else 0):
        raise ValueError("a device secret goes with a slot that names a device")
    return sealing.hkdf(derive(password, slot.kdf) + device_secret, label=b"casebook/kek/v1")


def _bound(slot: Slot, store_id: str) -> bytes:
    tie = {"device": slot.device} if slot.device else {}
    return canonical_json.encode(
        tie
        | {
            "kdf": slot.kdf.to_value() if slot.kdf else _RECOVERY_KDF,
            "public": slot.public.to_value(),
            "slot": slot.id,
            "store": store_id,
        }
    )


def _wrap_info(*, store_id: str, epoch: int, slot_id: str) -> bytes:
    return (
        b"casebook/database-key/v1\0"
        + bytes.fromhex(store_id)
        + epoch.to_bytes(4, "big")
        + bytes.fromhex(slot_id)
    )


def _payload_label(*, store_id: str, slot_id: str) -> str:
    return f"slot-payload/{store_id}/{slot_id}"
