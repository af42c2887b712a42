"""Kills the process at random moments: every entry acknowledged through the pipe is there after."""

import random
import shutil
import statistics
import time
from dataclasses import dataclass, field

from tests.endurance import crashes
from tests.endurance.operations import entries
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.endurance.recorder import Recorder
from tests.endurance.stage import Stage, act
from tests.endurance.truths import LostError, enter, kept, require, values_of, whole
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.small_school import SmallSchool

NAME = "kills"
_PER_CASEBOOK = 25  # kills of one casebook; then a fresh one, so that checking stays quick
_SIGNED_IN = "signed in"
_SOONEST, _LATEST = 0.004, 0.150  # seconds
_WHILE_SIGNING_IN = 0.1  # part of the kills that may hit the sign-in as well
_CONTROL_KILLS = 150


@dataclass(slots=True)
class Chain:
    """What came of the kills of one casebook."""

    kills: int = 0
    entries: int = 0
    lost: int = 0
    broken: int = 0
    problems: list[str] = field(default_factory=list)
    opened_ms: list[float] = field(default_factory=list)


def run(options: Options) -> dict:
    """Return kills, entries, losses, and how long opening took after a kill."""
    base = crashes.base_school(options.shared)
    lengths = [_PER_CASEBOOK] * (options.kills // _PER_CASEBOOK)
    lengths += [options.kills % _PER_CASEBOOK] if options.kills % _PER_CASEBOOK else []
    chains = []
    for chain in each(
        lambda item: _chain(base, item, options=options, early=False),
        list(enumerate(lengths)),
        processes=options.processes,
    ):
        chains.append(chain)
        done = sum(one.kills for one in chains)
        options.say(f"{done} kills, {sum(one.entries for one in chains)} entries")
    opened = [one for chain in chains for one in chain.opened_ms]
    return {
        "tried": sum(chain.kills for chain in chains),
        "entries": sum(chain.entries for chain in chains),
        "lost": sum(chain.lost for chain in chains),
        "broken": sum(chain.broken for chain in chains),
        "opened_ms": {"median": round(statistics.median(opened), 1), "most": round(max(opened), 1)},
        "problems": [problem for chain in chains for problem in chain.problems][:20],
        "controls": {"acknowledged before the commit": _control(base, options)},
    }


def _control(base: SmallSchool, options: Options) -> dict:
    """A program that says "saved" before it saves: the kills must show it."""
    kills = options.many(_CONTROL_KILLS, 20)
    pieces = [(number, 10) for number in range(kills // 10)]
    chains = list(
        each(
            lambda item: _chain(base, item, options=options, early=True),
            pieces,
            processes=options.processes,
        )
    )
    return {
        "tried": sum(chain.kills for chain in chains),
        "caught": sum(chain.lost for chain in chains),
    }


def _chain(base: SmallSchool, item: tuple[int, int], *, options: Options, early: bool) -> Chain:
    """Kill the writer of one casebook so many times, and look each time."""
    number, kills = item
    chance = options.chance(f"{NAME} {number} {early}")
    name = f"{'early' if early else 'chain'}-{number}"
    school = base.copy_to(options.work / name, seed=name)
    chain, acknowledged = Chain(), []
    for kill in range(kills):
        school.clock.advance(minutes=10)
        school.random_bytes = FakeRandomBytes(f"{options.seed} {name} {kill}")
        seed = chance.randrange(1 << 62)
        ended = act(
            lambda stage, seed=seed: _write_for_ever(school, stage, seed=seed, early=early),
            arm=_unarmed,
            kill_after=chance.uniform(_SOONEST, _LATEST),
            spare_until="" if chance.random() < _WHILE_SIGNING_IN else _SIGNED_IN,
        )
        if not ended.killed:
            raise crashes.HarnessError(f"the writer ended by itself: {ended.failure}")
        acknowledged += [text for text in ended.said if text.startswith("entry ")]
        _look(school, acknowledged, chain, lists_too=kill == kills - 1)
        if early and chain.lost:
            break
    chain.entries = len(acknowledged)
    shutil.rmtree(school.root)
    return chain


def _unarmed(recorder: Recorder) -> None:
    del recorder


def _write_for_ever(school: SmallSchool, stage: Stage, *, seed: int, early: bool) -> None:
    chance = random.Random(seed)
    casebook = school.sign_in()
    stage.say(_SIGNED_IN)
    while True:
        event = entries.entry(chance, school)
        if early:
            stage.say(f"entry {event.fields['id']} {entries.digest(event.fields['text'])}")
            casebook.append(event)
        else:
            entries.append(casebook, event, stage)


def _look(school: SmallSchool, acknowledged: list[str], chain: Chain, *, lists_too: bool) -> None:
    chain.kills += 1
    school.random_bytes = FakeRandomBytes(f"look {chain.kills}")
    try:
        began = time.monotonic()
        casebook = enter(school)
        chain.opened_ms.append((time.monotonic() - began) * 1000)
        found = {
            fields["id"]: entries.digest(fields["text"])
            for fields in values_of(casebook.connection, "entry.added")
        }
        for text in acknowledged:
            _, name, wanted = text.split()
            kept(name in found, "an acknowledged entry is gone")
            require(found[name] == wanted, "an acknowledged entry reads otherwise")
        whole(casebook.connection, lists_too=lists_too)
    except LostError as error:
        chain.lost += 1
        chain.problems.append(str(error))
    except Exception as error:  # noqa: BLE001 - whatever stops a person is a truth that fails
        chain.broken += 1
        chain.problems.append(f"{type(error).__name__}: {error}")
    finally:
        school.close()
