"""How the school wants its shared computers used: what people sign with, when a form is put away,
how long an unfinished one is kept.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import resources
from desktop.usecases.staff.school_name import read_school_name
from desktop.usecases.staff.station import Station
from storage.keys import totp
from storage.keys.durable_file import code_of, write_durably
from storage.keys.passwords import Problems, as_typed, assess_pin
from storage.keys.person_keys import PersonKeys
from storage.keys.staff_code import new_code_state, open_code_state, seal_code_state
from storage.keys.totp import SlotPayload
from storage.letterbox.team_card import TeamCard, WorkstationPolicy
from storage.records.errors import UserFacingError

_FILE = "workstation.toml"
_CODE_SUFFIX = ".code"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """Shown once: the address for the telephone, the same as text, ten codes for paper."""

    otpauth: str
    secret_text: str
    printed: tuple[str, ...]
    state: SlotPayload = field(repr=False)


def limits() -> dict[str, int]:
    """The limits of resources/workstation.toml."""
    return dict(resources.read_toml(_FILE)["limits"])


def default_policy() -> WorkstationPolicy:
    """What holds until the school's team card says otherwise."""
    return WorkstationPolicy.from_value(resources.read_toml(_FILE)["policy"])


def policy_of(card: TeamCard | None) -> WorkstationPolicy:
    """The school's wishes, kept within the limits that no school changes."""
    policy = card.policy if card is not None else default_policy()
    bounds = limits()
    return WorkstationPolicy(
        sign_with=policy.sign_with,
        lock_seconds=min(
            bounds["most_lock_seconds"], max(bounds["least_lock_seconds"], policy.lock_seconds)
        ),
        draft_hours=min(bounds["most_draft_hours"], max(1, policy.draft_hours)),
    )


def secret_problems(
    policy: WorkstationPolicy, secret: str, *, banned_words: Iterable[str] = ()
) -> Problems:
    """What is wrong with a new PIN or password under this policy; empty when it may be used."""
    if policy.sign_with == "password":
        minimum = limits()["password_minimum"]
        if len(as_typed(secret)) < minimum:
            return (UserFacingError("keys.password_too_short", minimum=minimum),)
        if as_typed(secret).isdigit():
            return (UserFacingError("staff.password_of_digits"),)
    return assess_pin(secret, banned_words=banned_words)


def still_to_set_up(station: Station, *, policy: WorkstationPolicy, person: str, typed: str) -> str:
    """What this person is asked for next: "password", "code" or "" (nothing)."""
    if policy.sign_with == "password" and secret_problems(policy, typed):
        return "password"
    if policy.sign_with == "pin_and_code" and not _file(station, person).is_file():
        return "code"
    return ""


def new_code(station: Station, *, keys: PersonKeys, account: str) -> NewCode:
    """Make what the telephone and the paper need; it counts once :func:`confirm_code` kept it."""
    state, printed = new_code_state(keys, random_bytes=station.random_bytes)
    school = read_school_name(letterbox=station.spool.folder, station=station)
    return NewCode(
        otpauth=totp.otpauth_uri(state.totp_secret, account=account, school=school),
        secret_text=totp.secret_text(state.totp_secret),
        printed=tuple(printed),
        state=state,
    )


def confirm_code(
    station: Station, *, keys: PersonKeys, person: str, new: NewCode, code: str
) -> None:
    """Keep the new codes once the person typed one of them.

    Raises keys.code_wrong and what else totp says, keys.disk_full, keys.folder_read_only.
    """
    _save(station, keys, person, totp.accept_second_factor(new.state, code, now=station.now()))


def use_code(station: Station, *, keys: PersonKeys, person: str, code: str) -> None:
    """Accept a code once; call it after the PIN has opened ``keys``.

    Raises staff.code_missing, keys.code_wrong, keys.code_used, keys.clock_ahead,
    keys.clock_behind, keys.printed_code_wrong, keys.disk_full and keys.folder_read_only.
    """
    if not code.strip():
        raise UserFacingError("staff.code_missing")
    state = open_code_state(_read(station, person), keys=keys)
    _save(station, keys, person, totp.accept_second_factor(state, code, now=station.now()))


def forget_codes(station: Station, person: str) -> None:
    """A new PIN from a slip of paper makes new keys: the former codes end with the former keys."""
    with suppress(OSError):
        _file(station, person).unlink(missing_ok=True)


def _read(station: Station, person: str) -> bytes:
    try:
        return _file(station, person).read_bytes()
    except OSError:
        return b""


def _save(station: Station, keys: PersonKeys, person: str, state: SlotPayload) -> None:
    data = seal_code_state(state, keys=keys, random_bytes=station.random_bytes)
    try:
        write_durably(_file(station, person), data)
    except OSError as error:
        raise UserFacingError(code_of(error)) from error


def _file(station: Station, person: str) -> Path:
    return station.reporters.path / f"{person}{_CODE_SUFFIX}"
