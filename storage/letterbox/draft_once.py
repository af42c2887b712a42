"""A key of its own for each unfinished concern, written once and overwritten when the draft goes.

Deleting a file leaves its bytes on the disk, and so does each newer edition of a draft. All of them
are encrypted with this key as well, so that with it they are gone for everybody, the author's PIN
or not: whoever takes the computer finds no copy of what was sent. The file is large enough to have
blocks of its own, which are written over where they lie; a disk that moves what it writes (flash)
shows the old bytes only to somebody who takes it apart.
"""

from pathlib import Path

from storage.keys import durable_file, sealing
from storage.keys.sealing import CannotOpenError
from storage.records.identifiers import RandomBytes

SUFFIX = ".once"
_LENGTH = 4096
_LABEL = b"casebook/draft-once/v1"


def keep_key(path: Path, *, random_bytes: RandomBytes) -> bytes:
    """Return the key in ``path``, made and written durably where there is none; raises OSError."""
    key = read_key(path)
    if key is None:
        seed = random_bytes(_LENGTH)
        durable_file.write_durably(path, seed)
        key = sealing.hkdf(seed, label=_LABEL)
    return key


def read_key(path: Path) -> bytes | None:
    """Return the key in ``path``, None where there is no whole one; raises OSError."""
    if not path.is_file() or path.is_symlink():
        return None
    with path.open("rb") as stream:
        seed = stream.read(_LENGTH + 1)
    whole = len(seed) == _LENGTH and any(seed)
    return sealing.hkdf(seed, label=_LABEL) if whole else None


def destroy(path: Path) -> None:
    """Write over the key where it lies, wait for the disk, and take it away; raises OSError."""
    durable_file.blank(path, length=_LENGTH)
    path.unlink(missing_ok=True)


def lock(content: bytes, *, key: bytes, random_bytes: RandomBytes) -> bytes:
    """Return ``content`` encrypted: nonce, AES-256-GCM."""
    nonce = random_bytes(sealing.NONCE_LENGTH)
    return nonce + sealing.encrypt(key, content, nonce=nonce, associated_data=_LABEL)


def unlock(data: bytes, *, key: bytes) -> bytes | None:
    """Return the content, None for what was locked with another key."""
    nonce, sealed = data[: sealing.NONCE_LENGTH], data[sealing.NONCE_LENGTH :]
    try:
        return sealing.decrypt(key, sealed, nonce=nonce, associated_data=_LABEL)
    except CannotOpenError:
        return None
