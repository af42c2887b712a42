"""The short form of a chronology's rows, of which one page holds many: cut to fit, and set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from exports.cut_texts import cut
from exports.entry_table import ABOUT_DATE, UNDATED, date_notes
from exports.fonts import FontLibrary
from exports.layout import Block, Column, Row, Table, cell_height, set_block, table_nodes
from exports.model import Correction, DocumentRow, ShortForm
from exports.row_notes import note_line
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import LOOKS, Look
from exports.words import Style

NO_WORDS = "No description was written."
_UNDATED_NOTE = "undated"  # said already where no date is known
SECTION = "Events in date order"  # in the outline
_LINES = 2  # of what happened, and of a correction
_STATED_LINES = 4  # of what somebody says who disagrees
_LEADING = 1.2  # of the type size
_ABOVE, _BELOW, _HEAD = 2.0, 3.5, 6.0
_LEFT_OUT = (
    *("action_or_decision", "reason", "outcome", "author", "recorded_text"),
    "written_later_note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the safeguarding lead wrote of an entry in short, and the position of the entry that
    says so.
    """

    text: str
    entry: int


class ShortRows:
    """Makes rows short for one look, by measuring; what is measured once is known for the next."""

    def __init__(self, look: str) -> None:
        self._look = tight(LOOKS[look])
        self._typesetter = Typesetter(library=FontLibrary())
        self._columns = _columns(self._look)

    def shorten(
        self, rows: Sequence[DocumentRow], summaries: Mapping[int, Summary]
    ) -> tuple[DocumentRow, ...]:
        """Return the rows in short; ``summaries`` are by serial number and stand for the text."""
        return tuple(self._short(row, summaries.get(row.serial)) for row in rows)

    def _short(self, row: DocumentRow, summary: Summary | None) -> DocumentRow:
        full = summary.text if summary else row.what_happened
        text = cut(full, self._fits(1 if row.corrections else _LINES))
        words = row.child_words
        kept = words if words and self._fits(1)(child_line(words)) else ""
        doubt = row.conflicting_dates
        doubts = cut(doubt, lambda some: self._fits(1)(doubt_line(some))) if doubt else ""
        made = replace(
            row,
            happened_note=row.happened_note if row.happened_note != _UNDATED_NOTE else "",
            what_happened=text,
            child_words=kept,
            conflicting_dates=doubts,
            source="",
            action_or_decision="",
            reason="",
            outcome="",
            author="",
            recorded_text="",
            written_later_note="",
            corrections=self._latest(row.corrections),
            short=ShortForm(cut=(), left_out=(), summary=summary.entry if summary else None),
        )
        source = self._source(made, row.source) if row.source else ""
        return replace(
            made,
            source=source,
            short=ShortForm(
                cut=_named(
                    what_happened=text != full,
                    source=source not in ("", row.source),
                    conflicting_dates=doubts != doubt,
                ),
                left_out=_named(
                    **dict.fromkeys(_LEFT_OUT, True),
                    happened_note=row.happened_note == _UNDATED_NOTE,
                    child_words=words != kept,
                    source=bool(row.source and not source),
                ),
                summary=summary.entry if summary else None,
            ),
        )

    def _source(self, row: DocumentRow, source: str) -> str:
        """As much of one line as stands beside the row without making it taller."""
        place = _column_of("source", self._look)
        cells = cells_of(row, look=self._look)
        heights = [self._height(cell, index) for index, cell in enumerate(cells)]
        if heights[place] + self._look.body.leading > max(heights) + 0.01:
            return ""
        style = self._look.label
        fits = self._fits(1, column=place, style=style)
        found = cut(source, lambda some: fits(source_line(some)))
        return "" if found == "…" else found

    def _height(self, cell: Sequence[tuple[str, Style]], index: int) -> float:
        column = self._columns[index]
        return cell_height([self._block(text, style, column) for text, style in cell])

    def _block(self, text: str, style: Style, column: Column) -> Block:
        return _set(text, style, column, look=self._look, typesetter=self._typesetter)

    def _fits(
        self, lines: int, *, column: int | None = None, style: Style | None = None
    ) -> Callable[[str], bool]:
        where = self._columns[_column_of("text", self._look) if column is None else column]
        used = style or self._look.body
        return lambda text: len(self._block(text, used, where).text.lines) <= lines

    def _latest(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """The last correction of each field and every statement, their words cut."""
        last = {one.field: one for one in corrections if not one.stated}
        return tuple(
            self._cut_correction(replace(each, was="", by="", at="", reason=""))
            for each in corrections
            if each.stated or each is last[each.field]
        )

    def _cut_correction(self, said: Correction) -> Correction:
        fits = self._fits(_STATED_LINES if said.stated else _LINES)
        now = cut(said.now, lambda some: fits(short_correction(replace(said, now=some))))
        return replace(said, now=now, is_cut=now != said.now)


def short_table(
    rows: Sequence[DocumentRow], *, look: Look, typesetter: Typesetter, parent: Node
) -> Table:
    """Set rows that ``ShortRows`` made, one low row for each."""
    used = tight(look)
    columns = _columns(used)
    made = []
    for row in rows:
        cells = tuple(
            tuple(
                _set(text, style, column, look=used, typesetter=typesetter) for text, style in cell
            )
            for cell, column in zip(cells_of(row, look=used), columns, strict=True)
        )
        height = _ABOVE + _BELOW + max(cell_height(cell) for cell in cells)
        made.append(Row(cells, height, _ABOVE, _BELOW, True, 1, str(row.serial), SECTION))
    heads = tuple(
        _set(column.title, used.head, column, look=used, typesetter=typesetter)
        for column in columns
    )
    nodes, body = table_nodes(parent, len(columns))
    head_height = max(block.height for block in heads) + _HEAD
    return Table(
        columns, heads, head_height, made, used.table, nodes, body, used.label, used.furniture
    )


def tight(look: Look) -> Look:
    """Return a look with the lines of its tables close together."""

    def close(style: Style) -> Style:
        return style._replace(leading=round(style.size * _LEADING, 2))

    return look._replace(
        body=close(look.body),
        strong=close(look.strong),
        label=close(look.label),
        head=close(look.head),
        table=look.table._replace(first_spans=False, between=0.0, keep=1.0),
    )


def cells_of(row: DocumentRow, *, look: Look) -> list[list[tuple[str, Style]]]:
    """Return the texts of a short row, cell by cell, each with its style."""
    serial = [(str(row.serial), look.strong)]
    dates = [(row.happened_text or UNDATED, look.strong)]
    dates += [(note, look.label) for note in date_notes(row)]
    texts = [(row.what_happened or NO_WORDS, look.body)]
    if row.child_words:
        texts.append((child_line(row.child_words), look.body))
    if row.conflicting_dates:
        texts.append((doubt_line(row.conflicting_dates), look.label))
    texts += [(note_line(each), look.label) for each in row.notes]
    texts += [(short_correction(each), look.body) for each in row.corrections]
    record = [(record_line(row), look.label)]
    if row.source:
        record_source = (source_line(row.source), look.label)
        (record if _wide(look) else texts).append(record_source)
    if _wide(look):
        return [serial, dates, texts, record]
    return [serial, dates + record, texts]


def record_line(row: DocumentRow) -> str:
    """``Concern, entry 12``, or ``entry 12, summary 57`` where the text is the lead's summary."""
    entry = row.record_ref.rpartition(" · ")[2]
    summary = row.short.summary if row.short else None
    words = (row.heading, entry, "" if summary is None else f"summary {summary}")
    return ", ".join(word for word in words if word)


def child_line(words: str) -> str:
    """The child's own words, said to be theirs."""
    return f"Child’s words: {words}"


def doubt_line(words: str) -> str:
    """What is open about the date."""
    return f"{ABOUT_DATE}: {words}"


def source_line(source: str) -> str:
    """How it is known."""
    return f"Source: {source}"


def short_correction(correction: Correction) -> str:
    """That a row was corrected, and to what; or that somebody disagrees."""
    if correction.stated:
        return f"{correction.field}: {correction.stated}. “{correction.now}”"
    field = f" {correction.field}:" if correction.field else ""
    return f"Corrected, see full chronology.{field} “{correction.now}”"


def _wide(look: Look) -> bool:
    return look.paper.width > look.paper.height


def _column_of(what: str, look: Look) -> int:
    return 3 if what == "source" and _wide(look) else 2


def _columns(look: Look) -> tuple[Column, ...]:
    """Widths do not hang on the rows: a row is cut before it is known which others are shown."""
    em, paper = look.body.size, look.paper
    number, date = 1.7 * em + look.table.gutter, 10.2 * em + look.table.gutter
    record = 17.0 * em if _wide(look) else 0.0
    text = paper.measure - number - date - record
    first, second, third = paper.left, paper.left + number, paper.left + number + date
    dated = "Happened" if _wide(look) else "Date and record"
    columns = [
        Column("No.", first, number, heads_row=True, align_right=True),
        Column(dated, second, date, heads_row=True),
        Column("What happened", third, text),
    ]
    if record:
        columns.append(Column("Record and source", third + text, record))
    return tuple(columns)


def _set(text: str, style: Style, column: Column, *, look: Look, typesetter: Typesetter) -> Block:
    ends = column.x + column.width >= look.paper.right - 0.01
    width = column.width - (0.0 if ends else look.table.gutter)
    return set_block(typesetter, text, style=style, width=width, align_right=column.align_right)


def _named(**columns: bool) -> tuple[str, ...]:
    return tuple(sorted(name for name, there in columns.items() if there))
