"""Identifiers of records: a kind letter and random characters, never anything personal."""

from collections.abc import Callable

RandomBytes = Callable[[int], bytes]

# Crockford's base 32 without the letters people misread; 12 characters hold 60 random bits.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KINDS = {
    "pupil": "p",
    "person": "u",
    "concern": "c",
    "entry": "e",
    "action": "a",
    "risk_assessment": "r",
    "document": "d",
    "export": "x",
    "certificate": "l",
    "workstation": "w",
    "import": "i",
    "body_map": "b",
    "disposal": "z",
    "case": "k",
    "referral": "f",
    "disagreement": "g",
    "plan": "n",
    "meeting": "m",
    "status": "s",
    "relation": "h",
    "professional": "o",
    "attendance": "t",
    "link": "j",
}


def new_id(kind: str, random_bytes: RandomBytes) -> str:
    """Return a new identifier such as ``p-7k2m9q4rtx3c``; ``kind`` is a key of KINDS."""
    bits = int.from_bytes(random_bytes(8), "big")
    characters = "".join(_ALPHABET[(bits >> (5 * place)) & 31] for place in range(12))
    return f"{KINDS[kind]}-{characters}"
