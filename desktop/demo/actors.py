"""Who acts in the made-up school: the lead of the day, the workstation, what is known so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.demo.cast import Child
from desktop.demo.seeded import MovedClock
from desktop.paths import AppPaths
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.sign_in import Credentials, sign_in
from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station, open_station
from storage.database.repositories import people, pupils
from storage.records.identifiers import RandomBytes


@dataclass(slots=True, kw_only=True)
class SignIn:
    """A lead's way in. Printed codes are used, so that the telephone's code is free on any day."""

    account: str
    password: str
    codes: list[str]


@dataclass(slots=True, kw_only=True)
class Actors:
    """Grows while the made-up years pass."""

    paths: AppPaths
    clock: MovedClock
    random_bytes: RandomBytes
    app_version: str
    cast: tuple[Child, ...]
    school: Mapping[str, Any]
    sign_ins: dict[str, SignIn] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    concerns: dict[int, str] = field(default_factory=dict)
    actions: dict[int, tuple[str, ...]] = field(default_factory=dict)
    risks: dict[int, str] = field(default_factory=dict)
    open: OpenCasebook | None = None

    @property
    def casebook(self) -> OpenCasebook:
        """The casebook of the lead who is signed in."""
        if self.open is None:
            raise RuntimeError("nobody is signed in")
        return self.open

    def sign_in(self, account: str) -> None:
        """End the session there is and begin one of the lead with ``account``."""
        self.lock()
        way = self.sign_ins[account]
        self.open = sign_in(
            folder=self.paths.casebook,
            letterbox=self.paths.letterbox,
            credentials=Credentials(
                account=way.account, password=way.password, code=way.codes.pop(0)
            ),
            host="DSL laptop",
            user="made up",
            clock=self.clock,
            random_bytes=self.random_bytes,
            app_version=self.app_version,
        ).casebook

    def lock(self) -> None:
        """Close the casebook, whether or not it is open."""
        if self.open is not None:
            self.open.close()
            self.open = None

    def station(self) -> Station:
        """The paired workstation in the staff room."""
        return open_station(
            folder=self.paths.workstation,
            letterbox=self.paths.letterbox,
            clock=self.clock,
            random_bytes=self.random_bytes,
        )

    def learn_ids(self) -> None:
        """Note the id of every child on the roll."""
        by_upn = {child.upn: child.number for child in self.cast}
        for pupil in pupils.all_pupils(self.casebook.connection):
            self.ids[by_upn[pupil.details.upn]] = pupil.id

    def person(self, account: str) -> str:
        """The id of a person of the school."""
        found = people.by_account(self.casebook.connection, account)
        if found is None:
            raise RuntimeError("no such person")
        return found.id
