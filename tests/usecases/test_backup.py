"""Backups: verified, rehearsed, opened read-only by the second lead on another computer."""

import errno
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.back_up import (
    back_up,
    newest_backup,
    open_backup_read_only,
    rehearse,
)
from desktop.usecases.lead.backup_round import (
    Progress,
    back_up_everywhere,
    backup_due,
    folder_states,
    note_backups,
    plan_backup,
    write_backups,
)
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, open_concern
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.restore_backup import prepare_restore
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database import backup_files, network_path, replay
from storage.database.faults import InterruptedReadError
from storage.database.repositories import concerns, ledger_rows
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.canary import files_with
from tests.fakes.small_school import (
    DEPUTY_PASSWORD,
    PASSWORD,
    SmallSchool,
    cheap_kdf,
    decision,
    secret_of,
)


def open_elsewhere(
    school: SmallSchool, path: Path, *, progress: Progress | None = None, **changes: str
) -> OpenCasebook:
    """Dan opens a backup on another computer, with the next code of his telephone."""
    school.clock.advance(seconds=30)
    into = school.root / f"another home {len(list(school.root.iterdir()))}"
    into.mkdir()
    given = {"account": "dan", "password": DEPUTY_PASSWORD, "code": school.code("dan"), **changes}
    return open_backup_read_only(
        path=path,
        into=into,
        credentials=Credentials(**given),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version="0",
        progress=progress,
    )


