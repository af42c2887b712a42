"""A reporter's one-time codes: the telephone's secret comes from the person's own seed, so that it
needs no place of its own; which codes were used is sealed to the person.
"""

from storage.keys import sealing, totp
from storage.keys.person_keys import PersonKeys
from storage.keys.sealing import CannotOpenError
from storage.keys.totp import SlotPayload
from storage.records.identifiers import RandomBytes

_LABEL = b"casebook/staff-code/v1"
_STATE = "staff-code-state"


def staff_code_secret(keys: PersonKeys) -> bytes:
    """Return the telephone's secret: 20 bytes, the first of HKDF-SHA256(seed,
    "casebook/staff-code/v1").
    """
    return sealing.hkdf(keys.seed, label=_LABEL)[: totp.SECRET_LENGTH]


def new_code_state(keys: PersonKeys, *, random_bytes: RandomBytes) -> tuple[SlotPayload, list[str]]:
    """Return the state before any code was used, and ten printed codes to show once."""
    printed = totp.new_one_time_codes(random_bytes)
    state = SlotPayload(
        totp_secret=staff_code_secret(keys),
        one_time_hashes=tuple(totp.hash_one_time_code(code) for code in printed),
    )
    return state, list(printed)


def seal_code_state(state: SlotPayload, *, keys: PersonKeys, random_bytes: RandomBytes) -> bytes:
    """Return the bytes to keep; they open with the person's own keys alone."""
    return keys.seal_private(state.to_bytes(), label=_STATE, random_bytes=random_bytes)


def open_code_state(data: bytes, *, keys: PersonKeys) -> SlotPayload:
    """Read the bytes back; damaged ones count as a state in which no printed code is left.

    The telephone's codes go on working: their secret is the person's own.
    """
    try:
        return SlotPayload.from_bytes(keys.open_private(data, label=_STATE))
    except (CannotOpenError, ValueError, KeyError, TypeError):
        return SlotPayload(totp_secret=staff_code_secret(keys))
