"""The people of the school who record and read: leads, deputies, head, chair of governors,
staff.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; the table is in permissions.py."""

    LEAD = "lead"
    DEPUTY = "deputy"
    HEAD = "head"
    CHAIR = "chair"
    STAFF = "staff"


LEADS = frozenset({Role.LEAD, Role.DEPUTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the school; ``key_id`` is None until a key of theirs stands in the ledger.

    Who is not ``active`` is ``suspended`` or gone for good, ``since`` (UTC text) for ``reason``.
    """

    id: str
    account: str
    name: str
    role: Role
    job_title: str
    key_id: str | None
    active: bool
    suspended: bool = False
    reason: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstation:
    """A shared computer that may send concerns."""

    id: str
    name: str
    key_id: str
    active: bool
