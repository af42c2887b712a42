"""The made-up school: the same each time, signed throughout, and clearly made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.demo.made_up_school import MadeUpSchool, build_made_up_school
from desktop.paths import paths_of
from desktop.practice_school import sign_in_lines
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.sign_in import Credentials, sign_in
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.say_who import author_with_pin
from desktop.usecases.staff.station import open_station
from storage.database.repositories import concerns, ledger_rows, pupils, settings, today
from storage.records.times import SCHOOL_ZONE

PUPILS, CONCERNS = 12, 15
# Sealed letters carry fresh random bytes: their digests, and roots after them, are never the same.
FRESH = {"slip_digest", "slip_chain", "root", "sha256"}


@dataclass
class Opened:
    """A small made-up school and its casebook, signed in to with the printed words."""

    made: MadeUpSchool
    casebook: OpenCasebook


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Built once for the module: it takes some seconds."""
    made = build_made_up_school(
        tmp_path_factory.mktemp("made-up") / "home", pupils=PUPILS, concerns=CONCERNS
    )
    casebook = _open(made)
    yield Opened(made=made, casebook=casebook)
    casebook.close()


def _open(made: MadeUpSchool) -> OpenCasebook:
    paths = paths_of(made.home)
    now = made.today + timedelta(hours=1)
    return sign_in(
        folder=paths.casebook,
        letterbox=paths.letterbox,
        credentials=Credentials(account=made.account, password=made.password, code=made.code(now)),
        host="test",
        user="test",
        clock=lambda: now,
        random_bytes=bytes,
        app_version="test",
    ).casebook


def _entries(casebook: OpenCasebook) -> list[Any]:
    """Everything that stands in the ledger but salts, keys' signatures and fresh digests."""
    rows = ledger_rows.rows(casebook.connection, limit=100_000)
    return [
        {name: value for name, (value, _) in (row.fields or {}).items() if name not in FRESH}
        for row in rows
    ]


def test_it_holds_what_was_asked_for(school: Opened) -> None:
    """All pupils on the roll, all concerns collected, some waiting."""
    connection = school.casebook.connection
    counts = concerns.counts(connection)
    assert len(pupils.all_pupils(connection, on_roll=True)) == PUPILS
    assert sum(counts.values()) == CONCERNS
    assert counts["waiting"] >= 1
    assert counts["closed"] >= 1
    assert school.casebook.spool.pending() == ()
    assert school.casebook.spool.kept() == ()


def test_every_entry_verifies_and_the_lists_agree(school: Opened) -> None:
    """No shortcut was taken: ledger, files and read tables prove themselves."""
    assert verify_ledger(school.casebook).result == "ok"
    assert replay_differences(school.casebook) == ()


def test_every_concern_was_signed_by_its_writer(school: Opened) -> None:
    """Sealed with the writer's own key, or by the workstation for a guest; nothing in doubt."""
    connection = school.casebook.connection
    for concern_id in concerns.ids(connection):
        concern = concerns.concern(connection, concern_id)
        assert concern is not None
        assert concern.signature in ("own key", "workstation")
        assert concern.checks == ()


def test_it_is_the_same_each_time(school: Opened, tmp_path: Path) -> None:
    """Built again, every entry says the same, in the same order."""
    again = _open(build_made_up_school(tmp_path / "home", pupils=PUPILS, concerns=CONCERNS))
    try:
        assert _entries(again) == _entries(school.casebook)
    finally:
        again.close()


def test_it_says_that_it_is_made_up(school: Opened) -> None:
    """The school's own name says so, and the sign-in that opened it is the printed one."""
    assert "(made up)" in settings.school(school.casebook.connection).name
    lines = "\n".join(sign_in_lines(school.made.today))
    assert school.made.account in lines
    assert school.made.password in lines
    assert school.made.code(school.made.today) in lines
    assert school.made.pins["megan"] in lines


def test_the_last_day_has_something_to_do(school: Opened) -> None:
    """Today shows letters that wait and reviews that are due."""
    day = school.made.today.astimezone(SCHOOL_ZONE).date().isoformat()
    found = today.today(school.casebook.connection, day)
    assert found.waiting
    assert found.reviews


def test_the_staff_can_report_with_their_pins(school: Opened) -> None:
    """The workstation of the same home opens with the printed PIN."""
    paths = paths_of(school.made.home)
    station = open_station(
        folder=paths.workstation,
        letterbox=paths.letterbox,
        clock=lambda: school.made.today,
        random_bytes=bytes,
    )
    account, pin = next(iter(school.made.pins.items()))
    assert author_with_pin(station, account=account, pin=pin).checked
