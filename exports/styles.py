"""The looks of documents and sheets: papers, type styles and colours; sizes in points."""

from typing import NamedTuple

from exports.layout import Colour, Paper, TableStyle
from exports.words import Style

CENTIMETRE = 72 / 2.54
INK: Colour = (0.09, 0.10, 0.12)
MUTED: Colour = (0.36, 0.38, 0.42)
ACCENT: Colour = (0.08, 0.22, 0.36)
TINT: Colour = (0.945, 0.953, 0.962)
HAIRLINE: Colour = (0.72, 0.74, 0.77)
WHITE: Colour = (1.0, 1.0, 1.0)
BAND_GREEN: Colour = (0.04, 0.28, 0.20)

_A4 = (595.276, 841.89)


class Look(NamedTuple):
    """Everything that differs between documents but is not content.

    `headings` are levels 1 to 3, `heading_gaps` the space above each; `text` and its three tones
    are paragraphs, `body` to `detail` the cells of tables. Text is set no wider than `widest`.
    """

    paper: Paper
    title: Style
    name: Style
    headings: tuple[Style, Style, Style]
    heading_gaps: tuple[float, float, float]
    text: Style
    text_strong: Style
    text_muted: Style
    text_small: Style
    gap: float  # between paragraphs
    widest: float
    fact_label: Style
    fact_value: Style
    fact_width: float  # of the labels' column
    facts_across: int  # columns of facts on the first page; 1 is a list with labels at the left
    head: Style
    body: Style
    strong: Style
    label: Style
    detail: Style
    entry_label: float  # width of the dates' column where entries are stacked
    furniture: Style
    furniture_strong: Style
    table: TableStyle
    clear_corner: float  # width kept blank at the top right of every page, for a stamp


# Family Court: at least 12 point, 1.5 spacing, 3.5 cm left margin (PD27A and CPR PD32).
COURT = Look(
    paper=Paper(
        width=_A4[0],
        height=_A4[1],
        left=3.5 * CENTIMETRE,
        right=_A4[0] - 2.0 * CENTIMETRE,
        top=78.0,
        first_top=62.0,
        bottom=_A4[1] - 98.0,
    ),
    title=Style("bold", 22, 28, ACCENT),
    name=Style("bold", 15, 21, INK),
    headings=(
        Style("bold", 15, 22, ACCENT),
        Style("bold", 12, 18, INK),
        Style("bold", 12, 18, MUTED),
    ),
    heading_gaps=(16.0, 8.0, 6.0),
    text=Style("regular", 12, 18, INK),
    text_strong=Style("bold", 12, 18, INK),
    text_muted=Style("regular", 12, 18, MUTED),
    text_small=Style("regular", 12, 16, INK),
    gap=6.0,
    widest=460.0,
    fact_label=Style("regular", 12, 17, MUTED),
    fact_value=Style("regular", 12, 17, INK),
    fact_width=112.0,
    facts_across=1,
    head=Style("bold", 12, 16, ACCENT),
    body=Style("regular", 12, 18, INK),
    strong=Style("bold", 12, 18, INK),
    label=Style("regular", 12, 18, MUTED),
    detail=Style("regular", 12, 16, INK),
    entry_label=122.0,
    furniture=Style("regular", 7.5, 10.5, MUTED),
    furniture_strong=Style("bold", 9, 10.5, INK),
    table=TableStyle(
        above=7.0, below=5.0, detail=1.0, keep=0.3, between=4.0, gutter=10.0, first_spans=True
    ),
    clear_corner=6.5 * CENTIMETRE,
)

