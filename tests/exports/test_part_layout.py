"""Random documents: nothing lost, nothing over anything else, nothing in the margins."""

import io
import json
from collections import Counter
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.body_map_drawing import BodyMapFigure, FigureShape, FigureText
from exports.document import Document, LookName, Sheet
from exports.document_extract import document_extract
from exports.document_layout import LaidOut, lay_out_document, lay_out_sheet
from exports.document_rendering import render_document, render_page, render_sheet, write_laid_out
from exports.layout import PageFlow, Paper, RuleItem, TextItem
from exports.line_breaking import clean
from exports.parts import (
    Cell,
    Code,
    Entries,
    Fact,
    FactList,
    FormField,
    FormRow,
    Grid,
    GridColumn,
    Heading,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Pictures,
    Quote,
    SideBySide,
    SignatureLines,
    TickBoxes,
    WritingLines,
)
from exports.preview import page_texts, render_rgb
from tests.fakes.chronology_documents import rows
from tests.support.page_boxes import Box, boxes, marks, overlapping
from tests.support.sample_documents import SAMPLES, page_code, provenance, sample, sheet

LOOKS: tuple[LookName, ...] = ("court", "referral", "record")
_SHORT = st.text("abcdefgh ÄéŁß-’", min_size=1, max_size=24)
_LONG = st.lists(
    st.sampled_from(
        (
            "child",
            "said",
            "e-582/2026",
            "Nguyễn",
            "Ní Dhomhnaill-Okonkwo",
            "王麗",
            "زینب",
            "a",
            "\n",
        )
    ),
    max_size=150,
).map(" ".join)
_TEXT = st.one_of(_SHORT, _LONG, st.just("x" * 130), st.just(""))
_WORDS = _TEXT.filter(str.strip)


def _figure(width: float, height: float) -> BodyMapFigure:
    """Return a drawing that is short to write down, with a text in its middle."""
    text = FigureText(text="12", x=width / 2, baseline=height / 2, size=7.0, grey=0.3)
    shape = FigureShape(path=(("M", (0.0, 0.0)), ("L", (width, height))), stroke=0.2, line_width=1)
    return BodyMapFigure(
        view="child-front@1",
        title="Front, seen on 12 March",
        width=width,
        height=height,
        shapes=(shape,),
        texts=(text,),
        alternative="A line.",
    )


_FIGURES = (_figure(60.0, 90.0), _figure(200.0, 400.0), _figure(900.0, 1200.0))


def _parts(*, deep: bool = True) -> st.SearchStrategy[Part]:
    simple: list[st.SearchStrategy[Any]] = [
        st.builds(Heading, text=_SHORT.filter(str.strip), level=st.sampled_from((1, 2, 3))),
        st.builds(Paragraph, text=_TEXT, tone=st.sampled_from(("plain", "strong", "small"))),
        st.builds(Paragraph, text=_TEXT, tone=st.just("large")),
        st.builds(Paragraph, text=_WORDS, number=st.just("12.")),
        st.builds(Paragraph, text=_WORDS, align=st.sampled_from(("centre", "right"))),
        st.builds(Quote, text=_WORDS, caption=_SHORT),
        st.builds(Note, text=_WORDS, heading=_SHORT),
        st.builds(
            FactList,
            facts=st.lists(
                st.builds(Fact, label=_SHORT, text=_TEXT, always=st.booleans()), max_size=6
            ).map(tuple),
            columns=st.sampled_from((1, 2)),
        ),
        _grids(),
        st.builds(SignatureLines, labels=st.lists(_SHORT, min_size=1, max_size=5).map(tuple)),
        st.builds(WritingLines, label=_WORDS, lines=st.integers(1, 40)),
        st.builds(TickBoxes, label=_TEXT, options=st.lists(_WORDS, max_size=9).map(tuple)),
        st.builds(
            FormRow,
            fields=st.lists(
                st.builds(FormField, label=_SHORT, hint=_SHORT, lines=st.integers(1, 4)),
                min_size=1,
                max_size=4,
            ).map(tuple),
        ),
        st.builds(
            Code, text=st.just("K7F2-0001"), beside=_SHORT, alternative=st.just("QR"),
            size=st.sampled_from((60.0, 96.0)),
        ),
        st.integers(1, 9).map(
            lambda count: Pictures(figures=(_FIGURES[count % 3],) * count)
        ),
        st.just(PageBreak()),
    ]  # fmt: skip
    if deep:
        inner = st.lists(_parts(deep=False), max_size=3).map(tuple)
        simple.append(
            st.builds(SideBySide, left=inner, right=inner, share=st.sampled_from((0.4, 0.5, 0.7)))
        )
        simple.append(st.builds(Panel, parts=inner))
    return st.one_of(simple)


