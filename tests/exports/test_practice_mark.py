"""What the made-up school prints says on every page that it is practice; a real school's never."""

from dataclasses import replace

from exports.document_rendering import render_document, render_sheet
from exports.preview import page_texts
from exports.sheets_green import green_forms
from exports.wording import PRACTICE, practice_mark
from tests.support import paper_samples as papers
from tests.support.sample_documents import page_code

MADE_UP = "Larch Lane Primary (made up)"


def test_only_a_school_that_says_so_is_made_up() -> None:
    assert practice_mark(MADE_UP) == PRACTICE
    for name in ("Larch Lane Primary", "Made Up Lane Primary", "(made up) Primary", ""):
        assert practice_mark(name) == ""


def test_every_page_of_a_sheet_is_marked() -> None:
    def pages(school: str) -> list[str]:
        sheet = green_forms(
            school_name=school,
            numbers=(1, 2),
            leads=("Ruth Okonedo",),
            made_at=papers.MADE_AT,
            program=papers.PROGRAM,
        )
        return list(page_texts(render_sheet(sheet).pdf))

    made_up, real = pages(MADE_UP), pages("Larch Lane Primary")
    assert len(made_up) == len(real) == 6
    assert all(PRACTICE in text for text in made_up)
    assert not any("PRACTICE" in text for text in real)


def test_every_page_of_a_document_is_marked() -> None:
    document = papers.s9_certificate()
    made_up = replace(document, provenance=replace(document.provenance, school_name=MADE_UP))
    marked = list(page_texts(render_document(made_up, page_code=page_code).pdf))
    assert len(marked) > 1
    assert all(PRACTICE in text for text in marked)
    assert not any(
        "PRACTICE" in text
        for text in page_texts(render_document(document, page_code=page_code).pdf)
    )
