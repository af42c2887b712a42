"""Ten thousand letterboxes in folders that copy as badly as folders can: nothing lost or twice."""

import shutil
from typing import Any

import pytest

from desktop.usecases.lead import collect_letterbox as collecting
from storage.letterbox.spool import Spool
from tests.endurance.crashes import ROLL
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.fakes.small_school import SmallSchool, furnished
from tests.support.letterbox_trials import LetterboxTrials, Trials

NAME = "letterbox"
_TOGETHER = 40
_CONTROL = 20


def run(options: Options) -> dict[str, Any]:
    """``lost`` and ``broken`` count what a schedule found wrong once its folder was honest; the
    controls switch off sending again and knowing what was taken.
    """
    schedules = options.many(10_000, 4)
    template = furnished(options.work / "template", ctf=ROLL.read_bytes())

    def some(start: int) -> Trials:
        seed = f"{options.seed} {start}"
        return _live(options, template, seed=seed, schedules=min(_TOGETHER, schedules - start))

    total = Trials()
    for done in each(some, range(0, schedules, _TOGETHER), processes=options.processes):
        total.schedules += done.schedules
        total.concerns += done.concerns
        total.kept += done.kept
        total.acts += done.acts
        total.faults += done.faults
        total.problems += done.problems
        options.say(f"{total.schedules} of {schedules} folders, {len(total.problems)} problems")
    lost = [problem for problem in total.problems if "taken 0 times" in problem]
    return {
        "tried": total.schedules,
        "lost": len(lost),
        "broken": len(total.problems) - len(lost),
        "concerns": total.concerns,
        "kept": total.kept,
        "acts": dict(sorted(total.acts.items())),
        "faults": dict(sorted(total.faults.items())),
        "problems": total.problems[:20],
        "controls": {
            "sent once only": _control(options, template, Spool, "needs", _not_again),
            "what was taken is not known": _control(
                options, template, collecting, "_was_taken", lambda *_: False
            ),
        },
    }


def _not_again(spool: Spool, name: str, **_given: Any) -> bool:
    return not spool.holds(name)


def _control(
    options: Options, template: SmallSchool, place: Any, name: str, instead: Any
) -> dict[str, int]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(place, name, instead)
        done = _live(options, template, seed=f"control {name}", schedules=_CONTROL)
    return {"tried": done.schedules, "caught": len(done.problems)}


def _live(options: Options, template: SmallSchool, *, seed: str, schedules: int) -> Trials:
    folder = options.work / seed
    school = template.copy_to(folder, seed=seed)
    try:
        with school.signed_in() as casebook:
            trials = LetterboxTrials(school, casebook, seed=seed)
            for number in range(schedules):
                trials.run(number)
            return trials.done
    finally:
        school.close()
        shutil.rmtree(folder, ignore_errors=True)
