"""Names by a few letters: every order, accents, scripts, apostrophes, and how fast a list is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.fold import NameIndex, fit, matches


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sum", "Summer Applegarth"),
        ("app", "Summer Applegarth"),
        ("app sum", "Summer Applegarth"),
        ("s app", "Summer Applegarth"),
        ("Applegarth, Summer", "Summer Applegarth"),
        ("summerapp", "Summer Applegarth"),
        ("applegarths", "Summer Applegarth"),
        ("sa", "Summer Applegarth"),
        ("zoe", "Zoë O’Brien"),
        ("zoë", "Zoe O'Brien"),
        ("obrien", "Zoë O’Brien"),
        ("o'brien", "Zoë OBrien"),
        ("o brien", "Zoë O’Brien"),
        ("brien", "Zoë O’Brien"),
        ("smith jones", "Ann Smith-Jones"),
        ("smith-jones", "Ann Smith Jones"),
        ("smithjones", "Ann Smith-Jones"),
        ("jones", "Ann Smith-Jones"),
        ("mcdon", "Ewan McDonald"),
        ("lukasz", "Łukasz Żak"),
        ("zak", "Łukasz Żak"),
        ("muller", "Jörg Müller"),
        ("mueller", "Jörg Müller"),
        ("müller", "Jorg Mueller"),
        ("oster", "Zachary Øster-Lund"),
        ("oester", "Zachary Øster-Lund"),
        ("nguyen", "Nguyễn Thị An"),
        ("oksana", "Оксана Шевченко"),
        ("shev", "Оксана Шевченко"),
        ("Шев", "Оксана Шевченко"),
        ("оксана", "Oksana Shevchenko"),
        ("giorgos", "Γιώργος Παππάς"),
        ("محمد", "محمّد علي"),
        ("علی", "محمد علي"),
        ("李", "李 明"),
        ("ji woo", "Ji-Woo Park"),
        ("jiwoo", "Ji-Woo Park"),
    ],
)
def test_a_name_is_found(typed: str, name: str) -> None:
    assert matches(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mer", "Summer Applegarth"),
        ("s s", "Summer Applegarth"),
        ("summer smith", "Summer Applegarth"),
        ("as", "Summer Applegarth"),
        ("xa", "Summer Applegarth"),
        ("sam sam", "Sam Lee"),
    ],
)
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not matches(typed, name)


def test_the_best_comes_first() -> None:
    names = ("Alan Sam", "Samuel Lee", "Sam Lee", "Lee Sam", "Sophie Adam-Moor")
    assert NameIndex(names, name=str).find("sam lee", limit=9) == [
        "Sam Lee",
        "Samuel Lee",
        "Lee Sam",
    ]
    assert NameIndex(names, name=str).find("sam", limit=2) == ["Samuel Lee", "Sam Lee"]
    assert NameIndex(names, name=str).find("sam", limit=9)[-1] == "Sophie Adam-Moor"
    assert NameIndex(names, name=str).find("  ", limit=9) == []
    assert fit("sam lee", "Sam Lee") == 0
    assert fit("nobody", "Sam Lee") is None


@given(
    st.text(alphabet="anoö 'é-", max_size=7),
    st.text(alphabet="anoö 'é-", max_size=12),
)
def test_the_list_finds_what_a_single_look_finds(typed: str, name: str) -> None:
    """What rules names out at a glance rules out none that fits."""
    found = NameIndex([name], name=str).find(typed, limit=1)
    assert bool(found) == (fit(typed, name) is not None)


def test_a_long_name_of_equal_words_takes_no_time() -> None:
    """Twelve equal words, twelve typed, one of them wrong: no search through all orders."""
    begun = time.perf_counter()
    assert not matches(" ".join(["ann"] * 11 + ["bob"]), " ".join(["Anna"] * 12))
    assert time.perf_counter() - begun < 1.0


def test_a_large_school_is_searched_between_two_letters() -> None:
    """Two thousand names in well under the tenth of a second that people notice."""
    names = [f"Child{number} Sur-Name{number % 97} O’Lää{number}" for number in range(2000)]
    index = NameIndex(names, name=str)
    begun = time.perf_counter()
    assert index.find("olaa1999", limit=12) == [names[1999]]
    assert time.perf_counter() - begun < 0.1
