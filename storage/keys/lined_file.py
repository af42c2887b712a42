"""Two-line files: one line of canonical JSON, one line that vouches for it.

The second line is a SHA-256 in hex (files that only we read; finds damage) or an Ed25519
signature in hex (files that others trust). The bytes of the first line are what is checked;
nothing is ever re-serialised.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from storage.keys.person_keys import verify
from storage.records import canonical_json
from storage.records.canonical_json import CanonicalJsonError


class LinedFileError(ValueError):
    """The bytes are not such a file, or the second line does not vouch for the first."""


def summed(body: canonical_json.Value) -> bytes:
    """Return the file with a checksum."""
    line = canonical_json.encode(body)
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def read_summed(data: bytes) -> dict[str, Any]:
    """Return the body of a file with a checksum; raises LinedFileError."""
    line, second = _lines(data)
    if second != hashlib.sha256(line).hexdigest().encode():
        raise LinedFileError("the checksum differs")
    return _object(line)


def signed(body: canonical_json.Value, *, label: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the file with a signature over ``label`` 00 and the first line."""
    line = canonical_json.encode(body)
    return line + b"\n" + sign(label + b"\0" + line).hex().encode() + b"\n"


def read_unchecked(data: bytes) -> dict[str, Any]:
    """Return the body without believing it: to find the key to call :func:`check_signed` with."""
    return _object(_lines(data)[0])


def check_signed(data: bytes, *, label: bytes, public_ed25519: bytes) -> None:
    """Check the signature of a signed file; raises LinedFileError."""
    line, second = _lines(data)
    try:
        signature = bytes.fromhex(second.decode("ascii"))
    except ValueError as error:
        raise LinedFileError("the signature is not hex") from error
    if signature.hex().encode() != second:
        raise LinedFileError("the signature is not written as we write it")
    if not verify(public_ed25519, label + b"\0" + line, signature):
        raise LinedFileError("the signature does not hold")


def _lines(data: bytes) -> tuple[bytes, bytes]:
    parts = data.split(b"\n")
    if len(parts) != 3 or parts[2]:
        raise LinedFileError("not two lines")
    return parts[0], parts[1]


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = canonical_json.decode(line)
    except (CanonicalJsonError, RecursionError) as error:
        raise LinedFileError("not canonical JSON") from error
    if not isinstance(value, dict) or value.get("v") != 1:
        raise LinedFileError("not version 1")
    return value
