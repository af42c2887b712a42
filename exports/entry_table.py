"""Builds the table of entries: nine columns across for referrals, stacked rows for court."""

import re
from collections.abc import Iterator, Sequence

from exports.layout import Block, Column, Row, Table, cell_height, set_block
from exports.model import Correction, DocumentRow
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import Look
from exports.words import Style

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
UNDATED = "Undated"

_REFERRAL_COLUMNS = (
    # title, least width, share of the rest
    ("No.", 26.0),
    ("Happened", 74.0),
    ("What happened", 150.0),
    ("Child’s own words", 78.0),
    ("Source and record", 80.0),
    ("Action or decision, and reason", 104.0),
    ("Outcome", 66.0),
    ("Written by, and when", 88.0),
)


def section_of(row: DocumentRow) -> str:
    """Return the heading an entry stands under in the outline: its section, its year or Undated."""
    if row.section:
        return row.section
    years = _YEAR.findall(row.happened_text)
    return str(years[-1]) if years else UNDATED


def court_table(
    rows: Sequence[DocumentRow], *, look: Look, typesetter: Typesetter, parent: Node
) -> Table:
    """Set the entries for court: number, date or label, and text, each detail in a row."""
    paper = look.paper
    number, label = 34.0, 112.0
    columns = (
        Column("No.", paper.left, number, heads_row=True, align_right=True),
        Column("Date", paper.left + number, label, heads_row=True),
        Column("Entry", paper.left + number + label, paper.measure - number - label),
    )
    set_rows: list[Row] = []
    for row in rows:
        set_rows.extend(_court_rows(row, columns=columns, look=look, typesetter=typesetter))
    return _table(columns, set_rows, look=look, typesetter=typesetter, parent=parent)


def referral_table(
    rows: Sequence[DocumentRow], *, look: Look, typesetter: Typesetter, parent: Node
) -> Table:
    """Set the entries for a referral: one table row for each, widths by how much is written."""
    texts = [_referral_texts(row) for row in rows]
    columns = _referral_columns(texts, look=look)
    gutter = look.table.gutter
    styles = (look.body, look.strong, *(look.body,) * 6)
    set_rows = []
    for row, cells in zip(rows, texts, strict=True):
        blocks = tuple(
            tuple(
                set_block(
                    typesetter,
                    text,
                    style=style if not index else _second_style(position, look),
                    width=column.width - gutter,
                    before=look.table.between if index else 0.0,
                    align_right=column.align_right,
                )
                for index, text in enumerate(cell)
                if text
            )
            for position, (cell, column, style) in enumerate(
                zip(cells, columns, styles, strict=True)
            )
        )
        set_rows.append(_row(blocks, look=look, opens=True, span=1, row=row))
    return _table(columns, set_rows, look=look, typesetter=typesetter, parent=parent)


def _second_style(position: int, look: Look) -> Style:
    return look.label if position in {1, 4, 7} else look.body


def _row(
    cells: tuple[tuple[Block, ...], ...], *, look: Look, opens: bool, span: int, row: DocumentRow
) -> Row:
    height = look.table.above + look.table.below + max(cell_height(cell) for cell in cells)
    return Row(cells, height, opens, span, str(row.serial), section_of(row))


def _table(
    columns: tuple[Column, ...],
    rows: list[Row],
    *,
    look: Look,
    typesetter: Typesetter,
    parent: Node,
) -> Table:
    gutter = look.table.gutter
    heads = tuple(
        set_block(
            typesetter,
            column.title,
            style=look.head,
            width=column.width - (gutter if column is not columns[-1] else 0.0),
            align_right=column.align_right,
        )
        for column in columns
    )
    tallest = max(block.height for block in heads)
    continued = set_block(typesetter, "cont.", style=look.furniture, width=columns[0].width)
    node = Node("Table", parent)
    return Table(columns, heads, tallest + 9.0, rows, look.table, node, continued)


