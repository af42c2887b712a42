"""The writing coach: what it says of an account, what it leaves alone, and what it cannot see."""

import dataclasses
import inspect

import pytest

from storage.intake.coach_rules import load_coach_rules
from storage.records.writing_coach import (
    Account,
    Advice,
    KnownPerson,
    LinkedSpan,
    advise,
    to_show,
)
from storage.records.writing_coach_phrases import Phrases, word_list
from storage.records.writing_coach_rules import build_rules
from storage.records.writing_coach_text import read_text

RULES = load_coach_rules()
JAMIE = KnownPerson(id="1", kind="pupil", name="Jamie Smith", detail="Year 5 · Oak")
JODIE = KnownPerson(id="2", kind="pupil", name="Jodie Shaw", detail="Year 2 · Birch")
LUKASZ = KnownPerson(id="3", kind="pupil", name="Łukasz Nowak", detail="Year 6 · Elm")
BRIEN = KnownPerson(id="4", kind="pupil", name="Jean-Luc O’Brien", detail="Year 2 · Birch")
PRICE = KnownPerson(id="5", kind="staff", name="Helen Price", detail="Class teacher")
PEOPLE = (JAMIE, JODIE, LUKASZ, BRIEN, PRICE)


def coached(text: str, **form: object) -> tuple[Advice, ...]:
    beside = {"people": PEOPLE, "place": "Hall", "has_child_words": True} | form
    return advise(Account(what_happened=text, **beside), RULES)  # type: ignore[arg-type] - a test's


def codes(text: str, **form: object) -> list[str]:
    return [one.code for one in coached(text, **form)]


def found(text: str, code: str, **form: object) -> list[str]:
    return [one.found for one in coached(text, **form) if one.code == code]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("JS ran out of the hall and hid.", "JS"),
        ("J.S. ran out of the hall and hid.", "J.S."),
        ("J. S. ran out of the hall and hid.", "J. S."),
        ("J S ran out of the hall and hid.", "J S"),
        ("B says he had no tea last night.", "B"),
        ("Then child A hit him with a ruler.", "child A"),
        ("Jamie S ran out of the hall again.", "Jamie S"),
        ("J. Smith ran out of the hall again.", "J. Smith"),
        ("JS's bag was in the pond by the gate.", "JS"),
        ("JLO'B was sick on the minibus at ten.", "JLO'B"),
        ("T.B. swore at me and left the hall.", "T.B."),
    ],
)
def test_initials_are_asked_about(text: str, initials: str) -> None:
    people = (*PEOPLE, KnownPerson(id="6", kind="pupil", name="Tyler Brown"))
    assert found(text, "initials", people=people) == [initials]


@pytest.mark.parametrize(
    "text",
    [
        "The TA and the DSL took the SEN group from Y4 and 4B to PE in KS1 and to A&E at 2 pm. OK.",
        "EYFS watched TV with Dr Patel. Vitamin C, plan B, Year R, group A, an X-ray, a T-shirt.",
        "I put the M&M's in Room B. He got a B in maths. The letter J was on the board.",
        "HE KEPT SHOUTING AT ME AND THEN HE RAN OUT OF THE HALL AND HID UNDER THE COATS",
        "He was told NO, and to STOP, and he DID NOT GO. Mr J Smith from the MAT was there.",
        "He said “JS hit me and so did KM” in the hall.",
    ],
)
def test_what_is_no_initials_is_left_alone(text: str) -> None:
    assert found(text, "initials") == []


def test_initials_come_with_whom_they_may_mean_those_on_the_form_first() -> None:
    (advice,) = [one for one in coached("JS ran out of the hall and hid.") if one.offers]
    assert advice.offers == (JAMIE, JODIE)
    assert "“JS”" in advice.text

    here = (JAMIE, dataclasses.replace(JODIE, here=True))
    (advice,) = [one for one in coached("JS ran out and hid.", people=here) if one.offers]
    assert [person.id for person in advice.offers] == ["2", "1"]


@pytest.mark.parametrize(
    ("written", "person"),
    [("LN", LUKASZ), ("JO", BRIEN), ("JLO", BRIEN), ("JLO'B", BRIEN), ("HP", PRICE)],
)
def test_initials_find_names_with_accents_hyphens_and_apostrophes(
    written: str, person: KnownPerson
) -> None:
    (advice,) = [one for one in coached(f"{written} told me to wait in the hall.") if one.offers]
    assert advice.offers == (person,)


def test_the_place_of_an_advice_counts_characters_of_the_text() -> None:
    text = "😀 Ą “quoted” — then JS was obviously in the hall."
    for advice in coached(text):
        assert text[advice.start : advice.start + advice.length] == advice.found


def test_a_linked_name_is_not_asked_about() -> None:
    text = "Jamie S ran out of the hall and hid."
    assert found(text, "initials") == ["Jamie S"]
    linked = (LinkedSpan(start=0, length=7, kind="pupil"),)
    assert found(text, "initials", linked=linked) == []


