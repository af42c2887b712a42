"""Who is writing: a name on the team card with its PIN, a first time with the paper slip, or a
guest.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.staff.pin_secret import pin_secret, secret_for_new_pin
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.keys.durable_file import write_durably
from storage.keys.passwords import KdfParameters, assess_pin
from storage.keys.person_keys import PersonKeys
from storage.keys.reporter_keys import create_reporter, unlock_reporter
from storage.keys.sign_in_attempts import SignInAttempts
from storage.letterbox.enrolment import enrolment_proof, normalise_enrolment_code
from storage.letterbox.slip import seal_slip
from storage.letterbox.team_card import TeamCard, TeamMember
from storage.records.errors import UserFacingError
from storage.records.times import to_text

_ATTEMPTS = "pin-attempts.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The one who writes. ``checked`` is False for a guest or a name no PIN was asked for: the
    workstation signs.
    """

    keys: PersonKeys
    person: str
    account: str
    name: str
    checked: bool


def author_with_pin(station: Station, *, account: str, pin: str) -> Author:
    """Open the reporter's key with the PIN.

    Raises keys.wrong_pin, keys.wait after several wrong ones, staff.first_time when this person
    has not set a PIN at this workstation yet, keys.pin_store_away and keys.pin_secret_gone when
    the computer's key store has to be asked and does not help: a guest can always write.
    """
    member = member_of(known_team_card(station)[0], account)
    if member is None:
        raise UserFacingError("staff.unknown_account")
    if member.person not in station.reporters.people():
        raise UserFacingError("staff.first_time")
    keys = _unlock(station, person=member.person, pin=pin)
    return Author(keys=keys, person=member.person, account=account, name=member.name, checked=True)


def _unlock(station: Station, *, person: str, pin: str) -> PersonKeys:
    """Try the PIN; waits grow with each wrong one and outlast the program."""
    path = station.folder / _ATTEMPTS
    attempts = SignInAttempts()
    with suppress(OSError):
        attempts = SignInAttempts.from_bytes(path.read_bytes())
    here = attempts.not_ahead_of(station.now())
    if here != attempts:
        attempts = here
        _keep(path, attempts)
    attempts.require_turn(person, now=station.now())
    try:
        keys = unlock_reporter(
            station.reporters.load(person),
            pin=pin,
            workstation_secret=pin_secret(station),
        )
    except UserFacingError as error:
        if error.code == "keys.wrong_pin":
            _keep(path, attempts.failed(person, now=station.now(), what="pin"))
        raise
    if attempts.history(person):
        _keep(path, attempts.succeeded(person).without_history(person))
    return keys


def _keep(path: Path, attempts: SignInAttempts) -> None:
    # a disk that takes nothing more must not keep anybody from writing a concern
    with suppress(OSError):
        write_durably(path, attempts.to_bytes())


def guest_author(station: Station, *, name: str) -> Author:
    """A guest (supply, volunteer, visitor): the name as typed, signed by the workstation's
    own key.
    """
    if not name.strip():
        raise UserFacingError("staff.name_missing")
    return Author(
        keys=station.identity.keys, person="", account="", name=name.strip(), checked=False
    )


def set_first_pin(station: Station, *, account: str, code: str, pin: str) -> Author:
    """Make this person's key at this workstation, from the one-time slip of paper and a PIN of
    their own.

    The key travels to the lead in a sealed letter with the proof that its owner held the paper;
    concerns written before
    it arrives wait for nothing. Raises letterbox.enrolment_code_mistyped, keys.pin_*.
    """
    member = member_of(known_team_card(station)[0], account)
    if member is None:
        raise UserFacingError("staff.unknown_account")
    problems = assess_pin(pin, banned_words=(member.name, account))
    if problems:
        raise problems[0]
    clean = normalise_enrolment_code(code)
    file, keys = create_reporter(
        person=member.person,
        pin=pin,
        workstation_secret=secret_for_new_pin(station),
        kdf=KdfParameters.floor(salt=station.random_bytes(16)),
        random_bytes=station.random_bytes,
    )
    # the key first: a letter on its way for a key that was never kept would use up the paper
    station.reporters.save(file)
    _send_enrolment(station, member=member, code=clean, keys=keys)
    return Author(keys=keys, person=member.person, account=account, name=member.name, checked=True)


def member_of(card: TeamCard | None, account: str) -> TeamMember | None:
    """The member of staff with this account, letter case aside; None when nobody has it."""
    if card is None:
        return None
    wanted = account.strip().casefold()
    return next((member for member in card.staff if member.account.casefold() == wanted), None)


def _send_enrolment(station: Station, *, member: TeamMember, code: str, keys: PersonKeys) -> None:
    card, _ = known_school_card(station)
    content = {
        "person": member.person,
        "account": member.account,
        "public": keys.public.to_value(),
        "proof": enrolment_proof(
            code, store_id=card.store_id, account=member.account, public=keys.public
        ),
        "at": to_text(station.now()),
    }
    sealed = seal_slip(
        kind="enrolment",
        content=content,
        attachments=(),
        author=keys,
        readers=[reader.x25519 for reader in card.readers],
        link=station.outbox.next_link(),
        epoch=card.version,
        random_bytes=station.random_bytes,
    )
    station.outbox.store(
        sealed,
        person=member.person,
        author_key_id=keys.key_id,
        sealed_at=station.now(),
        nobody_told=False,
        random_bytes=station.random_bytes,
    )
    station.outbox.deliver(station.spool, school=station.pinned)
