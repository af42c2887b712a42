"""Backups: verified, rehearsed, opened read-only by the second lead on another computer."""

from pathlib import Path

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.back_up import (
    back_up,
    newest_backup,
    open_backup_read_only,
    rehearse,
)
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, open_concern
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import concerns
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.canary import files_with
from tests.fakes.small_school import (
    DEPUTY_PASSWORD,
    PASSWORD,
    SmallSchool,
    cheap_kdf,
    decision,
    secret_of,
)


def open_elsewhere(school: SmallSchool, path: Path, **changes: str) -> OpenCasebook:
    """Dan opens a backup on another computer, with the next code of his telephone."""
    school.clock.advance(seconds=30)
    into = school.root / f"another home {len(list(school.root.iterdir()))}"
    into.mkdir()
    given = {"account": "dan", "password": DEPUTY_PASSWORD, "code": school.code("dan"), **changes}
    return open_backup_read_only(
        path=path,
        into=into,
        credentials=Credentials(**given),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version="0",
    )


def test_a_backup_is_verified_rehearsed_and_opened_by_the_second_lead(school: SmallSchool) -> None:
    school.send(what_happened="Zuleika came without a coat.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert (made.pupils, made.entries) == (5, casebook.head().size - 1)
        assert newest_backup(school.backups) == made.path
        seen = rehearse(casebook, path=made.path)
        assert (seen.verified, seen.relation, seen.fault) == (True, "older", "")
        assert seen.entries == made.entries
        before = {path: path.read_bytes() for path in school.backups.iterdir()}
        live = casebook.head()
    elsewhere = open_elsewhere(school, made.path)
    try:
        assert (elsewhere.read_only, elsewhere.person.name) == (True, "Dan Whitcombe")
        assert verify_ledger(elsewhere).result == "ok"
        assert replay_differences(elsewhere) == ()
        found = open_concern(elsewhere, concern_id=concern_id)
        assert found.what_happened == "Zuleika came without a coat."
        for attempt in (
            lambda: decide(elsewhere, decision=decision(concern_id)),
            lambda: collect_letterbox(elsewhere),
            lambda: back_up(elsewhere, folder=school.backups, key_folder=school.casebook_folder),
        ):
            with pytest.raises(UserFacingError) as caught:
                attempt()
            assert caught.value.code == "casebook.read_only"
    finally:
        elsewhere.close()
    assert {path: path.read_bytes() for path in school.backups.iterdir()} == before
    assert files_with("Zuleika", [school.root]) == []
    with school.signed_in() as casebook:
        assert casebook.head().size == live.size + 1, "only the new sign-in"


def test_a_backup_is_opened_with_that_leads_own_secrets_only(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    for changes, refusal in (
        ({"password": PASSWORD}, "keys.wrong_password"),
        ({"code": "000000"}, "keys.code_wrong"),
        ({"account": "megan"}, "keys.unknown_account"),
    ):
        with pytest.raises(UserFacingError) as caught:
            open_elsewhere(school, made.path, **changes)
        assert caught.value.code == refusal


def test_a_damaged_backup_is_refused_in_words(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        data = made.path.read_bytes()
        odd = school.backups / "odd.cbk"
        for content, refusal in (
            (b"", "backup.not_a_backup"),
            (b"PK\x03\x04 nonsense", "backup.not_a_backup"),
            (data[: len(data) // 2], "backup.damaged"),
            (data[:-100] + bytes(100), "backup.damaged"),
        ):
            odd.write_bytes(content)
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=odd)
            assert caught.value.code in (refusal, "backup.damaged", "backup.not_a_backup")
        odd.unlink()
        for place in range(200, len(data), len(data) // 12):
            changed = bytearray(data)
            changed[place] ^= 0xFF
            odd.write_bytes(bytes(changed))
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=odd)
            assert caught.value.code.startswith(("backup.", "database.", "keys.")), place


def test_there_is_no_backup_yet(school: SmallSchool) -> None:
    with pytest.raises(UserFacingError) as caught:
        newest_backup(school.backups)
    assert caught.value.code == "backup.none_found"
    with school.signed_in() as casebook:
        for place in (school.root / "stick", school.root / "nowhere.cbk"):
            with pytest.raises(UserFacingError) as caught:
                rehearse(casebook, path=place)
            assert caught.value.code.startswith("backup.")
        with pytest.raises(UserFacingError) as caught:
            back_up(casebook, folder=school.root / "stick", key_folder=school.casebook_folder)
        assert caught.value.code == "backup.folder_gone"


def test_a_backup_of_another_school_is_told_apart(school: SmallSchool, tmp_path: Path) -> None:
    other = SmallSchool(tmp_path / "other", clock=school.clock, seed="another school")
    other.create()
    with other.signed_in() as casebook:
        made = back_up(casebook, folder=other.backups, key_folder=other.casebook_folder)
    with school.signed_in() as casebook, pytest.raises(UserFacingError) as caught:
        rehearse(casebook, path=made.path)
    assert caught.value.code == "backup.other_casebook"


def test_a_backup_from_before_a_lead_came_says_so(
    empty_school: SmallSchool, tmp_path: Path
) -> None:
    school = empty_school
    school.create()
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        dan = add_lead(
            casebook,
            folder=school.casebook_folder,
            person=NewPerson(name="Dan Whitcombe", account="dan", role=Role.DEPUTY),
            password=DEPUTY_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
        )
    school.secrets.totp["dan"] = secret_of(dan.otpauth)
    with school.signed_in("dan") as casebook, pytest.raises(UserFacingError) as caught:
        rehearse(casebook, path=made.path)
    assert caught.value.code == "backup.not_yours"


def test_a_diverged_casebook_is_named(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    twin = school.copy_to(school.root.parent / "twin", seed="twin")
    twin.clock.advance(minutes=5)
    twin.send()
    with twin.signed_in() as casebook:
        collect_letterbox(casebook)
        later = back_up(casebook, folder=twin.backups, key_folder=twin.casebook_folder)
        assert len(concerns.ids(casebook.connection)) == 1
    school.clock.advance(minutes=10)
    with school.signed_in() as casebook:
        assert rehearse(casebook, path=made.path).relation == "older"
        assert rehearse(casebook, path=later.path).relation == "diverged"
