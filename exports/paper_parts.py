"""What a child's old paper files hold, part by part, as a table of a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.parts import Cell, Grid, GridColumn, Heading, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One part of a paper file, in words."""

    volume: str
    original_lies: str
    section: str
    what: str
    pages: str
    days: str
    scanned: str


def paper_parts(lines: Sequence[PaperLine]) -> Iterator[Part]:
    """Yield the contents of the paper files; nothing where none was indexed."""
    if not lines:
        return
    yield Heading(text="What the paper files hold")
    yield Grid(
        columns=(
            GridColumn(title="Paper file", share=1.3, heads_row=True),
            GridColumn(title="Part", share=1.8),
            GridColumn(title="Pages", share=0.6),
            GridColumn(title="From and to", share=1.1),
            GridColumn(title="The original lies", share=1.2),
            GridColumn(title="Scanned", share=0.8),
        ),
        rows=tuple(
            (
                Cell(text=line.volume),
                Cell(text=": ".join(part for part in (line.section, line.what) if part)),
                Cell(text=line.pages or "–"),
                Cell(text=line.days or "–"),
                Cell(text=line.original_lies),
                Cell(text=line.scanned),
            )
            for line in lines
        ),
        empty="",
    )
