"""The plain way: the same pages drawn with ReportLab's canvas and its own fonts, untagged."""

import io
from functools import cache

from pdf_data import page_code
from reference import pdf_plain
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from exports.document import Document
from exports.qr_code import qr_rows


def write(document: Document) -> bytes:
    """Return the file."""
    with resources.find("fonts", "documents", "Arimo-Regular.ttf").open("rb") as file:
        pdfmetrics.registerFont(TTFont("Arimo", io.BytesIO(file.read())))

    @cache
    def width(word: str) -> float:
        return float(pdfmetrics.stringWidth(word, "Arimo", pdf_plain.SIZE))

    pages = pdf_plain.pages(document, width)
    output = io.BytesIO()
    size = (pdf_plain.WIDTH, pdf_plain.HEIGHT)
    canvas = Canvas(output, pagesize=size, pageCompression=1, invariant=1)
    for number, page in enumerate(pages, start=1):
        own = page_code(number)
        canvas.setFont("Arimo", pdf_plain.SIZE)
        for text in [*page.texts, *pdf_plain.footer(document, number, len(pages), own)]:
            block = canvas.beginText(text.x, text.y)
            block.setFont("Arimo", pdf_plain.SIZE, pdf_plain.LEADING)
            for line in text.lines:
                block.textLine(line)
            canvas.drawText(block)
        for y in page.rules:
            canvas.line(pdf_plain.LEFT, y, pdf_plain.WIDTH - pdf_plain.LEFT, y)
        path = canvas.beginPath()
        for box in pdf_plain.squares(qr_rows(own)):
            path.rect(*box)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return output.getvalue()
