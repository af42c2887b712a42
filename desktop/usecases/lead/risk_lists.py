"""The dated data behind a risk assessment: scales, days to look again, and words for codes."""

from datetime import date

from storage.intake import vocabularies
from storage.intake.vocabularies import Vocabulary
from storage.records.risk_reviews import ReviewOffer, ReviewRule, offers

# The first is the one that is used unless another one is chosen.
SCALES = ("risk_scale", "risk_scale_3")
SETTINGS, TIMES, WORDS, REVIEWS = "risk_settings", "risk_times", "risk_words", "risk_reviews"
FIRST, LATER, INCIDENT = "first", "later", "incident"


def scales() -> tuple[Vocabulary, ...]:
    """Return the scales to choose from, the usual one first."""
    return tuple(vocabularies.load(name) for name in SCALES)


def scale(reference: str) -> Vocabulary | None:
    """Return the scale of a name, with its edition or without; None when the program has another
    edition of it, or none.
    """
    return next((each for each in scales() if reference in (each.name, each.reference)), None)


def steps(words: Vocabulary, axis: str) -> tuple[int, ...]:
    """Return the numbers of ``likelihood`` or ``severity`` that a scale has."""
    return tuple(int(item.extra["value"]) for item in words.children(axis))


def steps_of(reference: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the likelihoods and severities that may be rated on a scale; of one that this program
    does not have (another edition, another program's), as far as the largest scale goes.
    """
    found = scale(reference)
    known = [found] if found is not None and found.reference == reference else list(scales())
    likely, bad = (
        max((steps(words, axis) for words in known), key=len) for axis in ("likelihood", "severity")
    )
    return likely, bad


def review_offers(*, today: date, version: int, occasion: str = "") -> tuple[ReviewOffer, ...]:
    """Return the days on which the version about to be saved may be looked at again."""
    after = INCIDENT if occasion == INCIDENT else FIRST if version < 2 else LATER
    rules = (
        ReviewRule(
            code=item.code,
            label=item.label,
            why=item.definition,
            days=int(item.extra.get("days", 0)),
            half_term=bool(item.extra.get("half_term")),
            least=int(item.extra.get("least", 0)),
            usual=tuple(item.extra["usual"]),
        )
        for item in vocabularies.load(REVIEWS).items
    )
    return offers(rules, calendar=vocabularies.load_calendar(), today=today, after=after)


def codes(group: str) -> tuple[str, ...]:
    """Return the codes of a group of ``risk_words``: kind, occasion, signer."""
    return tuple(item.code for item in vocabularies.load(WORDS).children(group))
