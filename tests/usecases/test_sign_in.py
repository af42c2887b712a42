"""Signing in with wrong answers, damaged files and a second program: each has its own sentence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.usecases.lead.create_school import FirstLead, SchoolSecrets
from desktop.usecases.lead.manage_people import PaperSlip
from desktop.usecases.lead.sign_in import ATTEMPTS, Credentials, load_attempts
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import ledger_rows
from storage.keys import key_file_store, totp
from storage.keys.totp import SlotPayload
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for


def refused(school: SmallSchool, **given: str) -> UserFacingError:
    """Try to sign in; return the refusal, which must have a sentence and a next step."""
    with pytest.raises(UserFacingError) as caught:
        school.try_sign_in(**given)
    message = message_for(caught.value)
    assert message.message
    assert message.next_step
    for name in ("Ruth", "Okafor", "Megan"):
        assert name not in message.text
    return caught.value


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"password": "seven lanterns under grass"}, "keys.wrong_password"),
        ({"code": "000000"}, "keys.code_wrong"),
        ({"code": "12345"}, "keys.code_wrong"),
        ({"code": ""}, "keys.code_wrong"),
        ({"code": "１２３４５６"}, "keys.code_wrong"),
        ({"code": "0000-0000"}, "keys.printed_code_wrong"),
        ({"account": "megan", "password": "x"}, "keys.unknown_account"),
        ({"account": "", "password": "x", "code": "1"}, "keys.unknown_account"),
    ],
)
def test_a_wrong_answer_opens_nothing(
    school: SmallSchool, given: dict[str, str], code: str
) -> None:
    before = everything(school.casebook_folder)
    school.clock.advance(seconds=30)
    if given.get("account") == "megan":
        given = {**given, "code": "000000"}
    assert refused(school, **given).code == code
    after = everything(school.casebook_folder)
    after.pop(ATTEMPTS, None)
    assert after == before
    assert school.sign_in().person.name == "Ruth Okafor", "no lock stays behind"


def test_account_and_code_are_taken_as_people_type_them(school: SmallSchool) -> None:
    school.clock.advance(seconds=30)
    code = school.code()
    done = school.try_sign_in(account="ruth", code=f" {code[:3]} {code[3:]} ")
    assert done.casebook.person.account == "ruth"


def test_a_code_works_once(school: SmallSchool) -> None:
    school.clock.advance(seconds=30)
    code = school.code()
    school.try_sign_in(code=code).casebook.close()
    assert refused(school, code=code).code == "keys.code_used"
    previous = totp.code_at(
        school.secrets.totp["ruth"], school.clock().replace(minute=school.clock().minute - 1)
    )
    assert refused(school, code=previous).code in ("keys.code_used", "keys.clock_ahead")


def test_a_printed_code_works_once(school: SmallSchool) -> None:
    code = school.secrets.one_time["ruth"][0]
    school.try_sign_in(code=code).casebook.close()
    assert refused(school, code=code).code == "keys.printed_code_wrong"
    school.try_sign_in(code=school.secrets.one_time["ruth"][1].replace("-", "")).casebook.close()


@pytest.mark.parametrize("minutes", [-60, 60])
def test_a_clock_off_by_an_hour_is_named(school: SmallSchool, minutes: int) -> None:
    school.clock.advance(minutes=180)
    code = school.code()
    school.clock.advance(minutes=minutes)
    error = refused(school, code=code)
    code = "keys.clock_ahead" if minutes > 0 else "keys.clock_behind"
    assert (error.code, error.facts) == (code, {"about": "60 minutes"})


def test_waits_grow_and_outlast_the_program(school: SmallSchool) -> None:
    waits = []
    for _ in range(9):
        assert refused(school, password="wrong, wrong, wrong").code == "keys.wrong_password"
        slot = key_file_store.load_key_file(school.casebook_folder).file.slot_for_account("ruth")
        seconds = load_attempts(school.casebook_folder).wait_seconds(slot.id, now=school.clock())
        waits.append(seconds)
        if seconds:
            error = refused(school)
            assert (error.code, error.facts) == ("keys.wait", {"seconds": seconds})
        school.clock.advance(seconds=seconds)
    assert waits == [0, 0, 5, 15, 30, 60, 120, 300, 300]
    school.clock.advance(seconds=-100)
    assert refused(school).code == "keys.wait", "putting the clock back does not help"
    school.clock.advance(minutes=20)
    assert school.sign_in("dan").person.name == "Dan Whitcombe", "nobody else waits"
    school.close()
    with school.signed_in() as casebook:
        opened = [
            row
            for row in ledger_rows.rows(casebook.connection)
            if parse_header(row.header).type == "session.opened"
        ]
        assert opened[-1].fields is not None
        failed = opened[-1].fields["failed_attempts"][0]
        assert [item["what"] for item in failed] == ["password"] * 9
    assert refused(school, password="wrong again, wrong").code == "keys.wrong_password"
    school.try_sign_in(code=school.secrets.one_time["ruth"][0])


def test_a_damaged_count_of_attempts_does_not_lock_anybody_out(school: SmallSchool) -> None:
    (school.casebook_folder / ATTEMPTS).write_bytes(b"\0nonsense")
    assert school.sign_in().person.name == "Ruth Okafor"


def test_a_missing_key_file(school: SmallSchool) -> None:
    for name in ("casebook.keys", "casebook.keys.1"):
        (school.casebook_folder / name).unlink(missing_ok=True)
    assert refused(school).code == "keys.file_missing"


@pytest.mark.parametrize("damage", [b"", b"nonsense", None], ids=["empty", "nonsense", "cut"])
def test_a_damaged_key_file_falls_back_to_the_one_before(
    school: SmallSchool, damage: bytes | None
) -> None:
    school.sign_in().close()
    path = school.casebook_folder / "casebook.keys"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    school.clock.advance(seconds=30)
    done = school.try_sign_in()
    assert [notice.code for notice in done.notices] == ["keys.previous_used"]
    done.casebook.close()
    school.clock.advance(seconds=30)
    assert school.try_sign_in().notices == (), "signing in wrote it anew"


def test_a_code_used_before_the_key_file_was_damaged_stays_used(school: SmallSchool) -> None:
    school.clock.advance(seconds=30)
    code = school.code()
    school.try_sign_in(code=code).casebook.close()
    (school.casebook_folder / "casebook.keys").write_bytes(b"")
    assert refused(school, code=code).code == "keys.code_used"


def test_a_printed_code_stays_used_when_an_old_key_file_is_put_back(school: SmallSchool) -> None:
    path = school.casebook_folder / "casebook.keys"
    old = path.read_bytes()
    code = school.secrets.one_time["ruth"][0]
    school.try_sign_in(code=code).casebook.close()
    path.write_bytes(old)
    assert refused(school, code=code).code == "keys.code_used"
    path.write_bytes(old)
    school.try_sign_in(code=school.secrets.one_time["ruth"][1]).casebook.close()


def test_both_key_files_damaged(school: SmallSchool) -> None:
    school.sign_in().close()
    for name in ("casebook.keys", "casebook.keys.1"):
        (school.casebook_folder / name).write_bytes(b"nonsense")
    school.clock.advance(seconds=30)
    assert refused(school).code == "keys.file_damaged"


def remove(path: Path) -> None:
    """The file is gone."""
    path.unlink()


def empty(path: Path) -> None:
    """Zero bytes."""
    path.write_bytes(b"")


def cut(path: Path) -> None:
    """Half of it, not even at the end of a page."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 17])


