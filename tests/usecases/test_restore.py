"""A backup in the place of a lost, damaged or longer casebook: nothing is lost without a word."""

import os
import shutil
from pathlib import Path

import pytest

from desktop.usecases.lead.back_up import back_up, open_backup_read_only
from desktop.usecases.lead.backup_round import BackupDone
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.finish_restore import finish_restore
from desktop.usecases.lead.restore_backup import (
    PreparedRestore,
    Restored,
    complete_restore,
    prepare_restore,
)
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.receipts import deliver
from storage.database import casebook_swap
from storage.database.repositories import concerns, ledger_rows
from storage.ledger.entries import parse_header
from storage.letterbox.spool import Spool
from storage.records.casework import LedgerRow
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import (
    DEPUTY_PASSWORD,
    PASSWORD,
    VERSION,
    WHEN,
    SmallSchool,
)


def backed_up(school: SmallSchool) -> BackupDone:
    """Ruth signs in, backs up and locks."""
    with school.signed_in() as casebook:
        return back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)


def collect_one(school: SmallSchool, words: str = "After the backup.") -> str:
    """Megan sends a concern and Ruth collects it; returns its id."""
    school.send(what_happened=words)
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
    return concern_id


def prepared(
    school: SmallSchool, path: Path, *, folder: Path | None = None, **changes
) -> PreparedRestore:
    """Dan's restore, with the next code of his telephone."""
    school.clock.advance(seconds=30)
    usual = {
        "path": path,
        "folder": folder or school.casebook_folder,
        "letterbox": school.letterbox,
        "credentials": Credentials(
            account="dan", password=DEPUTY_PASSWORD, code=school.code("dan")
        ),
        "host": "laptop",
        "user": "dan",
        "clock": school.clock,
        "random_bytes": school.random_bytes,
        "app_version": VERSION,
    }
    return prepare_restore(**{**usual, **changes})


def restored(school: SmallSchool, path: Path, **changes) -> Restored:
    """The same, to its end."""
    words = {name: changes.pop(name) for name in ("replace", "reason") if name in changes}
    ready = prepared(school, path, **changes)
    try:
        return complete_restore(ready, **words)
    finally:
        ready.close()


def refusal_of(action, *arguments, **more) -> UserFacingError:
    """The refusal that ``action`` must end in."""
    with pytest.raises(UserFacingError) as caught:
        action(*arguments, **more)
    return caught.value


def type_of(row: LedgerRow) -> str:
    """What kind of entry it is."""
    return parse_header(row.header).type


def codes_of(plan) -> set[str]:
    """The sentences of a plan, by code."""
    return {sentence.code for sentence in plan.sentences}


def add_call(school: SmallSchool, casebook: OpenCasebook, text: str) -> None:
    """One more entry in the first child's file."""
    add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
            happened=WHEN,
            text=text,
        ),
    )


def test_on_a_new_laptop_with_nothing_but_the_backup(school: SmallSchool) -> None:
    known = collect_one(school, "Before the backup.")
    made = backed_up(school)
    stick = school.root / "stick"
    stick.mkdir()
    path = Path(shutil.copy(made.path, stick))
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    before = path.read_bytes()
    done = restored(school, path)
    assert (done.plan.live.relation, done.replaced) == ("none", None)
    assert (done.plan.entries, done.entries) == (made.entries, made.entries + 1)
    assert codes_of(done.plan) == {"restore.lacks_unknown", "restore.ways_in_as_then"}
    assert path.read_bytes() == before
    assert sorted(item.name for item in school.laptop.iterdir()) == ["casebook"]
    with school.signed_in("dan") as casebook:
        assert concerns.concern(casebook.connection, known).what_happened == "Before the backup."
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
        entry = ledger_rows.rows(casebook.connection, start=made.entries, limit=1)[0]
        assert type_of(entry) == "restore.made"
        assert casebook.head().size == done.entries + 1, "and the sign-in"
    with school.signed_in("ruth") as casebook:
        assert casebook.person.name == "Ruth Okafor"


def test_the_recovery_code_on_paper_serves_as_well(school: SmallSchool) -> None:
    made = backed_up(school)
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    nobody = Credentials(account="", password="", code="")
    wrong = school.secrets.spare_code
    error = refusal_of(prepared, school, made.path, credentials=nobody, recovery_code=wrong)
    assert error.code == "keys.wrong_recovery_code"
    assert list(school.laptop.iterdir()) == []
    code = school.secrets.recovery_code
    done = restored(school, made.path, credentials=nobody, recovery_code=code)
    assert done.plan.live.relation == "none"
    with school.signed_in("ruth") as casebook:
        assert verify_ledger(casebook).result == "ok"


