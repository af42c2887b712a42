"""Waits after wrong tries, and codes that were used: they outlast the program, a kill, an old key
file put back, and a change of the clock. What counts is tried in a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import resources
from desktop.usecases.lead.back_up import back_up, open_backup_read_only
from desktop.usecases.lead.recover_access import prepare_recovery
from desktop.usecases.lead.sign_in import ATTEMPTS, Credentials
from desktop.usecases.staff.say_who import author_with_pin
from storage.keys import recovery_code
from storage.records.errors import UserFacingError
from storage.records.times import to_text
from tests.fakes.small_school import PASSWORD, PIN, SmallSchool
from ui.messages import message_for

# One try in a process of its own, as the program makes it; "kill" ends it without any goodbye.
_TRY = """
import json, os, sys
from datetime import datetime
from pathlib import Path
given = json.loads(sys.argv[1])
sys.path.insert(0, given["root"])
from storage.records.errors import UserFacingError
from storage.records.times import from_text
clock = lambda: from_text(given["now"])
random_bytes = os.urandom

def lead():
    from desktop.usecases.lead.sign_in import Credentials, sign_in
    done = sign_in(
        folder=Path(given["folder"]), letterbox=Path(given["letterbox"]),
        credentials=Credentials(
            account=given["account"], password=given["password"], code=given["code"]
        ),
        host="laptop", user="ruth", clock=clock, random_bytes=random_bytes, app_version="0",
    )
    if given["kill"]:
        print(json.dumps(["in", {}]), flush=True)
        os._exit(9)
    done.casebook.close()

def paper():
    from desktop.usecases.lead.recover_access import prepare_recovery
    prepare_recovery(
        folder=Path(given["folder"]), code=given["code"], clock=clock, random_bytes=random_bytes
    )

def staff():
    from desktop.usecases.staff.say_who import author_with_pin
    from desktop.usecases.staff.station import open_station
    station = open_station(
        folder=Path(given["folder"]), letterbox=Path(given["letterbox"]), clock=clock,
        random_bytes=random_bytes,
    )
    author_with_pin(station, account=given["account"], pin=given["password"])

try:
    {"lead": lead, "paper": paper, "staff": staff}[given["who"]]()
    print(json.dumps(["in", {}]))
except UserFacingError as error:
    print(json.dumps([error.code, error.facts]), flush=True)
    if given["kill"]:
        os._exit(9)
