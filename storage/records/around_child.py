"""What a child's file says beside the chronology: boxes of the front sheet, the people around the
child, the agencies, and what the child is from a day to a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxEntry:
    """What somebody wrote into a box of the front sheet, and when (UTC text); an empty value took
    the words out again.
    """

    box: str
    value: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a child is or was from a day on: on a plan, looked after, under a court order.

    ``kind`` is a code of the list pupil_statuses, ``until`` an ISO day on which it is to end, empty
    when none is set; ``ended`` says when it did.
    """

    id: str
    kind: str
    since: When
    text: str = ""
    until: str = ""
    reason: str = ""
    source: str = ""
    by: str = ""
    at: str = ""
    ended: When | None = None
    ended_reason: str = ""
    ended_by: str = ""

    def in_force(self, day: str) -> bool:
        """Whether it holds on an ISO day; one without a known beginning began before it."""
        if self.since.earliest and self.since.earliest[:10] > day:
            return False
        if self.ended is not None:
            return bool(self.ended.latest) and (self.ended.latest or "")[:10] > day
        return not self.until or self.until >= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A person of the child's family or household.

    ``relationship`` says what they are to the child; ``lives_with`` and
    ``parental_responsibility`` are None where nobody has said. ``other_pupil`` is their id where
    they are a child of the school, ``parent_of`` ids of pupils and relations whose parent they are.
    Days are ISO text or empty; with ``until`` it is over, for ``reason``.
    """

    id: str
    pupils: tuple[str, ...]
    name: str
    relationship: str
    other_pupil: str = ""
    lives_with: bool | None = None
    parental_responsibility: bool | None = None
    date_of_birth: str = ""
    telephone: str = ""
    address: str = ""
    since: str = ""
    parent_of: tuple[str, ...] = ()
    note: str = ""
    until: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional:
    """Somebody who works with the child for an agency; ``kind`` is a code of the list
    professional_kinds or empty, days are ISO text, ``until`` says that they no longer do.
    """

    id: str
    pupils: tuple[str, ...]
    name: str
    organisation: str
    role: str
    kind: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    since: str = ""
    until: str = ""
    note: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEntry:
    """That a level was set: from when (UTC text), why, by whom, and by which row of the file."""

    level: str
    since: str
    reason: str
    by: str
    row: str
    kind: str


def relation_of(value: Mapping[str, Any], *, by: str, at: str) -> Relation:
    """Read the fields of relation entries, put together, back."""
    return Relation(
        pupils=tuple(value["pupils"]),
        parent_of=tuple(value.get("parent_of") or ()),
        lives_with=value.get("lives_with"),
        parental_responsibility=value.get("parental_responsibility"),
        by=by,
        at=at,
        **_texts(value, Relation, ("parent_of", "lives_with", "parental_responsibility", *_KNOWN)),
    )


def professional_of(value: Mapping[str, Any], *, by: str, at: str) -> Professional:
    """Read the fields of professional entries, put together, back."""
    return Professional(
        pupils=tuple(value["pupils"]), by=by, at=at, **_texts(value, Professional, _KNOWN)
    )


_KNOWN = ("pupils", "by", "at")


def _texts(
    value: Mapping[str, Any], kind: type[Relation | Professional], others: tuple[str, ...]
) -> dict[str, str]:
    names = (each.name for each in fields(kind) if each.name not in others)
    return {name: str(value[name]) for name in names if value.get(name) is not None}
