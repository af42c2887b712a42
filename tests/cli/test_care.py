"""Backup, restore, who has seen what and reminders on the command line."""

import shutil
import time
from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.fakes.small_school import PASSWORD


def sign_in_by_telephone(cli: CommandLine) -> str:
    """Ruth's words with what her telephone shows at the next look of the clock."""
    cli.school.clock.advance(minutes=1)
    code = cli.school.code("ruth")
    cli.school.clock.advance(minutes=-1)
    return f"ruth\n{PASSWORD}\n{code}\n"


def test_the_deputy_opens_last_nights_backup_on_another_home_at_once(cli: CommandLine) -> None:
    made = cli.lead("--json", "backup", "--folder", str(cli.school.backups)).value
    another = cli.school.root / "another home"
    cli.school.clock.advance(minutes=1)
    started = time.perf_counter()
    done = cli.run(
        *("--home", str(another), "--backup", made["path"], "--json", "pupils", "list"),
        stdin=f"ruth\n{PASSWORD}\n{cli.school.code('ruth')}\n",
    )
    assert time.perf_counter() - started < 120
    assert done.status == 0
    assert len(done.value) == made["pupils"]
    assert not another.exists(), "nothing is left there"


def test_restoring_after_the_laptop_is_gone(cli: CommandLine) -> None:
    school = cli.school
    made = cli.lead("--json", "backup", "--folder", str(school.backups)).value
    error = cli.lead("restore", made["path"], stdin=sign_in_by_telephone(cli))
    assert error.status == 1
    assert "entries that the backup lacks: 1" in error.err
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    wrong = cli.lead("restore", made["path"], stdin="ruth\nwrong words here\n123456\n")
    assert wrong.status == 3
    done = cli.lead("--json", "restore", str(school.backups), stdin=sign_in_by_telephone(cli))
    assert done.status == 0, done.err
    assert (done.value["live"], done.value["replaced"]) == ("none", None)
    assert done.value["entries"] == made["entries"] + 1
    assert any("Passwords" in sentence for sentence in done.value["sentences"])
    checked = cli.lead("--json", "verify", str(school.laptop))
    assert checked.value["result"] == "ok"
    again = cli.lead(
        *("restore", made["path"], "--replace", "--reason", "A rehearsal in earnest"),
        stdin=sign_in_by_telephone(cli),
    )
    assert again.status == 0, again.err
    (kept,) = school.laptop.glob("casebook.replaced-*")
    assert str(kept) in again.out


def test_restoring_with_the_recovery_code(cli: CommandLine) -> None:
    school = cli.school
    made = cli.lead("--json", "backup", "--folder", str(school.backups)).value
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    done = cli.lead(
        *("--json", "restore", made["path"], "--recovery"),
        stdin=f"{school.secrets.recovery_code}\n",
    )
    assert done.status == 0, done.err
    assert cli.lead("--json", "verify", str(school.laptop)).value["result"] == "ok"


def test_two_folders_of_the_settings(cli: CommandLine) -> None:
    stick = cli.school.root / "stick"
    stick.mkdir()
    gone = cli.school.root / "gone"
    settings = cli.school.laptop / "settings.json"
    settings.write_text(
        f'{{"backup_folder": "{cli.school.backups}", "backup_folders": ["{stick}", "{gone}"]}}'
    )
    done = cli.lead("--json", "backup")
    assert done.status == 1
    assert Path(done.value["path"]).parent == cli.school.backups
    assert [Path(path).parent for path in done.value["more"]] == [stick]
    assert [one["folder"] for one in done.value["failed"]] == [str(gone)]
    assert cli.lead("--json", "restore", "--check").value["verified"]
    assert "cannot be reached" in cli.lead("backup").out


def test_who_has_seen_a_child(cli: CommandLine) -> None:
    pupil = cli.school.first_pupil
    done = cli.do(
        f"chronology show --pupil {pupil}",
        f"access list --pupil {pupil}",
        "access list --account ruth --since 2026-11-22 --group file",
        "access list --until 2026-11-21",
    )
    _, mine, by_ruth, before = done.values
    assert [line["what"] for line in mine] == ["Opened the file"]
    assert by_ruth == mine
    assert before == []
    wrong = cli.lead("access", "list", "--since", "last week")
    assert wrong.status == 2
    text = cli.lead("access", "list", "--pupil", pupil).out
    assert "Ruth Okafor" in text
    assert "Opened the file" in text


def test_reminders(cli: CommandLine) -> None:
    found = cli.lead("--json", "reminders").value
    codes = {one["code"] for one in found}
    assert "reminder.backup_none" in codes
    assert all(one["message"] and one["next_step"] for one in found)
    cli.lead("backup", "--folder", str(cli.school.backups))
    found = cli.lead("--json", "reminders").value
    assert "reminder.backup_none" not in {one["code"] for one in found}
