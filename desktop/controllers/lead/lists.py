"""Turns the dated vocabularies into the lists that the lead's screens offer."""

from datetime import date

from storage.intake import vocabularies
from storage.intake.chronology_csv import CHRONOLOGY_FIELDS
from storage.intake.pupil_csv import PUPIL_FIELDS
from storage.records.chronology import DISAGREEMENT
from ui.lead_material import Category, LeadLists
from ui.widgets.choice_row import Choice

# Later than any day: what has begun by then and has not ended.
_ALWAYS = "9999-12-31"


def lead_lists(*, today: date | None = None) -> LeadLists:
    """Return every list with what it offers on a day; without one, all that has not ended."""
    on = today.isoformat() if today else _ALWAYS
    return LeadLists(
        levels=_choices("case_levels", on=on),
        categories=_categories(on),
        responses=_choices("responses", on=on),
        responses_without_action=tuple(
            item.code
            for item in vocabularies.load("responses").items
            if item.extra.get("without_action")
        ),
        parents_informed=_choices("parents_informed", on=on),
        entry_kinds=_choices("entry_kinds"),
        sources=_choices("sources"),
        pupil_roles=_choices("pupil_roles"),
        roles=_choices("person_roles"),
        profiles=_choices("export_profiles"),
        purposes=_choices("export_purposes"),
        amendment_fields=_choices("amendment_fields", without=(DISAGREEMENT,)),
        pupil_fields=_plain(PUPIL_FIELDS),
        chronology_fields=_plain(CHRONOLOGY_FIELDS),
        words=tuple(
            (item.code, item.label)
            for name in ("record_words", "location_types")
            for item in vocabularies.load(name).items
        )
        + tuple(
            (item.code, vocabularies.load(name).full_label(item.code))
            for name in ("categories", "case_levels", "responses")
            for item in vocabularies.load(name).items
            if not item.offered(on)
        ),
    )


def _choices(name: str, *, on: str = _ALWAYS, without: tuple[str, ...] = ()) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in vocabularies.load(name).offered(on)
        if not item.parent and item.code not in without
    )


def _categories(on: str) -> tuple[Category, ...]:
    offered = vocabularies.load("categories").offered(on)
    return tuple(
        Category(
            value=item.code,
            text=item.label,
            hint=item.definition,
            parts=tuple(
                Choice(value=part.code, text=part.label, hint=part.definition)
                for part in offered
                if part.parent == item.code
            ),
        )
        for item in offered
        if not item.parent
    )


def _plain(names: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=name, text=name.replace("_", " ").capitalize()) for name in names)
