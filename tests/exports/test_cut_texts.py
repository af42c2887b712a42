"""Texts that are cut where there is no room: after whole words, whole labels, for all to see."""

from hypothesis import given
from hypothesis import strategies as st

from exports.cut_texts import MARK, cut, is_beginning

WORDS = st.lists(
    st.sampled_from(("Mum", "said", "[Child B]", "[Adult 1 or Child C]", "no.", "coat,", "she\n")),
    min_size=1,
    max_size=60,
).map(" ".join)


@given(WORDS, st.integers(1, 80))
def test_what_is_cut_is_how_the_text_begins(text: str, room: int) -> None:
    said = cut(text, lambda some: len(some) <= room)
    if said == text:
        return
    assert said.endswith(MARK.strip())
    assert len(said) <= room or said == MARK.strip()
    assert is_beginning(said, text)
    assert said.count("[") == said.count("]")


@given(WORDS, st.integers(10, 80), st.data())
def test_a_changed_beginning_is_found(text: str, room: int, data: st.DataObject) -> None:
    said = cut(text, lambda some: len(some) <= room)
    words = said.removesuffix(MARK)
    if said in (text, words):
        return
    place = data.draw(st.integers(0, len(words) - 1))
    assert not is_beginning(f"{words[:place]}#{words[place + 1 :]}{MARK}", text)
    assert not is_beginning(words, text), "nobody sees that it is cut"
    if words[-1].isalnum() and words[-2:-1].isalnum():
        assert not is_beginning(words[:-1] + MARK, text), "half a word"


def test_a_whole_text_is_no_beginning() -> None:
    assert not is_beginning("No coat …", "No coat")
    assert not is_beginning("No coat …", "No coat ")
    assert is_beginning("No coat …", "No coat today")


def test_a_sentence_ends_the_cut_text_where_one_ends_late_enough() -> None:
    text = "She came without a coat. Her hands were cold and she had no breakfast."
    assert cut(text, lambda some: len(some) <= 40) == f"She came without a coat.{MARK}"
    assert cut(text, lambda some: len(some) <= 60) == (
        f"She came without a coat. Her hands were cold and she had{MARK}"
    )


def test_a_word_too_long_for_its_place_leaves_the_mark_alone() -> None:
    assert cut("x" * 900, lambda some: len(some) <= 40) == "…"
    assert is_beginning("…", "x" * 900)
