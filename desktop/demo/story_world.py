"""Where the story takes place: a laptop, a workstation, a letterbox folder between them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import resources
from desktop.demo.seeded import MovedClock
from desktop.demo.steps import StepFailedError
from desktop.paths import AppPaths, paths_of
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.create_school import SchoolSecrets
from desktop.usecases.lead.manage_people import PaperSlip
from desktop.usecases.lead.sign_in import Credentials, sign_in
from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station, open_station
from storage.database.repositories import pupils
from storage.keys.passwords import KdfParameters
from storage.records.identifiers import RandomBytes


@dataclass(slots=True, kw_only=True)
class World:
    """Grows with the story; every part is set by the step that makes it."""

    out: Path
    laptop: AppPaths
    workstation: AppPaths
    letterbox: Path
    backups: Path
    clock: MovedClock
    random_bytes: RandomBytes
    app_version: str
    words: dict[str, Any]
    secrets: SchoolSecrets | None = None
    second: PaperSlip | None = None
    open: OpenCasebook | None = None
    slips: dict[str, PaperSlip] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    concern: str = ""
    key_id: str = ""
    pdfs: list[Path] = field(default_factory=list)
    passwords: dict[Path, str] = field(default_factory=dict)
    sheets: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    @property
    def casebook(self) -> OpenCasebook:
        """The casebook, while a lead is signed in."""
        if self.open is None:
            raise StepFailedError("nobody is signed in")
        return self.open

    def kdf(self) -> KdfParameters:
        """The least cost that may guard a casebook, so that the story stays short."""
        return KdfParameters.floor(salt=self.random_bytes(16))

    def station(self) -> Station:
        """The workstation, as its own process opens it: it holds no key of the casebook."""
        return open_station(
            folder=self.workstation.workstation,
            letterbox=self.letterbox,
            clock=self.clock,
            random_bytes=self.random_bytes,
        )

    def sign_in(self, *, code: str) -> OpenCasebook:
        """The lead signs in with her password and ``code``."""
        school = self.words["school"]
        self.open = sign_in(
            folder=self.laptop.casebook,
            letterbox=self.letterbox,
            credentials=Credentials(
                account=school["lead"]["account"], password=school["password"], code=code
            ),
            host="DSL laptop",
            user="demo",
            clock=self.clock,
            random_bytes=self.random_bytes,
            app_version=self.app_version,
        ).casebook
        return self.open

    def lock(self) -> None:
        """Close the casebook, whether or not it is open."""
        if self.open is not None:
            self.open.close()
            self.open = None

    def pupil(self, surname: str, forename: str) -> str:
        """The id of a child by the legal name of the file that brought them in."""
        found = [
            pupil.id
            for pupil in pupils.all_pupils(self.casebook.connection)
            if pupil.details.legal_surname == surname and pupil.details.legal_forename == forename
        ]
        if len(found) != 1:
            raise StepFailedError("the child of the story was not found")
        return found[0]


def make_world(
    *, folder: Path, out: Path, clock: MovedClock, random_bytes: RandomBytes, app_version: str
) -> World:
    """Lay out two homes and a letterbox folder in ``folder``; only the last is made yet."""
    letterbox = folder / "letterbox"
    letterbox.mkdir(parents=True)
    return World(
        out=out,
        laptop=paths_of(folder / "laptop", letterbox=letterbox),
        workstation=paths_of(folder / "workstation", letterbox=letterbox),
        letterbox=letterbox,
        backups=folder / "backup stick",
        clock=clock,
        random_bytes=random_bytes,
        app_version=app_version,
        words=resources.read_toml("demo", "story.toml"),
    )
