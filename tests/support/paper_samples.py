"""Made-up court papers, registers, certificates and sheets: one of every kind, as the school would
make them.
"""

from collections.abc import Callable

from exports.care_values import Words
from exports.court_papers import (
    Case,
    Officer,
    RegisteredDocument,
    Witness,
    certificate_parts,
    cover_parts,
    statement_parts,
)
from exports.disposal_parts import DisposalFacts, disposal_parts
from exports.document import Document, LookName, Provenance, Sheet
from exports.evidence_words import KEPT, EvidenceFacts, statement_for
from exports.model import CheckCode, Redaction
from exports.parts import EntryField, Fact, Part
from exports.register_parts import RegisterLine, register_parts
from exports.sheets_green import green_form, green_forms
from exports.sheets_poster import PosterPerson, report_poster
from exports.sheets_receipt import FindNow, receipt_slip
from exports.sheets_recovery import recovery_sheet

MADE_AT = "2026-11-22T09:10:00.000Z"
SCHOOL = "Harbour Lane Primary School"
PROGRAM = "Holdfast 0.1"
CODE = CheckCode(
    code="M5ET PI5D 3KQ2 ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567 ABCD EFGH",
    size=4182,
    at="2026-11-22T09:09:58.000Z",
)
_SHA = "3f9a1c2e7b6d5048a1b2c3d4e5f60718293a4b5c6d7e8f9001122334455667f8"
_KEPT_SHA = "9e107d9d372bb6826bd81d3542a419d6a1b2c3d4e5f60718293a4b5c6d7e8f90"
_REDACTIONS = (Redaction(label="[Child B]", reason="another child", by="Siân Llŷr-Hughes"),)


def facts_for(kind: str, **changes: object) -> EvidenceFacts:
    """Return the facts of an evidence statement of a kind."""
    values: dict[str, object] = {
        "kind": kind,
        "school_name": SCHOOL,
        "compiled_by": "Siân Llŷr-Hughes",
        "compiled_role": "designated safeguarding lead",
        "compiled_at": MADE_AT,
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council, Legal Services",
        "verification_result": "Every entry shown was verified on 22 November 2026 at 09:10, before"
        " this document was made; each of the 4,182 entries of the record had been verified by"
        " then.",
        "check_code": CODE,
    }
    return EvidenceFacts(**{**values, **changes})  # type: ignore[arg-type] # values by name


def registered(number: int = 1, **changes: object) -> RegisteredDocument:
    """Return a document of the register."""
    values: dict[str, object] = {
        "entry": 4100 + number,
        "export_id": f"x-7k2m9q4rtx{number:02d}",
        "title": "Chronology of significant events" if number == 1 else "Concern record",
        "pages": 10 if number == 1 else 3,
        "page_codes": ("8KQ2-M5ET", "PI5D-3KQ2"),
        "period": "12 March 2024 to 20 November 2026",
        "sha256": _SHA,
        "kept_sha256": _KEPT_SHA if number == 1 else _SHA,
        "made": "22 November 2026 at 09:10",
        "made_by": "Siân Llŷr-Hughes",
        "made_for": "Wexcombe Council, Legal Services",
        "left_out": "1 name or text" if number == 1 else "nothing marked",
        "check_code": CODE.code,
        "entries": 4182,
    }
    return RegisteredDocument(**{**values, **changes})  # type: ignore[arg-type] # values by name


def line(number: int) -> RegisterLine:
    """Return a line of the register; every seventh was printed, every third edited."""
    codes = ("8KQ2-M5ET", "PI5D-3KQ2", "QW3R-TT5Z")[: 1 + number % 3]
    return RegisterLine(
        entry=100 + number,
        export_id=f"x-7k2m9q4rt{number:03d}",
        day=f"{1 + number % 28} Nov 2026",
        time="09:10",
        by="Siân Llŷr-Hughes",
        kind=("Chronology", "Child protection file", "Concern record")[number % 3],
        form="signed copy, printed" if number % 7 == 0 else "locked copy",
        recipient=Words(
            text="Wexcombe Children’s Social Care, Reviewing Officer, and the minute taker",
            source=EntryField(entry=100 + number, name="recipient"),
        ),
        purpose=Words(
            text="Initial child protection conference, 30 November 2026",
            source=EntryField(entry=100 + number, name="purpose"),
        ),
        about="Mia Harper-Nowak\nKai Harper-Nowak" if number % 4 == 0 else "Mia Harper-Nowak",
        left_out="2 names or texts" if number % 3 == 0 else "nothing marked",
        pages=len(codes),
        page_codes=codes,
        sha256=_SHA,
    )


