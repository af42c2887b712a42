"""The words on the pages against the attached data: none missing, none changed, in order."""

import io
import json
import random

import pikepdf
import pytest

from exports import preview
from exports.document import Document
from exports.document_rendering import render_document
from exports.extract import CHRONOLOGY_NAME
from exports.inspect import DOCUMENT_NAME
from exports.model import DocumentRow
from exports.page_text import compare_pages, letters_of
from exports.printed_texts import printed_groups, printed_somewhere
from tests.fakes.chronology_documents import SCRIPTS, document, page_code, script_rows
from tests.support.sample_documents import SAMPLES


def printed(profile, rows):
    """The texts of a document's pages, and its attached data."""
    values = document(profile, rows)
    made = render_document(values, page_code=page_code)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        data = json.loads(opened.attachments[CHRONOLOGY_NAME].get_file().read_bytes())
    return preview.page_texts(made.pdf), data


@pytest.mark.parametrize("profile", ["court", "referral"])
def test_every_text_of_a_long_chronology_is_found(profile) -> None:
    """Texts of 400 words run over pages, cells lie side by side, heads repeat."""
    pages, data = printed(profile, 60)
    verdict = compare_pages(pages, printed_groups(data))
    assert (verdict.differing, verdict.loosely) == (0, 0)
    assert verdict.compared > 500


@pytest.mark.parametrize("profile", ["court", "referral"])
def test_every_script_is_found_and_what_runs_backwards_is_said(profile) -> None:
    pages, data = printed(profile, script_rows())
    verdict = compare_pages(pages, printed_groups(data))
    assert verdict.differing == 0
    assert 0 < verdict.loosely < 10


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_kind_of_document_prints_what_its_data_say(name: str) -> None:
    """No true document may be called a changed one; sheets carry no data."""
    values = SAMPLES[name]()
    if not isinstance(values, Document):
        return
    made = render_document(values, page_code=page_code)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        (data,) = (
            json.loads(opened.attachments[each].get_file().read_bytes())
            for each in (CHRONOLOGY_NAME, DOCUMENT_NAME)
            if each in opened.attachments
        )
    pages = preview.page_texts(made.pdf)
    groups, somewhere = printed_groups(data), printed_somewhere(data)
    verdict = compare_pages(pages, groups, somewhere=somewhere)
    assert verdict.differing == 0
    assert verdict.compared >= 8
    forged = [[f"{text} qzx" for text in group] for group in groups]
    assert compare_pages(pages, forged, somewhere=somewhere).differing


@pytest.mark.parametrize("profile", ["court", "referral"])
def test_a_changed_word_of_any_text_is_found(profile) -> None:
    """On the pages or in the data: it is the same difference."""
    pages, data = printed(profile, 25)
    groups = printed_groups(data)
    chance = random.Random(7)
    for number, group in enumerate(groups):
        for place, text in enumerate(group):
            words = text.split()
            at = chance.randrange(len(words))
            changed = " ".join([*words[:at], f"{words[at]}qz", *words[at + 1 :]])
            forged = [*groups[:number], [*group[:place], changed, *group[place + 1 :]]]
            assert compare_pages(pages, [*forged, *groups[number + 1 :]]).differing, text


@pytest.mark.parametrize("profile", ["court", "referral"])
def test_entries_that_changed_places_are_found(profile) -> None:
    pages, data = printed(profile, 25)
    groups = printed_groups(data)
    first, second = groups[5], groups[9]
    swapped = [*groups[:5], second, *groups[6:9], first, *groups[10:]]
    assert compare_pages(pages, swapped).differing


def test_other_words_beside_a_script_that_runs_backwards_are_found() -> None:
    """The order there is not to be relied on; the words and letters are."""
    row = DocumentRow(
        serial=1,
        happened_text="16 April 2020",
        what_happened="Seen with محمد حسین after school, crying.",
        author="שָׁלוֹם כהן",
    )
    pages, data = printed("court", [row])
    groups = printed_groups(data)
    assert not compare_pages(pages, groups).differing
    for found, forged in (("crying", "laughing"), ("محمد", "زينب"), ("כהן", "גגג")):
        changed = [[text.replace(found, forged) for text in group] for group in groups]
        assert changed != groups
        assert compare_pages(pages, changed).differing, forged


def test_characters_without_a_letter_in_any_typeface_are_found_by_their_numbers() -> None:
    row = DocumentRow(serial=1, happened_text="2020", what_happened="He drew 𓀀 and 😀 on it.")
    pages, data = printed("court", [row])
    assert "[U+13000]" in letters_of(pages[0])
    assert not compare_pages(pages, printed_groups(data)).differing


def test_nothing_is_compared_where_nothing_is_printed() -> None:
    assert compare_pages([], []).compared == 0
    assert compare_pages([], [["a"]]).compared == 1
    assert compare_pages(["b"], [["a"]]).differing == 1


POOLS = (
    "abc defg hij-klm, ’“” . /()",
    "".join(SCRIPTS),
    "\u00ad\u200b\u200d\u200f\u202b\t\n\r \u00a0\u2028",
    "😀👩‍👧🏽ﬁﬀ①Ⅳ㎏ªº½\U0001c086",
    "".join(map(chr, range(0x20, 0x250))),
    "e\u0301\u0323o\u0308\u0304 \u0600\u0610\u061c",
)


def strange(chance: random.Random, most: int) -> str:
    """Letters of all scripts with what comes along when text is copied."""
    pool = chance.choice(POOLS) + chance.choice(POOLS) + "    ee"
    letters = "".join(chance.choice(pool) for _ in range(chance.choice((1, 9, 40, 150, 700))))
    return letters[:most].strip() or "A"


@pytest.mark.parametrize("seed", range(12))
def test_no_true_document_is_called_a_changed_one(seed: int) -> None:
    """However odd its texts: what cannot be compared is counted, not held against it."""
    chance = random.Random(seed)
    rows = [
        DocumentRow(
            serial=serial,
            happened_text=strange(chance, 60),
            heading=strange(chance, 40),
            what_happened=strange(chance, 700),
            child_words=strange(chance, 300),
            record_ref=f"c-{serial} · entry {serial}",
            author=strange(chance, 50),
        )
        for serial in range(1, chance.randrange(2, 7))
    ]
    pages, data = printed(chance.choice(("court", "referral")), rows)
    groups, somewhere = printed_groups(data), printed_somewhere(data)
    assert not compare_pages(pages, groups, somewhere=somewhere).differing
