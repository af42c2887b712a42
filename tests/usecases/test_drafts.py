"""Unfinished concerns: whose they are, how long they wait, and what a crash leaves of them."""

import os
from datetime import timedelta

import pytest

from desktop.usecases.staff.drafts import (
    age_clock,
    delete_draft,
    drafts_of,
    folder_of,
    guests_of,
    keep_draft,
    look_after_drafts,
    new_name,
    reader_of,
    take_warnings,
)
from desktop.usecases.staff.guests import drafts_of_guest, guest_reader
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import author_with_pin
from storage.letterbox.draft_age import AgeClock
from storage.letterbox.drafts import DRAFT, open_draft, seal_draft
from storage.letterbox.team_card import WorkstationPolicy
from storage.records.errors import UserFacingError
from tests.fakes.canary import files_with
from tests.fakes.small_school import TOM_PIN, SmallSchool

WORDS = "Quillfeather said that the marks were old"
POLICY = WorkstationPolicy()


class Computer:
    """One workstation that is switched on and off; its steady counter and its clock."""

    def __init__(self, school: SmallSchool) -> None:
        self.school = school
        self.steady = 5000.0
        self.station = school.station()
        self.ages = self.new_run()

    def new_run(self) -> AgeClock:
        self.station = self.school.station()
        self.ages = age_clock(self.station, steady=lambda: self.steady)
        return self.ages

    def wait(self, **span: float) -> None:
        """Time passes while the program runs (or the computer sleeps)."""
        self.steady += timedelta(**span).total_seconds()
        self.school.clock.advance(**span)

    def switched_off_for(self, **span: float) -> None:
        self.look()
        self.school.clock.advance(**span)
        self.steady = 40.0
        self.new_run()

    def keep(self, words: str = WORDS, *, account: str = "megan", name: str = "") -> str:
        name = name or new_name(self.station)
        to = reader_of(self.station, account)
        keep_draft(self.station, name=name, content=words.encode(), to=to, ages=self.ages)
        return name

    def look(self, policy: WorkstationPolicy = POLICY, *, writing: str = ""):
        return look_after_drafts(self.station, ages=self.ages, policy=policy, writing=writing)

    def found(self, account: str = "megan") -> list[str]:
        keys = self.keys(account)
        return [draft.content.decode() for draft in drafts_of(self.station, keys=keys)]

    def keys(self, account: str = "megan"):
        if account == "megan":
            return self.school.megan(self.station).keys
        return author_with_pin(self.station, account="tom", pin=TOM_PIN).keys


@pytest.fixture
def computer(school: SmallSchool) -> Computer:
    return Computer(school)


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


def test_its_author_finds_it_and_nobody_else(computer: Computer):
    computer.keep()
    assert computer.found() == [WORDS]
    assert computer.found("tom") == []
    assert reader_of(computer.station, "nobody") is None


def test_the_newest_wins_and_one_form_is_one_file(computer: Computer):
    name = computer.keep("first")
    computer.keep("second", name=name)
    assert computer.found() == ["second"]
    computer.wait(minutes=5)
    computer.keep("another form")
    assert computer.found() == ["another form", "second"]


def test_nothing_of_it_can_be_read_on_the_disk(computer: Computer, school: SmallSchool):
    (school.root / "control.txt").write_text(WORDS, encoding="utf-8")
    computer.keep()
    computer.look()
    assert files_with("Quillfeather", [school.root]) == ["control.txt"]
    assert files_with("Megan Price", [folder_of(computer.station).path]) == []
    person = school.megan(computer.station).person
    assert files_with(person, [folder_of(computer.station).path]) == []


def test_it_waits_a_day_and_its_writer_is_told_afterwards(computer: Computer):
    computer.keep()
    waiting = computer.look()
    assert waiting.count == 1
    assert waiting.until == computer.school.clock() + timedelta(hours=24)
    computer.wait(hours=23, minutes=59)
    assert computer.look().count == 1
    computer.wait(minutes=2)
    assert computer.look().count == 0
    assert computer.found() == []
    assert take_warnings(computer.station, keys=computer.keys("tom")) == ()
    (begun,) = take_warnings(computer.station, keys=computer.keys())
    assert begun == computer.school.clock() - timedelta(hours=24, minutes=1)
    assert take_warnings(computer.station, keys=computer.keys()) == (), "told once"
    assert not list(folder_of(computer.station).path.glob("*.note"))


