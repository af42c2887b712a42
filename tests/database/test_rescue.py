"""Everything readable of a damaged casebook comes back byte for byte; the rest is named."""

import random

import pytest

from storage.database import check, file_swap
from storage.database import rescue as rescuing
from storage.database.connection import checkpoint, open_casebook
from storage.database.page_reader import PageReader
from storage.database.repositories import files, settings
from storage.database.rescue_sources import keep_spare_entries
from storage.database.salvage import Salvager
from storage.ledger.merkle import Tree
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY, STORE_ID
from tests.fakes.damage import cut, damage_pages, page_count, zero_pages
from tests.fakes.ledger_builder import LEDGER, Author, check_signature
from tests.fakes.long_casebook import LongCasebook
from tests.fakes.rescuing import backup_of, report_is_true, rescue, rescuer, survey

ENTRIES = 420


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return LongCasebook(tmp_path_factory.mktemp("book"), entries=ENTRIES)


@pytest.fixture
def book(written):
    """The same casebook, whole again for every test."""
    written.path.write_bytes(written.good)
    return written


@pytest.fixture
def target(tmp_path):
    return tmp_path / "rescued.db"


def pages_of(book, *owners):
    return [number for number, owner in survey(book.path).owners.items() if owner in owners]


def first_page_of(book, seq):
    return survey(book.path).entries[seq][0].page


def overflow_of(book, seq):
    """A page on which an entry's record goes on."""
    from storage.database import page_cells  # late: only this helper reads a page by hand

    with PageReader(book.path, key=KEY) as reader:
        found = Salvager(reader, ledger=LEDGER).survey()
        place = found.entries[seq][0]
        cell = list(page_cells.cells(reader.page(place.page), place.page))[place.cell]
        return cell.overflow


def test_a_whole_casebook_comes_back_whole(book, target):
    report = rescue(book, target)
    assert report.lost == ()
    assert report.files_lost == ()
    assert (report.entries, report.from_file) == (len(book.rows), len(book.rows))
    assert report_is_true(book, report, target)
    tree = Tree([entry.leaf for entry in book.rows.values()])
    connection = open_casebook(target, key=KEY, store_id=STORE_ID)
    assert settings.get(connection, "telephones") == {"u-1": "01632 960001"}
    assert connection.all("SELECT ledger, seq FROM disposed") == [(LEDGER, 60), (LEDGER, 61)]
    assert check.quick_look(connection, check_signature=check_signature).ok
    known = check.verify_all(connection, check_signature=check_signature)
    assert known.ok
    assert tree.root() != known.root  # rescue.made stands behind them
    assert connection.value("SELECT count(*) FROM checkpoint") == 1
    for table in ("chronology", "pupil", "concern"):
        assert connection.value(f"SELECT count(*) FROM {table}") > 0
    connection.close()


@pytest.mark.parametrize("bad", [1, 10])
def test_a_few_bad_pages_cost_few_entries_and_only_what_is_named(book, target, bad):
    chance = random.Random(f"pages {bad}")
    lost = tried = 0
    for _try in range(2):
        book.path.write_bytes(book.good)
        # what names the school lies on two of some thousand pages; it has tests of its own
        vital = {*pages_of(book, "school_key"), first_page_of(book, 0)}
        pages = sorted(set(range(1, page_count(book.path) + 1)) - vital)
        damage_pages(book.path, *chance.sample(pages, bad))
        report = rescue(book, target)
        assert report_is_true(book, report, target)
        lost += len(report.lost)
        tried += report.entries
        rescuing.remove_new_file(target)
    assert tried
    assert lost / tried <= 0.01 * bad


@pytest.mark.parametrize(
    "owners",
    [
        ("sqlite_schema",),
        ("store", "frontier", "disposed"),
        ("entry_leaf",),
        ("sqlite_autoindex_entry_1", "sqlite_autoindex_chunk_1"),
        ("setting", "machine_state", "checkpoint", "slip_seen"),
        ("chronology", "pupil", "ft_data", "concern"),
    ],
)
def test_whatever_does_not_hold_entries_may_go_without_losing_one(book, target, owners):
    pages = pages_of(book, *owners)
    assert pages
    damage_pages(book.path, *pages)
    report = rescue(book, target)
    assert report.lost == ()
    assert report_is_true(book, report, target)
    assert report.verdict.lost == ()


