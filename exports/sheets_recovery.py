"""The recovery sheet: nine groups of six digits for the safe, and how they are kept.

It is made while the code is on the screen and goes to the printer from memory: the program keeps
the code nowhere.
"""

from collections.abc import Sequence

from exports.document import Sheet
from exports.parts import FormField, FormRow, Heading, PageBreak, Paragraph, Part, TickBoxes
from exports.sheet_words import sheet_words

_GROUP = 6
_ACROSS = 3
_CODES_ACROSS = 2


def recovery_sheet(
    *,
    school_name: str,
    code: str,
    made_at: str,
    program: str,
    one_time_codes: Sequence[str] = (),
    restricted_code: str = "",
) -> Sheet:
    """Return the sheet for a code of 54 digits (hyphens and spaces aside), and a second page with
    the other codes of a new school, where there are any. Raises ValueError for another length.
    """
    words = sheet_words("recovery_sheet")
    parts: list[Part] = [
        Paragraph(text=words["opens"], tone="small"),
        *_boxes(_groups(code), across=_ACROSS, label="Group"),
        Heading(text="How it is kept", level=3),
        *(
            Paragraph(number=f"{number}.", text=text, tone="small")
            for number, text in enumerate(words["keep"], start=1)
        ),
        FormRow(
            fields=(
                FormField(label="Kept where", share=1.6),
                FormField(label="Closed on", share=0.9),
                FormField(label="by (signature)", share=1.4),
            )
        ),
        Heading(text="Tried out, once a year", level=3),
        *(_rehearsal() for _ in range(int(words["tries"]) // 2)),
    ]
    if one_time_codes or restricted_code:
        parts += [PageBreak(), *_others(one_time_codes, restricted_code)]
    return Sheet(
        kind="recovery_sheet",
        title=words["title"],
        subtitle=school_name,
        school_name=school_name,
        parts=tuple(parts),
        foot="Never photographed, typed into a file or sent.",
        made_at=made_at,
        large=True,
        program=program,
    )


def _groups(code: str) -> list[str]:
    digits = "".join(letter for letter in code if letter.isdigit())
    if len(digits) != 9 * _GROUP:
        raise ValueError("a recovery code has nine groups of six digits")
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]


def _boxes(texts: Sequence[str], *, across: int, label: str) -> list[FormRow]:
    return [
        FormRow(
            fields=tuple(
                FormField(label=f"{label} {at + place + 1}", text=text)
                for place, text in enumerate(texts[at : at + across])
            )
        )
        for at in range(0, len(texts), across)
    ]


def _rehearsal() -> FormRow:
    """Two tries side by side."""
    once = (
        FormField(label="Date", share=0.8),
        FormField(label="Worked", share=0.7),
        FormField(label="Signature", share=1.3),
    )
    return FormRow(fields=(*once, *once))


def _others(one_time_codes: Sequence[str], restricted_code: str) -> list[Part]:
    words = sheet_words("recovery_sheet")
    parts: list[Part] = []
    if one_time_codes:
        parts += [
            Heading(text="One-time codes", level=2),
            Paragraph(text=words["codes"], tone="small"),
            *_boxes(one_time_codes, across=_CODES_ACROSS, label="Code"),
        ]
    if restricted_code:
        parts += [
            Heading(text="Letters about adults", level=2),
            Paragraph(text=words["restricted"], tone="small"),
            FormRow(fields=(FormField(label="Code", text=restricted_code),)),
            TickBoxes(label="", options=("Handed to the head teacher", "Handed to the chair")),
        ]
    return parts
