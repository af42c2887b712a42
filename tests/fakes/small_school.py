"""A whole small school on disk: the lead's laptop, a paired workstation, the letterbox between.

Everything is real (SQLCipher, sealed letters, signed cards) but the cost of a password.
"""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlparse

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.create_school import FirstLead, create_school, new_school_secrets
from desktop.usecases.lead.decide import Decision, NewAction
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.manage_people import (
    NewPerson,
    PaperSlip,
    add_staff,
    asking_computers,
    confirm_computer,
)
from desktop.usecases.lead.sign_in import Credentials, SignedIn, sign_in
from desktop.usecases.staff.log_concern import SentConcern, log_concern
from desktop.usecases.staff.pair import Pairing, pair_workstation
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.say_who import Author, author_with_pin, set_first_pin
from desktop.usecases.staff.station import Station, open_station
from storage.database.repositories import pupils
from storage.keys import totp
from storage.keys.passwords import KdfParameters
from storage.keys.reporter_keys import change_pin, unlock_reporter
from storage.records.concern import ConcernDraft, LinkedPupil
from storage.records.people import Role
from storage.records.when import When
from tests.fakes.clock import FakeClock
from tests.fakes.randomness import FakeRandomBytes

PASSWORD = "seven lanterns under glass"
DEPUTY_PASSWORD = "quiet harbour, orange kites"
PIN = "7294"
TOM_PIN = "5183"
VERSION = "0.0.0-test"
WHEN = When(earliest="2026-11-20", latest="2026-11-20", precision="day", as_told="Friday")


def cheap_kdf(random_bytes) -> KdfParameters:
    """A password that costs next to nothing: its cost has tests of its own."""
    return KdfParameters(memory_kib=64, time=1, lanes=1, salt=random_bytes(16))


@dataclass(frozen=True)
class Secrets:
    """What lies on paper and on telephones."""

    totp: dict[str, bytes]
    one_time: dict[str, tuple[str, ...]]
    recovery_code: str
    spare_code: str
    slips: dict[str, PaperSlip]


class SmallSchool:
    """The two homes below ``root``; open casebooks are closed by ``close``."""

    def __init__(self, root: Path, *, clock: FakeClock, seed: str) -> None:
        self.root = root
        self.laptop = root / "laptop"
        self.casebook_folder = self.laptop / "casebook"
        self.letterbox = root / "letterbox"
        self.workstation = root / "workstation"
        self.backups = root / "backups"
        self.clock = clock
        self.random_bytes = FakeRandomBytes(seed)
        self.secrets = Secrets(totp={}, one_time={}, recovery_code="", spare_code="", slips={})
        self._open: list[OpenCasebook] = []

    def create(self) -> None:
        """Make the school with Ruth as its first lead."""
        self.letterbox.mkdir(parents=True)
        self.backups.mkdir(exist_ok=True)
        secrets = new_school_secrets(self.random_bytes)
        create_school(
            casebook=self.casebook_folder,
            letterbox=self.letterbox,
            name="Larch Lane Primary",
            urn="123456",
            lead=FirstLead(
                name="Ruth Okafor", account="ruth", password=PASSWORD, telephone="01632 960001"
            ),
            secrets=secrets,
            kdf=cheap_kdf(self.random_bytes),
            clock=self.clock,
            random_bytes=self.random_bytes,
            app_version=VERSION,
            recovery_confirmed=True,
        )
        self.secrets = Secrets(
            totp={"ruth": secrets.totp_secret},
            one_time={"ruth": secrets.one_time_codes},
            recovery_code=secrets.recovery_code,
            spare_code=secrets.spare_code,
            slips={},
        )

    def code(self, account: str = "ruth") -> str:
        """What the telephone of ``account`` shows now."""
        return totp.code_at(self.secrets.totp[account], self.clock())

    def try_sign_in(
        self,
        account: str = "ruth",
        *,
        password: str | None = None,
        code: str | None = None,
        folder: Path | None = None,
    ) -> SignedIn:
        """Sign in without waiting for a new code; what is not given is right."""
        usual = {"ruth": PASSWORD, "dan": DEPUTY_PASSWORD}
        done = sign_in(
            folder=folder or self.casebook_folder,
            letterbox=self.letterbox,
            credentials=Credentials(
                account=account,
                password=usual[account] if password is None else password,
                code=self.code(account) if code is None else code,
            ),
            host="laptop",
            user="ruth",
            clock=self.clock,
            random_bytes=self.random_bytes,
            app_version=VERSION,
        )
        self._open.append(done.casebook)
        return done

    def sign_in(self, account: str = "ruth") -> OpenCasebook:
        """Sign in with the telephone's next code."""
        self.clock.advance(seconds=30)
        return self.try_sign_in(account).casebook

    @contextmanager
    def signed_in(self, account: str = "ruth") -> Iterator[OpenCasebook]:
        """A signed-in casebook that is closed at the end."""
        casebook = self.sign_in(account)
        try:
            yield casebook
        finally:
            casebook.close()

    def close(self) -> None:
        """Close what a test left open."""
        for casebook in self._open:
            casebook.close()
        self._open.clear()

    def pair(self) -> Pairing:
        """Make the workstation's home and ask to be confirmed."""
        return pair_workstation(
            folder=self.workstation,
            letterbox=self.letterbox,
            label="Staff room",
            clock=self.clock,
            random_bytes=self.random_bytes,
        )

    def station(self) -> Station:
        """The workstation as the staff's program opens it."""
        return open_station(
            folder=self.workstation,
            letterbox=self.letterbox,
            clock=self.clock,
            random_bytes=self.random_bytes,
        )

    def megan(self, station: Station | None = None) -> Author:
        """Megan with her PIN."""
        return author_with_pin(station or self.station(), account="megan", pin=PIN)

    def send(self, **changes) -> SentConcern:
        """Megan sends a concern."""
        station = self.station()
        return log_concern(station, draft=self.draft(**changes), author=self.megan(station))

    def draft(self, **changes) -> ConcernDraft:
        """A concern about the first child of the roll."""
        usual = {
            "pupils": (LinkedPupil(id=self.first_pupil, role="subject"),),
            "what_happened": "A bruise on the left forearm, seen at PE.",
            "happened": WHEN,
            "told_dsl": "no",
        }
        return ConcernDraft(**{**usual, **changes})

    @property
    def first_pupil(self) -> str:
        """The id of the first child of the roll."""
        return (self.root / "first-pupil").read_text(encoding="utf-8")

    def copy_to(self, root: Path, *, seed: str) -> "SmallSchool":
        """The same school in another folder, with a clock and randomness of its own."""
        shutil.copytree(self.root, root)
        other = SmallSchool(root, clock=FakeClock(self.clock()), seed=seed)
        # a phone that is replaced in one copy stays what it was in the others
        other.secrets = replace(self.secrets, totp=dict(self.secrets.totp))
        return other


