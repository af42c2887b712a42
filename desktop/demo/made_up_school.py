"""Builds the made-up school in a home: two years of records, made as real ones are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import resources
from desktop.demo.actors import Actors
from desktop.demo.case_work import CaseWork
from desktop.demo.cast import make_cast
from desktop.demo.chronology_work import ChronologyWork
from desktop.demo.concern_plan import Planner, first_here
from desktop.demo.daily_work import Act, DailyWork
from desktop.demo.entry_work import EntryWork
from desktop.demo.file_work import FileWork
from desktop.demo.opening import (
    bring_in_pupils,
    enrol_people,
    open_school,
)
from desktop.demo.people_work import PeopleWork
from desktop.demo.referral_work import ReferralWork
from desktop.demo.risk_work import RiskWork
from desktop.demo.school_days import SchoolDays, at, school_days
from desktop.demo.seeded import Dice, MovedClock, SeededBytes
from desktop.paths import paths_of
from desktop.practice_school import practice_code, practice_totp_secret
from desktop.usecases.lead.back_up import back_up
from desktop.usecases.staff.receipts import deliver

Progress = Callable[[int, int], None]
FULL_PUPILS, FULL_CONCERNS = 150, 400
# One entry without a concern for so many concerns.
_CONCERNS_FOR_ENTRY = 3
_CONCERNS_FOR_WAITING = 60
# The half terms that begin a term, and those of them in which the second lead signs in.
_TERMS = frozenset({2, 4, 6, 8, 10, 12})
_SECOND_LEADS = frozenset({2, 8, 10})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpSchool:
    """What was built and how to get in. Nothing in it is secret and nobody in it is real.

    ``today`` is the last moment of the records; ``pins`` are by account; ``hero`` is the id of a
    child with something in every part of the file.
    """

    home: Path
    school: str
    account: str
    password: str
    totp_secret: bytes
    second_account: str
    second_password: str
    second_code: str
    pins: dict[str, str]
    today: datetime
    hero: str

    def code(self, moment: datetime) -> str:
        """The six digits to sign in with at ``moment``."""
        return practice_code(moment)


def build_made_up_school(
    home: Path,
    *,
    pupils: int = FULL_PUPILS,
    concerns: int = FULL_CONCERNS,
    progress: Progress | None = None,
    app_version: str = "",
) -> MadeUpSchool:
    """Build the school in ``home`` (must not hold one); the same sizes give the same records.

    Takes about half a minute at full size. ``progress`` is called with (done, total). What stands
    in the records is the same each time; the check code is not, because each sealed letter carries
    fresh random bytes that the ledger names.
    """
    words: dict[str, Any] = resources.read_toml("demo", "school.toml")
    days = school_days(words["calendar"]["half_terms"], last=words["school"]["last_day"])
    seed = f"{words['school']['seed']} {pupils} {concerns}"
    actors = Actors(
        paths=paths_of(home),
        clock=MovedClock(at(days.days[0] - timedelta(days=1), 9)),
        random_bytes=SeededBytes(f"{seed} bytes"),
        app_version=app_version or resources.version(),
        cast=make_cast(
            dice=Dice(f"{seed} cast"), count=pupils, names=resources.read_toml("demo", "names.toml")
        ),
        school=words,
    )
    try:
        open_school(actors)
        enrol_people(actors)
        acts = sorted(
            _acts(actors, days=days, seed=seed, concerns=concerns),
            key=lambda act: (act.moment, act.rank),
        )
        _play(actors, acts, progress=progress)
        second = actors.sign_ins[words["second"]["account"]]
        return _result(actors, days=days, second_code=second.codes[0])
    finally:
        actors.lock()


def _acts(actors: Actors, *, days: SchoolDays, seed: str, concerns: int) -> list[Act]:
    plan = Planner(
        dice=Dice(f"{seed} plan"),
        days=days,
        cast=actors.cast,
        staff=actors.school["staff"],
        classes={one["year"]: one["name"] for one in actors.school["classes"]},
        words=resources.read_toml("demo", "concerns.toml"),
        marks=resources.read_toml("demo", "marks.toml"),
    ).plan(concerns)
    casework = resources.read_toml("demo", "casework.toml")
    daily = DailyWork(
        actors=actors,
        dice=Dice(f"{seed} daily"),
        days=days,
        words=casework,
        waiting=max(1, concerns // _CONCERNS_FOR_WAITING),
    )
    files = FileWork(actors=actors, dice=Dice(f"{seed} files"), days=days, words=casework)
    referred = ReferralWork(
        actors=actors, days=days, words=resources.read_toml("demo", "referrals.toml")
    )
    entered = EntryWork(actors=actors, days=days, words=resources.read_toml("demo", "entries.toml"))
    around = PeopleWork(actors=actors, days=days, words=resources.read_toml("demo", "people.toml"))
    return [
        *_sessions(actors, days),
        *daily.acts(plan),
        *files.acts(concerns // _CONCERNS_FOR_ENTRY),
        *RiskWork(actors=actors, days=days).acts(),
        *around.acts(),
        *entered.acts(),
        *ChronologyWork(
            actors=actors, days=days, words=resources.read_toml("demo", "chronology.toml")
        ).acts(),
        *CaseWork(actors=actors, days=days, words=resources.read_toml("demo", "cases.toml")).acts(),
        *referred.acts(),
        Act(moment=at(days.last, 17, 50), rank=0, work=lambda: _last_evening(actors)),
    ]


def _sessions(actors: Actors, days: SchoolDays) -> list[Act]:
    """A new sign-in each term, and the pupils each September."""
    acts: list[Act] = []
    for place, day in enumerate(days.starts):
        if place in _TERMS:
            account = actors.school["second" if place in _SECOND_LEADS else "lead"]["account"]
            acts.append(_session(actors, day, account))
        if place == 0 or day.month == days.starts[0].month:
            acts.append(_september(actors, day))
    return acts


def _session(actors: Actors, day: date, account: str) -> Act:
    return Act(moment=at(day, 7, 40), rank=0, work=lambda: actors.sign_in(account))


def _september(actors: Actors, day: date) -> Act:
    return Act(moment=at(day, 7, 45), rank=1, work=lambda: bring_in_pupils(actors, autumn=day.year))


def _last_evening(actors: Actors) -> None:
    deliver(actors.station())
    folder = actors.paths.home / "backups"
    folder.mkdir(exist_ok=True)
    back_up(actors.casebook, folder=folder, key_folder=actors.paths.casebook)


def _play(actors: Actors, acts: list[Act], *, progress: Progress | None) -> None:
    for done, act in enumerate(acts, start=1):
        actors.clock.move_to(act.moment)
        act.work()
        if progress is not None:
            progress(done, len(acts))


def _result(actors: Actors, *, days: SchoolDays, second_code: str) -> MadeUpSchool:
    words = actors.school
    hero = first_here(actors.cast, days)
    return MadeUpSchool(
        home=actors.paths.home,
        school=words["school"]["name"],
        account=words["sign_in"]["account"],
        password=words["sign_in"]["password"],
        totp_secret=practice_totp_secret(),
        second_account=words["second"]["account"],
        second_password=words["second_sign_in"]["password"],
        second_code=second_code,
        pins={one["account"]: one["pin"] for one in words["staff"]},
        today=actors.clock(),
        hero=actors.ids[hero.number],
    )
