"""A risk assessment or safety plan: hazards, how likely and how bad, what is done, by whom and by
when, and when it is looked at again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

# What each version keeps in words besides its hazards, in the order in which it is read.
TEXTS = (
    *("facts", "allegation", "needs", "supervision", "staff_briefed", "families", "contingency"),
    *("agencies", "child_view", "parent_view", "reason"),
)
_ALWAYS = ("pupil_id", "title", "review_date", "scale", "child_view", "parent_view", "supersedes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What is done about a hazard, by whom (a person's id or a name), by which ISO day."""

    control: str
    owner: str = ""
    by_when: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return _plain(self, always=("control", "owner"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One hazard; likelihood and severity are codes of the scale named on the assessment (data in
    resources).

    ``control``, ``owner`` and ``by_when`` are the first thing that is done about it,
    ``more_controls`` the others. ``setting`` and ``times`` are codes of ``risk_settings`` and
    ``risk_times``; ``where`` is said in words. ``key`` stays with a hazard from version to version.
    """

    hazard: str
    where: str
    likelihood: int
    severity: int
    control: str
    owner: str
    likelihood_after: int | None = None
    severity_after: int | None = None
    by_when: str = ""
    more_controls: tuple[Control, ...] = ()
    setting: str = ""
    times: tuple[str, ...] = ()
    key: str = ""

    @property
    def controls(self) -> tuple[Control, ...]:
        """Everything that is done about it, in order; nothing where nothing is said."""
        first = Control(control=self.control, owner=self.owner, by_when=self.by_when)
        said = (first,) if self.control.strip() or self.owner.strip() else ()
        return (*said, *self.more_controls)

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps; later additions only where they say something."""
        return _plain(self, always=_FIRST_FIELDS)

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "Hazard":
        """Read a value of the ledger back; what a newer version added is left out."""
        known = {name: value[name] for name in cls.__slots__ if name in value}
        return cls(
            **{
                **known,
                "more_controls": tuple(
                    Control(**{name: item[name] for name in Control.__slots__ if name in item})
                    for item in value.get("more_controls") or ()
                ),
                "times": tuple(value.get("times") or ()),
            }
        )


_FIRST_FIELDS = tuple(field.name for field in fields(Hazard))[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What was thought of under one heading that the template asks for, in words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessmentDraft:
    """What the screen holds when it is saved. ``review_date`` is an ISO day; ``scale`` names the
    scale and its edition, ``template`` the template and its edition.

    ``kind`` is "risk_assessment" or "safety_plan" (empty: the first); ``role`` the child's part as
    in ``pupil_roles``; ``concerns`` the ids it rests on; ``staff_briefed`` a name a line;
    ``occasion`` a code of ``risk_words``, why there is a new version; ``reason`` says it in words.
    """

    pupil_id: str
    title: str
    hazards: tuple[Hazard, ...]
    review_date: str
    scale: str
    child_view: str = ""
    parent_view: str = ""
    supersedes: str = ""
    template: str = ""
    kind: str = ""
    role: str = ""
    concerns: tuple[str, ...] = ()
    facts: str = ""
    allegation: str = ""
    considered: tuple[Considered, ...] = ()
    needs: str = ""
    supervision: str = ""
    staff_briefed: str = ""
    families: str = ""
    contingency: str = ""
    agencies: str = ""
    occasion: str = ""
    reason: str = ""

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of the entry; later additions only where they say something."""
        return _plain(self, always=(*_ALWAYS, "hazards"))

    @classmethod
    def from_fields(cls, values: Mapping[str, Any]) -> "RiskAssessmentDraft":
        """Read the fields of an entry back."""
        texts = {
            name: str(values[name]) for name in cls.__slots__ if isinstance(values.get(name), str)
        }
        return cls(
            **{
                **texts,
                "hazards": tuple(Hazard.from_value(value) for value in values["hazards"]),
                "concerns": tuple(values.get("concerns") or ()),
                "considered": tuple(
                    Considered(code=item["code"], text=item["text"])
                    for item in values.get("considered") or ()
                ),
            }  # type: ignore[arg-type]  # a mapping of mixed values; each is made above
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSigned:
    """Somebody agreed to one version: ``role`` is a code of ``risk_words``, ``on`` an ISO day."""

    version: int
    name: str
    role: str
    on: str
    text: str = ""
    author: str = ""
    recorded_at: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEnded:
    """Why an assessment ended, on which ISO day, and what came of it."""

    on: str
    reason: str
    outcome: str = ""
    author: str = ""
    recorded_at: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment:
    """One saved version; earlier versions stay readable. ``signed`` are of this version,
    ``ended`` is of the whole assessment.
    """

    id: str
    version: int
    draft: RiskAssessmentDraft
    author: str
    recorded_at: str
    signed: tuple[RiskSigned, ...] = ()
    ended: RiskEnded | None = None


def with_keys(hazards: Iterable[Hazard], *, used: Iterable[str] = ()) -> tuple[Hazard, ...]:
    """Give every hazard without a key the next one that no version has used: h1, h2 …"""
    hazards = tuple(hazards)
    taken = {*used, *(hazard.key for hazard in hazards)}
    highest = max((int(key[1:]) for key in taken if _is_key(key)), default=0)
    result, seen = [], set()
    for hazard in hazards:
        key = hazard.key
        if not _is_key(key) or key in seen:
            highest += 1
            key = f"h{highest}"
        seen.add(key)
        result.append(replace(hazard, key=key))
    return tuple(result)


def _is_key(key: str) -> bool:
    number = key[1:]
    return key.startswith("h") and number.isascii() and number.isdigit() and len(number) < 6


def _plain(item: Any, *, always: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a record as JSON values, those not in ``always`` only where they are set."""
    result: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, tuple):
            value = [_one(each) for each in value]
        if value or field.name in always:
            result[field.name] = value
    return result


def _one(each: Any) -> Any:
    if isinstance(each, str):
        return each
    if isinstance(each, Considered):
        return {"code": each.code, "text": each.text}
    return each.to_value()
