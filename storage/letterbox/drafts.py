"""Unfinished concerns on the workstation's own disk, each sealed to its author alone.

"CBDRFT01" | suite 1 | kind 1 | age u64 | HPKE(content key; info = everything before and the
draft's name) | nonce 12 | AES-256-GCM(content key, u32 length | content | zeros;
AAD = SHA-256(everything before the nonce and the name)) | SHA-256(everything above)

The outside tells how old a draft is and roughly how large, not whose it is: whoever has a key
tries to open it. It is sealed to a public key, so that no PIN is needed while somebody writes.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path

from storage.keys import durable_file, sealing
from storage.keys.opening_key import Opener
from storage.keys.sealing import CannotOpenError
from storage.letterbox import draft_once
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

# All drafts without large files look alike from outside; a note says nothing by its size.
FLOORS = {b"D": 64 * 1024, b"N": 256}
DRAFT, NOTE = b"D", b"N"
_MAGIC = b"CBDRFT01\x01"  # suite 1: X25519 / HKDF-SHA256 / AES-256-GCM
_NAME = re.compile(r"[0-9a-f]{32}")
_SUFFIXES = {DRAFT: ".draft", NOTE: ".note"}
_WRAP = sealing.KEY_LENGTH + sealing.WRAP_OVERHEAD
_PREFIX = len(_MAGIC) + 1 + 8
_HEADER = _PREFIX + _WRAP
_SUM = hashlib.sha256().digest_size
# Far more than any computer will ever count; above it, somebody wrote the number.
_LONGEST_AGE = 1 << 40
# Nothing of ours is larger: the files of one form are limited (resources/workstation.toml).
_LARGEST = 128 * 1024 * 1024
_SHORTEST = _HEADER + sealing.NONCE_LENGTH + sealing.TAG_LENGTH + _SUM


def new_draft_name(random_bytes: RandomBytes) -> str:
    """Return the name of a new draft: 32 random hex characters that tell nothing."""
    return random_bytes(16).hex()


def seal_draft(
    content: bytes,
    *,
    kind: bytes,
    name: str,
    age: int,
    to_x25519: bytes,
    random_bytes: RandomBytes,
) -> bytes:
    """Seal ``content`` to one person; ``age`` is the folder's count of seconds (see AgeClock)."""
    prefix = _MAGIC + kind + age.to_bytes(8, "big")
    content_key = random_bytes(sealing.KEY_LENGTH)
    wrapped = sealing.wrap(content_key, to_x25519=to_x25519, info=prefix + name.encode())
    nonce = random_bytes(sealing.NONCE_LENGTH)
    inside = sealing.pad(len(content).to_bytes(4, "big") + content, floor=FLOORS[kind])
    sealed = sealing.encrypt(
        content_key, inside, nonce=nonce, associated_data=_bound(prefix + wrapped, name)
    )
    data = prefix + wrapped + nonce + sealed
    return data + hashlib.sha256(data).digest()


def age_of(data: bytes, *, kind: bytes = DRAFT) -> int:
    """Return the count of seconds at which it was sealed; raises ``staff.draft_damaged``."""
    digest = hashlib.sha256(data[:-_SUM]).digest()
    if (
        len(data) < _SHORTEST
        or not data.startswith(_MAGIC + kind)
        or not hmac.compare_digest(digest, data[-_SUM:])
    ):
        raise UserFacingError("staff.draft_damaged")
    age = int.from_bytes(data[_PREFIX - 8 : _PREFIX], "big")
    if age > _LONGEST_AGE:
        raise UserFacingError("staff.draft_damaged")
    return age


def open_draft(data: bytes, *, kind: bytes = DRAFT, name: str, keys: Opener) -> bytes:
    """Return the content.

    Raises ``staff.draft_not_yours`` (another key, or another file under this name) and
    ``staff.draft_damaged``.
    """
    age_of(data, kind=kind)
    header, nonce = data[:_HEADER], data[_HEADER : _HEADER + sealing.NONCE_LENGTH]
    try:
        content_key = keys.open_wrap(header[_PREFIX:], info=header[:_PREFIX] + name.encode())
    except CannotOpenError:
        raise UserFacingError("staff.draft_not_yours") from None
    try:
        inside = sealing.decrypt(
            content_key,
            data[_HEADER + sealing.NONCE_LENGTH : -_SUM],
            nonce=nonce,
            associated_data=_bound(header, name),
        )
    except CannotOpenError:
        raise UserFacingError("staff.draft_damaged") from None
    length = int.from_bytes(inside[:4], "big")
    return inside[4 : 4 + length]