def test_a_backup_is_verified_rehearsed_and_opened_by_the_second_lead(school: SmallSchool) -> None:
    school.send(what_happened="Zuleika came without a coat.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert (made.pupils, made.entries) == (5, casebook.head().size - 1)
        assert newest_backup(school.backups) == made.path
        seen = rehearse(casebook, path=made.path)
        assert (seen.verified, seen.relation, seen.fault) == (True, "older", "")
        assert seen.entries == made.entries
        before = {path: path.read_bytes() for path in school.backups.iterdir()}
        live = casebook.head()
    elsewhere = open_elsewhere(school, made.path)
    try:
        assert (elsewhere.read_only, elsewhere.person.name) == (True, "Dan Whitcombe")
        assert verify_ledger(elsewhere).result == "ok"
        assert replay_differences(elsewhere) == ()
        found = open_concern(elsewhere, concern_id=concern_id)
        assert found.what_happened == "Zuleika came without a coat."
        for attempt in (
            lambda: decide(elsewhere, decision=decision(concern_id)),
            lambda: collect_letterbox(elsewhere),
            lambda: back_up(elsewhere, folder=school.backups, key_folder=school.casebook_folder),
        ):
            with pytest.raises(UserFacingError) as caught:
                attempt()
            assert caught.value.code == "casebook.read_only"
    finally:
        elsewhere.close()
    assert {path: path.read_bytes() for path in school.backups.iterdir()} == before
    assert files_with("Zuleika", [school.root]) == []
    with school.signed_in() as casebook:
        assert casebook.head().size == live.size + 1, "only the new sign-in"


def test_a_backup_is_opened_with_that_leads_own_secrets_only(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    for changes, refusal in (
        ({"password": PASSWORD}, "keys.wrong_password"),
        ({"code": "000000"}, "keys.code_wrong"),
        ({"account": "megan"}, "keys.unknown_account"),
    ):
        with pytest.raises(UserFacingError) as caught:
            open_elsewhere(school, made.path, **changes)
        assert caught.value.code == refusal


def test_a_damaged_backup_is_refused_in_words(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        data = made.path.read_bytes()
        odd = school.backups / "odd.cbk"
        for content, refusal in (
            (b"", "backup.not_a_backup"),
            (b"PK\x03\x04 nonsense", "backup.not_a_backup"),
            (data[: len(data) // 2], "backup.damaged"),
            (data[:-100] + bytes(100), "backup.damaged"),
        ):
            odd.write_bytes(content)
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=odd)
            assert caught.value.code in (refusal, "backup.damaged", "backup.not_a_backup")
        odd.unlink()
        for place in range(200, len(data), len(data) // 12):
            changed = bytearray(data)
            changed[place] ^= 0xFF
            odd.write_bytes(bytes(changed))
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=odd)
            assert caught.value.code.startswith(("backup.", "database.", "keys.")), place


def test_there_is_no_backup_yet(school: SmallSchool) -> None:
    with pytest.raises(UserFacingError) as caught:
        newest_backup(school.backups)
    assert caught.value.code == "backup.none_found"
    with school.signed_in() as casebook:
        for place in (school.root / "stick", school.root / "nowhere.cbk"):
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=place)
            assert caught.value.code.startswith("backup.")
        with pytest.raises(UserFacingError) as caught:
            back_up(casebook, folder=school.root / "stick", key_folder=school.casebook_folder)
        assert caught.value.code == "backup.folder_gone"


def test_a_backup_of_another_school_is_told_apart(school: SmallSchool, tmp_path: Path) -> None:
    other = SmallSchool(tmp_path / "other", clock=school.clock, seed="another school")
    other.create()
    with other.signed_in() as casebook:
        made = back_up(casebook, folder=other.backups, key_folder=other.casebook_folder)
    with school.signed_in() as casebook, pytest.raises(UserFacingError) as caught:
        rehearse(casebook, path=made.path)
    assert caught.value.code == "backup.other_casebook"


def test_a_backup_from_before_a_lead_came_says_so(
    empty_school: SmallSchool, tmp_path: Path
) -> None:
    school = empty_school
    school.create()
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        dan = add_lead(
            casebook,
            folder=school.casebook_folder,
            person=NewPerson(name="Dan Whitcombe", account="dan", role=Role.DEPUTY),
            password=DEPUTY_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
        )
    school.secrets.totp["dan"] = secret_of(dan.otpauth)
    with school.signed_in("dan") as casebook, pytest.raises(UserFacingError) as caught:
        rehearse(casebook, path=made.path)
    assert caught.value.code == "backup.not_yours"


def test_a_diverged_casebook_is_named(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    twin = school.copy_to(school.root.parent / "twin", seed="twin")
    twin.clock.advance(minutes=5)
    twin.send()
    with twin.signed_in() as casebook:
        collect_letterbox(casebook)
        later = back_up(casebook, folder=twin.backups, key_folder=twin.casebook_folder)
        assert len(concerns.ids(casebook.connection)) == 1
    school.clock.advance(minutes=10)
    with school.signed_in() as casebook:
        assert rehearse(casebook, path=made.path).relation == "older"
        assert rehearse(casebook, path=later.path).relation == "diverged"


def test_one_round_fills_every_folder_that_can_be_reached(school: SmallSchool) -> None:
    stick, gone = school.root / "stick", school.root / "gone"
    stick.mkdir()
    folders = (gone, school.backups, stick)
    with school.signed_in() as casebook:
        done = back_up_everywhere(casebook, folders=folders, key_folder=school.casebook_folder)
        assert [one.path.parent for one in done.made] == [school.backups, stick]
        assert [(one.folder, one.error.code) for one in done.failed] == [
            (str(gone), "backup.folder_gone")
        ]
        first, second = (one.path for one in done.made)
        assert first.read_bytes() == second.read_bytes()
        assert casebook.head().size == done.made[0].entries + 1, "one entry for one backup"
        assert rehearse(casebook, path=second).verified
        anchors = ledger_rows.known_checkpoints(casebook.connection)
        assert any(one.where == f"backup:{first.name}" for one in anchors)
        states = {one.folder: one for one in folder_states(casebook)}
        assert states[str(gone)].code == "backup.folder_gone"
        assert states[str(stick)].code == ""
        gone.mkdir()
        school.clock.advance(minutes=1)
        again = back_up_everywhere(casebook, folders=folders, key_folder=school.casebook_folder)
        assert again.failed == ()
        assert all(one.code == "" for one in folder_states(casebook))


def test_a_full_second_stick_keeps_its_older_backups(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = school.root / "stick"
    stick.mkdir()
    with school.signed_in() as casebook:
        folders = (school.backups, stick)
        back_up_everywhere(casebook, folders=folders, key_folder=school.casebook_folder)
        before = {path: path.read_bytes() for path in stick.iterdir()}
        school.clock.advance(days=1)

        def full(_source: object, copy: object, _size: int) -> None:
            copy.write(b"half of it")  # type: ignore[attr-defined] - a file
            raise OSError(errno.ENOSPC, "no space")

        monkeypatch.setattr(backup_files, "shutil", SimpleNamespace(copyfileobj=full))
        done = back_up_everywhere(casebook, folders=folders, key_folder=school.casebook_folder)
        assert [one.error.code for one in done.failed] == ["backup.disk_full"]
        assert len(done.made) == 1
        assert {path: path.read_bytes() for path in stick.iterdir()} == before


def test_a_copy_that_the_stick_changed_is_thrown_away(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = school.root / "stick"
    stick.mkdir()
    real = shutil.copyfileobj

    def wear(source: object, copy: object, size: int) -> None:
        real(source, copy, size)  # type: ignore[arg-type] - files
        copy.seek(5000)  # type: ignore[attr-defined] - a file
        copy.write(b"\0")  # type: ignore[attr-defined] - a file

    with school.signed_in() as casebook:
        monkeypatch.setattr(backup_files, "shutil", SimpleNamespace(copyfileobj=wear))
        done = back_up_everywhere(
            casebook,
            folders=(school.backups, stick),
            key_folder=school.casebook_folder,
        )
        assert [one.error.code for one in done.failed] == ["backup.not_verified"]
        assert list(stick.iterdir()) == []


def test_beside_the_work_on_another_thread(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        plan = plan_backup(casebook, folders=(school.backups,), key_folder=school.casebook_folder)
        size = casebook.head().size
        outcome = []
        thread = Thread(target=lambda: outcome.append(write_backups(plan)))
        thread.start()
        while thread.is_alive():
            note_file_opened(casebook, pupil_id=school.first_pupil)
        thread.join()
        (done,) = outcome
        assert done.made[0].entries >= size
        note_backups(casebook, done)
        assert verify_ledger(casebook).result == "ok"
        assert rehearse(casebook, path=done.made[0].path).relation == "older"
        with pytest.raises(InterruptedReadError):
            write_backups(plan, cancelled=lambda: True)
        assert len(list(school.backups.iterdir())) == 1


def test_when_a_backup_is_due(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert backup_due(casebook), "none was made yet"
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        school.clock.advance(days=3)
        assert not backup_due(casebook), "nothing new"
        note_file_opened(casebook, pupil_id=school.first_pupil)
        assert backup_due(casebook)
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        note_file_opened(casebook, pupil_id=school.first_pupil)
        assert not backup_due(casebook), "within the day"
        school.clock.advance(hours=-5)
        assert backup_due(casebook), "the clock was put back"
        assert not backup_due(replace(casebook, read_only=True))


def test_a_clock_that_was_wrong_hides_no_newer_backup(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        school.clock.advance(days=4000)
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        school.clock.advance(days=-4000)
        right = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert newest_backup(school.backups, now=school.clock()) == right.path
        assert len(list(school.backups.iterdir())) == 2


def test_a_backup_that_an_older_program_shaped_opens(school: SmallSchool) -> None:
    """Its lists are built anew in the private copy; the backup itself stays as it is."""
    school.send(what_happened="Zuleika came without a coat.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        connection = casebook.connection
        # as a program before this one left them: another shape, and a table less
        connection.run("DROP TABLE access_pupil")
        connection.run("ALTER TABLE pupil DROP COLUMN siblings")
        connection.run("UPDATE machine_state SET value = x'31' WHERE name = 'read_tables'")
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        replay.replay(connection)
        assert rehearse(casebook, path=made.path).verified
    before = made.path.read_bytes()
    seen: list[tuple[int, int]] = []
    elsewhere = open_elsewhere(school, made.path, progress=lambda *given: seen.append(given))
    try:
        assert seen[-1] == (made.entries, made.entries)
        assert replay_differences(elsewhere) == ()
        assert verify_ledger(elsewhere).result == "ok"
        found = open_concern(elsewhere, concern_id=concern_id)
        assert found.what_happened == "Zuleika came without a coat."
        folder = elsewhere.connection.path.parent
        assert sorted(path.name for path in folder.iterdir()) == ["casebook.db"]
    finally:
        elsewhere.close()
    assert made.path.read_bytes() == before
    assert files_with("Zuleika", [school.root]) == []


def test_a_backup_of_a_newer_program_is_refused_in_words(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        casebook.connection.run(
            "UPDATE machine_state SET value = CAST('99' AS BLOB) WHERE name = 'read_tables'"
        )
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    with pytest.raises(UserFacingError) as caught:
        open_elsewhere(school, made.path)
    assert caught.value.code == "backup.newer_version"


def test_network_drives_are_for_backups_and_letterboxes_only(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = school.root / "share"
    share.mkdir()
    real = network_path._system_mounts
    monkeypatch.setattr(
        network_path, "_system_mounts", lambda: f"{real()}//server/s {share} cifs rw 0 0\n"
    )
    shutil.move(school.letterbox, share / "letterbox")
    school.letterbox = share / "letterbox"
    (share / "backups").mkdir()
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        made = back_up(casebook, folder=share / "backups", key_folder=school.casebook_folder)
        assert rehearse(casebook, path=made.path).verified
    shutil.copytree(school.casebook_folder, share / "casebook")
    with pytest.raises(UserFacingError) as caught:
        school.try_sign_in(folder=share / "casebook")
    assert caught.value.code == "database.network_path"
    school.clock.advance(seconds=30)
    with pytest.raises(UserFacingError) as caught:
        prepare_restore(
            path=made.path,
            folder=share / "casebook",
            letterbox=school.letterbox,
            credentials=Credentials(account="ruth", password=PASSWORD, code=school.code()),
            host="laptop",
            user="ruth",
            clock=school.clock,
            random_bytes=school.random_bytes,
            app_version="0",
        )
    assert caught.value.code == "database.network_path"