def test_inner_pages_of_the_entries_lost(book, target):
    """The leaves below are known again by their rows."""
    from storage.database import page_cells  # late: only this test looks at kinds of pages

    with PageReader(book.path, key=KEY) as reader:
        found = Salvager(reader, ledger=LEDGER).survey()
        inner = [
            number
            for number, owner in found.owners.items()
            if owner in ("entry", "chunk", "entry_leaf")
            and page_cells.kind_of(reader.page(number), number) in (2, 5)
        ]
    assert len(inner) >= 3
    damage_pages(book.path, *inner)
    report = rescue(book, target)
    assert report.lost == ()
    assert report.files_lost == ()
    assert report_is_true(book, report, target)


def test_the_words_lost_but_not_who_wrote_them(book, target):
    seq = max(
        (seq for seq in book.rows if seq not in book.disposed),
        key=lambda seq: sum(len(v) for v, _ in book.rows[seq].fields.values()),
    )
    damage_pages(book.path, overflow_of(book, seq))
    report = rescue(book, target)
    (lost,) = report.lost
    assert (lost.seq, lost.what) == (seq, "content")
    assert lost.type in ("entry.added", "concern.received")
    assert report.verdict.lost == (seq,)
    assert report_is_true(book, report, target)


def test_a_leaf_that_nobody_knows_is_said_and_the_rest_still_proves_itself(book, target):
    seq = 300
    pages = [first_page_of(book, seq), *pages_of(book, "entry_leaf")]
    damage_pages(book.path, *pages)
    report = rescue(book, target)
    assert seq in {item.seq for item in report.lost}
    assert report.verdict.ok
    assert report.verdict.uncompared == 1  # the check code of the export lies behind it
    assert report_is_true(book, report, target)
    # rescued once more: what was named stays named, nothing is lost again
    again = target.with_name("again.db")
    second = rescue(book, again, path=target)
    assert second.lost == ()
    assert second.verdict.lost == report.verdict.lost


def test_a_backup_fills_every_hole_it_can(book, target, tmp_path):
    older = tmp_path / "older.db"
    older.write_bytes(book.good)
    damage_pages(book.path, *pages_of(book, "entry", "entry_leaf", "chunk")[1::3])
    source = backup_of(older)
    report = rescue(book, target, backups=[source])
    source.connection.close()
    assert report.lost == ()
    assert report.files_lost == ()
    assert sum(report.from_backups.values()) > 50
    assert report.verdict.uncompared == 0
    assert report_is_true(book, report, target)


def test_a_backup_of_another_past_fills_nothing(book, target, tmp_path):
    """The tree must come out right: a backup that went another way is no help."""
    other = LongCasebook(tmp_path, entries=ENTRIES, seed="another past")
    lost_in = pages_of(book, "entry")[3:9]
    damage_pages(book.path, *lost_in, *pages_of(book, "entry_leaf"))
    source = backup_of(other.path)
    report = rescue(book, target, backups=[source])
    source.connection.close()
    assert report.lost
    assert report.from_backups == {}
    assert report_is_true(book, report, target)


def test_what_was_disposed_of_stays_so(book, target, tmp_path):
    """A backup from before the disposal still has the words; they do not come back."""
    page = first_page_of(book, 60)
    before = LongCasebook(tmp_path, entries=ENTRIES, disposing=False)
    assert before.rows[60].header == book.rows[60].header
    damage_pages(book.path, page)
    source = backup_of(before.path)
    report = rescue(book, target, backups=[source])
    source.connection.close()
    assert report.from_backups
    connection = open_casebook(target, key=KEY)
    kept = connection.all("SELECT body, salt, fields FROM entry WHERE seq IN (60, 61)")
    connection.close()
    assert all(row == (None, None, None) for row in kept)
    assert report.verdict.ok


