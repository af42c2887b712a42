"""Turns the dated data of risk assessments into what their screens offer."""

from collections.abc import Callable
from datetime import date

from desktop.usecases.lead import risk_lists
from storage.intake import risk_templates, vocabularies
from storage.intake.vocabularies import Vocabulary
from ui.risk_material import Band, RiskLists, RiskScale
from ui.widgets.choice_row import Choice


def risk_material(today: Callable[[], date]) -> RiskLists:
    """Return every list, from the editions in force."""
    words = vocabularies.load(risk_lists.WORDS)
    return RiskLists(
        scales=tuple(_scale(each) for each in risk_lists.scales()),
        offers=lambda version, occasion: risk_lists.review_offers(
            today=today(), version=version, occasion=occasion
        ),
        templates=risk_templates.load_all(),
        settings=_choices(vocabularies.load(risk_lists.SETTINGS)),
        times=_choices(vocabularies.load(risk_lists.TIMES)),
        occasions=_choices(words, "occasion", but=risk_lists.FIRST),
        signers=_choices(words, "signer"),
        kinds=_choices(words, "kind"),
        roles=tuple(
            Choice(value=item.code, text=item.label, hint=item.definition)
            for item in vocabularies.load("pupil_roles").items
            if item.extra["in_file"]
        ),
    )


def _scale(words: Vocabulary) -> RiskScale:
    return RiskScale(
        reference=words.reference,
        name=words.title,
        likelihoods=_steps(words, "likelihood"),
        severities=_steps(words, "severity"),
        bands=tuple(
            Band(
                lowest=int(item.extra["lowest"]),
                word=item.label,
                severity=str(item.extra["tone"]),
            )
            for item in words.children("band")
        ),
    )


def _steps(words: Vocabulary, axis: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(item.extra["value"]), text=item.label, hint=item.definition)
        for item in words.children(axis)
    )


def _choices(words: Vocabulary, parent: str = "", *, but: str = "") -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in words.children(parent)
        if item.code != but
    )
