"""The editable copies for partner agencies: a Word document and a CSV table."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from exports.document import Document
from exports.word_files import printable, same_bytes
from exports.working_copy_cells import (
    COLUMNS,
    LEFT_OUT,
    MARK,
    NOTE,
    cells_of,
    heading_of,
    left_out_of,
    rows_of,
)
from storage.records import times

# A cell that begins so is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS_CM = (1.0, 2.6, 6.0, 3.0, 3.4, 3.8, 2.2, 2.5, 2.4)
_FACT_WIDTHS_CM = (4.0, 22.9)
_LEFT_OUT_CM = (6.0, 14.9, 6.0)
_KEPT_WHOLE = 1500  # letters of a row that is not parted over two pages
_HEAD_FILL = "E7EAEE"


def working_copy_csv(document: Document) -> bytes:
    """Return the entries as CSV in UTF-8 with a byte order mark; the first line is the mark."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([MARK])
    for label, text in heading_of(document):
        writer.writerow([label, neutral(text)])
    writer.writerow([])
    writer.writerow(COLUMNS)
    for row in rows_of(document):
        writer.writerow([neutral(cell) for cell in cells_of(row)])
    if left_out := left_out_of(document):
        writer.writerow([])
        writer.writerow(LEFT_OUT)
        writer.writerows([neutral(cell) for cell in each] for each in left_out)
    return output.getvalue().encode("utf-8-sig", "replace")


def neutral(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula."""
    first = cell.lstrip(" \u00a0\ufeff")[:1]
    return f"'{cell}" if first and first in _FORMULA_STARTS else cell


def working_copy_docx(document: Document) -> bytes:
    """Return the entries as a Word document, landscape, one table row for each entry."""
    import docx  # late: loading it costs a third of a second that a signed copy does not need
    from docx.enum.section import WD_ORIENT  # late: the same
    from docx.shared import Cm, Pt  # late: the same

    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(2.1)
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(9)
    paper.styles["Normal"].paragraph_format.space_after = Pt(3)
    section.header.paragraphs[0].text = f"{MARK} · child reference {document.reference}"
    export_id = document.provenance.export_id
    section.footer.paragraphs[0].text = f"CONFIDENTIAL · {export_id} · {MARK}"
    paper.add_heading(printable(document.title), level=1)
    paper.add_paragraph().add_run(f"{MARK}. {NOTE}").bold = True
    _table(paper, heading_of(document), widths=[Cm(each) for each in _FACT_WIDTHS_CM])
    paper.add_heading("Events in date order", level=2)
    rows = [cells_of(row) for row in rows_of(document)]
    _table(paper, rows, widths=[Cm(each) for each in _WIDTHS_CM], head=COLUMNS)
    if left_out := left_out_of(document):
        paper.add_heading("Left out of this copy", level=2)
        _table(paper, left_out, widths=[Cm(each) for each in _LEFT_OUT_CM], head=LEFT_OUT)
    _properties(paper, document)
    output = io.BytesIO()
    paper.save(output)
    return same_bytes(output.getvalue())


def _table(
    paper: Any,
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[Any],
    head: Sequence[str] = (),
) -> None:
    """A table of fixed widths; its head, where it has one, repeats on every page."""
    from docx.oxml import OxmlElement  # late: the same reason
    from docx.oxml.ns import qn  # late: the same

    table = paper.add_table(rows=1 if head else 0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if head:
        table.style = "Table Grid"
        first = table.rows[0]
        first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, title in zip(first.cells, head, strict=True):
            cell.paragraphs[0].add_run(title).bold = True
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
                shade.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shade)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    for each in table.rows:
        if sum(len(cell.text) for cell in each.cells) < _KEPT_WHOLE:
            each._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(each.cells, widths, strict=True):
            cell.width = width


def _properties(paper: Any, document: Document) -> None:
    """State what the file is; never the child's name, and no date but the document's own."""
    properties, made = paper.core_properties, document.provenance
    moment = times.from_text(made.compiled_at).replace(tzinfo=None)
    properties.title = f"{MARK}: {made.export_id}"
    properties.author = made.school_name
    properties.comments = MARK
    properties.created = properties.modified = moment
    properties.last_modified_by = made.school_name
    properties.revision = 1
