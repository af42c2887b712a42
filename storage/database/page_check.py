"""Tells a wrong key from a damaged first page: does the key fit any page of the file?

SQLCipher 4: the last 64 bytes of each page are HMAC-SHA512 over the encrypted page, its IV and the
page number; the HMAC key is two rounds of PBKDF2-SHA512 over the raw key with the salt xor 0x3a.
"""

import hashlib
import hmac
from pathlib import Path

from storage.records.database_key import DatabaseKey

PAGE_BYTES = 4096
_HMAC_BYTES = 64
_SALT_BYTES = 16
_PAGES_TRIED = 64


def key_fits(path: Path, key: DatabaseKey) -> bool:
    """Whether at least one of the first pages was written with this key."""
    hmac_salt = bytes(byte ^ 0x3A for byte in key.salt)
    hmac_key = hashlib.pbkdf2_hmac("sha512", key.key, hmac_salt, 2, dklen=32)
    with path.open("rb") as file:
        for number in range(1, _PAGES_TRIED + 1):
            page = file.read(PAGE_BYTES)
            if len(page) < PAGE_BYTES:
                return False
            if _page_is_whole(page, number, hmac_key):
                return True
    return False


def _page_is_whole(page: bytes, number: int, hmac_key: bytes) -> bool:
    start = _SALT_BYTES if number == 1 else 0
    covered = page[start:-_HMAC_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(hmac_key, covered, "sha512"), page[-_HMAC_BYTES:])