def test_a_file_cut_in_half(book, target):
    cut(book.path, len(book.good) // 2 // 4096 * 4096 + 777)
    report = rescue(book, target)
    assert report.entries == len(book.rows)  # the ledger's own note says how many there were
    assert 0 < report.from_file < report.entries
    assert report_is_true(book, report, target)


def test_a_zeroed_region(book, target):
    zero_pages(book.path, page_count(book.path) // 3, 25)
    report = rescue(book, target)
    assert report.pages_damaged == 25
    assert report_is_true(book, report, target)


def test_a_file_of_which_a_part_is_lost_is_named_and_never_shown_as_whole(book, target):
    found = survey(book.path)
    (seq, number, _n), places = next(iter(sorted(found.chunks.items())))
    damage_pages(book.path, places[0].page)
    report = rescue(book, target)
    assert (seq, number) in report.files_lost
    assert report.verdict.files_lost == report.files_lost
    connection = open_casebook(target, key=KEY)
    (stored, *_) = files.stored_files(connection, LEDGER, seq)
    with pytest.raises(UserFacingError, match=r"database\.file_lost"):
        files.content(connection, stored)
    connection.close()


def test_a_lost_first_entry_and_the_schools_keys_come_from_the_spare_copies(book, target, tmp_path):
    path = tmp_path / "casebook.db"
    path.write_bytes(book.good)
    connection = open_casebook(path, key=KEY)
    assert keep_spare_entries(connection, ledger=LEDGER) == 3
    checkpoint(connection)
    connection.close()
    found = survey(path)
    keys = [number for number, owner in found.owners.items() if owner == "school_key"]
    damage_pages(path, found.entries[0][0].page, *keys)
    report = rescue(book, target, path=path)
    assert report.lost == () or min(item.seq for item in report.lost) > 2
    assert report.verdict.ok
    connection = open_casebook(target, key=KEY)
    assert connection.value("SELECT private FROM school_key") == b"school key " * 8
    connection.close()
    damage_pages(book.path, first_page_of(book, 0))
    rescuing.remove_new_file(target)
    with pytest.raises(UserFacingError, match=r"rescue\.first_entry_lost"):
        rescue(book, target)
    assert not target.exists()
    book.path.write_bytes(book.good)
    damage_pages(book.path, *pages_of(book, "school_key"))
    with pytest.raises(UserFacingError, match=r"rescue\.school_key_lost"):
        rescue(book, target)
    assert not target.exists()


def test_a_colleagues_key_is_vouched_for_only_where_it_really_signed(book, target):
    """Both entries about the deputy share a page with the first one, so theirs are blanked."""
    connection = open_casebook(book.path, key=KEY)
    connection.run("DROP TRIGGER entry_stays")
    connection.run("UPDATE entry SET fields = 'gone' WHERE seq IN (1, 2)")
    connection.close()
    thief = Author(9)
    known = {
        author.key_id: {
            "owner": owner, "kind": "person", "public": author.public_value, "role": role,
            "account": owner, "note": "again",
        }
        for author, owner, role in ((book.deputy, "u-2", "deputy"), (thief, "u-9", "lead"))
    }  # fmt: skip
    report = rescue(book, target, known_keys=known)
    assert {item.seq for item in report.lost} == {1, 2}
    assert report.keys_introduced_again == 2  # the person and the key
    assert report.verdict.ok
    connection = open_casebook(target, key=KEY)
    owners = {owner for (owner,) in connection.all("SELECT owner FROM person_key")}
    connection.close()
    assert "u-2" in owners
    assert "u-9" not in owners
    rescuing.remove_new_file(target)
    with pytest.raises(UserFacingError, match=r"rescue\.not_verified"):
        rescue(book, target)


def test_somebody_who_may_not_sign_cannot_rescue(book, target):
    damage_pages(book.path, first_page_of(book, 200))
    stranger = Author(9)
    with pytest.raises(UserFacingError, match=r"rescue\.not_verified"):
        rescue(book, target, author_key_id=stranger.key_id, sign=stranger.sign)
    assert not target.exists()
    assert rescuer(book).author_key_id == book.lead.key_id


def test_a_swap_is_finished_after_a_crash_at_every_step(tmp_path, monkeypatch):
    """The first rename decides; the old file and its log stay together, whatever happens."""
    calls = ["replace", "unlink"]
    for stop in range(1, 9):
        folder = tmp_path / str(stop)
        folder.mkdir()
        for name in ("casebook.db", "casebook.db-wal", "casebook.db-shm", "new.db"):
            (folder / name).write_bytes(name.encode())
        left = [stop]

        class CrashError(Exception):
            pass

        for call in calls:
            real = getattr(file_swap.os, call)

            def crash(*args, real=real, left=left, error=CrashError):
                left[0] -= 1
                if left[0] == 0:
                    raise error
                return real(*args)

            monkeypatch.setattr(file_swap.os, call, crash)
        try:
            file_swap.put_in_place(folder, new=folder / "new.db", kept_as="damaged-x")
            crashed = False
        except CrashError:
            crashed = True
        monkeypatch.undo()
        file_swap.finish_swap(folder)
        swapped = (folder / "casebook.db").read_bytes() == b"new.db"
        assert swapped or stop == 1
        if swapped:
            assert (folder / "casebook.damaged-x.db").read_bytes() == b"casebook.db"
            assert (folder / "casebook.damaged-x.db-wal").read_bytes() == b"casebook.db-wal"
            assert not (folder / "casebook.db-wal").exists()
        assert not file_swap.finish_swap(folder)
        if not crashed:
            break
    assert not crashed
