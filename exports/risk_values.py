"""A risk assessment as a document tells it: the hazards, the scale, and every version before."""

from dataclasses import dataclass

from exports.care_values import NOTHING, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingWords:
    """How likely and how bad, in numbers and words; ``band`` is empty where the scale is unknown.

    A rating that was not given has ``score`` 0.
    """

    likelihood: int = 0
    severity: int = 0
    likely: str = ""
    bad: str = ""
    score: int = 0
    band: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherControl:
    """What else is done about a hazard, by whom, by which day in words."""

    control: Words
    owner: Words = NOTHING
    by_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLine:
    """One hazard as it stands in one version.

    ``place`` is its setting and time of day in words of the lists, ``where`` what was typed; the
    first thing that is done stands in ``control``, the others in ``more``. ``key`` is the same in
    every version.
    """

    hazard: Words
    place: str = ""
    where: Words = NOTHING
    now: RatingWords
    control: Words = NOTHING
    owner: Words = NOTHING
    by_when: str = ""
    more: tuple[FurtherControl, ...] = ()
    after: RatingWords = RatingWords()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskText:
    """A text of a version under the heading of its box."""

    label: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Somebody agreed to a version: who, as what, on which day, with which words."""

    name: Words
    role: str
    on: str
    text: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """When and why an assessment ended, and what came of it."""

    on: str
    by: str
    reason: Words
    outcome: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskVersion:
    """One saved version; ``review`` is a day in words, ``saved`` a moment.

    ``why`` and ``reason`` say why it was made, ``concerns`` are the ids it rests on.
    """

    number: int
    saved: str
    by: str
    title: Words
    hazards: tuple[HazardLine, ...]
    child_view: Words = NOTHING
    parent_view: Words = NOTHING
    review: str
    why: str = ""
    reason: Words = NOTHING
    texts: tuple[RiskText, ...] = ()
    agreed: tuple[Agreement, ...] = ()
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One step of the scale: its number and its words."""

    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBand:
    """What a rating from ``lowest`` to ``highest`` (both included) is called and asks for."""

    label: str
    asks: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale an assessment was made under; ``name`` says which, with its edition."""

    name: str
    likelihoods: tuple[ScaleStep, ...]
    severities: tuple[ScaleStep, ...]
    bands: tuple[ScaleBand, ...]

    def band(self, score: int) -> str:
        """Return what a rating is called; empty where the scale does not reach."""
        return next((band.label for band in self.bands if band.lowest <= score <= band.highest), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRecord:
    """One assessment: the version printed first, then all versions, the newest first.

    ``versions`` holds the printed one as well. ``scale`` is None where the one it names is not
    known to this program; ``scale_name`` is what it names.
    """

    reference: str
    version: RiskVersion
    latest: int
    versions: tuple[RiskVersion, ...]
    scale: Scale | None
    scale_name: str
    kind: str = ""
    ended: Ending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """What the class team must do, where, and who sees to it. Nothing else belongs here."""

    where: str
    control: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffExtract:
    """Everything that a staff extract may say; what is not here cannot come into the document."""

    child: str
    class_name: str
    reference: str
    version: int
    saved: str
    controls: tuple[ControlLine, ...]
    review: str
    tell: tuple[str, ...]
    return_by: str
    rules: tuple[str, ...]
    superseded: bool = False