def disposal(**changes: object) -> DisposalFacts:
    """Return a disposal."""
    values: dict[str, object] = {
        "disposal_id": "z-7k2m9q4rtx3c",
        "entry": 4183,
        "at": "22 November 2051 at 09:10",
        "positions": (14, *range(17, 58), 80, 81, 1204, 1377, *range(2000, 2075)),
        "files": "12",
        "documents": "3",
        "kept": "2",
        "period": "12 March 2024 and 20 July 2030",
        "rule": Words(
            text="Child protection file: Until 25 years after the child's birth, where the school"
            " was the last one",
            source=EntryField(entry=4183, name="rule"),
        ),
        "edition": "retention 2026-11",
        "counted_from": "4 March 2015",
        "due": "4 March 2040",
        "authority": Words(
            text="Retention policy 2050, agreed by the head teacher and the governors",
            source=EntryField(entry=4183, name="authority"),
        ),
        "method": Words(
            text="Words and files were erased from the casebook’s encrypted file, which is then"
            " written anew without them.",
            source=EntryField(entry=4183, name="method"),
        ),
        "first_person": "Siân Llŷr-Hughes",
        "second_person": "Dan Whitcombe",
        "pupil_reference": "p-7k2m9q4rtx",
    }
    return DisposalFacts(**{**values, **changes})  # type: ignore[arg-type] # values by name


def paper(
    kind: str,
    *,
    title: str,
    parts: tuple[Part, ...],
    subtitle: str = "",
    look: LookName = "record",
    facts: tuple[Fact, ...] = (),
    edited: bool = False,
) -> Document:
    """Return a document with the statement of its kind."""
    redactions = _REDACTIONS if edited else ()
    told = facts_for(kind, redactions=redactions, edited=edited)
    return Document(
        kind=kind,
        title=title,
        subtitle=subtitle,
        reference="x-7k2m9q4rtx01",
        facts=facts,
        parts=parts,
        look=look,
        provenance=Provenance(
            export_id="x-9q4rtx7k2m",
            school_name=SCHOOL,
            school_urn="123456",
            compiled_by=told.compiled_by,
            compiled_role=told.compiled_role,
            compiled_at=MADE_AT,
            purpose=told.purpose,
            recipient=told.recipient,
            redactions=redactions,
            edited=edited,
            check_code=CODE,
            checkpoint_note="holdfast/l-7k2m9q\n4182\nq83vEjRWeJCrze8SNFZ4kKvN7xI0Vniq\n",
            certificate_fingerprint="9F3A 11C0 77AB E210 9F3A 11C0 77AB E210",
            key_id="9f3a 11c0 77ab e210",
            verification_result=told.verification_result,
            statement=statement_for(told),
            ledger_extract=b'{"v":1}',
            program=PROGRAM,
        ),
    )


def s9_certificate() -> Document:
    """Return a certificate for two documents."""
    return paper(
        "s9_certificate",
        title="Certificate of records",
        subtitle="Civil Evidence Act 1995, section 9",
        facts=(
            Fact(label="School", text=SCHOOL),
            Fact(label="URN", text="123456", always=True),
            Fact(label="Address", text="12 Harbour Lane, Wexcombe ZZ1 3QX", always=True),
            Fact(label="Asked for by", text="Wexcombe Council, Legal Services"),
        ),
        parts=certificate_parts(
            school=SCHOOL,
            officer=Officer(
                name="Siân Llŷr-Hughes",
                position="designated safeguarding lead",
                why_responsible="I have kept the child protection records of the school since"
                " 1 September 2019",
            ),
            documents=(registered(1), registered(2)),
            how_kept=(KEPT, f"The program is {PROGRAM}."),
        ),
    )


def blank_s9_certificate() -> Document:
    """Return one with everything to be written in by hand."""
    parts = certificate_parts(
        school=SCHOOL, officer=Officer(), documents=(registered(2),), how_kept=()
    )
    return paper("s9_certificate", title="Certificate of records", parts=parts)


def exhibit_cover(case: Case = Case()) -> Document:  # noqa: B008 (a frozen value)
    """Return the sheet in front of an exhibit."""
    parts = cover_parts(
        label="SL1",
        case=case,
        witness=Witness(name="Siân Llŷr-Hughes", exhibits=("SL1",)),
        documents=(registered(1),),
    )
    return paper("exhibit_cover", title="Exhibit SL1", look="court", parts=parts)


