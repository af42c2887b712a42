"""Making a school, signing in, and changing one's password."""

import shutil
from contextlib import suppress
from dataclasses import replace

from desktop.usecases.lead.create_school import (
    FirstLead,
    SchoolSecrets,
    create_school,
    new_school_secrets,
)
from desktop.usecases.lead.own_password import change_password
from storage.letterbox.school_card import read_school_card
from storage.records.errors import UserFacingError
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, only_once, refused, require, values_of, whole
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.small_school import PASSWORD, VERSION, SmallSchool, cheap_kdf

NEW_PASSWORD = "four pewter gulls at dusk"
WRONG_PASSWORD = "nine copper owls at dawn"
_REFUSALS = ("keys.code_used", "keys.printed_code_wrong")


# ---- a new school ----


def _secrets() -> SchoolSecrets:
    return new_school_secrets(FakeRandomBytes("a new school"))


def _a_bare_computer(school: SmallSchool) -> None:
    """Nothing is there but the folder in which homes lie."""
    for folder in (school.laptop, school.workstation, school.backups, school.letterbox):
        shutil.rmtree(folder, ignore_errors=True)
    school.laptop.mkdir()
    school.secrets = replace(school.secrets, totp={"ruth": _secrets().totp_secret})


def _make(school: SmallSchool) -> None:
    create_school(
        casebook=school.casebook_folder,
        letterbox=school.laptop / "letterbox",
        name="Larch Lane Primary",
        urn="123456",
        lead=FirstLead(name="Ruth Okafor", account="ruth", password=PASSWORD),
        secrets=_secrets(),
        kdf=cheap_kdf(school.random_bytes),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )


def _make_school(school: SmallSchool, stage: Stage) -> None:
    stage.begin()
    _make(school)
    stage.say("made")


def _one_school_or_none(school: SmallSchool, said: list[str]) -> None:
    there = school.casebook_folder.exists() and any(school.casebook_folder.iterdir())
    kept(there or "made" not in said, "the school that was made is gone")
    if not there:
        _make(school)
        names = {path.name for path in school.laptop.iterdir()}
        require(names == {"casebook", "letterbox"}, f"left over: {sorted(names)}")
    school.letterbox = school.laptop / "letterbox"
    casebook = enter(school)
    whole(casebook.connection)
    require(len(values_of(casebook.connection, "ledger.opened")) == 1, "not one opening")
    card = read_school_card(casebook.spool.read_school_card())
    require(card.store_id == casebook.store_id, "the letterbox is another school's")
    casebook.close()


# ---- signing in ----


def _nothing(school: SmallSchool) -> None:
    del school


def _sign_in_after_a_slip(school: SmallSchool, stage: Stage) -> None:
    """A wrong password first: it must be told to the ledger, once."""
    stage.begin()
    school.clock.advance(seconds=60)
    with suppress(UserFacingError):
        school.try_sign_in(password=WRONG_PASSWORD)
    stage.say("wrong password noted")
    school.try_sign_in()
    stage.say(f"opened with {school.code()}")
    school.close()
    school.clock.advance(seconds=60)
    printed = school.secrets.one_time["ruth"][0]
    school.try_sign_in(code=printed)
    stage.say(f"opened with {printed}")
    school.close()
    stage.say("closed")


def _codes_count_once(school: SmallSchool, said: list[str]) -> None:
    used = [text.removeprefix("opened with ") for text in said if text.startswith("opened with ")]
    school.clock.advance(seconds=90)  # within the code's own tolerance: only its use refuses it
    for code in used:
        answer = refused(school, code=code)
        require(answer in _REFUSALS, f"a used code: {answer!r}")
    casebook = enter(school)
    whole(casebook.connection)
    failures = [
        attempt["at"]
        for session in values_of(casebook.connection, "session.opened")
        for attempt in session["failed_attempts"]
        if attempt["what"] == "password"
    ]
    only_once(failures, "a failed attempt stands in the ledger")
    if "wrong password noted" in said:
        kept(len(failures) == 1, "the failed attempt never came to the ledger")
    casebook.close()


# ---- a new password ----


def _change_password(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    stage.begin()
    change_password(
        casebook,
        folder=school.casebook_folder,
        password=NEW_PASSWORD,
        kdf=cheap_kdf(school.random_bytes),
    )
    stage.say("changed")
    casebook.close()


def _one_password_opens(school: SmallSchool, said: list[str]) -> None:
    school.clock.advance(minutes=10)
    opens = []
    for password in (PASSWORD, NEW_PASSWORD):
        school.clock.advance(minutes=10)
        answer = refused(school, password=password)
        require(answer in ("", "keys.wrong_password"), f"neither opens nor is wrong: {answer}")
        opens += [password] if answer == "" else []
    require(len(opens) == 1, f"{len(opens)} passwords open")
    kept(opens == [NEW_PASSWORD] or "changed" not in said, "the new password was forgotten")
    casebook = enter(school, password=opens[0])
    whole(casebook.connection)
    change_password(
        casebook,
        folder=school.casebook_folder,
        password=NEW_PASSWORD + "!",
        kdf=cheap_kdf(school.random_bytes),
    )
    casebook.close()
    enter(school, password=NEW_PASSWORD + "!").close()


OPERATIONS = (
    Operation(
        name="create",
        prepare=_a_bare_computer,
        act=_make_school,
        check=_one_school_or_none,
    ),
    Operation(
        name="sign_in",
        prepare=_nothing,
        act=_sign_in_after_a_slip,
        check=_codes_count_once,
    ),
    Operation(
        name="password",
        prepare=_nothing,
        act=_change_password,
        check=_one_password_opens,
    ),
)
