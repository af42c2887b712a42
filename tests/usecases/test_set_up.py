"""Setting a school up: people, keys, the workstation whose code is compared, the cards."""

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.create_school import FirstLead, check_school_details
from desktop.usecases.lead.end_access import remove_person
from desktop.usecases.lead.manage_people import (
    NewPerson,
    add_staff,
    asking_computers,
    confirm_computer,
    end_workstation,
    new_slip,
    refuse_computer,
)
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.say_who import author_with_pin, guest_author, set_first_pin
from desktop.usecases.staff.station import school_card, team_card
from storage.database.repositories import concerns, people
from storage.letterbox.enrolment import new_enrolment_code
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import PIN, TOM_PIN, SmallSchool


def test_a_new_school_opens_verifies_and_replays(empty_school: SmallSchool) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        assert casebook.person.name == "Ruth Okafor"
        report = verify_ledger(casebook)
        assert (report.result, report.first_fault) == ("ok", None)
        assert replay_differences(casebook) == ()
    assert not list(empty_school.laptop.glob("*making*"))


def test_the_code_is_the_same_on_both_screens(empty_school: SmallSchool) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        pairing = empty_school.pair()
        (asking,) = asking_computers(casebook)
        assert (asking.id, asking.code) == (pairing.workstation_id, pairing.code)
        assert asking.label == "Staff room"
        assert not pairing.confirmed
        assert team_card(empty_school.station()) is None
        confirm_computer(casebook, workstation_id=asking.id, code=pairing.code)
        assert asking_computers(casebook) == ()
        again = empty_school.pair()
        assert (again.code, again.confirmed) == (pairing.code, True)


def test_a_computer_with_another_code_is_not_paired(empty_school: SmallSchool) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        pairing = empty_school.pair()
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            confirm_computer(casebook, workstation_id=pairing.workstation_id, code="AAAA-AAAA")
        assert caught.value.code == "people.computer_changed"
        with pytest.raises(UserFacingError) as caught:
            confirm_computer(casebook, workstation_id="0" * 32, code=pairing.code)
        assert caught.value.code == "people.no_such_computer"
        assert casebook.head().size == size
        refuse_computer(casebook, workstation_id=pairing.workstation_id)
        assert asking_computers(casebook) == ()
        with pytest.raises(UserFacingError) as caught:
            refuse_computer(casebook, workstation_id=pairing.workstation_id)
        assert caught.value.code == "people.no_such_computer"


def test_the_team_card_names_pupils_but_never_upn_birth_or_address(school: SmallSchool) -> None:
    card = team_card(school.station())
    assert card is not None
    assert {member.account for member in card.staff} == {"ruth", "dan", "megan", "tom"}
    assert len(card.pupils) == 5
    text = repr(card)
    for secret in ("X999100121001", "2016-10-02", "10.2016"):
        assert secret not in text
    data = (school.letterbox / "team.card").read_bytes()
    for name in ("Megan", "Hussain", "Ayaan"):
        assert name.encode() not in data
    assert b"Okafor" not in (school.letterbox / "school.card").read_bytes()


