"""The letterbox folder gone, full, exchanged or tampered with: no concern is lost or half done."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.receipts import deliver, my_receipts
from desktop.usecases.staff.station import school_card, team_card
from storage.database.repositories import concerns, people
from storage.database.unit_of_work import UnitOfWork
from storage.keys import durable_file
from storage.letterbox.slip import seal_slip
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import SmallSchool, decision


def take_away(school: SmallSchool) -> Path:
    """The stick is pulled out; returns where the folder lies now."""
    away = school.root / "letterbox that is away"
    school.letterbox.rename(away)
    return away


def test_a_concern_waits_while_the_folder_is_gone(school: SmallSchool) -> None:
    away = take_away(school)
    sent = school.send(told_dsl="no")
    assert (sent.carried, sent.problem) == (False, "letterbox.folder_gone")
    assert [contact.name for contact in sent.find_now] == ["Ruth Okafor", "Dan Whitcombe"]
    assert deliver(school.station()).problem == "letterbox.folder_gone"
    assert deliver(school.station()).waiting == (sent.number,)
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            collect_letterbox(casebook)
        assert caught.value.code == "letterbox.folder_gone"
        away.rename(school.letterbox)
        assert deliver(school.station()).carried == (sent.number,)
        assert len(collect_letterbox(casebook).concerns) == 1
    done = deliver(school.station())
    assert (done.received, done.waiting, done.problem) == ((sent.number,), (), "")


def test_what_the_folder_lost_is_sent_again(school: SmallSchool) -> None:
    sent = school.send()
    (path,) = (school.letterbox / "out").glob("*.slip")
    path.unlink()
    assert deliver(school.station()).carried == (sent.number,)
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
        shutil.rmtree(school.letterbox / "collected")
        (school.letterbox / "collected").mkdir()
        shutil.rmtree(school.letterbox / "receipts")
        (school.letterbox / "receipts").mkdir()
        assert deliver(school.station()).carried == (sent.number,), "no receipt came"
        assert collect_letterbox(casebook).concerns == (), "it was taken already"
    assert deliver(school.station()).received == (sent.number,), "and is answered all the same"


def test_a_letter_damaged_on_its_way_is_kept_named_and_sent_again(school: SmallSchool) -> None:
    sent = school.send()
    (path,) = (school.letterbox / "out").glob("*.slip")
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(bytes(data))
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert done.concerns == ()
        assert [item.reason for item in done.kept] == ["letterbox.slip_damaged"]
        assert deliver(school.station()).carried == (sent.number,)
        again = collect_letterbox(casebook)
        assert (len(again.concerns), again.kept) == (1, ())
        assert deliver(school.station()).received == (sent.number,)
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


@pytest.mark.parametrize("damage", [b"", b"\0" * 300, b"nonsense" * 100])
def test_what_is_no_letter_is_kept_and_named(school: SmallSchool, damage: bytes) -> None:
    (school.letterbox / "out" / f"{'cd' * 16}.slip").write_bytes(damage)
    (school.letterbox / "out" / "holiday.jpg").write_bytes(damage)
    school.send()
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert len(done.concerns) == 1, "the next letter is taken all the same"
        assert [item.name for item in done.kept] == ["cd" * 16]
        assert casebook.spool.kept() == ("cd" * 16,)
        assert collect_letterbox(casebook).kept == ()


def test_a_number_used_twice_is_taken_and_named(school: SmallSchool) -> None:
    twin = school.copy_to(school.root.parent / "twin", seed="a restored disk")
    first = school.send(what_happened="One.")
    twin.send(what_happened="Two.")
    (path,) = (twin.letterbox / "out").glob("*.slip")
    shutil.copy(path, school.letterbox / "out")
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert (len(done.concerns), done.kept, first.number) == (2, (), 3)
        found = [concerns.concern(casebook.connection, taken) for taken in done.concerns]
        assert [concern.checks for concern in found] == [(), ("number_used_twice",)]
        shutil.copy(path, school.letterbox / "out")
        assert collect_letterbox(casebook).concerns == ()


def test_a_letter_for_somebody_else_goes_by_and_stays(school: SmallSchool) -> None:
    station = school.station()
    megan = school.megan(station)
    sealed = seal_slip(
        kind="concern",
        content={"fields": {}},
        attachments=(),
        author=megan.keys,
        readers=[station.identity.keys.public.x25519],
        link=station.outbox.next_link(),
        epoch=1,
        random_bytes=school.random_bytes,
    )
    station.spool.drop_slip(sealed.data, name="ef" * 16)
    with school.signed_in() as casebook:
        for _ in range(2):
            done = collect_letterbox(casebook)
            assert (done.concerns, done.kept, done.passed_by) == ((), (), 1)
        assert casebook.spool.pending() == ("ef" * 16,)


def test_a_letter_in_an_unknown_form_is_kept(school: SmallSchool) -> None:
    station = school.station()
    megan = school.megan(station)
    for kind, content in (
        ("concern", {"fields": {}}),
        ("concern", {"fields": {"a": 1}, "salts": {}, "block": "x", "signature": "zz"}),
        ("follow_up", {}),
        ("test", {}),
    ):
        sealed = seal_slip(
            kind=kind,
            content=content,
            attachments=(),
            author=megan.keys,
            readers=[reader.x25519 for reader in school_card(station).readers],
            link=station.outbox.next_link(),
            epoch=1,
            random_bytes=school.random_bytes,
        )
        station.spool.drop_slip(sealed.data, name=sealed.digest.hex()[:32])
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert done.concerns == ()
        assert {item.reason for item in done.kept} <= {"letterbox.content_unreadable"}
        assert len(done.kept) == 4
        assert verify_ledger(casebook).result == "ok"


def test_a_receipt_that_could_not_be_written_comes_later(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        with monkeypatch.context() as patched:
            patched.setattr(durable_file, "write_durably", no_space)
            with pytest.raises(UserFacingError) as caught:
                collect_letterbox(casebook)
            assert caught.value.code == "letterbox.disk_full"
        assert len(concerns.ids(casebook.connection)) == 1, "the concern itself is safe"
        collect_letterbox(casebook)
        assert len(concerns.ids(casebook.connection)) == 1
    assert deliver(school.station()).received == (sent.number,)


def no_space(*arguments: object, **options: object) -> None:
    """The disk is full."""
    import errno  # late: used once

    raise OSError(errno.ENOSPC, "no space")


def test_a_decision_stands_while_the_folder_is_gone_and_the_reply_follows(
    school: SmallSchool,
) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        away = take_away(school)
        done = decide(casebook, decision=decision(concern_id, reply="I have it."))
        assert len(done.actions) == 1
        away.rename(school.letterbox)
    with school.signed_in("dan") as casebook:
        collect_letterbox(casebook)
    station = school.station()
    deliver(station)
    row = my_receipts(station, author=school.megan(station))[0]
    assert (row.number, row.reply) == (sent.number, "I have it.")


def test_people_and_pupils_come_in_while_the_folder_is_gone_and_the_cards_follow(
    school: SmallSchool,
) -> None:
    with school.signed_in() as casebook:
        away = take_away(school)
        slip = add_staff(
            casebook, person=NewPerson(name="Pat Lowe", account="pat", role=Role.STAFF)
        )
        assert slip.code
        data = b"Surname,Forename,DOB\nNewcomer,Nell,2018-01-02\n"
        take_pupils(casebook, preview=preview_pupils(casebook, data=data, mapping={}))
        away.rename(school.letterbox)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    card = team_card(school.station())
    assert card is not None
    assert "pat" in {member.account for member in card.staff}
    assert "Nell Newcomer" in {pupil.name for pupil in card.pupils}


def test_cards_that_vanish_or_are_put_back_are_written_anew(school: SmallSchool) -> None:
    old = {name: (school.letterbox / name).read_bytes() for name in ("school.card", "team.card")}
    with school.signed_in() as casebook:
        add_staff(casebook, person=NewPerson(name="Pat Lowe", account="pat", role=Role.STAFF))
    team_card(school.station())
    school_card(school.station())
    for name, data in old.items():
        (school.letterbox / name).write_bytes(data)
    for read in (school_card, team_card):
        with pytest.raises(UserFacingError) as caught:
            read(school.station())
        assert caught.value.code == "letterbox.card_older"
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        assert school_card(school.station()).readers
        assert team_card(school.station()) is not None
        for name in old:
            (school.letterbox / name).unlink()
        collect_letterbox(casebook)
        written = {name: (school.letterbox / name).read_bytes() for name in old}
        collect_letterbox(casebook)
        assert {name: (school.letterbox / name).read_bytes() for name in old} == written
    assert team_card(school.station()) is not None


def test_a_card_of_another_school_is_refused(school: SmallSchool, tmp_path: Path) -> None:
    other = SmallSchool(tmp_path / "other", clock=school.clock, seed="another school")
    other.create()
    shutil.copy(other.letterbox / "school.card", school.letterbox / "school.card")
    with pytest.raises(UserFacingError) as caught:
        school_card(school.station())
    assert caught.value.code == "letterbox.card_not_pinned"
    sent = school.send()
    assert (sent.carried, sent.problem) == (True, "letterbox.card_not_pinned")
    with other.signed_in() as strangers:
        casebook = replace(strangers, spool=Spool(school.letterbox))
        assert collect_letterbox(casebook).passed_by == 1, "nothing was sealed to strangers"
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
    assert school.send().problem == "", "collecting put the right card back"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"{}"])
def test_a_damaged_card_is_named(school: SmallSchool, data: bytes) -> None:
    for name in ("school.card", "team.card"):
        (school.letterbox / name).write_bytes(data)
    for read in (school_card, team_card):
        with pytest.raises(UserFacingError) as caught:
            read(school.station())
        assert caught.value.code == "letterbox.card_damaged"
    sent = school.send(told_dsl="no")
    assert (sent.carried, sent.problem) == (True, "letterbox.card_damaged")
    assert sent.find_now[0].name == "Ruth Okafor"


def test_there_is_no_card_to_pair_with(school: SmallSchool, tmp_path: Path) -> None:
    empty = tmp_path / "empty letterbox"
    empty.mkdir()
    for folder, code in (
        (empty, "letterbox.no_school_card"),
        (tmp_path / "nowhere", "letterbox.folder_gone"),
    ):
        with pytest.raises(UserFacingError) as caught:
            pair_workstation(
                folder=tmp_path / "new workstation",
                letterbox=folder,
                label="Office",
                clock=school.clock,
                random_bytes=school.random_bytes,
            )
        assert caught.value.code == code
        assert not (tmp_path / "new workstation").exists()


def test_a_workstation_that_is_damaged_or_none_says_so(school: SmallSchool) -> None:
    (school.workstation / "workstation.json").write_bytes(b"nonsense")
    with pytest.raises(UserFacingError) as caught:
        school.station()
    assert caught.value.code in ("staff.workstation_damaged", "letterbox.identity_damaged")
    shutil.rmtree(school.workstation)
    with pytest.raises(UserFacingError) as caught:
        school.station()
    assert caught.value.code == "staff.not_a_workstation"


def test_the_outbox_on_a_full_disk_sends_nothing_and_says_so(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(durable_file, "write_durably", no_space)
        with pytest.raises(UserFacingError) as caught:
            school.send()
        assert caught.value.code == "letterbox.disk_full"
    assert school.station().outbox.waiting() == ()
    assert school.send().number == 3, "the number is free again"


def test_a_forged_receipt_changes_nothing(school: SmallSchool, tmp_path: Path) -> None:
    sent = school.send()
    digest = bytes.fromhex(sent.digest)
    school.station().spool.write_receipt(digest, b"nonsense")
    done = deliver(school.station())
    assert (done.received, done.waiting) == ((), (sent.number,))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    assert deliver(school.station()).received == (sent.number,)
    del tmp_path


def test_missing_numbers_are_told_with_the_next_concern(school: SmallSchool) -> None:
    school.send()
    lost = school.send()
    with school.signed_in() as casebook:
        for path in (school.letterbox / "out").glob("*.slip"):
            data = path.read_bytes()
            if lost.digest == data[-32:].hex():
                path.unlink()
        collect_letterbox(casebook)
        station = school.station()
        (school.letterbox / "out").rename(school.root / "held back")
        (school.letterbox / "out").mkdir()
        third = school.send()
        for path in (school.letterbox / "out").glob("*.slip"):
            if third.digest != path.read_bytes()[-32:].hex():
                path.unlink()
        (concern_id,) = collect_letterbox(casebook).concerns
        found = concerns.concern(casebook.connection, concern_id)
        assert found is not None
        assert "letters_missing_before" in found.checks
        assert people.workstations(casebook.connection)[0].id == station.identity.workstation_id


def test_a_full_disk_does_not_put_a_good_letter_aside(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.send()
    with school.signed_in() as casebook:
        with monkeypatch.context() as patched:

            def full(*arguments: object) -> None:
                raise UserFacingError("database.disk_full")

            patched.setattr(UnitOfWork, "append", full)
            with pytest.raises(UserFacingError) as caught:
                collect_letterbox(casebook)
            assert caught.value.code == "database.disk_full"
        assert casebook.spool.kept() == ()
        assert len(collect_letterbox(casebook).concerns) == 1


def test_a_lost_receipt_is_written_again(school: SmallSchool) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id, reply="I have it."))
        for path in (school.letterbox / "receipts").iterdir():
            path.unlink()
        assert deliver(school.station()).carried == (sent.number,)
        collect_letterbox(casebook)
        station = school.station()
        assert deliver(station).received == (sent.number,)
        assert my_receipts(station, author=school.megan(station))[0].reply == "I have it."
