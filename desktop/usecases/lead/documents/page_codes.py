"""The short code of every page, by which the page can be shown again as it was exported."""

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class PageCodes:
    """Eight characters for each page, from a secret of 32 bytes that this export alone has."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __call__(self, page: int) -> str:
        """Return the code of a page, counted from 1: ``K7M2-9QRT``."""
        digest = hashlib.sha256(b"casebook/page/v1\x00" + self._secret + page.to_bytes(4, "big"))
        number = int.from_bytes(digest.digest()[:5], "big")
        text = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(8))
        return f"{text[:4]}-{text[4:]}"
