"""Telephone, printed codes, a colleague's new way in, and a password tied to the laptop."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.usecases.lead.back_up import back_up, open_backup_read_only
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.own_password import change_password, must_change
from desktop.usecases.lead.sign_in import Credentials, SignedIn, sign_in
from desktop.usecases.lead.tie_device import may_tie, tie_device, untie_device
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.lead.ways_in import (
    new_one_time_codes,
    new_telephone_secret,
    replace_phone,
    reset_way_in,
    ways_in,
)
from storage.database.repositories import ledger_rows, people, settings
from storage.keys import key_file, key_file_store, totp
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PASSWORD, VERSION, SmallSchool, cheap_kdf, secret_of
from ui.messages import message_for


@dataclass
class Drawer:
    """A key store in memory; ``away`` makes it answer as a locked one does."""

    kept: dict[str, bytes] = field(default_factory=dict)
    away: bool = False
    forgets: bool = False

    def available(self) -> bool:
        """It is there, locked or not."""
        return True

    def read(self, name: str) -> bytes | None:
        """What is kept."""
        self._answer()
        return self.kept.get(name)

    def write(self, name: str, secret: bytes) -> None:
        """Keep it, or forget it at once."""
        self._answer()
        if not self.forgets:
            self.kept[name] = secret

    def delete(self, name: str) -> None:
        """Forget it."""
        self.kept.pop(name, None)

    def _answer(self) -> None:
        if self.away:
            raise UserFacingError("keys.key_store_away")


def refusal(work: Callable[[], object]) -> UserFacingError:
    """What is refused has a sentence and a next step."""
    with pytest.raises(UserFacingError) as caught:
        work()
    message = message_for(caught.value)
    assert message.message
    assert message.next_step
    return caught.value


def changes(casebook: OpenCasebook) -> list[str]:
    """What the ledger says of ways in, oldest first."""
    return [
        row.fields["what"][0]
        for row in ledger_rows.rows(casebook.connection)
        if parse_header(row.header).type == "way_in.changed" and row.fields is not None
    ]


def sound(casebook: OpenCasebook) -> bool:
    """The ledger verifies, and the read tables equal it."""
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def test_in_with_a_printed_code_and_a_new_telephone(school: SmallSchool) -> None:
    folder = school.casebook_folder
    casebook = school.try_sign_in(code=school.secrets.one_time["ruth"][0]).casebook
    drawn = new_telephone_secret(casebook)
    assert secret_of(drawn.otpauth) == drawn.secret
    before = (folder / "casebook.keys").read_bytes()
    old_code = school.code()
    for wrong in ("000000", "", old_code):
        error = refusal(
            lambda wrong=wrong: replace_phone(
                casebook, folder=folder, secret=drawn.secret, first_code=wrong
            )
        )
        assert error.code in ("keys.code_wrong", "keys.clock_ahead")
    assert (folder / "casebook.keys").read_bytes() == before
    first = totp.code_at(drawn.secret, school.clock())
    replace_phone(casebook, folder=folder, secret=drawn.secret, first_code=first)
    assert changes(casebook) == ["telephone"]
    assert sound(casebook)
    casebook.close()
    assert refusal(lambda: school.try_sign_in(code=first)).code == "keys.code_used"
    school.clock.advance(seconds=30)
    assert refusal(school.try_sign_in).code == "keys.code_wrong", "the old telephone"
    school.try_sign_in(code=totp.code_at(drawn.secret, school.clock())).casebook.close()
    school.try_sign_in(code=school.secrets.one_time["ruth"][1]).casebook.close()


def test_few_printed_codes_are_said_and_new_ones_end_the_old(school: SmallSchool) -> None:
    folder = school.casebook_folder
    printed = school.secrets.one_time["ruth"]
    for used in range(1, 8):
        casebook = school.try_sign_in(code=printed[used - 1]).casebook
        found = ways_in(casebook, folder=folder)
        assert found.one_time_codes_left == 10 - used
        assert found.few_left == (used >= 7)
        if used < 7:
            casebook.close()
    fresh = new_one_time_codes(casebook, folder=folder)
    assert len(set(fresh)) == 10
    assert ways_in(casebook, folder=folder).one_time_codes_left == 10
    assert not ways_in(casebook, folder=folder).few_left
    assert changes(casebook) == ["one_time_codes"]
    casebook.close()
    assert refusal(lambda: school.try_sign_in(code=printed[9])).code == "keys.printed_code_wrong"
    school.try_sign_in(code=fresh[0]).casebook.close()


def test_a_colleague_who_lost_everything_gets_a_slip(school: SmallSchool) -> None:
    folder = school.casebook_folder
    school.send()
    with school.signed_in() as casebook:
        dan = people.by_account(casebook.connection, "dan")
        assert dan is not None
        old = dan.key_id
        slip = reset_way_in(
            casebook,
            folder=folder,
            person_id=dan.id,
            reason=" Telephone and bag stolen ",
            kdf=cheap_kdf(school.random_bytes),
        )
        again = people.by_account(casebook.connection, "dan")
        assert again is not None
        assert again.key_id != old
        assert must_change(casebook.connection, person_id=dan.id)
        assert changes(casebook) == ["reset"]
        assert sound(casebook)
    school.clock.advance(seconds=30)
    old_code = school.code("dan")
    assert refusal(lambda: school.try_sign_in("dan", code=old_code)).code == "keys.wrong_password"
    code = totp.code_at(secret_of(slip.otpauth), school.clock())
    casebook = school.try_sign_in("dan", password=slip.code, code=code).casebook
    assert casebook.person.id == dan.id
    assert len(collect_letterbox(casebook).concerns) == 1, "sealed to the key that was lost"
    change_password(
        casebook,
        folder=folder,
        password="marble otter, tin violin",
        kdf=cheap_kdf(school.random_bytes),
    )
    assert not must_change(casebook.connection, person_id=dan.id)
    assert changes(casebook) == ["reset", "password"]
    assert sound(casebook)


@pytest.mark.parametrize(
    ("account", "reason", "code"),
    [
        ("ruth", "Lost", "people.reset_not_yourself"),
        ("megan", "Lost", "people.reset_no_lead"),
        ("nobody", "Lost", "people.not_found"),
        ("dan", "  ", "people.reason_missing"),
    ],
)
def test_who_cannot_be_given_a_slip(
    school: SmallSchool, account: str, reason: str, code: str
) -> None:
    with school.signed_in() as casebook:
        found = people.by_account(casebook.connection, account)
        before = casebook.head()
        error = refusal(
            lambda: reset_way_in(
                casebook,
                folder=school.casebook_folder,
                person_id=found.id if found else account,
                reason=reason,
                kdf=cheap_kdf(school.random_bytes),
            )
        )
        assert error.code == code
        assert casebook.head() == before


def tied(school: SmallSchool, drawer: Drawer) -> None:
    """Ruth ties her password to this laptop."""
    with school.signed_in() as casebook:
        tie_device(
            casebook,
            folder=school.casebook_folder,
            secrets=drawer,
            password=PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
        )
        assert ways_in(casebook, folder=school.casebook_folder).tied_to_device
        assert changes(casebook)[-1] == "tied_to_device"


def sign_in_with(
    school: SmallSchool, drawer: Drawer | None, *, password: str = PASSWORD
) -> SignedIn:
    """Ruth signs in at a computer with this key store."""
    school.clock.advance(seconds=30)
    done = sign_in(
        folder=school.casebook_folder,
        letterbox=school.letterbox,
        credentials=Credentials(account="ruth", password=password, code=school.code()),
        host="laptop",
        user="ruth",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
        secrets=drawer,
    )
    school._open.append(done.casebook)
    return done


def test_a_tied_password_opens_only_with_this_laptops_secret(school: SmallSchool) -> None:
    drawer = Drawer()
    tied(school, drawer)
    for elsewhere in (None, Drawer(), Drawer(kept={"casebook other": bytes(32)})):
        error = refusal(lambda elsewhere=elsewhere: sign_in_with(school, elsewhere))
        assert error.code == "keys.device_missing"
    (name,) = drawer.kept
    error = refusal(lambda: sign_in_with(school, Drawer(kept={name: bytes(32)})))
    assert error.code == "keys.wrong_password", "another computer's secret"
    assert refusal(lambda: sign_in_with(school, Drawer(away=True))).code == "keys.key_store_away"
    assert "Ruth" not in name
    sign_in_with(school, drawer).casebook.close()
    assert school.sign_in("dan").person.name == "Dan Whitcombe", "hers alone is tied"


def test_neither_key_file_beside_the_casebook_opens_with_the_password_alone(
    school: SmallSchool,
) -> None:
    drawer = Drawer()
    tied(school, drawer)
    folder = school.casebook_folder
    shutil.copy(folder / "casebook.keys.1", folder / "casebook.keys")
    assert refusal(lambda: sign_in_with(school, None)).code == "keys.device_missing"


def test_a_tie_stays_when_the_password_changes_and_ends_when_asked(school: SmallSchool) -> None:
    drawer, folder = Drawer(), school.casebook_folder
    tied(school, drawer)
    new = "lantern moss, quick ladder"
    casebook = sign_in_with(school, drawer).casebook
    kdf = cheap_kdf(school.random_bytes)
    error = refusal(lambda: change_password(casebook, folder=folder, password=new, kdf=kdf))
    assert error.code == "keys.device_missing"
    change_password(casebook, folder=folder, password=new, kdf=kdf, secrets=drawer)
    casebook.close()
    assert refusal(lambda: sign_in_with(school, None, password=new)).code == "keys.device_missing"
    casebook = sign_in_with(school, drawer, password=new).casebook
    error = refusal(
        lambda: untie_device(
            casebook, folder=folder, secrets=drawer, password="wrong, all wrong", kdf=kdf
        )
    )
    assert error.code == "keys.wrong_password"
    untie_device(casebook, folder=folder, secrets=drawer, password=new, kdf=kdf)
    assert drawer.kept == {}
    error = refusal(
        lambda: untie_device(casebook, folder=folder, secrets=drawer, password=new, kdf=kdf)
    )
    assert error.code == "keys.not_tied"
    assert sound(casebook)
    casebook.close()
    sign_in_with(school, None, password=new)


def test_when_tying_is_not_offered(school: SmallSchool) -> None:
    folder, kdf = school.casebook_folder, cheap_kdf(school.random_bytes)
    with school.signed_in() as casebook:
        before = (folder / "casebook.keys").read_bytes()

        def tie(drawer: Drawer | None, password: str = PASSWORD) -> str:
            return refusal(
                lambda: tie_device(
                    casebook, folder=folder, secrets=drawer, password=password, kdf=kdf
                )
            ).code

        assert tie(None) == "keys.no_key_store"
        assert tie(Drawer(away=True)) == "keys.key_store_away"
        assert tie(Drawer(forgets=True)) == "keys.key_store_away"
        assert tie(Drawer(), "wrong, all wrong") == "keys.wrong_password"
        settings.put(casebook.connection, "recovery_confirmed", False)
        assert tie(Drawer()) == "keys.confirm_recovery_first"
        settings.put(casebook.connection, "recovery_confirmed", True)
        assert may_tie(casebook, folder=folder, secrets=Drawer()) is None
        assert (folder / "casebook.keys").read_bytes() == before
        drawer = Drawer()
        tie_device(casebook, folder=folder, secrets=drawer, password=PASSWORD, kdf=kdf)
        assert tie(drawer) == "keys.already_tied"


def test_a_key_file_that_cannot_be_written_leaves_no_secret_behind(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer, folder = Drawer(), school.casebook_folder

    def full(*_: object) -> None:
        raise UserFacingError("keys.disk_full")

    with school.signed_in() as casebook:
        with monkeypatch.context() as patch:
            patch.setattr(key_file_store, "save_key_file", full)
            error = refusal(
                lambda: tie_device(
                    casebook,
                    folder=folder,
                    secrets=drawer,
                    password=PASSWORD,
                    kdf=cheap_kdf(school.random_bytes),
                )
            )
            assert error.code == "keys.disk_full"
        assert drawer.kept == {}
        assert changes(casebook) == []
    slot = key_file_store.load_key_file(folder).file.slot_for_account("ruth")
    assert key_file.unlock(key_file_store.load_key_file(folder).file, slot.id, PASSWORD)


def test_a_backup_made_after_the_tie_opens_on_that_laptop_alone(school: SmallSchool) -> None:
    drawer = Drawer()
    with school.signed_in() as casebook:
        older = school.backups / "older"
        older.mkdir()
        before = back_up(casebook, folder=older, key_folder=school.casebook_folder)
    tied(school, drawer)
    casebook = sign_in_with(school, drawer).casebook
    school.clock.advance(minutes=1)
    after = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    casebook.close()

    def read(path: Path, secrets: Drawer | None, into: str) -> int:
        school.clock.advance(seconds=30)
        opened = open_backup_read_only(
            path=path,
            into=school.root / into,
            credentials=Credentials(account="ruth", password=PASSWORD, code=school.code()),
            clock=school.clock,
            random_bytes=school.random_bytes,
            app_version=VERSION,
            secrets=secrets,
        )
        try:
            return opened.head().size
        finally:
            opened.close()

    assert refusal(lambda: read(after.path, None, "a")).code == "keys.device_missing"
    assert read(after.path, drawer, "b") == after.entries
    assert read(before.path, None, "c") == before.entries, "as is said when she ties it"
