"""Ten thousand honest ledgers without a false alarm; every attack found, a thousand times each."""

import random
from collections import Counter
from typing import Any

from storage.ledger.verification import verify
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.fakes.honest_ledgers import honest_ledger
from tests.fakes.ledger_attacks import ATTACKS, attacked
from tests.fakes.ledger_builder import LEDGER, check_signature

NAME = "ledgers"
_TOGETHER = 50
_LONGEST = 60


def run(options: Options) -> dict[str, Any]:
    """``lost`` are attacks that were not found, ``broken`` false alarms."""
    honest, tries = options.many(10_000, 20), options.many(1_000, 1)
    alarms = _honest(options, honest)
    missed = _attacked(options, tries)
    found = {
        attack.__name__: {"tried": tries, "caught": tries - missed[attack.__name__]}
        for attack in ATTACKS
    }
    return {
        "tried": honest + tries * len(ATTACKS),
        "lost": sum(missed.values()),
        "broken": alarms,
        "honest_ledgers": honest,
        "false_alarms": alarms,
        "attacks": len(ATTACKS),
        "attacks_tried": tries * len(ATTACKS),
        "attacks_found": tries * len(ATTACKS) - sum(missed.values()),
        "controls": found,
    }


def _honest(options: Options, count: int) -> int:
    def some(start: int) -> int:
        alarms = 0
        for number in range(start, min(start + _TOGETHER, count)):
            seed = f"{options.seed} honest {number}"
            builder = honest_ledger(seed, entries=random.Random(seed).randrange(2, _LONGEST))
            verdict = verify(builder.entries, ledger=LEDGER, check_signature=check_signature)
            alarms += not verdict.ok or verdict.root != builder.root
        return alarms

    alarms = 0
    for done, more in enumerate(
        each(some, range(0, count, _TOGETHER), processes=options.processes)
    ):
        alarms += more
        if done % 20 == 0:
            options.say(f"honest ledgers: {min(done * _TOGETHER, count)} of {count}")
    return alarms


def _attacked(options: Options, tries: int) -> Counter[str]:
    def one(place: int) -> tuple[str, int]:
        attack = ATTACKS[place]
        missed = 0
        for number in range(tries):
            left = attacked(attack, f"{options.seed} {attack.__name__} {number}")
            verdict = verify(
                left.entries,
                ledger=LEDGER,
                check_signature=check_signature,
                checkpoints=left.anchors,
            )
            missed += verdict.ok
        options.say(f"attack {attack.__name__}: {missed} of {tries} not found")
        return attack.__name__, missed

    missed: Counter[str] = Counter()
    for name, count in each(one, range(len(ATTACKS)), processes=options.processes):
        missed[name] += count
    return missed
