"""A concern as a document tells it: what was written at the time, and what was decided since."""

from dataclasses import dataclass

from exports.care_values import NOTHING, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLine:
    """A child of the concern as named on paper, and the part they had, in words."""

    name: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file that was sent with the concern: its claimed name, kind and size in words."""

    name: str
    kind: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How the concern came: the computer, whose key signed it, and what does not agree.

    ``signed`` is a whole sentence; ``doubts`` are whole sentences, none for a sound concern.
    """

    computer: str
    signed: str
    receipt: str = ""
    received: str
    first_read: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenConcern:
    """Part A: the concern as the person wrote it. Moments are in words, at school time.

    ``copied`` says in a sentence that the words were typed in from paper, and by whom; ``by_lead``
    that it was not their writer who typed them.
    """

    children: tuple[ChildLine, ...] = ()
    unlisted_child: Words = NOTHING
    writer: str
    writer_role: str = ""
    written: str
    happened: str
    happened_note: str = ""
    place: Words = NOTHING
    place_kind: str = ""
    source: str = ""
    who_else: Words = NOTHING
    what_happened: Words
    child_words: Words = NOTHING
    opinion: Words = NOTHING
    did_at_once: Words = NOTHING
    questions: Words = NOTHING
    told_by: Words = NOTHING
    paper_form: Words = NOTHING
    paper_written: str = ""
    paper_kept: Words = NOTHING
    named: str = ""
    copied: str = ""
    by_lead: bool = False
    told_lead: str = ""
    told_whom: Words = NOTHING
    body_maps: tuple[str, ...] = ()
    files: tuple[FileLine, ...] = ()
    arrival: Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One decision; ``lists`` names the edition of the lists it was made under, ``children`` are
    those whom the lead linked by it in place of the links before.
    """

    at: str
    by: str
    category: str
    level: str
    response: str
    decision: Words
    reason: Words
    parents_informed: str = ""
    outcome: str = ""
    next_review: str = ""
    lists: str = ""
    children: tuple[ChildLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """Something to be done; ``done`` is when and by whom it was ticked off, empty until then."""

    what: Words
    owner: Words
    due: str = ""
    set_by: str
    set_at: str
    done: str = ""
    outcome: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """A reply to the person who wrote the concern."""

    at: str
    by: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction beside what it corrects; ``happened`` is the corrected time in words. ``stated``
    says by whom and when, where somebody disagrees.
    """

    at: str
    by: str
    about: str
    was: Words = NOTHING
    now: Words
    reason: Words
    happened: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingLine:
    """The closing of a concern, or its opening again (``reopened``)."""

    at: str
    by: str
    reopened: bool = False
    outcome: Words = NOTHING
    reason: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """A later concern that was written under the same receipt."""

    reference: str
    written: str
    writer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRecord:
    """One concern whole. ``day`` is the day it was written, in words; ``status`` in words."""

    reference: str
    day: str
    status: str
    written: WrittenConcern
    follows: str = ""
    decisions: tuple[DecisionLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    replies: tuple[ReplyLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    closings: tuple[ClosingLine, ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()
