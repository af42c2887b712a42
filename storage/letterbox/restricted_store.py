"""The small store of whoever reads letters about adults: apart from the casebook, only added to.

readers/KEY.json     how one reader gets in; no name
KEY/N.entry          one sealed entry a file; N counts from 1 without a gap
restricted.seen      beside the folder: how far each reader's store had come, so that an older copy
                     of the whole folder is noticed
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.keys import durable_file, lined_file
from storage.keys.key_slots import Slot
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import PersonKeys
from storage.letterbox.restricted_entry import (
    NO_ENTRY_BEFORE,
    Entry,
    EntryError,
    open_entry,
    seal_entry,
)
from storage.letterbox.school_card import PinnedSchool
from storage.letterbox.spool import NO_SPACE
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

_DIGITS = 12
_SUFFIX = ".entry"
_SEEN = ".seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFile:
    """How one reader gets in on this device; ``device`` stands in the code that is compared."""

    slot: Slot
    device: str
    school_name: str
    pinned: PinnedSchool

    @property
    def post(self) -> str:
        """The post the letters are sealed to: head, chair or spare."""
        return self.slot.role

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        return lined_file.summed(
            {
                "device": self.device,
                "pinned": self.pinned.to_value(),
                "school_name": self.school_name,
                "slot": self.slot.to_value(),
                "v": 1,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "ReaderFile":
        """Read the bytes back; raises ``restricted.reader_damaged``."""
        try:
            value = lined_file.read_summed(data)
            return cls(
                slot=Slot.from_value(value["slot"]),
                device=bytes.fromhex(value["device"]).hex(),
                school_name=str(value["school_name"]),
                pinned=PinnedSchool.from_value(value["pinned"]),
            )
        except (LinedFileError, ValueError, KeyError, TypeError):
            raise UserFacingError("restricted.reader_damaged") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFault:
    """What is wrong with a store: the entry's number, and one of ``missing``, ``damaged``,
    ``not_yours``, ``not_signed``, ``out_of_order``, ``older_copy``.
    """

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The entries that could be read, oldest first, and every fault found."""

    entries: tuple[Entry, ...]
    faults: tuple[StoreFault, ...]


@dataclass(frozen=True, slots=True)
class RestrictedFolder:
    """The folder ``restricted`` of one home; raises ``restricted.disk_full`` and
    ``restricted.folder_fault``.
    """

    path: Path

    def readers(self) -> tuple[ReaderFile, ...]:
        """Return everybody who can open a store here; a damaged file is left out."""
        found = []
        for path in sorted((self.path / "readers").glob("*.json")):
            with suppress(UserFacingError, OSError):
                found.append(ReaderFile.from_bytes(path.read_bytes()))
        return tuple(found)

    def save_reader(self, file: ReaderFile) -> None:
        """Keep how somebody gets in."""
        with _told():
            durable_file.make_folder(self.path / "readers")
            name = f"{file.slot.public.key_id}.json"
            durable_file.write_durably(self.path / "readers" / name, file.to_bytes())

    def store(self, keys: PersonKeys, *, random_bytes: RandomBytes) -> "RestrictedStore":
        """Return the store of one reader."""
        return RestrictedStore(root=self.path, keys=keys, random_bytes=random_bytes)


