"""A code shown five minutes ago counts for an export and for changes of people and keys; later
another one is asked for, whoever sits there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_person import PersonChanges, change_person
from desktop.usecases.lead.end_access import remove_person, resume_person, suspend_person
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.fresh_code import FreshCode
from desktop.usecases.lead.hand_over import HandOver, hand_over
from desktop.usecases.lead.ledger_certificate import make_certificate
from desktop.usecases.lead.manage_people import (
    NewPerson,
    add_staff,
    confirm_computer,
    end_workstation,
    new_slip,
)
from desktop.usecases.lead.own_password import change_password
from desktop.usecases.lead.rehearse_recovery import draw_recovery_code, renew_recovery_code
from desktop.usecases.lead.rotate_key import rotate_on_request
from desktop.usecases.lead.sign_in import ATTEMPTS, load_attempts
from desktop.usecases.lead.step_up import show_fresh_code
from desktop.usecases.lead.tie_device import tie_device, untie_device
from desktop.usecases.lead.ways_in import new_one_time_codes, replace_phone, reset_way_in
from storage.database.repositories import people
from storage.keys import key_file_store
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import PASSWORD, SmallSchool, cheap_kdf
from ui.messages import message_for

NEEDED = "keys.fresh_code_needed"
ANA = NewPerson(name="Ana Reyes", account="ana", role=Role.STAFF)


class Ticks:
    """Seconds that pass whatever the clock says; they follow it unless ``extra`` does not."""

    def __init__(self, school: SmallSchool) -> None:
        self._school, self._start = school, school.clock()
        self.extra = 0.0

    def __call__(self) -> float:
        return (self._school.clock() - self._start) / timedelta(seconds=1) + self.extra


@pytest.fixture
def ticks(school: SmallSchool) -> Ticks:
    """What counts on when the clock is put back."""
    return Ticks(school)


@pytest.fixture
def casebook(school: SmallSchool, ticks: Ticks) -> Iterator[OpenCasebook]:
    """Ruth's, as the window opens it."""
    opened = school.sign_in()
    fresh = FreshCode(clock=school.clock, ticks=ticks)
    fresh.shown()
    yield replace(opened, fresh_code=fresh)
    opened.close()


def refusal(work: Callable[[], object]) -> str:
    """The code of what is refused; it has a sentence."""
    with pytest.raises(UserFacingError) as caught:
        work()
    assert message_for(caught.value).next_step
    return caught.value.code


def guarded(
    school: SmallSchool, casebook: OpenCasebook, tmp: Path
) -> dict[str, Callable[[], object]]:
    """Everything that architecture.md section 5 names: export, people, keys."""
    folder = school.casebook_folder
    dan = people.by_account(casebook.connection, "dan")
    megan = people.by_account(casebook.connection, "megan")
    assert dan is not None
    assert megan is not None
    kdf = cheap_kdf(school.random_bytes)
    told = {"folder": folder, "person_id": dan.id, "reason": "asked by the head"}
    code = draw_recovery_code(casebook)
    request = ExportRequest(
        pupil_id=school.first_pupil,
        profile="court",
        purpose="Court",
        recipient="Court",
        path=tmp / "x",
    )
    return {
        "export": lambda: export_chronology(casebook, request=request),
        "certificate": lambda: make_certificate(casebook, path=tmp / "y", recipient="The head"),
        "add staff": lambda: add_staff(casebook, person=ANA),
        "add lead": lambda: add_lead(casebook, folder=folder, person=ANA, password="", kdf=kdf),
        "slip": lambda: new_slip(casebook, person_id=megan.id),
        "change": lambda: change_person(
            casebook, person_id=dan.id, changes=PersonChanges(name="Dan W")
        ),
        "suspend": lambda: suspend_person(casebook, **told),
        "resume": lambda: resume_person(casebook, **told),
        "remove": lambda: remove_person(casebook, **told),
        "hand over": lambda: hand_over(
            casebook, folder=folder, handover=HandOver(to_person=dan.id, items=())
        ),
        "pair": lambda: confirm_computer(casebook, workstation_id="0" * 32, code="x"),
        "unpair": lambda: end_workstation(casebook, workstation_id="0" * 32, reason="sold"),
        "reset": lambda: reset_way_in(casebook, **told, kdf=kdf),
        "password": lambda: change_password(
            casebook, folder=folder, password="nine ferns by the harbour", kdf=kdf
        ),
        "phone": lambda: replace_phone(casebook, folder=folder, secret=b"x" * 20, first_code="1"),
        "printed codes": lambda: new_one_time_codes(casebook, folder=folder),
        "paper": lambda: renew_recovery_code(casebook, folder=folder, code=code, typed=code),
        "new key": lambda: rotate_on_request(casebook, folder=folder, reason="a test"),
        "tie": lambda: tie_device(
            casebook, folder=folder, secrets=None, password=PASSWORD, kdf=kdf
        ),
        "untie": lambda: untie_device(
            casebook, folder=folder, secrets=None, password=PASSWORD, kdf=kdf
        ),
    }


