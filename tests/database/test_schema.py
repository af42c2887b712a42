"""What was written once is never changed: the database itself refuses."""

import pytest
from sqlcipher3 import dbapi2

from storage.records.events import FileContent


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET header = x'00' WHERE seq = 1",
        "UPDATE entry SET body = NULL, salt = NULL, fields = NULL WHERE seq = 1",
        "UPDATE entry SET fields = '{}' WHERE seq = 1",
        "UPDATE entry SET sig = x'00'",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = 1",
        "INSERT OR REPLACE INTO entry SELECT ledger, 1, header, sig, leaf, salt, body, fields"
        " FROM entry WHERE seq = 0",
        "INSERT INTO entry SELECT ledger, 7, header, sig, leaf, salt, body, fields FROM entry"
        " WHERE seq = 0",
        "INSERT INTO disposed SELECT ledger, 1, 0 FROM entry WHERE seq = 1",
        "DELETE FROM chunk",
        "UPDATE chunk SET data = x'00'",
        "INSERT OR REPLACE INTO chunk SELECT ledger, seq, file, n, x'00' FROM chunk",
    ],
)
def test_refused(casebook, connection, statement):
    scan = FileContent(name="a.txt", media_type="text/plain", content=b"scan")
    casebook.append(
        "volume.attached", id="e-9", pupils=[], title="Paper", volume="1",
        original_lies="Safe", files=(scan,),
    )  # fmt: skip
    with pytest.raises(dbapi2.IntegrityError):
        connection.run(statement)
    assert connection.value("SELECT count(*) FROM entry") == 2


def test_disposal_opens_only_what_it_names(casebook, connection):
    casebook.entry("e-1")
    casebook.entry("e-2")
    ledger = connection.value("SELECT ledger FROM store").hex()
    casebook.append(
        "disposal.made", targets=[{"ledger": ledger, "seq": 1}], rule="DOB+25",
        authority="Head", people=["u-1", "u-2"],
    )  # fmt: skip
    assert connection.value("SELECT fields FROM entry WHERE seq = 1") is None
    with pytest.raises(dbapi2.IntegrityError):
        connection.run("UPDATE entry SET body = NULL, salt = NULL, fields = NULL WHERE seq = 2")
    with pytest.raises(dbapi2.IntegrityError):
        connection.run("DELETE FROM disposed")
