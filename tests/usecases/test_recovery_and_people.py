"""The ways back in beside what happens to people: a key being changed, four leads, a suspension."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.end_access import remove_person, suspend_person
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.recover_access import NewWayIn, prepare_recovery, recover_access
from desktop.usecases.lead.rehearse_recovery import draw_recovery_code, renew_recovery_code
from desktop.usecases.lead.rotate_key import rotate_on_request
from desktop.usecases.lead.sign_in import SignedIn
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.lead.ways_in import reset_way_in
from storage.database.repositories import people
from storage.keys import key_epochs, key_file_store, totp
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import VERSION, SmallSchool, cheap_kdf, secret_of
from ui.messages import message_for

NEW_PASSWORD = "copper kettle, winter stairs"


def recover(school: SmallSchool, *, code: str = "", account: str = "") -> SignedIn:
    """Both steps with the paper."""
    usual = {
        "folder": school.casebook_folder,
        "code": code or school.secrets.recovery_code,
        "account": account,
        "clock": school.clock,
        "random_bytes": school.random_bytes,
    }
    drawn = prepare_recovery(**usual)
    done = recover_access(
        **usual,
        letterbox=school.letterbox,
        way_in=NewWayIn(
            password=NEW_PASSWORD,
            totp_secret=drawn.totp_secret,
            first_code=totp.code_at(drawn.totp_secret, school.clock()),
            one_time_codes=drawn.one_time_codes,
        ),
        kdf=cheap_kdf(school.random_bytes),
        host="laptop",
        user="ruth",
        app_version=VERSION,
    )
    school._open.append(done.casebook)
    account = account or "ruth"
    school.secrets = replace(
        school.secrets, totp={**school.secrets.totp, account: drawn.totp_secret}
    )
    return done


def person_id(school: SmallSchool, account: str) -> str:
    """The id behind an account."""
    with school.signed_in() as casebook:
        found = people.by_account(casebook.connection, account)
    assert found is not None
    return found.id


def refused(school: SmallSchool, **given: str) -> str:
    """The code of the refusal, which has a sentence."""
    with pytest.raises(UserFacingError) as caught:
        recover(school, **given)
    assert message_for(caught.value).next_step
    return caught.value.code


def is_rotating(school: SmallSchool) -> bool:
    """Whether the key file waits for the database to follow."""
    return key_epochs.is_rotating(key_file_store.load_key_file(school.casebook_folder).file)


def test_back_in_while_the_key_is_being_changed(school: SmallSchool) -> None:
    folder = school.casebook_folder
    casebook = school.sign_in("dan")
    rotate_on_request(casebook, folder=folder, reason="On request")
    casebook.close()
    assert is_rotating(school)
    done = recover(school)
    assert verify_ledger(done.casebook).result == "ok"
    assert replay_differences(done.casebook) == ()
    close_session(done.casebook, folder=folder)
    assert not is_rotating(school)
    school.clock.advance(seconds=30)
    school.try_sign_in(password=NEW_PASSWORD).casebook.close()
    school.sign_in("dan").close()
    assert recover(school).casebook.person.account == "ruth", "the paper knows the new key too"


def test_a_slip_and_a_new_paper_made_while_the_key_is_being_changed(school: SmallSchool) -> None:
    folder = school.casebook_folder
    dan = person_id(school, "dan")
    casebook = school.sign_in()
    rotate_on_request(casebook, folder=folder, reason="On request")
    slip = reset_way_in(
        casebook,
        folder=folder,
        person_id=dan,
        reason="Lost",
        kdf=cheap_kdf(school.random_bytes),
    )
    code = draw_recovery_code(casebook)
    renew_recovery_code(casebook, folder=folder, code=code, typed=code)
    close_session(casebook, folder=folder)
    assert not is_rotating(school)
    school.clock.advance(seconds=30)
    first = totp.code_at(secret_of(slip.otpauth), school.clock())
    casebook = school.try_sign_in("dan", password=slip.code, code=first).casebook
    assert verify_ledger(casebook).result == "ok"
    casebook.close()
    assert recover(school, code=code).casebook.person.account == "ruth"


def test_with_four_leads_letters_before_a_recovery_open_by_the_colleagues(
    school: SmallSchool,
) -> None:
    """Four readers at most: the paper is the fifth then. The letter waits for a colleague."""
    with school.signed_in() as casebook:
        for account in ("ann", "bob"):
            add_lead(
                casebook,
                folder=school.casebook_folder,
                person=NewPerson(
                    name=f"{account.title()} Field", account=account, role=Role.DEPUTY
                ),
                password="amber window, nine geese",
                kdf=cheap_kdf(school.random_bytes),
            )
    school.send()
    casebook = recover(school).casebook
    collected = collect_letterbox(casebook)
    assert (collected.concerns, collected.passed_by) == ((), 1)
    casebook.close()
    with school.signed_in("dan") as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


def test_the_paper_of_a_suspended_or_removed_lead_lets_nobody_in(school: SmallSchool) -> None:
    folder = school.casebook_folder
    with school.signed_in() as casebook:
        code = draw_recovery_code(casebook)
    dan = school.sign_in("dan")
    renew_recovery_code(dan, folder=folder, code=code, typed=code)
    mine = dan.person.id
    dan.close()
    casebook = school.sign_in()
    suspend_person(casebook, folder=folder, person_id=mine, reason="Inquiry")
    close_session(casebook, folder=folder)
    assert refused(school, code=code) in ("people.suspended", "keys.no_recovery_slot")
    casebook = school.sign_in()
    remove_person(casebook, folder=folder, person_id=mine, reason="Left")
    close_session(casebook, folder=folder)
    assert refused(school, code=code) == "keys.no_recovery_slot"
    with school.signed_in() as casebook:
        assert verify_ledger(casebook).result == "ok"
        fresh = draw_recovery_code(casebook)
        renew_recovery_code(casebook, folder=folder, code=fresh, typed=fresh)
    assert refused(school, code=fresh, account="dan") in (
        "people.no_longer_lead",
        "keys.unknown_account",
    )
    assert recover(school, code=fresh).casebook.person.account == "ruth"