@st.composite
def _grids(draw: st.DrawFn) -> Grid:
    count = draw(st.integers(1, 6))
    columns = tuple(
        GridColumn(
            title=draw(_SHORT),
            share=draw(st.sampled_from((0.2, 1.0, 4.0))),
            align_right=draw(st.booleans()),
            heads_row=not index,
        )
        for index in range(count)
    )
    tables = st.lists(
        st.lists(st.builds(Cell, text=_TEXT), min_size=count, max_size=count).map(tuple),
        max_size=8,
    )
    return Grid(columns=columns, rows=tuple(draw(tables)), empty=draw(_SHORT))


def _document(parts: list[Part], look: LookName, **changes: Any) -> Document:
    values: dict[str, Any] = {
        "kind": "child_protection_file",
        "title": "Child protection file",
        "reference": "p-7k2m9q4rtx",
        "facts": (Fact(label="UPN", text="", always=True),),
        "parts": tuple(parts),
        "look": look,
        "provenance": provenance(statement=()),
    }
    return Document(**{**values, **changes})


@settings(max_examples=60)
@given(parts=st.lists(_parts(), max_size=14), look=st.sampled_from(LOOKS))
def test_any_parts_fit_their_pages(parts: list[Part], look: LookName) -> None:
    """No line over another, none outside the frame, and every letter of every part once."""
    document = _document(parts, look)
    laid_out = lay_out_document(document, page_code=page_code)
    _check_pages(laid_out)
    assert _letters_on(laid_out) == _letters_of(document)


@settings(max_examples=25)
@given(parts=st.lists(_parts(), max_size=8), large=st.booleans(), band=st.booleans())
def test_any_sheet_fits_its_pages(parts: list[Part], large: bool, band: bool) -> None:
    made = Sheet(
        kind="report_poster",
        title="How to report a worry",
        school_name="Harbour Lane Primary School",
        parts=tuple(parts),
        foot="Form G-0041",
        made_at="2026-11-22T09:10:00.000Z",
        large=large,
        band="green" if band else "",
    )
    _check_pages(lay_out_sheet(made))


@pytest.mark.parametrize("look", LOOKS)
def test_the_ground_of_a_panel_ends_with_its_page(look: LookName) -> None:
    """Also where its last line stands at the foot: the tint is no larger than the frame."""
    for lines in range(20, 60):
        panel = Panel(parts=(Paragraph(text="\n".join(["word"] * lines)),))
        _check_pages(lay_out_document(_document([panel], look), page_code=page_code))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_entries_fit_their_pages(look: LookName, count: int) -> None:
    parts: list[Part] = [Heading(text="Events"), Entries(rows=rows(count, seed=count))]
    document = _document(parts, look, provenance=provenance(), contents=True)
    _check_pages(lay_out_document(document, page_code=page_code))


def _check_pages(laid_out: LaidOut) -> None:
    paper = laid_out.look.paper
    for number, items in enumerate(laid_out.pages, start=1):
        top = paper.first_top if number == 1 else paper.top
        found = boxes(laid_out, items)
        for box in [*found, *marks(items)]:
            assert box.left >= paper.left - 1, (number, box)
            assert box.right <= paper.right + 1, (number, box)
            assert box.top >= top - 1, (number, box)
            assert box.bottom <= paper.bottom + 1, (number, box)
        assert overlapping(found) == [], number


def _letters_on(laid_out: LaidOut) -> Counter[str]:
    found: Counter[str] = Counter()
    for items in laid_out.pages:
        for box in boxes(laid_out, items):
            if box.content:
                found.update(box.text.replace(" ", ""))
    return found


def _letters_of(document: Document) -> Counter[str]:
    data = json.loads(document_extract(document))
    found: Counter[str] = Counter()
    texts = [data["title"], data["subtitle"], *_texts(data["facts"]), *_texts(data["parts"])]
    for text in texts:
        found.update("".join(clean(text)).replace(" ", ""))
    return found


_PRINTED = {
    "text", "label", "labels", "heading", "caption", "number", "beside", "empty", "columns",
    "options", "hint", "title",
}  # fmt: skip


def _texts(value: Any, key: str = "text") -> list[str]:
    """Return the printed strings of the attached data."""
    if isinstance(value, str):
        return [value] if key in _PRINTED else []
    if isinstance(value, list):
        return [text for each in value for text in _texts(each, key)]
    if isinstance(value, dict):
        kind = value.get("part")
        return [
            text
            for name, each in value.items()
            if not (kind == "code" and name == "text") and not (kind == "table" and _bare(value))
            for text in _texts(each, name)
        ] + ([value["empty"]] if kind == "table" and _bare(value) else [])
    return []


