"""A withheld name is found however it is written; what may be another word is asked about."""

import random

import pytest

from desktop.usecases.lead.withheld_names import name_words
from storage.records.name_forms import FullName, name_forms
from storage.records.possible_names import PossibleNames, is_slip
from storage.records.redaction import WITHHELD, NameForm, Redactor, Withheld
from tests.fakes.secret_names import SCRIPTS, odd_writings, secret_name
from tests.support import leak_search

WORDS = name_words()


def person(label: str, *names: FullName, aliases=(), kept=()) -> Withheld:
    """Somebody withheld, with every form that the program knows."""
    forms = name_forms(names, aliases=aliases, kept=kept, words=WORDS)
    return Withheld(label=label, forms=forms.exchanged, possible=forms.possible, reason="test")


def redactor(*people: Withheld, **more) -> Redactor:
    """A redactor of these people."""
    return Redactor(people, **more)


def full(forename: str, surname: str, middle: str = "") -> FullName:
    """A name in its parts."""
    return FullName(forename=forename, middle=middle, surname=surname)


SAM = person("[Child B]", full("Sam", "Brownlow", "James"), aliases=("Sammy", "SB"))
OTHERS = (
    person("[Child C]", full("Zoë", "O’Brien-Müller")),
    person("[Adult 1]", FullName.typed("Dave Pike", words=WORDS), aliases=("Davey", "Uncle Dave")),
    person("[Child D]", full("Will", "Young")),
    person("[Adult 2]", FullName.typed("Siobhán Ní Dhomhnaill", words=WORDS)),
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Sam’s bag, Sam's coat, Sams hat", "[Child B]’s bag, [Child B]'s coat, [Child B]s hat"),
        ("SAM BROWNLOW and sam brownlow", "[Child B] and [Child B]"),
        ("Brownlow, Sam (7)", "[Child B] (7)"),
        ("Sam James Brownlow; Sam\u00a0Brownlow; Sam\nBrownlow", "[Child B]; [Child B]; [Child B]"),
        ("S\u00adam, S\u200bam\u200b, \u202eSam\u202c.", "[Child B], [Child B], \u202e[Child B]."),
        ("S.B. said; SB said; S. B.; sb", "[Child B] said; [Child B] said; [Child B]; sb"),
        ("Sam B told S. Brownlow", "[Child B] told [Child B]"),
        ("“Sammy”, ‘Sam’ and (SAM)", "“[Child B]”, ‘[Child B]’ and ([Child B])"),
        ("sam_brownlow_2.jpg SamBrownlow.png 20260101sam.jpg", None),
        ("sbrownlow@mail.example, samb77@x.example, brownlowfamily@x.example", None),
        ("obrien.x@x.example OBrien.pdf, d.pike@x.eu", "[Child C] [Child C].pdf, [Adult 1]"),
        ("will.young@x.example wyoung7@x.example", "[Child D] [Child D]"),
        ("willing@x.example", "willing@x.example"),
        ("on chat as davepike and samb", "on chat as [Adult 1] and samb"),
        ("Samantha, Sampson and samples stay", "Samantha, Sampson and samples stay"),
        ("Zoe\u0308 OBrien Müller, zoe o'brien", "[Child C], [Child C]"),
        ("ZOË O\u2019BRIEN\u2011MÜLLER; Mueller; Muller", "[Child C]; [Child C]; [Child C]"),
        ("O Brien rang. O’Brien’s dog.", "[Child C] rang. [Child C]’s dog."),
        ("Uncle Dave and Dave, the Pikes", "[Adult 1] and [Adult 1], the [Adult 1]s"),
        ("Will will go. He will. A young man.", "[Child D] will go. He will. A young man."),
        ("Siobhan Ni Dhomhnaill; Dhomhnaill", "[Adult 2]; [Adult 2]"),
        ("ＳＡＭ ﬁrst", "[Child B] ﬁrst"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str, printed: str | None) -> None:
    made = redactor(SAM, *OTHERS).apply(written)
    if printed is None:
        for name in ("sam", "brownlow"):
            assert name not in made.casefold()
    else:
        assert made == printed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (full("Арсен", "Бебешко"), "Мама Арсен БЕБЕШКО сказала; бебешко"),
        (full("Ελένη", "Παπαδοπούλου"), "Η ΕΛΕΝΗ, Ελενη Παπαδοπουλου"),
        (full("محمد", "حسین"), "قال مُحَمَّد حسين إن ومحمد ولحسين"),
        (full("שָׁלוֹם", "כהן"), "אמר שלום כהן ולשלום"),
        (full("चण्ड", "मंडल"), "चण्ड ने कहा, मंडलका"),
        (full("নাদিম", "চ্যাটার্জি"), "নাদিমের বই, চ্যাটার্জিকে"),
        (full("ਗੁਰਪ੍ਰੀਤ", "ਕੌਰ"), "ਗੁਰਪ੍ਰੀਤ ਕੌਰ ਆਈ"),
        (full("தமிழ்ச்செல்வன்", "முருகன்"), "தமிழ்ச்செல்வனுக்கு தமிழ்ச்செல்வன்"),
        (full("ዮሐንስ", "ገብረመድህን"), "ለዮሐንስ ዮሐንስን ገብረመድህን"),
        (full("麗", "王"), "他看見王麗了，麗王。"),
        (full("ธนพล", "ใจดี"), "เด็กชายธนพลใจดีบอกว่า"),
        (full("Łukasz", "Żółkiewski"), "LUKASZ ŻÓŁKIEWSKI, lukasz zolkiewski"),
        (full("Nguyễn", "Ánh"), "NGUYEN Anh; Nguye\u0302\u0303n A\u0301nh"),
    ],
    ids=lambda value: value.forename if isinstance(value, FullName) else "",
)
def test_names_in_every_script(name: FullName, text: str) -> None:
    made = redactor(person("[Child B]", name)).apply(text)
    assert "[Child B]" in made
    again = redactor(person("[Child B]", name)).places(made)
    assert again == ()
    for part in name.parts:
        assert part not in made or len(part) == 1


