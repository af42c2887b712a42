"""Two versions of a risk assessment side by side: what was added, taken out and changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.records.risk_assessment import TEXTS, Hazard, RiskAssessmentDraft

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardPair:
    """A hazard in the earlier and the later version; None where a version does not have it.

    ``changed`` are the names of the fields of Hazard that differ ("controls" for all of them).
    """

    state: str
    before: Hazard | None
    after: Hazard | None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPair:
    """A text in both versions; ``name`` is its field, or ``considered.CODE``."""

    name: str
    before: str
    after: str

    @property
    def state(self) -> str:
        """Whether it is the same, changed, added or removed."""
        if self.before == self.after:
            return SAME
        if not self.before:
            return ADDED
        return CHANGED if self.after else REMOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskComparison:
    """All hazards (of the later version in its order, then those that are gone), and all texts
    that one of the two has. ``same_scale`` says whether the ratings may be compared at all.
    """

    hazards: tuple[HazardPair, ...]
    texts: tuple[TextPair, ...]
    same_scale: bool

    def count(self, state: str) -> int:
        """How many hazards are in this state."""
        return sum(pair.state == state for pair in self.hazards)


def compare(earlier: RiskAssessmentDraft, later: RiskAssessmentDraft) -> RiskComparison:
    """Compare two versions of one assessment."""
    pairs = [_pair(before, after) for before, after in paired(earlier.hazards, later.hazards)]
    return RiskComparison(
        hazards=tuple(pairs),
        texts=tuple(_texts(earlier, later)),
        same_scale=earlier.scale == later.scale,
    )


def paired(
    earlier: Sequence[Hazard], later: Sequence[Hazard]
) -> list[tuple[Hazard | None, Hazard | None]]:
    """Pair the hazards of two versions: by their key where both have one, else where their words
    and their place are the same, so that nothing is taken for a change that might be another one.
    """
    left = list(earlier)
    result: list[tuple[Hazard | None, Hazard | None]] = []
    for hazard in later:
        found = next((each for each in left if _is_same(each, hazard)), None)
        if found is not None:
            left.remove(found)
        result.append((found, hazard))
    return [*result, *((gone, None) for gone in left)]


def _is_same(earlier: Hazard, later: Hazard) -> bool:
    if earlier.key and later.key:
        return earlier.key == later.key
    return _folded(earlier) == _folded(later)


def _folded(hazard: Hazard) -> tuple[str, ...]:
    words = (hazard.hazard, hazard.where)
    return (*(" ".join(text.split()).casefold() for text in words), hazard.setting)


_COMPARED = (
    *("hazard", "setting", "times", "where", "likelihood", "severity", "controls"),
    *("likelihood_after", "severity_after"),
)


def _pair(before: Hazard | None, after: Hazard | None) -> HazardPair:
    if before is None or after is None:
        state = REMOVED if after is None else ADDED
        return HazardPair(state=state, before=before, after=after)
    changed = tuple(name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    state = CHANGED if changed else SAME
    return HazardPair(state=state, before=before, after=after, changed=changed)


def _texts(earlier: RiskAssessmentDraft, later: RiskAssessmentDraft) -> list[TextPair]:
    names = ("title", "review_date", *(name for name in TEXTS if name != "reason"))
    pairs = [
        TextPair(name=name, before=getattr(earlier, name), after=getattr(later, name))
        for name in names
    ]
    old = {item.code: item.text for item in earlier.considered}
    new = {item.code: item.text for item in later.considered}
    pairs += [
        TextPair(name=f"considered.{code}", before=old.get(code, ""), after=new.get(code, ""))
        for code in dict.fromkeys((*old, *new))
    ]
    return [pair for pair in pairs if pair.before or pair.after]
