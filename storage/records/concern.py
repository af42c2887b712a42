"""A concern: what a person saw, heard or was told, as written at the time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.records import times
from storage.records.body_map import BodyMap, Mark
from storage.records.when import When

# The part each linked child had; codes are stable, the words shown are data in
# resources/vocabularies.
PUPIL_ROLES = ("subject", "alleged", "other_child", "witness", "sibling", "context")
# A link of these roles brings the concern into that child's own file; a witness link does not.
ROLES_IN_FILE = frozenset({"subject", "alleged", "other_child"})
# What a reporter's key signs begins with this; frozen.
REPORT_LABEL = b"casebook/report/v1\x00"
TOLD_DSL = ("yes", "no")
MENTION_KINDS = ("pupil", "staff")
# What the adult of a concern is; "" is any other member of staff or volunteer.
ABOUT_POSTS = ("", "dsl", "head", "chair")


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
class Mention:
    """Somebody named in the account by choosing them, so that nobody has to guess later who was
    meant: ``text`` is the name as it stands in the words, ``kind`` one of MENTION_KINDS.
    """

    id: str
    kind: str
    text: str

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {"id": self.id, "kind": self.kind, "text": self.text}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Mention":
        """Read a value of the ledger back; raises KeyError or TypeError for another shape."""
        return cls(**value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOriginal:
    """The sheet a concern was first written on: the number of the form ("" for any other sheet),
    when it was written as the writer says, and where the sheet lies now.
    """

    form: str
    written: When
    kept: str

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {"form": self.form, "written": self.written.to_value(), "kept": self.kept}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "PaperOriginal":
        """Read a value of the ledger back; raises KeyError or TypeError for another shape."""
        return cls(
            form=value["form"], written=When.from_value(value["written"]), kept=value["kept"]
        )


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
    ``questions`` are those the writer asked, ``told_by`` who told them; ``paper`` is set when the
    words were first written on paper and are typed in later ("transcribed"). Where it is about an
    adult, ``about_whom`` names them, ``about_id`` says who that is on the team card and
    ``about_post`` (one of ABOUT_POSTS) what they are: it decides who can read it.
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
    questions: str = ""
    told_by: str = ""
    mentions: tuple[Mention, ...] = ()
    paper: PaperOriginal | None = None
    about_whom: str = ""
    about_id: str = ""
    about_post: str = ""

    def to_fields(self) -> dict[str, Any]:
        """Return the fields that the reporter's key signs; attachments are added by the one who
        seals.
        """
        result: dict[str, Any] = {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in (*_NOT_WORDS, *_LATER_WORDS)
        }
        result |= {name: getattr(self, name) for name in _LATER_WORDS if getattr(self, name)}
        if self.mentions:
            result["mentions"] = [mention.to_value() for mention in self.mentions]
        if self.paper is not None:
            result["paper"] = self.paper.to_value()
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


_BOUND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")
# What else the reporter's key signs, beside the boxes of the form.
_SIGNED_BESIDE = ("reporter", "written_at", "workstation")
_NOT_WORDS = ("pupils", "happened", "body_maps", "attachments", "mentions", "paper")
# Boxes that came after the first edition: left out when empty, so a concern from an earlier
# workstation and one from this program have the same shape.
_LATER_WORDS = ("questions", "told_by", "about_whom", "about_id", "about_post")
_WORDS = tuple(
    name
    for name in ConcernDraft.__slots__
    if name not in (*_NOT_WORDS, *_LATER_WORDS, "about_adult", "about_head")
)


def check_signed_fields(fields: Mapping[str, Any]) -> None:
    """Check that fields from outside have the shape that this program gives them.

    Whoever knows the format can seal anything; what does not fit would stand in the ledger for
    ever and stop the pages that show it. Raises KeyError, TypeError or ValueError.
    """
    if not all(isinstance(fields[name], str) for name in (*_WORDS, *_SIGNED_BESIDE)):
        raise TypeError("not text")
    if not all(type(fields[name]) is bool for name in ("about_adult", "about_head")):
        raise TypeError("not yes or no")
    if fields["told_dsl"] not in TOLD_DSL:
        raise ValueError("not an answer")
    if times.to_text(times.from_text(fields["written_at"])) != fields["written_at"]:
        raise ValueError("not a moment as we write it")
    _check_pupils(fields["pupils"])
    _check_when(fields["happened"])
    _check_later(fields)
    _check_body_maps(fields["body_maps"])


def _check_pupils(value: Any) -> None:
    pupils = [LinkedPupil.from_value(item) for item in _listed(value)]
    if not all(isinstance(pupil.id, str) and pupil.role in PUPIL_ROLES for pupil in pupils):
        raise ValueError("not a link to a child")


def _check_when(value: Any) -> None:
    when = When.from_value(value)
    bounds = (when.earliest, when.latest) if when.dated else ()
    if not isinstance(when.as_told, str) or not all(
        _BOUND.fullmatch(text or "") for text in bounds
    ):
        raise ValueError("not a time")


def _check_later(fields: Mapping[str, Any]) -> None:
    if not all(isinstance(fields.get(name, ""), str) for name in _LATER_WORDS):
        raise TypeError("not text")
    for item in _listed(fields.get("mentions", [])):
        mention = Mention.from_value(item)
        if not isinstance(mention.id, str) or not isinstance(mention.text, str):
            raise TypeError("not text")
        if mention.kind not in MENTION_KINDS:
            raise ValueError("not somebody named")
    if "paper" in fields:
        paper = PaperOriginal.from_value(fields["paper"])
        _check_when(fields["paper"]["written"])
        if not isinstance(paper.form, str) or not isinstance(paper.kept, str):
            raise TypeError("not text")


def _check_body_maps(value: Any) -> None:
    for item in _listed(value):
        body_map = BodyMap.from_value(item)
        texts = (
            *(body_map.seen, body_map.who_present, body_map.first_aid),
            *(body_map.pupil, body_map.seen_at, body_map.moves),
        )
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("not text")
        for mark in body_map.marks:
            _check_mark(mark)


_MARK_NUMBERS = ("number", "x", "y", "across", "down", "turn")


def _check_mark(mark: Mark) -> None:
    numbers = (mark.number, mark.x, mark.y, mark.across, mark.down, mark.turn)
    texts = [
        value for name, value in mark.to_value().items() if name not in (*_MARK_NUMBERS, "measured")
    ]
    if not all(type(number) is int for number in numbers) or type(mark.measured) is not bool:
        raise TypeError("not a mark")
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("not text")
    if not all(0 <= number <= 1000 for number in (mark.x, mark.y, mark.across, mark.down)):
        raise ValueError("not on the drawing")
    if not 0 <= mark.turn < 180:
        raise ValueError("not a turn")


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
