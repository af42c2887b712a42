"""What the lead reads: a concern as it stands, its actions, and the short rows of lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.records.body_map import BodyMap
from storage.records.concern import LinkedPupil, Mention, PaperOriginal
from storage.records.when import When

STATUSES = ("waiting", "open", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to be done by somebody by a day (ISO); ``done_at`` is None until it is, or until
    it was ``dropped`` (``outcome`` then says why). ``owner_id`` is empty for somebody who is not on
    the list of people.
    """

    id: str
    what: str
    owner: str
    due: str
    pupils: tuple[str, ...]
    concern: str | None
    author: str
    recorded_at: str
    done_at: str | None = None
    outcome: str = ""
    owner_id: str = ""
    kind: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsTold:
    """Whether the parents or carers know: ``told`` is a code of the list parents_informed, ``when``
    an ISO day, ``by`` a name, ``account`` what they said; or ``why_not``. All empty: nothing said.
    """

    told: str = ""
    when: str = ""
    by: str = ""
    account: str = ""
    why_not: str = ""

    def to_value(self) -> dict[str, str]:
        """Return the value that the ledger keeps: what was said, and no more."""
        return {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "ParentsTold":
        """Read a value of the ledger back."""
        return cls(**{name: str(value.get(name, "")) for name in cls.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What was decided and why, with the edition of the vocabularies it was decided under.

    ``owner`` is a person's id, ``next_review`` an ISO day, ``case`` the id of the case it was put
    into; empty in decisions of before there were any.
    """

    category: str
    level: str
    response: str
    decision: str
    reason: str
    vocabulary: str
    parents_informed: str
    author: str
    recorded_at: str
    owner: str = ""
    next_review: str = ""
    case: str = ""
    parents: ParentsTold = ParentsTold()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file kept with an entry: its name as text, size in bytes and place (ledger hex, seq,
    number).
    """

    name: str
    media_type: str
    size: int
    ledger: str
    seq: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A received concern as it was written, and what has been decided since.

    ``signature`` is "own key" (the named person's key signed it), "workstation" (a name typed by a
    guest, signed by the
    workstation), "paper" (written on paper; ``typed_by`` copied it), or "unknown" (nobody the
    casebook knows signed it).
    """

    id: str
    ledger: str
    seq: int
    reporter: str
    signature: str
    workstation: str
    written_at: str
    recorded_at: str
    pupils: tuple[LinkedPupil, ...]
    unlisted_pupil: str
    what_happened: str
    child_words: str
    opinion: str
    happened: When
    place: str
    place_kind: str
    source: str
    who_else: str
    did_at_once: str
    told_dsl: str
    told_whom: str
    body_maps: tuple[BodyMap, ...]
    files: tuple[StoredFile, ...]
    status: str
    opened_at: str | None
    triage: tuple[Triage, ...]
    replies: tuple[tuple[str, str], ...]
    follow_up_to: str
    checks: tuple[str, ...] = ()
    questions: str = ""
    told_by: str = ""
    paper: PaperOriginal | None = None
    mentions: tuple[Mention, ...] = ()
    typed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow:
    """A concern as a list shows it."""

    id: str
    pupils: str
    reporter: str
    written_at: str
    happened: str
    status: str
    level: str
    category: str
    told_dsl: str
    first_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action as a list shows it; ``overdue`` is counted against the day the list was read."""

    id: str
    what: str
    owner: str
    due: str
    pupils: str
    concern: str | None
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilRow:
    """A pupil as a list shows them."""

    id: str
    name: str
    year_group: str
    class_name: str
    date_of_birth: str
    open_concerns: int
    last_entry: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One entry as stored: the exact bytes that were signed. ``fields`` maps a name to (value,
    salt); None when disposed of.
    """

    ledger: bytes
    seq: int
    header: bytes
    signature: bytes
    body: bytes | None
    salt: bytes | None
    fields: dict[str, tuple[Any, bytes]] | None
