"""Salted commitments: to each field, to the body that lists them, and to files."""

import hmac
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from storage.records import canonical_json

SALT_BYTES = 32
_FIELD = b"casebook/field/v1\x00"
_BODY = b"casebook/body/v1\x00"
_FILE = b"casebook/file/v1\x00"
# Names that need no escape in JSON: with them a body can be written without an encoder.
_PLAIN_NAMES = re.compile("[A-Za-z0-9_,]*")


def field_commitment(*, salt: bytes, name: str, value: bytes) -> bytes:
    """Return the commitment to one field; ``value`` is the canonical JSON of what it says."""
    return hmac.digest(salt, _FIELD + name.encode("ascii") + b"\x00" + value, sha256)


def commit_fields(fields: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Return the body over ``fields``: name to (canonical value, salt)."""
    return body_bytes(
        {
            name: field_commitment(salt=salt, name=name, value=value)
            for name, (value, salt) in fields.items()
        }
    )


def body_bytes(commitments: Mapping[str, bytes]) -> bytes:
    """Return the body: the canonical JSON that lists the commitments by field name."""
    if _PLAIN_NAMES.fullmatch(",".join(commitments)):
        listed = ",".join([f'"{name}":"{commitments[name].hex()}"' for name in sorted(commitments)])
        return f'{{"fields":{{{listed}}},"v":1}}'.encode("ascii")
    fields = {name: commitment.hex() for name, commitment in commitments.items()}
    return canonical_json.encode({"v": 1, "fields": fields})


def read_body(body: bytes) -> dict[str, bytes]:
    """Return the commitments that a body lists; raises ValueError when it is not a body."""
    value = canonical_json.decode(body)
    if not isinstance(value, dict) or set(value) != {"v", "fields"} or value["v"] != 1:
        raise ValueError("not a body")
    fields = value["fields"]
    if not isinstance(fields, dict):
        raise ValueError("not a body")
    commitments = {name: bytes.fromhex(_text(item)) for name, item in fields.items()}
    if any(len(commitment) != 32 for commitment in commitments.values()):
        raise ValueError("not a body")
    return commitments


def body_commitment(*, salt: bytes, body: bytes) -> bytes:
    """Return the commitment that stands in the header of an entry."""
    return hmac.digest(salt, _BODY + body, sha256)


def file_commitment(*, salt: bytes, content: bytes | Iterable[bytes]) -> bytes:
    """Return the commitment to a file, given whole or piece by piece."""
    mac = hmac.new(salt, _FILE, sha256)
    for piece in (content,) if isinstance(content, bytes) else content:
        mac.update(piece)
    return mac.digest()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a body")
    return value
