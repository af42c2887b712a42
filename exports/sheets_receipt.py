"""The slip for whoever sent a concern: its number and time, and nothing of what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.document import Sheet
from exports.parts import Fact, FactList, Note, Paragraph, Part
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
    received_at: str = "",
) -> Sheet:
    """Return the slip; moments are UTC texts, ``received_at`` is "" before the DSL has it.

    ``check_words`` tell two slips with one number apart. ``told``: a DSL was told in person already
    or has received it, so that nobody need be found.
    """
    words = sheet_words("receipt_slip")
    parts: tuple[Part, ...] = (
        FactList(
            facts=(
                Fact(label="Concern number", text=str(number)),
                Fact(label="Sent", text=times.for_people(sent_at)),
                *_received(received_at),
                Fact(label="From the computer", text=workstation),
                Fact(label="Check", text=check_words),
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


def check_words(digest: str) -> str:
    """Return what tells a sealed letter from any other: the first 16 digits of its SHA-256."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)).upper()


def _received(at: str) -> tuple[Fact, ...]:
    return (Fact(label="Received by the DSL", text=times.for_people(at)),) if at else ()


def _find(people: Sequence[FindNow]) -> Note:
    lines = [
        ", ".join(part for part in (each.name, each.what, each.telephone) if part)
        for each in people
    ]
    return Note(
        heading="Nobody has read it yet. Tell one of them in person:", text="\n".join(lines)
    )
