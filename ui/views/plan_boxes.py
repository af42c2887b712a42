"""The boxes of the forms about plans and meetings."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.widgets.choice_row import Choice
from ui.widgets.form_panel import CHOICE, DAY, LINE, PILLS, TEXT, WHEN, Box


def _words(text: str) -> str:
    return QCoreApplication.translate("plan_boxes", text)


def plan_boxes(*, kinds: Sequence[Choice]) -> tuple[Box, ...]:
    """Return the boxes of a new plan."""
    return (
        Box(name="kind", label=_words("Which plan"), kind=CHOICE, choices=tuple(kinds),
            needed=_words("Choose which plan.")),
        Box(name="lead_worker", label=_words("Lead worker"), kind=LINE,
            placeholder=_words("Name and agency"), beside=True),
        Box(name="when", label=_words("Since when"), kind=WHEN),
        Box(name="aims", label=_words("What it aims at"), kind=TEXT, lines=3),
        Box(name="review_date", label=_words("Review on"), kind=DAY,
            hint=_words("Empty: the usual time limit counts."), more=True),
        Box(name="title", label=_words("Name of the plan"), kind=LINE,
            hint=_words("Empty: the name of its kind."), more=True, beside=True),
        Box(name="text", label=_words("What it says"), kind=TEXT, lines=3, more=True),
    )  # fmt: skip


def plan_change_boxes(*, lead_worker: str, aims: str, review: str, title: str) -> tuple[Box, ...]:
    """Return the boxes of a change of a plan, filled as it stands."""
    return (
        Box(name="lead_worker", label=_words("Lead worker"), kind=LINE, value=lead_worker),
        Box(name="review_date", label=_words("Review on"), kind=DAY, value=review, beside=True),
        Box(name="aims", label=_words("What it aims at"), kind=TEXT, lines=3, value=aims),
        Box(name="reason", label=_words("Why it is changed"), kind=TEXT,
            needed=_words("Say why.")),
        Box(name="title", label=_words("Name of the plan"), kind=LINE, value=title, more=True),
        Box(name="text", label=_words("What else is different"), kind=TEXT, more=True),
        Box(name="when", label=_words("Since when"), kind=WHEN, more=True),
    )  # fmt: skip


def plan_end_boxes() -> tuple[Box, ...]:
    """Return the boxes of the end of a plan."""
    return (
        Box(name="reason", label=_words("Why it ends"), kind=TEXT,
            needed=_words("Say why it ends.")),
        Box(name="outcome", label=_words("What was reached"), kind=TEXT),
        Box(name="when", label=_words("When"), kind=WHEN),
    )  # fmt: skip


def meeting_boxes(*, kinds: Sequence[Choice], first: str = "") -> tuple[Box, ...]:
    """Return the boxes of a meeting that is to be."""
    return (
        Box(name="kind", label=_words("Which meeting"), kind=CHOICE, choices=tuple(kinds),
            value=first, needed=_words("Choose which meeting.")),
        Box(name="day", label=_words("Day"), kind=DAY, needed=_words("Give the day."),
            beside=True),
        Box(name="time", label=_words("Time"), kind=LINE, placeholder=_words("e.g. 14:00"),
            beside=True),
        Box(name="invited", label=_words("Who is asked"), kind=TEXT, lines=4,
            hint=_words("One a line: name (agency). The agency alone is enough.")),
        Box(name="place", label=_words("Where"), kind=LINE),
        Box(name="note", label=_words("What it is about"), kind=TEXT, more=True),
    )  # fmt: skip


def meeting_move_boxes() -> tuple[Box, ...]:
    """Return the boxes for a meeting that is moved or called off."""
    kinds = (
        Choice(value="moved", text=_words("Moved to another day")),
        Choice(value="off", text=_words("Called off")),
    )
    return (
        Box(name="how", label=_words("What happened"), kind=PILLS, choices=kinds,
            needed=_words("Choose what happened.")),
        Box(name="day", label=_words("New day"), kind=DAY, needed=_words("Give the day."),
            only=("how", ("moved",))),
        Box(name="time", label=_words("Time"), kind=LINE, placeholder=_words("e.g. 14:00"),
            only=("how", ("moved",)), beside=True),
        Box(name="reason", label=_words("Why"), kind=TEXT, needed=_words("Say why.")),
    )  # fmt: skip


def held_boxes(*, kinds: Sequence[Choice], first: str = "") -> tuple[Box, ...]:
    """Return the boxes of a meeting that took place; its kind is asked where nobody planned it."""
    kind = Box(name="kind", label=_words("Which meeting"), kind=CHOICE, choices=tuple(kinds),
               value=first, needed=_words("Choose which meeting."))  # fmt: skip
    return (
        kind,
        Box(name="when", label=_words("When it was held"), kind=WHEN),
        Box(name="text", label=_words("What was said"), kind=TEXT, lines=4,
            needed=_words("Write what was said.")),
        Box(name="decision", label=_words("What was decided"), kind=TEXT, lines=2),
        Box(name="child_words", label=_words("The child’s view, in their own words"), kind=TEXT),
        Box(name="parents_view", label=_words("The parents’ view"), kind=TEXT, beside=True),
        Box(name="next_date", label=_words("Next meeting on"), kind=DAY),
        Box(name="action", label=_words("Who does what by when"), kind=TEXT, more=True),
        Box(name="reason", label=_words("Why it was decided so"), kind=TEXT, more=True),
        Box(name="outcome", label=_words("What was reached so far"), kind=TEXT, more=True),
        Box(name="place", label=_words("Where"), kind=LINE, more=True),
    )  # fmt: skip
