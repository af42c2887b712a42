"""Reminders: each appears on its day, says what to do, and goes when it is done."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.back_up import back_up, rehearse
from desktop.usecases.lead.backup_round import back_up_everywhere
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.check_casebook import check_casebook, plan_check, remember_check
from desktop.usecases.lead.reminders import Reminder, reminders
from storage.database.repositories import settings
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for


def due(school: SmallSchool, casebook: OpenCasebook, prefix: str = "") -> dict[str, Reminder]:
    """What is due now, by code without its first word."""
    found = reminders(casebook, folder=school.casebook_folder)
    for one in found:
        sentence = message_for(one.error)
        assert "{" not in sentence.text
        assert sentence.next_step
    codes = {one.error.code.removeprefix("reminder."): one for one in found}
    assert len(codes) == len(found)
    return {code: one for code, one in codes.items() if code.startswith(prefix)}


def test_backups_grow_old(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert set(due(school, casebook, "backup")) == {"backup_none"}
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert due(school, casebook, "backup") == {}
        school.clock.advance(days=2, hours=23)
        assert due(school, casebook, "backup") == {}
        school.clock.advance(hours=1)
        found = due(school, casebook, "backup")["backup_old"]
        assert (found.severity, found.error.facts) == ("warning", {"days": 3})
        school.clock.advance(days=4)
        assert due(school, casebook, "backup")["backup_old"].severity == "danger"
        school.clock.advance(days=-30)
        assert set(due(school, casebook, "backup")) == {"backup_clock"}
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert due(school, casebook, "backup") == {}


def test_a_backup_that_failed_is_said_at_the_next_sign_in(school: SmallSchool) -> None:
    stick = school.root / "stick"
    with school.signed_in() as casebook:
        done = back_up_everywhere(casebook, folders=(stick,), key_folder=school.casebook_folder)
        assert done.made == ()
    with school.signed_in() as casebook:
        found = due(school, casebook, "backup_failed")["backup_failed"]
        assert found.error.facts == {"folder": str(stick)}
        assert found.because.code == "backup.folder_gone"
        assert message_for(found.because).next_step
        stick.mkdir()
        back_up_everywhere(casebook, folders=(stick,), key_folder=school.casebook_folder)
        assert due(school, casebook, "backup") == {}


def test_two_sticks_may_take_turns(school: SmallSchool) -> None:
    red, blue = school.root / "red", school.root / "blue"
    for day in range(12):
        here, away = (red, blue) if day % 2 else (blue, red)
        here.mkdir(exist_ok=True)
        if away.exists():
            away.rename(school.root / "in the safe")
        with school.signed_in() as casebook:
            done = back_up_everywhere(
                casebook, folders=(red, blue), key_folder=school.casebook_folder
            )
            assert (len(done.made), len(done.failed)) == (1, 1)
            assert due(school, casebook, "backup") == {}
        if (school.root / "in the safe").exists():
            (school.root / "in the safe").rename(away)
        school.clock.advance(days=1)
    assert len(list(red.iterdir())) == len(list(blue.iterdir())) == 6
    for path in blue.iterdir():
        path.unlink()
    blue.rmdir()
    school.clock.advance(days=8)
    with school.signed_in() as casebook:
        back_up_everywhere(casebook, folders=(red, blue), key_folder=school.casebook_folder)
        found = due(school, casebook, "backup")
        assert found["backup_failed"].error.facts == {"folder": str(blue)}


def test_rehearsing(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        school.clock.advance(days=29)
        assert due(school, casebook, "rehearse") == {}
        school.clock.advance(days=1)
        assert set(due(school, casebook, "rehearse")) == {"rehearse_first"}
        rehearse(casebook, path=made.path)
        assert due(school, casebook, "rehearse") == {}
        school.clock.advance(days=30)
        assert due(school, casebook, "rehearse")["rehearse"].error.facts == {"days": 30}


def test_a_rehearsal_that_fails_does_not_count(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        school.clock.advance(days=31)
        data = bytearray(made.path.read_bytes())
        data[len(data) // 2] ^= 1
        made.path.write_bytes(data)
        with pytest.raises(Exception, match=r"backup\.damaged"):
            rehearse(casebook, path=made.path)
        assert "rehearse_first" in due(school, casebook)


def test_people_recovery_and_certificate(empty_school: SmallSchool) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        found = due(empty_school, casebook)
        assert found["few_people"].error.facts == {"count": 1}
        settings.put(casebook.connection, "recovery_confirmed", False)
        assert "recovery_unconfirmed" in due(empty_school, casebook)
        settings.put(casebook.connection, "recovery_confirmed", True)
        assert due(empty_school, casebook, "recovery") == {}
        empty_school.clock.advance(days=365)
        assert due(empty_school, casebook)["recovery_rehearse"].error.facts == {"days": 365}
        assert due(empty_school, casebook)["certificate"].action == "certificate"
    severities = [one.severity for one in found.values()]
    assert severities == sorted(severities, key=("danger", "warning", "info").index)


def test_the_full_check(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert due(school, casebook, "full_check") == {}
        school.clock.advance(days=14)
        assert set(due(school, casebook, "full_check")) == {"full_check_first"}
        remember_check(casebook, check_casebook(plan_check(casebook)))
        assert due(school, casebook, "full_check") == {}
        school.clock.advance(days=15)
        found = due(school, casebook, "full_check")["full_check"]
        assert found.error.facts == {"days": 15}


def test_a_backup_that_is_read_reminds_of_nothing(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert reminders(replace(casebook, read_only=True)) == ()