def test_the_childs_own_names_stay_and_are_asked_about() -> None:
    karen = person("[Adult 1]", full("Karen", "Price"), kept=("Tom", "Price"))
    made = redactor(karen, keeps=("Tom Price",))
    text = "Tom Price said Karen Price hit Tom. Mrs Price denied it. KAREN left."
    assert made.apply(text) == (
        "Tom Price said [Adult 1] hit Tom. Mrs Price denied it. [Adult 1] left."
    )
    doubts = PossibleNames(made, titles=("Mr", "Mrs")).find(text)
    assert [(text[one.start : one.end], one.why) for one in doubts] == [("Mrs Price", "shared")]
    told = person(
        "[Adult 1]", full("Karen", "Price"), aliases=("Mrs Price",), kept=("Tom", "Price")
    )
    assert "Mrs Price" not in redactor(told, keeps=("Tom Price",)).apply(text)
    assert "Tom Price" in redactor(told, keeps=("Tom Price",)).apply(text)


def test_what_may_be_another_word_is_asked_about() -> None:
    robert = person("[Child B]", full("Robert", "Abernathy", "Finn"))
    text = "Bob and R.A. met Abernethy; Finn; Roberts mum; Robert; abernathyy"
    made = redactor(robert)
    doubts = PossibleNames(made).find(text)
    assert [(text[one.start : one.end], one.why) for one in doubts] == [
        ("Bob", "short_name"), ("R.A.", "initials"), ("Abernethy", "similar"),
        ("Finn", "middle_name"), ("Roberts", "plural"),
    ]  # fmt: skip
    assert "Roberts mum; [Child B];" in made.apply(text)


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_of_a_name_is_left_of_odd_writings(script: str) -> None:
    """Random names of every script in every way in which we know that they are written."""
    chance = random.Random(script)
    for _ in range(25):
        name = secret_name(chance, script)
        made = redactor(
            person("[Child B]", full(name.forename, name.surname), aliases=(name.nickname,))
        )
        for written in odd_writings(name, chance):
            printed = made.apply(written)
            assert "[Child B]" in printed, ascii(written)
            for part in name.parts:
                assert leak_search.plain(part) in leak_search.plain(written + "".join(name.parts))
                assert leak_search.plain(part) not in leak_search.plain(printed), ascii(written)
            assert made.apply(printed) == printed


