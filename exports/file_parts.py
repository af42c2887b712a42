"""The parts of a child protection file around its records: front sheet, index, volumes, files,
what left the school, and who has opened it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.care_values import Words
from exports.parts import Cell, Fact, FactList, Grid, GridColumn, Heading, Note, Paragraph, Part

_CHECK_DIGITS = (
    "The check digits (SHA-256) are worked out from every byte of a file: whoever works them out"
    " again from their copy and gets the same digits holds the same file."
)
_CONNECTED = (
    "What is written about another child is not copied into this file. Ask the school for the"
    " other file where you may see it."
)

_NO_HEADING = (
    "Entries that were copied from an older record stand in the chronology, by their date; their"
    " page is the one on which it begins."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Somebody to telephone: ``responsibility`` says in words whether they have parental
    responsibility.
    """

    name: str
    relationship: str
    responsibility: str
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedChild:
    """A child whose records belong beside this file: brother, sister, or linked to a concern."""

    name: str
    connection: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSheet:
    """What stands on the first page of a file. Every text is ready to print; empty is not known.

    ``child`` are facts about the child, ``file`` about the file, ``care`` what matters in a
    referral (always printed, also when it is not recorded).
    """

    child: tuple[Fact, ...]
    file: tuple[Fact, ...]
    care: tuple[Fact, ...]
    contacts: tuple[ContactLine, ...] = ()
    connected: tuple[ConnectedChild, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """A record in the index; ``target`` is the anchor of its heading, or empty where the document
    has none.
    """

    day: str
    kind: str
    reference: str
    author: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeLine:
    """A paper volume: its number, where the original lies, and the scan that is kept."""

    number: str
    title: Words
    original_lies: Words
    recorded: str
    file_name: str
    size: str
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFileLine:
    """A file kept with a record; ``digits`` is empty when its content was lost or destroyed."""

    number: int
    name: str
    kind: str
    size: str
    digits: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureLine:
    """A document that left the school."""

    at: str
    document: str
    reference: str
    recipient: str
    purpose: str
    by: str
    acknowledged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """How often somebody opened the file or a record in it, and between which days."""

    name: str
    role: str
    first: str
    last: str
    times: int


def front_sheet_parts(sheet: FrontSheet) -> tuple[Part, ...]:
    """Return the front sheet, on a page of its own under a heading of level 1."""
    return (
        Heading(text="Front sheet", anchor="front-sheet", new_page=True),
        FactList(facts=sheet.child, columns=2),
        Heading(text="This file", level=2),
        FactList(facts=sheet.file, columns=2),
        Heading(text="Professionals, plans and court orders", level=2),
        FactList(facts=sheet.care, columns=2),
        Heading(text="Family and other people to telephone", level=2),
        contact_grid(sheet.contacts),
        *connected_parts(sheet.connected),
    )


def contact_grid(contacts: Sequence[ContactLine]) -> Grid:
    """Return the table of the people to telephone."""
    return Grid(
        columns=(
            GridColumn(title="Name", share=1.4, heads_row=True),
            GridColumn(title="Relationship", share=1.0),
            GridColumn(title="Parental responsibility", share=0.9),
            GridColumn(title="How to reach them", share=1.9),
        ),
        rows=tuple(
            (
                Cell(text=line.name),
                Cell(text=line.relationship or "Not recorded"),
                Cell(text=line.responsibility),
                Cell(text=line.reach or "Not recorded"),
            )
            for line in contacts
        ),
        empty="Nobody is recorded.",
    )


def connected_parts(children: Sequence[ConnectedChild]) -> Iterator[Part]:
    """Yield the list of children whose records are connected with this file."""
    yield Heading(text="Records on connected children", level=2)
    yield Grid(
        columns=(
            GridColumn(title="Child", share=1.4, heads_row=True),
            GridColumn(title="Connection", share=1.6),
            GridColumn(title="Their file", share=1.4),
        ),
        rows=tuple(
            (Cell(text=child.name), Cell(text=child.connection), Cell(text=child.record))
            for child in children
        ),
        empty="None is recorded.",
    )
    if children:
        yield Paragraph(text=_CONNECTED, tone="small")


def index_parts(lines: Sequence[IndexLine], *, pages: bool = True) -> tuple[Part, ...]:
    """Return the index under a heading of level 1; with ``pages`` it tells on which page each
    record stands.
    """
    columns = (
        GridColumn(title="No.", share=0.35, align_right=True),
        GridColumn(title="Date", share=1.1),
        GridColumn(title="Record", share=1.7, heads_row=True),
        GridColumn(title="Reference", share=1.1),
        GridColumn(title="Written by", share=1.2),
        *((GridColumn(title="Page", share=0.45, align_right=True),) if pages else ()),
    )
    return (
        Heading(text="Index", anchor="index"),
        Grid(
            columns=columns,
            rows=tuple(_index_row(number, line, pages) for number, line in enumerate(lines, 1)),
            empty="There is no record in this file.",
            page_of=len(columns) - 1 if pages else -1,
        ),
        *((Paragraph(text=_NO_HEADING, tone="small"),) if pages and lines else ()),
    )


def _index_row(number: int, line: IndexLine, pages: bool) -> tuple[Cell, ...]:
    cells = (
        Cell(text=str(number)),
        Cell(text=line.day),
        Cell(text=line.kind),
        Cell(text=line.reference),
        Cell(text=line.author),
    )
    return (*cells, Cell(text="", target=line.target)) if pages else cells


def volume_parts(lines: Sequence[VolumeLine]) -> Iterator[Part]:
    """Yield the paper volumes: where each original lies and what of it is kept."""
    yield Heading(text="Paper volumes", anchor="volumes")
    yield Grid(
        columns=(
            GridColumn(title="Volume", share=0.75, heads_row=True),
            GridColumn(title="Title", share=1.2),
            GridColumn(title="The original lies", share=1.3),
            GridColumn(title="Scanned copy, and its check digits", share=2.6),
        ),
        rows=tuple(
            (
                Cell(text=f"{line.number} (of {len(lines)})"),
                Cell(text=line.title.text, source=line.title.source),
                Cell(text=line.original_lies.text, source=line.original_lies.source),
                Cell(text=_scan(line)),
            )
            for line in lines
        ),
        empty="No paper volume belongs to this file.",
    )
    if lines:
        yield Paragraph(text=_CHECK_DIGITS, tone="small")


def _scan(line: VolumeLine) -> str:
    if not line.file_name:
        return "The scan is no longer there."
    return f"{line.file_name}, {line.size}, added {line.recorded}\n{line.digits}".rstrip()


def file_parts(lines: Sequence[StoredFileLine], *, attached: bool) -> Iterator[Part]:
    """Yield the list of stored files; ``attached`` says that they travel inside the document."""
    yield Heading(text="Files kept with the records", anchor="files")
    if not lines:
        yield Paragraph(text="No file is kept with the records of this child.", tone="muted")
        return
    yield Paragraph(
        text="Each of these files is attached to this document, unchanged, as it was received."
        if attached
        else "These files are kept in the casebook and are not part of this document; the school"
        " hands them over on request."
    )
    yield Grid(
        columns=(
            GridColumn(title="No.", share=0.35, align_right=True),
            GridColumn(title="File, and its check digits", share=3.2, heads_row=True),
            GridColumn(title="Kind", share=1.0),
            GridColumn(title="Size", share=0.7, align_right=True),
            GridColumn(title="Kept with", share=1.3),
        ),
        rows=tuple(
            (
                Cell(text=str(line.number)),
                Cell(text=f"{line.name}\n{line.digits or 'Its content is no longer there.'}"),
                Cell(text=line.kind),
                Cell(text=line.size),
                Cell(text=line.record),
            )
            for line in lines
        ),
    )
    yield Paragraph(text=_CHECK_DIGITS, tone="small")


def disclosure_parts(lines: Sequence[DisclosureLine]) -> Iterator[Part]:
    """Yield what of this file left the school, the oldest first."""
    yield Heading(text="What left the school", anchor="disclosures")
    yield Grid(
        columns=(
            GridColumn(title="When", share=1.0),
            GridColumn(title="Document", share=1.5, heads_row=True),
            GridColumn(title="For whom", share=1.5),
            GridColumn(title="Why", share=1.4),
            GridColumn(title="By", share=1.0),
            GridColumn(title="Receipt", share=1.1),
        ),
        rows=tuple(
            (
                Cell(text=line.at),
                Cell(text=f"{line.document}\n{line.reference}"),
                Cell(text=line.recipient),
                Cell(text=line.purpose),
                Cell(text=line.by),
                Cell(text=line.acknowledged or "–"),
            )
            for line in lines
        ),
        empty="Nothing of this file left the school before this document.",
    )


def access_parts(lines: Sequence[AccessLine]) -> Iterator[Part]:
    """Yield who opened the file, most often first."""
    yield Heading(text="Who has opened this file", anchor="access")
    yield Grid(
        columns=(
            GridColumn(title="Person", share=1.6, heads_row=True),
            GridColumn(title="Role", share=1.4),
            GridColumn(title="First", share=1.0),
            GridColumn(title="Last", share=1.0),
            GridColumn(title="Times", share=0.6, align_right=True),
        ),
        rows=tuple(
            (
                Cell(text=line.name),
                Cell(text=line.role or "Not recorded"),
                Cell(text=line.first),
                Cell(text=line.last),
                Cell(text=str(line.times)),
            )
            for line in lines
        ),
        empty="Nobody has opened it since it has been kept.",
    )
    yield Note(
        text="This counts each opening of the file, of a concern in it, and of a document made of"
        " it, by people who sign in to the casebook. It does not show who read a printed page."
    )
