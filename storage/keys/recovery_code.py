"""The recovery code on paper: nine groups of six digits that locate a slip of the pen.

BitLocker's form: eight groups hold 16 bits each, times 11; the ninth checks them all.
"""

import hashlib
import re

from storage.keys import sealing
from storage.keys.person_keys import PersonKeys
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

SECRET_LENGTH = 16
GROUPS = 9
_DIGITS = 6
_FACTOR = 11
_LARGEST = 0xFFFF


def new_recovery_secret(random_bytes: RandomBytes) -> bytes:
    """Return the 128 random bits that one code stands for."""
    return random_bytes(SECRET_LENGTH)


def to_groups(secret: bytes) -> tuple[str, ...]:
    """Return the nine groups of six digits; raises ValueError unless the secret has 16 bytes."""
    if len(secret) != SECRET_LENGTH:
        raise ValueError("a recovery secret has 16 bytes")
    data = secret + _check_of(secret)
    return tuple(
        f"{int.from_bytes(data[place : place + 2], 'big') * _FACTOR:0{_DIGITS}d}"
        for place in range(0, len(data), 2)
    )


def to_text(secret: bytes) -> str:
    """Return the code as one line, groups joined by hyphens."""
    return "-".join(to_groups(secret))


def parse_code(text: str) -> bytes:
    """Return the secret of a code as typed, with any spaces or hyphens.

    Raises ``keys.recovery_length`` (digits typed, digits wanted), ``keys.recovery_group`` (the
    first group, from 1, that cannot be right) and ``keys.recovery_check`` (groups swapped or two
    errors).
    """
    digits = re.sub(r"[\s\-\u2010-\u2015.]", "", text)
    wanted = GROUPS * _DIGITS
    # another script's digits would pass isdigit and read differently in int()
    if len(digits) != wanted or re.fullmatch("[0-9]+", digits) is None:
        raise UserFacingError("keys.recovery_length", digits=len(digits), wanted=wanted)
    numbers = []
    for group in range(GROUPS):
        typed = digits[group * _DIGITS : (group + 1) * _DIGITS]
        if not group_fits(typed):
            raise UserFacingError("keys.recovery_group", group=group + 1)
        numbers.append(int(typed) // _FACTOR)
    data = b"".join(number.to_bytes(2, "big") for number in numbers)
    secret, check = data[:SECRET_LENGTH], data[SECRET_LENGTH:]
    if check != _check_of(secret):
        raise UserFacingError("keys.recovery_check")
    return secret


def group_fits(digits: str) -> bool:
    """Whether six digits can be one group of a code, as a screen shows while they are typed."""
    if re.fullmatch(f"[0-9]{{{_DIGITS}}}", digits) is None:
        return False
    number, rest = divmod(int(digits), _FACTOR)
    return not rest and number <= _LARGEST


def keys_from_code(secret: bytes, *, store_id: str) -> PersonKeys:
    """Return the keys a code stands for: recovery slot, head's or chair's paper, spare."""
    seed = sealing.hkdf(secret, label=b"casebook/recovery-seed/v1", salt=bytes.fromhex(store_id))
    return PersonKeys.from_seed(seed)


def _check_of(secret: bytes) -> bytes:
    return hashlib.sha256(b"casebook/recovery/v1" + secret).digest()[:2]
