"""Damage is found, whatever it is, and the reader that must survive it never falls or loops."""

import random

import pytest

from storage.database import damage, page_cells
from storage.database import rescue as rescuing
from storage.database.check import check_pages
from storage.database.connection import checkpoint, open_casebook
from storage.database.page_reader import PageReader
from storage.database.repositories import ledger_rows, settings
from storage.database.rescue_plan import Planner
from storage.database.rescue_sources import Sources
from storage.database.salvage import Salvager
from storage.database.write_ahead_log import log_of, read_log
from storage.keys.page_cipher import PAGE_BYTES, PageCipher
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY, Casebook
from tests.fakes.damage import damage_pages, flip_bit, zero_pages
from tests.fakes.ledger_builder import LEDGER
from tests.fakes.long_casebook import LongCasebook
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.rescuing import rescue, rescued_entries, survey


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return LongCasebook(tmp_path_factory.mktemp("book"), entries=160)


@pytest.fixture
def book(written):
    written.path.write_bytes(written.good)
    return written


def is_found_by_the_engine(path):
    try:
        connection = open_casebook(path, key=KEY)
    except UserFacingError:
        return True
    try:
        return bool(check_pages(connection))
    except UserFacingError:
        return True
    finally:
        connection.close()


def bad_pages(path):
    with PageReader(path, key=KEY) as reader:
        return reader.bad_pages()


def look(path):
    with PageReader(path, key=KEY) as reader:
        salvager = Salvager(reader, ledger=LEDGER)
        planner = Planner(salvager, ledger=LEDGER, sources=Sources(()))
        return damage.look(reader, salvager, planner, progress=lambda *_step: None)


