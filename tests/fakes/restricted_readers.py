"""A head and a chair with keys of their own at the small school."""

from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.restricted_readers import (
    confirm_reader,
    issue_reader_slip,
    set_post,
)
from desktop.usecases.restricted.letters import collect
from desktop.usecases.restricted.room import Room, enrol_reader, open_room
from storage.database.repositories import people
from storage.records.people import Role
from tests.fakes.small_school import SmallSchool, cheap_kdf

READER_PASSWORD = "grey herons over weir"


def folder_of(school: SmallSchool, post: str) -> Path:
    """The reader's own device."""
    return school.root / f"{post}-device" / "restricted"


def add_head(casebook: OpenCasebook, *, account: str = "hana") -> str:
    """Somebody who is the head and nothing else; returns the id."""
    person = NewPerson(name="Hana Novak", account=account, role=Role.HEAD)
    return add_staff(casebook, person=person).person_id


def add_chair(casebook: OpenCasebook, *, account: str = "cleo") -> str:
    """The chair of governors; returns the id."""
    person = NewPerson(name="Cleo Ward", account=account, role=Role.CHAIR, telephone="01632 960777")
    return add_staff(casebook, person=person).person_id


def make_head(casebook: OpenCasebook, account: str) -> None:
    """Somebody who works at the school already is its head as well."""
    person = people.by_account(casebook.connection, account)
    set_post(casebook, post="head", person_id=person.id)


def enrol(school: SmallSchool, casebook: OpenCasebook, post: str, *, printed: bool = False) -> str:
    """Slip, key, compared code; returns what opens it."""
    slip = issue_reader_slip(casebook, post=post)
    made = enrol_reader(
        folder=folder_of(school, post),
        letterbox=school.letterbox,
        post=post,
        code=slip.code,
        password="" if printed else READER_PASSWORD,
        kdf=cheap_kdf(school.random_bytes),
        clock=school.clock,
        random_bytes=school.random_bytes,
    )
    collect_letterbox(casebook)
    confirm_reader(casebook, post=post, code=made.code)
    return made.printed_code or READER_PASSWORD


def room(school: SmallSchool, post: str, *, secret: str = READER_PASSWORD) -> Room:
    """The reader signed in on their own device."""
    return open_room(
        folder=folder_of(school, post),
        letterbox=school.letterbox,
        post=post,
        secret=secret,
        clock=school.clock,
        random_bytes=school.random_bytes,
    )


def with_tested_readers(school: SmallSchool, *posts: str) -> None:
    """Head and chair who have opened their test letters."""
    with school.signed_in() as casebook:
        add_head(casebook)
        add_chair(casebook)
        for post in posts:
            enrol(school, casebook, post)
        for post in posts:
            collect(room(school, post))
        collect_letterbox(casebook)
