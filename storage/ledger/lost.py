"""Entries that damage took: how they stand in a rescued casebook, and what explains them.

A rescue keeps every readable entry byte for byte. In the place of another stands either its signed
header without its content, or a placeholder: no header, no signature, only the hash of its leaf
where that was still known. Nothing of this is believed unless a later ``rescue.made`` of somebody
who may sign names it: a blanked entry alone is a fault.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from storage.ledger.entries import StoredEntry, signed_message
from storage.records import canonical_json

RESCUE = "rescue.made"
# Stands where not even the hash of a lost entry is known; frozen.
LOST_LEAF = sha256(b"casebook/lost-leaf/v1").digest()


def is_placeholder(entry: StoredEntry) -> bool:
    """Whether nothing of the entry is left but its place (and, with luck, its leaf)."""
    return (
        not entry.header
        and not entry.signature
        and entry.body is None
        and entry.salt is None
        and entry.fields is None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueNamed:
    """What one ``rescue.made`` names; ``rebuilt_from`` is the first position of an unknown leaf."""

    lost: frozenset[int]
    files: frozenset[tuple[int, int]]
    rebuilt_from: int | None


def named_by(entry: StoredEntry) -> RescueNamed:
    """Read a ``rescue.made``; raises ValueError, KeyError or TypeError when it is not sound."""
    fields = entry.fields
    if fields is None:
        raise ValueError("its content is gone")
    lost = frozenset(_position(item["seq"]) for item in _value(fields, "lost", []))
    files = frozenset(
        (_position(item["seq"]), _position(item["file"]))
        for item in _value(fields, "files_lost", [])
    )
    rebuilt = _value(fields, "rebuilt_from", None)
    if any(position >= entry.seq for position in (*lost, rebuilt or 0)):
        raise ValueError("a rescue names what lies before it")
    return RescueNamed(
        lost=lost, files=files, rebuilt_from=None if rebuilt is None else _position(rebuilt)
    )


def _value(fields: Mapping[str, tuple[bytes, bytes]], name: str, default: Any) -> Any:
    return canonical_json.decode(fields[name][0]) if name in fields else default


def _position(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a position")
    return value


@dataclass(slots=True)
class OpenQuestions:
    """What a walk has met that only a later rescue can explain, and what was explained."""

    lost: set[int] = field(default_factory=set)
    files: set[tuple[int, int]] = field(default_factory=set)
    # positions at which the chain breaks, or a known head cannot be reached, behind unknown leaves
    chain: set[int] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    # entries of keys that a lost entry may have introduced: (author, entry, kind of fault)
    unproved: list[tuple[str, StoredEntry, str]] = field(default_factory=list)
    explained: set[int] = field(default_factory=set)
    explained_files: set[tuple[int, int]] = field(default_factory=set)
    rescued_to: int = 0
    unknown_from: int | None = None
    uncompared: int = 0

    @property
    def any_lost(self) -> bool:
        """Whether anything before this point is lost."""
        return bool(self.lost or self.explained)

    def explain(self, named: RescueNamed, *, by: int, waiting: set[int]) -> None:
        """Take from the questions, and from the bodies ``waiting``, what a rescue names.

        ``by`` is the position of the rescue.
        """
        content = waiting & named.lost
        self.explained |= (self.lost & named.lost) | content
        self.lost -= named.lost
        waiting -= content
        self.explained_files |= self.files & named.files
        self.files -= named.files
        self.rescued_to = by
        known, unknown = named.rebuilt_from, self.unknown_from
        if known is not None and unknown in named.lost and known <= unknown:
            self.chain.clear()
            self.uncompared += len(self.heads)
            self.heads.clear()
            self.unknown_from = None

    def now_proved(
        self, problem_of: Callable[[str], str | None], public_of: Callable[[str], bytes]
    ) -> list[tuple[int, bytes, bytes, bytes]]:
        """Return the signatures to check of entries whose key was introduced again."""
        jobs, left = [], []
        first = min(self.explained, default=self.rescued_to)
        for author, entry, kind in self.unproved:
            if problem_of(author) is None and first < entry.seq < self.rescued_to:
                message = signed_message(entry.header)
                jobs.append((entry.seq, public_of(author), entry.signature, message))
            else:
                left.append((author, entry, kind))
        self.unproved = left
        return jobs

    def unanswered(self) -> list[tuple[int, str]]:
        """Return (position, kind of fault) of what no rescue explained."""
        return [
            *((position, "entry_lost") for position in sorted(self.lost)),
            *((position, "file") for position, _number in sorted(self.files)),
            *((position, "chain") for position in sorted(self.chain)),
            *((position, "contradicts_checkpoint") for position in self.heads),
            *((entry.seq, kind) for _author, entry, kind in self.unproved),
        ]
