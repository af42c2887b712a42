"""The certificate of a disposal: what was destroyed, by which rule, who agreed, what it does not
reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.care_values import Words, fact
from exports.parts import (
    FactList,
    FormField,
    FormRow,
    Heading,
    Note,
    Paragraph,
    Part,
    SignatureLines,
)

_STAYS = (
    "The entry of each thing destroyed stays as an empty place: its number, its time, whose key"
    " signed it, and a check value that says nothing of the words. The record can therefore still"
    " be verified, and the gap shows for ever.",
    "Who looked at the file stays known, by numbers without a name.",
)
_NOT_REACHED = (
    "Backups made before still hold the words until they are deleted, each place where one lies.",
    "Paper, and copies that were given out, are not reached: they are with whoever has them.",
    "Entries that stand in another child’s file as well stay there; their number is above.",
)
_NAMELESS = (
    "The record no longer knows whose file it was. Where the school’s policy asks for the name on"
    " the certificate, it is written here by hand, from the school’s own list of disposals."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalFacts:
    """One disposal as its entry says it; moments and days are words, ready to print.

    ``positions`` are the numbers of the destroyed entries. What an old entry does not say is "".
    """

    disposal_id: str
    entry: int
    at: str
    positions: tuple[int, ...]
    files: str
    documents: str
    kept: str
    period: str
    rule: Words
    edition: str
    counted_from: str
    due: str
    authority: Words
    method: Words
    first_person: str
    second_person: str
    pupil_reference: str


def disposal_parts(disposals: Sequence[DisposalFacts]) -> tuple[Part, ...]:
    """Return the certificate of one or more disposals, each with its own lines to sign."""
    parts: list[Part] = []
    for number, each in enumerate(disposals):
        parts += _one(each, new_page=number > 0, alone=len(disposals) == 1)
    return tuple(parts)


def _one(facts: DisposalFacts, *, new_page: bool, alone: bool) -> list[Part]:
    title = "What was destroyed" if alone else f"Disposal {facts.disposal_id}: what was destroyed"
    return [
        Heading(text=title, new_page=new_page),
        FactList(
            facts=(
                fact("Disposal", facts.disposal_id),
                fact("Destroyed on", facts.at),
                fact("Entries destroyed", f"{len(facts.positions):,}"),
                fact("Stored files among them", facts.files, always=True),
                fact("Copies of documents among them", facts.documents, always=True),
                fact("Recorded between", facts.period, always=True),
                fact("Reference of the file", facts.pupil_reference, always=True),
                fact("Kept: in another file as well", facts.kept, always=True),
            ),
            columns=2,
        ),
        Heading(text="By which rule, and on whose authority", level=2),
        FactList(
            facts=(
                fact("Rule", facts.rule),
                fact("Edition of the rules", facts.edition, always=True),
                fact("Years counted from", facts.counted_from, always=True),
                fact("Time over on", facts.due, always=True),
                fact("Authority", facts.authority),
                fact("How", facts.method, always=True),
                fact("Decided by", facts.first_person),
                fact("Agreed by", facts.second_person, always=True),
            )
        ),
        Heading(text="What stays, and what this does not reach", level=2),
        *(Paragraph(number="–", text=text) for text in (*_STAYS, *_NOT_REACHED)),
        Note(heading="Numbers of the entries", text=in_runs(facts.positions)),
        Heading(text="To be completed by hand", level=2),
        Paragraph(text=_NAMELESS, tone="small"),
        FormRow(
            fields=(
                FormField(label="Name of the child, where asked for", share=2.0),
                FormField(label="Date of birth", share=1.0),
            )
        ),
        SignatureLines(labels=(f"First authority: {facts.first_person}", "Date")),
        SignatureLines(
            labels=(f"Second authority: {facts.second_person or 'name in capitals'}", "Date")
        ),
        SignatureLines(labels=("Witness: name in capitals", "Signature and date")),
    ]


def in_runs(positions: Sequence[int]) -> str:
    """Return numbers as people write them: ``14, 17 to 22, 40``."""
    runs: list[list[int]] = []
    for position in sorted(positions):
        if runs and position == runs[-1][-1] + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    if len(run) == 1:
        return f"{run[0]:,}"
    joined = " and " if len(run) == 2 else " to "
    return f"{run[0]:,}{joined}{run[-1]:,}"