def test_the_warning_itself_is_forgotten_after_a_month(computer: Computer):
    computer.keep()
    computer.wait(hours=25)
    computer.look()
    computer.wait(days=31)
    computer.look()
    assert take_warnings(computer.station, keys=computer.keys()) == ()


def test_what_is_written_again_counts_anew(computer: Computer):
    name = computer.keep()
    computer.wait(hours=20)
    computer.keep("more", name=name)
    computer.wait(hours=20)
    assert computer.look().count == 1


def test_the_form_that_is_open_does_not_wait(computer: Computer):
    name = computer.keep()
    assert computer.look(writing=name).count == 0
    computer.wait(hours=30)
    computer.look(writing=name)
    assert computer.found() == [WORDS], "nor is it deleted under the writer's hands"


def test_a_sent_one_never_comes_back(computer: Computer, school: SmallSchool):
    """The program ends between sending and deleting."""
    name, other = computer.keep(), computer.keep("still writing")
    author = school.megan(computer.station)
    log_concern(computer.station, draft=school.draft(), author=author, kept_as=name)
    assert computer.found() == ["still writing"]
    computer.new_run()
    assert computer.look().count == 1
    assert folder_of(computer.station).names() == (other,)
    assert take_warnings(computer.station, keys=computer.keys()) == ()


def test_control_without_the_name_it_would_come_back(computer: Computer, school: SmallSchool):
    computer.keep()
    log_concern(computer.station, draft=school.draft(), author=school.megan(computer.station))
    assert computer.found() == [WORDS]


def test_deleted_on_request_is_gone_without_a_warning(computer: Computer):
    name = computer.keep()
    delete_draft(computer.station, name)
    assert computer.look().count == 0
    assert take_warnings(computer.station, keys=computer.keys()) == ()


# -- clocks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [timedelta(days=800), timedelta(days=1), timedelta(days=-800)])
def test_a_clock_put_right_while_the_program_runs_changes_nothing(computer: Computer, jump):
    computer.keep()
    computer.school.clock.advance(seconds=jump.total_seconds())
    assert computer.look().count == 1
    computer.wait(hours=23)
    assert computer.look().count == 1
    computer.wait(hours=2)
    assert computer.look().count == 0


def test_a_night_switched_off_counts(computer: Computer):
    computer.keep()
    computer.switched_off_for(hours=16)
    waiting = computer.look()
    assert (waiting.count, waiting.clock_odd) == (1, False)
    assert waiting.until == computer.school.clock() + timedelta(hours=8)
    computer.switched_off_for(hours=9)
    assert computer.look().count == 0


@pytest.mark.parametrize("jump", [{"days": 730}, {"days": -730}, {"hours": -2}])
def test_a_clock_wrong_after_a_night_deletes_nothing_and_is_said(computer: Computer, jump):
    computer.keep()
    computer.switched_off_for(**jump)
    waiting = computer.look()
    assert (waiting.count, waiting.clock_odd) == (1, True)
    computer.wait(hours=25)
    assert computer.look().count == 0, "counted anew, a day is a day"


def test_what_the_steady_counter_proves_counts_whatever_the_clock_says(computer: Computer):
    """The program alone was started anew: the computer was on all the time."""
    computer.keep()
    computer.look()
    computer.steady += 25 * 3600
    computer.school.clock.advance(days=-300)
    computer.new_run()
    assert computer.look().count == 0


def test_a_lost_count_starts_from_what_was_sealed(computer: Computer):
    computer.wait(hours=10)
    computer.look()
    computer.keep()
    (folder_of(computer.station).path / "age.json").write_bytes(b"damaged")
    computer.new_run()
    assert computer.look().count == 1
    computer.wait(hours=23)
    assert computer.look().count == 1
    computer.wait(hours=2)
    assert computer.look().count == 0


@pytest.mark.parametrize("age", [10**7, 1 << 39, 1 << 41, (1 << 64) - 1])
def test_a_planted_age_makes_no_other_draft_too_old(computer: Computer, age: int):
    """Anybody at the computer can seal a file to a public key and write any number on it."""
    computer.look()
    computer.keep()
    computer.look()
    name = new_name(computer.station)
    folder, random_bytes = folder_of(computer.station), computer.station.random_bytes
    planted = seal_draft(
        folder.lock(name, b"planted", random_bytes=random_bytes),
        kind=DRAFT,
        name=name,
        age=age,
        to_x25519=reader_of(computer.station, "megan").x25519,
        random_bytes=computer.station.random_bytes,
    )
    for _ in range(2):
        folder.lock(name, b"planted", random_bytes=random_bytes)
        folder.save(name, planted)
        assert computer.look().count == 1
        assert computer.found() == [WORDS]
        computer.switched_off_for(hours=1)
    computer.keep("one more")
    assert computer.look().count == 2


