"""Lays out one concern in parts: what was written at the time, then what was decided and done."""

from collections.abc import Iterator, Sequence
from typing import Literal

from exports.care_values import Words, fact, told_facts
from exports.concern_values import (
    ActionLine,
    Arrival,
    ChildLine,
    ClosingLine,
    ConcernRecord,
    CorrectionLine,
    DecisionLine,
    WrittenConcern,
)
from exports.parts import (
    Cell,
    Fact,
    FactList,
    Grid,
    GridColumn,
    Heading,
    Note,
    Paragraph,
    Part,
    Quote,
    SignatureLines,
)

_PART_A = "Part A. As it was written"
_PART_B = "Part B. What was decided and done"
NOT_RECORDED = "Not recorded."
_AS_WRITTEN = (
    "The words below are the writer’s own, as they were sent. Nothing in them was changed,"
    " corrected or shortened."
)
_AS_WRITTEN_EDITED = (
    "The words below are the writer’s own, as they were sent, apart from what is withheld in this"
    " copy; the list at the end says what and why."
)
_AS_COPIED = (
    "The words below are those of a sheet of paper, as a lead typed them in. Only a comparison with"
    " the sheet shows whether they agree with it."
)
_WITHHELD_TOO = " What is withheld in this copy is marked; the list at the end says what and why."
_OPINION = (
    "What the writer thought, kept apart from what they saw and heard. It is not a finding of fact."
)
_NO_DECISION = "No decision on this concern is recorded."

Level = Literal[1, 2]
Depth = Literal[1, 2, 3]


def concern_parts(
    record: ConcernRecord,
    *,
    level: Level = 1,
    headed: bool = False,
    anchor: str = "",
    new_page: bool = False,
    sign: bool = True,
    edited: bool = False,
) -> tuple[Part, ...]:
    """Return the parts of one concern.

    ``level`` 1, not ``headed``: the concern is the whole document. Otherwise it gets a heading of
    its own at this level, to which ``anchor`` and ``new_page`` belong. ``sign`` leaves room for the
    lead's signature on paper. ``edited`` says that something in it is withheld.
    """
    if level == 1 and not headed:
        return tuple(_parts(record, 1, sign, edited))
    heading = Heading(
        text=f"Concern {record.reference} of {record.day}",
        level=level,
        anchor=anchor,
        new_page=new_page,
    )
    return (heading, *_parts(record, 2 if level == 1 else 3, sign, edited))


def _parts(record: ConcernRecord, level: Depth, sign: bool, edited: bool) -> Iterator[Part]:
    """``level`` is that of Part A and Part B, which are bands where no level is left for both."""
    as_written = _as_written(record, edited=edited)
    if level == 3:
        yield Note(heading=_PART_A, text=as_written)
    else:
        yield Heading(text=_PART_A, level=level)
        yield Paragraph(text=as_written, tone="muted")
    yield from _part_a(record, level)
    if level == 3:
        yield Note(heading=_PART_B, text=f"The concern stands at: {record.status}.")
    else:
        yield Heading(text=_PART_B, level=level)
        yield FactList(facts=(fact("The concern stands at", record.status, always=True),))
    yield from _part_b(record, level)
    if sign:
        yield SignatureLines(
            labels=("Designated safeguarding lead: name and signature", "Date and time")
        )


def _as_written(record: ConcernRecord, *, edited: bool) -> str:
    """What can be said of the words as a whole."""
    if record.written.by_lead:
        return _AS_COPIED + (_WITHHELD_TOO if edited else "")
    return _AS_WRITTEN_EDITED if edited else _AS_WRITTEN


def concern_list(records: Sequence[ConcernRecord], *, anchors: Sequence[str]) -> Grid:
    """Return the list of the concerns that follow, each line with its page."""
    return Grid(
        columns=(
            GridColumn(title="Concern", share=1.2, heads_row=True),
            GridColumn(title="Written", share=1.6),
            GridColumn(title="By", share=1.6),
            GridColumn(title="Stands at", share=0.8),
            GridColumn(title="Page", share=0.5, align_right=True),
        ),
        rows=tuple(
            (
                Cell(text=record.reference, target=anchor),
                Cell(text=record.written.written),
                Cell(text=record.written.writer),
                Cell(text=record.status),
                Cell(text=""),
            )
            for record, anchor in zip(records, anchors, strict=True)
        ),
        page_of=4,
    )


