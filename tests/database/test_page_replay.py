"""Somebody without a key puts old pages of the file back in place: nothing false is ever read."""

import shutil

from storage.database import check
from storage.database.connection import checkpoint, open_casebook
from storage.database.page_check import PAGE_BYTES
from storage.database.replay import check_replay
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY
from tests.fakes.ledger_builder import check_signature

_TRUTH = (
    "SELECT hex(ledger), seq, hex(header), hex(sig), hex(leaf), hex(salt), hex(body), fields FROM"
    " entry ORDER BY ledger, seq"
)


def _settle(casebook):
    checkpoint(casebook.connection)
    return casebook.connection.path


def _judge(path):
    """(what found it, the entries that can be read)."""
    try:
        connection = open_casebook(path, key=KEY, read_only=True)
    except UserFacingError as error:
        return error.code, None
    try:
        verdict = check.verify_all(connection, check_signature=check_signature)
        truth = connection.all(_TRUTH)
        if not verdict.ok:
            return verdict.first_fault.kind, truth
        if check.check_pages(connection):
            return "pages", truth
        return ("replay" if check_replay(connection) else ""), truth
    except UserFacingError as error:
        return error.code, None
    finally:
        connection.close()


def test_no_old_page_put_back_goes_unnoticed(casebook, tmp_path):
    """Each page that has an older version is put back alone, then all of them but the first."""
    casebook.pupil()
    for number in range(40):
        casebook.entry(f"e-{number}", text=f"Call number {number} " + "words " * 60)
    old = _settle(casebook).read_bytes()
    for number in range(40, 60):
        casebook.entry(f"e-{number}", text=f"Call number {number} " + "words " * 60)
    path = _settle(casebook)
    now = path.read_bytes()
    copy = tmp_path / "replayed.db"
    shutil.copy(path, copy)
    found, truth = _judge(copy)
    assert (found, len(truth)) == ("", 62)
    pages = [
        place
        for place in range(0, len(old), PAGE_BYTES)
        if old[place : place + PAGE_BYTES] != now[place : place + PAGE_BYTES]
    ]
    assert len(pages) > 10
    ways = []
    for place in pages:
        copy.write_bytes(now[:place] + old[place : place + PAGE_BYTES] + now[place + PAGE_BYTES :])
        found, read = _judge(copy)
        # a page that nothing reads any more may be any age; what is read is then the whole truth
        assert found or read == truth, place // PAGE_BYTES
        ways.append(found)
    assert sum(bool(found) for found in ways) > len(pages) // 2
    together = bytearray(now)
    for place in pages[1:]:
        together[place : place + PAGE_BYTES] = old[place : place + PAGE_BYTES]
    copy.write_bytes(together)
    assert _judge(copy)[0]


def test_the_whole_old_file_put_back_shows_against_an_anchor_alone(casebook, tmp_path):
    """It is a true record of its day: said so, and found by anything given out since."""
    casebook.pupil()
    casebook.entry("e-1", text="First")
    copy = tmp_path / "old.db"
    shutil.copy(_settle(casebook), copy)
    casebook.entry("e-2", text="Second")
    assert _judge(copy)[0] == ""
