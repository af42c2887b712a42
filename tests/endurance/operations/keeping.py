"""Backing up, and destroying what the law says must go."""

from desktop.usecases.lead.back_up import back_up, rehearse
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database import backup
from storage.database.connection import vacuum
from storage.records.events import Event
from storage.records.when import When
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, require, values_of, whole
from tests.fakes.small_school import SmallSchool

DOOMED = "This sentence must be destroyed when its time is over."


def _nothing(school: SmallSchool) -> None:
    del school


def call(school: SmallSchool, name: str, text: str) -> Event:
    """A telephone call about the first child."""
    return Event(
        type="entry.added",
        fields={
            "id": name,
            "kind": "call",
            "pupils": [school.first_pupil],
            "happened": When.unknown().to_value(),
            "text": text,
        },
    )


# ---- backup ----


def _older_backups(school: SmallSchool) -> None:
    """Enough of them that the rotation has something to remove."""
    with school.signed_in() as casebook:
        for _ in range(2):
            school.clock.advance(minutes=20)
            back_up(casebook, folder=school.laptop / "backups", key_folder=school.casebook_folder)


def _back_up(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    school.clock.advance(minutes=20)
    stage.begin()
    done = back_up(casebook, folder=school.laptop / "backups", key_folder=school.casebook_folder)
    stage.say(f"backup {done.path.name} of {done.entries}")
    casebook.close()


def _backups_are_whole(school: SmallSchool, said: list[str]) -> None:
    folder = school.laptop / "backups"
    acknowledged = {text.split()[1] for text in said if text.startswith("backup ")}
    found = {info.path.name for info in backup.list_backups(folder)}
    kept(acknowledged <= found, "the backup that was made is gone")
    casebook = enter(school)
    whole(casebook.connection)
    for name in found:
        _opens(casebook, school, name)
    done = back_up(casebook, folder=folder, key_folder=school.casebook_folder)
    _opens(casebook, school, done.path.name)
    casebook.close()
    left = [path.name for path in folder.iterdir() if path.suffix != ".cbk"]
    require(left == [], f"left over beside the backups: {left}")


def _opens(casebook: OpenCasebook, school: SmallSchool, name: str) -> None:
    seen = rehearse(casebook, path=school.laptop / "backups" / name)
    require(seen.verified, f"a backup does not verify: {seen.fault}")
    require(seen.relation in ("same", "older"), f"a backup is {seen.relation}")


# ---- disposal ----


def _something_to_destroy(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        casebook.append(call(school, "e-doomed", DOOMED))


def _dispose(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    seq = casebook.head().size - 2
    stage.begin()
    casebook.append(
        Event(
            type="disposal.made",
            fields={
                "targets": [{"ledger": casebook.ledger.hex(), "seq": seq}],
                "rule": "25 years after the date of birth",
                "authority": "Chair of governors, minute 12",
                "people": [casebook.person.id, "u-head"],
            },
        )
    )
    stage.say("disposed")
    vacuum(casebook.connection)
    stage.say("vacuumed")
    casebook.close()


def _gone_or_there(school: SmallSchool, said: list[str]) -> None:
    casebook = enter(school)
    whole(casebook.connection)
    there = any(
        fields["text"] == DOOMED for fields in values_of(casebook.connection, "entry.added")
    )
    listed = casebook.connection.value(
        "SELECT count(*) FROM entry WHERE CAST(fields AS TEXT) LIKE ?", (f"%{DOOMED}%",)
    )
    require(there == bool(listed), "half destroyed")
    disposals = len(values_of(casebook.connection, "disposal.made"))
    require(disposals == (0 if there else 1), f"{disposals} disposals, and the text is {there}")
    kept(not there or "disposed" not in said, "what was destroyed is back")
    vacuum(casebook.connection)
    whole(casebook.connection, lists_too=False)
    casebook.close()


OPERATIONS = (
    Operation(name="backup", prepare=_nothing, act=_back_up, check=_backups_are_whole),
    Operation(name="backup_again", prepare=_older_backups, act=_back_up, check=_backups_are_whole),
    Operation(name="disposal", prepare=_something_to_destroy, act=_dispose, check=_gone_or_there),
)
