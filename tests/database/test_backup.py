"""A backup is whole, verified, never over anything; a bad one is told in one sentence."""

import json
import shutil
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import backup, check
from storage.database import connection as opening
from storage.database.repositories import ledger_rows
from storage.ledger.checkpoint import make_note
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY, Casebook
from tests.fakes.ledger_builder import Author, check_signature
from tests.fakes.randomness import FakeRandomBytes

SCHOOL = Author(8)
NOW = datetime(2026, 11, 22, 17, 15, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def _make(casebook, folder, *, made_at=NOW, **more):
    head = ledger_rows.heads(casebook.connection)
    return backup.make_backup(
        casebook.connection, folder=folder, keyfile=b'{"keys": 1}', made_at=made_at,
        checkpoint_note=make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
        app_version="0.1.0", **more,
    )  # fmt: skip


def _open(path, into):
    unpacked = backup.unpack_backup(path, into)
    return backup.open_backup(unpacked, key=KEY), unpacked


def _refusal(action, *arguments, **more):
    with pytest.raises(UserFacingError) as caught:
        action(*arguments, **more)
    return caught.value.code


def test_a_backup_and_its_rehearsal(casebook, folder, tmp_path):
    casebook.pupil()
    casebook.entry()
    seen = []
    made = _make(casebook, folder, progress=lambda done, total: seen.append((done, total)))
    assert made.path.name == "2026-11-22T171500Z.cbk"
    assert (made.pupils, made.entries) == (1, 3)
    assert made.checkpoint == ledger_rows.heads(casebook.connection)
    assert seen[-1][0] == seen[-1][1] > 0
    assert [item.name for item in folder.iterdir()] == [made.path.name]
    connection, unpacked = _open(made.path, tmp_path / "beside")
    assert unpacked.keyfile == b'{"keys": 1}'
    assert unpacked.manifest.entries == 3
    assert check.verify_all(connection, check_signature=check_signature).ok
    assert check.check_pages(connection) == ()
    found = backup.summary(connection)
    assert (found.pupils, found.entries) == (1, 3)
    assert found.last_at.startswith("2026-09-01T08:03")
    assert backup.compare(connection, casebook.connection).relation == "same"
    casebook.entry("e-2")
    comparison = backup.compare(connection, casebook.connection)
    assert (comparison.relation, comparison.missing) == ("older", 1)
    assert backup.compare(casebook.connection, connection).relation == "newer"
    connection.close()


def test_nothing_readable_in_a_backup(casebook, folder):
    casebook.entry(text="zwieback")
    data = _make(casebook, folder).path.read_bytes()
    assert b"zwieback" not in data
    assert b"Wexcombe" not in data
    assert KEY.key not in data


def test_comparing_with_another_history(casebook, folder, tmp_path):
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    other = Casebook(other_folder, FakeRandomBytes("other"))
    casebook.entry()
    connection, _ = _open(_make(casebook, folder).path, tmp_path / "beside")
    assert backup.compare(connection, other.connection).relation == "diverged"
    other.connection.run("UPDATE store SET store_id = zeroblob(16)")
    assert backup.compare(connection, other.connection).relation == "other_casebook"
    connection.close()
    other.connection.close()


def test_two_backups_in_one_second(casebook, folder):
    first, second = _make(casebook, folder), _make(casebook, folder)
    assert first.path != second.path
    assert len(backup.list_backups(folder)) == 2


def test_backing_up_while_another_connection_writes(casebook, folder):
    reader = opening.open_casebook(casebook.path, key=KEY, read_only=True)
    shown = []

    def write(done, total):
        shown.append((done, total))
        casebook.entry(f"e-{len(shown)}")

    head = ledger_rows.heads(casebook.connection)
    made = backup.make_backup(
        reader, folder=folder, keyfile=b"k", made_at=NOW, app_version="0.1.0", progress=write,
        checkpoint_note=make_note(head, public=SCHOOL.public, sign=SCHOOL.sign),
    )  # fmt: skip
    assert made.checkpoint == head
    reader.close()


def test_a_copy_of_another_ledger_is_thrown_away(casebook, folder):
    head = ledger_rows.heads(casebook.connection)
    wrong = ledger_rows.Checkpoint(ledger=head.ledger, size=head.size, root=bytes(32))
    code = _refusal(
        backup.make_backup, casebook.connection, folder=folder, keyfile=b"k", made_at=NOW,
        checkpoint_note=make_note(wrong, public=SCHOOL.public, sign=SCHOOL.sign),
        app_version="0.1.0",
    )  # fmt: skip
    assert code == "backup.not_verified"
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_gone(casebook, tmp_path):
    assert _refusal(_make, casebook, tmp_path / "none") == "backup.folder_gone"


def test_a_folder_that_cannot_be_written_to(casebook, folder, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "no")

    monkeypatch.setattr(backup.os, "replace", refuse)
    assert _refusal(_make, casebook, folder) == "backup.folder_read_only"
    assert list(folder.iterdir()) == []


def test_no_space_left(casebook, folder, monkeypatch):
    def full(*_arguments, **_more):
        raise OSError(28, "full")

    monkeypatch.setattr(backup.backup_files, "write_archive", full)
    assert _refusal(_make, casebook, folder) == "backup.disk_full"
    assert list(folder.iterdir()) == []


def test_leftovers_of_a_crash_go(casebook, folder):
    (folder / ".2026-11-21T171500Z.db.part").write_bytes(b"half")
    (folder / "holiday.txt").write_text("keep")
    _make(casebook, folder)
    assert sorted(item.name for item in folder.iterdir()) == [
        "2026-11-22T171500Z.cbk", "holiday.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"", "backup.not_a_backup"),
        (lambda data: b"hello" * 100, "backup.not_a_backup"),
        (lambda data: data[: len(data) // 2], "backup.damaged"),
        (lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], "backup.damaged"),
        (lambda data: data.replace(b'{"keys": 1}', b'{"keys": 2}'), "backup.damaged"),
    ],
)
def test_a_bad_backup_is_told(casebook, folder, tmp_path, change, code):
    path = _make(casebook, folder).path
    path.write_bytes(change(path.read_bytes()))
    assert _refusal(backup.unpack_backup, path, tmp_path / "beside") == code
    assert not list((tmp_path / "beside").glob("*.db"))


def test_a_backup_that_is_gone(tmp_path):
    assert _refusal(backup.unpack_backup, tmp_path / "a.cbk", tmp_path / "b") == (
        "backup.folder_gone"
    )


def test_the_wrong_key(casebook, folder, tmp_path):
    unpacked = backup.unpack_backup(_make(casebook, folder).path, tmp_path / "beside")
    other = DatabaseKey(key=bytes(32), salt=bytes(16))
    assert _refusal(backup.open_backup, unpacked, key=other) == "database.wrong_key"


def _rewrite(path, **parts):
    with zipfile.ZipFile(path) as archive:
        known = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**known, **parts}.items():
            archive.writestr(name, data)


