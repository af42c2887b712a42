"""Codes from a telephone (RFC 6238: SHA-1, six digits, 30 seconds), each used once."""

import base64
import hmac
from datetime import datetime

import pyotp

from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

SECRET_LENGTH = 20
STEP_SECONDS = 30
_TOLERANCE = 1
_ISSUER = "Holdfast"
_SEARCH_STEPS = 2 * 60 * 60 // STEP_SECONDS


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
    used already), ``keys.clock_off`` (it would have been right some minutes ago or ahead, two
    hours at most) and ``keys.code_wrong``.
    """
    typed = "".join(code.split())
    here = step_of(now)
    found = _nearest_step(secret, typed, here)
    if found is None:
        raise UserFacingError("keys.code_wrong")
    if found <= last_step:
        raise UserFacingError("keys.code_used")
    if abs(found - here) > _TOLERANCE:
        minutes = max(1, round(abs(found - here) * STEP_SECONDS / 60))
        raise UserFacingError("keys.clock_off", minutes=minutes)
    return found


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
