"""Made-up child protection file, index, referral and receipt slip, with long and odd values."""

from collections.abc import Callable

from exports.care_values import Words, fact
from exports.document import Document, Provenance, Sheet
from exports.file_entry_parts import EntryRecord, TaskLine, entry_parts, task_parts
from exports.file_parts import (
    AccessLine,
    ConnectedChild,
    ContactLine,
    DisclosureLine,
    FrontSheet,
    IndexLine,
    StoredFileLine,
    VolumeLine,
    access_parts,
    disclosure_parts,
    file_parts,
    front_sheet_parts,
    index_parts,
    volume_parts,
)
from exports.parts import Entries, EntryField, Fact, Heading, Part
from exports.referral_parts import Referral, Said, referral_parts
from exports.transfer_receipt import TransferSlip, transfer_receipt
from tests.fakes.chronology_documents import rows

_DIGITS = "37a59f9d cd936839 9a5922fd 3ebbfef3 3c65ae82 6022c1a7 770315bd 4bbd396e"
_LONG = (
    "Mother says that she is worried too, that nights are hard, and that she wants help. She asked"
    " twice whether anybody would have to know, and was told that nothing is promised. "
)
_CARE = ("Social worker", "Plans in force", "Court orders", "Other agencies", "Previous schools")


def front_sheet(people: int = 3) -> FrontSheet:
    """A front sheet with so many people to telephone."""
    return FrontSheet(
        child=(
            fact("Name", "Zoë-Louise O’Brien-Nowak", always=True),
            fact("Full legal name", "Zoë Louise محمد O’Brien-Nowak", always=True),
            fact("Date of birth", "3 March 2018", always=True),
            fact("First language", "", always=True),
            fact("Address", "Flat 3, The Old Chapel House, 14 Chapel Row, Wexcombe ZZ2 1XY"),
        ),
        file=(fact("File reference", "p-7k2m9q4rtx3c"), fact("Paper volumes", "2")),
        care=tuple(fact(label, "", always=True) for label in _CARE),
        contacts=tuple(
            ContactLine(
                name=f"Kelly Hartley {number}",
                relationship="Mother (call first)" if number == 1 else "",
                responsibility="Yes",
                reach="07700 900123\n14 Chapel Row, Wexcombe" if number % 2 else "",
            )
            for number in range(1, people + 1)
        ),
        connected=(
            ConnectedChild(
                name="Kai Hartley",
                connection="Brother or sister; Named in 2 concerns here",
                record="Reference p-000000000002",
            ),
        ),
    )


def _index(count: int, *, targets: tuple[str, ...]) -> tuple[IndexLine, ...]:
    return tuple(
        IndexLine(
            day=("summer term 2020", "12 Mar 2026", "Undated")[number % 3],
            kind=("Contact with a parent or carer", "Concern, with a body map")[number % 2],
            reference=f"c-7k2m9q4r{number:04d}",
            author="Siân Llŷr-Hughes",
            target=targets[number % len(targets)],
        )
        for number in range(count)
    )


def _entries(count: int) -> tuple[EntryRecord, ...]:
    return tuple(
        EntryRecord(
            heading=f"Call: {number} March 2026",
            anchor=f"record-{number}",
            reference=f"e-{number} · entry {number}",
            happened=f"{number} March 2026",
            text=Words(text=_LONG * number, source=EntryField(entry=number, name="text")),
            child_words=Words(text="It was the dog.") if number % 2 else Words(),
            outcome=Words(text="Accepted") if number % 3 else Words(),
            author="Ruth Okafor",
            recorded="3 March 2026",
            files="Letter ünder review.txt",
        )
        for number in range(1, count + 1)
    )


def _lists() -> tuple[Part, ...]:
    task = TaskLine(
        what=Words(text="Ring the nurse"),
        owner="Megan Price",
        set_at="22 Nov 2026",
        due="25 Nov 2026",
        done="26 Nov 2026",
        outcome=Words(text="Seen, and cheerful."),
        reference="c-7k2m9q4rtx3c",
    )
    volume = VolumeLine(
        number="1",
        title=Words(text="Green binder"),
        original_lies=Words(text="Safe in the head’s office"),
        recorded="22 November 2026",
        file_name="binder.pdf",
        size="4.1 MB",
        digits=_DIGITS,
    )
    kept = StoredFileLine(
        number=1, name="drawing.jpg", kind="Picture (JPEG)", size="48 kB", digits=_DIGITS,
        record="c-7k2m9q4rtx3c",
    )  # fmt: skip
    left = DisclosureLine(
        at="22 Nov 2026", document="Chronology", reference="x-7k2m9q4rtx3c",
        recipient="Wexcombe Council", purpose="Care proceedings", by="Ruth Okafor",
    )  # fmt: skip
    seen = AccessLine(
        name="Ruth Okafor", role="DSL", first="1 Nov 2026", last="22 Nov 2026", times=12
    )
    return (
        *task_parts((task, task)),
        *entry_parts(_entries(4)),
        *volume_parts((volume,)),
        *file_parts((kept,), attached=True),
        *disclosure_parts((left,)),
        *access_parts((seen,)),
    )


