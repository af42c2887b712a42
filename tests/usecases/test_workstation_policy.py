"""The school's policy for shared computers: set by the DSL, known to every workstation, asked of
each person at the next visit.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import resources
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import keep_cards_current
from desktop.usecases.lead.workstation_policy import set_policy, workstation_policy
from desktop.usecases.staff.concern_file import read_concern_file
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import Author, author_of, author_with_pin, choose_secret
from desktop.usecases.staff.sign_policy import (
    confirm_code,
    default_policy,
    new_code,
    policy_of,
)
from desktop.usecases.staff.station import known_team_card
from storage.keys import totp
from storage.letterbox.team_card import SIGN_WITH, WorkstationPolicy
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PIN, TOM_PIN, SmallSchool

PASSWORD = "tall ships, warm bread"


def decide(school: SmallSchool, **changes: object) -> None:
    with school.signed_in() as casebook:
        set_policy(casebook, policy=replace(WorkstationPolicy(), **changes))


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


def with_codes(school: SmallSchool) -> tuple[Author, tuple[str, ...], bytes]:
    """Megan, who has just set up her codes; her printed ones; the telephone's secret."""
    station = school.station()
    megan = school.megan(station)
    new = new_code(station, keys=megan.keys, account="megan")
    now = totp.code_at(new.state.totp_secret, school.clock())
    confirm_code(station, keys=megan.keys, person=megan.person, new=new, code=now)
    return megan, new.printed, new.state.totp_secret


def test_the_file_and_the_card_say_the_same_at_first():
    assert default_policy() == WorkstationPolicy()
    assert policy_of(None) == WorkstationPolicy()


def test_what_the_lead_decides_reaches_the_workstation(school: SmallSchool):
    decide(school, sign_with="password", lock_seconds=60, draft_hours=8)
    card = known_team_card(school.station())[0]
    wanted = WorkstationPolicy(sign_with="password", lock_seconds=60, draft_hours=8)
    assert policy_of(card) == wanted
    with school.signed_in() as casebook:
        assert workstation_policy(casebook) == wanted
        before = known_team_card(school.station())[0]
        set_policy(casebook, policy=wanted)
        keep_cards_current(cards_state(casebook), changed=True)
        assert policy_of(known_team_card(school.station())[0]) == wanted
        assert before is not None


@pytest.mark.parametrize(
    "changes",
    [{"lock_seconds": 5}, {"lock_seconds": 9999}, {"draft_hours": 0}, {"draft_hours": 999}],
)
def test_times_have_limits(school: SmallSchool, changes: dict[str, int]):
    with school.signed_in() as casebook:
        policy = replace(WorkstationPolicy(), **changes)
        assert code_of(set_policy, casebook, policy=policy) == "workstations.policy_limits"
        assert workstation_policy(casebook) == WorkstationPolicy()


def test_a_card_from_elsewhere_stays_within_the_limits(school: SmallSchool):
    card = known_team_card(school.station())[0]
    wild = WorkstationPolicy(sign_with="pin", lock_seconds=10**9, draft_hours=10**6)
    held = policy_of(replace(card, policy=wild))
    bounds = resources.read_toml("workstation.toml")["limits"]
    assert held.lock_seconds == bounds["most_lock_seconds"]
    assert held.draft_hours == bounds["most_draft_hours"]


def test_a_pin_sends_and_then_asks_for_a_password(school: SmallSchool):
    """A changed policy never stands between a person and a concern."""
    decide(school, sign_with="password")
    station = school.station()
    megan = school.megan(station)
    assert megan.asks == "password"
    sent = log_concern(station, draft=school.draft(), author=megan)
    assert sent.carried
    for weak, code in (
        ("short one", "keys.password_too_short"),
        ("4821945730", "staff.password_of_digits"),
        ("megan megan", "keys.password_names_you"),
    ):
        assert code_of(choose_secret, station, author=megan, secret=weak) == code
    changed = choose_secret(station, author=megan, secret=PASSWORD)
    assert changed.asks == ""
    again = author_with_pin(station, account="megan", pin=PASSWORD)
    assert again.keys.public == megan.keys.public
    assert again.asks == ""
    assert code_of(author_with_pin, station, account="megan", pin=PIN) == "keys.wrong_pin"


