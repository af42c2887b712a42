"""The parts of a file that tell its actions, and its calls, meetings and notes one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.care_values import NOTHING, Words, fact, told_facts
from exports.parts import Cell, FactList, Grid, GridColumn, Heading, Paragraph, Part, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """Something to be done: ``done`` says when, and is empty until it is."""

    what: Words
    owner: str
    set_at: str
    due: str
    done: str
    outcome: Words = NOTHING
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLine:
    """What stands beside an entry: a correction, or the words of somebody who disagrees.
    ``caption`` says which, of what or by whom, and when.
    """

    caption: str
    words: Words
    reason: Words
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """A call, meeting, visit, notice or note, as it was written into the file."""

    heading: str
    anchor: str
    reference: str
    happened: str
    text: Words
    child_words: Words = NOTHING
    contact: Words = NOTHING
    source: Words = NOTHING
    action: Words = NOTHING
    decision: Words = NOTHING
    reason: Words = NOTHING
    outcome: Words = NOTHING
    author: str
    recorded: str
    files: str = ""
    beside: tuple[BesideLine, ...] = ()


def task_parts(lines: Sequence[TaskLine]) -> Iterator[Part]:
    """Yield the table of actions, in the order in which they fall due."""
    yield Heading(text="Actions", anchor="actions")
    yield Grid(
        columns=(
            GridColumn(title="Action", share=2.3, heads_row=True),
            GridColumn(title="By whom", share=1.1),
            GridColumn(title="Set", share=0.95),
            GridColumn(title="Due", share=0.95),
            GridColumn(title="Done, outcome", share=1.6),
            GridColumn(title="Belongs to", share=1.25),
        ),
        rows=tuple(_task(line) for line in lines),
        empty="No action is recorded.",
    )


def _task(line: TaskLine) -> tuple[Cell, ...]:
    return (
        _cell(line.what),
        Cell(text=line.owner),
        Cell(text=line.set_at),
        Cell(text=line.due or "No day set"),
        Cell(text=f"{line.done}\n{line.outcome.text}".strip())
        if line.done
        else Cell(text="Not done yet", tone="strong"),
        Cell(text=line.reference or "–"),
    )


def entry_parts(records: Sequence[EntryRecord]) -> Iterator[Part]:
    """Yield the entries that are not concerns, each under a heading of its own."""
    yield Heading(text="Contacts, meetings and other entries", anchor="entries")
    if not records:
        yield Paragraph(text="There is none.", tone="muted")
    for record in records:
        yield from _entry(record)


def _entry(record: EntryRecord) -> Iterator[Part]:
    yield Heading(text=record.heading, level=2, anchor=record.anchor)
    yield Paragraph(text=record.text.text, source=record.text.source)
    if record.child_words.text:
        yield Quote(
            text=record.child_words.text,
            caption="The child’s own words",
            source=record.child_words.source,
        )
    yield FactList(
        facts=told_facts(
            fact("When", record.happened, always=True),
            fact("With whom", record.contact),
            fact("Source", record.source),
            fact("Action taken", record.action),
            fact("Decision", record.decision),
            fact("Reason", record.reason),
            fact("Outcome", record.outcome),
            fact("Files", record.files),
            fact("Written by", f"{record.author}, {record.recorded}", always=True),
            fact("Reference", record.reference, always=True),
        )
    )
    for line in record.beside:
        yield Quote(text=line.words.text, caption=line.caption, source=line.words.source)
        yield FactList(
            facts=told_facts(
                fact("Reason", line.reason, always=True),
                fact("Put beside the entry by", line.by, always=True),
            )
        )


def _cell(words: Words) -> Cell:
    return Cell(text=words.text, source=words.source)
