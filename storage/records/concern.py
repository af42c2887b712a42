"""A concern: what a person saw, heard or was told, as written at the time."""

from dataclasses import dataclass
from typing import Any

from storage.records.body_map import BodyMap
from storage.records.when import When

# The part each linked child had; codes are stable, the words shown are data in
# resources/vocabularies.
PUPIL_ROLES = ("subject", "alleged", "other_child", "witness", "sibling", "context")
# A link of these roles brings the concern into that child's own file; a witness link does not.
ROLES_IN_FILE = frozenset({"subject", "alleged", "other_child"})
TOLD_DSL = ("yes", "no")
SOURCES = ("saw", "heard", "child", "parent", "other", "filtering", "police", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPupil:
    """A child of the concern and the part they had (one of PUPIL_ROLES)."""

    id: str
    role: str

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {"id": self.id, "role": self.role}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "LinkedPupil":
        """Read a value of the ledger back."""
        return cls(id=value["id"], role=value["role"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as the person chose it: its claimed name is kept as text only and never used as a
    path.
    """

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernDraft:
    """What the reporting form (or a JSON file) holds when it is sent.

    ``told_dsl`` is "yes" or "no"; ``told_whom`` the name given. ``pupils`` may be empty when
    ``unlisted_pupil`` says in words which child is meant: a concern is never refused for that.
    """

    pupils: tuple[LinkedPupil, ...]
    what_happened: str
    happened: When
    told_dsl: str
    unlisted_pupil: str = ""
    child_words: str = ""
    opinion: str = ""
    place: str = ""
    place_kind: str = ""
    source: str = ""
    who_else: str = ""
    did_at_once: str = ""
    told_whom: str = ""
    about_adult: bool = False
    about_head: bool = False
    body_maps: tuple[BodyMap, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    follow_up_to: str = ""

    def to_fields(self) -> dict[str, Any]:
        """Return the fields that the reporter's key signs; attachments are added by the one who
        seals.
        """
        result: dict[str, Any] = {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in ("pupils", "happened", "body_maps", "attachments")
        }
        result["pupils"] = [pupil.to_value() for pupil in self.pupils]
        result["happened"] = self.happened.to_value()
        result["body_maps"] = [body_map.to_value() for body_map in self.body_maps]
        return result


def draft_problems(draft: ConcernDraft) -> tuple[str, ...]:
    """Return the names of the boxes that a person must still fill in; empty when it can be sent."""
    problems = []
    if not draft.pupils and not draft.unlisted_pupil.strip() and not draft.about_adult:
        problems.append("pupil")
    if not draft.what_happened.strip():
        problems.append("what_happened")
    if draft.told_dsl not in TOLD_DSL:
        problems.append("told_dsl")
    return tuple(problems)