def _court_rows(
    row: DocumentRow, *, columns: tuple[Column, ...], look: Look, typesetter: Typesetter
) -> Iterator[Row]:
    gutter = look.table.gutter
    details = [pair for pair in _court_details(row) if pair[1]]
    widths = [column.width - gutter for column in columns[:2]] + [columns[2].width]

    def block(column: int, text: str, style: Style, *, before: float = 0.0) -> Block:
        return set_block(
            typesetter,
            text,
            style=style,
            width=widths[column],
            before=before,
            align_right=columns[column].align_right,
        )

    dates = [block(1, row.happened_text or UNDATED, look.strong)]
    dates += [block(1, note, look.label) for note in _date_notes(row)]
    texts = [block(2, row.heading, look.strong)] if row.heading else []
    texts.append(block(2, row.what_happened or "No description was written.", look.body))
    serial = (block(0, str(row.serial), look.strong),)
    yield _row(
        (serial, tuple(dates), tuple(texts)),
        look=look,
        opens=True,
        span=1 + len(details),
        row=row,
    )
    for label, text in details:
        cells = ((), (block(1, label, look.label),), (block(2, text, look.body),))
        yield _row(cells, look=look, opens=False, span=1, row=row)


def _date_notes(row: DocumentRow) -> list[str]:
    notes = [row.happened_note] if row.happened_note else []
    if row.transcribed:
        notes.append("transcribed from paper")
    return notes


def _court_details(row: DocumentRow) -> list[tuple[str, str]]:
    recorded = _joined(row.recorded_text, row.written_later_note)
    return [
        ("Dates in conflict", row.conflicting_dates),
        ("Child’s words", row.child_words),
        ("Source", _joined(row.source, row.record_ref and f"record {row.record_ref}")),
        ("Action, decision", row.action_or_decision),
        ("Reason", row.reason),
        ("Outcome", row.outcome),
        ("Written by", row.author),
        ("Recorded", recorded),
        *(("Corrected", correction_text(each)) for each in row.corrections),
    ]


def correction_text(correction: Correction) -> str:
    """Return a correction in words: both versions, who, when and why."""
    what = f"{correction.field}: " if correction.field else ""
    reason = f" Reason: {correction.reason}" if correction.reason else ""
    return (
        f"{what}was “{correction.was}”, now “{correction.now}”."
        f" By {correction.by}, {correction.at}.{reason}"
    )


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _referral_texts(row: DocumentRow) -> tuple[tuple[str, ...], ...]:
    conflict = f"Dates in conflict: {row.conflicting_dates}" if row.conflicting_dates else ""
    happened = (row.happened_text or UNDATED, *_date_notes(row), conflict)
    what = (
        _joined_lines(row.heading, row.what_happened or "No description was written."),
        *(f"Corrected. {correction_text(each)}" for each in row.corrections),
    )
    action = (row.action_or_decision, f"Reason: {row.reason}" if row.reason else "")
    return (
        (str(row.serial),),
        happened,
        what,
        (row.child_words,),
        (row.source, row.record_ref),
        action,
        (row.outcome,),
        (row.author, _joined(row.recorded_text, row.written_later_note)),
    )


def _joined_lines(heading: str, text: str) -> str:
    return f"{heading}. {text}" if heading else text


def _referral_columns(
    texts: list[tuple[tuple[str, ...], ...]], *, look: Look
) -> tuple[Column, ...]:
    """Share the width: each column gets its least width, the rest goes where the words are."""
    paper = look.paper
    written = [0.0] * len(_REFERRAL_COLUMNS)
    for cells in texts:
        for index, cell in enumerate(cells):
            written[index] += sum(map(len, cell))
    shares = [0.0, *(amount**0.5 for amount in written[1:])]
    spare = paper.measure - sum(least for _, least in _REFERRAL_COLUMNS)
    total = sum(shares) or 1.0
    columns = []
    x = paper.left
    for index, (title, least) in enumerate(_REFERRAL_COLUMNS):
        width = least + spare * (shares[index] / total if sum(shares) else 1 / 8)
        columns.append(Column(title, x, width, heads_row=not index, align_right=not index))
        x += width
    return tuple(columns)