def test_everybody_who_was_added_has_a_key_in_the_ledger(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        found = {person.account: person for person in people.people(casebook.connection)}
        assert set(found) == {"ruth", "dan", "megan", "tom"}
        assert all(person.key_id for person in found.values())
        assert (found["dan"].role, found["megan"].role) == (Role.DEPUTY, Role.STAFF)
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


def test_a_slip_of_paper_works_once(school: SmallSchool) -> None:
    other = school.root / "other workstation"
    with school.signed_in() as casebook:
        pair_workstation(
            folder=other,
            letterbox=school.letterbox,
            label="Office",
            clock=school.clock,
            random_bytes=school.random_bytes,
        )
        (asking,) = asking_computers(casebook)
        confirm_computer(casebook, workstation_id=asking.id, code=asking.code)
        school.workstation = other
        set_first_pin(
            school.station(), account="megan", code=school.secrets.slips["megan"].code, pin=PIN
        )
        kept = collect_letterbox(casebook).kept
        assert [slip.reason for slip in kept] == ["letterbox.enrolment_unexpected"]
        fresh = new_slip(casebook, person_id=school.secrets.slips["megan"].person_id)
        assert fresh.code != school.secrets.slips["megan"].code
        set_first_pin(school.station(), account="megan", code=fresh.code, pin=PIN)
        assert collect_letterbox(casebook).enrolled == (fresh.person_id,)


def test_a_wrong_slip_code_is_kept_and_named(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        slip = add_staff(
            casebook, person=NewPerson(name="Pat Lowe", account="pat", role=Role.STAFF)
        )
        wrong = new_enrolment_code(school.random_bytes)
        assert wrong != slip.code
        set_first_pin(school.station(), account="pat", code=wrong, pin=PIN)
        done = collect_letterbox(casebook)
        assert [item.reason for item in done.kept] == ["letterbox.enrolment_proof_wrong"]
        assert done.enrolled == ()


@pytest.mark.parametrize(
    ("account", "code", "pin", "refusal"),
    [
        ("pat", "K7M2-9QRT", "7294", "letterbox.enrolment_code_mistyped"),
        ("pat", "K7M2-9QRT-4XYZ", "7294", "letterbox.enrolment_code_mistyped"),
        ("pat", "K7M2-9QRT-4XYZ", "1234", "keys.pin_common"),
        ("pat", "K7M2-9QRT-4XYZ", "72", "keys.pin_length"),
        ("nobody", "K7M2-9QRT-4XYZ", "7294", "staff.unknown_account"),
    ],
)
def test_a_first_pin_is_refused_in_words(
    school: SmallSchool, account: str, code: str, pin: str, refusal: str
) -> None:
    with school.signed_in() as casebook:
        add_staff(casebook, person=NewPerson(name="Pat Lowe", account="pat", role=Role.STAFF))
    before = school.station().outbox.next_link().number
    with pytest.raises(UserFacingError) as caught:
        set_first_pin(school.station(), account=account, code=code, pin=pin)
    assert caught.value.code == refusal
    assert school.station().outbox.next_link().number == before


@pytest.mark.parametrize(
    ("account", "pin", "refusal"),
    [
        ("megan", "0000", "keys.wrong_pin"),
        ("MEGAN ", PIN, None),
        ("ruth", PIN, "staff.first_time"),
        ("nobody", PIN, "staff.unknown_account"),
    ],
)
def test_name_and_pin(school: SmallSchool, account: str, pin: str, refusal: str | None) -> None:
    if refusal is None:
        assert author_with_pin(school.station(), account=account, pin=pin).name == "Megan Price"
        return
    with pytest.raises(UserFacingError) as caught:
        author_with_pin(school.station(), account=account, pin=pin)
    assert caught.value.code == refusal


def test_wrong_pins_have_to_wait_and_a_guest_never(school: SmallSchool) -> None:
    for _ in range(3):
        with pytest.raises(UserFacingError) as caught:
            author_with_pin(school.station(), account="megan", pin="0000")
        assert caught.value.code == "keys.wrong_pin"
    with pytest.raises(UserFacingError) as caught:
        author_with_pin(school.station(), account="megan", pin=PIN)
    assert (caught.value.code, caught.value.facts) == ("keys.wait", {"seconds": 5})
    assert author_with_pin(school.station(), account="tom", pin=TOM_PIN).checked
    assert guest_author(school.station(), name="Megan Price").name == "Megan Price"
    school.clock.advance(seconds=5)
    assert author_with_pin(school.station(), account="megan", pin=PIN).checked
    for _ in range(2):
        with pytest.raises(UserFacingError) as caught:
            author_with_pin(school.station(), account="megan", pin="0000")
    assert author_with_pin(school.station(), account="megan", pin=PIN).checked


def test_a_guest_types_a_name(school: SmallSchool) -> None:
    guest = guest_author(school.station(), name="  Jo Supply ")
    assert (guest.name, guest.checked, guest.person) == ("Jo Supply", False, "")
    with pytest.raises(UserFacingError) as caught:
        guest_author(school.station(), name=" ")
    assert caught.value.code == "staff.name_missing"


def test_an_account_is_taken_whatever_its_letter_case(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for account in ("megan", "MEGAN", " Megan "):
            with pytest.raises(UserFacingError) as caught:
                add_staff(
                    casebook, person=NewPerson(name="Other", account=account, role=Role.STAFF)
                )
            assert caught.value.code == "keys.account_taken"
        with pytest.raises(UserFacingError) as caught:
            add_staff(casebook, person=NewPerson(name=" ", account="x", role=Role.STAFF))
        assert caught.value.code == "people.name_missing"


def test_a_lead_who_leaves_can_no_longer_sign_in(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        dan = people.by_account(casebook.connection, "dan")
        assert dan is not None
        with pytest.raises(UserFacingError) as caught:
            remove_person(
                casebook,
                folder=school.casebook_folder,
                person_id=casebook.person.id,
                reason="retired",
            )
        assert caught.value.code == "people.not_yourself"
        remove_person(
            casebook, folder=school.casebook_folder, person_id=dan.id, reason="left the school"
        )
        readers = {reader.key_id for reader in school_card(school.station()).readers}
        assert dan.key_id not in readers
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
    with pytest.raises(UserFacingError) as caught:
        school.sign_in("dan")
    assert caught.value.code == "keys.unknown_account"


def test_an_ended_workstation_gets_no_further_names(school: SmallSchool) -> None:
    station = school.station()
    with school.signed_in() as casebook:
        end_workstation(
            casebook, workstation_id=station.identity.workstation_id, reason="given away"
        )
    assert team_card(station) is None
    sent = log_concern(
        station, draft=school.draft(), author=guest_author(station, name="Megan Price")
    )
    assert sent.carried, "a concern is taken all the same"
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        concern = concerns.concern(casebook.connection, concern_id)
    assert concern is not None
    assert concern.signature == "unknown"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": " "}, "school.name_missing"),
        ({"urn": "12345678"}, "school.urn_wrong"),
        ({"urn": "abc"}, "school.urn_wrong"),
        ({"lead": ""}, "school.lead_missing"),
        ({"account": ""}, "school.account_missing"),
        ({"password": "short"}, "keys.password_too_short"),
        ({"password": "Larch Lane Primary"}, "keys.password_names_you"),
        ({"password": "aaaaaaaaaaaaaaaaaaaa"}, "keys.password_pattern"),
    ],
)
def test_details_are_refused_one_by_one(changes: dict[str, str], refusal: str) -> None:
    given = {
        "name": "Larch Lane Primary",
        "urn": "123456",
        "lead": "Ruth Okafor",
        "account": "ruth",
        "password": "seven lanterns under glass",
        **changes,
    }
    with pytest.raises(UserFacingError) as caught:
        check_school_details(
            name=given["name"],
            urn=given["urn"],
            lead=FirstLead(
                name=given["lead"], account=given["account"], password=given["password"]
            ),
        )
    assert caught.value.code == refusal


def test_a_second_school_in_the_same_place_is_refused(school: SmallSchool) -> None:
    before = {path: path.read_bytes() for path in school.casebook_folder.iterdir()}
    school.letterbox = school.root / "another letterbox"
    with pytest.raises(UserFacingError) as caught:
        school.create()
    assert caught.value.code == "school.exists"
    assert {path: path.read_bytes() for path in school.casebook_folder.iterdir()} == before