def _part_a(record: ConcernRecord, level: Depth) -> Iterator[Part]:
    written = record.written
    if written.copied:
        yield Note(text=written.copied)
    yield _children(written.children, empty="No child of the roll was named in it.")
    if written.unlisted_child.text:
        yield FactList(facts=(fact("Child not on the roll", written.unlisted_child),))
    yield FactList(facts=_circumstances(record), columns=1)
    yield _section("What happened", level)
    yield _words(written.what_happened)
    yield _section("The child’s own words", level)
    yield _quote(written.child_words)
    yield _section("What was done and asked at once, and who was told", level)
    yield FactList(facts=_at_once(written))
    yield _section("Opinion of the writer", level)
    if written.opinion.text:
        yield Paragraph(text=_OPINION, tone="small")
        yield Quote(text=written.opinion.text, source=written.opinion.source)
    else:
        yield Paragraph(text="No opinion was given.", tone="muted")
    yield from _attached(written, level)
    yield _section("How it came", level)
    yield from _arrival(written.arrival)


def _children(children: Sequence[ChildLine], *, empty: str = "") -> Grid:
    return Grid(
        columns=(
            GridColumn(title="Child", share=1.2, heads_row=True),
            GridColumn(title="Their part in it", share=2.0),
        ),
        rows=tuple((Cell(text=child.name), Cell(text=child.part)) for child in children),
        empty=empty,
    )


def _circumstances(record: ConcernRecord) -> tuple[Fact, ...]:
    written = record.written
    note = f" ({written.happened_note})" if written.happened_note else ""
    role = f", {written.writer_role}" if written.writer_role else ""
    return told_facts(
        fact("It happened", f"{written.happened}{note}", always=True),
        fact("Place", written.place, always=True),
        fact("Kind of place", written.place_kind),
        fact("How the writer knows", written.source, always=True),
        fact("Told by", written.told_by),
        fact("Who else was there", written.who_else, always=True),
        fact("Names chosen from the list", written.named),
        fact("Written by", f"{written.writer}{role}", always=True),
        fact("Written at", written.written, always=True),
        fact("First written on paper", written.paper_written),
        fact("Number of the sheet", written.paper_form),
        fact("Where the sheet is", written.paper_kept),
        fact("Follows", record.follows),
    )


def _at_once(written: WrittenConcern) -> tuple[Fact, ...]:
    return told_facts(
        fact("Done and asked at once", written.did_at_once, always=True),
        fact("Questions asked, word for word", written.questions),
        fact("Told a lead in person", written.told_lead, always=True),
        fact("Whom", written.told_whom, always=True),
    )


def _attached(written: WrittenConcern, level: Depth) -> Iterator[Part]:
    yield _section("Body map and files", level)
    maps = " ".join(written.body_maps) or "None was made."
    yield FactList(facts=(fact("Body map", maps, always=True),))
    if written.files:
        yield Grid(
            columns=(
                GridColumn(title="File sent with it", share=2.4, heads_row=True),
                GridColumn(title="Kind", share=1.6),
                GridColumn(title="Size", share=0.8, align_right=True),
            ),
            rows=tuple(
                (Cell(text=file.name), Cell(text=file.kind), Cell(text=file.size))
                for file in written.files
            ),
        )


def _arrival(arrival: Arrival) -> Iterator[Part]:
    yield FactList(
        facts=told_facts(
            fact("Computer", arrival.computer, always=True),
            fact("Signature", arrival.signed, always=True),
            fact("Receipt number", arrival.receipt, always=True),
            fact("Received in the casebook", arrival.received, always=True),
            fact("First read by a lead", arrival.first_read, always=True),
        )
    )
    if arrival.doubts:
        yield Note(heading="What does not agree", text="\n".join(arrival.doubts))


def _part_b(record: ConcernRecord, level: Depth) -> Iterator[Part]:
    if not record.decisions:
        yield _section("Decision", level)
        yield Paragraph(text=_NO_DECISION, tone="muted")
    for number, decision in enumerate(record.decisions, start=1):
        many = f" {number}" if len(record.decisions) > 1 else ""
        yield _section(f"Decision{many}, {decision.at}", level)
        yield FactList(facts=_decided(decision))
        if decision.children:
            yield Paragraph(text="The lead linked these children by this decision:", tone="muted")
            yield _children(decision.children)
    yield _section("Actions", level)
    yield _actions(record.actions)
    yield _section("Replies to the writer", level)
    if not record.replies:
        yield Paragraph(text="No reply is recorded.", tone="muted")
    for reply in record.replies:
        yield Quote(
            text=reply.text.text, source=reply.text.source, caption=f"{reply.by}, {reply.at}"
        )
    yield _section("Corrections", level)
    yield from _corrections(record.corrections)
    yield _section("Written later under the same receipt", level)
    yield _follow_ups(record)
    yield _section("Outcome", level)
    yield from _outcome(record.closings)