def _bare(table: dict[str, Any]) -> bool:
    """A table without rows is not drawn: its sentence stands instead."""
    return not table["rows"]


def test_the_checks_above_can_fail() -> None:
    """A line moved onto another, into the margin, or taken away is noticed."""
    laid_out = lay_out_document(sample("record"), page_code=page_code)
    page = laid_out.pages[0]
    index = next(i for i, item in enumerate(page) if isinstance(item, TextItem))
    item = page[index]
    assert isinstance(item, TextItem)
    _check_pages(laid_out)
    before = _letters_on(laid_out)
    for moved in (item._replace(top=item.top + 30), item._replace(x=20.0)):
        page[index] = moved
        with pytest.raises(AssertionError):
            _check_pages(laid_out)
    del page[index]
    assert _letters_on(laid_out) != before


def test_a_heading_stays_with_at_least_two_lines_that_follow() -> None:
    """Whatever stands above it on the page."""
    for lines in range(1, 60):
        parts: list[Part] = [
            *(Paragraph(text="line") for _ in range(lines)),
            Heading(text="Heading"),
            Heading(text="Below", level=2),
            Paragraph(text="word " * 200),
        ]
        laid_out = lay_out_document(_document(parts, "record"), page_code=page_code)
        for items in laid_out.pages:
            texts = [box.text for box in boxes(laid_out, items)]
            if "Heading" in texts:
                at = texts.index("Heading")
                assert texts[at + 1] == "Below"
                assert texts[at + 2 : at + 4] == [texts[at + 2]] * 2


def test_a_heading_stays_with_the_first_row_of_a_table() -> None:
    grid = Grid(
        columns=(GridColumn(title="Head"),), rows=tuple((Cell(text="row"),) for _ in range(3))
    )
    for lines in range(1, 60):
        parts: list[Part] = [
            *(Paragraph(text="line") for _ in range(lines)),
            Heading(text="H"),
            grid,
        ]
        laid_out = lay_out_document(_document(parts, "record"), page_code=page_code)
        page = next(
            [box.text for box in boxes(laid_out, items)]
            for items in laid_out.pages
            if any(box.text == "H" for box in boxes(laid_out, items))
        )
        assert page[page.index("H") :][:3] == ["H", "Head", "row"]


def _outline(pdf: bytes) -> list[Any]:
    def of(items: Any) -> list[Any]:
        return [(item.title, of(item.children)) for item in items]

    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return of(outline.root)


def test_the_outline_nests_and_index_lines_lead_to_their_pages() -> None:
    """Three levels; each line of an index and of the contents links to the page it names."""
    parts: list[Part] = [
        Heading(text="Index"),
        Grid(
            columns=(GridColumn(title="What"), GridColumn(title="Page", align_right=True)),
            rows=(
                (Cell(text="First record", target="one"), Cell(text="")),
                (Cell(text="Second record"), Cell(text="", target="two")),
                (Cell(text="No page"), Cell(text="")),
            ),
            page_of=1,
        ),
        Heading(text="One", anchor="one", new_page=True),
        Heading(text="Deep", level=2),
        Heading(text="Deeper", level=3),
        Heading(text="Two", anchor="two", new_page=True),
        Paragraph(text="End"),
    ]
    document = _document(parts, "record", contents=True)
    made = render_document(document, page_code=page_code)
    assert _outline(made.pdf) == [
        ("Index", []),
        ("One", [("Deep", [("Deeper", [])])]),
        ("Two", []),
    ]
    texts = page_texts(made.pdf)
    assert "First record 2" in " ".join(texts[0].split())
    assert "Second record 3" in " ".join(texts[0].split())
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        notes = pdf.pages[0].Annots
        lead = [(str(note.Contents), pages[note.Dest[0].objgen]) for note in notes]
    assert sorted(set(lead)) == [("Go to page 1", 1), ("Go to page 2", 2), ("Go to page 3", 3)]
    data = json.loads(_attached(made.pdf, "document.json"))
    table = next(part for part in data["parts"] if part["part"] == "table")
    assert [row[1]["text"] for row in table["rows"]] == ["2", "3", ""]


def test_words_of_a_table_stay_whole_where_there_is_room() -> None:
    """Whatever the shares say: eleven narrow columns, and one whose text is long."""
    titles = ("No.", "Place", "Type", "Size", "Colour", "Shape", "Broken", "Swelling", "Hurts")
    grid = Grid(
        columns=(*(GridColumn(title=title, share=0.2) for title in titles), GridColumn(title="X")),
        rows=(
            (
                *(Cell(text=text) for text in ("1", "left forearm", "bruise", "2 cm", "purple")),
                *(Cell(text=text) for text in ("round", "not seen", "not seen", "no")),
                Cell(text="said that it happened " * 9),
            ),
        )
        * 3,
    )
    laid_out = lay_out_document(_document([grid], "record"), page_code=page_code)
    words = {word for box in boxes(laid_out, laid_out.pages[0]) for word in box.text.split()}
    assert set(titles) | {"forearm", "bruise", "purple", "round", "happened"} <= words


