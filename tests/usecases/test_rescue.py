"""A damaged casebook is looked at, rescued and opened with password and code alone."""

from pathlib import Path

import pytest

from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.rescue_access import open_for_rescue
from desktop.usecases.lead.rescue_casebook import (
    compare_with_newest_backup,
    look_at_damage,
    open_read_only,
    rescue_casebook,
)
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database import check
from storage.database.connection import checkpoint
from storage.database.page_reader import PageReader
from storage.database.repositories import ledger_rows, pupils, settings
from storage.database.salvage import Salvager
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from tests.fakes.damage import cut, damage_pages, flip_bit, page_count
from tests.fakes.ledger_builder import check_signature
from tests.fakes.small_school import PASSWORD, VERSION, SmallSchool
from ui.messages import has_sentence, message_for

WORDS = "Mother rang at nine and asked for Mrs Okafor. "


@pytest.fixture
def database(school: SmallSchool) -> Path:
    """The file of a casebook with enough entries that pages hold few of them each."""
    with school.signed_in() as casebook:
        for number in range(40):
            casebook.append(
                Event(
                    type="entry.added",
                    fields={
                        "id": f"call-{number}",
                        "kind": "call",
                        "pupils": [school.first_pupil],
                        "happened": {
                            "earliest": None,
                            "latest": None,
                            "precision": "unknown",
                            "as_told": "",
                        },
                        "text": WORDS * (number % 9 + 3),
                    },
                    files=(FileContent(name="scan.bin", media_type="a/b", content=b"x" * 300_000),)
                    if number == 20
                    else (),
                )
            )
        checkpoint(casebook.connection)
    return school.casebook_folder / "casebook.db"


def access(school: SmallSchool, account: str = "ruth", **changes):
    school.clock.advance(seconds=30)
    usual = {"account": account, "password": PASSWORD, "code": school.code(account)}
    return open_for_rescue(
        folder=school.casebook_folder,
        credentials=Credentials(**{**usual, **changes}),
        host="laptop",
        user="ruth",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )


def pages_of(school: SmallSchool, table: str) -> list[int]:
    """The leaf pages of a table, found with the key of the school."""
    opened = access(school)
    try:
        with PageReader(opened.database, key=opened.database_key) as reader:
            found = Salvager(reader, ledger=opened.ledger).survey()
            return [number for number, owner in found.owners.items() if owner == table]
    finally:
        opened.close()


def entry_pages(school: SmallSchool, *seqs: int) -> list[int]:
    """The pages on which these entries begin."""
    opened = access(school)
    try:
        with PageReader(opened.database, key=opened.database_key) as reader:
            found = Salvager(reader, ledger=opened.ledger).survey()
            return [found.entries[seq][0].page for seq in seqs]
    finally:
        opened.close()


def stored(casebook):
    return {entry.seq: entry for entry in ledger_rows.stored(casebook.connection)}


def last_seq(school: SmallSchool) -> int:
    with school.signed_in() as casebook:
        return casebook.head().size


def test_a_whole_casebook_says_so(school: SmallSchool, database: Path) -> None:
    opened = access(school)
    damage = look_at_damage(opened)
    opened.close()
    assert [error.code for error in damage.sentences] == ["damage.every_entry_readable"]
    assert damage.found.only_lists


def test_rescue_without_a_backup_names_what_is_missing(school: SmallSchool, database: Path) -> None:
    with school.signed_in() as casebook:
        before = stored(casebook)
        target = casebook.head().size - 12
    (page,) = entry_pages(school, target)
    damage_pages(database, page)
    opened = access(school)
    damage = look_at_damage(opened)
    (lost,) = damage.found.ranges
    assert lost.first <= target <= lost.last
    assert lost.before_at == parse_header(before[lost.first - 1].header).at
    assert lost.after_at == parse_header(before[lost.last + 1].header).at
    assert damage.sentences[0].code in ("damage.one_entry", "damage.entries")
    assert "2026" in message_for(damage.sentences[0]).text
    done = rescue_casebook(opened)
    opened.close()
    gone = {item.seq for item in done.lost}
    assert gone == set(range(lost.first, lost.last + 1))
    assert done.from_file == done.entries - len(gone)
    assert done.kept_as.exists()
    assert done.kept_as.name.startswith("casebook.damaged-2026")
    with school.signed_in() as casebook:
        after = stored(casebook)
        kept = {seq: entry for seq, entry in before.items() if seq not in gone}
        assert {seq: after[seq] for seq in kept} == kept
        verdict = check.verify_all(casebook.connection, check_signature=check_signature)
        assert verdict.ok
        assert set(verdict.lost) == gone
        assert check.check_pages(casebook.connection) == ()
        assert replay_differences(casebook) == ()
        rescue = next(row for row in ledger_rows.rows(casebook.connection, start=done.entries))
        assert parse_header(rescue.header).type == "rescue.made"
        assert rescue.fields is not None
        assert {item["seq"] for item in rescue.fields["lost"][0]} == gone
        casebook.append(Event(type="file.opened", fields={"pupil": school.first_pupil}))


