"""Adds people and computers: each key enters the ledger, each card in the letterbox follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.publish_cards import CardsState, public_value, publish_cards
from storage.database.repositories import people, settings
from storage.letterbox.enrolment import new_enrolment_code
from storage.letterbox.pairing import comparison_code, open_ask
from storage.letterbox.school_card import PinnedSchool
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.people import LEADS, Person, Role, Workstation


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be added; ``account`` is what they type or choose."""

    name: str
    account: str
    role: Role
    job_title: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSlip:
    """What is handed over on paper once: for staff the code for a first PIN; for a lead the first
    password and phone secret.
    """

    person_id: str
    name: str
    account: str
    role: str
    code: str = field(repr=False)
    otpauth: str = field(default="", repr=False)
    one_time_codes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingComputer:
    """A computer that asks to be paired: confirm it only when its screen shows the same
    ``code``.
    """

    id: str
    label: str
    code: str


def cards_state(casebook: OpenCasebook) -> CardsState:
    """What the cards of the letterbox are made from."""
    return CardsState(
        connection=casebook.connection,
        school=casebook.school,
        spool=casebook.spool,
        clock=casebook.clock,
        random_bytes=casebook.random_bytes,
    )


def add_staff(casebook: OpenCasebook, *, person: NewPerson) -> PaperSlip:
    """Enrol a member of staff; the slip of paper lets them set a PIN at one workstation, once."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    check_new(casebook, person)
    code = new_enrolment_code(casebook.random_bytes)
    person_id = new_id("person", casebook.random_bytes)
    with casebook.work() as work:
        work.append(Event(type="person.added", fields=person_fields(person_id, person, code)))
        keep_telephone(casebook, person_id, person.telephone)
    publish_cards(cards_state(casebook))
    return PaperSlip(
        person_id=person_id,
        name=person.name,
        account=person.account,
        role=str(person.role),
        code=code,
    )


def new_slip(casebook: OpenCasebook, *, person_id: str) -> PaperSlip:
    """Print a further slip: for another workstation, or when the first was lost.

    Raises people.not_found, people.already_ended, and people.slip_not_for_leads: a DSL has a way in
    of another kind.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    person = people.person(casebook.connection, person_id)
    if person is None:
        raise UserFacingError("people.not_found")
    if not person.active:
        raise UserFacingError("people.already_ended")
    if person.role in LEADS:
        raise UserFacingError("people.slip_not_for_leads")
    code = new_enrolment_code(casebook.random_bytes)
    casebook.append(Event(type="person.changed", fields={"id": person_id, "enrolment": code}))
    return PaperSlip(
        person_id=person_id,
        name=person.name,
        account=person.account,
        role=str(person.role),
        code=code,
    )


def asking_computers(casebook: OpenCasebook) -> Sequence[AskingComputer]:
    """The computers that ask to be paired; one whose request does not open is left out."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    result = []
    for workstation_id, data in casebook.spool.asks():
        try:
            opened = open_ask(data, keys=casebook.keys, school=_pinned(casebook))
        except UserFacingError:
            continue
        result.append(
            AskingComputer(
                id=workstation_id,
                label=opened.label,
                code=comparison_code(
                    school_key=casebook.school.public_ed25519,
                    workstation_id=workstation_id,
                    workstation=opened.ask.public,
                ),
            )
        )
    return tuple(result)


def confirm_computer(casebook: OpenCasebook, *, workstation_id: str, code: str) -> Workstation:
    """Pair a computer; it gets the card with names of staff and pupils.

    ``code`` is the one people compared: a request exchanged since then is refused
    (people.computer_changed).
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    data = dict(casebook.spool.asks()).get(workstation_id)
    if data is None:
        raise UserFacingError("people.no_such_computer")
    opened = open_ask(data, keys=casebook.keys, school=_pinned(casebook))
    if code != comparison_code(
        school_key=casebook.school.public_ed25519,
        workstation_id=workstation_id,
        workstation=opened.ask.public,
    ):
        raise UserFacingError("people.computer_changed")
    with casebook.work() as work:
        work.append(
            Event(
                type="workstation.paired",
                fields={
                    "id": workstation_id,
                    "name": opened.label,
                    "code": code,
                    "public": public_value(opened.ask.public),
                },
            )
        )
        secrets = dict(settings.get(work.connection, "workstation_secrets", {}))
        secrets[workstation_id] = opened.card_secret.hex()
        settings.put(work.connection, "workstation_secrets", secrets)
    publish_cards(cards_state(casebook))
    casebook.spool.remove_ask(workstation_id)
    return Workstation(
        id=workstation_id, name=opened.label, key_id=opened.ask.public.key_id, active=True
    )


def refuse_computer(casebook: OpenCasebook, *, workstation_id: str) -> None:
    """The codes differ: the request is taken away and nothing is paired."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    if workstation_id not in dict(casebook.spool.asks()):
        raise UserFacingError("people.no_such_computer")
    casebook.spool.remove_ask(workstation_id)


def end_workstation(casebook: OpenCasebook, *, workstation_id: str, reason: str) -> None:
    """A computer is no longer used: it gets no further cards; what it sent stays."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    casebook.append(
        Event(type="workstation.ended", fields={"id": workstation_id, "reason": reason})
    )
    publish_cards(cards_state(casebook))


def _pinned(casebook: OpenCasebook) -> PinnedSchool:
    return PinnedSchool(
        store_id=casebook.store_id, school_key=casebook.school.public_ed25519, version=0
    )


def check_new(casebook: OpenCasebook, person: NewPerson) -> None:
    """Raise people.name_missing or keys.account_taken for a person who cannot be added."""
    if not person.name.strip() or not person.account.strip():
        raise UserFacingError("people.name_missing")
    wanted = person.account.strip().casefold()
    known = people.people(casebook.connection)
    if any(other.account.casefold() == wanted for other in known):
        raise UserFacingError("keys.account_taken")


def keep_telephone(casebook: OpenCasebook, person_id: str, telephone: str) -> None:
    """Keep a number for the cards of the letterbox, inside the caller's transaction; an empty one
    takes the number away.
    """
    telephones = dict(settings.get(casebook.connection, "telephones", {}))
    if telephones.get(person_id, "") != telephone:
        telephones[person_id] = telephone
        settings.put(casebook.connection, "telephones", telephones)


def person_fields(person_id: str, person: NewPerson, enrolment: str | None) -> dict[str, object]:
    """Return the fields of a person.added entry; ``enrolment`` is the code of the paper slip."""
    return {
        "id": person_id,
        "account": person.account.strip(),
        "name": person.name.strip(),
        "role": str(person.role),
        "job_title": person.job_title,
        "telephone": person.telephone,
        "enrolment": enrolment,
    }


def everyone(casebook: OpenCasebook) -> tuple[Person, ...]:
    """Everybody of the school who is active, by name."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return tuple(people.people(casebook.connection, active=True))


def all_people(casebook: OpenCasebook) -> tuple[Person, ...]:
    """Everybody who ever belonged to the school's team, by name; those who left as well."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return tuple(people.people(casebook.connection))
