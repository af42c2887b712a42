"""The shell of a witness statement as a Word document, for the witness to write in."""

import io
from typing import Any

from exports.document import Document
from exports.parts import (
    FormRow,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    SignatureLines,
    WritingLines,
)
from exports.word_files import printable, same_bytes
from storage.records import times

MARK = "Draft – not a statement until the witness has written and signed it"
_MARGIN_CM = 3.5  # FPR Practice Direction 22A and CPR Practice Direction 32
_RULE = "_" * 34


def statement_docx(document: Document) -> bytes:
    """Return the statement's parts as an editable A4 document in 12 point with wide margins.

    The same values give the same bytes.
    """
    import docx  # late: loading it costs a third of a second that a signed copy does not need
    from docx.shared import Cm, Pt  # late: the same

    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(2.5)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    normal.paragraph_format.line_spacing = 1.5
    section.header.paragraphs[0].text = MARK
    _page_number(section.footer.paragraphs[0])
    for part in document.parts:
        _add(paper, part)
    _properties(paper, document)
    output = io.BytesIO()
    paper.save(output)
    return same_bytes(output.getvalue())


def _add(paper: Any, part: Part) -> None:
    """Add one part; what is drawn on paper becomes room to type in."""
    if isinstance(part, Heading):
        paper.add_paragraph().add_run(printable(part.text)).bold = True
    elif isinstance(part, Paragraph):
        _paragraph(paper, part)
    elif isinstance(part, FormRow):
        for field in part.fields:
            paper.add_paragraph(printable(f"{field.label}: {field.text or _RULE}"))
    elif isinstance(part, WritingLines):
        paper.add_paragraph(printable(part.label))
    elif isinstance(part, SignatureLines):
        for label in part.labels:
            paper.add_paragraph(printable(f"{label}: {_RULE}"))
    elif isinstance(part, PageBreak):
        paper.add_page_break()
    else:
        raise TypeError(f"a statement has no {type(part).__name__}")


def _paragraph(paper: Any, part: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # late: as above
    from docx.shared import Cm  # late: as above

    added = paper.add_paragraph()
    if part.number:
        added.paragraph_format.left_indent = Cm(1.0)
        added.paragraph_format.first_line_indent = Cm(-1.0)
        added.add_run(f"{part.number}\t")
    added.add_run(printable(part.text)).bold = part.tone == "strong"
    added.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[part.align]


def _page_number(paragraph: Any) -> None:
    """Put the page's own number into the footer: every page of a statement is numbered."""
    from docx.oxml import OxmlElement  # late: as above
    from docx.oxml.ns import qn  # late: as above

    run = paragraph.add_run("Page ")._r
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run.append(element)


def _properties(paper: Any, document: Document) -> None:
    """State what the file is; no names, and no date but the document's own."""
    properties, made = paper.core_properties, document.provenance
    properties.title = f"Witness statement, draft: {made.export_id}"
    properties.author = made.school_name
    properties.comments = MARK
    properties.created = properties.modified = times.from_text(made.compiled_at).replace(
        tzinfo=None
    )
    properties.last_modified_by = made.school_name
    properties.revision = 1
