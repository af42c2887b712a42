"""Reads other people's CSV files: finds encoding and separator, keeps every cell as text and its
line in the file.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.records.errors import UserFacingError

SIZE_LIMIT = 16 * 1024 * 1024
ROW_LIMIT = 50_000
COLUMN_LIMIT = 500
CELL_LIMIT = 200_000
SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 50
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How other kinds of file begin: a workbook, a PDF, pictures.
_BINARY_SIGNS = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"GIF8")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """One row: the number of the line of the file on which it begins (1 is the first), and its
    cells as text.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A file's heading row and the rows after it; ``encoding`` is "utf-8", "utf-16-le", "utf-16-be"
    or "cp1252".

    ``guessed`` is True when the encoding is not certain (cp1252 is what is left when nothing else
    fits).
    """

    heading: CsvRow
    rows: tuple[CsvRow, ...]
    encoding: str
    separator: str
    guessed: bool


def read_csv(
    data: bytes, *, row_limit: int | None = None, size_limit: int | None = None
) -> CsvTable:
    """Return the table in ``data``; cells stay text, whatever they look like, and nothing in them
    is worked out. ``row_limit`` counts the heading, ``size_limit`` bytes; without
    them ROW_LIMIT and SIZE_LIMIT hold.

    Rows without any text are left out. Raises UserFacingError ``intake.too_large``,
    ``intake.not_text``, ``intake.empty``, ``intake.quote_open``, ``intake.too_many_rows``,
    ``intake.too_many_columns`` or ``intake.cell_too_long``, each with its line.
    """
    text, encoding, guessed = decode(data, size_limit=size_limit)
    separator, offset = _separator(text)
    rows = [row for row in _rows(text, separator, row_limit or ROW_LIMIT) if row.line > offset]
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise UserFacingError("intake.empty")
    return CsvTable(
        heading=rows[0],
        rows=tuple(rows[1:]),
        encoding=encoding,
        separator=separator,
        guessed=guessed,
    )


def decode(data: bytes, *, size_limit: int | None = None) -> tuple[str, str, bool]:
    """Return the text, its encoding and whether that is a guess; raises UserFacingError for what is
    no text.
    """
    limit = size_limit or SIZE_LIMIT
    if len(data) > limit:
        raise UserFacingError("intake.too_large", limit_mb=limit // 2**20)
    if not data:
        raise UserFacingError("intake.empty")
    if data.startswith(_BINARY_SIGNS):
        raise UserFacingError("intake.not_text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_certain(data[len(bom) :], encoding), encoding, False
    if b"\0" in data:
        return _without_bom(data)
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252", True
    except UnicodeDecodeError as error:
        raise UserFacingError("intake.not_text_at", line=_line_of(data, error.start)) from None


def _decode_certain(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        raise UserFacingError("intake.not_text_at", line=line) from None
    if "\0" in text:
        raise UserFacingError("intake.nul", line=text[: text.index("\0")].count("\n") + 1)
    return text


def _without_bom(data: bytes) -> tuple[str, str, bool]:
    """Zero bytes mean UTF-16 without its mark (every second byte of Western text), or no text at
    all.
    """
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if len(data) % 2 == 0 and max(odd, even) * 4 > len(sample):
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return _decode_certain(data, encoding), encoding, True
    raise UserFacingError("intake.nul", line=_line_of(data, data.index(b"\0")))


def _line_of(data: bytes, place: int) -> int:
    return data[:place].count(b"\n") + 1


def _separator(text: str) -> tuple[str, int]:
    """Return the separator and the number of lines to leave out ("sep=;" is an instruction for a
    spreadsheet).
    """
    first = text[:20].splitlines()[:1]
    if first and first[0].lower().startswith("sep=") and first[0][4:5] in SEPARATORS:
        return first[0][4], 1
    sample = _outside_quotes("\n".join(text[:65536].splitlines()[:_SAMPLE_LINES]))
    counts = {separator: sample.split("\n")[0].count(separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: counts[separator])
    return (best if counts[best] else ","), 0


def _outside_quotes(text: str) -> str:
    """Blank what stands between quotation marks: the separators and line ends in there do not
    count.
    """
    return "".join(part if number % 2 == 0 else "" for number, part in enumerate(text.split('"')))


def _rows(text: str, separator: str, row_limit: int) -> Iterator[CsvRow]:
    # the library's own limit is lower than ours and speaks no line
    csv.field_size_limit(SIZE_LIMIT)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, doublequote=True, strict=False)
    count = 0
    while True:
        before, start = lines.count, lines.place
        try:
            cells = next(reader, None)
        except csv.Error:
            raise UserFacingError("intake.row_unreadable", line=before + 1) from None
        if cells is None:
            return
        count += 1
        _check_row(cells, line=before + 1, count=count, row_limit=row_limit)
        if lines.place >= len(text) and _quote_open(text[start:], separator):
            raise UserFacingError("intake.quote_open", line=before + 1)
        yield CsvRow(line=before + 1, cells=tuple(cells))


class _Lines:
    """Hands out the lines of a text with their ends and counts them; only CR, LF and CRLF end a
    line.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.place = 0
        self.count = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.place >= len(self._text):
            raise StopIteration
        end = self._end()
        line = self._text[self.place : end]
        self.place = end
        self.count += 1
        return line

    def _end(self) -> int:
        newline = self._text.find("\n", self.place)
        end = len(self._text) if newline < 0 else newline + 1
        carriage = self._text.find("\r", self.place, end)
        # a lone CR ends a line too (old Macintosh files), but not the CR of a CRLF
        if carriage >= 0 and self._text[carriage + 1 : carriage + 2] != "\n":
            return carriage + 1
        return end


def _quote_open(raw: str, separator: str) -> bool:
    """Whether the last row of a file begins a quoted cell that is never closed."""
    try:
        list(csv.reader(_Lines(raw), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _check_row(cells: Sequence[str], *, line: int, count: int, row_limit: int) -> None:
    if count > row_limit:
        raise UserFacingError("intake.too_many_rows", limit=row_limit)
    if len(cells) > COLUMN_LIMIT:
        raise UserFacingError("intake.too_many_columns", line=line, limit=COLUMN_LIMIT)
    if any(len(cell) > CELL_LIMIT for cell in cells):
        raise UserFacingError("intake.cell_too_long", line=line, limit=CELL_LIMIT)
