"""Copies of random files with names and texts left out: nothing of them is found in any place."""

from collections.abc import Iterator

import pytest

from tests.fakes.small_school import SmallSchool
from tests.support.leak_search import READERS
from tests.support.redaction_trials import KINDS, Samples, try_copies

_TOGETHER = 25


@pytest.fixture(scope="module")
def school(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A school whose casebook fills with one child after another."""
    made = school_template.copy_to(tmp_path_factory.mktemp("leaks") / "school", seed="leaks")
    yield made
    made.close()


@pytest.mark.timeout(300)  # other tests run beside it
@pytest.mark.parametrize("seed", range(8))
def test_nothing_hidden_is_in_a_random_copy(school: SmallSchool, seed: int) -> None:
    """200 copies in all; every search is shown to see, in the copy and in a sample of masters."""
    with school.signed_in() as casebook:
        trials = try_copies(
            school,
            casebook,
            seed=f"copies {seed}",
            count=_TOGETHER,
            samples=Samples(sealed=8),
        )
    assert trials.leaks == []
    assert trials.blind == []
    assert trials.documents == _TOGETHER
    assert set(trials.kinds) == set(KINDS)
    assert set(trials.forms) >= {"plain", "signed", "locked"}
    assert set(trials.read) == set(READERS)
    assert trials.controls in (1, 2)
    assert trials.hidden > 4 * _TOGETHER


def test_a_name_left_in_is_found(school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same trials with a redactor that does nothing must report every kind of place."""
    monkeypatch.setattr("storage.records.redaction.Redactor._exchanged", _unchanged)
    with school.signed_in() as casebook:
        trials = try_copies(
            school, casebook, seed="control", count=8, samples=Samples(readers=1, controls=8)
        )
    found = "\n".join(trials.leaks)
    for place in ("pdfium", "poppler", "mutool", "attachment", "packed at"):
        assert place in found, place
    assert {leak.partition(",")[0] for leak in trials.leaks} > {"1: referral_pack"}


def _unchanged(redactor: object, text: str) -> str:
    return text
