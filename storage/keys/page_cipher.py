"""Opens single pages of a SQLCipher 4 file in memory, without SQLCipher.

A page of 4096 bytes: AES-256-CBC ciphertext, its IV (16), HMAC-SHA512 over both and the page number
in four bytes, little endian (64). Page 1 begins with the salt of the file instead of ciphertext.
The HMAC key is two rounds of PBKDF2-SHA512 over the raw key with the salt xor 0x3a
(https://www.zetetic.net/sqlcipher/design/).
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from storage.records.database_key import DatabaseKey

PAGE_BYTES = 4096
# What SQLite may use of a page: the end holds IV and HMAC.
USABLE_BYTES = PAGE_BYTES - 80
_IV_BYTES = 16
_HMAC_BYTES = 64
_SALT_BYTES = 16
_MAGIC = b"SQLite format 3\0"


class PageCipher:
    """The pages of one file under one key; page numbers begin at 1, as SQLite counts."""

    def __init__(self, key: DatabaseKey) -> None:
        hmac_salt = bytes(byte ^ 0x3A for byte in key.salt)
        self._hmac_key = hashlib.pbkdf2_hmac("sha512", key.key, hmac_salt, 2, dklen=32)
        self._cipher_key = AES256(key.key)

    def is_whole(self, number: int, page: bytes) -> bool:
        """Whether the page is, bit for bit, the one that was written under this number and key.

        The salt at the beginning of page 1 is not covered: whoever has the key does not need it.
        """
        if len(page) != PAGE_BYTES:
            return False
        start = _SALT_BYTES if number == 1 else 0
        covered = page[start:-_HMAC_BYTES] + number.to_bytes(4, "little")
        return hmac.compare_digest(
            hmac.digest(self._hmac_key, covered, "sha512"), page[-_HMAC_BYTES:]
        )

    def open(self, number: int, page: bytes) -> bytes | None:
        """Return the USABLE_BYTES of the page in plain, or None when it is not whole."""
        if not self.is_whole(number, page):
            return None
        start = _SALT_BYTES if number == 1 else 0
        initial = page[USABLE_BYTES : USABLE_BYTES + _IV_BYTES]
        decryptor = Cipher(self._cipher_key, CBC(initial)).decryptor()
        plain = decryptor.update(page[start:USABLE_BYTES]) + decryptor.finalize()
        return _MAGIC + plain if number == 1 else plain
