"""Names compare without capitals and accents, and are never changed by comparing."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.names import fold, is_all_capitals, recase, same_but_for_case


@pytest.mark.parametrize(
    ("given_name", "suggested"),
    [
        ("O'BRIEN", "O'Brien"),
        ("O’NEILL", "O’Neill"),
        ("Ó BRIEN", "Ó Brien"),
        ("JEAN-LUC", "Jean-Luc"),
        ("MCDONALD", "McDonald"),
        ("MACDONALD", "Macdonald"),
        ("DE LA CRUZ-SMITH", "De la Cruz-Smith"),
        ("VAN DER BERG", "Van der Berg"),
        ("ÓLAFSDÓTTIR", "Ólafsdóttir"),
        ("ÞÓRA", "Þóra"),
        ("A'ISHAH", "A'ishah"),
        ("D'SOUZA", "D'Souza"),
        ("AL-RASHID", "Al-Rashid"),
        ("NGUYỄN", "Nguyễn"),
        ("伟", "伟"),
    ],
)
def test_suggests_a_spelling(given_name: str, suggested: str) -> None:
    assert recase(given_name, special=("McDonald",)) == suggested


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ó Brien", "O'BRIEN"),
        ("Müller", "MULLER"),
        ("Łukasz", "lukasz"),
        ("Jean-Luc", "Jean Luc"),
        ("Zoë", "Zoe"),
        ("Nguyễn", "NGUYEN"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_vowel_signs_of_other_scripts_are_kept() -> None:
    assert fold("कि") != fold("की")


def test_capitals() -> None:
    assert is_all_capitals("O'BRIEN")
    assert not is_all_capitals("O'Brien")
    assert not is_all_capitals("伟")
    assert same_but_for_case("O'Brien", "O'BRIEN")
    assert not same_but_for_case("Ó Brien", "O BRIEN")


def test_real_names_do_not_collapse_into_nothing(shared_data: Path) -> None:
    path = shared_data / "names" / "pupils_multiscript_240.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            assert fold(row["Legal Surname"])
            assert fold(row["Legal Forename"])


@given(st.text())
def test_folding_is_stable_and_recasing_keeps_the_letters(name: str) -> None:
    assert fold(name) == fold(name)
    if name.strip():
        assert fold(name)
    assert recase(name).casefold() == name.casefold() or fold(recase(name)) == fold(name)