def _decided(decision: DecisionLine) -> tuple[Fact, ...]:
    return told_facts(
        fact("Category", decision.category, always=True),
        fact("Level of the case", decision.level, always=True),
        fact("Response", decision.response, always=True),
        fact("Decision", decision.decision, always=True),
        fact("Reason", decision.reason, always=True),
        fact("Parents or carers told", decision.parents_informed, always=True),
        fact("What came of it", decision.outcome),
        fact("Look again on", decision.next_review),
        fact("Decided by", decision.by, always=True),
        fact("Lists used", decision.lists),
    )


def _actions(actions: tuple[ActionLine, ...]) -> Grid:
    return Grid(
        columns=(
            GridColumn(title="No.", share=0.4, align_right=True),
            GridColumn(title="What is to be done", share=2.2, heads_row=True),
            GridColumn(title="By whom", share=1.2),
            GridColumn(title="Due", share=1.05),
            GridColumn(title="Done, and what came of it", share=2.2),
        ),
        rows=tuple(
            (
                Cell(text=str(number)),
                _cell(action.what),
                _cell(action.owner),
                Cell(text=action.due or "No day set"),
                _done(action),
            )
            for number, action in enumerate(actions, start=1)
        ),
        empty="No action is recorded.",
    )


def _done(action: ActionLine) -> Cell:
    if not action.done:
        return Cell(text="Not done yet", tone="strong")
    return Cell(text=f"{action.done}\n{action.outcome.text or NOT_RECORDED}")


def _corrections(corrections: tuple[CorrectionLine, ...]) -> Iterator[Part]:
    if not corrections:
        yield Paragraph(text="None. Everything stands as it was first written.", tone="muted")
    for line in corrections:
        before = line.was if line.was.text else Words(text="not one box of the form")
        yield FactList(
            facts=told_facts(
                fact(line.about if line.stated else "Correction of", line.stated or line.about),
                fact("What stood there", line.was if line.stated else before),
                fact("Their words" if line.stated else "What stands now", line.now, always=True),
                fact("Read as", line.happened),
                fact("Reason", line.reason, always=True),
                fact("By", f"{line.by}, {line.at}", always=True),
            )
        )


def _follow_ups(record: ConcernRecord) -> Part:
    return Grid(
        columns=(
            GridColumn(title="Concern", share=1.2, heads_row=True),
            GridColumn(title="Written", share=1.4),
            GridColumn(title="By", share=1.6),
        ),
        rows=tuple(
            (Cell(text=line.reference), Cell(text=line.written), Cell(text=line.writer))
            for line in record.follow_ups
        ),
        empty="Nothing.",
    )


def _outcome(closings: tuple[ClosingLine, ...]) -> Iterator[Part]:
    if not closings:
        yield Paragraph(text="The concern has not been closed.", tone="muted")
    for closing in closings:
        word = "Opened again" if closing.reopened else "Closed"
        outcome = () if closing.reopened else (fact("Outcome", closing.outcome, always=True),)
        yield FactList(
            facts=(
                fact(word, f"{closing.at}, by {closing.by}", always=True),
                *outcome,
                fact("Reason", closing.reason, always=True),
            )
        )


def _section(text: str, level: Depth) -> Heading:
    return Heading(text=text, level=2 if level == 1 else 3)


def _words(words: Words) -> Paragraph:
    if not words.text:
        return Paragraph(text=NOT_RECORDED, tone="muted")
    return Paragraph(text=words.text, source=words.source)


def _quote(words: Words) -> Part:
    if not words.text:
        return Paragraph(text=NOT_RECORDED, tone="muted")
    return Quote(text=words.text, source=words.source)


def _cell(words: Words) -> Cell:
    if not words.text:
        return Cell(text="Not recorded", tone="muted")
    return Cell(text=words.text, source=words.source)
