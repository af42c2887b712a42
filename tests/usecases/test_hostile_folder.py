"""A folder that copies late, twice, in part and under other names loses and doubles nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from desktop.usecases.lead import collect_letterbox as collecting
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.letterbox.spool import Spool
from tests.fakes.small_school import SmallSchool
from tests.support.letterbox_trials import LetterboxTrials, Trials

BATCHES, TOGETHER = 10, 30


def tried(school: SmallSchool, *, seed: str, schedules: int) -> Trials:
    """Live that many letterboxes with one school, and look at the whole record at the end."""
    with school.signed_in() as casebook:
        trials = LetterboxTrials(school, casebook, seed=seed)
        for number in range(schedules):
            trials.run(number)
        if verify_ledger(casebook).result != "ok" or replay_differences(casebook):
            trials.done.problems.append(f"{seed}: the record does not verify")
    return trials.done


@pytest.mark.timeout(600)  # other tests run beside it
@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_is_lost_or_taken_twice(school: SmallSchool, batch: int) -> None:
    done = tried(school, seed=f"sample {batch}", schedules=TOGETHER)
    assert done.problems == []
    assert done.schedules == TOGETHER
    assert done.concerns > 2 * TOGETHER
    assert done.kept > 0, "some arrived damaged and were kept"
    assert len(done.acts) >= 10, done.acts
    assert len(done.faults) >= 4, done.faults


def never(*_given: Any, **_named: Any) -> None:
    """What the controls put in the place of a safeguard."""


CONTROLS: Mapping[str, tuple[Any, str, Any]] = {
    "carried once only": (Spool, "needs", lambda self, name, **_: not self.holds(name)),
    "taken letters are not remembered": (collecting, "_was_taken", never),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("control", CONTROLS)
def test_without_a_safeguard_something_is_found(
    school: SmallSchool, control: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name, instead = CONTROLS[control]
    monkeypatch.setattr(place, name, instead)
    with school.signed_in() as casebook:
        trials = LetterboxTrials(school, casebook, seed="sample 0")
        for number in range(TOGETHER):
            trials.run(number)
            if trials.done.problems:
                return
    pytest.fail("nothing was found")
