"""A signed head of the ledger in the C2SP note and checkpoint formats: what leaves the school as
an anchor."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from storage.ledger.entries import CheckSignature, Sign

_ORIGIN = "casebook/"
_ED25519 = b"\x01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The size and the root of a ledger (its id in 16 bytes) at one moment."""

    ledger: bytes
    size: int
    root: bytes

    @property
    def origin(self) -> str:
        """The name that stands in the note's first line and before its signature."""
        return _ORIGIN + self.ledger.hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCheckpoint:
    """A note as read, its signature not yet checked."""

    checkpoint: Checkpoint
    key_hash: bytes
    signature: bytes


def note_text(checkpoint: Checkpoint) -> str:
    """Return the three lines that are signed."""
    root = base64.b64encode(checkpoint.root).decode("ascii")
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def key_hash(name: str, public: bytes) -> bytes:
    """Return the four bytes by which a note names an Ed25519 key."""
    return sha256(name.encode("utf-8") + b"\n" + _ED25519 + public).digest()[:4]


def make_note(checkpoint: Checkpoint, *, public: bytes, sign: Sign) -> str:
    """Return the signed note."""
    text = note_text(checkpoint)
    mark = key_hash(checkpoint.origin, public) + sign(text.encode("utf-8"))
    return f"{text}\n— {checkpoint.origin} {base64.b64encode(mark).decode('ascii')}\n"


def read_note(note: str) -> SignedCheckpoint:
    """Read a note without checking its signature; raises ValueError when it is not one of ours."""
    lines = note.split("\n")
    if len(lines) != 6 or lines[3] or lines[5]:
        raise ValueError("not a checkpoint")
    origin, size, root, _blank, signature_line, _end = lines
    dash, _space, rest = signature_line.partition(" ")
    name, _space, encoded = rest.partition(" ")
    if dash != "—" or name != origin or not origin.startswith(_ORIGIN):
        raise ValueError("not a checkpoint")
    if not size.isascii() or not size.isdigit() or (size != "0" and size.startswith("0")):
        raise ValueError("not a checkpoint")
    try:
        mark = base64.b64decode(encoded, validate=True)
        checkpoint = Checkpoint(
            ledger=bytes.fromhex(origin.removeprefix(_ORIGIN)),
            size=int(size),
            root=base64.b64decode(root, validate=True),
        )
    except binascii.Error as error:
        raise ValueError("not a checkpoint") from error
    if len(mark) != 68 or len(checkpoint.root) != 32 or len(checkpoint.ledger) != 16:
        raise ValueError("not a checkpoint")
    return SignedCheckpoint(checkpoint=checkpoint, key_hash=mark[:4], signature=mark[4:])


def check_note(note: str, *, public: bytes, check_signature: CheckSignature) -> Checkpoint | None:
    """Return the checkpoint when ``public`` signed exactly this note, else None."""
    try:
        signed = read_note(note)
    except ValueError:
        return None
    checkpoint = signed.checkpoint
    text = note_text(checkpoint)
    if not note.startswith(text + "\n"):
        return None
    if signed.key_hash != key_hash(checkpoint.origin, public):
        return None
    if not check_signature(public, signed.signature, text.encode("utf-8")):
        return None
    return checkpoint
