"""What both reference programs share: widths, greedy lines, rows over pages. No tags, no shaping.

The words, the columns, the type size, the repeated head, the footer and the page's QR code are
those of the product; fallback faces, right-to-left lines, structure, metadata, outline, contents,
evidence statement and attachment are left out.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pdf_data import rows_of

from exports.document import Document
from exports.model import DocumentRow

SIZE, LEADING, PAD = 9.0, 12.0, 5.0
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 841.89, 595.276, 40.0, 56.0, 529.0
COLUMNS = (28.0, 94.0, 253.9, 72.0, 78.0, 88.0, 62.0, 86.0)
TITLES = (
    "No.", "Happened", "What happened", "Child’s own words", "Source and record",
    "Action or decision", "Outcome", "Written by, and when",
)  # fmt: skip
_HEAD = 31.0


class Text(NamedTuple):
    """Lines of one cell on one page; `y` is the first baseline from the bottom."""

    x: float
    y: float
    lines: list[str]


class Page(NamedTuple):
    """What is painted on one page."""

    texts: list[Text]
    rules: list[float]


def cells(row: DocumentRow) -> tuple[str, ...]:
    """Return the texts of a row's cells."""
    return (
        str(row.serial),
        row.happened_text,
        row.what_happened,
        row.child_words,
        f"{row.source}\n{row.record_ref}",
        row.action_or_decision,
        row.outcome,
        f"{row.author}\n{row.recorded_text}",
    )


def break_lines(text: str, limit: float, width: Callable[[str], float]) -> list[str]:
    """Break a text greedily; `width` gives the width of a word in points."""
    lines = []
    space = width(" ")
    for part in text.split("\n"):
        line: list[str] = []
        used = -space
        for word in part.split():
            after = used + space + width(word)
            if after > limit and line:
                lines.append(" ".join(line))
                line, used = [word], width(word)
            else:
                line.append(word)
                used = after
        if line:
            lines.append(" ".join(line))
    return lines


def pages(document: Document, width: Callable[[str], float]) -> list[Page]:
    """Lay the whole table out."""
    made: list[Page] = []
    y = _begin(made)
    for row in rows_of(document):
        broken = [
            break_lines(text, column - 9.0, width)
            for text, column in zip(cells(row), COLUMNS, strict=True)
        ]
        first = 0
        tallest = max(map(len, broken))
        while first < tallest:
            fits = int((HEIGHT - BOTTOM - y + 2 * PAD) // -LEADING)
            if fits < min(3, tallest - first):
                y = _begin(made)
                continue
            last = min(first + fits, tallest)
            _paint(made[-1], y - PAD, [lines[first:last] for lines in broken])
            y -= (last - first) * LEADING + 2 * PAD
            made[-1].rules.append(y)
            first = last
    return made


def _begin(made: list[Page]) -> float:
    made.append(Page([], []))
    y = HEIGHT - TOP
    made[-1].rules.append(y)
    _paint(made[-1], y - PAD, [[title] for title in TITLES])
    made[-1].rules.append(y - _HEAD)
    return y - _HEAD


def _paint(page: Page, top: float, parts: list[list[str]]) -> None:
    x = LEFT
    for lines, column in zip(parts, COLUMNS, strict=True):
        if lines:
            page.texts.append(Text(x, top - 9.2, lines))
        x += column


def footer(document: Document, number: int, total: int, code: str) -> Iterator[Text]:
    """Return the lines in the margins of a page."""
    yield Text(LEFT, HEIGHT - 30, [f"Chronology · child reference {document.reference}"])
    yield Text(LEFT + 48, 44, [f"Page code {code}"])
    yield Text(WIDTH - 100, 44, [f"Page {number} of {total}"])
    yield Text(
        LEFT + 48,
        32,
        [
            f"Child reference {document.reference} · Export {document.provenance.export_id}",
            f"Check code {document.provenance.check_code.code}",
        ],
    )


def squares(rows: tuple[tuple[int, ...], ...]) -> Iterator[tuple[float, float, float, float]]:
    """Return the dark rectangles of a QR code at its place in the footer."""
    module = 36.0 / len(rows)
    for index, row in enumerate(rows):
        column = 0
        while column < len(row):
            start = column
            while column < len(row) and row[column]:
                column += 1
            if column > start:
                yield LEFT + start * module, 48 - index * module, (column - start) * module, module
            column += 1