def test_what_is_no_file_stops_nothing(computer: Computer):
    computer.keep()
    folder = folder_of(computer.station).path
    if hasattr(os, "mkfifo"):  # Windows has no such thing
        os.mkfifo(folder / f"{'ab' * 16}.draft")
    (folder / f"{'cd' * 16}.draft").symlink_to("/dev/zero")
    (folder / f"{'ef' * 16}.note").mkdir()
    assert computer.look().count == 1
    assert computer.found() == [WORDS]


def test_a_deleted_one_opens_for_nobody_not_even_with_the_pin(computer: Computer):
    """Its bytes stay on the disk after deleting: whoever has the PIN and the free space of a
    computer that was taken away must not find a copy of what was sent."""
    name = computer.keep()
    path = folder_of(computer.station).path
    editions = [(path / f"{name}.draft").read_bytes()]
    with (path / f"{name}.once").open("rb") as key:
        computer.keep(f"{WORDS}, twice", name=name)
        editions.append((path / f"{name}.draft").read_bytes())
        assert any(key.read()), "the control: the same key for both"
        delete_draft(computer.station, name)
        key.seek(0)
        assert not any(key.read()), "written over where it lay"
    for edition in editions:
        (path / f"{name}.draft").write_bytes(edition)
        assert computer.found() == []
        inside = open_draft(edition, name=name, keys=computer.keys())
        assert WORDS.encode() not in inside, "the author's own key gives noise"
    assert computer.look().count == 0
    assert list(path.glob(f"{name}.*")) == []


def test_a_key_that_a_crash_left_alone_goes(computer: Computer):
    name = computer.keep()
    path = folder_of(computer.station).path
    (path / f"{name}.draft").unlink()
    computer.look()
    assert not (path / f"{name}.once").exists()


# -- guests ----------------------------------------------------------------------------------------


def test_a_guests_number_opens_the_guests_form_alone(computer: Computer):
    station = computer.station
    names = [new_name(station) for _ in range(2)]
    for name, number, words in zip(names, ("4821", "9035"), ("Pat’s", "Sam’s"), strict=True):
        to = guest_reader(station, draft=name, number=number)
        keep_draft(station, name=name, content=words.encode(), to=to, ages=computer.ages)
    (found,) = drafts_of_guest(station, number="4821")
    assert found.content.decode() == "Pat’s"
    assert code_of(drafts_of_guest, station, number="1234") == "keys.wrong_pin"
    assert computer.found() == []
    delete_draft(station, names[0])
    assert guests_of(station).people() == (names[1],)
    computer.wait(hours=25)
    computer.look()
    assert guests_of(station).people() == (), "the key goes with the form"


def test_numbers_are_throttled(computer: Computer):
    station = computer.station
    to = guest_reader(station, draft=(name := new_name(station)), number="4821")
    keep_draft(station, name=name, content=b"x", to=to, ages=computer.ages)
    codes = [code_of(drafts_of_guest, station, number="1234") for _ in range(4)]
    assert codes == ["keys.wrong_pin"] * 3 + ["keys.wait"]


@pytest.mark.parametrize("number", ["", "123", "12345", "7777", "12a4", "１２３４"])
def test_a_number_has_four_digits(computer: Computer, number: str):
    refused = code_of(guest_reader, computer.station, draft="0d" * 16, number=number)
    assert refused == "staff.guest_number"


# -- damage ----------------------------------------------------------------------------------------


def test_a_damaged_one_is_said_and_stands_in_nobodys_way(computer: Computer):
    name = computer.keep()
    path = folder_of(computer.station).path / f"{name}.draft"
    path.write_bytes(path.read_bytes()[:700])
    computer.keep("whole")
    assert computer.found() == ["whole"]
    assert computer.look().count == 1
    assert len(take_warnings(computer.station, keys=computer.keys())) == 1


def test_what_was_half_written_is_swept(computer: Computer):
    name = computer.keep()
    part = folder_of(computer.station).path / f"{name}.draft.part"
    part.write_bytes(b"half")
    computer.look(writing=name)
    assert part.exists(), "never while somebody may be writing it"
    computer.look()
    assert not part.exists()
    assert computer.found() == [WORDS]
