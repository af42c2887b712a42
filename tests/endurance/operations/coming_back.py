"""A backup in the place of the casebook, and the rescue of a damaged one."""

import shutil
from pathlib import Path

from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.rescue_access import open_for_rescue
from desktop.usecases.lead.rescue_casebook import rescue_casebook
from desktop.usecases.lead.restore_backup import complete_restore, prepare_restore
from desktop.usecases.lead.sign_in import Credentials
from storage.database import backup, casebook_swap
from storage.records.errors import UserFacingError
from tests.endurance.operation import Operation
from tests.endurance.operations.keeping import call
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, require, values_of, whole
from tests.fakes.damage import damage_pages
from tests.fakes.small_school import DEPUTY_PASSWORD, PASSWORD, VERSION, SmallSchool

_DAMAGE = ("database.damaged", "ledger.broken")
BEFORE, AFTER = "Written before the backup.", "Written after the backup."


# ---- restore ----


def _a_backup_and_more(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        casebook.append(call(school, "e-before", BEFORE))
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        casebook.append(call(school, "e-after", AFTER))


def _a_new_laptop(school: SmallSchool) -> None:
    _a_backup_and_more(school)
    shutil.rmtree(school.casebook_folder)


def _restore_now(school: SmallSchool) -> None:
    school.clock.advance(minutes=10)
    ready = prepare_restore(
        path=backup.list_backups(school.backups)[0].path,
        folder=school.casebook_folder,
        letterbox=school.letterbox,
        credentials=Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan")),
        host="laptop",
        user="dan",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    complete_restore(ready, replace=True, reason="The newer entries were a test")


def _restore(school: SmallSchool, stage: Stage) -> None:
    stage.begin()
    _restore_now(school)
    stage.say("restored")


def _there(school: SmallSchool) -> bool:
    return school.casebook_folder.exists() and any(school.casebook_folder.glob("casebook.keys"))


def _the_old_or_the_new(school: SmallSchool, said: list[str]) -> None:
    """Either casebook, never a mixture; done again it is the restored one, and the old is kept."""
    require(_there(school) or casebook_swap.is_waiting(school.casebook_folder), "no casebook")
    _old_or_new(school, said, old={BEFORE, AFTER})
    replaced = _replaced(school)
    require(len(replaced) == 1, f"{len(replaced)} replaced casebooks")
    done = school.try_sign_in("ruth", folder=replaced[0])
    texts = {fields["text"] for fields in values_of(done.casebook.connection, "entry.added")}
    require(texts == {BEFORE, AFTER}, "the replaced casebook is not whole")
    whole(done.casebook.connection)
    done.casebook.close()


def _none_or_the_new(school: SmallSchool, said: list[str]) -> None:
    there = _there(school) or casebook_swap.is_waiting(school.casebook_folder)
    kept(there or "restored" not in said, "the restored casebook is gone")
    if not there:
        _restore_now(school)
    _old_or_new(school, ["restored"], old=set())
    require(_replaced(school) == [], "a casebook was replaced where there was none")


def _old_or_new(school: SmallSchool, said: list[str], *, old: set[str]) -> None:
    texts, restores = _read(school)
    require((texts, restores) in ((old, 0), ({BEFORE}, 1)), f"{len(texts)} texts, {restores}")
    kept(restores == 1 or "restored" not in said, "the restore was undone")
    if restores == 0:
        _restore_now(school)
        require(_read(school) == ({BEFORE}, 1), "the second try does not restore")
    stage = casebook_swap.stage_of(school.casebook_folder)
    require(not list(stage.glob("*")), "a second casebook lies beside")


def _read(school: SmallSchool) -> tuple[set[str], int]:
    casebook = enter(school)
    whole(casebook.connection)
    texts = {fields["text"] for fields in values_of(casebook.connection, "entry.added")}
    restores = len(values_of(casebook.connection, "restore.made"))
    casebook.close()
    return texts, restores


def _replaced(school: SmallSchool) -> list[Path]:
    return sorted(school.laptop.glob("casebook.replaced-*"))


# ---- rescue ----


def _damaged(school: SmallSchool) -> None:
    """Pages in the middle of the file, entries among them, and a backup from before."""
    _a_backup_and_more(school)
    file = school.casebook_folder / "casebook.db"
    pages = file.stat().st_size // 4096
    damage_pages(file, 3, pages // 3, pages // 2, pages - 2)


def _rescue_now(school: SmallSchool) -> None:
    school.clock.advance(minutes=10)
    access = open_for_rescue(
        folder=school.casebook_folder,
        credentials=Credentials(account="ruth", password=PASSWORD, code=school.code()),
        host="laptop",
        user="ruth",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    try:
        rescue_casebook(access, backup_folders=(school.backups,))
    finally:
        access.close()


def _rescue(school: SmallSchool, stage: Stage) -> None:
    stage.begin()
    _rescue_now(school)
    stage.say("rescued")


def _damaged_or_rescued(school: SmallSchool, said: list[str]) -> None:
    school.clock.advance(minutes=30)
    try:
        casebook = enter(school)
        whole(casebook.connection)
        casebook.close()
    except (UserFacingError, AssertionError) as error:
        is_damage = not isinstance(error, UserFacingError) or error.code in _DAMAGE
        require(is_damage, f"signing in is refused for another reason: {error}")
        kept("rescued" not in said, "what was rescued is damaged again")
        school.close()
        _rescue_now(school)
    casebook = enter(school)
    whole(casebook.connection)
    texts = {fields["text"] for fields in values_of(casebook.connection, "entry.added")}
    require(BEFORE in texts, "what the backup holds did not come back")
    rescues = len(values_of(casebook.connection, "rescue.made"))
    require(rescues == 1, f"{rescues} rescues")
    casebook.close()
    damaged = list(school.casebook_folder.glob("casebook.damaged-*.db"))
    require(len(damaged) == 1, f"{len(damaged)} damaged files are kept")


OPERATIONS = (
    Operation(name="restore", prepare=_a_backup_and_more, act=_restore, check=_the_old_or_the_new),
    Operation(
        name="restore_new_laptop", prepare=_a_new_laptop, act=_restore, check=_none_or_the_new
    ),
    Operation(name="rescue", prepare=_damaged, act=_rescue, check=_damaged_or_rescued),
)
