"""Renders the termly record certificate: one page to print, sign by hand and keep elsewhere."""

from collections.abc import Sequence

from exports.certificate_words import (
    BY_HAND,
    DATA_NAME,
    DOES_NOT_PROVE,
    FOOT,
    HANDWRITTEN,
    LEAD,
    PROVES,
    QR_ALTERNATIVE,
    STEPS,
    TITLE,
    CertificateDocument,
    attached_data,
    facts_of,
    keys_of,
)
from exports.document import Sheet
from exports.document_rendering import LaidOut, lay_out_sheet, write_laid_out
from exports.extract import LEDGER_NAME
from exports.parts import (
    Code,
    Fact,
    FactList,
    Heading,
    Panel,
    Paragraph,
    Part,
    SideBySide,
    WritingLines,
)
from exports.pdfa import Attachment

_QR = 108.0
_GROUPS_IN_A_LINE = 5


def render_certificate(document: CertificateDocument) -> bytes:
    """Return the page as PDF/A-3a and PDF/UA-1, not yet signed. The same values give the same
    bytes.
    """
    laid_out = certificate_pages(document)
    title = f"{TITLE}, {document.certificate_id}"
    described = laid_out.description._replace(
        title=title,
        subject="Check code of the safeguarding record, to be kept outside the school's computers",
    )
    proofs = "Proofs that the record goes on from earlier check codes"
    files = [
        Attachment(DATA_NAME, "What this page says, as data", "Data", attached_data(document)),
        Attachment(LEDGER_NAME, proofs, "Data", document.ledger_extract),
    ]
    return write_laid_out(laid_out._replace(description=described), files=files).pdf


def certificate_pages(document: CertificateDocument) -> LaidOut:
    """Return the page alone, to be printed; raises ValueError where it is more than one."""
    laid_out = lay_out_sheet(_sheet(document))
    if len(laid_out.pages) != 1:
        raise ValueError("a record certificate is one page")
    return laid_out


def _sheet(document: CertificateDocument) -> Sheet:
    urn = f", URN {document.school_urn}" if document.school_urn else ""
    facts = tuple(Fact(label=label, text=text) for label, text in facts_of(document))
    return Sheet(
        kind="record_certificate",
        title=TITLE,
        subtitle=f"{document.school_name}{urn}",
        school_name=document.school_name,
        parts=(
            Paragraph(text=LEAD, tone="small"),
            FactList(facts=facts),
            _code(document),
            *_worth(),
            Heading(text="How to check it, today or in ten years", level=2),
            *_listed(STEPS, [f"{number}." for number in range(1, len(STEPS) + 1)]),
            *_by_hand(),
        ),
        foot=f"{FOOT} {document.program}.",
        made_at=document.made_at,
        program=document.program,
    )


def _code(document: CertificateDocument) -> Panel:
    """The check code with its QR code beside it and the keys below."""
    groups = document.check_code.code.split(" ")
    lines = [
        "  ".join(groups[at : at + _GROUPS_IN_A_LINE])
        for at in range(0, len(groups), _GROUPS_IN_A_LINE)
    ]
    keys = tuple(Fact(label=label, text=text) for label, text in keys_of(document))
    words: tuple[Part, ...] = (
        Heading(text="Check code", level=2),
        Paragraph(text="\n".join(lines), tone="large"),
        FactList(facts=keys),
    )
    square = Code(text=document.checkpoint_note, beside="", alternative=QR_ALTERNATIVE, size=_QR)
    return Panel(parts=(SideBySide(left=words, right=(square,), share=0.74),))


def _worth() -> tuple[Part, ...]:
    """What it proves beside what it does not."""
    proves = (
        Heading(text="What this proves", level=2),
        *_listed(PROVES, ["–"] * len(PROVES)),
    )
    does_not = (
        Heading(text="What it does not prove", level=2),
        *_listed(DOES_NOT_PROVE, ["–"] * len(DOES_NOT_PROVE)),
    )
    return (SideBySide(left=proves, right=does_not, share=0.64),)


def _listed(points: Sequence[str], marks: Sequence[str]) -> tuple[Part, ...]:
    return tuple(
        Paragraph(text=point, number=mark, tone="small")
        for mark, point in zip(marks, points, strict=True)
    )


def _by_hand() -> tuple[Part, ...]:
    """Lines for name and role, signature and date, and where the page is kept."""
    name, role, signature, date, kept = (WritingLines(label=label) for label in HANDWRITTEN)
    return (
        Heading(text=BY_HAND, level=2),
        SideBySide(left=(name, signature), right=(role, date)),
        kept,
    )
