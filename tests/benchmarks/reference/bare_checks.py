"""The reference for verification: hashes and signatures in a bare loop that names no fault."""

import hashlib
import hmac
from collections.abc import Callable, Iterable

from big_casebook import PUBLIC

from storage.ledger.entries import StoredEntry


def bare_checks(
    entries: Iterable[StoredEntry], check_signature: Callable[[bytes, bytes, bytes], bool]
) -> bytes:
    """Hash every field, body and leaf, check every signature, fold the leaves into one hash."""
    folded = bytes(32)
    for entry in entries:
        for name, (value, salt) in (entry.fields or {}).items():
            message = b"casebook/field/v1\x00" + name.encode() + b"\x00" + value
            hmac.digest(salt, message, "sha256")
        hmac.digest(entry.salt or b"", b"casebook/body/v1\x00" + (entry.body or b""), "sha256")
        if not check_signature(PUBLIC, entry.signature, b"casebook/entry/v1\x00" + entry.header):
            raise RuntimeError("a signature does not fit")
        length = len(entry.header).to_bytes(4, "big")
        leaf = hashlib.sha256(b"\x00" + length + entry.header + entry.signature).digest()
        folded = hashlib.sha256(b"\x01" + folded + leaf).digest()
    return folded