def cut_at_a_page(path: Path) -> None:
    """The last third is gone, at the end of a page."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3 * 2 // 4096 * 4096])


def first_page(path: Path) -> None:
    """A flipped bit on the first page."""
    flip(path, 500)


def flip(path: Path, place: int) -> None:
    """Flip a bit."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def other_file(path: Path) -> None:
    """Something else under its name."""
    path.write_bytes(os.urandom(65536))


@pytest.mark.parametrize(
    ("damage", "codes"),
    [
        (remove, {"database.missing"}),
        (empty, {"database.truncated"}),
        (cut, {"database.truncated"}),
        (cut_at_a_page, {"database.truncated", "database.damaged"}),
        (first_page, {"database.damaged", "database.wrong_key"}),
        (other_file, {"database.wrong_key", "database.damaged"}),
    ],
)
def test_a_casebook_that_is_not_whole(
    school: SmallSchool, damage: Callable[[Path], None], codes: set[str]
) -> None:
    damage(school.casebook_folder / "casebook.db")
    school.clock.advance(seconds=30)
    assert refused(school).code in codes
    assert not (school.casebook_folder / "casebook.db-wal").exists()
    lock_again = school.casebook_folder / "casebook.db"
    assert lock_again.exists() == (damage is not remove), "nothing is made in its place"


