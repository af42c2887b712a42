"""What a correction is about, in words and as a column of a chronology's row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from storage.intake import vocabularies
from storage.records.times import short_date

# Codes of resources/vocabularies/amendment_fields.toml and the column that prints the original.
# The attached data and the rows of a document name two of the columns differently.
_COLUMNS = {
    "text": ("what_happened",),
    "happened": ("happened_text", "happened"),
    "child_words": ("child_words",),
    "source": ("source",),
    "action": ("action_or_decision",),
    "decision": ("action_or_decision",),
    "reason": ("reason",),
    "outcome": ("outcome",),
}


def correction_label(code: str) -> str:
    """Return the words for what was corrected; other text comes back as it is."""
    return vocabularies.load("amendment_fields").label(code)


def corrected_column(code: str, row: Mapping[str, Any]) -> str:
    """Return what a row prints where the correction applies; empty where no column holds it."""
    for name in _COLUMNS.get(code, ()):
        if name in row:
            return str(row[name])
    return ""


def stated_words(stated_by: str, relationship: str, stated_on: str) -> str:
    """Return whose statement it is and of when: ``Maria Smith (mother), 3 May 2026``; empty for a
    correction, which nobody states.
    """
    who = f"{stated_by} ({relationship})" if relationship else stated_by
    return ", ".join(part for part in (who, _day(stated_on)) if part)


def _day(iso: str) -> str:
    try:
        return short_date(date.fromisoformat(iso))
    except ValueError:
        return iso