def _bound(header: bytes, name: str) -> bytes:
    return hashlib.sha256(header + name.encode()).digest()


@dataclass(frozen=True, slots=True)
class DraftFolder:
    """The folder ``drafts``: ``<random name>.draft``, its key ``.once`` (draft_once), and ``.note``
    for the warning afterwards.

    Every call may raise ``staff.draft_disk_full`` and ``staff.draft_fault``.
    """

    path: Path

    def names(self, kind: bytes = DRAFT) -> tuple[str, ...]:
        """Return the names of what lies there: files of our own, no link, no pipe."""
        if not self.path.is_dir():
            return ()
        found = (
            path.stem
            for path in self.path.glob(f"*{_SUFFIXES[kind]}")
            if path.is_file() and not path.is_symlink()
        )
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def save(self, name: str, data: bytes, *, kind: bytes = DRAFT) -> None:
        """Put ``data`` in the place of what lies under this name; the former stays until it is
        durable.
        """
        try:
            durable_file.make_folder(self.path)
            durable_file.write_durably(self._file(name, kind), data)
        except OSError as error:
            raise _refusal(error) from error

    def lock(self, name: str, content: bytes, *, random_bytes: RandomBytes) -> bytes:
        """Return ``content`` under the draft's own key, which goes with the draft."""
        try:
            durable_file.make_folder(self.path)
            key = draft_once.keep_key(self._key_file(name), random_bytes=random_bytes)
        except OSError as error:
            raise _refusal(error) from error
        return draft_once.lock(content, key=key, random_bytes=random_bytes)

    def unlock(self, name: str, data: bytes) -> bytes:
        """Return what :meth:`lock` took; raises ``staff.draft_gone`` too: its key is gone."""
        try:
            key = draft_once.read_key(self._key_file(name))
        except OSError as error:
            raise _refusal(error) from error
        content = draft_once.unlock(data, key=key) if key is not None else None
        if content is None:
            raise UserFacingError("staff.draft_gone")
        return content

    def has_key(self, name: str) -> bool:
        """Say whether the draft's own key is still whole; without it nobody opens the draft."""
        try:
            return draft_once.read_key(self._key_file(name)) is not None
        except OSError as error:
            raise _refusal(error) from error

    def load(self, name: str, *, kind: bytes = DRAFT) -> bytes:
        """Return the sealed bytes, none of a file too large for one; raises ``staff.draft_gone``
        too.
        """
        try:
            with self._file(name, kind).open("rb") as stream:
                data = stream.read(_LARGEST + 1)
            return data if len(data) <= _LARGEST else b""
        except FileNotFoundError:
            raise UserFacingError("staff.draft_gone") from None
        except OSError as error:
            raise UserFacingError("staff.draft_fault") from error

    def delete(self, name: str, *, kind: bytes = DRAFT) -> None:
        """Delete it durably, a draft with its key; one that is not there is no error."""
        try:
            self._file(name, kind).unlink(missing_ok=True)
            if kind == DRAFT:
                draft_once.destroy(self._key_file(name))
            if self.path.is_dir():
                durable_file.sync_folder(self.path)
        except OSError as error:
            raise UserFacingError("staff.draft_fault") from error

    def sweep(self) -> None:
        """Delete what a crash left half written, and keys whose draft is gone."""
        if not self.path.is_dir():
            return
        there = set(self.names())
        try:
            for part in self.path.glob(f"*{durable_file.TEMPORARY_SUFFIX}"):
                part.unlink(missing_ok=True)
            for path in self.path.glob(f"*{draft_once.SUFFIX}"):
                if path.stem not in there:
                    draft_once.destroy(path)
        except OSError as error:
            raise _refusal(error) from error

    def _key_file(self, name: str) -> Path:
        return self._file(name, DRAFT).with_suffix(draft_once.SUFFIX)

    def _file(self, name: str, kind: bytes) -> Path:
        # the name becomes a file name: nothing else may
        if not _NAME.fullmatch(name):
            raise UserFacingError("staff.draft_gone")
        return self.path / f"{name}{_SUFFIXES[kind]}"


def _refusal(error: OSError) -> UserFacingError:
    full = durable_file.code_of(error) == "keys.disk_full"
    return UserFacingError("staff.draft_disk_full" if full else "staff.draft_fault")
