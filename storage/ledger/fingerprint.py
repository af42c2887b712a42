"""The check code: the short readable form of the ledger's head, for paper and for reading aloud."""

import base64
from dataclasses import dataclass

from storage.ledger.checkpoint import Checkpoint

_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_LENGTH = 52
# What people write for a letter or figure that the code does not use.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCode:
    """A check code, the number of entries it covers and when it was taken (UTC text)."""

    code: str
    size: int
    at: str

    @classmethod
    def of(cls, checkpoint: Checkpoint, *, at: str) -> "CheckCode":
        """Return the check code of a head of the ledger."""
        return cls(code=check_code(checkpoint.root), size=checkpoint.size, at=at)


def check_code(root: bytes) -> str:
    """Return the 13 groups of four characters that stand for a 32-byte root."""
    text = base64.b32encode(root).decode("ascii").rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, _LENGTH, 4))


def short_code(root: bytes) -> str:
    """Return the first three groups: enough to compare two screens, not enough to prove."""
    return check_code(root)[:14]


def parse_code(text: str) -> str:
    """Return a typed check code in its printed form; raises ValueError when it cannot be one."""
    plain = "".join(text.upper().replace("-", " ").split()).translate(_MISREAD)
    if len(plain) != _LENGTH or not set(plain) <= _ALPHABET:
        raise ValueError("not a check code")
    return " ".join(plain[at : at + 4] for at in range(0, _LENGTH, 4))


def root_of_code(text: str) -> bytes:
    """Return the root that a check code stands for; raises ValueError when it cannot be one."""
    return base64.b32decode(parse_code(text).replace(" ", "") + "====")