def test_a_backup_gives_everything_back(school: SmallSchool, database: Path) -> None:
    with school.signed_in() as casebook:
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        held = casebook.head().size - 1
        before = stored(casebook)
        checkpoint(casebook.connection)
    pages = [*pages_of(school, "chunk")[:2], *entry_pages(school, held - 6, held - 20)]
    damage_pages(database, *pages)
    opened = access(school)
    compared = compare_with_newest_backup(opened, backup_folders=[school.backups])
    assert compared is not None
    assert compared.entries == held
    assert compared.missing == compared.fills > 0
    done = rescue_casebook(opened, backup_folders=[school.backups])
    opened.close()
    assert done.lost == ()
    assert done.files_lost == ()
    assert sum(done.from_backups.values()) == compared.fills
    with school.signed_in() as casebook:
        after = stored(casebook)
        assert {seq: after[seq] for seq in before} == before


def test_damage_to_lists_alone_loses_nothing(school: SmallSchool, database: Path) -> None:
    pages = [pages_of(school, name)[-1] for name in ("pupil", "ft_data", "chronology")]
    damage_pages(database, *pages)
    opened = access(school)
    damage = look_at_damage(opened)
    assert damage.found.only_lists
    text = " ".join(message_for(error).text for error in damage.sentences)
    assert "the list of children" in text
    assert "the search" in text
    done = rescue_casebook(opened)
    opened.close()
    assert done.lost == ()
    with school.signed_in() as casebook:
        assert pupils.pupil(casebook.connection, school.first_pupil) is not None
        assert replay_differences(casebook) == ()


def test_what_the_file_has_forgotten_of_the_school_comes_from_a_backup(
    school: SmallSchool, database: Path
) -> None:
    with school.signed_in() as casebook:
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        kept = settings.get(casebook.connection, "workstation_secrets")
    pages = [*pages_of(school, "school_key"), *pages_of(school, "setting")]
    pages += entry_pages(school, 0)
    damage_pages(database, *pages)
    opened = access(school)
    codes = {error.code for error in look_at_damage(opened).sentences}
    assert {"damage.first_entry", "damage.school_key", "damage.settings"} <= codes
    with pytest.raises(UserFacingError, match=r"rescue\.first_entry_lost"):
        rescue_casebook(opened)
    assert not (school.casebook_folder / "casebook.rescuing.db").exists()
    done = rescue_casebook(opened, backup_folders=[school.backups])
    opened.close()
    assert done.settings_incomplete
    with school.signed_in() as casebook:
        assert settings.get(casebook.connection, "workstation_secrets") == kept


def test_without_the_schools_key_the_record_can_still_be_read(
    school: SmallSchool, database: Path, tmp_path: Path
) -> None:
    damage_pages(database, *pages_of(school, "school_key"))
    opened = access(school)
    with pytest.raises(UserFacingError, match=r"rescue\.school_key_lost"):
        rescue_casebook(opened)
    assert database.exists()
    reading = open_read_only(opened, into=tmp_path)
    assert pupils.pupil(reading.connection, school.first_pupil) is not None
    with pytest.raises(UserFacingError, match=r"casebook\.read_only"):
        reading.append(Event(type="file.opened", fields={"pupil": school.first_pupil}))
    reading.close()
    opened.close()


def test_a_file_that_is_cut_or_whose_salt_is_damaged(school: SmallSchool, database: Path) -> None:
    flip_bit(database, 3)
    assert last_seq(school) > 0  # the salt lies beside the key: nothing is lost
    cut(database, page_count(database) * 3 // 4 * 4096 + 100)
    opened = access(school)
    assert "damage.cut_short" in {error.code for error in look_at_damage(opened).sentences}
    done = rescue_casebook(opened)
    opened.close()
    assert done.lost
    assert last_seq(school) > done.entries


def test_password_code_and_lock_guard_the_rescue_as_they_guard_sign_in(
    school: SmallSchool, database: Path
) -> None:
    with pytest.raises(UserFacingError, match=r"keys\.wrong_password"):
        access(school, password="not the password at all")
    school.clock.advance(minutes=5)
    with pytest.raises(UserFacingError, match=r"keys\."):
        access(school, code="000000")
    school.clock.advance(minutes=5)
    opened = access(school)
    with pytest.raises(UserFacingError, match=r"database\.in_use"):
        access(school)
    opened.close()
    database.write_bytes(b"\x55" * 40_960)
    with pytest.raises(UserFacingError, match=r"database\.wrong_key"):
        access(school)


def test_every_sentence_about_damage_exists() -> None:
    for code in ("damage.entries", "damage.content", "damage.more_entries", "damage.files"):
        assert has_sentence(code)
