"""Steps through every system call of every operation: killed before it, and in the middle of it."""

from tests.endurance import crashes
from tests.endurance.operations.all import chosen
from tests.endurance.options import Options
from tests.endurance.pool import each

NAME = "steps"
_SHOWN = 20


def run(options: Options) -> dict:
    """Return how many crashes were tried, by operation, and which truths did not hold."""
    chance = options.chance(NAME)
    base = crashes.base_school(options.work)
    by_operation, problems = {}, []
    for operation in chosen(options):
        rehearsed = crashes.rehearse(operation, base=base, work=options.work)
        everything = list(rehearsed.crashes(chance))
        tried = everything
        if options.steps and options.steps < len(everything):
            tried = chance.sample(everything, options.steps)
        verdicts = list(
            each(
                lambda crash, rehearsed=rehearsed: crashes.kill_at(
                    rehearsed, crash, work=options.work
                ),
                tried,
                processes=options.processes,
            )
        )
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
        "controls": {},
    }
