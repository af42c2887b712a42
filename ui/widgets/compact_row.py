"""Answers of one line each, side by side."""

from collections.abc import Sequence

from ui.plain_tip import plain_tip
from ui.widgets.choice_row import Choice, ChoiceRow


def compact_row(identifier: str, name: str, choices: Sequence[Choice]) -> ChoiceRow:
    """Return a row of answers of one line each; the help is their tool tip and description."""
    row = ChoiceRow(
        identifier, name, [Choice(value=item.value, text=item.text) for item in choices]
    )
    for item in choices:
        row.button(item.value).setToolTip(plain_tip(item.hint))
        row.button(item.value).setAccessibleDescription(item.hint)
    return row
