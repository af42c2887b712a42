"""The boxes of the forms about referrals and professional disagreements."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.widgets.choice_row import Choice
from ui.widgets.form_panel import CHOICE, DAY, LINE, PILLS, TEXT, WHEN, Box

_REASONED = ("refused", "withdrawn")


def _words(text: str) -> str:
    return QCoreApplication.translate("referral_boxes", text)


def referral_boxes(
    *,
    services: Sequence[Choice],
    parents: Sequence[Choice],
    consents: Sequence[Choice],
    urgencies: Sequence[Choice],
) -> tuple[Box, ...]:
    """Return the boxes of a new referral: to whom, why, the parents, what has gone out."""
    without = tuple(choice.value for choice in parents if choice.value != "yes")
    gone = (
        Choice(value="phoned", text=_words("Told by telephone")),
        Choice(value="written", text=_words("Sent in writing")),
        Choice(value="nothing", text=_words("Nothing yet")),
    )
    return (
        Box(name="to", label=_words("To whom"), kind=CHOICE, choices=tuple(services),
            needed=_words("Choose to whom."), hint=" "),
        Box(name="text", label=_words("What worries you"), kind=TEXT, lines=4,
            needed=_words("Say what worries you.")),
        Box(name="reason", label=_words("What you ask for"), kind=TEXT, lines=2),
        Box(name="told", label=_words("Have the parents been told?"), kind=PILLS,
            choices=tuple(parents), needed=_words("Choose an answer.")),
        Box(name="told_by", label=_words("By whom, when, what they said"), kind=TEXT, lines=2,
            only=("told", ("yes",))),
        Box(name="told_why", label=_words("Why not"), kind=TEXT, lines=2,
            needed=_words("Say why they were not told."), only=("told", without)),
        Box(name="given", label=_words("Do they agree?"), kind=PILLS, choices=tuple(consents),
            needed=_words("Choose an answer.")),
        Box(name="given_why", label=_words("Why it is sent without their agreement"), kind=TEXT,
            lines=2, needed=_words("Say why it is sent all the same."),
            only=("given", ("refused", "not_asked"))),
        Box(name="gone", label=_words("What has gone out already"), kind=PILLS, choices=gone,
            needed=_words("Choose an answer.")),
        Box(name="when", label=_words("When"), kind=WHEN, only=("gone", ("phoned", "written"))),
        Box(name="urgency", label=_words("How urgent"), kind=PILLS, choices=tuple(urgencies),
            more=True),
        Box(name="child_words", label=_words("The child’s own words"), kind=TEXT, more=True),
        Box(name="advice_who", label=_words("Advice sought: of whom"), kind=LINE, more=True),
        Box(name="advice_role", label=_words("In which role"), kind=LINE, more=True, beside=True),
        Box(name="advice_when", label=_words("When"), kind=LINE, more=True, beside=True),
        Box(name="advice_what", label=_words("What they advised"), kind=TEXT, more=True),
        Box(name="reference", label=_words("Their reference"), kind=LINE, more=True),
    )  # fmt: skip


def news_boxes(*, states: Sequence[Choice], first: str = "") -> tuple[Box, ...]:
    """Return the boxes of news about a referral; the reason is asked of a refusal."""
    return (
        Box(name="state", label=_words("What happened"), kind=PILLS, choices=tuple(states),
            value=first, needed=_words("Choose what happened.")),
        Box(name="when", label=_words("When"), kind=WHEN),
        Box(name="reason", label=_words("The reason they gave, or yours"), kind=TEXT,
            needed=_words("Write the reason."), only=("state", _REASONED)),
        Box(name="by", label=_words("Who said it"), kind=LINE,
            placeholder=_words("Name and role")),
        Box(name="text", label=_words("What was said or done"), kind=TEXT, lines=3),
        Box(name="outcome", label=_words("What came of it"), kind=TEXT,
            only=("state", ("done",))),
        Box(name="next_chase", label=_words("Ask again on"), kind=DAY, more=True),
        Box(name="reference", label=_words("Their reference"), kind=LINE, more=True, beside=True),
    )  # fmt: skip


def disagreement_boxes(*, steps: Sequence[Choice]) -> tuple[Box, ...]:
    """Return the boxes of a new disagreement."""
    first = steps[0].value if steps else ""
    return (
        Box(name="text", label=_words("What you do not accept, and why"), kind=TEXT, lines=4,
            needed=_words("Say what you do not accept, and why.")),
        Box(name="sought", label=_words("What you ask for instead"), kind=TEXT),
        Box(name="step", label=_words("Taken to"), kind=PILLS, choices=tuple(steps), value=first,
            needed=_words("Choose a step.")),
        Box(name="with_whom", label=_words("Name and role"), kind=LINE),
        Box(name="when", label=_words("When"), kind=WHEN),
    )  # fmt: skip


def disagreement_news_boxes(
    *, steps: Sequence[Choice], ends: Sequence[Choice], step: str, kind: str
) -> tuple[Box, ...]:
    """Return the boxes of what happened in a disagreement: ``kind`` "answer", "step" or "end" is
    chosen first.
    """
    kinds = (
        Choice(value="answer", text=_words("They answered")),
        Choice(value="step", text=_words("We took it further")),
        Choice(value="end", text=_words("It has ended")),
    )
    return (
        Box(name="kind", label=_words("What happened"), kind=PILLS, choices=kinds, value=kind,
            needed=_words("Choose what happened.")),
        Box(name="step", label=_words("At which step"), kind=PILLS, choices=tuple(steps),
            value=step, needed=_words("Choose a step.")),
        Box(name="by", label=_words("Who answered"), kind=LINE,
            placeholder=_words("Name and role"), needed=_words("Say who answered."),
            only=("kind", ("answer",))),
        Box(name="with_whom", label=_words("To whom"), kind=LINE,
            placeholder=_words("Name and role"), only=("kind", ("step",))),
        Box(name="ended", label=_words("How it ended"), kind=PILLS, choices=tuple(ends),
            needed=_words("Choose how it ended."), only=("kind", ("end",))),
        Box(name="text", label=_words("What was said"), kind=TEXT, lines=3,
            needed=_words("Write what was said.")),
        Box(name="outcome", label=_words("What came of it"), kind=TEXT,
            needed=_words("Write what came of it."), only=("kind", ("end",))),
        Box(name="when", label=_words("When"), kind=WHEN),
    )  # fmt: skip