def test_somebody_elses_words_are_not_examined() -> None:
    plain = "He is always rude and obviously a liar. I saw it in the hall."
    assert "opinion" in codes(plain)
    for first, last in (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")):
        quoted = f"Mrs Cole said {first}He is always rude and obviously a liar.{last} in the hall."
        assert "opinion" not in codes(quoted)


def test_reported_words_are_not_the_writers_opinion() -> None:
    assert "opinion" not in codes("Mrs Cole said that he is always rude to her in the hall.")
    assert "opinion" in codes("Mrs Cole said that he came late but he is always rude to us.")


def test_the_childs_words_cannot_be_handed_over() -> None:
    """Neither by type nor by mistake: the coach learns only whether there are any."""
    fields = {field.name: field.type for field in dataclasses.fields(Account)}
    assert [name for name in fields if "words" in name] == ["has_child_words"]
    assert fields["has_child_words"] in (bool, "bool")
    assert list(inspect.signature(advise).parameters) == ["account", "rules"]
    with pytest.raises(TypeError, match="only whether"):
        coached("In the hall.", has_child_words="my dad always hits me")


def test_the_childs_words_box_silences_what_asks_for_them() -> None:
    text = "Jamie Smith told me in the hall that he is hit at home."
    assert codes(text, has_child_words=False) == ["no_child_words"]
    assert codes(text, has_child_words=True) == []
    assert "no_child_words" in codes(
        "I sat with him in the hall for a long lesson.", source="child", has_child_words=False
    )


def test_an_injury_asks_for_a_body_map_until_there_is_one() -> None:
    text = "There was a bruise on his arm."
    assert [(one.code, one.action) for one in coached(text)] == [("body_map", "body_map")]
    assert codes(text, has_body_map=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mark Smith marked his work and we did mark making.",
        "We cut out shapes and the toast was burnt.",
        "He made it from scratch in Scratch and scratched his head.",
        "No bruises, marks or cuts were seen on her arms.",
        "There were bruised apples in the bowl and a birthmark on his arm.",
        "He got full marks on his test and a hair cut on Friday.",
    ],
)
def test_words_that_only_look_like_injuries_are_left_alone(text: str) -> None:
    assert "body_map" not in codes(text)


def test_a_named_adult_a_definite_time_and_a_place_settle_it() -> None:
    assert "unnamed_adult" in codes("The TA took him to the hall.")
    assert "unnamed_adult" not in codes("The TA, Megan Pryce, took him to the hall.")
    assert "vague_time" in codes("Later he ran out of the hall.")
    assert "vague_time" not in codes("Later, at 2.20, he ran out of the hall.")
    assert "no_place" in codes("He ran up and down and cried for his mum.", place="")
    assert "no_place" not in codes("He ran up and down in the hall and cried.", place="")
    assert "no_place" not in codes(
        "He ran up and down and cried for mum.", place_kind="home", place=""
    )


def test_who_said_it_must_be_clear() -> None:
    assert "who_said" in codes("He said she said it.")
    assert "who_said" in codes("Jamie Smith and Tom Ellis came in. He said it was raining.")
    assert "who_said" not in codes("Jamie Smith came in. He said it was raining.")
    assert "who_said" not in codes("Mrs Price came in with Jodie Shaw. She said it was raining.")
    assert "who_said" in codes("I was told that they have moved.")
    assert "who_said" not in codes("I was told by Helen Price that they have moved.")


def test_the_same_words_are_mentioned_once_and_nothing_is_said_of_an_empty_form() -> None:
    assert found("JS fell. JS cried. JS went home.", "initials") == ["JS"]
    assert codes("", place="") == []
    assert codes(" \n ", place="") == []


def test_most_useful_first_one_of_each_kind_and_never_what_was_sent_away() -> None:
    text = "JS was obviously sad and KM had a bruise on his arm. He is always rude."
    advice = coached(text, has_child_words=False)
    shown = to_show(advice, dismissed=set(), at_most=3)
    assert [one.code for one in shown] == ["body_map", "initials", "opinion"]
    left = to_show(advice, dismissed={shown[0].key, shown[1].key}, at_most=3)
    assert [(one.code, one.found) for one in left] == [
        ("initials", "KM"),
        ("opinion", "obviously"),
        ("opinion", "always"),
    ]


def test_every_line_is_one_short_plain_sentence_or_two() -> None:
    for rule in RULES.rules:
        line = rule.say.replace("{found}", "").replace("{full}", "")
        assert len(line) < 110, rule.code
        assert "{" not in line
        assert not any(word in line.lower() for word in ("error", "mistake", "wrong", "score"))


def test_every_file_of_rules_says_its_edition_and_source(project_root) -> None:
    import tomllib  # beside its only use

    for path in (project_root / "resources" / "coach").glob("*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data["title"]
        assert data["edition"]
        assert data["in_force"]
        assert data["source"]


def test_a_rule_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="no such list"):
        Phrases(["the {unknown}"], {})
    with pytest.raises(ValueError, match="not a phrase"):
        Phrases(["maybe?"], {})
    with pytest.raises(ValueError, match="no such lists"):
        build_rules({}, [])


def test_a_phrase_stays_inside_its_sentence_and_marks_what_is_meant() -> None:
    phrases = Phrases(["{colour} [mark|marks] on _1 arm $"], {"colour": word_list(["dark red"])})

    def look(text: str) -> list[str]:
        read = read_text(text)
        return [
            " ".join(word.written for word in read.words[slice(*hit.found)])
            for hit in phrases.find(read, lambda _place, _kind: False)
        ]

    assert look("A dark red mark on his arm.") == ["mark"]
    assert look("A dark red marks on arm") == ["marks"]
    assert look("It was dark red. Mark on his arm.") == []
    assert look("A dark red mark on his arm today.") == []


def test_sentences_do_not_end_at_titles_times_and_initials() -> None:
    short = frozenset({"mr", "e.g"})

    def sentences(text: str) -> int:
        return read_text(text, short=short).words[-1].sentence + 1

    assert sentences("Mr. Brown came at 12.40 with J. Smith. They left.") == 2
    assert sentences("He said “No.” Then he left.\nNew line") == 3
    assert sentences("what is that? dont know! ok") == 3
