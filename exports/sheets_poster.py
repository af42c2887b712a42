"""The poster for the staff room: how to report a worry about a child."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.document import Sheet
from exports.parts import Cell, Grid, GridColumn, Heading, Paragraph, Part
from exports.sheet_words import sheet_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterPerson:
    """Somebody to tell: the name, what they are, and the number to ring."""

    name: str
    role: str
    telephone: str = ""


def report_poster(
    *, school_name: str, people: Sequence[PosterPerson], made_at: str, program: str
) -> Sheet:
    """Return the poster; people are printed in the order given."""
    words = sheet_words("report_poster")
    parts: tuple[Part, ...] = (
        Paragraph(text=words["lead"], tone="strong"),
        Heading(text=words["danger"], level=2, band=True),
        Heading(text=words["who_heading"]),
        Grid(columns=_COLUMNS, rows=tuple(_row(person) for person in people)),
        Paragraph(text=words["adult"], tone="small"),
        Heading(text=words["write_heading"]),
        *(Paragraph(number="•", text=text) for text in words["write"]),
        Paragraph(text=words["where"], tone="small"),
        Heading(text=f"{words['never_heading']}: {', '.join(words['never'])}", level=3),
    )
    return Sheet(
        kind="report_poster",
        title=words["title"],
        subtitle=school_name,
        school_name=school_name,
        parts=parts,
        made_at=made_at,
        large=True,
        band="green",
        program=program,
    )


_COLUMNS = (
    GridColumn(title="Who", share=1.9, heads_row=True),
    GridColumn(title="", share=1.5),
    GridColumn(title="Telephone", share=1.1),
)


def _row(person: PosterPerson) -> tuple[Cell, ...]:
    return (
        Cell(text=person.name, tone="strong"),
        Cell(text=person.role),
        Cell(text=person.telephone or "–"),
    )
