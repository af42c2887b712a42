"""The front sheet of a referral, in the order in which councils' own forms ask.

Words come from the record, where it says anything, or from the person who makes the referral; each
says which. What nobody answered is a space to write in, apart from what may never stay blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.care_values import Words, fact
from exports.file_parts import ConnectedChild, ContactLine, connected_parts, contact_grid
from exports.parts import (
    EntryField,
    Fact,
    FactList,
    Heading,
    Note,
    Paragraph,
    Part,
    Quote,
    SignatureLines,
    WritingLines,
)

NEVER_BLANK = (
    "Not recorded. Ask the designated safeguarding lead before anybody speaks to the family."
)
_FROM_RECORD = "From the record: "
_HOW_SOON = "How soon does somebody need to act, and why?"
_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer. ``where`` says from which record it comes, in words; empty for the words of the
    person who makes the referral. ``spoken`` marks somebody's own words.
    """

    words: Words
    where: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What a referral says before its chronology. ``urgency`` may be empty: it is then asked for.

    ``informed``, ``consent`` and ``why_not`` are never left blank on paper.
    """

    child: tuple[Fact, ...]
    contacts: tuple[ContactLine, ...]
    household: Said | None
    connected: tuple[ConnectedChild, ...]
    referrer: tuple[Fact, ...]
    urgency: Said | None
    informed: Said | None
    consent: Said | None
    why_not: Said | None
    parents_views: tuple[Said, ...]
    child_views: tuple[Said, ...]
    withheld_from_family: Said | None
    existing_help: tuple[Said, ...]
    concerns: tuple[Said, ...]
    strengths: tuple[Said, ...]
    agencies: Said | None


def referral_parts(referral: Referral) -> Iterator[Part]:
    """Yield the front sheet of a referral, under one heading of level 1."""
    yield Heading(text="Front sheet", anchor="front-sheet")
    if referral.urgency is None:
        yield Heading(text="Urgency", level=2)
        yield WritingLines(label=_HOW_SOON, lines=_LINES)
    else:
        yield Note(heading="How soon somebody needs to act", text=referral.urgency.words.text)
    yield Heading(text="The child", level=2)
    yield FactList(facts=referral.child, columns=2)
    yield Heading(text="Family and household", level=2)
    yield contact_grid(referral.contacts)
    yield Heading(text="Others in the home, and who else matters to the child", level=3)
    yield from _one(referral.household, "Names, dates of birth, relationship")
    yield from connected_parts(referral.connected)
    yield Heading(text="Who refers", level=2)
    yield FactList(facts=referral.referrer, columns=2)
    yield from _parents(referral)
    yield Heading(text="Views of the parents or carers", level=2)
    yield from _several(referral.parents_views, "What do they say?")
    yield Heading(text="The child’s own views and wishes", level=2)
    yield from _several(referral.child_views, "What does the child say and want?")
    yield Heading(text="What the school is worried about", level=2)
    yield from _several(referral.concerns, "What has happened, and what may happen?")
    yield Heading(text="What goes well and keeps the child safer", level=2)
    yield from _several(referral.strengths, "Strengths of the child, the family and others")
    yield Heading(text="Help that is there already", level=2)
    yield from _several(referral.existing_help, "Early help, plans, lead worker")
    yield Heading(text="Other agencies", level=2)
    yield from _one(referral.agencies, "Who is involved, and how to reach them")
    yield SignatureLines(labels=("Referrer: name and signature", "Date and time"))


def _parents(referral: Referral) -> Iterator[Part]:
    yield Heading(text="Do the parents or carers know of this referral?", level=2)
    yield FactList(
        facts=(
            _never_blank("Were they informed?", referral.informed),
            _never_blank("Do they consent?", referral.consent),
            _never_blank("If not, why not?", referral.why_not),
        )
    )
    kept_back = referral.withheld_from_family
    if kept_back is not None:
        yield Note(
            heading="Not to be told to the family, and why",
            text=kept_back.words.text,
        )


def _never_blank(label: str, said: Said | None) -> Fact:
    if said is None:
        return Fact(label=label, text=NEVER_BLANK, always=True)
    if said.where:
        return fact(label, f"{said.words.text} ({_FROM_RECORD}{said.where})", always=True)
    return fact(label, said.words, always=True)


def _one(said: Said | None, ask: str) -> Iterator[Part]:
    yield from _several((said,) if said is not None else (), ask)


def _several(answers: tuple[Said, ...], ask: str) -> Iterator[Part]:
    for said in answers:
        source: EntryField | None = said.words.source
        caption = f"{_FROM_RECORD}{said.where}" if said.where else ""
        if said.spoken:
            yield Quote(text=said.words.text, caption=caption, source=source)
            continue
        if caption:
            yield Paragraph(text=caption, tone="small")
        yield Paragraph(text=said.words.text, source=source)
    if not answers:
        yield WritingLines(label=ask, lines=_LINES)
