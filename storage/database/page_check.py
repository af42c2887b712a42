"""Tells a wrong key from a damaged first page: does the key fit any page of the file?"""

from pathlib import Path

from storage.keys.page_cipher import PAGE_BYTES, PageCipher
from storage.records.database_key import DatabaseKey

__all__ = ["PAGE_BYTES", "key_fits"]

_PAGES_TRIED = 64


def key_fits(path: Path, key: DatabaseKey) -> bool:
    """Whether at least one page of the file was written with this key.

    The first pages are tried, then pages spread over the whole file.
    """
    cipher = PageCipher(key)
    with path.open("rb") as file:
        count = path.stat().st_size // PAGE_BYTES
        spread = range(_PAGES_TRIED + 1, count + 1, max(1, count // _PAGES_TRIED))
        for number in (*range(1, min(count, _PAGES_TRIED) + 1), *spread):
            file.seek((number - 1) * PAGE_BYTES)
            if cipher.is_whole(number, file.read(PAGE_BYTES)):
                return True
    return False