def test_a_damaged_page_is_found_wherever_it_lies(school: SmallSchool) -> None:
    path = school.casebook_folder / "casebook.db"
    whole = path.read_bytes()
    pages = len(whole) // 4096
    for page in range(1, pages, max(1, pages // 20)):
        path.write_bytes(whole)
        flip(path, page * 4096 + 2000)
        school.clock.advance(seconds=30)
        try:
            casebook = school.try_sign_in().casebook
        except UserFacingError as error:
            found = error.code
        else:
            try:
                found = verify_ledger(casebook).result
            except UserFacingError as error:
                found = error.code
            finally:
                casebook.close()
        assert found in ("database.damaged", "ledger.broken", "changed"), (page, found)


def test_the_key_file_of_another_school(school: SmallSchool, tmp_path: Path) -> None:
    other = SmallSchool(tmp_path / "other", clock=school.clock, seed="another school")
    other.create()
    shutil.copy(other.casebook_folder / "casebook.keys", school.casebook_folder / "casebook.keys")
    school.secrets = other.secrets
    school.clock.advance(seconds=30)
    assert refused(school).code == "database.wrong_key"


def test_a_second_program_is_told_where_the_first_is(school: SmallSchool) -> None:
    first = school.sign_in()
    school.clock.advance(seconds=30)
    error = refused(school)
    assert error.code == "database.in_use"
    assert error.facts["host"] == "laptop"
    school.clock.advance(seconds=30)
    assert refused(school, account="dan").code == "database.in_use"
    first.close()
    assert school.sign_in().person.name == "Ruth Okafor"


def test_a_lock_that_a_crash_left_behind_holds_nobody_up(school: SmallSchool) -> None:
    school.sign_in().close()
    for path in school.casebook_folder.iterdir():
        if "lock" in path.name:
            path.write_bytes(b'{"host": "laptop", "since": "2026-01-01T00:00:00.000Z"}')
    assert school.sign_in().person.name == "Ruth Okafor"


def test_lock_quit_come_back(school: SmallSchool) -> None:
    school.send()
    for account in ("ruth", "dan", "ruth"):
        with school.signed_in(account) as casebook:
            assert verify_ledger(casebook).result == "ok"
            assert replay_differences(casebook) == ()


def test_a_restored_folder_without_its_log_is_still_whole(school: SmallSchool) -> None:
    """A crash before the log came home: the file and its log together are the casebook."""
    casebook = school.sign_in()
    size = casebook.head().size
    twin = school.root.parent / "after the crash"
    shutil.copytree(school.casebook_folder, twin)
    casebook.close()
    school.clock.advance(seconds=30)
    again = school.try_sign_in(folder=twin).casebook
    assert again.head().size == size + 1
    assert verify_ledger(again).result == "ok"


def test_failures_are_told_to_the_ledger_once_whatever_a_crash_left(school: SmallSchool) -> None:
    """The file of failures put back as it was before the sign-in that told of them."""
    refused(school, password="not the password")
    file = school.casebook_folder / ATTEMPTS
    left_by_a_crash = file.read_bytes()
    school.sign_in().close()
    file.write_bytes(left_by_a_crash)
    school.clock.advance(minutes=1)
    refused(school, password="not it either")
    with school.signed_in() as casebook:
        sessions = ledger_rows.rows(casebook.connection)
        told = [
            row.fields["failed_attempts"][0]
            for row in sessions
            if row.fields is not None and "failed_attempts" in row.fields
        ]
    assert [len(attempts) for attempts in told if attempts] == [1, 1]


def test_no_secret_stands_in_what_a_value_says_of_itself() -> None:
    """An exception, a debugger or a log shows values in this form."""
    secret, number = "swordfish", b"swordfish"
    values = (
        Credentials(account="ruth", password=secret, code=secret),
        FirstLead(name="Ruth", account="ruth", password=secret),
        PaperSlip(
            person_id="p", name="Ruth", account="ruth", role="lead",
            code=secret, otpauth=secret, one_time_codes=(secret,),
        ),
        SlotPayload(totp_secret=number, one_time_hashes=(secret,)),
        SchoolSecrets(
            totp_secret=number, recovery_secret=number, spare_secret=number,
            one_time_codes=(secret,),
        ),
    )  # fmt: skip
    for value in values:
        assert secret not in repr(value)