"""


class Tries:
    """Starts the processes; the clock is the school's."""

    def __init__(self, school: SmallSchool, root: Path) -> None:
        self.school = school
        self.root = root

    def lead(self, **given: Any) -> tuple[str, dict[str, Any]]:
        """Ruth at her laptop; what is not given is right."""
        usual = {"account": "ruth", "password": PASSWORD, "code": self.school.code()}
        return self._run("lead", self.school.casebook_folder, usual | given)

    def paper(self, code: str) -> tuple[str, dict[str, Any]]:
        """Somebody with a recovery code."""
        return self._run("paper", self.school.casebook_folder, {"code": code})

    def staff(self, pin: str) -> tuple[str, dict[str, Any]]:
        """Megan at the workstation."""
        return self._run("staff", self.school.workstation, {"account": "megan", "password": pin})

    def _run(self, who: str, folder: Path, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        usual = {
            "root": str(self.root),
            "who": who,
            "folder": str(folder),
            "letterbox": str(self.school.letterbox),
            "now": to_text(self.school.clock()),
            "kill": False,
        }
        done = subprocess.run(
            [sys.executable, "-c", _TRY, json.dumps(usual | given)],
            capture_output=True,
            text=True,
            cwd=self.root,
            check=False,
            timeout=120,
        )
        assert done.stdout, done.stderr
        code, facts = json.loads(done.stdout.splitlines()[-1])
        return code, facts


@pytest.fixture
def tries(school: SmallSchool, project_root: Path) -> Tries:
    """A school and the processes that try to get in."""
    school.clock.advance(minutes=1)
    return Tries(school, project_root)


def wrong_here(work: Callable[[], object], code: str, *, times: int = 3) -> None:
    """So many wrong tries in this process; the process that counts is the next one."""
    for _ in range(times):
        with pytest.raises(UserFacingError) as caught:
            work()
        assert caught.value.code == code


def test_a_leads_waits_outlast_each_process_and_a_kill(tries: Tries) -> None:
    clock, delays = tries.school.clock, resources.read_toml("sign_in.toml")["delays"]
    for kill in (False, True, False):
        wrong = tries.lead(password="wrong, wrong, wrong", kill=kill)
        assert wrong[0] == "keys.wrong_password"
    assert tries.lead() == ("keys.wait", {"seconds": delays[3]})
    clock.advance(seconds=-3600)
    assert tries.lead() == ("keys.wait", {"seconds": delays[3]}), "a clock put back opens nothing"
    clock.advance(seconds=3600 + delays[3])
    assert tries.lead(kill=True)[0] == "in"
    clock.advance(seconds=30)
    assert tries.lead()[0] == "in", "a success ended the waiting, though the process was killed"


def test_a_date_that_was_wrong_for_a_morning_shuts_nobody_out_for_a_year(tries: Tries) -> None:
    """Wrong tries under a clock that stood a year ahead: the wait ends, for leads and for staff."""
    school, station = tries.school, tries.school.station()
    school.clock.advance(days=365)
    wrong_here(lambda: school.try_sign_in(password="wrong, wrong"), "keys.wrong_password")
    wrong_here(lambda: author_with_pin(station, account="megan", pin="0918"), "keys.wrong_pin")
    school.clock.advance(days=-365)
    assert tries.lead() == ("keys.wait", {"seconds": 5})
    assert tries.staff(PIN) == ("keys.wait", {"seconds": 5})
    school.clock.advance(seconds=5)
    assert tries.lead()[0] == "in"
    assert tries.staff(PIN)[0] == "in"


def test_wrong_codes_count_like_wrong_passwords(tries: Tries) -> None:
    wrong_here(lambda: tries.school.try_sign_in(code="000000"), "keys.code_wrong")
    assert tries.lead()[0] == "keys.wait"


def test_wrong_recovery_codes_wait_in_the_next_process(tries: Tries) -> None:
    school = tries.school
    wrong_here(
        lambda: prepare_recovery(
            folder=school.casebook_folder,
            code=recovery_code.to_text(bytes(range(16))),
            clock=school.clock,
            random_bytes=school.random_bytes,
        ),
        "keys.wrong_recovery_code",
    )
    assert tries.paper(school.secrets.recovery_code)[0] == "keys.wait"
    assert tries.lead()[0] == "in", "who has password and telephone does not wait for that"


def test_wrong_pins_wait_in_the_next_process(tries: Tries) -> None:
    station = tries.school.station()
    wrong_here(lambda: author_with_pin(station, account="megan", pin="0918"), "keys.wrong_pin")
    assert tries.staff(PIN) == ("keys.wait", {"seconds": 5})
    tries.school.clock.advance(seconds=5)
    assert tries.staff(PIN)[0] == "in"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"password": "wrong, wrong"}, "keys.wrong_password"),
        ({"code": "000000"}, "keys.code_wrong"),
        ({"code": "0000-0000"}, "keys.printed_code_wrong"),
    ],
)
def test_a_backup_beside_the_casebook_is_no_place_to_guess(
    school: SmallSchool, tmp_path: Path, wrong: dict[str, str], code: str
) -> None:
    """Three wrong tries at the backup, and both the backup and the casebook wait."""
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    school.clock.advance(seconds=30)
    right = {"account": "ruth", "password": PASSWORD, "code": school.code()}

    def look(**given: str) -> None:
        into = tmp_path / str(len(list(tmp_path.iterdir())))
        into.mkdir()
        open_backup_read_only(
            path=made.path,
            into=into,
            credentials=Credentials(**(right | given)),
            clock=school.clock,
            random_bytes=school.random_bytes,
            app_version="0",
            counted_in=school.casebook_folder,
        ).close()

    wrong_here(lambda: look(**wrong), code)
    wrong_here(look, "keys.wait", times=1)
    wrong_here(school.try_sign_in, "keys.wait", times=1)
    school.clock.advance(seconds=5)
    look(code=school.code())


def test_negative_control_without_the_sidecar_nobody_waits(tries: Tries) -> None:
    """What the program says itself: whoever owns the disk can delete the count."""
    wrong_here(lambda: tries.school.try_sign_in(password="wrong, wrong"), "keys.wrong_password")
    (tries.school.casebook_folder / ATTEMPTS).unlink()
    assert tries.lead()[0] == "in"


def test_used_codes_stay_used_when_both_key_files_are_put_back(tries: Tries) -> None:
    folder = tries.school.casebook_folder
    before = {name: (folder / name).read_bytes() for name in ("casebook.keys", "casebook.keys.1")}
    code = tries.school.code()
    printed = tries.school.secrets.one_time["ruth"][0]
    assert tries.lead(code=code, kill=True)[0] == "in"
    tries.school.try_sign_in(code=printed).casebook.close()
    for used in (code, printed):
        for name, data in before.items():
            (folder / name).write_bytes(data)
        assert tries.lead(code=used)[0] == "keys.code_used"
    tries.school.clock.advance(seconds=60)
    tries.school.try_sign_in().casebook.close()


@pytest.mark.parametrize(
    ("minutes", "code", "about"),
    [
        (-7, "keys.clock_behind", "7 minutes"),
        (7, "keys.clock_ahead", "7 minutes"),
        (-180, "keys.clock_behind", "3 hours"),
        (180, "keys.clock_ahead", "3 hours"),
    ],
)
def test_a_wrong_clock_of_the_computer_is_named(
    school: SmallSchool, minutes: int, code: str, about: str
) -> None:
    school.clock.advance(hours=4)
    right = school.code()
    school.clock.advance(minutes=minutes)
    with pytest.raises(UserFacingError) as caught:
        school.try_sign_in(code=right)
    assert (caught.value.code, caught.value.facts) == (code, {"about": about})
    said = message_for(caught.value).message
    assert about in said
    assert ("ahead of" if minutes > 0 else "behind") in said
    school.try_sign_in(code=school.secrets.one_time["ruth"][1]).casebook.close()
