"""The table of one page: low rows, no text over another, every row whole."""

from dataclasses import replace

import pytest

from exports.document import LookName
from exports.document_rendering import lay_out_document
from exports.layout import HeadItem, RowItem, TextItem
from exports.model import Correction
from exports.parts import Entries
from exports.short_table import ShortRows, Summary
from tests.fakes.chronology_documents import page_code, rows
from tests.support.sample_documents import SAMPLES

LONG = "Quentin said that Mum was asleep and that nobody had opened the door for him. " * 9


def laid_out(look: LookName, made):
    sample = SAMPLES["chronology"]()
    document = replace(sample, look=look, parts=(Entries(rows=tuple(made)),), contents=False)
    return lay_out_document(document, page_code=page_code)


@pytest.mark.parametrize("look", ["court", "referral", "record"])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_stands_over_anything_else(look: LookName, seed: int) -> None:
    made = ShortRows(look).shorten(rows(40, seed=seed), {3: Summary(text=LONG, entry=57)})
    pages = laid_out(look, made)
    bottom = pages.look.paper.bottom
    for page in pages.pages[: pages.body_pages]:
        ends = 0.0
        for item in page:
            if isinstance(item, RowItem | HeadItem):
                height = item.height if isinstance(item, RowItem) else item.table.head_height
                assert item.top >= ends - 0.01
                ends = item.top + height
                assert ends <= bottom + 0.01
            if isinstance(item, RowItem):
                assert item.starts is None, "a row is not parted over pages"
            if isinstance(item, TextItem) and ends:
                assert item.top >= ends - 0.01


@pytest.mark.parametrize("look", ["court", "referral", "record"])
def test_words_stay_within_two_lines_and_a_cut_is_seen(look: LookName) -> None:
    row = replace(rows(1)[0], what_happened=LONG, child_words=LONG, source=LONG)
    (made,) = ShortRows(look).shorten([row], {})
    assert made.short is not None
    assert "what_happened" in made.short.cut
    assert made.what_happened.endswith(" …")
    assert LONG.startswith(made.what_happened.removesuffix(" …"))
    assert len(made.what_happened) > 60
    assert made.child_words == "", "a child's own words are whole or not there"
    assert "child_words" in made.short.left_out


def test_a_correction_never_leaves_the_first_words_alone() -> None:
    wrong = Correction(
        field="What happened", was="He", now=LONG, by="Siân", at="2026-05-12T09:02:00.000Z", entry=9
    )
    row = replace(rows(1)[0], what_happened=LONG, corrections=(replace(wrong, now="Old"), wrong))
    (made,) = ShortRows("court").shorten([row], {})
    (said,) = made.corrections
    assert said.is_cut
    assert LONG.startswith(said.now.removesuffix(" …"))
    assert (said.was, said.by, said.at, said.entry) == ("", "", "", 9)


def test_the_summary_stands_for_the_words_and_says_where_it_is() -> None:
    row = replace(rows(1)[0], record_ref="c-1 · entry 12", heading="")
    (made,) = ShortRows("court").shorten([row], {1: Summary(text="No coat.", entry=57)})
    assert made.what_happened == "No coat."
    assert made.short is not None
    assert made.short.summary == 57
