"""Few answers stand side by side, many go into a drop-down; both behave alike."""

from collections.abc import Sequence

from ui.plain_tip import plain_tip
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo

SIDE_BY_SIDE = 6


def chooser(identifier: str, name: str, choices: Sequence[Choice]) -> ChoiceRow | Combo:
    """Return a control with ``value``, ``set_value`` and ``changed``; help becomes the tool tip."""
    if len(choices) > SIDE_BY_SIDE:
        return Combo(identifier, name, choices)
    return compact_row(identifier, name, choices)


def compact_row(identifier: str, name: str, choices: Sequence[Choice]) -> ChoiceRow:
    """Return a row of answers of one line each; the help is their tool tip and description."""
    row = ChoiceRow(
        identifier, name, [Choice(value=item.value, text=item.text) for item in choices]
    )
    for item in choices:
        row.button(item.value).setToolTip(plain_tip(item.hint))
        row.button(item.value).setAccessibleDescription(item.hint)
    return row
