"""Opening: each failure has its own sentence; the file has the settings that were measured."""

import subprocess
import sys
import threading

import apsw
import pytest

from storage.database import connection as opening
from storage.database.connection import Connection, open_casebook, open_immutable
from storage.database.faults import InterruptedReadError
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY, STORE_ID, Casebook
from tests.fakes.ledger_builder import LEDGER
from tests.fakes.randomness import FakeRandomBytes

OTHER = DatabaseKey(key=bytes(32), salt=bytes(16))


@pytest.fixture
def path(casebook):
    casebook.pupil()
    opening.checkpoint(casebook.connection)
    casebook.connection.close()
    return casebook.path


def _refusal(path, key=KEY, **more):
    with pytest.raises(UserFacingError) as caught:
        open_casebook(path, key=key, **more).close()
    return caught.value.code


def test_settings_of_an_open_casebook(connection):
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1, "temp_store": 2, "secure_delete": 1, "application_id": 0x48464C44,
        "user_version": 1, "fullfsync": 1, "checkpoint_fullfsync": 1,
    }  # fmt: skip
    found = {name: connection.value(f"PRAGMA {name}") for name in wanted}
    assert found == wanted
    assert connection.value("PRAGMA cipher_version").startswith("4.")


def test_reopening(path):
    connection = open_casebook(path, key=KEY, store_id=STORE_ID)
    assert opening.store_identity(connection) == (STORE_ID, LEDGER)
    assert connection.value("SELECT count(*) FROM entry") == 2
    connection.close()
    connection.close()


def test_the_file_is_not_readable_without_the_key(path):
    data = path.read_bytes()
    assert b"SQLite format 3" not in data
    assert b"Wexcombe" not in data
    assert b"Brien" not in data


def test_another_program_can_read_it(path):
    """An independent implementation opens the file: the format is not ours alone."""
    other = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.pragma("key", f"x'{KEY.key.hex()}{KEY.salt.hex()}'")
    assert other.execute("SELECT count(*) FROM entry").fetchall() == [(2,)]
    other.close()


def test_missing(tmp_path):
    assert _refusal(tmp_path / "none.db") == "database.missing"


@pytest.mark.parametrize("size", [0, 100, 4095, 4096 + 17])
def test_truncated(path, size):
    data = path.read_bytes()
    path.write_bytes(data[:size])
    assert _refusal(path) == "database.truncated"


def test_truncated_by_whole_pages(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    assert _refusal(path) == "database.damaged"


def test_wrong_key(path):
    assert _refusal(path, OTHER) == "database.wrong_key"


def test_right_key_and_a_damaged_first_page(path):
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.write_bytes(data)
    assert _refusal(path) == "database.damaged"


def test_damaged_salt_does_not_matter(path):
    data = bytearray(path.read_bytes())
    data[:16] = bytes(16)
    path.write_bytes(data)
    open_casebook(path, key=KEY).close()


def test_another_store(path):
    assert _refusal(path, store_id=bytes(16)) == "database.other_store"


def test_a_newer_version(path):
    connection = open_casebook(path, key=KEY)
    connection.run("PRAGMA user_version = 99")
    connection.close()
    assert _refusal(path) == "database.newer_version"


def test_another_kind_of_database(tmp_path):
    path = tmp_path / "other.db"
    raw = opening.connect_raw(path, key=KEY, mode="rwc")
    raw.execute("CREATE TABLE x (a)")
    raw.close()
    assert _refusal(path) == "database.damaged"


def test_a_casebook_is_never_made_over_another(path):
    with pytest.raises(UserFacingError) as caught:
        opening.create_casebook(path, key=KEY, store_id=STORE_ID, ledger=LEDGER)
    assert caught.value.code == "database.exists"


def test_reading_only(path):
    connection = open_casebook(path, key=KEY, read_only=True)
    with pytest.raises(UserFacingError) as caught:
        connection.run("INSERT INTO setting VALUES ('a', '1')")
    assert caught.value.code == "database.read_only"
    connection.close()


def test_a_reader_sees_what_the_writer_committed(casebook):
    reader = open_casebook(casebook.path, key=KEY, read_only=True)
    casebook.pupil()
    assert reader.value("SELECT count(*) FROM pupil") == 1
    reader.close()


def test_immutable_leaves_nothing_beside(path):
    before = sorted(item.name for item in path.parent.iterdir())
    connection = open_immutable(path, key=KEY)
    assert connection.value("SELECT count(*) FROM entry") == 2
    connection.close()
    assert sorted(item.name for item in path.parent.iterdir()) == before


def test_disk_full(casebook, connection):
    connection.run(f"PRAGMA max_page_count = {connection.value('PRAGMA page_count')}")
    with pytest.raises(UserFacingError) as caught:
        casebook.entry(text="long " * 100_000)
    assert caught.value.code == "database.disk_full"
    connection.run("PRAGMA max_page_count = 1000000")
    casebook.entry()


def test_busy(casebook):
    second = open_casebook(casebook.path, key=KEY)
    second.all("PRAGMA busy_timeout = 1")
    with casebook.connection.transaction(), pytest.raises(UserFacingError) as caught:
        second.run("BEGIN IMMEDIATE")
    assert caught.value.code == "database.busy"
    second.close()


def test_a_connection_may_pass_to_another_thread(connection):
    found = []
    thread = threading.Thread(target=lambda: found.append(connection.value("SELECT 1")))
    thread.start()
    thread.join()
    assert found == [1]


def test_reading_can_be_stopped():
    connection = Connection.in_memory()
    connection.raw.set_progress_handler(lambda: 1, 1000)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    with pytest.raises(InterruptedReadError):
        connection.all(endless)
    connection.close()


def test_a_wrong_key_says_nothing_on_the_terminal(path):
    """The library would print three lines about it."""
    program = (
        "import sys; from pathlib import Path;"
        "from storage.database.connection import open_casebook;"
        "from storage.records.database_key import DatabaseKey;"
        "from storage.records.errors import UserFacingError\n"
        "try: open_casebook(Path(sys.argv[1]), key=DatabaseKey(key=bytes(32), salt=bytes(16)))\n"
        "except UserFacingError: pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_vacuum_takes_deleted_words_away(tmp_path):
    made = Casebook(tmp_path, FakeRandomBytes())
    opening.vacuum(made.connection)
    assert made.connection.value("SELECT count(*) FROM entry") == 1
    made.connection.close()