def test_a_longer_casebook_is_replaced_by_the_word_and_a_reason_only(school: SmallSchool) -> None:
    made = backed_up(school)
    with school.signed_in() as casebook:
        add_call(school, casebook, "Rang mother after the backup.")
        live = casebook.head()
    files = {path.name: path.read_bytes() for path in school.casebook_folder.glob("casebook.db*")}
    ready = prepared(school, made.path)
    assert ready.plan.live.relation == "longer"
    assert ready.plan.live.missing == live.size - made.entries
    error = refusal_of(complete_restore, ready)
    assert (error.code, error.facts["missing"]) == (
        "restore.live_is_longer",
        live.size - made.entries,
    )
    error = refusal_of(complete_restore, ready, replace=True, reason=" ")
    assert error.code == "restore.reason_missing"
    ready.close()
    assert not casebook_swap.stage_of(school.casebook_folder).exists()
    now = (school.casebook_folder / "casebook.db").read_bytes()
    assert len(now) == len(files["casebook.db"])
    with school.signed_in() as casebook:
        assert ledger_rows.tree(casebook.connection).root(live.size) == live.root

    done = restored(school, made.path, replace=True, reason="Entries of the wrong school")
    assert done.replaced is not None
    assert done.replaced.parent == school.laptop
    assert done.replaced.name.startswith("casebook.replaced-2026")
    assert {item.name for item in done.replaced.iterdir()} >= {"casebook.db", "casebook.keys"}
    with school.signed_in() as casebook:
        entry = ledger_rows.rows(casebook.connection, start=made.entries, limit=1)[0]
        values = {name: value for name, (value, _) in entry.fields.items()}
        assert values["reason"] == "Entries of the wrong school"
        assert values["replaced_size"] > live.size
        assert verify_ledger(casebook).result == "ok"
    # the old one still opens as it was, in another home
    again = school.root / "old" / "casebook"
    shutil.copytree(done.replaced, again)
    school.clock.advance(seconds=30)
    old = school.try_sign_in(folder=again).casebook
    assert ledger_rows.tree(old.connection).root(live.size) == live.root


def test_the_same_and_another_casebook_are_told_apart(school: SmallSchool, tmp_path: Path) -> None:
    made = backed_up(school)
    copy = Path(shutil.copy(made.path, school.root / "copy.cbk"))
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    restored(school, copy)
    with school.signed_in() as casebook:
        later = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        head = casebook.head()
    error = refusal_of(restored, school, later.path)
    assert (error.code, error.facts["missing"]) == ("restore.live_is_longer", 1)
    assert head.size == later.entries + 1

    other = SmallSchool(tmp_path / "other", clock=school.clock, seed="another school")
    other.create()
    error = refusal_of(restored, school, copy, folder=other.casebook_folder)
    assert error.code == "restore.live_is_other"
    done = restored(school, copy, folder=other.casebook_folder, replace=True, reason="Wrong folder")
    assert done.replaced is not None


