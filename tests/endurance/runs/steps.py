"""Steps through every system call of every operation: killed before it, and in the middle of it."""

from tests.endurance import crashes
from tests.endurance.controls import STEP_CONTROLS
from tests.endurance.crashes import Crash, Rehearsed, Verdict
from tests.endurance.operations.all import chosen
from tests.endurance.options import Options
from tests.endurance.pool import each

NAME = "steps"
_SHOWN = 20


def run(options: Options) -> dict:
    """Return how many crashes were tried, by operation, and which truths did not hold."""
    chance = options.chance(NAME)
    by_operation, problems = {}, []
    for operation in chosen(options):
        rehearsed = crashes.rehearse(operation, options.shared, lie=False)
        everything = list(rehearsed.crashes(chance))
        tried = everything
        if options.steps and options.steps < len(everything):
            tried = chance.sample(everything, options.steps)
        verdicts = _try(rehearsed, tried, options)
        bad = [verdict for verdict in verdicts if verdict.problem]
        calls = len(rehearsed.counted) - rehearsed.before
        by_operation[operation.name] = {
            "calls": calls,
            "tried": len(verdicts),
            "broken": len(bad),
        }
        options.say(f"{operation.name}: {calls} calls, {len(verdicts)} crashes, {len(bad)} broken")
        problems += bad
    return {
        "tried": sum(one["tried"] for one in by_operation.values()),
        "lost": 0,
        "broken": len(problems),
        "operations": by_operation,
        "problems": [f"{bad.where}: {bad.problem}" for bad in problems[:_SHOWN]],
        "controls": _controls(options),
    }


def _try(rehearsed: Rehearsed, tried: list[Crash], options: Options) -> list[Verdict]:
    def one(crash: Crash) -> Verdict:
        return crashes.kill_at(rehearsed, crash, work=options.work)

    return list(each(one, tried, processes=options.processes))


def _controls(options: Options) -> dict:
    """The same with something left out that matters: it must be seen."""
    found = {}
    for control in STEP_CONTROLS if not options.only else ():
        rehearsed = crashes.rehearse(control.operation, options.shared, lie=False)
        chance = options.chance(f"{NAME} {control.operation.name}")
        tried = [
            crash
            for crash in rehearsed.crashes(chance)
            if crash.call <= len(rehearsed.counted)
            and rehearsed.counted[crash.call - 1].first.endswith(control.about)
        ]
        verdicts = _try(rehearsed, tried, options)
        bad = sum(1 for verdict in verdicts if verdict.problem)
        found[control.operation.name] = {"tried": len(verdicts), "caught": bad}
        options.say(f"control {control.operation.name}: {bad} of {len(verdicts)} caught")
    return found