def test_back_to_pins_keeps_a_password(school: SmallSchool):
    decide(school, sign_with="password")
    station = school.station()
    choose_secret(station, author=school.megan(station), secret=PASSWORD)
    decide(school, sign_with="pin")
    assert author_with_pin(school.station(), account="megan", pin=PASSWORD).asks == ""


def test_codes_are_asked_for_once_they_are_set_up(school: SmallSchool):
    decide(school, sign_with="pin_and_code")
    station = school.station()
    assert school.megan(station).asks == "code"
    assert log_concern(station, draft=school.draft(), author=school.megan(station)).carried
    _, printed, secret = with_codes(school)
    assert code_of(author_with_pin, station, account="megan", pin=PIN) == "staff.code_missing"
    school.clock.advance(seconds=60)
    code = totp.code_at(secret, school.clock())
    megan = author_with_pin(station, account="megan", pin=PIN, code=code)
    assert (megan.checked, megan.asks) == (True, "")
    used = code_of(author_with_pin, station, account="megan", pin=PIN, code=code)
    assert used == "keys.code_used"
    assert author_with_pin(station, account="megan", pin=PIN, code=printed[0]).checked
    spent = code_of(author_with_pin, station, account="megan", pin=PIN, code=printed[0])
    assert spent == "keys.printed_code_wrong"


def test_a_wrong_clock_is_said_as_one(school: SmallSchool):
    decide(school, sign_with="pin_and_code")
    _, _, secret = with_codes(school)
    station = school.station()
    school.clock.advance(minutes=10)
    later = totp.code_at(secret, school.clock())
    school.clock.advance(minutes=-7)
    refused = code_of(author_with_pin, station, account="megan", pin=PIN, code=later)
    assert refused == "keys.clock_behind"


def test_codes_are_throttled_and_the_pin_comes_first(school: SmallSchool):
    decide(school, sign_with="pin_and_code")
    _, printed, _ = with_codes(school)
    station = school.station()
    codes = [
        code_of(author_with_pin, station, account="megan", pin=PIN, code="000000") for _ in range(4)
    ]
    assert codes == ["keys.code_wrong"] * 3 + ["keys.wait"]
    wrong = code_of(author_with_pin, station, account="tom", pin="1111", code=printed[1])
    assert wrong == "keys.wrong_pin"


def test_without_phone_and_paper_the_concern_goes_as_a_guests(school: SmallSchool):
    decide(school, sign_with="pin_and_code")
    with_codes(school)
    station = school.station()
    guest = author_of(station, name="Megan Price")
    sent = log_concern(station, draft=school.draft(), author=guest)
    assert sent.carried
    assert not guest.checked


def test_a_deleted_file_of_codes_only_asks_again(school: SmallSchool):
    """It says so in the help: whoever has the PIN and the disk is not held back by a code."""
    decide(school, sign_with="pin_and_code")
    megan, _, _ = with_codes(school)
    station = school.station()
    (station.reporters.path / f"{megan.person}.code").unlink()
    assert school.megan(station).asks == "code"


def test_everybody_is_asked_for_themselves(school: SmallSchool):
    decide(school, sign_with="pin_and_code")
    with_codes(school)
    assert author_with_pin(school.station(), account="tom", pin=TOM_PIN).asks == "code"


def test_the_words_for_the_ways_are_complete():
    from desktop.cli.policy_commands import _WORDS  # late: only this test needs the command line

    assert set(_WORDS) == set(SIGN_WITH)


def test_a_posted_file_carries_the_code_or_goes_unchecked(school: SmallSchool, tmp_path: Path):
    """From the command line too a concern is never refused for a code."""
    from desktop.cli.staff_commands import _author  # late: only this test needs the command line

    decide(school, sign_with="pin_and_code")
    _, printed, _ = with_codes(school)
    boxes = {"account": "megan", "pin": PIN, "what_happened": "A mark", "told_dsl": True}
    made = []
    for code in (printed[5], ""):
        path = tmp_path / "concern.json"
        path.write_text(json.dumps({**boxes, "code": code}), encoding="utf-8")
        file = read_concern_file(path, clock=school.clock)
        made.append(_author(school.station(), file)[0].checked)
    assert made == [True, False]
