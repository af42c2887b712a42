"""What the screens of risk assessments are given: scales, templates, words, days to look again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.records.risk_assessment import RiskAssessment, RiskAssessmentDraft
from storage.records.risk_reviews import ReviewOffer
from storage.records.risk_templates import RiskTemplate
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band of a risk scale: scores from ``lowest`` up bear this word. ``severity`` is a message
    bar's severity."""

    lowest: int
    word: str
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScale:
    """A scale with its edition (``reference``), as the drop-downs and marks show it."""

    reference: str
    name: str
    likelihoods: tuple[Choice, ...] = ()
    severities: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()

    def band(self, score: int) -> Band | None:
        """Return the band that a score falls into; None below all of them."""
        falling = sorted(self.bands, key=lambda band: band.lowest, reverse=True)
        return next((band for band in falling if score >= band.lowest), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLists:
    """Everything a plan can be made of. ``offers`` gives the days to look again for the version
    about to be saved and its occasion. The first scale is the usual one.
    """

    scales: tuple[RiskScale, ...]
    offers: Callable[[int, str], Sequence[ReviewOffer]]
    templates: tuple[RiskTemplate, ...] = ()
    settings: tuple[Choice, ...] = ()
    times: tuple[Choice, ...] = ()
    occasions: tuple[Choice, ...] = ()
    signers: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()

    def scale(self, reference: str) -> RiskScale | None:
        """Return a scale by name and edition; None when it is another edition's."""
        return next((scale for scale in self.scales if scale.reference == reference), None)

    def template(self, reference: str) -> RiskTemplate | None:
        """Return a template by its code, or by code and edition."""
        known = (each for each in self.templates if reference in (each.code, each.reference))
        return next(known, None)

    def time_words(self, codes: Sequence[str]) -> str:
        """Return times of day in words."""
        return _words(self.times, codes)

    def setting_words(self, code: str) -> str:
        """Return a setting in words; empty stays empty."""
        return _words(self.settings, (code,) if code else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskConcern:
    """A concern that a plan may rest on: id, and words that tell which."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskStart:
    """What a page begins with: whose plan it is, the version that is changed (None: a new plan),
    a draft that was copied for this child, and in which hazards the other child may still be named.
    """

    pupil_id: str
    name: str
    newest: RiskAssessment | None = None
    copied: RiskAssessmentDraft | None = None
    still_named: tuple[int, ...] = ()
    concerns: tuple[RiskConcern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAction:
    """A control that is to be an action as well."""

    what: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSaved:
    """What the page sends: the draft, and the actions that were ticked."""

    draft: RiskAssessmentDraft
    actions: tuple[RiskAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """Somebody agreed to a version."""

    version: int
    name: str
    role: str
    on: str
    text: str = ""


def _words(choices: Sequence[Choice], codes: Sequence[str]) -> str:
    known = {choice.value: choice.text for choice in choices}
    return ", ".join(known.get(code, code) for code in codes)