@pytest.mark.parametrize("word", ["My", "An", "Will", "The", "Grace", "Rose"])
def test_a_name_that_is_a_word_counts_with_a_capital(word: str) -> None:
    made = redactor(person("[Child B]", full(word, "Quillfeather")))
    text = f"{word} went with {word} and {word.lower()} other"
    assert made.apply(text) == f"[Child B] went with [Child B] and {word.lower()} other"
    assert [one.why for one in PossibleNames(made).find(text)] == ["common_word"]


def test_a_month_is_no_child() -> None:
    may = person("[Child B]", full("May", "Field"))
    text = "3 May 2026: May Field and May; 1st May; in may"
    assert redactor(may).apply(text) == "3 May 2026: [Child B] and [Child B]; 1st May; in may"


def test_one_name_of_two_people_says_so() -> None:
    both = redactor(
        person("[Child B]", full("Tom", "Lowe")), person("[Child C]", full("Tia", "Lowe"))
    )
    assert both.apply("Tom, Tia and Mrs Lowe") == (
        "[Child B], [Child C] and Mrs [Child B or Child C]"
    )


def test_labels_are_not_exchanged_again() -> None:
    lee = redactor(person("[Child B]", full("Lee", "Child")))
    once = lee.apply("Lee Child and the child, Mr Child")
    assert lee.apply(once) == once
    assert lee.apply(WITHHELD) == WITHHELD


def test_text_without_a_name_comes_back_as_it_was() -> None:
    text = "Cafe\u0301 \u00ad “quoted”\r\nnothing here \u200d👩\u200d👧"
    assert redactor(SAM, *OTHERS).apply(text) is text


def test_a_withheld_field_has_one_width() -> None:
    made = Redactor(fields={(4, "child_words"): "third_party", (5, "hazards"): "court"})
    assert made.field(4, "child_words", "a") == made.field(4, "child_words", "a" * 500) == WITHHELD
    assert made.field(4, "child_words", "") == ""
    assert made.field(4, "what_happened", "x") == made.field(3, "child_words", "x") == "x"
    assert made.field(5, "hazards.0.control", "x") == WITHHELD
    assert made.withholds_part(5, "hazards")
    assert Redactor(fields={(5, "hazards.0.control"): "court"}).withholds_part(5, "hazards")
    whole = Redactor(fields={(6, "*"): "court"})
    assert whole.field(6, "opinion", "x") == WITHHELD
    assert not whole.withholds(7, "opinion")


def test_writers_are_left_out_alike() -> None:
    silent = Redactor(hides_writers=True)
    assert silent.writer(1, "Megan Price") == silent.writer(2, "Al") == WITHHELD
    assert silent.writer(3, "") == ""
    named = redactor(Withheld(label="[Adult 1]", forms=(NameForm(text="Megan"),), reason="test"))
    assert named.writer(1, "Megan") == "[Adult 1]"
    assert not Redactor().edited
    assert silent.edited


@pytest.mark.parametrize(
    ("word", "name", "slip"),
    [
        ("abernethy", "abernathy", True),
        ("abenrathy", "abernathy", True),
        ("abrnthy", "abernathy", True),
        ("abrnth", "abernathy", False),
        ("jonse", "jones", True),
        ("bonse", "jones", False),
        ("pike", "pyke", False),
    ],
)
def test_a_slip_of_the_pen(word: str, name: str, slip: bool) -> None:
    assert is_slip(word, name) is slip
