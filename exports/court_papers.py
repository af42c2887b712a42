"""Papers for a court in England and Wales: a section 9 certificate, an exhibit's cover, the shell of
a witness statement. They are completed and signed by hand; nothing here is advice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import resources
from exports.parts import (
    Fact,
    FactList,
    FormField,
    FormRow,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Part,
    SignatureLines,
    WritingLines,
)

_GROUP = 8
NOT_SAID = "not recorded in the register"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDocument:
    """A document that left before, as the register of disclosures has it; moments are words.

    ``kept_sha256`` is of the copy that the school keeps where another one was sent (locked).
    """

    export_id: str
    title: str
    pages: int
    page_codes: tuple[str, ...]
    period: str
    sha256: str
    kept_sha256: str = ""
    made: str
    made_by: str
    made_for: str
    left_out: str
    check_code: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who signs a certificate; what is empty is left as a line to write on."""

    name: str = ""
    position: str = ""
    why_responsible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The proceedings; what is empty is left as a line to write on."""

    court: str = ""
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who makes a statement, and what stands in its top right corner. ``number`` of the statement
    is in figures.
    """

    name: str
    occupation: str = ""
    work_address: str = ""
    party: str = ""
    number: str = "1"
    exhibits: tuple[str, ...] = ()


def court_words(code: str) -> str:
    """Return the words that a court asks for; raises KeyError."""
    return _item(code)["definition"]


def certificate_parts(
    *,
    school: str,
    officer: Officer,
    documents: Sequence[RegisteredDocument],
    how_kept: Sequence[str],
) -> tuple[Part, ...]:
    """Return the section 9 certificate with its schedule; ``how_kept`` are paragraphs of the part
    that the act does not ask for, none to leave it out.
    """
    said = (
        f"I am {officer.name or _BLANK}, {officer.position or _BLANK} of {school} (“the school”)."
    )
    why = officer.why_responsible.rstrip(". ")
    duty = (
        "I occupy a responsible position in relation to the school’s safeguarding work and records"
    )
    first: tuple[Part, ...] = (
        Paragraph(number="1.", text=said),
        Paragraph(number="2.", text=f"{duty}: {why}." if why else f"{duty}, because"),
        *(() if why else (WritingLines(label="", lines=2),)),
    )
    certified = (
        Paragraph(number=f"{n}.", text=court_words(code))
        for n, code in enumerate(("records", "absence", "weight"), start=3)
    )
    schedule = [
        part
        for number, document in enumerate(documents, start=1)
        for part in _scheduled(document, number)
    ]
    return (
        Heading(text="Certificate"),
        *first,
        *certified,
        SignatureLines(labels=("Signature of the officer", "Name in capitals")),
        SignatureLines(labels=("Position", "Date")),
        Paragraph(text=court_words("facsimile"), tone="small"),
        Heading(text="Schedule of documents"),
        *schedule,
        *_how_kept(how_kept),
        Note(heading="England and Wales", text=court_words("where")),
    )


_BLANK = "…" * 18


def _scheduled(document: RegisteredDocument, number: int) -> tuple[Part, ...]:
    codes = document.page_codes
    span = f"{codes[0]} (first page) to {codes[-1]} (last page)" if codes else NOT_SAID
    kept = (
        (Fact(label="SHA-256 of the copy kept", text=grouped_sha256(document.kept_sha256)),)
        if document.kept_sha256 not in ("", document.sha256)
        else ()
    )
    return (
        Heading(text=f"{number}. {document.title}", level=2),
        FactList(
            facts=(
                Fact(label="Number in the register", text=document.export_id),
                Fact(
                    label="Pages", text=str(document.pages) if document.pages else "", always=True
                ),
                Fact(label="Period covered", text=document.period, always=True),
                Fact(label="Page codes", text=span),
                Fact(label="SHA-256 of the file", text=grouped_sha256(document.sha256)),
                *kept,
                Fact(label="Made", text=f"{document.made}, by {document.made_by}"),
                Fact(label="Made for", text=document.made_for),
                Fact(label="Left out", text=document.left_out),
                Fact(
                    label="Check code then",
                    text=f"{document.check_code}, for {document.entries:,} entries"
                    if document.check_code
                    else "",
                ),
            )
        ),
    )


def _how_kept(paragraphs: Sequence[str]) -> tuple[Part, ...]:
    if not paragraphs:
        return ()
    return (
        Heading(text="How the records are made and kept"),
        *(Paragraph(text=text) for text in paragraphs),
    )


def cover_parts(
    *, label: str, case: Case, witness: Witness, documents: Sequence[RegisteredDocument]
) -> tuple[Part, ...]:
    """Return the sheet in front of an exhibit; ``label`` is its mark, such as “JS1”."""
    described = [
        f"{each.title}, {_pages(each.pages)}, made {each.made}, number {each.export_id}"
        for each in documents
    ]
    return (
        *_case_parts(case),
        *_corner(witness),
        Paragraph(text=f"EXHIBIT “{label}”", tone="strong", align="centre"),
        Paragraph(
            text=f"This is the exhibit marked “{label}” referred to in the witness statement of"
            f" {witness.name or _BLANK}, dated {_SHORT_BLANK}.",
        ),
        Heading(text="What is exhibited", level=2),
        *(Paragraph(number=f"{n}.", text=f"{text}.") for n, text in enumerate(described, start=1)),
        *(() if described else (WritingLines(label="", lines=2),)),
        SignatureLines(labels=("Signature of the witness", "Date")),
        Paragraph(text=court_words("where"), tone="small"),
    )


