"""Lines to sign never stand on a page without what is signed, and never part over two pages."""

import pytest

from exports.document import Sheet
from exports.document_rendering import render_sheet
from exports.parts import Heading, Paragraph, Part, SignatureLines, WritingLines
from exports.preview import page_texts

_LABELS = ("Head: signature", "DSL: signature", "Parent: signature", "Agency: signature")
_SIGNED = "This is what is signed."


def pages_of(*parts: Part) -> list[str]:
    """The words of each page."""
    sheet = Sheet(
        kind="green_form",
        title="A form",
        school_name="Harbour Lane Primary School",
        parts=parts,
        made_at="2026-11-22T09:10:00.000Z",
    )
    return [" ".join(text.split()) for text in page_texts(render_sheet(sheet).pdf)]


@pytest.mark.parametrize("lines", range(16, 30))
def test_lines_to_sign_stay_with_what_is_signed_and_with_each_other(lines: int) -> None:
    """Wherever the page ends: among the numbers tried, some leave no room for the lines."""
    pages = pages_of(
        WritingLines(label="Notes", lines=lines),
        Paragraph(text=_SIGNED),
        SignatureLines(labels=_LABELS),
    )
    with_lines = [page for page in pages if any(label in page for label in _LABELS)]
    assert len(with_lines) == 1, "they part over two pages"
    assert all(label in with_lines[0] for label in _LABELS)
    assert _SIGNED in with_lines[0], "they stand without what is signed"


@pytest.mark.parametrize("lines", range(16, 30))
def test_a_heading_goes_with_all_lines_below_it(lines: int) -> None:
    """A risk assessment’s “Agreed” and its four signatures."""
    pages = pages_of(
        WritingLines(label="Notes", lines=lines),
        Heading(text="Agreed by"),
        SignatureLines(labels=_LABELS),
    )
    (page,) = [page for page in pages if "Agreed by" in page]
    assert all(label in page for label in _LABELS)
