"""Builds the table of entries: nine columns across for referrals, stacked rows for court."""

import re
from collections.abc import Iterator, Sequence

from exports.layout import Block, Column, Row, Table, cell_height, set_block, table_nodes
from exports.model import Correction, DocumentRow
from exports.row_notes import MARKED, note_label, note_line, note_words
from exports.shaping import Typesetter
from exports.structure import Node
from exports.styles import Look
from exports.words import Style
from storage.records import times

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
UNDATED = "Undated"
ABOUT_DATE = "About the date"

_REFERRAL_COLUMNS = (
    # title, least width
    ("No.", 28.0),
    ("Happened", 94.0),
    ("What happened", 150.0),
    ("Child’s own words", 72.0),
    ("Source and record", 86.0),
    ("Action or decision, and reason", 88.0),
    ("Outcome", 62.0),
    ("Written by, and when", 86.0),
)


def section_of(row: DocumentRow) -> str:
    """Return the heading an entry stands under in the outline: its section, its year or Undated."""
    if row.section:
        return row.section
    years = _YEAR.findall(row.happened_text) or _YEAR.findall(row.happened_note)
    return str(years[-1]) if years else UNDATED


def court_table(
    rows: Sequence[DocumentRow], *, look: Look, typesetter: Typesetter, parent: Node
) -> Table:
    """Set the entries for court: number, date or label, and text, each detail in a row."""
    paper = look.paper
    number, label = _number_width(rows, look), look.entry_label
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
    columns = _referral_columns(texts, look=look, number=_number_width(rows, look))
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
        padding = (look.table.above, look.table.below)
        set_rows.append(_row(blocks, padding=padding, opens=True, span=1, row=row))
    return _table(columns, set_rows, look=look, typesetter=typesetter, parent=parent)


def _number_width(rows: Sequence[DocumentRow], look: Look) -> float:
    """Return the width in which every number stands on one line, with its head."""
    digits = max((len(str(row.serial)) for row in rows), default=1)
    return max(digits * 0.57, 2.0) * look.strong.size + look.table.gutter


def _second_style(position: int, look: Look) -> Style:
    return look.label if position in {1, 4, 7} else look.body


def _row(
    cells: tuple[tuple[Block, ...], ...],
    *,
    padding: tuple[float, float],
    opens: bool,
    span: int,
    row: DocumentRow,
) -> Row:
    above, below = padding
    height = above + below + max(cell_height(cell) for cell in cells)
    return Row(cells, height, above, below, opens, span, str(row.serial), section_of(row))


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
    nodes, body = table_nodes(parent, len(columns))
    return Table(
        columns,
        heads,
        tallest + 9.0,
        rows,
        look.table,
        nodes,
        body,
        look.label,
        look.furniture,
    )


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
    dates += [block(1, note, look.label) for note in date_notes(row)]
    texts = [block(2, row.heading, look.strong)] if row.heading else []
    texts.append(block(2, row.what_happened or "No description was written.", look.body))
    serial = (block(0, str(row.serial), look.strong),)
    table = look.table
    yield _row(
        (serial, tuple(dates), tuple(texts)),
        padding=(table.above, 2 * table.detail if details else table.below),
        opens=True,
        span=1 + len(details),
        row=row,
    )
    muted = look.detail._replace(colour=look.label.colour)
    for index, (label, text) in enumerate(details):
        cells = ((), (block(1, label, muted),), (block(2, text, look.detail),))
        below = table.below if index == len(details) - 1 else table.detail
        yield _row(cells, padding=(table.detail, below), opens=False, span=1, row=row)


def date_notes(row: DocumentRow) -> list[str]:
    """Return what stands under the date: how exact it is, and whether it was copied from paper."""
    notes = [row.happened_note] if row.happened_note else []
    if row.transcribed and not row.heading.lower().startswith(("transcribed", "migrated")):
        notes.append("transcribed from paper")
    return notes


