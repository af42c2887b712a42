"""The recovery code on paper: back in with it, crashes on the way, renewing it, proving it."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.recover_access import (
    NewWayIn,
    Preparation,
    prepare_recovery,
    recover_access,
)
from desktop.usecases.lead.rehearse_recovery import (
    DEPUTY_BACKUP,
    confirm_recovery_code,
    draw_recovery_code,
    last_recovery_rehearsal,
    needs_confirmation,
    rehearse_deputy,
    rehearse_recovery,
    renew_recovery_code,
)
from desktop.usecases.lead.sign_in import ATTEMPTS, Credentials, SignedIn
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.lead.ways_in import ways_in
from storage.database.repositories import ledger_rows, people, settings
from storage.keys import durable_file, key_file_store, recovery_code, totp
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import (
    DEPUTY_PASSWORD,
    PASSWORD,
    VERSION,
    SmallSchool,
    cheap_kdf,
    secret_of,
)
from ui.messages import message_for

NEW_PASSWORD = "copper kettle, winter stairs"


def prepare(school: SmallSchool, *, code: str = "", **given: Any) -> Preparation:
    """The first step with the right code."""
    return prepare_recovery(
        folder=given.pop("folder", school.casebook_folder),
        code=code or school.secrets.recovery_code,
        clock=school.clock,
        random_bytes=school.random_bytes,
        **given,
    )


def recover(
    school: SmallSchool, preparation: Preparation, *, code: str = "", **given: Any
) -> SignedIn:
    """The second step; what is not given is right."""
    way_in = NewWayIn(
        password=given.pop("password", NEW_PASSWORD),
        totp_secret=preparation.totp_secret,
        first_code=given.pop("first_code", totp.code_at(preparation.totp_secret, school.clock())),
        one_time_codes=preparation.one_time_codes,
    )
    done = recover_access(
        folder=given.pop("folder", school.casebook_folder),
        letterbox=school.letterbox,
        code=code or school.secrets.recovery_code,
        way_in=way_in,
        kdf=cheap_kdf(school.random_bytes),
        host="laptop",
        user="ruth",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
        **given,
    )
    school._open.append(done.casebook)
    return done


def entries(casebook: OpenCasebook, type_: str) -> list[dict[str, Any]]:
    """The fields of all entries of one type, oldest first."""
    found = []
    for row in ledger_rows.rows(casebook.connection):
        header = parse_header(row.header)
        if header.type == type_:
            assert row.fields is not None
            values = {name: value for name, (value, _salt) in row.fields.items()}
            found.append(values | {"author": header.author})
    return found


def refusal(work: Callable[[], object]) -> UserFacingError:
    """What is refused has a sentence and a next step, and names nobody."""
    with pytest.raises(UserFacingError) as caught:
        work()
    message = message_for(caught.value)
    assert message.message
    assert message.next_step
    assert "Ruth" not in message.text
    return caught.value


def sound(casebook: OpenCasebook) -> bool:
    """The ledger verifies with every signature, and the read tables equal it."""
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def test_back_in_with_the_code_on_paper(school: SmallSchool) -> None:
    old = key_file_store.load_key_file(school.casebook_folder).file.slot_for_account("ruth")
    preparation = prepare(school)
    assert preparation.account == "ruth"
    casebook = recover(school, preparation).casebook
    assert casebook.person.name == "Ruth Okafor"
    assert casebook.keys.key_id != old.public.key_id
    paper = recovery_code.keys_from_code(
        recovery_code.parse_code(school.secrets.recovery_code), store_id=casebook.store_id
    )
    introduced = entries(casebook, "key.introduced")[-1]
    assert introduced["author"] == paper.key_id
    assert introduced["public"]["sign"] == casebook.keys.public.ed25519.hex()
    (ended,) = entries(casebook, "key.ended")
    assert (ended["key_id"], ended["author"]) == (old.public.key_id, paper.key_id)
    changed = entries(casebook, "way_in.changed")[-1]
    assert (changed["what"], changed["by_recovery"]) == ("recovered", True)
    opened = entries(casebook, "session.opened")[-1]
    assert opened["recovery"] is True
    assert opened["author"] == casebook.keys.key_id
    assert sound(casebook)
    casebook.close()

    school.clock.advance(seconds=30)
    code = totp.code_at(preparation.totp_secret, school.clock())
    school.try_sign_in(password=NEW_PASSWORD, code=code).casebook.close()
    printed = preparation.one_time_codes[0]
    school.try_sign_in(password=NEW_PASSWORD, code=printed).casebook.close()
    error = refusal(lambda: school.try_sign_in(code=school.secrets.one_time["ruth"][0]))
    assert error.code == "keys.wrong_password", "the old password is over"
    school.clock.advance(minutes=10)
    assert school.sign_in("dan").person.name == "Dan Whitcombe"


def test_the_first_code_of_the_new_telephone_is_used(school: SmallSchool) -> None:
    preparation = prepare(school)
    code = totp.code_at(preparation.totp_secret, school.clock())
    recover(school, preparation).casebook.close()
    error = refusal(lambda: school.try_sign_in(password=NEW_PASSWORD, code=code))
    assert error.code == "keys.code_used"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"password": "short"}, "keys.password_too_short"),
        ({"password": "ruth okafor okafor"}, "keys.password_names_you"),
        ({"first_code": "000000"}, "keys.code_wrong"),
        ({"first_code": ""}, "keys.code_wrong"),
        ({"account": "nobody"}, "keys.unknown_account"),
        ({"account": "megan"}, "people.no_longer_lead"),
    ],
)
def test_what_is_not_right_changes_nothing(
    school: SmallSchool, given: dict[str, str], code: str
) -> None:
    before = (school.casebook_folder / "casebook.keys").read_bytes()
    preparation = prepare(school)
    assert refusal(lambda: recover(school, preparation, **given)).code == code
    assert (school.casebook_folder / "casebook.keys").read_bytes() == before
    with school.signed_in() as casebook:
        assert entries(casebook, "way_in.changed") == []
        assert sound(casebook)


def test_another_lead_who_lost_everything_comes_back_with_the_same_paper(
    school: SmallSchool,
) -> None:
    preparation = prepare(school, account=" Dan ")
    casebook = recover(school, preparation, account="dan").casebook
    assert casebook.person.name == "Dan Whitcombe"
    assert sound(casebook)
    casebook.close()
    assert school.sign_in("ruth").person.name == "Ruth Okafor", "hers is untouched"


def wrong_digit(code: str, group: int) -> str:
    """The code with one digit of a group changed."""
    groups = code.split("-")
    last = groups[group - 1][-1]
    groups[group - 1] = groups[group - 1][:-1] + str((int(last) + 1) % 10)
    return "-".join(groups)


def test_a_slip_of_the_pen_names_its_group_and_costs_no_waiting(school: SmallSchool) -> None:
    for group in range(1, 10):
        typed = wrong_digit(school.secrets.recovery_code, group)
        error = refusal(lambda typed=typed: prepare(school, code=typed))
        assert (error.code, error.facts) == ("keys.recovery_group", {"group": group})
    error = refusal(lambda: prepare(school, code=school.secrets.recovery_code[:-7]))
    assert error.code == "keys.recovery_length"
    assert not (school.casebook_folder / ATTEMPTS).exists()
    assert prepare(school).account == "ruth"


def test_codes_of_another_school_make_one_wait_and_stand_in_the_ledger(
    school: SmallSchool,
) -> None:
    wrong = recovery_code.to_text(bytes(range(16)))
    preparation = prepare(school)
    for _ in range(3):
        assert refusal(lambda: prepare(school, code=wrong)).code == "keys.wrong_recovery_code"
    error = refusal(lambda: prepare(school))
    assert (error.code, error.facts) == ("keys.wait", {"seconds": 5})
    assert refusal(lambda: recover(school, preparation)).code == "keys.wait"
    school.clock.advance(seconds=5)
    casebook = recover(school, preparation).casebook
    failed = entries(casebook, "session.opened")[-1]["failed_attempts"]
    assert [item["what"] for item in failed] == ["recovery"] * 3
    casebook.close()
    prepare(school)


def test_wrong_recovery_codes_are_told_by_whoever_signs_in_next(school: SmallSchool) -> None:
    refusal(lambda: prepare(school, code=recovery_code.to_text(bytes(16))))
    with school.signed_in("dan") as casebook:
        failed = entries(casebook, "session.opened")[-1]["failed_attempts"]
        assert [item["what"] for item in failed] == ["recovery"]
    with school.signed_in("ruth") as casebook:
        assert entries(casebook, "session.opened")[-1]["failed_attempts"] == []


def test_letters_sealed_to_the_lost_key_still_open(school: SmallSchool) -> None:
    school.send(what_happened="Sealed before the telephone was lost.")
    casebook = recover(school, prepare(school)).casebook
    (concern,) = collect_letterbox(casebook).concerns
    assert concern
    school.send(what_happened="Sealed to the new key.")
    assert len(collect_letterbox(casebook).concerns) == 1
    assert sound(casebook)


def test_without_the_kept_key_the_letter_would_pass_by(school: SmallSchool) -> None:
    """Negative control: it is the kept key of the paper that opened the letter."""
    school.send()
    casebook = recover(school, prepare(school)).casebook
    settings.put_state(casebook.connection, "opening_keys", b"[]")
    collected = collect_letterbox(casebook)
    assert (collected.concerns, collected.passed_by) == ((), 1)


@dataclass
class Crashes:
    """Copies the casebook's folder at every step that reaches the disk, as a crash would leave
    it.
    """

    folder: Path
    into: Path
    count: int = 0

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Copy before and after each rename of a file and each end of a transaction."""
        from storage.database.connection import Connection  # late: patched here alone

        real_write, real_run = durable_file.write_durably, Connection.run

        def write(path: Path, data: bytes, **options: Any) -> None:
            self.copy()
            real_write(path, data, **options)
            self.copy()

        def run(connection: Any, sql: str, *rest: Any) -> Any:
            if sql != "COMMIT":
                return real_run(connection, sql, *rest)
            self.copy()
            done = real_run(connection, sql, *rest)
            self.copy()
            return done

        monkeypatch.setattr(durable_file, "write_durably", write)
        monkeypatch.setattr(Connection, "run", run)

    def copy(self) -> None:
        """One more copy."""
        shutil.copytree(self.folder, self.into / f"{self.count:03}")
        self.count += 1


