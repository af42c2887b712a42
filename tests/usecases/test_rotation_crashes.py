"""A change of the casebook's key, stopped at every step: it always opens, and always ends."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.end_access import remove_person, suspend_person
from desktop.usecases.lead.rotate_key import rotate_on_request, rotation_due
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database import check, rotation
from storage.database.connection import Connection, open_casebook
from storage.database.page_check import key_fits
from storage.database.repositories import ledger_rows, people
from storage.keys import key_epochs, key_file_store
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.disk_moments import DiskMoments
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for


def at(school: SmallSchool, moment: Path, root: Path) -> SmallSchool:
    """The school as it comes back after a kill at this moment."""
    other = school.copy_to(root, seed=f"after {moment.name}")
    shutil.rmtree(other.casebook_folder)
    shutil.copytree(moment, other.casebook_folder)
    # one-time codes are spent on these many lives: the telephone's next code serves each
    other.clock.advance(minutes=10)
    other.secrets = replace(school.secrets)
    return other


def types(casebook: OpenCasebook) -> list[str]:
    """The types of all entries."""
    rows = ledger_rows.rows(casebook.connection, limit=10_000)
    return [parse_header(row.header).type for row in rows]


def dan_may_open(casebook: OpenCasebook) -> bool:
    """What the ledger says of the deputy."""
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    return dan.active


@pytest.mark.parametrize(("what", "every"), [(remove_person, 1), (suspend_person, 3)])
def test_killed_at_every_step(school: SmallSchool, tmp_path: Path, what, every: int) -> None:
    school.sign_in("dan").close()
    casebook = school.sign_in()
    old = casebook.database_key
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    record = DiskMoments(school.casebook_folder, tmp_path / "moments")
    with record.recorded():
        what(casebook, folder=school.casebook_folder, person_id=dan.id, reason="left")
        assert close_session(casebook, folder=school.casebook_folder) == ()
    assert len(record.moments) > 20, "the recorder saw the steps"
    seen = set()
    for number, moment in enumerate(record.moments[::every]):
        life = at(school, moment, tmp_path / f"life {number}")
        folder = life.casebook_folder
        on_disk = key_epochs.epochs(key_file_store.load_key_file(folder).file)
        before = key_fits(folder / "casebook.db", old)
        if number % 2:  # whoever comes first brings it to its end, or is kept out
            try:
                first = life.sign_in("dan")
            except UserFacingError as error:
                refused = error.code
            else:
                refused = ""
                assert dan_may_open(first)
                first.close()
        ruth = life.sign_in()
        removed = not dan_may_open(ruth)
        seen.add((on_disk, before, removed))
        report = verify_ledger(ruth)
        assert (report.result, report.first_fault) == ("ok", None)
        assert replay_differences(ruth) == ()
        assert check.check_pages(ruth.connection) == ()
        assert not rotation_due(ruth, folder=folder), "the sign-in brought it to its end"
        assert types(ruth).count("key.rotated") == removed
        file = key_file_store.load_key_file(folder).file
        assert len(key_epochs.epochs(file)) == 1
        assert key_fits(folder / "casebook.db", old) == (not removed)
        if number % 2:
            assert bool(refused) == removed, refused
        slots = [slot for slot in file.slots if slot.person == dan.id and slot.wraps]
        assert bool(slots) == (not removed)
        assert not list(folder.glob("casebook.db.new*"))
        life.close()
        shutil.rmtree(life.root)
    # every stage was among the moments: nothing yet, entry alone, both keys, copy in place, done
    assert every > 1 or seen >= {
        ((1,), True, False), ((1,), True, True), ((1, 2), True, True), ((1, 2), False, True),
        ((2,), False, True),
    }  # fmt: skip


def test_either_generation_of_the_key_file_opens_at_every_step(
    school: SmallSchool, tmp_path: Path
) -> None:
    """The newest key file is damaged on top of the kill: the one before it serves."""
    casebook = school.sign_in()
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    record = DiskMoments(school.casebook_folder, tmp_path / "moments")
    with record.recorded():
        remove_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="left")
        close_session(casebook, folder=school.casebook_folder)
    seen = set()
    for number, moment in enumerate(record.moments):
        page = (moment / "casebook.db").read_bytes()[:4096]
        stage = (page, (moment / key_file_store.PREVIOUS_NAME).read_bytes())
        if stage in seen:
            continue
        seen.add(stage)
        life = at(school, moment, tmp_path / f"life {number}")
        (life.casebook_folder / key_file_store.FILE_NAME).write_bytes(b"damaged")
        life.clock.advance(minutes=10)
        done = life.try_sign_in()
        assert "keys.previous_used" in {notice.code for notice in done.notices}
        assert verify_ledger(done.casebook).result == "ok"
        if not dan_may_open(done.casebook):
            assert not rotation_due(done.casebook, folder=life.casebook_folder)
        life.close()
        shutil.rmtree(life.root)
    assert len(seen) > 4


def test_a_full_disk_puts_it_off_and_says_so(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    casebook = school.sign_in()
    old = casebook.database_key
    folder = school.casebook_folder
    rotate_on_request(casebook, folder=folder, reason="test")
    full = shutil.disk_usage(folder)._replace(free=1000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _path: full)
        (notice,) = close_session(casebook, folder=folder)
    assert (notice.code, notice.facts) == ("rotation.disk_full", {"megabytes": 1})
    assert "{" not in message_for(notice).text
    assert key_fits(folder / "casebook.db", old)
    # the disk fills up while the copy is being written
    real = rotation._copy

    def no_room(connection: Connection, copy: Path, **given: Any) -> None:
        real(connection, copy, **given)
        raise UserFacingError("database.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "_copy", no_room)
        school.clock.advance(minutes=1)
        done = school.try_sign_in("dan")
        assert [found.code for found in done.notices] == ["rotation.disk_full"]
    assert not list(folder.glob("casebook.db.new*"))
    assert verify_ledger(done.casebook).result == "ok"
    assert done.casebook.connection.value("PRAGMA journal_mode") == "wal"
    assert close_session(done.casebook, folder=folder) == (), "tried again, and done"
    assert not key_fits(folder / "casebook.db", old)
    with school.signed_in() as casebook:
        assert types(casebook).count("key.rotated") == 1


def test_another_connection_puts_it_off_until_the_next_sign_in(school: SmallSchool) -> None:
    casebook = school.sign_in()
    old = casebook.database_key
    path = school.casebook_folder / "casebook.db"
    casebook.connection.run("PRAGMA busy_timeout = 50")
    reader = open_casebook(path, key=old, read_only=True)
    reader.all("SELECT count(*) FROM entry")
    rotate_on_request(casebook, folder=school.casebook_folder, reason="test")
    (notice,) = close_session(casebook, folder=school.casebook_folder)
    assert notice.code == "rotation.waits"
    reader.close()
    assert key_fits(path, old)
    with school.signed_in() as casebook:
        assert not key_fits(path, old)
        assert verify_ledger(casebook).result == "ok"


def test_a_key_file_that_cannot_be_written_follows_later(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is made; the key file follows at the lock, and until then she is kept out."""
    casebook = school.sign_in()
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    folder = school.casebook_folder

    def refuse(*_arguments: object, **_given: object) -> None:
        raise UserFacingError("keys.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(key_file_store, "save_key_file", refuse)
        done = remove_person(casebook, folder=folder, person_id=dan.id, reason="left")
        assert "people.key_file_later" in {notice.code for notice in done.notices}
    casebook.close()
    with pytest.raises(UserFacingError) as caught:
        school.sign_in("dan")
    assert caught.value.code == "people.no_longer_lead"
    with school.signed_in() as casebook:
        file = key_file_store.load_key_file(folder).file
        assert {slot.account for slot in file.slots} == {"ruth", ""}
        assert file.epoch == 2
        assert verify_ledger(casebook).result == "ok"
