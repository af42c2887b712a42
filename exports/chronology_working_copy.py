"""The editable copies for partner agencies: a Word document and a CSV table."""

import csv
import io
import zipfile
from typing import Any

from exports.model import ChronologyDocument
from exports.working_copy_cells import COLUMNS, MARK, NOTE, cells_of, heading_of
from storage.records import times

# A cell that begins so is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS_CM = (1.0, 2.6, 6.2, 3.2, 2.6, 4.0, 2.4, 2.5, 2.4)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def working_copy_csv(document: ChronologyDocument) -> bytes:
    """Return the entries as CSV in UTF-8 with a byte order mark; the first line is the mark."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([MARK])
    for label, text in heading_of(document):
        writer.writerow([label, neutral(text)])
    writer.writerow([])
    writer.writerow(COLUMNS)
    for row in document.rows:
        writer.writerow([neutral(cell) for cell in cells_of(row)])
    return output.getvalue().encode("utf-8-sig", "replace")


def neutral(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula."""
    first = cell.lstrip(" \u00a0\ufeff")[:1]
    return f"'{cell}" if first and first in _FORMULA_STARTS else cell


def working_copy_docx(document: ChronologyDocument) -> bytes:
    """Return the entries as a Word document, landscape, one table row for each entry."""
    import docx  # late: loading it costs a third of a second that a signed copy does not need
    from docx.enum.section import WD_ORIENT  # late: the same
    from docx.shared import Cm, Pt  # late: the same

    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(1.6)
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(9)
    section.header.paragraphs[0].text = f"{MARK} · child reference {document.child_reference}"
    section.footer.paragraphs[0].text = f"CONFIDENTIAL · {document.export_id}"
    paper.add_heading("Chronology", level=1)
    paper.add_paragraph().add_run(f"{MARK}. {NOTE}").bold = True
    _facts(paper, document)
    _entries(paper, document, widths=[Cm(each) for each in _WIDTHS_CM])
    _properties(paper, document)
    output = io.BytesIO()
    paper.save(output)
    return _same_bytes(output.getvalue())


def _facts(paper: Any, document: ChronologyDocument) -> None:
    table = paper.add_table(rows=0, cols=2)
    for label, text in heading_of(document):
        left, right = table.add_row().cells
        left.text, right.text = label, _printable(text)


def _entries(paper: Any, document: ChronologyDocument, *, widths: list[Any]) -> None:
    from docx.oxml import OxmlElement  # late: the same reason

    table = paper.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    head = table.rows[0]
    repeat = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeat)
    for cell, title in zip(head.cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for row in document.rows:
        for cell, text in zip(table.add_row().cells, cells_of(row), strict=True):
            cell.text = _printable(text)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _printable(text: str) -> str:
    """Return the text without the control characters that XML forbids, each shown by its number."""
    return "".join(f"[U+{ord(each):04X}]" if _forbidden(ord(each)) else each for each in text)


def _forbidden(point: int) -> bool:
    return (
        (point < 0x20 and point not in {0x09, 0x0A, 0x0D})
        or 0xD800 <= point <= 0xDFFF
        or point in {0xFFFE, 0xFFFF}
    )


def _properties(paper: Any, document: ChronologyDocument) -> None:
    """State what the file is; never the child's name, and no date but the document's own."""
    properties = paper.core_properties
    moment = times.from_text(document.compiled_at).replace(tzinfo=None)
    properties.title = f"{MARK}: {document.export_id}"
    properties.author = document.school_name
    properties.comments = MARK
    properties.created = properties.modified = moment
    properties.last_modified_by = document.school_name
    properties.revision = 1


def _same_bytes(data: bytes) -> bytes:
    """Pack the parts again without the time of day, so that the same values give the same bytes."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return output.getvalue()