REFERRAL = Look(
    paper=Paper(
        width=_A4[1],
        height=_A4[0],
        left=40.0,
        right=_A4[1] - 40.0,
        top=56.0,
        first_top=38.0,
        bottom=_A4[0] - 66.0,
    ),
    title=Style("bold", 20, 26, ACCENT),
    name=Style("bold", 13, 18, INK),
    headings=(
        Style("bold", 14, 20, ACCENT),
        Style("bold", 10.5, 14, INK),
        Style("bold", 9.5, 13, MUTED),
    ),
    heading_gaps=(14.0, 7.0, 5.0),
    text=Style("regular", 9.5, 13, INK),
    text_strong=Style("bold", 9.5, 13, INK),
    text_muted=Style("regular", 9.5, 13, MUTED),
    text_small=Style("regular", 8.5, 11.5, INK),
    gap=5.0,
    widest=560.0,
    fact_label=Style("regular", 8, 11, MUTED),
    fact_value=Style("regular", 10, 13.5, INK),
    fact_width=96.0,
    facts_across=3,
    head=Style("bold", 8.5, 11, ACCENT),
    body=Style("regular", 9, 12, INK),
    strong=Style("bold", 9, 12, INK),
    label=Style("regular", 8.5, 12, MUTED),
    detail=Style("regular", 9, 12, INK),
    entry_label=94.0,
    furniture=Style("regular", 7.5, 10.5, MUTED),
    furniture_strong=Style("bold", 9, 10.5, INK),
    table=TableStyle(
        above=5.0, below=5.0, detail=0.0, keep=0.35, between=3.0, gutter=9.0, first_spans=False
    ),
    clear_corner=0.0,
)

RECORD = Look(
    paper=Paper(
        width=_A4[0],
        height=_A4[1],
        left=60.0,
        right=_A4[0] - 60.0,
        top=74.0,
        first_top=74.0,
        bottom=_A4[1] - 86.0,
    ),
    title=Style("bold", 21, 27, ACCENT),
    name=Style("bold", 14, 19, INK),
    headings=(
        Style("bold", 14, 19, ACCENT),
        Style("bold", 11.5, 16, INK),
        Style("bold", 10.5, 15, MUTED),
    ),
    heading_gaps=(18.0, 12.0, 9.0),
    text=Style("regular", 10.5, 15, INK),
    text_strong=Style("bold", 10.5, 15, INK),
    text_muted=Style("regular", 10.5, 15, MUTED),
    text_small=Style("regular", 9, 12.5, INK),
    gap=6.0,
    widest=476.0,
    fact_label=Style("regular", 9.5, 14.5, MUTED),
    fact_value=Style("regular", 10.5, 14.5, INK),
    fact_width=122.0,
    facts_across=1,
    head=Style("bold", 9, 12, ACCENT),
    body=Style("regular", 9.5, 13, INK),
    strong=Style("bold", 9.5, 13, INK),
    label=Style("regular", 9.5, 13, MUTED),
    detail=Style("regular", 9.5, 13, INK),
    entry_label=112.0,
    furniture=Style("regular", 7.5, 10.5, MUTED),
    furniture_strong=Style("bold", 9, 10.5, INK),
    table=TableStyle(
        above=6.0, below=5.0, detail=1.0, keep=0.3, between=3.0, gutter=9.0, first_spans=True
    ),
    clear_corner=0.0,
)

# Forms and slips: nothing in the margins but a line at the foot, so that a form fills its page.
FORM = RECORD._replace(
    paper=RECORD.paper._replace(
        left=44.0, right=_A4[0] - 44.0, top=38.0, first_top=38.0, bottom=_A4[1] - 44.0
    ),
    heading_gaps=(14.0, 9.0, 7.0),
    gap=5.0,
    widest=508.0,
)

# A poster is read from two metres away.
POSTER = FORM._replace(
    paper=FORM.paper._replace(left=54.0, right=_A4[0] - 54.0),
    title=Style("bold", 40, 46, ACCENT),
    name=Style("bold", 18, 24, INK),
    headings=(
        Style("bold", 24, 30, ACCENT),
        Style("bold", 20, 27, INK),
        Style("bold", 17, 24, MUTED),
    ),
    heading_gaps=(17.0, 13.0, 12.0),
    text=Style("regular", 18, 24, INK),
    text_strong=Style("bold", 18, 24, INK),
    text_muted=Style("regular", 18, 24, MUTED),
    text_small=Style("regular", 12.5, 16.5, INK),
    gap=7.0,
    widest=488.0,
    fact_label=Style("regular", 15, 25, MUTED),
    fact_value=Style("bold", 19, 25, INK),
    fact_width=150.0,
    head=Style("bold", 15, 20, ACCENT),
    body=Style("regular", 15, 20, INK),
    strong=Style("bold", 15, 20, INK),
    label=Style("regular", 15, 20, MUTED),
    furniture=Style("regular", 9, 12, MUTED),
)

LOOKS = {"court": COURT, "referral": REFERRAL, "record": RECORD}
