"""What a document is put together from: headings, words, facts, tables and pictures, as values.

Text is ready to print: redaction has happened before. Where the words on paper are exactly those of
one field of a ledger entry, ``source`` says which, so that a check can compare them.
"""

from dataclasses import dataclass
from typing import Literal

from exports.body_map_drawing import BodyMapFigure
from exports.model import DocumentRow

Tone = Literal["plain", "strong", "muted", "small", "large"]  # large: a code to be read out


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """The field of a ledger entry whose exact words are printed; ``entry`` is its position."""

    entry: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. Level 1 stands in the outline and the contents, level 2 in the outline only.

    ``anchor`` is a name, unique in the document, that index lines may point to. ``band`` sets it in
    white on a dark band, as the head of a form.
    """

    text: str
    level: Literal[1, 2, 3] = 1
    new_page: bool = False
    anchor: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words in the document's own voice, or of a record; line breaks in ``text`` stay.

    ``number`` hangs at the left of the text, as in the numbered paragraphs of a statement.
    """

    text: str
    tone: Tone = "plain"
    source: EntryField | None = None
    align: Literal["left", "centre", "right"] = "left"
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's own words, set apart by a bar at the left; ``caption`` says whose."""

    text: str
    caption: str = ""
    source: EntryField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short text on a tinted ground that must not be overlooked."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value; a fact without text is printed as "not recorded" when ``always``.

    ``name`` is a stable name by which programs find it in the attached data.
    """

    label: str
    text: str
    always: bool = False
    source: EntryField | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Labelled facts, one below the other, or in two columns where they are short."""

    facts: tuple[Fact, ...]
    columns: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A column of a table; ``share`` is its part of the width, counted against the others'.

    Words are kept whole where there is room, but not in a column of ``long_codes``.
    """

    title: str
    share: float = 1.0
    align_right: bool = False
    heads_row: bool = False
    long_codes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``target`` is the anchor of a heading that a line of an index points to."""

    text: str
    tone: Tone = "plain"
    source: EntryField | None = None
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a head that repeats on every page. Every row has as many cells as columns.

    ``empty`` is printed instead where there is no row. ``page_of`` names a column in which the
    page number of the row's target is filled in once the pages are known, or is -1.
    """

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    page_of: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The rows of a chronology, laid out as the document's look asks."""

    rows: tuple[DocumentRow, ...]
    empty: str = "No entry matches the selection."

    @property
    def short(self) -> bool:
        """Whether the rows are in their short form, of which one page holds many."""
        return any(row.short is not None for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Vector figures side by side, as large as they come; each is read out by its alternative."""

    figures: tuple[BodyMapFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code with the words beside it; ``alternative`` is read to those who do not see it."""

    text: str
    beside: str
    alternative: str
    size: float = 96.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLines:
    """Lines to sign on paper: each label stands under a rule, two side by side."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingLines:
    """Ruled space to write in by hand under a label."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBoxes:
    """Boxes to tick by hand, on one line where they fit."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A box to fill in by hand: the label is small in its top left corner, ``hint`` beside it.

    ``text`` is printed in it where it is known already. ``share`` is its part of the width of its
    row, ``lines`` how many lines of writing it holds.
    """

    label: str
    hint: str = ""
    text: str = ""
    share: float = 1.0
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """Boxes to fill in by hand, side by side."""

    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two columns where the left one fits on the page, else one part below the other.

    ``share`` is the left column's part of the width. Neither column holds a table of entries.
    """

    left: tuple["Part", ...]
    right: tuple["Part", ...]
    share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Parts on a tinted ground: what the page is about, seen first."""

    parts: tuple["Part", ...]


Part = (
    Heading
    | Paragraph
    | Quote
    | Note
    | FactList
    | Grid
    | Entries
    | Pictures
    | Code
    | SignatureLines
    | WritingLines
    | TickBoxes
    | FormRow
    | PageBreak
    | SideBySide
    | Panel
)