def _court_details(row: DocumentRow) -> list[tuple[str, str]]:
    recorded = row.recorded_text and f"recorded {row.recorded_text}"
    record = row.record_ref and f"record {row.record_ref}"
    return [
        (ABOUT_DATE, row.conflicting_dates),
        ("Child’s words", row.child_words),
        ("Source", _joined(row.source, record) if row.source else ""),
        ("Record", "" if row.source else row.record_ref),
        ("Action, decision", row.action_or_decision),
        ("Reason", row.reason),
        ("Outcome", row.outcome),
        ("Written by", _joined(row.author, recorded, row.written_later_note)),
        *((_correction_head(each), correction_text(each)) for each in row.corrections),
        *((note_label(each.kind), note_words(each)) for each in row.notes),
    ]


def correction_text(correction: Correction) -> str:
    """Return a correction in words: both versions where both are known, who, when and why; or a
    statement of somebody who disagrees, word for word.
    """
    what = f"{correction.field}: " if correction.field else ""
    was = f"was “{correction.was}”, now " if correction.was else ""
    at = _moment(correction.at)
    by = ", ".join(part for part in (correction.by, at) if part)
    reason = f" Reason: {correction.reason.rstrip('. ')}." if correction.reason else ""
    if correction.stated:
        return f"{what}{correction.stated}. “{correction.now}” Put beside it by {by}.{reason}"
    return f"{what}{was}“{correction.now}”. By {by}.{reason}"


def correction_line(correction: Correction) -> str:
    """Return the same for a cell that holds other words too."""
    head = _correction_head(correction)
    return f"{head}. {correction_text(correction)}"


def _correction_head(correction: Correction) -> str:
    return "Disagrees" if correction.stated else "Corrected"


def _moment(at: str) -> str:
    """Return a UTC string as people read it; other words stay as they are."""
    try:
        return times.for_people(at)
    except ValueError:
        return at


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _referral_texts(row: DocumentRow) -> tuple[tuple[str, ...], ...]:
    happened = (row.happened_text or UNDATED, *date_notes(row))
    what = (
        _joined_lines(row.heading, row.what_happened or "No description was written."),
        f"{ABOUT_DATE}: {row.conflicting_dates}" if row.conflicting_dates else "",
        *(correction_line(each) for each in row.corrections),
        *(note_line(each) for each in row.notes if each.kind != MARKED),
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
        (
            row.author,
            _joined(row.recorded_text, row.written_later_note),
            *(note_line(each) for each in row.notes if each.kind == MARKED),
        ),
    )


def _joined_lines(heading: str, text: str) -> str:
    return f"{heading}. {text}" if heading else text


def _referral_columns(
    texts: list[tuple[tuple[str, ...], ...]], *, look: Look, number: float
) -> tuple[Column, ...]:
    """Share the width so that rows become low: the long cells of a column count most.

    Minimising the sum of the cubed line counts gives each column the fourth root of the sum of
    its cubed lengths; columns that would fall below their least width get just that.
    """
    paper = look.paper
    weights = [0.0] * len(_REFERRAL_COLUMNS)
    for cells in texts:
        for index, cell in enumerate(cells):
            weights[index] += float(sum(map(len, cell))) ** 3
    widths = [number, *(least for _, least in _REFERRAL_COLUMNS[1:])]
    free = set(range(1, len(widths)))
    while free:
        room = paper.measure - sum(
            widths[index] for index in range(len(widths)) if index not in free
        )
        total = sum(weights[index] ** 0.25 for index in free) or 1.0
        shares = {index: room * weights[index] ** 0.25 / total for index in free}
        short = {index for index in free if shares[index] < _REFERRAL_COLUMNS[index][1]}
        if not short:
            for index, share in shares.items():
                widths[index] = share
            break
        free -= short
    widths[2] += paper.measure - sum(widths)
    columns = []
    x = paper.left
    for index, (title, _) in enumerate(_REFERRAL_COLUMNS):
        columns.append(Column(title, x, widths[index], not index, not index))
        x += widths[index]
    return tuple(columns)
