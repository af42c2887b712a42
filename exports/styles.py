"""Papers, type styles and colours of the two profiles; sizes in points."""

from typing import NamedTuple

from exports.layout import Colour, Paper, TableStyle
from exports.model import Profile
from exports.words import Style

CENTIMETRE = 72 / 2.54
INK: Colour = (0.09, 0.10, 0.12)
MUTED: Colour = (0.36, 0.38, 0.42)
ACCENT: Colour = (0.08, 0.22, 0.36)
TINT: Colour = (0.945, 0.953, 0.962)
HAIRLINE: Colour = (0.72, 0.74, 0.77)


class Look(NamedTuple):
    """Everything that differs between the profiles but is not content."""

    paper: Paper
    title: Style
    name: Style
    heading: Style
    fact_label: Style
    fact_value: Style
    head: Style
    body: Style
    strong: Style
    label: Style
    detail: Style
    statement_heading: Style
    statement: Style
    furniture: Style
    furniture_strong: Style
    table: TableStyle
    clear_corner: float  # width kept blank at the top right of every page, for a stamp


# Family Court: at least 12 point, 1.5 spacing, 3.5 cm left margin (PD27A and CPR PD32).
COURT = Look(
    paper=Paper(
        width=595.276,
        height=841.89,
        left=3.5 * CENTIMETRE,
        right=595.276 - 2.0 * CENTIMETRE,
        top=78.0,
        first_top=62.0,
        bottom=841.89 - 98.0,
    ),
    title=Style("bold", 22, 28, ACCENT),
    name=Style("bold", 15, 21, INK),
    heading=Style("bold", 15, 22, ACCENT),
    fact_label=Style("regular", 12, 17, MUTED),
    fact_value=Style("regular", 12, 17, INK),
    head=Style("bold", 12, 16, ACCENT),
    body=Style("regular", 12, 18, INK),
    strong=Style("bold", 12, 18, INK),
    label=Style("regular", 12, 18, MUTED),
    detail=Style("regular", 12, 16, INK),
    statement_heading=Style("bold", 12, 18, INK),
    statement=Style("regular", 12, 18, INK),
    furniture=Style("regular", 7.5, 10.5, MUTED),
    furniture_strong=Style("bold", 9, 10.5, INK),
    table=TableStyle(
        above=7.0, below=5.0, detail=1.0, keep=0.3, between=4.0, gutter=10.0, first_spans=True
    ),
    clear_corner=6.5 * CENTIMETRE,
)

REFERRAL = Look(
    paper=Paper(
        width=841.89,
        height=595.276,
        left=40.0,
        right=841.89 - 40.0,
        top=56.0,
        first_top=38.0,
        bottom=595.276 - 66.0,
    ),
    title=Style("bold", 20, 26, ACCENT),
    name=Style("bold", 13, 18, INK),
    heading=Style("bold", 14, 20, ACCENT),
    fact_label=Style("regular", 8, 11, MUTED),
    fact_value=Style("regular", 10, 13.5, INK),
    head=Style("bold", 8.5, 11, ACCENT),
    body=Style("regular", 9, 12, INK),
    strong=Style("bold", 9, 12, INK),
    label=Style("regular", 8.5, 12, MUTED),
    detail=Style("regular", 9, 12, INK),
    statement_heading=Style("bold", 9.5, 13, INK),
    statement=Style("regular", 9.5, 13, INK),
    furniture=Style("regular", 7.5, 10.5, MUTED),
    furniture_strong=Style("bold", 9, 10.5, INK),
    table=TableStyle(
        above=5.0, below=5.0, detail=0.0, keep=0.35, between=3.0, gutter=9.0, first_spans=False
    ),
    clear_corner=0.0,
)


def look_of(profile: Profile) -> Look:
    """Return the look of a profile."""
    return COURT if profile == "court" else REFERRAL
