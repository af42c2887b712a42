"""Papers for a court in England and Wales: a section 9 certificate, an exhibit's cover, the shell
of a witness statement. They are completed and signed by hand; nothing here is advice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import resources
from exports.parts import (
    Cell,
    EntryField,
    Fact,
    FactList,
    FormField,
    FormRow,
    Grid,
    GridColumn,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    SignatureLines,
    WritingLines,
)

NOT_SAID = "not recorded in the register"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDocument:
    """A document that left before, as the register of disclosures has it; moments are words.

    ``entry`` is the position of its entry. ``kept_sha256`` is of the copy that the school keeps
    where another one was sent (locked). ``first_id`` is set for a further copy of the same pages,
    which are kept under that number. ``printed``: it left on paper, and the file is the kept one.
    """

    entry: int
    export_id: str
    first_id: str = ""
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
    printed: bool = False


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
    is in figures; what is empty is left to be written in.
    """

    name: str
    occupation: str = ""
    work_address: str = ""
    party: str = ""
    number: str = ""
    exhibits: tuple[str, ...] = ()


def court_words(code: str) -> str:
    """Return the words that a court asks for; raises KeyError."""
    return str(_item(code)["definition"])


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
        Paragraph(text=court_words("where"), tone="small"),
        Heading(text="Schedule of documents", new_page=True),
        *schedule,
        *_how_kept(how_kept),
    )


_BLANK = "…" * 18


def _scheduled(document: RegisteredDocument, number: int) -> tuple[Part, ...]:
    codes = document.page_codes
    span = f"{codes[0]} (first page) to {codes[-1]} (last page)" if codes else NOT_SAID
    checked = f"{document.check_code}, for {document.entries:,} entries"
    told = [
        _told("Number in the register", document.export_id, document, "id"),
        Fact(label="Pages", text=str(document.pages)),
        Fact(label="Pages kept under number", text=document.first_id),
        Fact(label="Made", text=f"{document.made}, by {document.made_by}"),
        Fact(label="Made for", text=document.made_for),
        Fact(label="Period covered", text=document.period, always=True),
        Fact(label="Left out", text=document.left_out),
        Fact(label="Page codes", text=span),
        Fact(label="Check code then", text=checked if document.check_code else ""),
    ]
    said = tuple(fact for fact in told if fact.text or fact.always)
    return (
        Heading(text=f"{number}. {document.title}", level=2),
        FactList(facts=said),
        Grid(columns=_FILES, rows=tuple(_files(document))),
    )


_FILES = (
    GridColumn(title="File", share=1.0, heads_row=True),
    GridColumn(title="SHA-256, worked out from every byte of it", share=3.2),
)


def _files(document: RegisteredDocument) -> Iterator[tuple[Cell, ...]]:
    """What left, and the copy that the school keeps where that is another file."""
    left = EntryField(entry=document.entry, name="sha256")
    where = "As it is kept; it left on paper" if document.printed else "As it left"
    yield Cell(text=where), Cell(text=document.sha256, tone="small", source=left)
    if document.kept_sha256 not in ("", document.sha256):
        kept = EntryField(entry=document.entry, name="kept_sha256")
        source = None if document.first_id else kept
        yield (
            Cell(text="As it is kept"),
            Cell(text=document.kept_sha256, tone="small", source=source),
        )


def _told(label: str, text: str, document: RegisteredDocument, field: str) -> Fact:
    """A fact in the very words of the register's entry."""
    return Fact(label=label, text=text, source=EntryField(entry=document.entry, name=field))


def _how_kept(paragraphs: Sequence[str]) -> tuple[Part, ...]:
    if not paragraphs:
        return ()
    return (
        Heading(text="How the records are made and kept"),
        *(Paragraph(text=text, tone="small") for text in paragraphs),
    )


def cover_parts(
    *,
    label: str,
    case: Case,
    witness: Witness,
    documents: Sequence[RegisteredDocument],
    describes: str = "",
) -> tuple[Part, ...]:
    """Return the sheet in front of an exhibit; ``label`` is its mark, such as “JS1”, ``describes``
    stands for the title of its first document.
    """
    described = [
        f"{(describes if not place else '') or each.title}, {_pages(each.pages)}, made {each.made},"
        f" number {each.export_id}"
        for place, each in enumerate(documents)
    ]
    return (
        *_case_parts(case),
        *_corner(witness),
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
    exhibits = witness.exhibits or (exhibit_mark(witness.name),)
    shown = [
        f"I produce, marked “{mark}”, {_with_article(each.title)} of {_pages(each.pages)} from"
        f" the records of the school (number {each.export_id}). I do not repeat here what it says."
        for mark, each in zip(_marks(exhibits, len(documents)), documents, strict=True)
    ]
    texts = [
        f"I, {witness.name or _BLANK}, {witness.occupation or _BLANK}, of"
        f" {witness.work_address or _BLANK}, will say as follows.",
        court_words("knowledge"),
        *shown,
    ]
    opening = [Paragraph(number=f"{n}.", text=text) for n, text in enumerate(texts, start=1)]
    own = [
        WritingLines(label=f"{number}.   {prompt}", lines=_OWN_LINES)
        for number, prompt in enumerate(_data()["prompts"], start=len(texts) + 1)
    ]
    return (
        *_case_parts(case),
        *_corner(witness),
        Paragraph(text=_headline(witness), tone="strong", align="centre"),
        *opening,
        *own,
        Heading(text="Statement of truth", level=2),
        Paragraph(text=court_words("truth")),
        SignatureLines(labels=("Signed", "Dated")),
        Paragraph(text=", ".join(part for part in (witness.name, witness.occupation) if part)),
        PageBreak(),
        *_notes(),
    )


_OWN_LINES = 4  # for each paragraph that is written by hand


def _notes() -> tuple[Part, ...]:
    truth = _item("truth")
    notes = [
        *_data()["notes"],
        f"The words of the statement of truth follow {truth['rule']}. They were not compared with"
        " the published text: ask whether they are still the right ones.",
        court_words("where"),
    ]
    return (
        Heading(text="For the witness: take this page off before the statement is filed", level=2),
        *(Paragraph(number=f"{n}.", text=text) for n, text in enumerate(notes, start=1)),
    )


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
        f"Statement {witness.number or _SHORT_BLANK}",
        f"Exhibits {', '.join(witness.exhibits)}"
        if witness.exhibits
        else f"Exhibits {_SHORT_BLANK}",
        f"Date {_SHORT_BLANK}",
    )
    return (Paragraph(text="\n".join(lines), align="right"),)


def _headline(witness: Witness) -> str:
    return f"WITNESS STATEMENT OF {witness.name.upper() or _BLANK}"


def exhibit_mark(name: str) -> str:
    """Return the usual mark of a witness's first exhibit: Jane Smith's is JS1."""
    words = name.replace("-", " ").split()
    return f"{''.join(word[0] for word in words if word[0].isalpha()).upper()}1"


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


def _item(code: str) -> dict[str, Any]:
    for item in _data()["items"]:
        if item["code"] == code:
            return dict(item)
    raise KeyError(code)


def _data() -> dict[str, Any]:
    return resources.read_toml("vocabularies", "court_papers.toml")
