"""What somebody types, as terms; and where they stand in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.search_words import Term, marks, matched, snippet, terms_of
from storage.records.searched_boxes import BREAK, boxes, joined

TEXT = "Łukasz told Mrs O’Brien that Zoë-May's café was shut. He said: no milk, no bread."


def found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, terms_of(typed))]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("milk", [("milk", True)]),
        ("Mémé CRÊPES", [("meme", True), ("crepes", True)]),
        ('"no bread"', [("no bread", False)]),
        ("“no bread”", [("no bread", False)]),
        ('"no bre', [("no bre", True)]),
        ("O'Brien", [("o brien", True)]),
        ("milk milk", [("milk", True)]),
        ('* - ^ "" NEAR()', [("near", True)]),
        (f"a{BREAK}b", [("a b", True)]),
    ],
)
def test_what_was_typed_is_read_as_terms(typed, words) -> None:
    assert [(" ".join(term.words), term.begins) for term in terms_of(typed)] == words


def test_a_quotation_that_is_closed_does_not_go_on() -> None:
    assert terms_of('"bread"')[0].match == '"bread"'
    assert terms_of("bread")[0].match == '"bread"*'
    assert Term(words=("shivaun",), alike=("siobhan",)).match == '("shivaun"* OR "siobhan")'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cafe", ["café"]),
        ("lukasz", ["Łukasz"]),
        ("obrien", ["O’Brien"]),
        ("o'brien", ["O’Brien"]),
        ("zoemay", ["Zoë-May's"]),
        ('"no milk"', ["no milk"]),
        ('"milk, no"', ["milk, no"]),
        ('"no" bread', ["no", "no", "bread"]),
        ('"milk bread"', []),
        ('"mil"', []),
        ("mil", ["milk"]),
    ],
)
def test_matches_are_marked_as_whole_words(typed, shown) -> None:
    assert found(TEXT, typed) == shown


def test_a_name_said_alike_is_marked_too() -> None:
    term = Term(words=("shivaun",), alike=("siobhan",))
    assert marks("Siobhán rang.", [term]) == [(0, 7)]
    assert matched("Siobhán rang.", [term, *terms_of("bell")]) == 1


def test_a_snippet_is_one_line_with_its_own_marks() -> None:
    text = f"{'before ' * 30}\n\nthe  blue \n bruise {'after ' * 60}"
    piece = snippet(text, terms_of('"blue bruise"'))
    assert [piece.text[start:end] for start, end in piece.marks] == ["blue bruise"]
    assert piece.text.startswith("…before")
    assert piece.text.endswith("…")
    assert "\n" not in piece.text
    assert snippet("Nothing here", terms_of("bruise")).text == "Nothing here"


@given(st.text(max_size=300), st.text(max_size=20))
def test_marks_lie_inside_and_apart_whatever_is_written(text, typed) -> None:
    for whole, every in (
        (text, marks(text, terms_of(typed))),
        ((piece := snippet(text, terms_of(typed))).text, list(piece.marks)),
    ):
        assert all(0 <= start < end <= len(whole) for start, end in every)
        assert all(one[1] <= two[0] for one, two in pairwise(every))


def test_codes_days_and_keys_are_no_words() -> None:
    fields = {
        "id": "c-1", "category": "neglect", "what_happened": "No coat", "happened": {
            "earliest": "2026-09-01", "latest": "2026-09-01", "precision": "day",
            "as_told": "first day"},
        "pupils": [{"id": "p-1", "role": "subject"}], "told_dsl": "yes",
        "files": [{"name": "drawing.jpg", "media_type": "image/jpeg", "salt": "00", "hmac": "11"}],
        "parents": {"told": "no", "account": "Nan says so", "by": "Ruth"},
        "body_maps": [{"marks": [{"site": "left wrist", "x": 3, "region": "r-1"}], "seen": "PE"}],
    }  # fmt: skip
    assert list(boxes(fields)) == [
        ("site", "left wrist"), ("seen", "PE"), ("files", "drawing.jpg"), ("as_told", "first day"),
        ("account", "Nan says so"), ("by", "Ruth"), ("what_happened", "No coat"),
    ]  # fmt: skip
    assert joined({"a": "Łukasz", "text": "x"}, without=("x",)) == f"Łukasz {BREAK} lukasz"
