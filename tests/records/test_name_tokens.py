"""Finding people in what somebody types: by letters behind "@", and by names typed out."""

import pytest

from storage.records.name_tokens import NamedPerson, NameIndex, asked_at


def person(key: str, name: str, *others: str, detail: str = "") -> NamedPerson:
    return NamedPerson(id=key, kind="pupil", name=name, other_names=others, detail=detail)


PEOPLE = (
    person("summer", "Summer Applegarth", detail="Year 4 · Willow"),
    person("sam1", "Sam Lee", detail="Year 1 · Oak"),
    person("sam6", "Sam Lee", detail="Year 6 · Ash"),
    person("will", "Will Grace Turner"),
    person("lukasz", "Łukasz Żak-Nowicki", "Lucky"),
    person("zoe", "Zoë O’Brien"),
    person("xiaoming", "王小明"),
    person("muhammad", "محمد علي"),
    person("annemarie", "Anne-Marie de la Cruz"),
    NamedPerson(id="pike", kind="staff", name="Dave Pike", detail="DSL"),
)
WORDS = {"summer", "will", "grace", "pike", "lucky"}
INDEX = NameIndex(PEOPLE, is_word=WORDS.__contains__, openers=("will",))


def found(typed: str) -> list[str]:
    return [one.id for one in INDEX.search(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("su", ["summer"]),
        ("APPLE", ["summer"]),
        ("apple sum", ["summer"]),
        ("sam", ["sam1", "sam6"]),
        ("lukasz zak", ["lukasz"]),
        ("nowicki", ["lukasz"]),
        ("lucky", ["lukasz"]),
        ("obri", ["zoe"]),
        ("o'b", ["zoe"]),
        ("zoe", ["zoe"]),
        ("小明", ["xiaoming"]),
        ("محم", ["muhammad"]),
        ("marie", ["annemarie"]),
        ("pike", ["pike"]),
        ("brien", []),
        ("nobody", []),
    ],
)
def test_any_part_of_a_name_finds_it(typed: str, expected: list[str]) -> None:
    assert found(typed) == expected


def test_who_is_linked_already_comes_first() -> None:
    assert [one.id for one in INDEX.search("sam", first={"sam6"})] == ["sam6", "sam1"]
    assert len(INDEX.search("")) == 8


def test_same_names_are_told_apart() -> None:
    assert [one.words() for one in INDEX.search("sam")] == [
        "Sam Lee · Year 1 · Oak",
        "Sam Lee · Year 6 · Ash",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then @su", (5, "su")),
        ("@", (0, "")),
        ("@sam le", (0, "sam le")),
        ("said: (@زي", (7, "زي")),
        ("sam@school", None),
        ("5 @ the park", None),
        ("@sam\nthen", None),
        ("@@x", None),
        ("nothing", None),
    ],
)
def test_an_at_sign_asks_only_where_a_name_can_begin(text: str, expected: object) -> None:
    assert asked_at(text, len(text)) == expected


def offered(text: str) -> tuple[str, list[str]] | None:
    offer = INDEX.offer_at(text, len(text))
    if offer is None:
        return None
    return text[offer.start : offer.start + offer.length], [one.id for one in offer.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw Summer", ("Summer", ["summer"])),
        ("I saw Summer's", ("Summer", ["summer"])),
        ("I saw Summer’s", ("Summer", ["summer"])),
        ("Summer Applegarth", ("Summer Applegarth", ["summer"])),
        ("with Sam", ("Sam", ["sam1", "sam6"])),
        ("with Sam Lee", ("Sam Lee", ["sam1", "sam6"])),
        ("Mr Pike", ("Pike", ["pike"])),
        ("met Zoe", ("Zoe", ["zoe"])),
        ("met zoe", ("zoe", ["zoe"])),
        ("met O'Brien", ("O'Brien", ["zoe"])),
        ("and Łukasz", ("Łukasz", ["lukasz"])),
        ("今天小明", None),
        ("今天王小明", ("王小明", ["xiaoming"])),
        ("رأيت محمد", ("محمد", ["muhammad"])),
        ("met Anne-Marie", ("Anne-Marie", ["annemarie"])),
        # words of the language
        ("last summer", None),
        ("the pike", None),
        ("He was lucky", None),
        ("Will", None),
        ("She went. Will", None),
        ("with Will", ("Will", ["will"])),
        # small words of surnames name nobody
        ("de", None),
        ("la", None),
        ("Summer ", None),
        ("", None),
        ("7", None),
    ],
)
def test_a_name_typed_out_is_offered(text: str, expected: object) -> None:
    assert offered(text) == expected


def test_a_name_of_many_says_too_little() -> None:
    crowd = NameIndex([person(f"p{n}", f"Sam Number{n}") for n in range(5)])
    text = "then Sam"
    assert crowd.offer_at(text, len(text)) is None
    few = NameIndex([person(f"p{n}", f"Sam Number{n}") for n in range(4)])
    offer = few.offer_at(text, len(text))
    assert offer is not None
    assert len(offer.people) == 4


def test_a_long_text_costs_no_more_than_its_last_words() -> None:
    text = "he said that " * 200_000 + "Summer"
    offer = INDEX.offer_at(text, len(text))
    assert offer is not None
    assert offer.people[0].id == "summer"