def furnished(root: Path, *, ctf: bytes) -> SmallSchool:
    """A school with a deputy, two members of staff, pupils, and a workstation that is confirmed."""
    school = SmallSchool(root, clock=FakeClock(), seed="furnished")
    school.create()
    with school.signed_in() as casebook:
        megan = add_staff(casebook, person=_person("Megan Price", "megan", Role.STAFF))
        tom = add_staff(casebook, person=_person("Tom Hill", "tom", Role.STAFF))
        dan = add_lead(
            casebook,
            folder=school.casebook_folder,
            person=_person("Dan Whitcombe", "dan", Role.DEPUTY),
            password=DEPUTY_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
        )
        school.secrets = replace(
            school.secrets,
            totp={**school.secrets.totp, "dan": secret_of(dan.otpauth)},
            slips={"megan": megan, "tom": tom, "dan": dan},
        )
        preview = preview_pupils(casebook, data=ctf, mapping={})
        take_pupils(casebook, preview=preview)
        first = pupils.ids(casebook.connection)[0]
        (root / "first-pupil").write_text(first, encoding="utf-8")
        pairing = school.pair()
        (asking,) = asking_computers(casebook)
        confirm_computer(casebook, workstation_id=asking.id, code=pairing.code)
        station = school.station()
        set_first_pin(station, account="megan", code=megan.code, pin=PIN)
        set_first_pin(station, account="tom", code=tom.code, pin=TOM_PIN)
        for slip, pin in ((megan, PIN), (tom, TOM_PIN)):
            _make_cheap(station, person=slip.person_id, pin=pin)
        collect_letterbox(casebook)
        deliver(station)
    return school


def _make_cheap(station: Station, *, person: str, pin: str) -> None:
    file = station.reporters.load(person)
    secret = station.identity.pin_secret
    changed = change_pin(
        file,
        keys=unlock_reporter(file, pin=pin, workstation_secret=secret),
        pin=pin,
        workstation_secret=secret,
        kdf=cheap_kdf(station.random_bytes),
        random_bytes=station.random_bytes,
    )
    station.reporters.save(changed)


def _person(name: str, account: str, role: Role) -> NewPerson:
    return NewPerson(name=name, account=account, role=role, job_title="Teacher")


def secret_of(otpauth: str) -> bytes:
    """The telephone's secret in an ``otpauth://`` address."""
    text = parse_qs(urlparse(otpauth).query)["secret"][0]
    return base64.b32decode(text)


def decision(concern_id: str, **changes) -> Decision:
    """A decision with one action and a reply."""
    usual = {
        "concern": concern_id,
        "category": "physical",
        "level": "universal",
        "response": "in_school",
        "decision": "Speak to mother",
        "reason": "The account fits the mark",
        "actions": (NewAction(what="Check in on Monday", owner="Megan Price", due="2026-11-25"),),
        "reply": "Thank you, I have it.",
    }
    return Decision(**{**usual, **changes})
