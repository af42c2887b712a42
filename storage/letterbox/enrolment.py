"""The one-time slip of paper that ties a new key to the person who was handed it.

Twelve characters, the last of which finds a mistyped one. The paper never travels: the
workstation sends a proof made with it, sealed to the leads, and the casebook, which printed the
code, makes the same proof.
"""

import hashlib
import hmac

from storage.keys import sealing
from storage.keys.person_keys import PublicKeys
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

# Crockford's base 32: no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")
_RANDOM_CHARACTERS = 11
_LABEL = b"casebook/enrolment/v1"


def new_enrolment_code(random_bytes: RandomBytes) -> str:
    """Return a new code of 55 random bits, such as ``K7M2-9QRT-4XYH``."""
    number = int.from_bytes(random_bytes(8), "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_RANDOM_CHARACTERS))
    return grouped(letters + _check_character(letters))


def normalise_enrolment_code(text: str) -> str:
    """Return a typed code's characters; raises ``letterbox.enrolment_code_mistyped``."""
    letters = "".join(character for character in text.upper() if character.isalnum())
    letters = letters.translate(_MISREAD)
    if (
        len(letters) != _RANDOM_CHARACTERS + 1
        or not set(letters) <= set(ALPHABET)
        or letters[-1] != _check_character(letters[:-1])
    ):
        raise UserFacingError("letterbox.enrolment_code_mistyped")
    return letters


def enrolment_proof(code: str, *, store_id: str, account: str, public: PublicKeys) -> str:
    """Return the proof (hex) that whoever holds these keys held the paper; the code may be as
    typed.

    Raises ``letterbox.enrolment_code_mistyped``.
    """
    key = sealing.hkdf(
        normalise_enrolment_code(code).encode(), label=_LABEL, salt=bytes.fromhex(store_id)
    )
    message = _LABEL + b"\0" + account.encode() + b"\0" + public.ed25519 + public.x25519
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def check_enrolment(
    code: str, *, store_id: str, account: str, public: PublicKeys, proof: str
) -> bool:
    """Say whether ``proof`` was made with this code, for this account and these keys."""
    expected = enrolment_proof(code, store_id=store_id, account=account, public=public)
    return hmac.compare_digest(expected.encode(), proof.encode("utf-8", "replace"))


def grouped(letters: str) -> str:
    """Return letters in groups of four with hyphens, as people read them aloud."""
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def _check_character(letters: str) -> str:
    """Luhn's algorithm in base 32: finds every wrong letter and nearly every swap."""
    total, factor = 0, 2
    for letter in reversed(letters):
        product = factor * ALPHABET.index(letter)
        total += product // 32 + product % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]
