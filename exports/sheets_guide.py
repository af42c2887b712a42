"""Who has read the recording guide, as a page for the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.document import Sheet
from exports.parts import Cell, Grid, GridColumn, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideLine:
    """One person; ``version`` and ``at`` are "" where nothing was signed."""

    name: str
    job_title: str
    version: str
    at: str
    is_current: bool


def guide_readers_sheet(
    *, school_name: str, version: str, lines: Sequence[GuideLine], made_at: str, program: str
) -> Sheet:
    """Return the table: name, job, version and when; who has not read it yet says so."""
    done = sum(line.is_current for line in lines)
    columns = (
        GridColumn(title="Name", share=1.6, heads_row=True),
        GridColumn(title="Job", share=1.4),
        GridColumn(title="Version read", share=1.0),
        GridColumn(title="Signed on", share=1.3),
        GridColumn(title="The one that holds now", share=1.1),
    )
    rows = tuple(
        (
            Cell(text=line.name, tone="strong"),
            Cell(text=line.job_title),
            Cell(text=line.version or "none"),
            Cell(text=line.at),
            Cell(text="read" if line.is_current else "not yet"),
        )
        for line in lines
    )
    return Sheet(
        kind="list",
        title="Who has read the recording guide",
        subtitle=school_name,
        school_name=school_name,
        parts=(
            Paragraph(
                text=f"Version that holds now: {version}. {done} of {len(lines)} have signed that"
                " they read it, each with the key that their own PIN or password opens."
            ),
            Grid(columns=columns, rows=rows, empty="Nobody is on the list of people."),
        ),
        made_at=made_at,
        program=program,
    )
