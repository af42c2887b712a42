"""Made-up documents and sheets, one of every kind: what the checks of all documents run over.

Add a line to ``SAMPLES``: a name and what makes the value. Builders take no arguments and give the
same value each time.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exports.body_map_drawing import body_map_figures
from exports.document import Document, LookName, Provenance, Sheet
from exports.model import CheckCode, Redaction, StatementParagraph
from exports.parts import (
    Cell,
    Code,
    Entries,
    EntryField,
    Fact,
    FactList,
    FormField,
    FormRow,
    Grid,
    GridColumn,
    Heading,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Pictures,
    Quote,
    SideBySide,
    SignatureLines,
    TickBoxes,
    WritingLines,
)
from exports.short_table import ShortRows, Summary
from storage.records.body_map import BodyMap, Mark
from tests.fakes.chronology_documents import SCRIPTS, rows
from tests.fakes.chronology_documents import document as chronology
from tests.support.paper_samples import PAPERS
from tests.support.sample_care_documents import care_samples
from tests.support.sample_file_documents import file_samples

MADE_AT = "2026-11-22T09:10:00.000Z"
_LONG = (
    "Mia came to breakfast club at ten past eight without a coat. She said she had walked by"
    " herself because “Mum was still asleep and the door was locked from outside”. She ate two"
    " bowls of cereal and asked whether she could take an apple for later. "
)


def page_code(number: int) -> str:
    """Return the code of a page: plain, and different on each."""
    return f"K7F2-{number:04d}"


def provenance(**changes: Any) -> Provenance:
    """Return who made a document, for whom and why."""
    values: dict[str, Any] = {
        "export_id": "x-2026-0042",
        "school_name": "Harbour Lane Primary School",
        "school_urn": "123456",
        "school_address": "12 Harbour Lane, Wexcombe ZZ1 3QX",
        "compiled_by": "Siân Llŷr-Hughes",
        "compiled_role": "designated safeguarding lead",
        "compiled_at": MADE_AT,
        "purpose": "Initial child protection conference, 30 November 2026",
        "recipient": "Wexcombe Children’s Social Care, Reviewing Officer",
        "check_code": CheckCode(
            code="ABCD EFGH IJKL MNOP QRST UVWX YZ23 ABCD EFGH IJKL MNOP QRST UVWX",
            size=4182,
            at="2026-11-22T09:09:58.000Z",
        ),
        "checkpoint_note": "holdfast/l-7k2m9q\n4182\nq83vEjRWeJCrze8SNFZ4kKvN7xI0Vniq\n",
        "certificate_fingerprint": "9F3A 11C0 77AB E210",
        "key_id": "K4M9-Q7T2",
        "verification_result": "All 4,182 entries of the record were verified, none missing.",
        "statement": (
            StatementParagraph(heading="What this is", text=_LONG),
            StatementParagraph(heading="What the check proves", text=_LONG),
            StatementParagraph(heading="What it does not prove", text=_LONG),
        ),
        "ledger_extract": b'{"v":1}',
        "program": "Holdfast 0.1",
    }
    return Provenance(**{**values, **changes})


def one_page(look: LookName) -> Document:
    """Return a chronology in short, with a summary of the safeguarding lead's."""
    short = ShortRows(look).shorten(rows(9), {3: Summary(text=_LONG, entry=57)})
    return replace(chronology(look, 9), parts=(Entries(rows=short),), contents=False)


def redacted() -> dict[str, Any]:
    """Return what the provenance of a copy with names left out says besides."""
    labels = (
        Redaction(label="[Child B]", reason="another child", by="Siân Llŷr-Hughes"),
        Redaction(label="[Adult 2]", reason="asked not to be named", by="Siân Llŷr-Hughes"),
    )
    return {"redactions": labels, "edited": True}


def marks(count: int = 3) -> BodyMap:
    """Return an observation with so many marks, on front and back."""
    return BodyMap(
        seen="2026-03-12",
        marks=tuple(
            Mark(
                number=number,
                view=("child-front@1", "child-back@1")[number % 2],
                x=300 + 50 * (number % 8),
                y=200 + 80 * (number % 7),
                region="left forearm",
                site="left_forearm",
                kind="bruise",
            )
            for number in range(1, count + 1)
        ),
    )


def every_part() -> tuple[Part, ...]:
    """Return one of every part, long and short ones among them."""
    return (
        Paragraph(text=_LONG * 2, source=EntryField(entry=17, name="account")),
        Heading(text="Contents of this file", anchor="index"),
        _index(),
        *_words(),
        *_by_hand(),
        Heading(text="Events in date order", anchor="events", new_page=True),
        Entries(rows=rows(13)),
        PageBreak(),
        Heading(text="Scripts", anchor="scripts"),
        *(Paragraph(text=line, tone="small") for line in SCRIPTS),
    )


