"""The people and levels that the screens of cases offer."""

from desktop.controllers.lead.desk import Desk
from ui.widgets.choice_row import Choice


def person_choices(desk: Desk) -> tuple[Choice, ...]:
    """Who works here and can be given something."""
    return tuple(Choice(value=each.id, text=each.name, hint=each.detail) for each in desk.people())


def level_choices(desk: Desk) -> tuple[Choice, ...]:
    """The levels in force."""
    return desk.lists.levels
