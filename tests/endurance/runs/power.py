"""Takes the power away at random moments: what was acknowledged is there on every disk there is."""

import random
from collections.abc import Iterator

from tests.endurance import crashes
from tests.endurance.controls import POWER_CONTROLS
from tests.endurance.crashes import Rehearsed, Verdict
from tests.endurance.disk import Loss
from tests.endurance.operation import Operation
from tests.endurance.operations import entries
from tests.endurance.operations.all import chosen
from tests.endurance.options import Options
from tests.endurance.pool import each

NAME = "power"
_PER_RECORDING = 500  # disks from one recorded run; then another run with other entries
_ENTRIES = 40
_PART_OF_OPERATIONS = 20  # each operation gets so small a part of the number of disks on top
_CONTROL_DISKS = 200
_SHOWN = 20


def run(options: Options) -> dict:
    """Return how many disks were rebuilt, what was lost and broken, and what the controls lost."""
    verdicts: list[Verdict] = []
    for operation, disks in _recordings(options):
        found = _disks_of(operation, disks, options=options)
        verdicts += found
        bad = sum(1 for verdict in found if verdict.problem)
        options.say(f"{operation.name}: {len(found)} disks, {bad} lost or broken")
    problems = [verdict for verdict in verdicts if verdict.problem]
    return {
        "tried": len(verdicts),
        "lost": sum(verdict.is_loss for verdict in problems),
        "broken": sum(not verdict.is_loss for verdict in problems),
        "acknowledged": sum(verdict.said for verdict in verdicts),
        "problems": [f"{bad.where}: {bad.problem}" for bad in problems[:_SHOWN]],
        "controls": _controls(options),
    }


def _recordings(options: Options) -> Iterator[tuple[Operation, int]]:
    """The stories of entries that share the disks, then every operation with a part more."""
    left, number = (0 if options.only else options.disks), 0
    while left > 0:
        disks = min(left, _PER_RECORDING)
        yield (
            Operation(
                name=f"entries {number + 1}",
                prepare=entries.nothing,
                act=entries.writing(options.many(_ENTRIES, 12), seed=options.seed + number),
                check=entries.all_there,
            ),
            disks,
        )
        left, number = left - disks, number + 1
    for operation in chosen(options):
        yield operation, max(4, options.disks // _PART_OF_OPERATIONS)


def _disks_of(
    operation: Operation,
    disks: int,
    *,
    options: Options,
    lie: bool = False,
) -> list[Verdict]:
    rehearsed = crashes.rehearse(operation, options.shared, lie=lie)
    chance = options.chance(f"{NAME} {operation.name}")
    points = sorted(_points(rehearsed, disks, chance), key=lambda point: point[0])

    def disk(point: tuple[int, Loss, int]) -> Verdict:
        moment, loss, seed = point
        return crashes.lose_power(
            rehearsed, moment, loss, chance=random.Random(seed), work=options.work
        )

    return list(each(disk, points, processes=options.processes))


def _points(
    rehearsed: Rehearsed, disks: int, chance: random.Random
) -> Iterator[tuple[int, Loss, int]]:
    kinds = list(Loss)
    for number in range(disks):
        moment = chance.randint(rehearsed.begun, rehearsed.recording.moments)
        yield moment, kinds[number % len(kinds)], chance.randrange(1 << 62)


def _controls(options: Options) -> dict:
    """The same with something left out that matters: it must be seen."""
    found = {}
    for control in POWER_CONTROLS if not options.only else ():
        disks = options.many(_CONTROL_DISKS, 24)
        seen = _disks_of(control.operation, disks, options=options, lie=control.lie)
        bad = [verdict for verdict in seen if verdict.problem]
        found[control.operation.name] = {
            "tried": len(seen),
            "caught": len(bad),
            "lost": sum(verdict.is_loss for verdict in bad),
        }
        options.say(f"control {control.operation.name}: {len(bad)} of {len(seen)} caught")
    return found
