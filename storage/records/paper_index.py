"""What an old paper file holds, part by part, whether it was scanned or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """One part of a paper file: its section, what it is, its pages and days as they are written on
    it, and whether it was scanned.
    """

    section: str = ""
    what: str
    pages: str = ""
    since: str = ""
    until: str = ""
    scanned: bool = False

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "PaperPart":
        """Read a value of the ledger back; what is missing is empty."""
        words = {name: str(value.get(name) or "") for name in cls.__slots__ if name != "scanned"}
        return cls(scanned=value.get("scanned") is True, **words)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIndex:
    """The index of one volume: ``seq`` is its ledger position, ``at`` UTC text."""

    id: str
    seq: int
    title: str
    volume: str
    original_lies: str
    note: str
    parts: tuple[PaperPart, ...]
    by: str
    at: str