@pytest.mark.parametrize("harm", ["zeroed", "cut", "page", "gone", "no keys"])
def test_a_damaged_or_lost_casebook_needs_no_word(school: SmallSchool, harm: str) -> None:
    known = collect_one(school, "Before the backup.")
    made = backed_up(school)
    database = school.casebook_folder / "casebook.db"
    data = bytearray(database.read_bytes())
    if harm == "zeroed":
        database.write_bytes(bytes(len(data)))
    elif harm == "cut":
        database.write_bytes(data[: len(data) // 2 + 7])
    elif harm == "page":
        for at in range(4096 * 3, len(data), 4096 * 2):
            data[at + 100] ^= 1
        database.write_bytes(data)
    elif harm == "gone":
        database.unlink()
    else:
        database.unlink()
        for keys in school.casebook_folder.glob("casebook.keys*"):
            keys.unlink()
    done = restored(school, made.path)
    assert done.plan.live.relation == {"gone": "lost", "no keys": "none"}.get(harm, "damaged")
    assert (done.replaced is None) == (harm == "no keys")
    if harm in ("zeroed", "cut", "page"):
        assert (done.replaced / "casebook.db").exists(), "the damaged file is kept"
    with school.signed_in() as casebook:
        assert concerns.concern(casebook.connection, known) is not None
        assert verify_ledger(casebook).result == "ok"


def test_a_lost_key_file_beside_a_whole_casebook(school: SmallSchool) -> None:
    made = backed_up(school)
    with school.signed_in() as casebook:
        add_call(school, casebook, "After the backup.")
    for keys in school.casebook_folder.glob("casebook.keys*"):
        keys.unlink()
    ready = prepared(school, made.path)
    assert ready.plan.live.relation == "longer", "the backup's key file opens it"
    ready.close()


def test_concerns_that_the_backup_lacks_come_again(school: SmallSchool) -> None:
    made = backed_up(school)
    lost = collect_one(school)
    station = school.station()
    deliver(station)
    assert station.outbox.waiting() == (), "the computer has its receipt and keeps nothing"
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    done = restored(school, made.path)
    (receipt,) = done.plan.receipts
    assert (receipt.computer, receipt.number, receipt.comes_again) == ("Staff room", 3, True)
    assert receipt.size > made.entries
    assert codes_of(done.plan) == {
        *("restore.lacks_unknown", "restore.receipts_show", "restore.letters_come_again"),
        "restore.ways_in_as_then",
    }
    with school.signed_in() as casebook:
        entry = ledger_rows.rows(casebook.connection, start=made.entries, limit=1)[0]
        (kept,) = entry.fields["receipts"][0]
        assert (kept["size"], kept["root"]) == (receipt.size, receipt.root)
        (again,) = collect_letterbox(casebook).concerns
        assert again != lost
        found = concerns.concern(casebook.connection, again)
        assert found.what_happened == "After the backup."
        assert found.signature == "own key"
        assert collect_letterbox(casebook).concerns == ()
    assert deliver(station).received == (3,), "a new receipt, of the restored casebook"
    school.send(what_happened="The next one.")
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


def test_a_letter_whose_receipt_never_came_is_sent_again_by_its_computer(
    school: SmallSchool,
) -> None:
    made = backed_up(school)
    stick = Path(shutil.copy(made.path, school.root / "stick.cbk"))
    collect_one(school)
    # laptop and letterbox are lost together, before the computer saw its receipt
    shutil.rmtree(school.laptop)
    shutil.rmtree(school.letterbox)
    school.laptop.mkdir()
    school.letterbox.mkdir()
    Spool(school.letterbox).prepare()
    done = restored(school, stick)
    assert done.plan.receipts == ()
    with school.signed_in() as casebook:
        assert collect_letterbox(casebook).concerns == ()
    deliver(school.station())
    with school.signed_in() as casebook:
        (again,) = collect_letterbox(casebook).concerns
        found = concerns.concern(casebook.connection, again)
        assert found.what_happened == "After the backup."
    assert deliver(school.station()).problem == ""


def test_a_concern_that_cannot_come_again_is_named(school: SmallSchool) -> None:
    made = backed_up(school)
    collect_one(school)
    deliver(school.station())
    for slip in (school.letterbox / "collected").iterdir():
        slip.unlink()
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    done = restored(school, made.path)
    (gone,) = [one for one in done.plan.sentences if one.code == "restore.letters_gone"]
    assert gone.facts == {"count": 1, "names": "Staff room 3"}
    assert "restore.letters_come_again" not in codes_of(done.plan)


def test_the_cards_go_on_above_what_computers_have_seen(school: SmallSchool) -> None:
    made = backed_up(school)
    for _ in range(3):
        with school.signed_in() as casebook:
            (school.letterbox / "school.card").unlink()
            collect_letterbox(casebook)
        deliver(school.station())
    shutil.rmtree(school.laptop)
    school.laptop.mkdir()
    restored(school, made.path)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    sent = school.send(what_happened="With the new card.")
    assert (sent.carried, sent.problem) == (True, "")


def test_wrong_words_change_nothing(school: SmallSchool) -> None:
    made = backed_up(school)
    before = {path.name for path in school.laptop.iterdir()}
    now = school.code("dan")
    for credentials, refusal in (
        (Credentials(account="dan", password=PASSWORD, code=now), "keys.wrong_password"),
        (Credentials(account="nobody", password=PASSWORD, code=now), "keys.unknown_account"),
        (Credentials(account="dan", password=DEPUTY_PASSWORD, code="12"), "keys.code_wrong"),
    ):
        school.clock.advance(minutes=10)
        error = refusal_of(prepared, school, made.path, credentials=credentials)
        assert error.code == refusal
    assert {path.name for path in school.laptop.iterdir()} == before
    with school.signed_in("dan") as casebook:
        entry = ledger_rows.rows(casebook.connection, start=casebook.head().size - 1)[0]
        (failed, _salt) = entry.fields["failed_attempts"]
        assert [one["what"] for one in failed] == ["password", "code"]


def test_a_code_is_used_up_here_and_there(school: SmallSchool) -> None:
    made = backed_up(school)
    school.clock.advance(seconds=30)
    used = Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan"))
    school.try_sign_in("dan").casebook.close()
    school.clock.advance(seconds=-30)
    error = refusal_of(prepared, school, made.path, credentials=used)
    assert error.code == "keys.code_used", "a code that signed in to the casebook here"
    school.clock.advance(minutes=2)
    code = school.code("dan")
    credentials = Credentials(account="dan", password=DEPUTY_PASSWORD, code=code)
    school.clock.advance(seconds=-30)
    restored(school, made.path, credentials=credentials, replace=True, reason="A test")
    error = refusal_of(school.try_sign_in, "dan", code=code)
    assert error.code == "keys.code_used"


def test_while_the_casebook_is_open_nothing_is_restored(school: SmallSchool) -> None:
    made = backed_up(school)
    with school.signed_in():
        error = refusal_of(prepared, school, made.path)
        assert error.code == "database.in_use"


class _PulledPlugError(Exception):
    """The moment at which the test ends the restore."""


@pytest.mark.parametrize("live", ["there", "none"])
def test_a_crash_at_every_step_of_the_swap(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, live: str
) -> None:
    """Before and after each change of a name: either casebook opens, and never a mixture."""
    made = backed_up(school)
    with school.signed_in() as casebook:
        add_call(school, casebook, "After the backup.")
    if live == "none":
        shutil.rmtree(school.casebook_folder)
    steps = 0
    while True:
        twin = school.copy_to(school.root.parent / f"twin {steps}", seed=f"twin {steps}")
        path = twin.backups / made.path.name
        with monkeypatch.context() as patch:
            _pull_the_plug(patch, after=steps)
            crashed = True
            try:
                restored(twin, path, replace=True, reason="A test")
                crashed = False
            except _PulledPlugError:
                pass
        if live == "none" and not _has_casebook(twin):
            done = restored(twin, path)
            assert done.plan.live.relation == "none"
        else:
            assert _has_casebook(twin)
        casebook = twin.sign_in()
        rows = ledger_rows.rows(casebook.connection, start=made.entries)
        types = [type_of(row) for row in rows]
        assert ("restore.made" in types) != ("entry.added" in types), types
        assert verify_ledger(casebook).result == "ok"
        twin.close()
        assert not casebook_swap.stage_of(twin.casebook_folder).exists() or crashed
        shutil.rmtree(twin.root)
        steps += 1
        if not crashed:
            break
    assert steps > (8 if live == "there" else 4)


def _has_casebook(school: SmallSchool) -> bool:
    finish_restore(school.casebook_folder, host="laptop", user="dan", clock=school.clock)
    return (school.casebook_folder / "casebook.keys").exists()


def _pull_the_plug(patch: pytest.MonkeyPatch, *, after: int) -> None:
    """Let so many changes of a name in the home happen, then none."""
    left = [after]
    for module, name in ((os, "replace"), (os, "rename"), (os, "unlink"), (Path, "rename")):
        real = getattr(module, name)

        def guarded(*arguments, real=real, **more):
            if "casebook" in str(arguments[0]):
                if left[0] == 0:
                    raise _PulledPlugError
                left[0] -= 1
            return real(*arguments, **more)

        patch.setattr(module, name, guarded)
    patch.setattr(casebook_swap, "drop_stage", lambda _folder: None)


def test_the_deputy_reads_last_nights_backup_on_another_computer(
    school: SmallSchool, tmp_path: Path
) -> None:
    known = collect_one(school, "Before the backup.")
    made = backed_up(school)
    into = tmp_path / "private"
    into.mkdir()
    school.clock.advance(seconds=30)
    casebook = open_backup_read_only(
        path=made.path,
        into=into,
        credentials=Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan")),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    assert casebook.read_only
    assert concerns.concern(casebook.connection, known) is not None
    casebook.close()