def statement_shell(case: Case = Case()) -> Document:  # noqa: B008 (a frozen value)
    """Return a statement to be completed."""
    parts = statement_parts(
        case=case,
        witness=Witness(
            name="Siân Llŷr-Hughes",
            occupation="designated safeguarding lead",
            work_address=f"{SCHOOL}, 12 Harbour Lane, Wexcombe ZZ1 3QX",
            exhibits=("SL1", "SL2"),
        ),
        documents=(registered(1), registered(2)),
    )
    return paper("statement_shell", title="Witness statement", look="court", parts=parts)


KNOWN_CASE = Case(
    court="Family Court at Wexcombe",
    number="WX26C00417",
    title="IN THE MATTER OF THE CHILDREN ACT 1989\nAND IN THE MATTER OF M (a child)",
)


def register(count: int, *, one_child: bool = False) -> Document:
    """Return the register of disclosures with so many lines."""
    return paper(
        "disclosure_register",
        title="Register of disclosures",
        subtitle="Mia Harper-Nowak" if one_child else "",
        look="referral",
        facts=(
            Fact(label="School", text=f"{SCHOOL}, URN 123456"),
            Fact(label="Period", text="1 November 2026 to 22 November 2026"),
            Fact(label="Documents", text=f"{count}, the oldest first"),
        ),
        parts=register_parts([line(n) for n in range(1, count + 1)], one_child=one_child),
        edited=True,
    )


def disposal_certificate(*facts: DisposalFacts) -> Document:
    """Return the certificate of one disposal or more."""
    return paper(
        "disposal_certificate",
        title="Disposal certificate",
        facts=(Fact(label="School", text=SCHOOL), Fact(label="URN", text="123456")),
        parts=disposal_parts(facts or (disposal(),)),
    )


_LEADS = ("Siân Llŷr-Hughes", "Dan Whitcombe")
_PEOPLE = (
    PosterPerson(name="Siân Llŷr-Hughes", role="DSL", telephone="01632 960001"),
    PosterPerson(name="Dan Whitcombe", role="Deputy DSL", telephone="01632 960002"),
    PosterPerson(name="Ffion Żukowska-Adeyemi", role="Head teacher", telephone="01632 960003"),
    PosterPerson(name="Maria Lund", role="Chair of governors"),
)


def form_pad(count: int) -> Sheet:
    """Return a pad of so many forms."""
    return green_forms(
        school_name=SCHOOL,
        numbers=tuple(range(41, 41 + count)),
        leads=_LEADS,
        made_at=MADE_AT,
        program=PROGRAM,
    )


def one_form() -> Sheet:
    """Return one form."""
    return green_form(school_name=SCHOOL, number=41, leads=_LEADS, made_at=MADE_AT, program=PROGRAM)


def poster() -> Sheet:
    """Return the poster."""
    return report_poster(school_name=SCHOOL, people=_PEOPLE, made_at=MADE_AT, program=PROGRAM)


def receipt() -> Sheet:
    """Return the receipt of a concern that nobody has read yet."""
    return receipt_slip(
        school_name=SCHOOL,
        number=12,
        workstation="Staff room",
        sent_at=MADE_AT,
        check_words="9E10 7D9D 372B B682",
        told=False,
        find_now=(
            FindNow(name="Siân Llŷr-Hughes", what="DSL", telephone="01632 960001"),
            FindNow(name="Dan Whitcombe", what="Deputy DSL", telephone="01632 960002"),
        ),
        made_at=MADE_AT,
        program=PROGRAM,
    )


def recovery() -> Sheet:
    """Return the recovery sheet of a new school."""
    return recovery_sheet(
        school_name=SCHOOL,
        code="-".join(f"{number * 13579:06d}" for number in range(1, 10)),
        one_time_codes=tuple(f"{number * 7654321:08d}" for number in range(1, 11)),
        restricted_code="482913-204117-994120",
        made_at=MADE_AT,
        program=PROGRAM,
    )


# one of each, for the checks that run over every document: they are slow
PAPERS: dict[str, Callable[[], Document | Sheet]] = {
    "s9-certificate": s9_certificate,
    "exhibit-cover": exhibit_cover,
    "statement-shell": lambda: statement_shell(KNOWN_CASE),
    "disclosure-register": lambda: register(24),
    "disposal-certificate": disposal_certificate,
    "green-form-pad": lambda: form_pad(2),
    "report-poster": poster,
    "receipt-slip": receipt,
    "recovery-sheet": recovery,
}
