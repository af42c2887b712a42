"""Who is writing: a name on the team card with its PIN, a first time with the paper slip, or a
guest.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop.usecases.staff.pin_secret import pin_secret, secret_for_new_pin
from desktop.usecases.staff.sign_policy import (
    forget_codes,
    policy_of,
    secret_problems,
    still_to_set_up,
    use_code,
)
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.keys.durable_file import write_durably
from storage.keys.passwords import KdfParameters
from storage.keys.person_keys import PersonKeys
from storage.keys.reporter_keys import change_pin, create_reporter, unlock_reporter
from storage.keys.sign_in_attempts import SignInAttempts
from storage.letterbox.enrolment import enrolment_proof, normalise_enrolment_code
from storage.letterbox.slip import seal_slip
from storage.letterbox.team_card import TeamCard, TeamMember
from storage.records.errors import UserFacingError
from storage.records.times import to_text

Answer = TypeVar("Answer")
_ATTEMPTS = "pin-attempts.json"
_WRONG = {
    "keys.wrong_pin": "pin",
    "keys.code_wrong": "code",
    "keys.printed_code_wrong": "code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The one who writes. ``checked`` is False for a guest or a name no PIN was asked for: the
    workstation signs.

    ``asks`` is what the school's policy wants this person to set up next: "password", "code" or
    "". It never keeps a concern from being sent.
    """

    keys: PersonKeys
    person: str
    account: str
    name: str
    checked: bool
    asks: str = ""


def author_with_pin(station: Station, *, account: str, pin: str, code: str = "") -> Author:
    """Open the reporter's key with the PIN (or password); ``code`` where the school asks for a
    one-time code as well.

    Raises keys.wrong_pin, keys.wait after several wrong ones, what sign_policy.use_code raises,
    staff.first_time when this person has not set a PIN at this workstation yet,
    keys.pin_store_away and keys.pin_secret_gone when the computer's key store has to be asked and
    does not help: a guest can always write.
    """
    card = known_team_card(station)[0]
    member, policy = member_of(card, account), policy_of(card)
    if member is None:
        raise UserFacingError("staff.unknown_account")
    if member.person not in station.reporters.people():
        raise UserFacingError("staff.first_time")

    def opened() -> tuple[PersonKeys, str]:
        file = station.reporters.load(member.person)
        keys = unlock_reporter(file, pin=pin, workstation_secret=pin_secret(station))
        asks = still_to_set_up(station, policy=policy, person=member.person, typed=pin)
        if policy.sign_with == "pin_and_code" and not asks:
            use_code(station, keys=keys, person=member.person, code=code)
        return keys, asks

    keys, asks = in_turn(station, who=member.person, attempt=opened)
    return _with_key(member, keys=keys, account=account, asks=asks)


def _with_key(member: TeamMember, *, keys: PersonKeys, account: str, asks: str) -> Author:
    return Author(
        keys=keys,
        person=member.person,
        account=account,
        name=member.name,
        checked=True,
        asks=asks,
    )


def author_of(
    station: Station,
    *,
    account: str = "",
    name: str = "",
    pin: str = "",
    slip: str = "",
    code: str = "",
) -> Author:
    """Whoever is meant by what was typed: a name with a PIN; a slip of paper and a first PIN; a
    guest, who has a ``name`` and no ``account``.
    """
    if not account:
        return guest_author(station, name=name)
    if slip:
        return set_first_pin(station, account=account, code=slip, pin=pin)
    return author_with_pin(station, account=account, pin=pin, code=code)


def in_turn(station: Station, *, who: str, attempt: Callable[[], Answer]) -> Answer:
    """Try a PIN; waits grow with each wrong answer and outlast the program.

    Raises keys.wait, and what ``attempt`` raises.
    """
    path = station.folder / _ATTEMPTS
    attempts = SignInAttempts()
    with suppress(OSError):
        attempts = SignInAttempts.from_bytes(path.read_bytes())
    here = attempts.not_ahead_of(station.now())
    if here != attempts:
        attempts = here
        _keep(path, attempts)
    attempts.require_turn(who, now=station.now())
    try:
        answer = attempt()
    except UserFacingError as error:
        if error.code in _WRONG:
            _keep(path, attempts.failed(who, now=station.now(), what=_WRONG[error.code]))
        raise
    if attempts.history(who):
        _keep(path, attempts.succeeded(who).without_history(who))
    return answer


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
    card = known_team_card(station)[0]
    member = member_of(card, account)
    if member is None:
        raise UserFacingError("staff.unknown_account")
    problems = secret_problems(policy_of(card), pin, banned_words=(member.name, account))
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
    forget_codes(station, member.person)
    _send_enrolment(station, member=member, code=clean, keys=keys)
    asks = still_to_set_up(station, policy=policy_of(card), person=member.person, typed=pin)
    return _with_key(member, keys=keys, account=account, asks=asks)


def choose_secret(station: Station, *, author: Author, secret: str) -> Author:
    """Put the same keys under a new PIN or password.

    Raises staff.password_of_digits, keys.password_*, keys.pin_*, keys.disk_full and
    keys.folder_read_only; the former secret holds then.
    """
    policy = policy_of(known_team_card(station)[0])
    problems = secret_problems(policy, secret, banned_words=(author.name, author.account))
    if problems:
        raise problems[0]
    changed = change_pin(
        station.reporters.load(author.person),
        keys=author.keys,
        pin=secret,
        workstation_secret=pin_secret(station),
        kdf=KdfParameters.floor(salt=station.random_bytes(16)),
        random_bytes=station.random_bytes,
    )
    station.reporters.save(changed)
    asks = still_to_set_up(station, policy=policy, person=author.person, typed=secret)
    return replace(author, asks=asks)


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
        author=keys,
        sealed_at=station.now(),
        nobody_told=False,
        random_bytes=station.random_bytes,
    )
    station.outbox.deliver(station.spool, school=station.pinned)
