"""The editable copies: everything in them, nothing that a spreadsheet would run, clearly marked."""

import csv
import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.chronology_working_copy import neutral, working_copy_csv, working_copy_docx
from exports.model import DocumentRow
from exports.working_copy_cells import COLUMNS, LEFT_OUT, MARK, cells_of
from tests.fakes.chronology_documents import document, rows


def test_the_table_of_values_holds_every_entry() -> None:
    """UTF-8 with a mark for spreadsheets, the warning first, then one line for each entry."""
    data = working_copy_csv(document("referral", 40))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert lines[0] == [MARK]
    start = lines.index(list(COLUMNS))
    end = lines.index(list(LEFT_OUT))
    assert lines[end - 1] == []
    assert len(lines[end + 1 :]) == 2
    for row, line in zip(rows(40), lines[start + 1 : end - 1], strict=True):
        assert line == [neutral(cell) for cell in cells_of(row)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    """`=HYPERLINK(…)` as a child's words stays words."""
    row = DocumentRow(serial=1, happened_text="2020", what_happened=f"{start}1+1", author=start)
    data = working_copy_csv(document("referral", [row])).decode("utf-8-sig")
    last = list(csv.reader(io.StringIO(data, newline="")))[-1]
    assert not any(cell.lstrip(" ")[:1] in set("=+-@\t\r＝") for cell in last if cell)


@given(st.text(max_size=60))
def test_neutral_text_can_be_taken_back(cell: str) -> None:
    """Only an apostrophe is put before it."""
    made = neutral(cell)
    assert made in (cell, f"'{cell}")


def test_the_word_document_holds_every_entry() -> None:
    """Marked on every page by its header; the table head repeats."""
    data = working_copy_docx(document("referral", 40))
    opened = docx.Document(io.BytesIO(data))
    assert MARK in opened.sections[0].header.paragraphs[0].text
    assert opened.sections[0].page_width > opened.sections[0].page_height
    table = opened.tables[1]
    assert len(table.rows) == 41
    assert "w:tblHeader" in table.rows[0]._tr.xml
    for row, made in zip(rows(40), list(table.rows)[1:], strict=True):
        assert [cell.text for cell in made.cells] == list(cells_of(row))
    assert "Dhomhnaill" not in opened.core_properties.title


def test_control_characters_do_not_break_the_word_document() -> None:
    """XML forbids them; their numbers stand there instead."""
    row = DocumentRow(serial=1, happened_text="2020", what_happened="bell\x07 and \ud800 half")
    data = working_copy_docx(document("referral", [row]))
    text = docx.Document(io.BytesIO(data)).tables[1].rows[1].cells[2].text
    assert text == "bell[U+0007] and [U+D800] half"


def test_the_same_values_give_the_same_bytes() -> None:
    """No time of day in it."""
    made = document("referral", 5)
    assert working_copy_docx(made) == working_copy_docx(made)
