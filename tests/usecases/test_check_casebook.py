"""The check beside the work: it ends well, goes on from where it was, stops when told, finds
damage and says it in words.
"""

from dataclasses import replace

import pytest

from desktop.usecases.lead.check_casebook import (
    CheckPlan,
    check_casebook,
    last_check,
    plan_check,
    remember_check,
)
from storage.database import check
from storage.database.connection import checkpoint
from storage.database.faults import InterruptedReadError
from storage.database.repositories import settings
from storage.database.rescue_sources import SPARE, SpareSource
from storage.records.events import Event
from tests.fakes.damage import damage_pages, page_count
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for


def open_file(casebook, school):
    return casebook.append(Event(type="file.opened", fields={"pupil": school.first_pupil}))


def run(casebook, **more):
    result = check_casebook(plan_check(casebook, full=more.pop("full", False)), **more)
    remember_check(casebook, result)
    return result


def test_a_check_that_ends_well_is_remembered_and_the_next_is_short(school: SmallSchool) -> None:
    casebook = school.sign_in()
    assert last_check(casebook) is None
    seen = []
    first = run(casebook, progress=lambda *step: seen.append(step))
    assert first.ok
    assert first.full
    assert first.entries == casebook.head().size
    assert [stage for stage in dict.fromkeys(step[0] for step in seen)] == [
        "pages", "structure", "entries",
    ]  # fmt: skip
    assert seen[-1] == ("entries", first.entries, first.entries)
    open_file(casebook, school)
    school.clock.advance(days=1)
    plan = plan_check(casebook)
    assert not plan.full
    second = run(casebook)
    assert second.ok
    assert second.entries == first.entries + 1
    last = last_check(casebook)
    assert last is not None
    assert (last.at, last.full_at) == (second.at, first.at)


@pytest.mark.parametrize(("days", "full"), [(6, False), (7, True), (400, True), (-1, True)])
def test_everything_is_checked_once_a_week_and_when_the_clock_was_put_back(
    school: SmallSchool, days: int, full: bool
) -> None:
    casebook = school.sign_in()
    run(casebook)
    school.clock.advance(days=days)
    assert plan_check(casebook).full is full
    assert plan_check(casebook, full=True).full


def test_a_check_can_be_left_at_any_moment(school: SmallSchool) -> None:
    casebook = school.sign_in()
    plan = plan_check(casebook)
    steps = []
    check_casebook(plan, progress=lambda *step: steps.append(step))
    for stop in range(len(steps)):
        polled = iter(range(10_000))
        with pytest.raises(InterruptedReadError):
            check_casebook(plan, cancelled=lambda: next(polled) >= stop)  # noqa: B023 - used at once
    assert last_check(casebook) is None


def test_writing_goes_on_meanwhile(school: SmallSchool) -> None:
    casebook = school.sign_in()

    def write(stage: str, _done: int, _total: int) -> None:
        open_file(casebook, school)
        if stage == "structure":
            checkpoint(casebook.connection)

    result = check_casebook(plan_check(casebook), progress=write)
    assert result.ok, [error.code for error in result.sentences]


def test_damage_is_named_in_words_and_not_remembered(school: SmallSchool) -> None:
    casebook = school.sign_in()
    plan = plan_check(casebook)
    damage_pages(plan.path, page_count(plan.path) // 2)
    result = check_casebook(plan)
    remember_check(casebook, result)
    assert not result.ok
    assert result.pages_damaged == 1
    assert result.sentences
    assert all(message_for(error).next_step for error in result.sentences)
    assert last_check(casebook) is None


def test_a_changed_entry_is_named_with_its_number(school: SmallSchool) -> None:
    casebook = school.sign_in()
    run(casebook)
    connection = casebook.connection
    connection.run("DROP TRIGGER entry_stays")
    connection.run("UPDATE entry SET fields = replace(fields, 'Larch', 'Birch') WHERE seq = 0")
    # an entry that was verified before is looked at again within the week, and on request at once
    assert run(casebook).ok
    result = run(casebook, full=True)
    assert [(error.code, error.facts["position"]) for error in result.sentences] == [
        ("ledger.fields", 0)
    ]


def test_a_tree_that_no_longer_begins_with_what_was_verified_is_walked_whole(
    school: SmallSchool,
) -> None:
    casebook = school.sign_in()
    result = run(casebook)
    assert result.verdict is not None
    frontier = result.verdict.state.frontier
    other = replace(result.verdict.state, frontier=replace(frontier, size=frontier.size - 1))
    plan = plan_check(casebook)
    assert isinstance(plan, CheckPlan)
    if not other.frontier.is_sound():
        other = replace(other, frontier=replace(frontier, hashes=frontier.hashes[::-1]))
    seen = []
    again = check_casebook(replace(plan, state=other), progress=lambda *step: seen.append(step))
    assert again.ok
    assert again.entries == casebook.head().size


def test_a_full_check_keeps_the_entries_about_keys_a_second_time(school: SmallSchool) -> None:
    casebook = school.sign_in()
    run(casebook)
    data = settings.get_state(casebook.connection, SPARE)
    assert data is not None
    spare = SpareSource(data, ledger=casebook.ledger)
    first = spare.entry(0, leaf=None)
    assert first is not None
    assert first.value("school") == "Larch Lane Primary"
    assert spare.entry(0, leaf=bytes(32)) is None
    assert check.last_verified(casebook.connection) is not None
