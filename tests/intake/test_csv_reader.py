"""CSV as others write it: every odd row read whole, or the file refused with its line."""

import contextlib
import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake import csv_reader
from storage.intake.csv_reader import read_csv
from storage.records.errors import UserFacingError

# The collection's own answer names another telephone number than its CSV file.
_WRONG_ANSWER = "location_coordinates"


def table_of(data: bytes) -> list[dict[str, str]]:
    table = read_csv(data)
    return [dict(zip(table.heading.cells, row.cells, strict=True)) for row in table.rows]


def test_the_odd_rows_of_csv_spectrum(shared_data: Path) -> None:
    files = sorted((shared_data / "csv_spectrum").glob("*.csv"))
    assert len(files) == 12
    for path in files:
        data = path.read_bytes()
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        rows = table_of(data)
        if path.stem == _WRONG_ANSWER:
            assert rows[0]["Location Coordinates"] == expected["Location Coordinates"]
        elif path.stem.endswith("_crlf"):
            # our copy of these files has lost its CRs; put them back
            crlf = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            assert table_of(crlf) == expected
        else:
            assert rows == expected, path.stem


def test_a_row_is_known_by_the_line_on_which_it_begins(shared_data: Path) -> None:
    table = read_csv((shared_data / "csv_spectrum" / "newlines.csv").read_bytes())
    assert [row.line for row in table.rows] == [2, 3, 5]
    assert [row.line for row in read_csv(b"\n\na,b\r\r\n1,2\r3,4").rows] == [5, 6]


@pytest.mark.parametrize(
    ("data", "encoding", "separator", "guessed"),
    [
        ("\ufeffa;b\n1;é".encode(), "utf-8", ";", False),
        ("a\tb\n1\té".encode("utf-16"), "utf-16-le", "\t", False),
        ("\ufeffa,b\n1,é".encode("utf-16-be"), "utf-16-be", ",", False),
        ("a,b\n1,é".encode("utf-16-le"), "utf-16-le", ",", True),
        ("a|b\n1|é".encode("cp1252"), "cp1252", "|", True),
        ("sep=;\na;b\n1;é".encode(), "utf-8", ";", False),
        ('"x,y";b\n1;é'.encode(), "utf-8", ";", False),
    ],
)
def test_finds_encoding_and_separator(
    data: bytes, encoding: str, separator: str, guessed: bool
) -> None:
    table = read_csv(data)
    assert (table.encoding, table.separator, table.guessed) == (encoding, separator, guessed)
    assert table.rows[0].cells == ("1", "é")


def test_formulas_stay_text(shared_data: Path) -> None:
    table = read_csv((shared_data / "hostile" / "csv_formula_injection.csv").read_bytes())
    assert table.rows[0].cells[1] == "=cmd|' /C calc'!A0"
    assert table.rows[1].cells[2] == "-2+3"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "intake.empty", None),
        (b"\n , \n", "intake.empty", None),
        (b"%PDF-1.4", "intake.not_text", None),
        (b"PK\x03\x04 xlsx", "intake.not_text", None),
        (b"a,b\n1,\x002", "intake.nul", 2),
        ("\ufeffa,b\n\n1,\x00".encode("utf-16-le"), "intake.nul", 3),
        (b"a,b\n1,\x812\xe9", "intake.not_text_at", 2),
        (b"\xef\xbb\xbfa,b\n\xe9,1", "intake.not_text_at", 2),
        (b'a,b\n1,2\n3,"4\n5,6\n', "intake.quote_open", 3),
        (b"a\n" + b"," * 600, "intake.too_many_columns", 2),
        (b"a\n" + b"x" * 200_001, "intake.cell_too_long", 2),
        (b"a\n" + b"1\n" * 50_001, "intake.too_many_rows", None),
    ],
)
def test_refuses_the_file_with_its_line(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(UserFacingError) as caught:
        read_csv(data)
    assert caught.value.code == code
    assert caught.value.facts.get("line") == line


def test_refuses_a_file_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "SIZE_LIMIT", 10)
    with pytest.raises(UserFacingError) as caught:
        read_csv(b"a,b,c,d,e,f")
    assert caught.value.code == "intake.too_large"


def test_a_quoted_cell_may_end_with_a_line_end() -> None:
    assert read_csv(b'a,b\n1,"x\n"').rows[0].cells == ("1", "x\n")


_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width), max_size=5)
    )
)
def test_whatever_a_csv_writer_writes_reads_back(rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([f"h{number}" for number in range(width)])
    writer.writerows(rows)
    table = read_csv(b"\xef\xbb\xbf" + written.getvalue().encode())
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [row.cells for row in table.rows] == kept


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_read_or_refuse(data: bytes) -> None:
    with contextlib.suppress(UserFacingError):
        read_csv(data)
