"""Whose key signed the words of a concern, as the entries attached to a document show it."""

import copy
from dataclasses import replace

import pytest

from desktop.usecases.lead.casebook import check_signature
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.signed_words import signed_lines, signed_words
from storage.database.repositories import ledger_rows, people
from storage.database.repositories.vouching import VOUCHING_SHOWN, vouching_positions
from storage.ledger.entries import parse_header
from storage.ledger.extract import check_extract, make_extract
from storage.records.concern import Attachment
from tests.fakes.small_school import SmallSchool

SHOWN = frozenset(
    ("id", "what_happened", "child_words", "happened", "reporter", "signature", "signed_block")
)


@pytest.fixture(scope="module")
def extract(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory):
    """Two concerns, one with a file, with the entries that say whose key signed them."""
    folder = tmp_path_factory.mktemp("signed") / "school"
    school = school_template.copy_to(folder, seed="signed words")
    note = Attachment(name="note.txt", media_type="text/plain", content=b"a drawing")
    with school.signed_in() as casebook:
        connection = casebook.connection
        start = casebook.head().size
        school.send(child_words="He grabbed me.")
        school.send(attachments=(note,))
        collect_letterbox(casebook)
        after = casebook.head().size
        concerns = [
            row.seq
            for row in ledger_rows.stored_some(connection, list(range(start, after)))
            if parse_header(row.header).type == "concern.received"
        ]
        beside = vouching_positions(connection, concerns)
        assert vouching_positions(connection, beside) == ()
        rows = ledger_rows.stored_some(connection, [*concerns, *beside])
        return make_extract(
            rows,
            tree=ledger_rows.tree(connection),
            checkpoint_note=casebook.signed_note(casebook.head()),
            checkpoint_key=casebook.school.public_ed25519,
            authors={key.key_id: key.sign for key in people.keys(connection, active_only=False)},
            shown={
                row.seq: VOUCHING_SHOWN.get(parse_header(row.header).type, SHOWN) for row in rows
            },
        )


def proved_of(extract):
    verdict = check_extract(extract, check_signature=check_signature)
    assert verdict.ok
    return verdict.proved


def test_the_words_are_the_reporters(extract) -> None:
    found = signed_words(proved_of(extract))
    assert [(one.signer, one.writer) for one in found] == [("own key", "Megan Price")] * 2
    (line,), not_proved = signed_lines(found)
    assert not_proved == []
    assert all(one.concern in line for one in found)
    assert "the key that Megan Price’s PIN or password opens" in line


def test_nothing_but_name_and_key_of_the_reporter_travels_along(extract) -> None:
    beside = [one for one in proved_of(extract) if one.type != "concern.received"]
    assert {one.type for one in beside} == {"person.added", "key.introduced"}
    for one in beside:
        assert set(one.shown) <= VOUCHING_SHOWN[one.type]
        assert one.withheld


@pytest.mark.parametrize("gone", ["person.added", "key.introduced"])
def test_without_the_entries_that_name_it_the_key_is_nobodys(extract, gone: str) -> None:
    proved = [one for one in proved_of(extract) if one.type != gone]
    found = signed_words(proved)
    assert {one.signer for one in found} == {"nobody known"}
    proved_lines, (line,) = signed_lines(found)
    assert proved_lines == []
    assert "Whose key signed" in line


def test_other_words_under_the_same_signature_are_not_the_reporters(extract) -> None:
    """The school holds every key of the record but the reporter's: it can write another entry."""
    proved = proved_of(extract)
    for name in ("what_happened", "child_words", "happened"):
        forged = [
            replace(one, commitments={**one.commitments, name: bytes(32)})
            if one.type == "concern.received"
            else one
            for one in proved
        ]
        found = signed_words(forged)
        assert {one.signer for one in found} == {"not signed so"}
    _, (line,) = signed_lines(found)
    assert "does not cover these words" in line


@pytest.mark.parametrize(
    "change", [{"public": "00" * 32}, {"signature": "00" * 64}, {"block": "{}"}]
)
def test_a_signed_block_of_another_shape_proves_nothing(extract, change) -> None:
    for odd in (change, dict.fromkeys(change), dict.fromkeys(change, 7)):
        forged = [
            replace(one, shown={**one.shown, "signed_block": {**one.shown["signed_block"], **odd}})
            if one.type == "concern.received"
            else one
            for one in proved_of(extract)
        ]
        assert {one.signer for one in signed_words(forged)} == {"not signed so"}


def test_a_name_typed_at_a_workstation_is_said_to_be_typed(extract) -> None:
    forged = [
        replace(one, shown={**one.shown, "signature": "workstation"})
        for one in copy.copy(proved_of(extract))
    ]
    found = signed_words(forged)
    assert {one.signer for one in found} == {"workstation"}
    proved_lines, (line,) = signed_lines(found)
    assert proved_lines == []
    assert "a name was typed" in line
