"""Court papers, the register, certificates and sheets say what they must, and nothing they must
not.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document as open_docx

from exports.court_papers import (
    Case,
    Officer,
    Witness,
    certificate_parts,
    court_words,
    cover_parts,
    exhibit_mark,
    statement_parts,
)
from exports.disposal_parts import disposal_parts, in_runs
from exports.document_rendering import render_document, render_sheet
from exports.parts import FormField, Grid, Heading, Paragraph, SignatureLines, WritingLines
from exports.preview import page_texts
from exports.register_parts import register_parts
from exports.sheets_green import form_number, green_form
from exports.sheets_poster import PosterPerson, report_poster
from exports.sheets_recovery import recovery_sheet
from exports.statement_working_copy import MARK, statement_docx
from tests.support import paper_samples as papers


def words(value: Any) -> Iterator[str]:
    """Every text in parts, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from words(item)
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from words(getattr(value, name))


def said(value: Any) -> str:
    return " ".join(words(value))


def test_a_certificate_has_every_element_of_section_nine() -> None:
    text = said(papers.s9_certificate())
    for element in (
        "Harbour Lane Primary School", "123456", "12 Harbour Lane",  # whose records
        "I am Siân Llŷr-Hughes, designated safeguarding lead",  # the officer
        "I occupy a responsible position", "kept the child protection records",  # and why
        "forms part of the records of the school",
        "records of a business or public authority",
        "absence of an entry may be proved by affidavit",  # section 9(3): not covered
        "I do not certify by this that what the documents say is true",
        "Scotland and Northern Ireland have acts and forms of their own",
        "x-7k2m9q4rtx01", "12 March 2024 to 20 November 2026", "8KQ2-M5ET (first page)",
    ):  # fmt: skip
        assert element in text, element
    assert papers.registered().sha256 in text
    signed = [part for part in papers.s9_certificate().parts if isinstance(part, SignatureLines)]
    assert {label for part in signed for label in part.labels} == {
        "Signature of the officer", "Name in capitals", "Position", "Date",
    }  # fmt: skip


def test_what_nobody_answered_is_a_line_to_write_on() -> None:
    parts = certificate_parts(
        school="A", officer=Officer(), documents=(papers.registered(),), how_kept=()
    )
    text = said(parts)
    assert "I am …" in text
    assert "records, because" in text
    assert "How the records are made and kept" not in text  # the act does not ask for it
    assert "None" not in text


def test_a_kept_copy_is_named_where_it_differs_from_what_left() -> None:
    def rows(**changes: Any) -> int:
        made = certificate_parts(
            school="A",
            officer=Officer(),
            documents=(papers.registered(1, **changes),),
            how_kept=(),
        )
        return sum(len(part.rows) for part in made if isinstance(part, Grid))

    assert rows() == 2
    assert rows(kept_sha256="") == 1
    assert rows(kept_sha256=papers.registered().sha256) == 1


def test_a_cover_names_the_exhibit_and_the_statement() -> None:
    text = said(cover_parts(
        label="SL1", case=papers.KNOWN_CASE, witness=Witness(name="Siân Llŷr-Hughes"),
        documents=(papers.registered(),),
    ))  # fmt: skip
    assert "exhibit marked “SL1” referred to in the witness statement of Siân Llŷr-Hughes" in text
    assert "WX26C00417" in text
    assert "10 pages" in text
    blank = said(cover_parts(label="A1", case=Case(), witness=Witness(name=""), documents=()))
    assert "Case number" in blank


def test_a_statement_is_the_witness_s_own_and_never_the_document() -> None:
    shell = papers.statement_shell()
    text = said(shell.parts)
    numbers = [part.number for part in shell.parts if isinstance(part, Paragraph) and part.number]
    numbers[4:4] = [
        part.label.split(" ")[0] for part in shell.parts if isinstance(part, WritingLines)
    ]
    assert numbers[:8] == [f"{n}." for n in range(1, 9)]
    assert "I, Siân Llŷr-Hughes" in text
    assert "within my own knowledge unless I say otherwise" in text
    assert "I do not repeat here what it says" in text
    assert "Do not quote the school’s document at length" in text
    assert court_words("truth") in text
    assert "not compared with the published text" in text  # unverified, and said to be
    corner = next(
        part for part in shell.parts if isinstance(part, Paragraph) and part.align == "right"
    )
    for line in ("S. Llŷr-Hughes", "Statement …", "Exhibits SL1, SL2", "Date", "On behalf of"):
        assert line in corner.text
    assert not re.search(r"chronology of events:|bruise", text)


def test_marks_of_exhibits_go_on_where_too_few_were_given() -> None:
    assert exhibit_mark("Jane Anne Smith-Jones") == "JASJ1"
    assert exhibit_mark("") == "1"
    text = said(statement_parts(
        case=Case(), witness=Witness(name="Jo Bell", exhibits=("JB4",)),
        documents=(papers.registered(1), papers.registered(2)),
    ))  # fmt: skip
    assert "marked “JB4”, a chronology" in text
    assert "marked “JB2”, a concern record" in text


def test_the_editable_statement_says_the_same_and_is_marked_a_draft(tmp_path) -> None:
    shell = papers.statement_shell(papers.KNOWN_CASE)
    data = statement_docx(shell)
    assert data == statement_docx(shell)
    path = tmp_path / "statement.docx"
    path.write_bytes(data)
    paper = open_docx(str(path))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for part in shell.parts:
        if isinstance(part, Paragraph | Heading):
            assert part.text in text
    assert paper.sections[0].header.paragraphs[0].text == MARK
    assert round(paper.sections[0].left_margin.cm, 1) == 3.5
    assert paper.styles["Normal"].font.size.pt == 12
    assert "Llŷr" not in str(paper.core_properties.title)


