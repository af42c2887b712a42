"""Pairing that is not compared, compared and different, or done again after a computer was lost."""

from pathlib import Path

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import (
    asking_computers,
    confirm_computer,
    end_workstation,
    refuse_computer,
)
from desktop.usecases.staff.pair import forget_school, pair_workstation, pairing_of, withdraw
from desktop.usecases.staff.station import open_station, team_card
from tests.fakes.small_school import SmallSchool


def ask(school: SmallSchool, folder: Path, *, again: bool = False):
    return pair_workstation(
        folder=folder,
        letterbox=school.letterbox,
        label="Corridor",
        clock=school.clock,
        random_bytes=school.random_bytes,
        ask_again=again,
    )


def at(school: SmallSchool, folder: Path):
    return open_station(
        folder=folder,
        letterbox=school.letterbox,
        clock=school.clock,
        random_bytes=school.random_bytes,
    )


def test_a_request_can_be_taken_away_and_made_again(school: SmallSchool, tmp_path: Path) -> None:
    folder = tmp_path / "corridor"
    first = ask(school, folder)
    withdraw(at(school, folder))
    with school.signed_in() as casebook:
        assert asking_computers(casebook) == ()
        assert ask(school, folder) == first, "looking again asks nothing"
        assert asking_computers(casebook) == ()
        assert ask(school, folder, again=True).code == first.code
        (asking,) = asking_computers(casebook)
        confirm_computer(casebook, workstation_id=asking.id, code=first.code)
        assert pairing_of(at(school, folder)).confirmed
        ask(school, folder, again=True)
        assert asking_computers(casebook) == (), "nothing is asked once it is confirmed"


def test_different_codes_leave_no_workstation(school: SmallSchool, tmp_path: Path) -> None:
    folder = tmp_path / "corridor"
    ask(school, folder)
    assert forget_school(at(school, folder))
    assert not (folder / "workstation.json").exists()
    with school.signed_in() as casebook:
        assert asking_computers(casebook) == ()


def test_different_codes_never_take_a_concern_away(school: SmallSchool) -> None:
    school.send()
    assert not forget_school(school.station())
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


def test_a_refused_computer_may_ask_again(school: SmallSchool, tmp_path: Path) -> None:
    folder = tmp_path / "corridor"
    pairing = ask(school, folder)
    with school.signed_in() as casebook:
        refuse_computer(casebook, workstation_id=pairing.workstation_id)
        assert asking_computers(casebook) == ()
        ask(school, folder, again=True)
        assert len(asking_computers(casebook)) == 1


def test_a_new_computer_takes_the_place_of_a_lost_one(school: SmallSchool, tmp_path: Path) -> None:
    lost = school.station()
    with school.signed_in() as casebook:
        end_workstation(casebook, workstation_id=lost.identity.workstation_id, reason="stolen")
        pairing = ask(school, tmp_path / "new")
        confirm_computer(casebook, workstation_id=pairing.workstation_id, code=pairing.code)
    assert team_card(school.station()) is None
    assert team_card(at(school, tmp_path / "new")) is not None


def test_a_revoked_computer_that_is_found_again_can_be_let_in_again(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        identifier = school.station().identity.workstation_id
        end_workstation(casebook, workstation_id=identifier, reason="lost")
        assert team_card(school.station()) is None
        pairing = ask(school, school.workstation, again=True)
        (asking,) = asking_computers(casebook)
        confirm_computer(casebook, workstation_id=asking.id, code=pairing.code)
    assert team_card(school.station()) is not None
