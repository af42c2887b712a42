"""The second question of a sign-in: a code from the telephone or a printed one, each used once.

Telephone codes follow RFC 6238: SHA-1, six digits, 30 seconds.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

import pyotp

from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

SECRET_LENGTH = 20
STEP_SECONDS = 30
ONE_TIME_CODES = 10
_ONE_TIME_DIGITS = 8
_TOLERANCE = 1
_ISSUER = "Holdfast"
# A morning taken for an evening, or another time zone set by hand, is found as well.
_SEARCH_STEPS = 13 * 60 * 60 // STEP_SECONDS
_SAID_IN_HOURS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPayload:
    """What a slot keeps for its person: the telephone's secret, the last step used, printed codes
    left.

    An empty ``totp_secret`` means that no telephone was enrolled (a recovery slot).
    ``one_time_hashes`` are in hex, one for each printed code not used yet.
    """

    totp_secret: bytes = field(repr=False)
    last_step: int = 0
    one_time_hashes: tuple[str, ...] = field(default=(), repr=False)

    def to_bytes(self) -> bytes:
        """Return the canonical JSON to be encrypted."""
        return canonical_json.encode(
            {
                "last_step": self.last_step,
                "one_time": list(self.one_time_hashes),
                "totp": self.totp_secret.hex(),
                "v": 1,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read it back; the bytes were authenticated before, so their shape is ours."""
        value: Any = canonical_json.decode(data)
        return cls(
            totp_secret=bytes.fromhex(value["totp"]),
            last_step=value["last_step"],
            one_time_hashes=tuple(value["one_time"]),
        )


def new_totp_secret(random_bytes: RandomBytes) -> bytes:
    """Return a new secret of 160 bits (RFC 4226 section 4)."""
    return random_bytes(SECRET_LENGTH)


def secret_text(secret: bytes) -> str:
    """Return the secret as people type it into an authenticator app."""
    return base64.b32encode(secret).decode()


def otpauth_uri(secret: bytes, *, account: str, school: str) -> str:
    """Return the ``otpauth://`` address that the QR code shows."""
    name = f"{account} ({school})" if school else account
    return pyotp.TOTP(secret_text(secret)).provisioning_uri(name=name, issuer_name=_ISSUER)


def code_at(secret: bytes, moment: datetime) -> str:
    """Return the code that the telephone shows at ``moment``."""
    return _code(secret, step_of(moment))


def step_of(moment: datetime) -> int:
    """Return the number of the 30 seconds that ``moment`` lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def check_code(secret: bytes, code: str, *, now: datetime, last_step: int) -> int:
    """Return the step to remember as ``last_step`` from now on.

    One step either way is tolerated. Raises ``keys.code_used`` (this code, or a later one, was
    used already), ``keys.clock_ahead`` and ``keys.clock_behind`` (it would be right on a clock
    that is set back, or on; thirteen hours at most) and ``keys.code_wrong``.
    """
    typed = "".join(code.split())
    here = step_of(now)
    found = _nearest_step(secret, typed, here)
    if found is None:
        raise UserFacingError("keys.code_wrong")
    if found <= last_step:
        raise UserFacingError("keys.code_used")
    if abs(found - here) > _TOLERANCE:
        code = "keys.clock_behind" if found > here else "keys.clock_ahead"
        raise UserFacingError(code, about=_about(abs(found - here) * STEP_SECONDS))
    return found


def _about(seconds: int) -> str:
    """A span in the words of people: minutes, or hours from an hour and a half on."""
    minutes = max(2, round(seconds / 60))
    return f"{minutes} minutes" if minutes < _SAID_IN_HOURS else f"{round(minutes / 60)} hours"


def _nearest_step(secret: bytes, typed: str, here: int) -> int | None:
    if len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    for distance in range(_SEARCH_STEPS + 1):
        for step in (here - distance, here + distance):
            if step >= 0 and hmac.compare_digest(_code(secret, step), typed):
                return step
    return None


def _code(secret: bytes, step: int) -> str:
    return pyotp.HOTP(secret_text(secret)).at(step)


def new_one_time_codes(random_bytes: RandomBytes) -> tuple[str, ...]:
    """Return ten codes of eight digits such as ``4821-7730``, all different."""
    codes: dict[str, None] = {}
    while len(codes) < ONE_TIME_CODES:
        # the remainder of 64 bits by 10^8 leans by less than one part in 10^11
        number = int.from_bytes(random_bytes(8), "big") % 10**_ONE_TIME_DIGITS
        digits = f"{number:0{_ONE_TIME_DIGITS}d}"
        codes[f"{digits[:4]}-{digits[4:]}"] = None
    return tuple(codes)


def hash_one_time_code(code: str) -> str:
    """Return what is kept of a printed code; the payload it lies in is encrypted besides."""
    return hashlib.sha256(b"casebook/one-time/v1\0" + _digits(code).encode()).hexdigest()


def accept_second_factor(payload: SlotPayload, code: str, *, now: datetime) -> SlotPayload:
    """Return the payload to keep once ``code`` is accepted: save it before you let the person in.

    Raises ``keys.code_wrong``, ``keys.code_used``, ``keys.clock_ahead``, ``keys.clock_behind``, and
    ``keys.printed_code_wrong`` (wrong, or used: only those left are kept).
    """
    if len(_digits(code)) == _ONE_TIME_DIGITS:
        return _without_one_time(payload, code)
    if not payload.totp_secret:
        raise UserFacingError("keys.code_wrong")
    step = check_code(payload.totp_secret, code, now=now, last_step=payload.last_step)
    return replace(payload, last_step=step)


def _without_one_time(payload: SlotPayload, code: str) -> SlotPayload:
    hashed = hash_one_time_code(code)
    left = tuple(kept for kept in payload.one_time_hashes if not hmac.compare_digest(kept, hashed))
    if len(left) == len(payload.one_time_hashes):
        raise UserFacingError("keys.printed_code_wrong")
    return replace(payload, one_time_hashes=left)


def _digits(code: str) -> str:
    return "".join(character for character in code if character in "0123456789")