_SHORT_BLANK = "…" * 8


def statement_parts(
    *, case: Case, witness: Witness, documents: Sequence[RegisteredDocument]
) -> tuple[Part, ...]:
    """Return the shell of a witness statement: numbered paragraphs in the first person, to be
    written by the witness. The document of the school is an exhibit to it, never the statement.
    """
    exhibits = witness.exhibits or (f"{_initials(witness.name)}1",)
    shown = [
        f"I produce, marked “{mark}”, {_with_article(each.title)} of {_pages(each.pages)} from the"
        f" records of the school (number {each.export_id}). I do not repeat here what it says."
        for mark, each in zip(_marks(exhibits, len(documents)), documents, strict=True)
    ]
    texts = [
        f"I, {witness.name or _BLANK}, {witness.occupation or _BLANK}, of"
        f" {witness.work_address or _BLANK}, will say as follows.",
        court_words("knowledge"),
        *shown,
    ]
    opening = [Paragraph(number=f"{n}.", text=text) for n, text in enumerate(texts, start=1)]
    own: list[Part] = []
    for number, prompt in enumerate(_PROMPTS, start=len(texts) + 1):
        own += [Paragraph(number=f"{number}.", text=prompt, tone="muted"), _SPACE]
    return (
        *_case_parts(case),
        *_corner(witness),
        Paragraph(text=_headline(witness), tone="strong", align="centre"),
        *opening,
        *own,
        Heading(text="Statement of truth", level=2),
        Paragraph(text=court_words("truth")),
        SignatureLines(labels=("Signed", "Full name")),
        SignatureLines(labels=("Position", "Dated")),
        PageBreak(),
        *_notes(),
    )


_SPACE = WritingLines(label="", lines=5)
_PROMPTS = (
    "[My post, how long I have held it, and how I come to know the child.]",
    "[What I saw and heard myself: when, where, who was there. One event to a paragraph.]",
    "[What others told me: who, when, in which words; and that I believe it.]",
    "[What I did, when, and what followed.]",
)


def _notes() -> tuple[Part, ...]:
    truth = _item("truth")
    return (
        Heading(text="For the witness: take this page off before the statement is filed", level=2),
        Paragraph(number="1.", text="Write in your own words and in the first person: facts, not"
                  " argument and not opinion. Nobody else writes it for you."),
        Paragraph(number="2.", text="Do not quote the school’s document at length and do not retell"
                  " it: it is an exhibit, kept apart and marked. Refer to it by its mark and page."),
        Paragraph(number="3.", text="Say of each fact whether you know it yourself, or who told"
                  " you. Numbers and dates are written in figures. Every page has its number."),
        Paragraph(number="4.", text="Sign only what you believe to be true. Alterations are"
                  " initialled. Paper is A4, printed on one side, with a margin of 3.5 cm."),
        Paragraph(
            number="5.",
            text=f"The words of the statement of truth follow {truth['rule']}, in force from"
            " 1 October 2020 as far as is known; they were not compared with the published text."
            " Ask the lawyer who asked for the statement whether they are still the right ones, and"
            " how long it may be.",
        ),
        Paragraph(number="6.", text=court_words("where")),
    )  # fmt: skip


def _case_parts(case: Case) -> tuple[Part, ...]:
    if not (case.court and case.number and case.title):
        return (
            FormRow(
                fields=(
                    FormField(label="In the court", text=case.court, share=2.0),
                    FormField(label="Case number", text=case.number, share=1.0),
                )
            ),
            FormRow(fields=(FormField(label="In the matter of", text=case.title),)),
        )
    return (
        Paragraph(text=f"In the {case.court}", tone="strong"),
        Paragraph(text=f"Case number {case.number}", align="right"),
        Paragraph(text=case.title, align="centre"),
    )


def _corner(witness: Witness) -> tuple[Part, ...]:
    """What Practice Directions 22A and 32 want in the top right corner of the first page."""
    lines = (
        witness.party or f"On behalf of {_SHORT_BLANK}",
        _initials_and_surname(witness.name) or _SHORT_BLANK,
        f"Statement {witness.number}",
        f"Exhibits {', '.join(witness.exhibits)}"
        if witness.exhibits
        else f"Exhibits {_SHORT_BLANK}",
        f"Date {_SHORT_BLANK}",
    )
    return (Paragraph(text="\n".join(lines), align="right"),)


def _headline(witness: Witness) -> str:
    return f"WITNESS STATEMENT OF {witness.name.upper() or _BLANK}"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha()).upper()


def _initials_and_surname(name: str) -> str:
    words = name.split()
    return " ".join([*(f"{word[0]}." for word in words[:-1]), *words[-1:]])


def _marks(exhibits: Sequence[str], count: int) -> list[str]:
    """A mark for each document: those given, then the next numbers of the last."""
    marks = list(exhibits[:count])
    stem = exhibits[-1].rstrip("0123456789")
    while len(marks) < count:
        marks.append(f"{stem}{len(marks) + 1}")
    return marks


def _with_article(title: str) -> str:
    lowered = title[:1].lower() + title[1:]
    return f"{'an' if lowered[:1] in 'aeiou' else 'a'} {lowered}"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def grouped_sha256(digest: str) -> str:
    """Return 64 hexadecimal digits in groups of eight, for comparing by eye."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _item(code: str) -> dict[str, str]:
    for item in resources.read_toml("vocabularies", "court_papers.toml")["items"]:
        if item["code"] == code:
            return dict(item)
    raise KeyError(code)