def test_every_flipped_bit_is_found_by_both_readers(book):
    """A sample; the long run flips a thousand. The salt at the very beginning needs no finding."""
    chance = random.Random("bits")
    assert not is_found_by_the_engine(book.path)
    assert bad_pages(book.path) == []
    for _try in range(40):
        place, bit = chance.randrange(16, len(book.good)), chance.randrange(8)
        flip_bit(book.path, place, bit)
        assert bad_pages(book.path) == [place // PAGE_BYTES + 1], place
        assert is_found_by_the_engine(book.path), place
        book.path.write_bytes(book.good)


def test_a_damaged_salt_costs_nothing(book):
    for place in range(16):
        flip_bit(book.path, place)
    assert bad_pages(book.path) == []
    assert not is_found_by_the_engine(book.path)
    assert look(book.path).only_lists


def test_zeros_and_missing_ends_are_damage(book):
    zero_pages(book.path, 30, 3)
    assert bad_pages(book.path) == [30, 31, 32]
    book.path.write_bytes(book.good[: 20 * PAGE_BYTES])
    found = look(book.path)
    assert found.cut_short
    assert found.pages == len(book.good) // PAGE_BYTES  # page 1 says how long the file was
    assert found.pages_damaged == found.pages - 20


def test_what_is_damaged_is_told_apart(book):
    owners = survey(book.path).owners
    for owner, lists in (("pupil", "children"), ("ft_data", "search"), ("concern", "concerns")):
        book.path.write_bytes(book.good)
        damage_pages(book.path, next(n for n, name in owners.items() if name == owner))
        found = look(book.path)
        assert found.lists == (lists,)
        assert found.only_lists
        assert found.entries_lost == 0
    book.path.write_bytes(book.good)
    page = survey(book.path).entries[100][0].page
    damage_pages(book.path, page)
    found = look(book.path)
    assert not found.only_lists
    (lost,) = found.ranges
    assert lost.first <= 100 <= lost.last
    assert lost.before_at < lost.after_at


class _Garbage(PageReader):
    """Pages that are whole by their HMAC and nonsense inside: what no bad block can do, and what a
    reader of last resort must live with all the same.
    """

    def __init__(self, path, *, pages):
        super().__init__(path, key=KEY)
        self._pages = pages

    def page(self, number):
        return self._pages.get(number) or super().page(number)


@pytest.mark.parametrize("seed", range(6))
def test_nonsense_on_whole_pages_neither_breaks_nor_traps_the_reader(book, seed):
    chance = random.Random(f"nonsense {seed}")
    with PageReader(book.path, key=KEY) as reader:
        total = reader.count
        pages = {}
        for number in chance.sample(range(1, total + 1), total // 3):
            page = bytearray(reader.page(number))
            for _byte in range(chance.choice((1, 3, 40, 400))):
                page[chance.randrange(len(page))] = chance.choice(
                    (0, 1, 127, 128, 255, number & 255)
                )
            pages[number] = bytes(page)
    with _Garbage(book.path, pages=pages) as reader:
        salvager = Salvager(reader, ledger=LEDGER)
        planner = Planner(salvager, ledger=LEDGER, sources=Sources(()))
        found = damage.look(reader, salvager, planner, progress=lambda *_step: None)
        assert found.entries <= 128 * total
        for _seq, row in planner.rows():
            assert row is None or row.parsed.ledger == LEDGER
        Salvager(reader, ledger=b"").find_ledger()


@pytest.mark.parametrize("seed", range(4))
def test_records_and_cells_of_random_bytes_end(seed):
    chance = random.Random(f"records {seed}")
    for _try in range(300):
        page = bytearray(chance.randbytes(4016))
        page[0] = chance.choice((2, 5, 10, 13))
        page[3:5] = chance.randrange(5000).to_bytes(2, "big")
        for cell in page_cells.cells(bytes(page), 2):
            data = page_cells.payload(cell, lambda _number, page=bytes(page): page)
            assert len(data) <= cell.length
            values = page_cells.record(data, length=cell.length)
            assert values is None or len(values) <= 65
        list(page_cells.children(bytes(page), 2))


def test_trees_that_bite_their_own_tail_end(book):
    """Children that are their own parents, and free lists that go round."""
    with PageReader(book.path, key=KEY) as reader:
        first = bytearray(reader.page(1))
    first[32:36] = (7).to_bytes(4, "big")
    ring = bytearray(4016)
    ring[:4] = (7).to_bytes(4, "big")
    inner = bytearray(4016)
    inner[0], inner[3:5], inner[8:12] = 5, (1).to_bytes(2, "big"), (3).to_bytes(4, "big")
    inner[12:14], inner[100:104] = (100).to_bytes(2, "big"), (3).to_bytes(4, "big")
    with _Garbage(book.path, pages={1: bytes(first), 3: bytes(inner), 7: bytes(ring)}) as reader:
        found = Salvager(reader, ledger=LEDGER).survey()
    assert 7 in found.free


def test_a_log_of_random_bytes_adds_nothing(book, tmp_path):
    chance = random.Random("log")
    path = tmp_path / "casebook.db"
    path.write_bytes(book.good)
    for length in (0, 10, 32, 33, 5000, 40_000):
        log_of(path).write_bytes(chance.randbytes(length))
        assert read_log(log_of(path)).pages == {}
        assert bad_pages(path) == []


def test_random_bytes_are_no_casebook(book, tmp_path):
    path = tmp_path / "casebook.db"
    path.write_bytes(random.Random("file").randbytes(40 * PAGE_BYTES + 17))
    assert rescuing.ledger_of(path, key=KEY) is None
    with pytest.raises(UserFacingError, match=r"rescue\.first_entry_lost"):
        rescue(book, tmp_path / "new.db", path=path)
    assert not (tmp_path / "new.db").exists()


def test_the_check_itself_can_fail():
    """A control: a reader that believed every page would find nothing."""
    cipher = PageCipher(KEY)
    page = bytes(PAGE_BYTES)
    assert not cipher.is_whole(2, page)


def test_a_damaged_log_is_never_opened_over_and_what_lies_behind_is_rescued(tmp_path):
    """SQLite would drop it without a word; the rescue reads on behind the damage."""
    made = Casebook(tmp_path, FakeRandomBytes())
    settings.put_school_key(made.connection, "school", b"school key")
    checkpoint(made.connection)
    for number in range(8):
        made.entry(f"e-{number}", text="Rang about the trip. " * (number * 7 % 40 + 1))
    before = {entry.seq: entry for entry in ledger_rows.stored(made.connection)}
    left = tmp_path / "left"
    left.mkdir()
    path = left / "casebook.db"
    path.write_bytes(made.path.read_bytes())
    log_of(path).write_bytes(log_of(made.path).read_bytes())
    made.connection.close()
    flip_bit(log_of(path), 32 + 24 + 900)
    with pytest.raises(UserFacingError, match=r"database\.log_damaged"):
        open_casebook(path, key=KEY)
    assert look(path).log_broken
    report = rescue(made, tmp_path / "new.db", path=path)
    lost = {item.seq for item in report.lost}
    assert len(lost) <= 1
    after = rescued_entries(tmp_path / "new.db", len(before))
    assert {seq: after[seq] for seq in before if seq not in lost} == {
        seq: entry for seq, entry in before.items() if seq not in lost
    }