def _index() -> Grid:
    return Grid(
        columns=(
            GridColumn(title="No.", share=0.5, align_right=True, heads_row=True),
            GridColumn(title="Date", share=1.2),
            GridColumn(title="Record", share=4.0),
            GridColumn(title="Page", share=0.6, align_right=True),
        ),
        rows=tuple(
            (
                Cell(text=str(number)),
                Cell(text="12 March 2026", tone="muted"),
                Cell(text=text, target=target),
                Cell(text=""),
            )
            for number, (text, target) in enumerate(
                (("The words of the record", "words"), ("Events in date order", "events")) * 9
                + ((_LONG * 12, "scripts"),),
                start=1,
            )
        ),
        page_of=3,
    )


def _words() -> tuple[Part, ...]:
    figures = body_map_figures(marks(), width=150, height=260)
    return (
        Heading(text="The words of the record", anchor="words"),
        Quote(
            text="“I don’t want to go home, it’s loud. [Child B] is always crying.”",
            caption="The child’s own words, as heard by Ms Okafor",
            source=EntryField(entry=17, name="child_words"),
        ),
        Note(heading="Act today", text="Nobody has told the parents yet. Ask [Adult 2] first."),
        Panel(
            parts=(
                Heading(text="Check code", level=2),
                Paragraph(text="ABCD EFGH IJKL MNOP QRST", tone="large"),
            )
        ),
        Heading(text="The child", level=2),
        FactList(
            facts=(
                Fact(label="Legal name", text="Mia Harper-Nowak"),
                Fact(label="Date of birth", text="", always=True),
                Fact(label="Left out", text=""),
                Fact(label="Account", text=_LONG),
            )
        ),
        FactList(
            facts=(
                Fact(label="Year group", text="Year 4"),
                Fact(label="Class", text="Otters"),
                Fact(label="What was done at once", text=_LONG),
            ),
            columns=2,
        ),
        Heading(text="What was seen", level=3),
        Pictures(figures=figures),
        SideBySide(
            left=(Heading(text="Left", level=3), Paragraph(text=_LONG)),
            right=(Code(text="page code", beside="Beside the code", alternative="QR code"),),
        ),
        Paragraph(text="1 paragraph of a statement. " + _LONG, number="1."),
        Paragraph(text="In the middle", align="centre", tone="strong"),
        Paragraph(text="At the right", align="right", tone="muted"),
        Grid(columns=(GridColumn(title="Nothing"),), rows=(), empty="No file is attached."),
    )


def _by_hand() -> tuple[Part, ...]:
    return (
        Heading(text="To be filled in", level=2),
        TickBoxes(label="Who was told?", options=("The DSL", "A deputy", "Nobody yet", "The head")),
        WritingLines(label="Name"),
        WritingLines(label="What happened, in the child’s own words where you can", lines=4),
        FormRow(
            fields=(
                FormField(label="Child", hint="First name and surname", share=2.0),
                FormField(label="Class"),
                FormField(label="Number", text="G-0041"),
            )
        ),
        SignatureLines(labels=("Signature", "Date", "Name in capitals")),
    )


def sample(look: LookName, **changes: Any) -> Document:
    """Return a document with one of every part."""
    return Document(
        kind="child_protection_file",
        title="Child protection file",
        subtitle="Mia Harper-Nowak",
        reference="p-7k2m9q4rtx",
        facts=(
            Fact(label="Date of birth", text="4 March 2015", name="date_of_birth"),
            Fact(label="UPN", text="", always=True, name="upn"),
            Fact(label="Prepared for", text="Wexcombe Children’s Social Care, Reviewing Officer"),
            Fact(label="Selection", text="Every record of the child. 24 of 24 shown."),
        ),
        parts=every_part(),
        look=look,
        contents=True,
        provenance=provenance(**changes),
    )


def sheet(*, large: bool = False) -> Sheet:
    """Return a form, or a poster."""
    parts: tuple[Part, ...] = _by_hand() if not large else (Paragraph(text="Tell the DSL now."),)
    return Sheet(
        kind="report_poster" if large else "green_form",
        title="How to report a worry" if large else "Concern, on paper",
        subtitle="Harbour Lane Primary School",
        school_name="Harbour Lane Primary School",
        parts=parts,
        foot="Form G-0041 of Harbour Lane Primary School",
        made_at=MADE_AT,
        confidential=not large,
        large=large,
        band="" if large else "green",
    )


SAMPLES: dict[str, Callable[[], Document | Sheet]] = {
    "every-part-court": lambda: sample("court"),
    "every-part-referral": lambda: sample("referral", **redacted()),
    "every-part-record": lambda: sample("record", **redacted()),
    "without-statement": lambda: sample("court", statement=()),
    "chronology": lambda: chronology("referral", 9),
    "chronology-page": lambda: one_page("court"),
    "form": sheet,
    "poster": lambda: sheet(large=True),
    **PAPERS,
}
SAMPLES.update(care_samples(provenance))
SAMPLES.update(file_samples(provenance))
