"""The file can be read without SQLCipher: by other people's engine, and by our own few lines."""

import random

import apsw
import pytest

from storage.database.connection import checkpoint, connect_raw, open_casebook
from storage.database.page_reader import PageReader
from storage.database.salvage import TRUTH, Salvager
from storage.database.write_ahead_log import log_of, read_log
from storage.keys.page_cipher import PAGE_BYTES, PageCipher
from storage.records.database_key import DatabaseKey
from tests.fakes.casebook import KEY, Casebook
from tests.fakes.damage import flip_bit
from tests.fakes.ledger_builder import LEDGER
from tests.fakes.long_casebook import LongCasebook
from tests.fakes.randomness import FakeRandomBytes

_ENTRIES = "SELECT ledger, seq, header, sig, leaf, salt, body, fields FROM entry ORDER BY seq"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return LongCasebook(tmp_path_factory.mktemp("book"), entries=700)


def _own_rows(path):
    """Every row of every truth table, read by our own reader."""
    with PageReader(path, key=KEY) as reader:
        salvager = Salvager(reader, ledger=LEDGER)
        found = salvager.survey()
        assert found.bad == []
        places = [*found.entries.values(), *found.chunks.values()]
        assert all(len(one) == 1 and one[0].owned for one in places)
        rows = {name: found.rows(name) for name in TRUTH}
        rows["entry"] = [salvager.record(found.entries[seq][0]) for seq in sorted(found.entries)]
        rows["chunk"] = [salvager.record(found.chunks[key][0]) for key in sorted(found.chunks)]
    return rows


# the columns in which SQLite keeps NULL because the row's number stands for them
_NUMBERED = ("store", "checkpoint", "keyfile_copy")


def test_the_own_reader_reads_the_same_rows_as_sqlcipher(book):
    own = _own_rows(book.path)
    connection = open_casebook(book.path, key=KEY)
    try:
        for name in TRUTH:
            order = {"entry": "seq", "chunk": "seq, file, n"}.get(name, "rowid")
            rows = connection.all(f"SELECT * FROM {name} ORDER BY {order}")
            first = 1 if name in _NUMBERED else 0
            assert [row[first:] for row in own[name]] == [row[first:] for row in rows], name
            assert rows or name in ("slip_seen", "keyfile_copy"), name
    finally:
        connection.close()


def test_another_engine_reads_the_same_entries(book, tmp_path):
    copy = tmp_path / "casebook.db"
    copy.write_bytes(book.good)
    other = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.execute(f"PRAGMA key = \"x'{KEY.key.hex()}{KEY.salt.hex()}'\"")
    theirs = other.execute(_ENTRIES).fetchall()
    assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    other.close()
    assert theirs == _own_rows(book.path)["entry"]
    assert len(theirs) == len(book.rows)


def test_another_key_opens_no_page(book):
    wrong = DatabaseKey(key=bytes(32), salt=KEY.salt)
    with PageReader(book.path, key=wrong) as reader:
        assert reader.bad_pages() == list(range(1, reader.count + 1))


def test_a_page_counts_under_its_own_number_alone(book):
    cipher = PageCipher(KEY)
    page = book.good[4 * PAGE_BYTES : 5 * PAGE_BYTES]
    assert cipher.open(5, page) is not None
    assert cipher.open(6, page) is None
    assert cipher.open(5, page[:-1]) is None


@pytest.fixture
def unfinished(tmp_path):
    """A casebook whose program ended before its log came home: file and log as they lay."""
    made = Casebook(tmp_path, FakeRandomBytes())
    checkpoint(made.connection)
    for number in range(12):
        made.entry(f"e-{number}", text="Rang about the trip. " * (number * 7 % 60 + 1))
    wanted = made.connection.all(_ENTRIES)
    folder = tmp_path / "left"
    folder.mkdir()
    for path in (made.path, log_of(made.path)):
        (folder / path.name).write_bytes(path.read_bytes())
    made.connection.close()
    return folder / made.path.name, wanted


def test_committed_pages_of_the_log_are_read(unfinished):
    path, wanted = unfinished
    assert read_log(log_of(path)).pages
    assert _own_rows(path)["entry"] == wanted


def test_a_log_of_another_salt_or_cut_within_a_transaction_adds_what_was_committed(unfinished):
    path, wanted = unfinished
    log = log_of(path)
    whole = log.read_bytes()
    frame = 24 + PAGE_BYTES
    seen = set()
    for frames in range(0, (len(whole) - 32) // frame + 1, 9):
        log.write_bytes(whole[: 32 + frames * frame + frames % 3 * 100])
        connection = open_casebook(_copy(path), key=KEY)
        engine = connection.all(_ENTRIES)
        connection.close()
        own = _own_rows(path)["entry"]
        assert own == engine == wanted[: len(own)]
        seen.add(len(own))
    assert len(seen) > 4


def test_a_damaged_log_is_noticed_and_what_lies_behind_is_found(unfinished):
    path, wanted = unfinished
    log = log_of(path)
    flip_bit(log, 32 + 24 + 3 * (24 + PAGE_BYTES) + 1000)
    contents = read_log(log)
    assert contents.broken
    raw = connect_raw(_copy(path), key=KEY, mode="rw")
    (engine,) = raw.execute("SELECT count(*) FROM entry").fetchone()
    raw.close()
    assert engine < 5  # SQLite itself drops everything behind it without a word
    with PageReader(path, key=KEY) as reader:
        assert reader.log_broken
        salvager = Salvager(reader, ledger=LEDGER)
        found = salvager.survey()
        rows = {seq: salvager.record(places[0]) for seq, places in found.entries.items()}
    assert len(rows) >= len(wanted) - 3
    assert all(row == wanted[seq] for seq, row in rows.items())


@pytest.mark.parametrize("part", [10, 24 + 2000])
def test_a_damaged_frame_is_noticed_whether_its_head_or_its_page_is_hit(unfinished, part):
    path, _wanted = unfinished
    log = log_of(path)
    whole = log.read_bytes()
    frames = (len(whole) - 32) // (24 + PAGE_BYTES)
    noticed = 0
    tried = range(0, frames, 9)
    for number in tried:
        flip_bit(log, 32 + number * (24 + PAGE_BYTES) + part)
        noticed += read_log(log).broken
        log.write_bytes(whole)
    # within the last two commits it cannot be told from power that went while it was written
    assert noticed >= len(tried) * 0.7
    assert not read_log(log).broken


def test_power_that_goes_within_the_last_commit_is_no_damage(unfinished):
    path, _wanted = unfinished
    log = log_of(path)
    whole = log.read_bytes()
    chance = random.Random("torn")
    start = _last_commit(whole)
    for _try in range(8):
        torn = bytearray(whole)
        for at in range(start, len(torn), 512):
            if chance.random() < 0.5:
                torn[at : at + 512] = bytes(len(torn[at : at + 512]))
        log.write_bytes(torn)
        assert not read_log(log).broken


def _last_commit(log):
    """Where the frames of the last commit begin."""
    frame = 24 + PAGE_BYTES
    commits = [at + frame for at in range(32, len(log), frame) if any(log[at + 4 : at + 8])]
    return commits[-2]


def _copy(path):
    """Opening mends the log, so the engine is given a copy."""
    folder = path.parent / "copy"
    folder.mkdir(exist_ok=True)
    for part in (path, log_of(path)):
        (folder / part.name).write_bytes(part.read_bytes())
    return folder / path.name
