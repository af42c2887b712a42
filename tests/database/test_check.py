"""What is damaged or changed is found: at a glance at start, whole in the background."""

import random

import pytest

from storage.database import check
from storage.database import connection as opening
from storage.database.repositories import ledger_rows
from storage.ledger.checkpoint import make_note
from storage.records.errors import UserFacingError
from tests.fakes.casebook import KEY
from tests.fakes.ledger_builder import Author, check_signature

SCHOOL = Author(8)


@pytest.fixture
def full(casebook):
    casebook.pupil()
    for number in range(60):
        casebook.entry(f"e-{number}", text=f"Call number {number}")
    return casebook


def _quick(connection):
    return check.quick_look(connection, check_signature=check_signature)


def _whole(connection, **more):
    return check.verify_all(connection, check_signature=check_signature, **more)


def _tamper(connection, statement):
    for trigger in ("entry_stays", "entry_is_kept", "entry_is_next"):
        connection.run(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.run(statement)


def test_an_honest_casebook(full):
    connection = full.connection
    assert _quick(connection).ok
    verdict = _whole(connection)
    assert verdict.ok
    assert verdict.size == 62
    assert verdict.root == ledger_rows.heads(connection).root == ledger_rows.tree(connection).root()
    assert check.check_pages(connection) == ()


@pytest.mark.parametrize(
    ("statement", "position", "kind"),
    [
        ("UPDATE entry SET fields = replace(fields, 'Call', 'Cold') WHERE seq = 50", 50, "fields"),
        ("UPDATE entry SET body = x'7b7d' WHERE seq = 50", 50, "body"),
        ("UPDATE entry SET sig = zeroblob(64) WHERE seq = 50", 50, "leaf"),
        ("UPDATE entry SET fields = 'nonsense' WHERE seq = 50", 50, "half_disposed"),
        ("DELETE FROM entry WHERE seq = 50", 50, "gap"),
        ("DELETE FROM entry WHERE seq > 50", 51, "gap"),
    ],
)
def test_tampering_with_the_newest_entries_shows_at_start(full, statement, position, kind):
    _tamper(full.connection, statement)
    fault = _whole(full.connection).first_fault
    whole = "shorter_than_checkpoint" if "> 50" in statement else kind
    assert (fault.position, fault.kind) == (position, whole)
    fault = _quick(full.connection).first_fault
    assert (fault.position, fault.kind) == (position, kind)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store SET ledger = randomblob(16)",
        "INSERT INTO entry SELECT x'ff', seq, header, sig, leaf, salt, body, fields FROM entry"
        " WHERE seq = 0",
        "INSERT INTO entry SELECT x'00', seq, header, sig, leaf, salt, body, fields FROM entry"
        " WHERE seq = 0",
    ],
)
def test_another_ledger_beside_or_instead_of_the_own_one_is_a_fault(full, statement):
    connection = full.connection
    state = _whole(connection).state
    _tamper(connection, statement)
    for verdict in (
        _quick(connection),
        _whole(connection),
        check.verify_since(connection, check_signature=check_signature, state=state),
    ):
        assert not verdict.ok
        assert verdict.first_fault.kind == "other_ledger"


def test_a_casebook_without_entries_proves_nothing(full):
    connection = full.connection
    _tamper(connection, "DELETE FROM entry")
    connection.run("DELETE FROM frontier")
    assert _whole(connection).first_fault.kind == "not_opened"


def test_an_old_page_put_back_shows_without_any_key(full):
    """Page integrity cannot see it; the ledger can (storage.md, 2.4)."""
    connection = full.connection
    connection.run("CREATE TABLE padding (a)")
    opening.checkpoint(connection)
    before = full.path.read_bytes()
    full.entry("e-new", text="What was added later " * 40)
    opening.checkpoint(connection)
    connection.close()
    after = bytearray(full.path.read_bytes())
    pages = [n for n in range(len(before) // 4096)
             if before[n * 4096 : (n + 1) * 4096] != after[n * 4096 : (n + 1) * 4096]]  # fmt: skip
    found = 0
    for n in pages[1:]:
        replayed = bytearray(after)
        replayed[n * 4096 : (n + 1) * 4096] = before[n * 4096 : (n + 1) * 4096]
        full.path.write_bytes(replayed)
        found += _is_found(full.path)
    assert found > 0


def _is_found(path):
    try:
        connection = opening.open_casebook(path, key=KEY)
    except UserFacingError:
        return True
    try:
        return not _whole(connection).ok
    except UserFacingError:
        return True
    finally:
        connection.close()


def test_every_flipped_bit_is_found(full):
    opening.checkpoint(full.connection)
    full.connection.close()
    good = full.path.read_bytes()
    chance = random.Random(1)
    for _try in range(60):
        place = chance.randrange(16, len(good))
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        full.path.write_bytes(bad)
        assert _page_damage_is_found(full.path), place


def _page_damage_is_found(path):
    try:
        connection = opening.open_casebook(path, key=KEY)
    except UserFacingError:
        return True
    try:
        return bool(check.check_pages(connection))
    except UserFacingError:
        return True
    finally:
        connection.close()


def test_known_checkpoints_are_compared(full):
    connection = full.connection
    head = ledger_rows.heads(connection)
    note = make_note(head, public=SCHOOL.public, sign=SCHOOL.sign)
    ledger_rows.remember_checkpoint(
        connection, note, where="export x-1", at="2026-11-22T09:00:00.000Z"
    )
    full.entry("e-later")
    assert _whole(connection).ok
    (known,) = ledger_rows.known_checkpoints(connection)
    assert (known.size, known.root, known.where) == (62, head.root, "export x-1")
    connection.run("UPDATE checkpoint SET root = zeroblob(32)")
    assert _whole(connection).first_fault.kind == "contradicts_checkpoint"


def test_going_on_from_the_last_full_verification(full):
    connection = full.connection
    assert check.last_verified(connection) is None
    check.remember_verified(connection, _whole(connection).state)
    full.entry("e-later", text="Later")
    state = check.last_verified(connection)
    verdict = check.verify_since(connection, check_signature=check_signature, state=state)
    assert verdict.ok
    assert verdict.root == _whole(connection).root
    _tamper(
        connection, "UPDATE entry SET fields = replace(fields, 'Later', 'Never') WHERE seq = 62"
    )
    again = check.verify_since(connection, check_signature=check_signature, state=state)
    assert again.first_fault.kind == "fields"
    connection.run("UPDATE machine_state SET value = x'7b7d' WHERE name = 'verified'")
    assert check.last_verified(connection) is None


def test_a_disposal_of_an_entry_verified_before(full):
    connection = full.connection
    check.remember_verified(connection, _whole(connection).state)
    ledger = ledger_rows.heads(connection).ledger.hex()
    full.append(
        "disposal.made", rule="DOB+25", authority="Head", people=["u-1"],
        targets=[{"ledger": ledger, "seq": 5}],
    )  # fmt: skip
    state = check.last_verified(connection)
    assert check.verify_since(connection, check_signature=check_signature, state=state).ok
    assert _whole(connection).disposed == 1
    assert _quick(connection).ok


def test_progress(full):
    seen = []
    _whole(full.connection, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (62, 62)