def _whole_file() -> tuple[Part, ...]:
    targets = ("chronology", "record-1", "record-2", "actions")
    return (
        *front_sheet_parts(front_sheet(9)),
        *index_parts(_index(40, targets=targets)),
        Heading(text="Chronology", anchor="chronology", new_page=True),
        Entries(rows=rows(12)),
        *_lists(),
    )


def _empty_file() -> tuple[Part, ...]:
    return (
        *front_sheet_parts(FrontSheet(child=(), file=(), care=())),
        *index_parts(()),
        *task_parts(()),
        *entry_parts(()),
        *volume_parts(()),
        *file_parts((), attached=False),
        *disclosure_parts(()),
        *access_parts(()),
    )


def referral(*, answered: bool) -> Referral:
    """A referral in which everything is answered, or nothing."""
    said = Said(words=Words(text=_LONG))
    one = said if answered else None
    recorded = Said(words=Words(text="I fell."), where="c-1, 20 Nov 2026", spoken=True)
    some = (said, recorded) if answered else ()
    sheet = front_sheet()
    return Referral(
        child=sheet.child,
        contacts=sheet.contacts if answered else (),
        household=one,
        connected=sheet.connected if answered else (),
        referrer=(fact("Name", "Ruth Okafor"), fact("Role", "DSL")),
        urgency=one,
        informed=Said(words=Words(text="Yes"), where="decision of 2 March") if answered else None,
        consent=one,
        why_not=one,
        parents_views=some,
        child_views=some,
        withheld_from_family=one,
        existing_help=some,
        concerns=some,
        strengths=some,
        agencies=one,
    )


def slip(**changes: str) -> Sheet:
    """A receipt slip."""
    values = {
        "school_name": "Harbour Lane Primary School",
        "school_urn": "123456",
        "recipient": "Kim Vale, DSL, Otter Brook Primary School",
        "reference": "p-7k2m9q4rtx3c",
        "export_id": "x-7k2m9q4rtx3c",
        "born": "3 March 2018",
        "sent_on": "22 November 2026",
        "method": "Special delivery, signed for, on an encrypted stick",
        "sent_by": "Siân Llŷr-Hughes, designated safeguarding lead",
        "answer_by": "27 November 2026",
        "answer_by_calendar": "27 November 2026",
        "key_id": "df47 d2fe d34c b690 cbfb c087 c5fe 7918",
        "check_code": "2JY2 P5VO VZNO RNSJ 3NTX HTWX Z6DH ICEF GYC3 U3FW KM4T ZKXZ SEXA",
        "made_at": "2026-11-22T09:10:00.000Z",
        "program": "Holdfast 0.1",
    }
    contents = ("Child protection file, 13 pages, signed", "14 records", "3 stored files")
    return transfer_receipt(TransferSlip(**{**values, **changes}, contents=contents))


def file_samples(
    provenance: Callable[..., Provenance],
) -> dict[str, Callable[[], Document | Sheet]]:
    """Return what makes each sample, by its name."""

    def document(kind: str, title: str, parts: Callable[[], tuple[Part, ...]]) -> Document:
        return Document(
            kind=kind,
            title=title,
            subtitle="Zoë-Louise O’Brien-Nowak",
            reference="p-7k2m9q4rtx3c",
            facts=(Fact(label="Date of birth", text="3 March 2018"),),
            parts=parts(),
            contents=True,
            provenance=provenance(),
        )

    file, pack = "child_protection_file", "referral_pack"
    return {
        "child-protection-file": lambda: document(file, "Child protection file", _whole_file),
        "child-protection-file-empty": lambda: document(file, "Child protection file", _empty_file),
        "file-index": lambda: document(
            "file_index",
            "Index of the child protection file",
            lambda: index_parts(_index(60, targets=("",)), pages=False),
        ),
        "referral-answered": lambda: document(
            pack, "Referral", lambda: tuple(referral_parts(referral(answered=True)))
        ),
        "referral-blank": lambda: document(
            pack, "Referral", lambda: tuple(referral_parts(referral(answered=False)))
        ),
        "transfer-receipt": slip,
        "transfer-receipt-long": lambda: slip(recipient="Kim Vale, " * 12),
    }
