"""A risk assessment: hazards, how likely and how bad, what is done, by whom, and when it is looked
at again.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One hazard; likelihood and severity are codes of the scale named on the assessment (data in
    resources).
    """

    hazard: str
    where: str
    likelihood: int
    severity: int
    control: str
    owner: str
    likelihood_after: int | None = None
    severity_after: int | None = None

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Hazard":
        """Read a value of the ledger back."""
        return cls(**value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessmentDraft:
    """What the screen holds when it is saved. ``review_date`` is an ISO day; ``scale`` names the
    edition of the scale.
    """

    pupil_id: str
    title: str
    hazards: tuple[Hazard, ...]
    review_date: str
    scale: str
    child_view: str = ""
    parent_view: str = ""
    supersedes: str = ""

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of the entry."""
        result: dict[str, Any] = {
            name: getattr(self, name) for name in self.__slots__ if name != "hazards"
        }
        result["hazards"] = [hazard.to_value() for hazard in self.hazards]
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment:
    """One saved version; earlier versions stay readable."""

    id: str
    version: int
    draft: RiskAssessmentDraft
    author: str
    recorded_at: str