def test_an_index_line_that_points_nowhere_is_refused() -> None:
    grid = Grid(
        columns=(GridColumn(title="What"), GridColumn(title="Page")),
        rows=((Cell(text="Record", target="lost"), Cell(text="")),),
        page_of=1,
    )
    with pytest.raises(ValueError, match="lost"):
        lay_out_document(_document([grid], "record"), page_code=page_code)
    twice: list[Part] = [Heading(text="A", anchor="lost"), Heading(text="B", anchor="lost")]
    with pytest.raises(ValueError, match="lost"):
        lay_out_document(_document([grid, *twice], "record"), page_code=page_code)
    assert lay_out_document(_document(twice, "record"), page_code=page_code).pages


def _attached(pdf: bytes, name: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return bytes(opened.attachments[name].get_file().read_bytes())


def test_a_page_alone_looks_as_it_does_in_its_document() -> None:
    """Drawn before the file is made, after it, and again: the same pixels, and the same file."""
    document = sample("record")
    laid_out = lay_out_document(document, page_code=page_code)
    alone = [render_page(laid_out, number) for number in range(1, len(laid_out.pages) + 1)]
    made = write_laid_out(laid_out)
    assert made.pdf == render_document(document, page_code=page_code).pdf
    for number, page in enumerate(alone, start=1):
        assert render_page(laid_out, number) == page
        assert render_rgb(page, 1, dpi=30) == render_rgb(made.pdf, number, dpi=30)


@pytest.mark.parametrize("name", SAMPLES)
def test_which_page_was_looked_at_first_does_not_show_in_the_file(name: str) -> None:
    """Glyphs have their codes before a page is drawn, those of the margins and of both directions
    too."""
    value = SAMPLES[name]()

    def laid_out() -> LaidOut:
        if isinstance(value, Sheet):
            return lay_out_sheet(value)
        return lay_out_document(value, page_code=page_code)

    looked_at = laid_out()
    seen = [len(use.pairs) for use in looked_at.typesetter.uses.all()]
    for number in range(len(looked_at.pages), 0, -1):
        render_page(looked_at, number)
    assert [len(use.pairs) for use in looked_at.typesetter.uses.all()] == seen
    assert write_laid_out(looked_at).pdf == write_laid_out(laid_out()).pdf


@pytest.mark.parametrize("look", LOOKS)
def test_the_edited_mark_stands_on_every_page(look: LookName) -> None:
    made = render_document(sample(look, edited=True), page_code=page_code)
    assert all("EDITED COPY" in text for text in page_texts(made.pdf))
    plain = render_document(sample(look), page_code=page_code)
    assert not any("EDITED COPY" in text for text in page_texts(plain.pdf))


def test_a_sheet_proves_nothing() -> None:
    """No statement, no codes, nothing attached."""
    made = render_sheet(sheet())
    text = " ".join(page_texts(made.pdf))
    assert made.page_codes == ()
    assert "Evidence statement" not in text
    assert "Page code" not in text
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.attachments) == 0


def test_the_places_of_hand_writing_are_drawn() -> None:
    """Rules to sign and write on, and four lines for each box."""
    laid_out = lay_out_sheet(
        Sheet(
            kind="green_form",
            title="Form",
            school_name="School",
            parts=(
                SignatureLines(labels=("Signature", "Date")),
                WritingLines(label="Name", lines=3),
                TickBoxes(label="", options=("yes", "no")),
            ),
            made_at="2026-11-22T09:10:00.000Z",
        )
    )
    rules = [item for item in laid_out.pages[0] if isinstance(item, RuleItem)]
    title_rule = 1
    assert len(rules) == title_rule + 2 + 3 + 2 * 4


def test_two_boxes_beside_each_other_do_not_overlap() -> None:
    """The check of overlaps sees what overlaps, and only that."""
    left = Box(0, 0, 10, 10, "a", True)
    assert overlapping([left, Box(10, 0, 20, 10, "b", True)]) == []
    assert overlapping([left, Box(0, 10, 10, 20, "b", True)]) == []
    assert len(overlapping([left, Box(5, 5, 20, 20, "b", True)])) == 1


def test_a_new_flow_is_at_the_top_of_its_page() -> None:
    flow = PageFlow(paper=Paper(200, 300, 20, 180, 40, 60, 280))
    assert flow.at_top
    flow.top += 10
    assert not flow.at_top
    flow.new_page()
    assert (flow.at_top, flow.top) == (True, 40)