def test_names_inside_cannot_lead_out_of_the_folder(casebook, folder, tmp_path):
    path = _make(casebook, folder).path
    _rewrite(path, **{"../../evil.txt": b"x"})
    assert _refusal(backup.unpack_backup, path, tmp_path / "a" / "b") == "backup.not_a_backup"
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"no", "backup.not_a_backup"), (b"[]", "backup.not_a_backup"),
        (b"{}", "backup.not_a_backup"), (b'{"format": 99}', "backup.newer_version"),
        (b"x" * 2_000_000, "backup.not_a_backup"),
    ],
)  # fmt: skip
def test_odd_manifests(casebook, folder, tmp_path, manifest, code):
    path = _make(casebook, folder).path
    _rewrite(path, **{"manifest.json": manifest})
    assert _refusal(backup.unpack_backup, path, tmp_path / "beside") == code


def test_a_manifest_that_lies_about_the_size(casebook, folder, tmp_path):
    path = _make(casebook, folder).path
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["database_bytes"] = 1
    _rewrite(path, **{"manifest.json": json.dumps(manifest)})
    assert _refusal(backup.unpack_backup, path, tmp_path / "beside") == "backup.damaged"


def test_rotation_keeps_days_weeks_and_months(folder):
    day = NOW
    for number in range(500):
        moment = day - timedelta(days=number)
        (folder / f"{moment:%Y-%m-%dT%H%M%SZ}.cbk").write_bytes(b"")
    (folder / "my own file.cbk").write_bytes(b"")
    (folder / "2031-01-01T000000Z.cbk").write_bytes(b"")
    backup.rotate(folder, now=NOW)
    left = [info.made_at for info in backup.list_backups(folder)]
    assert left[0].year == 2031
    left = left[1:]
    assert left[:7] == [day - timedelta(days=number) for number in range(7)]
    assert 7 + 3 + 11 >= len(left) >= 7 + 2 + 10
    assert (day - left[-1]).days > 300
    assert (folder / "my own file.cbk").exists()
    assert backup.rotate(folder, now=NOW) == []


def test_the_newest_backup_always_stays(folder):
    only = folder / "2020-01-01T000000Z.cbk"
    only.write_bytes(b"")
    assert backup.rotate(folder, now=NOW) == []
    shutil.rmtree(folder)
    assert backup.list_backups(folder) == []
