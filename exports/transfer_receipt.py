"""The slip by which the next school says that a file has come: to be signed and sent back."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.care_values import fact
from exports.document import Sheet
from exports.parts import (
    FactList,
    Heading,
    Note,
    Paragraph,
    Part,
    SignatureLines,
    TickBoxes,
    WritingLines,
)

_SAFE = (
    "Keep the file apart from the child’s other school records, and tell the designated"
    " safeguarding lead and the special needs coordinator of your school that it has come."
)
_NOT_YOURS = (
    "If the child is not at your school, read nothing, telephone the sending school, and delete it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSlip:
    """What the slip says. Days are in words; the child stands on it by reference and date of birth
    alone, because the slip goes back by post or e-mail.
    """

    school_name: str
    school_urn: str
    recipient: str
    reference: str
    export_id: str
    born: str
    sent_on: str
    method: str
    sent_by: str
    answer_by: str
    answer_by_calendar: str
    contents: Sequence[str]
    key_id: str
    check_code: str
    made_at: str
    program: str


def transfer_receipt(slip: TransferSlip) -> Sheet:
    """Return the slip: one page, without the child's name."""
    parts: tuple[Part, ...] = (
        Paragraph(
            text=f"Please sign this slip and send it back to {slip.school_name} by"
            f" {slip.answer_by}, five school days after it was sent (five days by the calendar end"
            f" on {slip.answer_by_calendar}). Until it comes back the school will ask after it."
        ),
        Heading(text="What was sent", level=2),
        FactList(
            facts=(
                fact("From", f"{slip.school_name}, URN {slip.school_urn}", always=True),
                fact("To", slip.recipient, always=True),
                fact("Child’s reference", slip.reference, always=True),
                fact("Child’s date of birth", slip.born, always=True),
                fact("Number of this transfer", slip.export_id, always=True),
                fact("Sent on", slip.sent_on, always=True),
                fact("Sent how", slip.method, always=True),
                fact("Sent by", slip.sent_by, always=True),
                fact("Contents", "\n".join(slip.contents), always=True),
            )
        ),
        Heading(text="Before you sign", level=2),
        FactList(
            facts=(
                fact("Key id", slip.key_id, always=True),
                fact("Check code", slip.check_code, always=True),
            )
        ),
        Paragraph(
            text="Telephone the sending school, on a number that you know, and compare both."
            " They are also printed at the end of the file.",
            tone="small",
        ),
        Heading(text="Receipt", level=2),
        TickBoxes(label="The file opened, and is complete as listed", options=("Yes", "No")),
        WritingLines(label="If not, what is missing"),
        TickBoxes(label="The key id was compared by telephone", options=("Yes", "Not yet")),
        SignatureLines(
            labels=(
                "Received by: name and role",
                "Signature",
                "Received on: date and time",
                "Telephone",
            )
        ),
        Note(text=f"{_SAFE}\n{_NOT_YOURS}"),
    )
    return Sheet(
        kind="transfer_receipt",
        title="Receipt for a child protection file",
        school_name=slip.school_name,
        parts=parts,
        foot=f"Transfer {slip.export_id}",
        made_at=slip.made_at,
        confidential=True,
        program=slip.program,
    )
