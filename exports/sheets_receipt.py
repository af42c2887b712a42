"""The slip for whoever sent a concern: its number and time, and nothing of what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.document import Sheet
from exports.parts import Fact as ReceiptFact
from exports.parts import FactList, Note, Paragraph, Part
from exports.sheet_words import sheet_words
from storage.records import times


@dataclass(frozen=True, slots=True, kw_only=True)
class FindNow:
    """Somebody to find now: who, what they are, and the number to ring."""

    name: str
    what: str
    telephone: str = ""


def receipt_slip(
    *,
    school_name: str,
    number: int,
    workstation: str,
    sent_at: str,
    check_words: str,
    told: bool,
    find_now: Sequence[FindNow],
    made_at: str,
    program: str,
) -> Sheet:
    """Return the slip; ``sent_at`` and ``made_at`` are UTC texts, ``check_words`` tell two slips
    with one number apart. ``told``: a DSL was told in person already.
    """
    words = sheet_words("receipt_slip")
    parts: tuple[Part, ...] = (
        FactList(
            facts=(
                ReceiptFact(label="Concern number", text=str(number)),
                ReceiptFact(label="Sent", text=times.for_people(sent_at)),
                ReceiptFact(label="From the computer", text=workstation),
                ReceiptFact(label="Check", text=check_words),
            ),
            columns=2,
        ),
        *(() if told else (_find(find_now),)),
        Paragraph(text=words["keep"]),
        Paragraph(text=words["sealed"]),
        Paragraph(text=words["duty"], tone="small"),
    )
    return Sheet(
        kind="receipt_slip",
        title=f"{words['title']}: concern {number}",
        subtitle=school_name,
        school_name=school_name,
        parts=parts,
        foot="This slip names no child.",
        made_at=made_at,
        program=program,
    )


def _find(people: Sequence[FindNow]) -> Note:
    lines = [
        ", ".join(part for part in (each.name, each.what, each.telephone) if part)
        for each in people
    ]
    return Note(
        heading="Nobody has read it yet. Tell one of them in person:", text="\n".join(lines)
    )
