"""People come and go and keys change in any order, with kills anywhere: who may open it can."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.usecases.lead import settle
from desktop.usecases.lead.rotate_key import Rotated
from tests.endurance.crashes import ROLL
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.fakes.access_life import live
from tests.fakes.small_school import SmallSchool, furnished

NAME = "access"


def run(options: Options) -> dict[str, Any]:
    """Live many lives; count those in which somebody was locked out or let in wrongly."""
    template = furnished(options.work / "template", ctf=ROLL.read_bytes())
    lives, steps = options.many(60, 1), options.many(10, 1)

    def one(number: int) -> tuple[int, int, str]:
        try:
            life = live(
                template,
                options.work / f"life {number}",
                seed=f"{options.seed} {number}",
                steps=steps,
            )
        except AssertionError as error:
            return 0, 0, repr(error)
        return life.kills, life.shut_out, ""

    done = list(each(one, range(lives), processes=options.processes))
    broken = [problem for _, _, problem in done if problem]
    for problem in broken[:5]:
        options.say(f"access: {problem}")
    return {
        "tried": lives * steps,
        "lost": 0,
        "broken": len(broken),
        "kills": sum(kills for kills, _, _ in done),
        "kept_out": sum(shut_out for _, shut_out, _ in done),
        "controls": {} if options.short else {"unfinished": _control(options, template)},
    }


def _control(options: Options, template: SmallSchool) -> dict[str, int]:
    """Nobody finishes what an earlier session began: the check must notice."""

    def not_at_all(casebook: Any, **_given: Any) -> Rotated:
        return Rotated(casebook=casebook, done=False, notices=())

    tried = 5
    caught = 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(settle, "finish_rotation", not_at_all)
        for problem in _problems(options, template, tried=tried):
            caught += bool(problem)
    return {"tried": tried, "caught": caught}


def _problems(options: Options, template: SmallSchool, *, tried: int) -> Iterator[str]:
    for number in range(tried):
        root = options.work / f"control {number}"
        try:
            live(template, root, seed=f"control {number}", steps=12)
        except AssertionError as error:
            yield repr(error)
        else:
            yield ""