def try_in(work: Callable[[], SignedIn]) -> str:
    """Sign in, verify and close; return "in" or the code of the refusal."""
    try:
        casebook = work().casebook
    except UserFacingError as error:
        return error.code
    try:
        assert sound(casebook)
        alive = [
            key
            for key in people.keys(casebook.connection)
            if key.owner == casebook.person.id and key.kind == "person"
        ]
        assert [key.key_id for key in alive] == [casebook.keys.key_id], "one key, and it is hers"
    finally:
        casebook.close()
    return "in"


def each_way_in(school: SmallSchool, new: Preparation, left: Path) -> tuple[str, str, str]:
    """What becomes of the new password, the old one and the paper after a crash, each tried on a
    copy of its own.
    """

    def copy(name: str) -> Path:
        return shutil.copytree(left, left.with_name(f"{left.name} {name}"))

    code = totp.code_at(new.totp_secret, school.clock())
    again = prepare(school)
    return (
        try_in(lambda: school.try_sign_in(password=NEW_PASSWORD, code=code, folder=copy("new"))),
        try_in(lambda: school.try_sign_in(folder=copy("old"))),
        try_in(lambda: recover(school, again, folder=copy("paper"))),
    )


def test_a_crash_at_any_step_leaves_a_way_in(
    school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preparation = prepare(school)
    crashes = Crashes(folder=school.casebook_folder, into=tmp_path / "crashes")
    with monkeypatch.context() as patch:
        crashes.watch(patch)
        recover(school, preparation).casebook.close()
        crashes.copy()
    school.clock.advance(minutes=5)
    outcomes = []
    for number in range(crashes.count):
        new, old, paper = each_way_in(school, preparation, crashes.into / f"{number:03}")
        assert paper == "in", number
        assert (new, old) in (("in", "keys.wrong_password"), ("keys.wrong_password", "in"))
        outcomes.append(new)
    assert outcomes == sorted(outcomes, reverse=True), "once the new way in works it stays"
    assert set(outcomes) == {"in", "keys.wrong_password"}, "crashes fell on both sides"
    assert len(outcomes) >= 8


def test_a_key_file_put_back_does_not_bring_the_lost_key_to_life(school: SmallSchool) -> None:
    path = school.casebook_folder / "casebook.keys"
    old = path.read_bytes()
    recover(school, prepare(school)).casebook.close()
    right = path.read_bytes()
    path.write_bytes(old)
    school.clock.advance(seconds=30)
    assert refusal(school.try_sign_in).code == "database.wrong_key"
    path.write_bytes(right)
    casebook = recover(school, prepare(school)).casebook
    assert sound(casebook)


def test_the_code_is_renewed_and_the_old_paper_ends(school: SmallSchool) -> None:
    school.send()
    folder = school.casebook_folder
    with school.signed_in("dan") as casebook:
        code = draw_recovery_code(casebook)
        typed = code.replace("-", " ")
        other = school.secrets.recovery_code
        error = refusal(
            lambda: renew_recovery_code(casebook, folder=folder, code=code, typed=other)
        )
        assert error.code == "keys.recovery_not_the_same"
        renew_recovery_code(casebook, folder=folder, code=code, typed=typed, reason="Hand-over")
        (recovery,) = [k for k in people.keys(casebook.connection) if k.kind == "recovery"]
        assert recovery.owner == casebook.person.id
        assert sound(casebook)
    assert refusal(lambda: prepare(school)).code == "keys.wrong_recovery_code"
    preparation = prepare(school, code=code)
    assert preparation.account == "dan", "it belongs to whoever renewed it"
    casebook = recover(school, preparation, code=code).casebook
    assert len(collect_letterbox(casebook).concerns) == 1, "sealed to the paper before"
    assert sound(casebook)


def test_a_crash_while_the_code_is_renewed_leaves_one_of_both(
    school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    casebook = school.sign_in()
    code = draw_recovery_code(casebook)
    crashes = Crashes(folder=school.casebook_folder, into=tmp_path / "crashes")
    with monkeypatch.context() as patch:
        crashes.watch(patch)
        renew_recovery_code(casebook, folder=school.casebook_folder, code=code, typed=code)
    crashes.copy()
    casebook.close()
    works, refused = [], set()
    for number in range(crashes.count):
        left = crashes.into / f"{number:03}"
        school.clock.advance(minutes=2)
        for name, typed in (("old", school.secrets.recovery_code), ("new", code)):
            folder = shutil.copytree(left, tmp_path / "tries" / left.name / name)
            try:
                preparation = prepare(school, code=typed, folder=folder)
            except UserFacingError as error:
                refused.add(error.code)
                continue
            casebook = recover(school, preparation, code=typed, folder=folder).casebook
            assert sound(casebook)
            casebook.close()
            works.append((number, name))
    assert [number for number, _ in works] == list(range(crashes.count)), "exactly one each time"
    assert {name for _, name in works} == {"old", "new"}
    assert refused == {"keys.wrong_recovery_code"}


def test_a_full_disk_leaves_the_old_way_in(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    preparation = prepare(school)

    def full(*_: object) -> None:
        raise UserFacingError("keys.disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(key_file_store, "save_key_file", full)
        assert refusal(lambda: recover(school, preparation)).code == "keys.disk_full"
    with school.signed_in() as casebook:
        introduced, ended = entries(casebook, "key.introduced"), entries(casebook, "key.ended")
        assert ended[-1]["reason"] == "the change was not completed"
        assert len(introduced) >= 1
        assert sound(casebook)
    assert recover(school, preparation).casebook.person.name == "Ruth Okafor"


def test_a_school_made_by_the_command_line_asks_for_the_code(school: SmallSchool) -> None:
    folder = school.casebook_folder
    with school.signed_in() as casebook:
        assert not needs_confirmation(casebook, folder=folder)
        settings.put(casebook.connection, "recovery_confirmed", False)
        assert needs_confirmation(casebook, folder=folder)
        wrong = recovery_code.to_text(bytes(16))
        for typed, code in (
            (wrong, "keys.wrong_recovery_code"),
            (wrong_digit(wrong, 4), "keys.recovery_group"),
        ):
            error = refusal(
                lambda typed=typed: confirm_recovery_code(casebook, folder=folder, code=typed)
            )
            assert error.code == code
        assert needs_confirmation(casebook, folder=folder)
        confirm_recovery_code(casebook, folder=folder, code=school.secrets.recovery_code)
        assert not needs_confirmation(casebook, folder=folder)
        assert entries(casebook, "way_in.changed")[-1]["what"] == "recovery_confirmed"


def test_the_yearly_rehearsal_really_opens_the_casebook(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = school.casebook_folder
    with school.signed_in() as casebook:
        assert last_recovery_rehearsal(casebook) is None
        size = casebook.head().size
        done = rehearse_recovery(casebook, folder=folder, code=school.secrets.recovery_code)
        assert (done.entries, done.person) == (size, casebook.person.id)
        (entry,) = entries(casebook, "recovery.rehearsed")
        assert (entry["opened"], entry["entries"], entry["kind"]) == (True, size, "recovery_code")
        assert last_recovery_rehearsal(casebook) == done.at
        assert sound(casebook)
        # negative control: a slot that leads to another database key proves nothing
        paper = school.casebook_folder / "casebook.db"
        other = folder.with_name("elsewhere")
        other.mkdir()
        shutil.copy(folder / "casebook.keys", other)
        shutil.copy(paper, other)
        data = bytearray((other / "casebook.db").read_bytes())
        data[:4096] = bytes(4096)
        (other / "casebook.db").write_bytes(data)
        error = refusal(
            lambda: rehearse_recovery(casebook, folder=other, code=school.secrets.recovery_code)
        )
        assert error.code.startswith("database.")
        assert len(entries(casebook, "recovery.rehearsed")) == 1


def test_the_deputy_proves_that_she_opens_the_backup(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        own = Credentials(
            account="ruth", password=PASSWORD, code=school.secrets.one_time["ruth"][0]
        )
        error = refusal(lambda: rehearse_deputy(casebook, path=made.path, credentials=own))
        assert error.code == "keys.rehearse_somebody_else"
        wrong = Credentials(account="dan", password="quite wrong, this one", code="000000")
        error = refusal(lambda: rehearse_deputy(casebook, path=made.path, credentials=wrong))
        assert error.code == "keys.wrong_password"
        assert last_recovery_rehearsal(casebook, kind=DEPUTY_BACKUP) is None
        right = Credentials(
            account="dan",
            password=DEPUTY_PASSWORD,
            code=totp.code_at(school.secrets.totp["dan"], school.clock()),
        )
        done = rehearse_deputy(casebook, path=made.path, credentials=right)
        assert done.entries == made.entries
        assert entries(casebook, "recovery.rehearsed")[-1]["kind"] == "deputy_backup"
        assert last_recovery_rehearsal(casebook, kind=DEPUTY_BACKUP) == done.at
        assert last_recovery_rehearsal(casebook) is None


def test_a_key_file_without_the_paper_says_so(school: SmallSchool) -> None:
    from dataclasses import replace  # late: used here alone

    file = key_file_store.load_key_file(school.casebook_folder).file
    slots = tuple(slot for slot in file.slots if slot.kind != "recovery")
    key_file_store.save_key_file(school.casebook_folder, replace(file, slots=slots))
    assert refusal(lambda: prepare(school)).code == "keys.no_recovery_slot"
    with school.signed_in() as casebook:
        assert needs_confirmation(casebook, folder=school.casebook_folder)
        assert ways_in(casebook, folder=school.casebook_folder).recovery == "missing"
        code = draw_recovery_code(casebook)
        renew_recovery_code(casebook, folder=school.casebook_folder, code=code, typed=code)
        assert ways_in(casebook, folder=school.casebook_folder).recovery == "confirmed"


def test_the_address_for_the_telephone_names_the_account(school: SmallSchool) -> None:
    preparation = prepare(school)
    assert secret_of(preparation.otpauth(school="Larch Lane")) == preparation.totp_secret
    assert "ruth" in preparation.otpauth()


@pytest.mark.parametrize(("fails_at", "outcome"), [(1, "keys.wrong_password"), (2, "in")])
def test_what_the_key_file_holds_after_a_fault_decides(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, fails_at: int, outcome: str
) -> None:
    """The disk reports a fault before the new key file stands under its name, or just after."""
    preparation = prepare(school)
    real, calls = durable_file.sync_folder, []

    def faulty(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == fails_at:
            raise OSError(errno.EIO, "input/output error")
        real(folder)

    with monkeypatch.context() as patch:
        patch.setattr(durable_file, "sync_folder", faulty)
        assert refusal(lambda: recover(school, preparation)).code == "keys.folder_read_only"
    school.clock.advance(seconds=60)
    code = totp.code_at(preparation.totp_secret, school.clock())
    new = try_in(lambda: school.try_sign_in(password=NEW_PASSWORD, code=code))
    old = try_in(school.try_sign_in)
    assert (new, old) == (outcome, "in" if outcome != "in" else "keys.wrong_password")
