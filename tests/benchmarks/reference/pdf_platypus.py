"""ReportLab's page templates and tables in chunks of 25 rows, its own way to a contents list.

Untagged; the repeated head, the footer, outline and contents of the product, without total pages.
"""

import io
from typing import Any

from pdf_data import page_code, rows_of
from reference import pdf_plain
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

import resources
from exports.document import Document
from exports.model import DocumentRow

_CHUNK = 25


class _Template(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """Notes the headings for contents and outline."""

    def afterFlowable(self, flowable: Any) -> None:
        """Called by ReportLab after each flowable."""
        if isinstance(flowable, Paragraph) and flowable.style.name == "year":
            text = flowable.getPlainText()
            self.canv.bookmarkPage(text)
            self.canv.addOutlineEntry(text, text)
            self.notify("TOCEntry", (0, text, self.page, text))


def write(document: Document) -> bytes:
    """Return the file."""
    with resources.find("fonts", "documents", "Arimo-Regular.ttf").open("rb") as file:
        pdfmetrics.registerFont(TTFont("Arimo", io.BytesIO(file.read())))
    body = ParagraphStyle(
        "cell", fontName="Arimo", fontSize=pdf_plain.SIZE, leading=pdf_plain.LEADING
    )
    year_style = ParagraphStyle("year", parent=body, fontSize=12, leading=16)

    def on_page(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Arimo", pdf_plain.SIZE)
        number = template.page
        for text in pdf_plain.footer(document, number, 0, page_code(number)):
            for index, line in enumerate(text.lines):
                canvas.drawString(text.x, text.y - index * pdf_plain.LEADING, line)

    contents = TableOfContents()
    contents.levelStyles = [body]
    story: list[Any] = [contents]
    year = ""
    rows: list[DocumentRow] = []
    for row in rows_of(document):
        happened = row.happened_text[-4:]
        if happened != year or len(rows) == _CHUNK:
            if rows:
                story.append(_table(rows, body))
            rows = []
        if happened != year:
            year = happened
            story.append(Paragraph(year, year_style))
        rows.append(row)
    story.append(_table(rows, body))
    output = io.BytesIO()
    template = _Template(output, pagesize=(pdf_plain.WIDTH, pdf_plain.HEIGHT), invariant=1)
    width = sum(pdf_plain.COLUMNS)
    frame = Frame(
        pdf_plain.LEFT - 6,
        pdf_plain.HEIGHT - pdf_plain.BOTTOM - 6,
        width + 12,
        pdf_plain.BOTTOM - pdf_plain.TOP + 12,
    )
    template.addPageTemplates([PageTemplate(frames=[frame], onPage=on_page)])
    template.multiBuild(story)
    return output.getvalue()


def _table(rows: list[DocumentRow], style: ParagraphStyle) -> Table:
    cells = [
        [Paragraph(text.replace("\n", "<br/>"), style) for text in texts]
        for texts in (pdf_plain.TITLES, *map(pdf_plain.cells, rows))
    ]
    whole = ((0, 0), (-1, -1))
    look = TableStyle([("LINEBELOW", *whole, 0.5, (0, 0, 0)), ("VALIGN", *whole, "TOP")])
    return Table(cells, colWidths=pdf_plain.COLUMNS, repeatRows=1, splitInRow=1, style=look)
