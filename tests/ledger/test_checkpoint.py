"""Changed notes are refused; typed check codes are forgiven their form."""

import pytest

from storage.ledger import checkpoint, fingerprint
from tests.fakes.ledger_builder import LEDGER, Author, check_signature

KEY = Author(8)
HEAD = checkpoint.Checkpoint(ledger=LEDGER, size=12, root=bytes(range(32)))
NOTE = checkpoint.make_note(HEAD, public=KEY.public, sign=KEY.sign)


def _check(note):
    return checkpoint.check_note(note, public=KEY.public, check_signature=check_signature)


def test_round_trip():
    assert _check(NOTE) == HEAD


@pytest.mark.parametrize(
    "changed",
    [
        "",
        "nothing",
        NOTE.replace("\n12\n", "\n13\n"),
        NOTE.replace("\n12\n", "\n012\n"),
        NOTE.replace("\n12\n", "\n-1\n"),
        NOTE.replace("—", "-"),
        NOTE.replace("casebook/", "otherbook/"),
        NOTE + "\n",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("AAEC", "AAED", 1),
    ],
)
def test_changed_notes(changed):
    assert _check(changed) is None


def test_another_key():
    other = Author(9)
    assert checkpoint.check_note(NOTE, public=other.public, check_signature=check_signature) is None


def test_check_codes_as_typed():
    code = fingerprint.CheckCode.of(HEAD, at="2026-11-22T09:10:00.000Z")
    assert len(code.code.split()) == 13
    assert fingerprint.parse_code(code.code.lower().replace(" ", "")) == code.code
    assert fingerprint.root_of_code(code.code) == HEAD.root
    for wrong in ("", "AAAA", code.code[:-1], code.code.replace("A", "9")):
        with pytest.raises(ValueError, match="not a check code"):
            fingerprint.parse_code(wrong)
