"""The guide to writing concerns down, and what somebody signs who has read it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.records import canonical_json, times

# What a reader's key signs begins with this; frozen.
GUIDE_LABEL = b"casebook/guide/v1\x00"
_SIGNED = ("at", "digest", "person", "version", "workstation")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingGuide:
    """``version`` names the edition; ``own``: it is the school's, not the one that comes with the
    program. In ``text`` lines that begin with "# " are headings, with "- " parts of a list.
    """

    version: str
    text: str
    own: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in hex: exactly this was read."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRead:
    """That somebody (id of a person) has read a guide, as they sign it: ``at`` is UTC text."""

    person: str
    version: str
    digest: str
    at: str
    workstation: str

    def signed_bytes(self) -> bytes:
        """The bytes that the reader's key signs."""
        return GUIDE_LABEL + canonical_json.encode(self.to_value())

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that travels and that the ledger keeps."""
        return {name: getattr(self, name) for name in _SIGNED}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "GuideRead":
        """Read the value back; raises KeyError, TypeError or ValueError for another shape."""
        read = cls(**{name: value[name] for name in _SIGNED})
        if not all(isinstance(getattr(read, name), str) for name in _SIGNED):
            raise TypeError("not text")
        if len(bytes.fromhex(read.digest)) != hashlib.sha256().digest_size:
            raise ValueError("not a SHA-256")
        if times.to_text(times.from_text(read.at)) != read.at:
            raise ValueError("not a moment as we write it")
        return read
