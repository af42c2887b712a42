"""What the screens for people, ways in, recovery and hand-over are given to show, and what they
send."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records.people import LEADS, Person, Workstation


class Standing(StrEnum):
    """Where somebody stands with this casebook today."""

    OPENS = "opens"
    REPORTS = "reports"
    WAITING = "waiting"
    SUSPENDED = "suspended"
    ENDED = "ended"


class PersonStep(StrEnum):
    """What can be done about a person; each is asked once before it happens."""

    CHANGE = "change"
    SLIP = "slip"
    RESET = "reset"
    SUSPEND = "suspend"
    RESUME = "resume"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """A person with where they stand; ``since`` (a day as people read it) and ``reason`` say when
    and why access was ended or suspended; ``open_actions`` are those they still have to do."""

    person: Person
    standing: Standing
    telephone: str = ""
    since: str = ""
    reason: str = ""
    open_actions: int = 0

    @property
    def is_lead(self) -> bool:
        """Whether this is somebody with (or for) a way into the casebook."""
        return self.person.role in LEADS


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputerShown:
    """A staff computer; ``last_at`` is when its last concern came, as people read it.

    ``card`` is "newest", "older" or "not_known"; ``missing`` are sentences about numbers that have
    not arrived.
    """

    station: Workstation
    last_number: int = 0
    last_at: str = ""
    card: str = "not_known"
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPeople:
    """Who and what may write into this casebook; ``can_open`` counts the working ways in.

    ``missing`` are sentences about numbers missing from computers that were never paired.
    """

    people: tuple[PersonShown, ...] = ()
    computers: tuple[ComputerShown, ...] = ()
    missing: tuple[str, ...] = ()
    you: str = ""
    can_open: int = 2
    key_changes_at_lock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """Something to be done about a person, with the reason that the ledger keeps."""

    person_id: str
    step: PersonStep
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEdit:
    """How somebody is to be known from now on; what was written before stays as it was."""

    person_id: str
    name: str
    role: str
    job_title: str
    telephone: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEnded:
    """What follows when somebody's access was ended or suspended; ``open_actions`` are the words
    of what they still had to do, ``more`` further sentences."""

    name: str
    key_changes: bool
    open_actions: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class DeviceTie(StrEnum):
    """Whether a password works only on this computer."""

    OFF = "off"
    ON = "on"
    UNAVAILABLE = "unavailable"
    NOT_YET = "not_yet"


class Recovery(StrEnum):
    """Whether there is a recovery code that was typed back from its paper."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """One lead's own ways into the casebook; days are as people read them, empty where never."""

    name: str
    account: str
    codes_left: int
    codes_few: bool
    device: DeviceTie
    recovery: Recovery
    rehearsed: str = ""
    rehearsal_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneSecret:
    """A new secret for the authenticator app, as a picture's text and as letters."""

    otpauth: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverDraft:
    """The code from the safe and whose way in it is to mend."""

    account: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCase:
    """Between whom a hand-over can be. ``people`` are (id, name with post); ``you`` is preset as
    the one who hands over."""

    people: tuple[tuple[str, str], ...]
    you: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverItem:
    """Something that passes from one DSL to the next. With a ``count`` it lies in the casebook and
    goes over by itself; without one it is paper or a key, and is given by hand."""

    code: str
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """One thing given by hand, or not, and what was said about it."""

    code: str
    handed: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDraft:
    """A hand-over as it was gone through together."""

    giver: str
    taker: str
    items: tuple[ItemDraft, ...]
    note: str = ""
    end_access: bool = False
    new_recovery_code: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDone:
    """A hand-over as it stands in the casebook: the text of its page for the file, and what is
    still to do."""

    text: str
    still: tuple[str, ...] = ()
    new_recovery_code: bool = False
