"""Facts enter whole or not at all, signed, with their files; disposal destroys what it names."""

from datetime import UTC, datetime

import pytest

from storage.database import check
from storage.database.repositories import chronology, concerns, files, ledger_rows, settings
from storage.ledger.commitments import file_commitment
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent, PreparedField
from tests.fakes.casebook import concern_fields
from tests.fakes.ledger_builder import LEDGER, Author, check_signature

SCAN = FileContent(name="../../scan.pdf", media_type="application/pdf", content=b"page" * 200_000)


def _verified(connection):
    return check.verify_all(connection, check_signature=check_signature)


def test_an_entry_is_signed_and_its_fields_are_committed(casebook, connection):
    row = casebook.entry()
    header = parse_header(row.header)
    assert (header.seq, header.type, header.author) == (1, "entry.added", casebook.lead.key_id)
    assert row.fields["text"][0] == "Mother rang about the trip"
    assert len(row.fields["text"][1]) == 32
    assert _verified(connection).ok
    assert ledger_rows.rows(connection)[1] == row


def test_an_exception_keeps_nothing(casebook, connection):
    before = ledger_rows.heads(connection)

    def interrupted():
        with casebook.work() as work:
            work.append(Event(type="pupil.added", fields={"id": "p-1", "source": "form"}))
            settings.put(work.connection, "a", 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert ledger_rows.heads(connection) == before
    assert connection.value("SELECT count(*) FROM pupil") == 0
    assert settings.get(connection, "a") is None
    casebook.pupil()


def test_a_malformed_fact_keeps_nothing(casebook, connection):
    for fields in ({"id": "p-2"}, {"id": "p-2", "source": "x", "shoe_size": 1}):
        with pytest.raises(ValueError, match="pupil"):
            casebook.append("pupil.added", **fields)
    with pytest.raises(ValueError, match="unknown type"):
        casebook.append("pupil.renamed")
    assert ledger_rows.heads(connection).size == 1


def test_settings_go_with_the_entries(casebook, connection):
    with casebook.work() as work:
        work.append(Event(type="settings.changed", fields={"name": "a", "value": [1]}))
        settings.put(work.connection, "a", [1])
    assert settings.get(connection, "a") == [1]


def test_checkpoint_inside_the_work(casebook, connection):
    with casebook.work() as work:
        work.append(Event(type="pupil.added", fields={"id": "p-1", "source": "form"}))
        inside = work.checkpoint
    assert inside == ledger_rows.heads(connection)
    assert (inside.size, inside.ledger) == (2, LEDGER)


def test_time_going_backwards_is_recorded_and_named(casebook, connection):
    casebook.entry("e-1")
    casebook.clock.now = datetime(2020, 1, 1, tzinfo=UTC)
    casebook.entry("e-2")
    verdict = _verified(connection)
    assert verdict.ok
    assert verdict.time_reversals == (2,)


def test_files_are_kept_in_pieces_beside_the_entry(casebook, connection):
    row = casebook.append(
        "volume.attached", id="e-1", pupils=["p-1"], title="Paper volume", volume="1",
        original_lies="Head's safe", files=(SCAN, SCAN),
    )  # fmt: skip
    assert connection.value("SELECT count(*) FROM chunk WHERE file = 1") == 4
    stored = files.stored_files(connection, row.ledger, row.seq)
    assert [(item.name, item.size, item.number) for item in stored] == [
        ("../../scan.pdf", 800_000, 0), ("../../scan.pdf", 800_000, 1),
    ]  # fmt: skip
    assert files.content(connection, stored[1]) == SCAN.content
    assert _verified(connection).ok


def test_a_changed_file_is_found(casebook, connection):
    casebook.append(
        "volume.attached", id="e-1", pupils=[], title="Paper", volume="1", original_lies="Safe",
        files=(SCAN,),
    )  # fmt: skip
    connection.run("DROP TRIGGER chunk_stays")
    connection.run("UPDATE chunk SET data = x'00' WHERE n = 2")
    fault = _verified(connection).first_fault
    assert (fault.position, fault.kind) == (1, "file")


def test_a_file_that_is_too_large(casebook):
    large = FileContent(name="a", media_type="b", content=bytes(25 * 1024 * 1024 + 1))
    with pytest.raises(UserFacingError) as caught:
        casebook.append(
            "volume.attached", id="e-1", pupils=[], title="Paper", volume="1",
            original_lies="Safe", files=(large,),
        )  # fmt: skip
    assert caught.value.code == "database.file_too_large"


def test_what_the_workstation_committed_to_stays_its_own(casebook):
    salt = bytes(range(32))
    fields = {
        name: PreparedField(value=value, salt=salt) for name, value in concern_fields().items()
    }
    row = casebook.append("concern.received", **fields)
    assert {item[1] for item in row.fields.values()} == {salt}


def test_files_that_the_workstation_listed(casebook, connection):
    salt = bytes(range(32))
    listed = [{
        "name": SCAN.name, "media_type": SCAN.media_type, "bytes": len(SCAN.content),
        "salt": salt.hex(), "hmac": file_commitment(salt=salt, content=SCAN.content).hex(),
    }]  # fmt: skip
    given = {**concern_fields(), "files": PreparedField(value=listed, salt=salt)}
    with casebook.work() as work:
        work.append(Event(type="concern.received", fields=given, files=(SCAN,)))
    assert concerns.concern(connection, "c-1").files[0].size == len(SCAN.content)
    assert _verified(connection).ok
    other = FileContent(name="a", media_type="b", content=b"other")
    again = {**given, "id": "c-2"}
    with pytest.raises(ValueError, match="files"), casebook.work() as work:
        work.append(Event(type="concern.received", fields=again, files=(other,)))


def test_disposal(casebook, connection):
    casebook.pupil()
    casebook.concern("c-1", what_happened="a very particular word: zwieback")
    volume = casebook.append(
        "volume.attached", id="e-1", pupils=["p-1"], title="Paper", volume="1",
        original_lies="Safe", files=(SCAN,),
    )  # fmt: skip
    casebook.entry("e-2")
    casebook.append(
        "disposal.made", rule="DOB + 25 years", authority="Head", people=["u-1", "u-2"],
        targets=[{"ledger": LEDGER.hex(), "seq": seq} for seq in (2, volume.seq)],
    )  # fmt: skip
    assert [row.id for row in chronology.of_pupil(connection, "p-1")] == ["e-2"]
    assert chronology.search(connection, "zwieback") == []
    assert concerns.concern(connection, "c-1") is None
    assert connection.value("SELECT count(*) FROM chunk") == 0
    verdict = _verified(connection)
    assert verdict.ok
    assert verdict.disposed == 2


@pytest.mark.parametrize("seq", [0, 99])
def test_what_says_who_may_sign_cannot_be_disposed_of(casebook, connection, seq):
    with pytest.raises(UserFacingError) as caught:
        casebook.append(
            "disposal.made", rule="", authority="", people=[],
            targets=[{"ledger": LEDGER.hex(), "seq": seq}],
        )  # fmt: skip
    assert caught.value.code == "database.not_disposable"
    assert ledger_rows.heads(connection).size == 1


def test_two_authors(casebook, connection):
    deputy = Author(2)
    casebook.append("person.added", id="u-2", account="dan", name="Dan Ash", role="deputy")
    casebook.append("key.introduced", owner="u-2", kind="person", public=deputy.public_value)
    casebook.pupil()
    with casebook.work(deputy) as work:
        work.append(Event(type="entry.added", fields={
            "id": "e-1", "kind": "call", "pupils": ["p-1"], "text": "Rang back",
            "happened": concern_fields()["happened"],
        }))  # fmt: skip
    assert chronology.of_pupil(connection, "p-1")[0].author == "Dan Ash"
    assert _verified(connection).ok
