"""Breaking lines loses nothing; every script prints, in its own direction, and can be copied."""

import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import preview
from exports.bidi_order import base_level, painting_order
from exports.document_rendering import render_document
from exports.fonts import FontLibrary
from exports.line_breaking import break_text, clean, text_of
from exports.model import DocumentRow, RenderedDocument
from exports.parts import Paragraph
from exports.shaping import Typesetter
from exports.words import Style
from tests.fakes.chronology_documents import SCRIPTS, document, page_code

STYLE = Style("regular", 9, 12, (0, 0, 0))
LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", max_codepoint=0x24F),
        st.sampled_from("محمدשלוםचण्ডা王麗ዮሐ -–—/.,;:()’“”\u200d\u202e\n\t😀"),
    ),
    max_size=220,
)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """One typesetter for the module: opening faces takes a while."""
    return Typesetter(library=FontLibrary())


@settings(max_examples=250, deadline=None)
@given(text=LETTERS, width=st.floats(min_value=20, max_value=400))
def test_no_text_is_lost(text: str, width: float) -> None:
    """Whatever the text and the width, the lines carry the text, and none is wider."""
    typesetter = _TYPESETTER
    broken = break_text(text, style=STYLE, width=width, typesetter=typesetter)
    whole = " ".join(paragraph for paragraph in clean(text) if paragraph)
    assert text_of([line for line in broken.lines if line]).split() == whole.split()
    space = typesetter.space("regular")[1]
    for line in broken.lines:
        used = sum(word.width for word in line)
        used += space * sum(not word.glued for word in line[:-1])
        alone = len(line) == 1 and len(_visible(line[0].text)) <= 1
        assert used * STYLE.size / 1000 <= width + 0.01 or alone


_TYPESETTER = Typesetter(library=FontLibrary())


def _visible(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each) not in {"Mn", "Mc", "Cf"})


def test_numbers_keep_together(typesetter: Typesetter) -> None:
    """A date or a telephone number is not parted at its hyphens and strokes."""
    text = "seen 12/03/2020 again 07700-900468 and well/ill-looking"
    for width in range(60, 140, 7):
        lines = break_text(text, style=STYLE, width=width, typesetter=typesetter).lines
        words = [word.text for line in lines for word in line]
        assert "12/03/2020" in words
        assert "07700-900468" in words


def test_a_line_never_begins_with_a_comma(typesetter: Typesetter) -> None:
    """Chinese may break between any two characters, but not before the mark that closes them."""
    text = "王麗林佳玲，進財黃。" * 6
    for width in range(30, 90, 4):
        lines = break_text(text, style=STYLE, width=width, typesetter=typesetter).lines
        assert not any(line[0].text[0] in "，。" for line in lines)


def test_every_script_has_its_letters(rendered: dict[str, RenderedDocument]) -> None:
    """Eighteen lines of names, no missing letter, in both profiles."""
    for name in ("scripts", "scripts-court"):
        assert rendered[name].warnings == ()


@pytest.mark.parametrize(
    "line", [line for line in SCRIPTS if base_level(line) == 0], ids=lambda line: line[:12]
)
def test_names_can_be_copied(line: str, rendered: dict[str, RenderedDocument]) -> None:
    """What a reader copies from the page is what was written (right-to-left scripts aside)."""
    text = unicodedata.normalize("NFC", "".join(preview.page_texts(rendered["scripts"].pdf)))
    assert "".join(line.split()) in "".join(text.split())


def test_letters_that_cannot_be_printed_are_named() -> None:
    """Never a silent box: the number of the character stands in its place, and a warning."""
    row = DocumentRow(serial=1, happened_text="2020", what_happened="a 😀 b \u202ecba c \x07")
    made = render_document(document("referral", [row]), page_code=page_code)
    text = " ".join(" ".join(preview.page_texts(made.pdf)).split())
    for shown in ("[U+1F600]", "[U+202E]", "[U+0007]"):
        assert shown in text
    assert [warning.code for warning in made.warnings] == ["exports.missing_glyph"]
    assert "U+1F600" in str(made.warnings[0].facts["characters"])


def test_a_telephone_number_keeps_its_order_after_an_arabic_name() -> None:
    """Its halves would change places by the letter of the bidirectional algorithm."""
    pieces = [piece.text for piece in painting_order("mother: محمد, 07700 900468.", base=0)]
    assert pieces.index("07700") < pieces.index("900468")
    assert pieces.index("900468") < pieces.index("محمد,")


@pytest.mark.parametrize("point", [0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x1C086])
@pytest.mark.parametrize("base", [0, 1])
def test_marks_of_direction_that_came_with_a_copied_name_do_no_harm(point: int, base: int) -> None:
    """Messages and web pages put them around names; they neither stop an export nor turn words
    round that run from left to right.
    """
    mark = chr(point)
    for line in (
        f"{mark}abc{mark} שלום {mark}12{mark}",
        f"א {mark}{mark}12",
        f"א{mark}\u202bx{mark}",
        mark * 3,
    ):
        pieces = painting_order(line, base=base)
        assert sorted("".join(piece.text for piece in pieces)) == sorted(line)
    plain = [piece.text for piece in painting_order("abc שלום def", base=base)]
    marked = [piece.text for piece in painting_order(f"abc{mark} שלום {mark}def", base=base)]
    assert [text for text in (each.replace(mark, "") for each in marked) if text] == plain


def test_right_to_left_pieces_are_painted_from_the_left() -> None:
    """The first word read stands furthest right."""
    pieces = [piece.text for piece in painting_order("שלום דוד", base=1)]
    assert pieces == ["דוד", " ", "שלום"]


def test_naughty_strings_are_printed(shared_data) -> None:
    """Every one of them is taken as text: rendered without an error, and none is dropped."""
    import json

    strings = json.loads((shared_data / "names" / "blns_even.json").read_text(encoding="utf-8"))
    entries = [
        DocumentRow(serial=number, happened_text="2020", what_happened=text, author=text[:40])
        for number, text in enumerate(strings, start=1)
    ]
    made = render_document(document("referral", entries), page_code=page_code)
    assert made.pages > 10


def test_what_follows_a_mark_stands_where_it_should() -> None:
    """A kern after the last glyph of a word counts in every reader, in Chrome's as well."""
    text = "o\u0323\u0300 (07700"
    made = document("court", 1, parts=(Paragraph(text=text),), contents=False)
    pdf = render_document(made, page_code=page_code).pdf
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    place = page.get_text_range().index("(07700")
    left, right = (page.get_charbox(place - step, loose=True) for step in (0, 3))
    assert left[0] - right[2] == pytest.approx(12 * 0.278, abs=0.1)  # one space wide
