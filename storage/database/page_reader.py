"""Reads the casebook's file page by page without SQLCipher: decrypted in memory, log included.

The insurance for the day on which the engine refuses the file. Nothing decrypted touches the disk.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.database.write_ahead_log import log_of, read_log
from storage.keys.page_cipher import PAGE_BYTES, PageCipher
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]
_KEPT_PAGES = 256
_PROGRESS_EVERY = 500
_MOST_PAGES = 10_000_000


class PageReader:
    """The pages of a file as they were last committed; a page that is not whole reads as None."""

    def __init__(self, path: Path, *, key: DatabaseKey) -> None:
        """Open the file for reading; raises database.missing and database.cannot_open."""
        self._cipher = PageCipher(key)
        log_path = log_of(path)
        self._log = read_log(log_path)
        try:
            self._file = path.open("rb")
        except FileNotFoundError as error:
            raise UserFacingError("database.missing") from error
        except OSError as error:
            raise UserFacingError("database.cannot_open") from error
        self._log_file = log_path.open("rb") if self._log.pages or self._log.behind else None
        size = path.stat().st_size
        self.in_file = -(-size // PAGE_BYTES)
        self._kept: OrderedDict[int, bytes | None] = OrderedDict()
        self.ragged = size % PAGE_BYTES != 0

    @property
    def count(self) -> int:
        """The number of pages: what the last commit said, or what page 1 says, or what lies here.

        Pages that were cut off the end are counted and read as None.
        """
        if self._log.page_count:
            return self._log.page_count
        first = self.page(1)
        # a file always begins so; bytes 28 to 31 hold its size
        stated = int.from_bytes(first[28:32], "big") if first is not None else 0
        return max(min(stated, _MOST_PAGES), self.in_file)

    @property
    def log_broken(self) -> bool:
        """Whether acknowledged pages lie behind a damaged place of the log."""
        return self._log.broken

    def page(self, number: int) -> bytes | None:
        """Return a page in plain, or None when it is lost."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        raw = self._raw(number)
        plain = None if raw is None else self._cipher.open(number, raw)
        self._kept[number] = plain
        if len(self._kept) > _KEPT_PAGES:
            self._kept.popitem(last=False)
        return plain

    def bad_pages(self, *, progress: Progress | None = None) -> list[int]:
        """Check every page; return the numbers of those that are not whole. 0.5 s per 100 MB."""
        bad = []
        total = self.count
        for number in range(1, total + 1):
            raw = self._raw(number)
            if raw is None or not self._cipher.is_whole(number, raw):
                bad.append(number)
            if progress is not None and (number % _PROGRESS_EVERY == 0 or number == total):
                progress(number, total)
        return bad

    def pages_behind_break(self) -> Iterator[tuple[int, bytes]]:
        """Yield whole pages from behind a damaged place of the log, in plain.

        They may be half of a transaction: believe only what proves itself.
        """
        if self._log_file is None:
            return
        for number, place in self._log.behind.items():
            self._log_file.seek(place)
            plain = self._cipher.open(number, self._log_file.read(PAGE_BYTES))
            if plain is not None:
                yield number, plain

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._file.close()
        if self._log_file is not None:
            self._log_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _raw(self, number: int) -> bytes | None:
        place = self._log.pages.get(number)
        try:
            if place is not None and self._log_file is not None:
                self._log_file.seek(place)
                return self._log_file.read(PAGE_BYTES)
            if not 1 <= number <= self.in_file:
                return None
            self._file.seek((number - 1) * PAGE_BYTES)
            return self._file.read(PAGE_BYTES)
        except OSError:
            return None  # a sector that the disk no longer gives
