"""Supply staff and volunteers have no PIN: a number for today, chosen by themselves, keeps an
unfinished form for them.

The number opens nothing else and is gone with the form. It holds back colleagues, not somebody
with own tools.
"""

from desktop.usecases.staff.drafts import OpenedDraft, drafts_of, guests_of
from desktop.usecases.staff.pin_secret import pin_secret
from desktop.usecases.staff.say_who import in_turn
from desktop.usecases.staff.sign_policy import limits
from desktop.usecases.staff.station import Station
from storage.keys.passwords import KdfParameters
from storage.keys.person_keys import PublicKeys
from storage.keys.reporter_keys import create_reporter, unlock_reporter
from storage.records.errors import UserFacingError

_WHO = "guest"


def number_problem(number: str) -> UserFacingError | None:
    """What is wrong with a number for today: it has four digits, not all the same."""
    digits = limits()["guest_number_digits"]
    good = len(number) == digits and number.isascii() and number.isdigit()
    if not good or len(set(number)) == 1:
        return UserFacingError("staff.guest_number", digits=digits)
    return None


def guest_reader(station: Station, *, draft: str, number: str) -> PublicKeys:
    """Make the keys that one guest's draft is sealed to; takes a moment (Argon2id).

    Raises staff.guest_number, keys.pin_store_away, keys.pin_secret_gone, keys.disk_full and
    keys.folder_read_only.
    """
    problem = number_problem(number)
    if problem is not None:
        raise problem
    file, keys = create_reporter(
        person=draft,
        pin=number,
        workstation_secret=pin_secret(station),
        kdf=KdfParameters.floor(salt=station.random_bytes(16)),
        random_bytes=station.random_bytes,
    )
    guests_of(station).save(file)
    return keys.public


def drafts_of_guest(station: Station, *, number: str) -> tuple[OpenedDraft, ...]:
    """Open what waits under this number, of whichever guest; the newest first.

    Whoever asks compares the name inside. Raises keys.wrong_pin (no draft under this number),
    keys.wait, keys.pin_store_away and keys.pin_secret_gone.
    """
    folder = guests_of(station)

    def opened() -> tuple[OpenedDraft, ...]:
        found: list[OpenedDraft] = []
        secret = pin_secret(station)
        for name in folder.people():
            try:
                keys = unlock_reporter(folder.load(name), pin=number, workstation_secret=secret)
            except UserFacingError:
                continue
            found.extend(drafts_of(station, keys=keys))
        if not found:
            raise UserFacingError("keys.wrong_pin")
        return tuple(sorted(found, key=lambda draft: draft.age, reverse=True))

    return in_turn(station, who=_WHO, attempt=opened)
