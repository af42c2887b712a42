"""The letterbox: a folder that both sides can reach, in which files appear whole or not at all.

out/        slips on their way          collected/  slips the casebook has taken over
kept/       slips that could not be opened; never deleted by the program
receipts/   answers for workstations    pairing/    workstations that ask to join
school.card, team.card
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from storage.keys import durable_file
from storage.letterbox.strays import strays, whole_digest
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

# Both sides write here under accounts of their own; what lies here is sealed or signed.
_SHARED_FILE = 0o666
_SLIP_NAME = re.compile("[0-9a-f]{32}")
_SLIP_FILE = re.compile(r"[0-9a-f]{32}\.slip")
# A slip ends with its own SHA-256 (storage.letterbox.slip).
_DIGEST_LENGTH = 32
_LARGEST_SLIP = 128 * 1024 * 1024
_LARGEST_SMALL_FILE = 16 * 1024 * 1024
_FOLDERS = ("out", "collected", "kept", "receipts", "pairing")
DISK_FULL = "letterbox.disk_full"
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})


def new_spool_name(random_bytes: RandomBytes) -> str:
    """Return a file name for a slip: 32 hex characters that mean nothing."""
    return random_bytes(16).hex()


@dataclass(frozen=True, slots=True)
class Spool:
    """One letterbox folder.

    Every call may raise ``letterbox.folder_gone``, ``letterbox.read_only``,
    ``letterbox.disk_full`` and ``letterbox.folder_fault``.
    """

    folder: Path

    def prepare(self) -> None:
        """Make the folders inside the letterbox; the letterbox itself must exist."""
        with self._told():
            for name in _FOLDERS:
                inside = self.folder / name
                inside.mkdir(exist_ok=True)
                # one that is there may be the other side's, or what a crash left half done
                with suppress(PermissionError):
                    if not inside.is_symlink():  # somebody's link may lead to a private folder
                        inside.chmod(self._mode())
            durable_file.sync_folder(self.folder)

    def drop_slip(self, data: bytes, *, name: str) -> None:
        """Put a slip here, durably; a name that waits or was taken changes nothing."""
        if not self._lies_in(("out", "collected"), name):
            self.drop_again(data, name=name)

    def drop_again(self, data: bytes, *, name: str) -> None:
        """Put a slip here whatever became of an earlier copy; see :meth:`needs`.

        Another letter that came to lie under its name keeps waiting under one of its own.
        """
        path = self._slip_path("out", name)
        with self._told():
            other = whole_digest(path) if path.is_file() else None
            if other not in (None, data[-_DIGEST_LENGTH:]):
                path.replace(self._slip_path("out", other[:16].hex()))
        self._write(path, data)

    def holds(self, name: str) -> bool:
        """Say whether the slip lies here still, waiting, taken, or kept apart."""
        return self._lies_in(("out", "collected", "kept"), name)

    def needs(self, name: str, *, slip: Callable[[], bytes], answered: Callable[[], bool]) -> bool:
        """Say whether a slip must be carried (again): the folder lost it or its receipt, cut it
        short or put another in its place, or keeps it apart in another state than ``slip``.

        ``answered`` says whether a right receipt lies here; both are asked only when it matters.
        """
        if self._lies_in(("out",), name):
            return self._end_of("out", name) != slip()[-_DIGEST_LENGTH:]
        if self._lies_in(("collected",), name):
            return not answered()
        kept = self._slip_path("kept", name)
        with self._told():
            if not kept.is_file():
                return True
        return self._read(kept, largest=_LARGEST_SLIP) != slip()

    def _lies_in(self, places: tuple[str, ...], name: str) -> bool:
        with self._told():
            return any(self._slip_path(place, name).is_file() for place in places)

    def pending(self) -> tuple[str, ...]:
        """Return the names of the slips that wait to be collected."""
        return self._slips("out")

    def adopt_strays(self) -> tuple[str, ...]:
        """Give whole slips that lie here under another name a name of their own, so that they wait
        as others do; return the names of those that are not whole (yet) and stay as they are.
        """
        unfinished = []
        with self._told():
            found = tuple(strays(self.folder, is_ours=_SLIP_FILE))
        for path in found:
            try:
                digest = whole_digest(path)
                if digest is not None:
                    path.replace(self._slip_path("out", digest[:16].hex()))
                    continue
            except OSError:
                pass  # held by the program that writes it, or gone: the next round looks again
            unfinished.append(path.name)
        return tuple(unfinished)

    def read_slip(self, name: str) -> bytes:
        """Return a waiting slip; raises ``letterbox.slip_damaged`` if too large for one."""
        data = self._read(self._slip_path("out", name), largest=_LARGEST_SLIP)
        if data is None:
            raise UserFacingError("letterbox.slip_damaged")
        return data

    def mark_collected(self, name: str) -> None:
        """Move a slip away once the casebook has committed it; a second time changes nothing."""
        self._move(name, "collected")

    def keep_bad(self, name: str) -> None:
        """Move a slip that cannot be opened to where it stays; a second time changes nothing."""
        self._move(name, "kept")

    def collected(self) -> tuple[str, ...]:
        """Return the names of the slips that were taken over."""
        return self._slips("collected")

    def read_collected(self, name: str) -> bytes:
        """Return a slip that was taken over; raises ``letterbox.slip_damaged``."""
        data = self._read(self._slip_path("collected", name), largest=_LARGEST_SLIP)
        if data is None:
            raise UserFacingError("letterbox.slip_damaged")
        return data

    def collected_digest(self, name: str) -> bytes:
        """Return the digest that a slip that was taken over ends with."""
        return self._end_of("collected", name)

    def _end_of(self, place: str, name: str) -> bytes:
        with self._told(), self._slip_path(place, name).open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - _DIGEST_LENGTH))
            return stream.read()

    def wait_again(self, name: str, *, source: str = "collected") -> None:
        """Let a slip wait once more: the casebook that took it over is lost, or what was kept apart
        (``source`` "kept") has become whole since.
        """
        self._move(name, "out", source=source)

    def kept_digest(self, name: str) -> bytes | None:
        """Return the digest of a slip that is kept apart, None while it is not whole."""
        with self._told():
            path = self._slip_path("kept", name)
            return whole_digest(path) if path.is_file() else None

    def stands(self) -> bool:
        """Say whether the letterbox can be reached at all."""
        return (self.folder / "out").is_dir()

    def receipts(self) -> Iterator[bytes]:
        """Yield the bytes of every receipt that lies here."""
        for path in self._files("receipts", ".rcpt"):
            data = self._read_if_there(path)
            if data is not None:
                yield data

    def kept(self) -> tuple[str, ...]:
        """Return the names of the slips that could not be opened."""
        return self._slips("kept")

    def discard_collected(self, name: str) -> None:
        """Delete a slip that was taken over: lawful disposal reaches the letterbox too."""
        with self._told():
            self._slip_path("collected", name).unlink(missing_ok=True)
            durable_file.sync_folder(self.folder / "collected")

    def write_receipt(self, digest: bytes, data: bytes) -> None:
        """Put the receipt of a slip here; a later one for the same slip takes its place."""
        self._write(self._receipt_path(digest), data)

    def receipt_names(self) -> frozenset[str]:
        """Return the names of the receipts that lie here; see :meth:`receipt_name`."""
        return frozenset(path.stem for path in self._files("receipts", ".rcpt"))

    @staticmethod
    def receipt_name(digest: bytes) -> str:
        """Return the name of a slip's receipt: the first half of its digest in hex."""
        return digest[:16].hex()

    def read_receipt(self, digest: bytes) -> bytes | None:
        """Return the receipt of a slip, or None when there is none yet."""
        return self._read_if_there(self._receipt_path(digest))

    def write_ask(self, workstation_id: str, data: bytes) -> None:
        """Leave a workstation's request to be paired."""
        self._write(self._ask_path(workstation_id), data)

    def asks(self) -> tuple[tuple[str, bytes], ...]:
        """Return the requests that wait: (workstation id, bytes)."""
        found = []
        for path in self._files("pairing", ".ask"):
            data = self._read_if_there(path)
            if data is not None and _SLIP_NAME.fullmatch(path.stem):
                found.append((path.stem, data))
        return tuple(found)

    def remove_ask(self, workstation_id: str) -> None:
        """Take a request away that was answered."""
        with self._told():
            self._ask_path(workstation_id).unlink(missing_ok=True)

    def write_school_card(self, data: bytes) -> None:
        """Publish the school card."""
        self._write(self.folder / "school.card", data)

    def read_school_card(self) -> bytes:
        """Return the school card; raises ``letterbox.no_school_card``."""
        return self._card("school.card", "letterbox.no_school_card")

    def write_team_card(self, data: bytes) -> None:
        """Publish the team card."""
        self._write(self.folder / "team.card", data)

    def read_team_card(self) -> bytes:
        """Return the team card; raises ``letterbox.no_team_card``."""
        return self._card("team.card", "letterbox.no_team_card")

    def _card(self, name: str, missing: str) -> bytes:
        with self._told():
            self.folder.stat()
        data = self._read_if_there(self.folder / name)
        if data is None:
            raise UserFacingError(missing)
        return data

    def _slip_path(self, place: str, name: str) -> Path:
        if not _SLIP_NAME.fullmatch(name):
            raise ValueError("not the name of a slip")
        return self.folder / place / f"{name}.slip"

    def _receipt_path(self, digest: bytes) -> Path:
        return self.folder / "receipts" / f"{self.receipt_name(digest)}.rcpt"

    def _ask_path(self, workstation_id: str) -> Path:
        if not _SLIP_NAME.fullmatch(workstation_id):
            raise ValueError("not the id of a workstation")
        return self.folder / "pairing" / f"{workstation_id}.ask"

    def _slips(self, place: str) -> tuple[str, ...]:
        stems = (path.stem for path in self._files(place, ".slip"))
        return tuple(stem for stem in stems if _SLIP_NAME.fullmatch(stem))

    def _files(self, place: str, suffix: str) -> tuple[Path, ...]:
        with self._told():
            return tuple(
                sorted(
                    path
                    for path in (self.folder / place).iterdir()
                    if path.suffix == suffix and path.is_file() and not path.is_symlink()
                )
            )

    def _move(self, name: str, place: str, *, source: str = "out") -> None:
        before, target = self._slip_path(source, name), self._slip_path(place, name)
        with self._told():
            if before.is_file():
                before.replace(target)
                durable_file.sync_folder(target.parent)
                durable_file.sync_folder(before.parent)

    def _write(self, path: Path, data: bytes) -> None:
        with self._told():
            mode = self._mode() & _SHARED_FILE
            durable_file.write_durably(path, data, mode=mode, whatever_the_umask=True)

    def _mode(self) -> int:
        """The letterbox folder's own permissions, which what lies here has as well: the program
        keeps its files private, but the other side works under another account and must reach
        these.
        """
        return stat.S_IMODE(self.folder.stat().st_mode)

    def _read_if_there(self, path: Path) -> bytes | None:
        with self._told():
            if not path.is_file():
                return None
        return self._read(path, largest=_LARGEST_SMALL_FILE)

    def _read(self, path: Path, *, largest: int) -> bytes | None:
        """Return the bytes; None for a file larger than any of ours."""
        with self._told(), path.open("rb") as stream:
            data = stream.read(largest + 1)
        return data if len(data) <= largest else None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the file system says into one sentence."""
        try:
            yield
        except OSError as error:
            raise UserFacingError(code_of(error)) from error


def code_of(error: OSError) -> str:
    """Return the code of the sentence for what a file system refused."""
    if error.errno in NO_SPACE:
        return DISK_FULL
    if error.errno in _NOT_ALLOWED:
        return "letterbox.read_only"
    if error.errno in _GONE:
        return "letterbox.folder_gone"
    return "letterbox.folder_fault"
