"""One entry of the ledger: its header, what is signed of it, and the leaf it makes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from storage.ledger.merkle import leaf_hash
from storage.records import canonical_json

# (public Ed25519 key, signature, message) -> whether it is right; passed in by the caller
CheckSignature = Callable[[bytes, bytes, bytes], bool]
Sign = Callable[[bytes], bytes]

_ENTRY = b"casebook/entry/v1\x00"
_NAMES = {"at", "author", "body", "ledger", "prev", "seq", "type", "v"}
# A header as this program writes it: canonical by its form alone, so it need not be written again
# to see that. Whatever else is canonical is read the long way.
_USUAL = re.compile(
    rb'\{"at":"([0-9TZ:.-]*)","author":"([0-9a-f]*)","body":"((?:[0-9a-f]{2})*)",'
    rb'"ledger":"((?:[0-9a-f]{2})*)","prev":"((?:[0-9a-f]{2})*)",'
    rb'"seq":(0|[1-9][0-9]{0,14}),"type":"([a-z._]*)","v":1\}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What everybody may see of an entry: no name, no child.

    ``at`` is UTC text, ``author`` the key id in hex, ``body`` the commitment to the body,
    ``ledger`` the id of the ledger, ``prev`` the root over all entries before this one.
    """

    at: str
    author: str
    body: bytes
    ledger: bytes
    prev: bytes
    seq: int
    type: str

    def to_bytes(self) -> bytes:
        """Return the canonical JSON that is signed and stored."""
        return canonical_json.encode(
            {
                "at": self.at,
                "author": self.author,
                "body": self.body.hex(),
                "ledger": self.ledger.hex(),
                "prev": self.prev.hex(),
                "seq": self.seq,
                "type": self.type,
                "v": 1,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """One entry exactly as it lies in the casebook.

    ``fields`` maps a name to (canonical value bytes, salt). ``body``, ``salt`` and ``fields`` are
    None after a lawful disposal. ``leaf`` is the stored leaf hash.
    """

    ledger: bytes
    seq: int
    header: bytes
    signature: bytes
    leaf: bytes
    body: bytes | None
    salt: bytes | None
    fields: Mapping[str, tuple[bytes, bytes]] | None


def key_id(public: bytes) -> str:
    """Return the id of an Ed25519 public key: the first half of its SHA-256, in hex."""
    return sha256(public).digest()[:16].hex()


def parse_header(data: bytes) -> Header:
    """Read a header back; raises ValueError when the bytes are not exactly one."""
    usual = _USUAL.fullmatch(data)
    if usual is not None:
        at, author, body, ledger, prev, seq, type_ = usual.groups()
        return Header(
            at=at.decode("ascii"),
            author=author.decode("ascii"),
            body=bytes.fromhex(body.decode("ascii")),
            ledger=bytes.fromhex(ledger.decode("ascii")),
            prev=bytes.fromhex(prev.decode("ascii")),
            seq=int(seq),
            type=type_.decode("ascii"),
        )
    value = canonical_json.decode(data)
    if not isinstance(value, dict) or set(value) != _NAMES or value["v"] != 1:
        raise ValueError("not a header")
    texts = [value[name] for name in ("at", "author", "type", "body", "ledger", "prev")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(value["seq"], int):
        raise ValueError("not a header")
    return Header(
        at=value["at"],
        author=value["author"],
        body=bytes.fromhex(value["body"]),
        ledger=bytes.fromhex(value["ledger"]),
        prev=bytes.fromhex(value["prev"]),
        seq=value["seq"],
        type=value["type"],
    )


def signed_message(header: bytes) -> bytes:
    """Return what the author's key signs for a header."""
    return _ENTRY + header


def leaf_of(header: bytes, signature: bytes) -> bytes:
    """Return the leaf hash of an entry."""
    return leaf_hash(len(header).to_bytes(4, "big") + header + signature)