@dataclass(frozen=True, kw_only=True)
class RestrictedStore:
    """One reader's entries. Nothing in it is ever changed: corrections are further entries."""

    root: Path
    keys: PersonKeys
    random_bytes: RandomBytes
    _opened: dict[int, tuple[tuple[int, int], Entry]] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        """Where the entries lie."""
        return self.root / self.keys.key_id

    def append(
        self, *, at: str, kind: str, fields: Mapping[str, Any], files: Sequence[Attachment] = ()
    ) -> Entry:
        """Add an entry; it lies on the disk when this returns.

        Raises ``restricted.store_changed`` when the newest entry cannot be read: nothing is put
        behind a fault that nobody has looked at.
        """
        number, previous = self._end()
        with _told():
            durable_file.make_folder(self.folder)
        data = seal_entry(
            number=number + 1,
            previous=previous,
            at=at,
            kind=kind,
            fields=fields,
            files=files,
            keys=self.keys,
            random_bytes=self.random_bytes,
        )
        with _told():
            durable_file.write_durably(self._path(number + 1), data)
        entry = open_entry(data, keys=self.keys, with_files=False)
        self._note_seen(entry.number, entry.digest)
        return entry

    def read(self, number: int) -> Entry:
        """Return one entry with its files; raises ``restricted.entry_missing``."""
        try:
            return open_entry(self._path(number).read_bytes(), keys=self.keys)
        except (OSError, EntryError):
            raise UserFacingError("restricted.entry_missing", number=number) from None

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that can be read, oldest first, for a list; :meth:`check` looks at
        every byte anew.
        """
        found = []
        for number in self._numbers():
            with _told():
                stat = self._path(number).stat()
            state = (stat.st_size, stat.st_mtime_ns)
            known = self._opened.get(number)
            if known is None or known[0] != state:
                try:
                    entry = open_entry(self._bytes(number), keys=self.keys, with_files=False)
                except EntryError:
                    continue
                known = self._opened[number] = (state, entry)
            found.append(known[1])
        return tuple(found)

    def check(self) -> Checked:
        """Open every entry in turn and name what is missing, changed or older than it was."""
        numbers, entries, faults = self._numbers(), [], []
        previous, expected = NO_ENTRY_BEFORE, 1
        for number in numbers:
            faults += [StoreFault(number=gap, what="missing") for gap in range(expected, number)]
            broken = number != expected
            expected = number + 1
            try:
                entry = open_entry(self._bytes(number), keys=self.keys, with_files=False)
            except EntryError as error:
                faults.append(StoreFault(number=number, what=error.what))
                previous = b""
                continue
            if entry.number != number or (previous and not broken and entry.previous != previous):
                faults.append(StoreFault(number=number, what="out_of_order"))
            entries.append(entry)
            previous = entry.digest
        faults += self._older(expected - 1, {each.number: each.digest for each in entries})
        return Checked(entries=tuple(entries), faults=tuple(faults))

    def copy_to(self, target: Path) -> int:
        """Copy what this reader needs into ``target`` and read it back; returns how many files.

        Raises ``restricted.copy_exists`` and ``restricted.copy_differs``.
        """
        with _told():
            if target.exists():
                raise UserFacingError("restricted.copy_exists")
            wanted = [
                self.root / "readers" / f"{self.keys.key_id}.json",
                *(self._path(number) for number in self._numbers()),
            ]
            wanted = [path for path in wanted if path.is_file()]
            for path in wanted:
                place = target / path.relative_to(self.root)
                durable_file.make_folder(place.parent)
                durable_file.write_durably(place, path.read_bytes())
            for path in wanted:
                if (target / path.relative_to(self.root)).read_bytes() != path.read_bytes():
                    raise UserFacingError("restricted.copy_differs")
        return len(wanted)

    def _end(self) -> tuple[int, bytes]:
        numbers = self._numbers()
        if not numbers:
            if self._seen() is not None:
                raise UserFacingError("restricted.store_changed")
            return 0, NO_ENTRY_BEFORE
        try:
            last = open_entry(self._bytes(numbers[-1]), keys=self.keys, with_files=False)
        except EntryError:
            raise UserFacingError("restricted.store_changed") from None
        if last.number != numbers[-1] or self._older(last.number, {last.number: last.digest}):
            raise UserFacingError("restricted.store_changed")
        return last.number, last.digest

    def _older(self, last: int, digests: Mapping[int, bytes]) -> list[StoreFault]:
        seen = self._seen()
        if seen is None:
            return []
        number, digest = seen
        known = digests.get(number)
        if number > last or (known is not None and known != digest):
            return [StoreFault(number=number, what="older_copy")]
        return []

    def accept_as_it_is(self) -> None:
        """Go on with a store that was put back: the fault was shown and stands in an entry."""
        numbers = self._numbers()
        with _told():
            self._seen_path().unlink(missing_ok=True)
        if numbers:
            self._note_seen(*self._end())

    def _numbers(self) -> tuple[int, ...]:
        with _told():
            if not self.folder.is_dir():
                return ()
            stems = [path.stem for path in self.folder.iterdir() if path.suffix == _SUFFIX]
        return tuple(
            sorted(
                int(stem)
                for stem in stems
                if len(stem) == _DIGITS and stem.isascii() and stem.isdigit() and int(stem)
            )
        )

    def _bytes(self, number: int) -> bytes:
        with _told():
            return self._path(number).read_bytes()

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:0{_DIGITS}d}{_SUFFIX}"

    def _seen_path(self) -> Path:
        short = self.keys.key_id[:8]
        return self.root.with_name(f"{self.root.name}-{short}{_SEEN}")

    def _seen(self) -> tuple[int, bytes] | None:
        try:
            value = lined_file.read_summed(self._seen_path().read_bytes())
            return int(value["number"]), bytes.fromhex(value["digest"])
        except (OSError, LinedFileError, KeyError, ValueError, TypeError):
            return None

    def _note_seen(self, number: int, digest: bytes) -> None:
        """A disk that takes no note of it must not make an entry that lies there look failed."""
        with suppress(OSError):
            durable_file.write_durably(
                self._seen_path(),
                lined_file.summed({"digest": digest.hex(), "number": number, "v": 1}),
            )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "restricted.disk_full" if error.errno in NO_SPACE else "restricted.folder_fault"
        raise UserFacingError(code) from error
