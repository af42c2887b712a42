"""The register of disclosures on paper: one row for each document that left the school."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.care_values import Words
from exports.parts import Cell, EntryField, Grid, GridColumn, Paragraph, Part

_NOTE = (
    "A row stands for one document that the program saved or printed for somebody. “Page codes” are"
    " those of the first and the last page; SHA-256 is worked out from every byte of the file that"
    " left, and tells whether a file is that one. What was told by word of mouth, or copied"
    " afterwards, is not here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One document that left; ``entry`` is the position of its entry, moments are words.

    ``about`` names the children, empty in the register of one child.
    """

    entry: int
    export_id: str
    day: str
    time: str
    by: str
    kind: str
    form: str
    recipient: Words
    purpose: Words
    about: str
    left_out: str
    pages: int
    page_codes: tuple[str, ...]
    sha256: str


def register_parts(lines: Sequence[RegisterLine], *, one_child: bool) -> tuple[Part, ...]:
    """Return the register as a table across the page, in the order given."""
    columns = [
        GridColumn(title="No.", share=0.55, align_right=True, heads_row=True),
        GridColumn(title="When and by whom", share=1.75),
        GridColumn(title="Document", share=2.3),
        GridColumn(title="For whom", share=2.0),
        GridColumn(title="Why", share=1.9),
        *(() if one_child else (GridColumn(title="About", share=1.7),)),
        GridColumn(title="Left out", share=1.3),
        GridColumn(title="Pages and page codes", share=1.55),
        GridColumn(title="SHA-256 of the file", share=3.1, long_codes=True),
    ]
    rows = (_row(number, line, one_child=one_child) for number, line in enumerate(lines, start=1))
    return (
        Grid(columns=tuple(columns), rows=tuple(rows), empty="No document has left the school."),
        Paragraph(text=_NOTE, tone="small"),
    )


def _row(number: int, line: RegisterLine, *, one_child: bool) -> tuple[Cell, ...]:
    codes = line.page_codes
    span = f"{codes[0]}\nto {codes[-1]}" if len(codes) > 1 else "".join(codes)
    pages = "1 page" if line.pages == 1 else f"{line.pages} pages"
    return (
        Cell(text=str(number)),
        Cell(text=f"{line.day}\n{line.time}\n{line.by}"),
        Cell(text=f"{line.kind}\n{line.form}\n{line.export_id}"),
        Cell(text=line.recipient.text, source=line.recipient.source),
        Cell(text=line.purpose.text, source=line.purpose.source),
        *(() if one_child else (Cell(text=line.about),)),
        Cell(text=line.left_out, tone="muted" if line.left_out.startswith("nothing") else "plain"),
        Cell(text=f"{pages}\n{span}" if codes else "–", tone="small"),
        Cell(
            text=line.sha256,
            tone="small",
            source=EntryField(entry=line.entry, name="sha256"),
        ),
    )