def test_after_five_minutes_nothing_of_it_goes_without_a_new_code(
    school: SmallSchool, casebook: OpenCasebook, tmp_path: Path
) -> None:
    work = guarded(school, casebook, tmp_path)
    school.clock.advance(seconds=301)
    size = casebook.head().size
    keys = (school.casebook_folder / key_file_store.FILE_NAME).read_bytes()
    for name, each in work.items():
        assert refusal(each) == NEEDED, name
    assert casebook.head().size == size
    assert (school.casebook_folder / key_file_store.FILE_NAME).read_bytes() == keys
    show_fresh_code(casebook, folder=school.casebook_folder, code=school.code())
    for name, each in work.items():
        try:
            each()
        except UserFacingError as error:
            assert error.code != NEEDED, name  # noqa: PT017 - some are refused for other reasons


def test_within_five_minutes_the_sign_in_counts(
    school: SmallSchool, casebook: OpenCasebook
) -> None:
    school.clock.advance(seconds=299)
    assert add_staff(casebook, person=ANA).code


def test_the_command_line_is_not_asked_again(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        school.clock.advance(hours=2)
        assert add_staff(casebook, person=ANA).code


def test_used_and_wrong_codes_are_refused_and_counted(
    school: SmallSchool, casebook: OpenCasebook
) -> None:
    folder = school.casebook_folder
    used = school.code()
    assert refusal(lambda: show_fresh_code(casebook, folder=folder, code=used)) == "keys.code_used"
    school.clock.advance(minutes=6)
    code = school.code()
    show_fresh_code(casebook, folder=folder, code=code)
    assert not load_attempts(folder).rows, "a success ends the waiting"
    assert load_attempts(folder).failures, "the ledger is told of the wrong one at the next sign-in"
    printed = school.secrets.one_time["ruth"][0]
    show_fresh_code(casebook, folder=folder, code=printed)
    for again, why in ((code, "keys.code_used"), (printed, "keys.printed_code_wrong")):
        assert refusal(lambda: show_fresh_code(casebook, folder=folder, code=again)) == why  # noqa: B023 - called at once
    assert refusal(lambda: show_fresh_code(casebook, folder=folder, code="000000")) in (
        "keys.code_wrong",
    )
    school.clock.advance(seconds=1)
    assert refusal(lambda: show_fresh_code(casebook, folder=folder, code=code)) == "keys.wait"
    assert (folder / ATTEMPTS).exists()


def test_a_code_used_here_does_not_sign_anybody_in(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        school.clock.advance(seconds=30)
        code = school.code()
        show_fresh_code(casebook, folder=school.casebook_folder, code=code)
    assert refusal(lambda: school.try_sign_in(code=code)) == "keys.code_used"


def test_a_clock_put_back_prolongs_nothing(
    school: SmallSchool, casebook: OpenCasebook, ticks: Ticks
) -> None:
    school.clock.advance(seconds=200)
    ticks.extra += 200  # the clock was put back by as much
    assert refusal(lambda: add_staff(casebook, person=ANA)) == NEEDED
    ticks.extra -= 200
    assert refusal(lambda: add_staff(casebook, person=ANA)) == NEEDED, "over is over"


def test_negative_control_a_session_that_never_showed_a_code(
    school: SmallSchool, casebook: OpenCasebook, ticks: Ticks
) -> None:
    bare = replace(casebook, fresh_code=FreshCode(clock=school.clock, ticks=ticks))
    assert refusal(lambda: add_staff(bare, person=ANA)) == NEEDED
