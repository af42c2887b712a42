"""A list of names that somebody exchanged: the concern is taken, the refusal is said, no stranger's
name is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.publish_cards import workstation_secrets
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import guest_author
from desktop.usecases.staff.station import known_team_card, team_card
from storage.keys.signing import SchoolKeys
from storage.letterbox.team_card import make_team_card
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import SmallSchool

Swap = Callable[[SmallSchool, Path], bytes]


def another_school_s(school: SmallSchool, folder: Path) -> bytes:
    other = SmallSchool(folder / "other", clock=school.clock, seed="another school")
    other.create()
    other.workstation = folder / "their workstation"
    with other.signed_in() as casebook:
        pairing = other.pair()
        from desktop.usecases.lead.manage_people import confirm_computer  # late: used here only

        confirm_computer(casebook, workstation_id=pairing.workstation_id, code=pairing.code)
    return (other.letterbox / "team.card").read_bytes()


def an_older_one(school: SmallSchool, _folder: Path) -> bytes:
    old = (school.letterbox / "team.card").read_bytes()
    with school.signed_in() as casebook:
        add_staff(casebook, person=NewPerson(name="Pat Lowe", account="pat", role=Role.STAFF))
    assert team_card(school.station()) is not None
    return old


def signed_by_another_key(school: SmallSchool, _folder: Path) -> bytes:
    station = school.station()
    card = team_card(station)
    assert card is not None
    forged = replace(card, version=card.version + 1, staff=card.staff[:1])
    return make_team_card(
        forged,
        school=SchoolKeys.new(school.random_bytes),
        secrets={station.identity.workstation_id: station.identity.card_secret},
        random_bytes=school.random_bytes,
    )


def cut_short(school: SmallSchool, _folder: Path) -> bytes:
    return (school.letterbox / "team.card").read_bytes()[:-400]


def nothing_at_all(_school: SmallSchool, _folder: Path) -> bytes:
    return b""


def with_another_s_wrap(school: SmallSchool, _folder: Path) -> bytes:
    """Our id in front of what was wrapped with another computer's secret."""
    station = school.station()
    with school.signed_in() as casebook:
        card = team_card(station)
        assert card is not None
        assert station.identity.workstation_id in workstation_secrets(casebook.connection)
        return make_team_card(
            replace(card, version=card.version + 1),
            school=casebook.school,
            secrets={station.identity.workstation_id: school.random_bytes(32)},
            random_bytes=school.random_bytes,
        )


def without_us_and_older(school: SmallSchool, _folder: Path) -> bytes:
    station = school.station()
    card = team_card(station)
    assert card is not None
    with school.signed_in() as casebook:
        return make_team_card(
            replace(card, version=card.version - 1),
            school=casebook.school,
            secrets={"ab" * 16: school.random_bytes(32)},
            random_bytes=school.random_bytes,
        )


def without_us_and_by_nobody(school: SmallSchool, _folder: Path) -> bytes:
    """The outside of the school's own card, for a computer that is not there: anybody can write it,
    and it must not make this one forget the names and telephone numbers.
    """
    own = (school.letterbox / "team.card").read_bytes()
    store_id, newer = own[8:24], int.from_bytes(own[24:32], "big") + 5
    return own[:8] + store_id + newer.to_bytes(8, "big") + bytes(2) + school.random_bytes(16500)


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (another_school_s, "letterbox.card_not_pinned"),
        (an_older_one, "letterbox.card_older"),
        (signed_by_another_key, "letterbox.card_not_pinned"),
        (cut_short, "letterbox.card_damaged"),
        (nothing_at_all, "letterbox.card_damaged"),
        (with_another_s_wrap, "letterbox.card_damaged"),
        (without_us_and_older, "letterbox.card_older"),
        (without_us_and_by_nobody, "letterbox.card_not_pinned"),
    ],
)
def test_it_is_refused_and_the_concern_is_taken(
    school: SmallSchool, tmp_path: Path, swap: Swap, code: str
) -> None:
    names = {member.name for member in team_card(school.station()).staff}
    data = swap(school, tmp_path)
    if swap is an_older_one:
        names.add("Pat Lowe")
    (school.letterbox / "team.card").write_bytes(data)
    station = school.station()
    with pytest.raises(UserFacingError) as caught:
        team_card(station)
    assert caught.value.code == code
    card, refusal = known_team_card(station)
    assert refusal is not None
    assert refusal.code == code
    assert card is not None, "the last good list stays in use"
    assert {member.name for member in card.staff} == names
    by_name = school.send(told_dsl="no")
    assert by_name.find_now[0].name == "Ruth Okafor"
    guest = log_concern(
        station, draft=school.draft(), author=guest_author(station, name="A visitor")
    )
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 2
    assert team_card(school.station()) is not None, (guest.number, "collecting wrote the right one")


def test_the_school_itself_takes_the_names_away(school: SmallSchool) -> None:
    """The control: a card that the school signed and that is not made for this computer."""
    station = school.station()
    card = team_card(station)
    assert card is not None
    with school.signed_in() as casebook:
        data = make_team_card(
            replace(card, version=card.version + 1),
            school=casebook.school,
            secrets={"ab" * 16: school.random_bytes(32)},
            random_bytes=school.random_bytes,
        )
    (school.letterbox / "team.card").write_bytes(data)
    assert known_team_card(school.station()) == (None, None)