def test_a_register_shows_every_line_and_the_child_only_where_there_are_several() -> None:
    (table, _note) = register_parts([papers.line(n) for n in range(1, 8)], one_child=False)
    assert isinstance(table, Grid)
    assert len(table.rows) == 7
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert "About" in [column.title for column in table.columns]
    (alone, _note) = register_parts([papers.line(1)], one_child=True)
    assert isinstance(alone, Grid)
    assert "About" not in [column.title for column in alone.columns]
    assert "Mia" not in said(alone)
    sourced = {cell.source.name for row in table.rows for cell in row if cell.source}
    assert sourced == {"recipient", "purpose", "sha256"}
    (none, _note) = register_parts([], one_child=False)
    assert "No document has left the school." in said(none)


def test_a_disposal_certificate_names_two_people_the_rule_and_what_it_does_not_reach() -> None:
    text = said(disposal_parts((papers.disposal(),)))
    for element in (
        "Siân Llŷr-Hughes", "Dan Whitcombe", "Until 25 years after", "Retention policy 2050",
        "erased from the casebook", "Witness: name in capitals", "Backups made before",
        "Paper, and copies that were given out, are not reached", "14, 17 to 57, 80 and 81",
    ):  # fmt: skip
        assert element in text, element
    fields = [field for part in disposal_parts((papers.disposal(),)) for field in _fields(part)]
    assert [field.text for field in fields] == ["", ""]  # name and birth: by hand or not at all
    old = papers.disposal(files="", documents="", kept="", period="", method="", second_person="")
    assert "name in capitals" in said(disposal_parts((old,)))


def _fields(part: Any) -> tuple[FormField, ...]:
    return getattr(part, "fields", ())


@pytest.mark.parametrize(
    ("positions", "text"),
    [
        ((), ""),
        ((4,), "4"),
        ((4, 5), "4 and 5"),
        ((5, 4, 6), "4 to 6"),
        ((1, 3, 4, 5, 1200), "1, 3 to 5, 1,200"),
    ],
)
def test_numbers_are_written_in_runs(positions: tuple[int, ...], text: str) -> None:
    assert in_runs(positions) == text


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_form_is_one_sheet_and_a_pad_begins_each_on_a_front(count: int) -> None:
    """Printed on both sides: the list and its back first, then two pages a form."""
    drawn = render_sheet(papers.form_pad(count))
    assert drawn.pages == 2 + 2 * count
    texts = page_texts(drawn.pdf)
    for index in range(count):
        number = form_number(41 + index)
        front, back = texts[2 + 2 * index], texts[3 + 2 * index]
        assert f"form {number}" in " ".join(front.split())
        assert f"form {number}" in " ".join(back.split())
        assert "Child’s full name" in front
        assert "For the DSL" in back
    assert render_sheet(papers.one_form()).pages == 2


def test_a_form_is_one_sheet_and_has_the_boxes_of_the_screen() -> None:
    """Also with four leads of long names; what the screen asks is asked on paper."""
    form = green_form(
        school_name="Otter Brook Church of England Primary School",
        number=41,
        leads=("Ruth Okonedo", "Daniel Whitcombe", "Harpreet Kaur Sandhu", "Max Fitzgerald-Browne"),
        made_at=papers.MADE_AT,
        program=papers.PROGRAM,
    )
    asked = " ".join(words(form.parts))
    for box in (
        *(
            "Questions you asked",
            "own words",
            "Who told you",
            "who else was there",
            "Where exactly",
        ),
        *("told a DSL in person", "What you did at once", "own opinion", "each with their part"),
        "About an adult who works here",
    ):
        assert box in asked, box
    assert len(page_texts(render_sheet(form).pdf)) == 2


def test_a_pad_has_an_end() -> None:
    for count in (0, 21):
        with pytest.raises(ValueError, match="pad"):
            papers.form_pad(count)


@pytest.mark.parametrize("count", [1, 4, 6])
def test_the_poster_is_one_page(count: int) -> None:
    people = [
        PosterPerson(name="Ffion Żukowska-Adeyemi", role="Deputy DSL", telephone="01632 960003")
    ] * count
    sheet = report_poster(
        school_name="Our Lady and Saint Cuthbert’s Catholic Primary School and Nursery",
        people=people, made_at=papers.MADE_AT, program="Holdfast",
    )  # fmt: skip
    assert render_sheet(sheet).pages == 1


def test_the_recovery_sheet_shows_every_digit_in_its_group() -> None:
    text = " ".join(" ".join(page_texts(render_sheet(papers.recovery()).pdf)).split())
    for number in range(1, 10):
        assert f"Group {number} {number * 13579:06d}" in text
    alone = recovery_sheet(
        school_name="A", code="1" * 54, made_at=papers.MADE_AT, program="Holdfast"
    )
    assert render_sheet(alone).pages == 1
    with pytest.raises(ValueError, match="nine groups"):
        recovery_sheet(school_name="A", code="1" * 53, made_at=papers.MADE_AT, program="Holdfast")


def test_a_receipt_says_nothing_of_the_child() -> None:
    text = " ".join(page_texts(render_sheet(papers.receipt()).pdf))
    assert "12" in text
    assert "9E10 7D9D 372B B682" in text
    assert "This slip names no child." in text
    assert "Tell one of them in person" in text


def test_court_papers_without_a_statement_end_with_their_own_words() -> None:
    drawn = render_document(papers.exhibit_cover(), page_code=lambda number: f"K7F2-{number:04d}")
    assert drawn.pages == 1
    assert "Evidence statement" not in " ".join(page_texts(drawn.pdf))
