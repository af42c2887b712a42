"""The verified copy under a new key: the same record, and never a casebook less."""

import errno
import os

import pytest

from storage.database import backup_files, rotation
from storage.database.check import check_pages, verify_all
from storage.database.connection import connect_raw, open_casebook, open_newest
from storage.database.page_check import key_fits
from storage.database.repositories import ledger_rows
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import FileContent
from tests.fakes.casebook import KEY, STORE_ID
from tests.fakes.ledger_builder import check_signature

NEW = DatabaseKey(key=b"n" * 32, salt=b"s" * 16)
OTHER = DatabaseKey(key=b"o" * 32, salt=b"s" * 16)


def code_of(function, *arguments, **given):
    """The code of the refusal."""
    with pytest.raises(UserFacingError) as caught:
        function(*arguments, **given)
    return caught.value.code


def everything(connection):
    """Every row of every table, and what the engine knows of the file."""
    names = connection.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    )
    rows = {name: connection.all(f'SELECT * FROM "{name}"') for (name,) in names}
    marks = [connection.value(f"PRAGMA {name}") for name in ("application_id", "user_version")]
    return rows, marks, connection.all("SELECT sql FROM sqlite_master ORDER BY name")


@pytest.fixture
def full(casebook):
    """A casebook with a child, an entry, and a file of several chunks."""
    casebook.pupil()
    casebook.entry()
    content = bytes(range(256)) * 4096
    scan = FileContent(name="x.pdf", media_type="application/pdf", content=content)
    casebook.append(
        "volume.attached", files=(scan,), id="v-1", pupils=["p-1"], title="Binder", volume="1",
        original_lies="Cabinet",
    )  # fmt: skip
    return casebook


def turned(casebook, key=NEW):
    """Copy, close, put in place, open."""
    rotation.copy_under(casebook.connection, key=key)
    casebook.connection.close()
    rotation.put_in_place(casebook.path)
    return open_casebook(casebook.path, key=key, store_id=STORE_ID)


def test_the_copy_is_the_same_record_under_another_key(full):
    before = everything(full.connection)
    seen = []
    copy = rotation.copy_under(full.connection, key=NEW, progress=lambda *at: seen.append(at))
    assert seen[-1][0] == seen[-1][1] > 0
    assert copy == full.path.with_name("casebook.db.new")
    assert (key_fits(copy, NEW), key_fits(copy, KEY)) == (True, False)
    full.connection.close()
    assert sorted(path.name for path in full.path.parent.iterdir()) == [
        "casebook.db", "casebook.db.new",
    ], "no log may lie beside the file that takes its place"  # fmt: skip
    rotation.put_in_place(full.path)
    assert not copy.exists()
    assert code_of(open_casebook, full.path, key=KEY) == "database.wrong_key"
    after = open_casebook(full.path, key=NEW, store_id=STORE_ID)
    assert everything(after) == before
    assert after.value("PRAGMA journal_mode") == "wal"
    assert verify_all(after, check_signature=check_signature).ok
    assert check_pages(after) == ()
    after.close()


def test_nothing_of_the_log_is_lost(full):
    """What was committed a moment ago lies in the log alone when the copy begins."""
    full.entry("e-9", text="The last word")
    log = full.path.with_name("casebook.db-wal")
    assert log.stat().st_size > 0
    size = ledger_rows.heads(full.connection).size
    after = turned(full)
    assert ledger_rows.heads(after).size == size
    after.close()


def test_another_connection_puts_it_off(full):
    full.connection.run("PRAGMA busy_timeout = 50")
    reader = open_casebook(full.path, key=KEY, read_only=True)
    reader.all("SELECT count(*) FROM entry")
    assert code_of(rotation.copy_under, full.connection, key=NEW) == "database.busy"
    full.entry("e-9", text="Work goes on")
    reader.close()
    after = turned(full)
    assert verify_all(after, check_signature=check_signature).ok
    after.close()


def test_what_an_interrupted_copy_left_is_cleared_away(full):
    copy = rotation.copy_of(full.path)
    for suffix in ("", "-journal", "-wal"):
        copy.with_name(copy.name + suffix).write_bytes(b"left over" * 1000)
    after = turned(full)
    assert verify_all(after, check_signature=check_signature).ok
    assert not list(full.path.parent.glob("casebook.db.new*"))
    after.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "database.disk_full"),
        (errno.EROFS, "database.read_only"),
        (errno.EIO, "database.input_output"),
    ],
)
def test_a_disk_that_refuses_leaves_everything_as_it_was(full, monkeypatch, number, code):
    before = everything(full.connection)

    def refuse(*_arguments, **_options):
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(backup_files, "sync_file", refuse)
        assert code_of(rotation.copy_under, full.connection, key=NEW) == code
    assert not rotation.copy_of(full.path).exists()
    assert full.connection.value("PRAGMA journal_mode") == "wal"
    assert everything(full.connection) == before
    rotation.copy_under(full.connection, key=NEW)
    full.connection.close()
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        assert code_of(rotation.put_in_place, full.path) == code
    again = open_newest(full.path, keys={1: KEY, 2: NEW}, store_id=STORE_ID)
    assert again.key == KEY
    assert everything(again) == before
    again.close()


@pytest.mark.parametrize("damage", ["a bit", "a row"])
def test_a_copy_that_is_not_the_same_is_thrown_away(full, monkeypatch, damage):
    """Between writing and checking something goes wrong with the copy."""
    real = rotation._copy

    def worse(connection, copy, *, key, progress):
        real(connection, copy, key=key, progress=progress)
        if damage == "a bit":
            data = bytearray(copy.read_bytes())
            data[len(data) // 2] ^= 1
            copy.write_bytes(data)
        else:
            raw = connect_raw(copy, key=key, mode="rw")
            raw.execute("DELETE FROM setting WHERE name = 'kept'")
            raw.close()

    full.connection.run("INSERT INTO setting VALUES ('kept', '1')")
    monkeypatch.setattr(rotation, "_copy", worse)
    refused = code_of(rotation.copy_under, full.connection, key=NEW)
    assert refused in ("rotation.not_verified", "database.damaged")
    assert not rotation.copy_of(full.path).exists()
    full.entry("e-9", text="Work goes on")


def test_the_newest_key_that_fits_opens(full):
    full.connection.close()
    opened = open_newest(full.path, keys={1: KEY, 2: NEW}, store_id=STORE_ID)
    assert opened.key == KEY
    opened.close()
    opened = open_newest(full.path, keys={1: KEY}, read_only=True)
    assert opened.read_only
    opened.close()
    assert code_of(open_newest, full.path, keys={1: OTHER, 2: NEW}) == "database.wrong_key"
    assert code_of(open_newest, full.path, keys={}) == "database.wrong_key"
    wrong_store = {"keys": {1: KEY}, "store_id": b"x" * 16}
    assert code_of(open_newest, full.path, **wrong_store) == "database.other_store"
