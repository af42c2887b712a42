"""Names that sound alike: by the rules in force, against names of many countries."""

import csv

import pytest

from storage.intake.name_sounds import name_sounds

ALIKE = (
    ("Siobhan", "Shivaun"), ("Siobhán", "Shevaun"), ("Mohammed", "Muhamad"),
    ("Mohammad", "Mohamed"), ("Catherine", "Kathryn"), ("Katherine", "Catharine"),
    ("Aoife", "Eefa"), ("Krzysztof", "Kristof"), ("Niamh", "Neve"), ("Caoimhe", "Keeva"),
    ("Seán", "Shaun"), ("Yusuf", "Youssef"), ("Aisha", "Ayesha"), ("Hussein", "Hussain"),
    ("Stephen", "Steven"), ("Rhys", "Reece"), ("Kayleigh", "Caylee"), ("Tomasz", "Thomas"),
    ("Łukasz", "Lukas"), ("Jakub", "Yakub"), ("Ciara", "Keira"), ("Agnieszka", "Agneshka"),
    ("Phoebe", "Feebee"), ("Tariq", "Tarik"), ("O’Brien", "OBrien"), ("Abdullah", "Abdallah"),
)  # fmt: skip
APART = (
    ("Kate", "Coat"), ("Amelia", "Emily"), ("John", "James"), ("Tom", "Tim"),
    ("Siobhan", "Susan"), ("Mohammed", "Mahmoud"), ("Oliver", "Olivia"), ("Aoife", "Eva"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_said_alike(one, other) -> None:
    assert name_sounds().alike(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_said_otherwise(one, other) -> None:
    assert not name_sounds().alike(one, other)


def test_names_of_many_countries_rarely_sound_alike(shared_data) -> None:
    """Of 430 words about thirty pairs share a sound, and the known pairs are among them."""
    path = shared_data / "names" / "pupils_multiscript_240.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    words = sorted(
        {word for row in rows for word in f"{row['Legal Forename']} {row['Legal Surname']}".split()}
    )
    sounds = name_sounds()
    pairs = {
        (one, other)
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if sounds.alike(one, other)
    }
    assert {("Mohammad", "Mohammed"), ("Rachael", "Rachel"), ("Lesley", "Leslie")} <= pairs
    assert len(words) > 400
    assert len(pairs) < 40


def test_other_scripts_and_single_letters_have_no_sound() -> None:
    for name in ("सानु", "محمد", "A", "", "王伟", "Бебешко"):
        assert name_sounds().keys(name) == frozenset()
