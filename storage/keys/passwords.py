"""Passwords and PINs: turned into a key (Argon2id), and what is wrong with one that is chosen.

What is said of a password never claims to measure how strong it is.
"""

import time as stopwatch
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Self

from argon2.low_level import Type, hash_secret_raw

import resources
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

SALT_LENGTH = 16
_NAME = "argon2id"
_MEBIBYTE = 1024
# RFC 9106 section 4, second recommended choice: never less for a password that guards a casebook.
FLOOR_MEMORY_KIB = 64 * _MEBIBYTE
FLOOR_TIME = 3
FLOOR_LANES = 4
STEPS_UPWARD_KIB = (128 * _MEBIBYTE, 256 * _MEBIBYTE)
# A file from elsewhere must not be able to ask for all memory or an hour of work.
_MOST_MEMORY_KIB = 2048 * _MEBIBYTE
_MOST_TIME = 16
_MOST_LANES = 16
_SHORTEST_BANNED = 3
_SHORTEST_RUN = 4
_SAME_IN_A_ROW = 3
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfParameters:
    """The cost of one password: memory in KiB, passes, lanes, and the salt (16 bytes)."""

    memory_kib: int
    time: int
    lanes: int
    salt: bytes

    def __post_init__(self) -> None:
        if not (
            8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.time <= _MOST_TIME
            and 1 <= self.lanes <= _MOST_LANES
            and len(self.salt) == SALT_LENGTH
        ):
            raise ValueError("Argon2id parameters out of range")

    @classmethod
    def floor(cls, *, salt: bytes) -> Self:
        """Return the least that may guard a casebook: 64 MiB, 3 passes, 4 lanes."""
        return cls(memory_kib=FLOOR_MEMORY_KIB, time=FLOOR_TIME, lanes=FLOOR_LANES, salt=salt)

    def to_value(self) -> dict[str, str | int]:
        """Return the JSON value that key files keep."""
        return {
            "name": _NAME,
            "memory_kib": self.memory_kib,
            "time": self.time,
            "lanes": self.lanes,
            "salt": self.salt.hex(),
        }

    @classmethod
    def from_value(cls, value: Any) -> Self:
        """Read the JSON value back; raises ValueError for anything else."""
        names = {"name", "memory_kib", "time", "lanes", "salt"}
        if not isinstance(value, Mapping) or set(value) != names or value["name"] != _NAME:
            raise ValueError("not Argon2id parameters")
        numbers = (value["memory_kib"], value["time"], value["lanes"])
        if not all(type(number) is int for number in numbers) or type(value["salt"]) is not str:
            raise ValueError("not Argon2id parameters")
        return cls(
            memory_kib=numbers[0],
            time=numbers[1],
            lanes=numbers[2],
            salt=bytes.fromhex(value["salt"]),
        )


def derive(secret: str, parameters: KdfParameters) -> bytes:
    """Return 32 bytes from a password or PIN; takes 0.2 to 1 second, so call it in a worker."""
    typed = as_typed(secret).encode("utf-8", "surrogatepass")
    return derive_bytes(typed, parameters, length=32)


def derive_bytes(secret: bytes, parameters: KdfParameters, *, length: int) -> bytes:
    """Return ``length`` bytes by Argon2id (RFC 9106)."""
    return hash_secret_raw(
        secret=secret,
        salt=parameters.salt,
        time_cost=parameters.time,
        memory_cost=parameters.memory_kib,
        parallelism=parameters.lanes,
        hash_len=length,
        type=Type.ID,
    )


def as_typed(secret: str) -> str:
    """Return the one form of a password for all keyboards (RFC 8265: NFC, one kind of space)."""
    spaced = "".join(
        " " if unicodedata.category(character) == "Zs" else character for character in secret
    )
    return unicodedata.normalize("NFC", spaced)


def time_one(parameters: KdfParameters) -> float:
    """Return how many seconds one derivation takes here."""
    start = stopwatch.perf_counter()
    derive("calibration", parameters)
    return stopwatch.perf_counter() - start


def calibrate(
    *,
    random_bytes: RandomBytes,
    timer: Callable[[KdfParameters], float] = time_one,
    limit_seconds: float = 1.0,
) -> KdfParameters:
    """Return the most memory (64, 128 or 256 MiB) at which one derivation stays under the limit.

    Never below the floor, however slow the computer. Takes up to two seconds.
    """
    best = KdfParameters.floor(salt=random_bytes(SALT_LENGTH))
    for memory_kib in STEPS_UPWARD_KIB:
        candidate = replace(best, memory_kib=memory_kib)
        try:
            seconds = timer(candidate)
        except MemoryError:
            break
        if seconds >= limit_seconds:
            break
        best = candidate
    return best


def with_new_salt(parameters: KdfParameters, random_bytes: RandomBytes) -> KdfParameters:
    """Return the same cost with a salt of its own, for another slot."""
    return replace(parameters, salt=random_bytes(SALT_LENGTH))


Problems = tuple[UserFacingError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    minimum: int
    own_characters: int


def assess(password: str, *, banned_words: Iterable[str] = ()) -> Problems:
    """Return the problems of a lead's password, worst first; empty when it may be used.

    ``banned_words``: the person's own name and account, the school's name.
    """
    data = _data()
    limits = data["limits"]
    rules = _Rules(minimum=limits["password_minimum"], own_characters=limits["own_characters"])
    return _assess(password, banned_words=banned_words, rules=rules, data=data)


def assess_pin(pin: str, *, banned_words: Iterable[str] = ()) -> Problems:
    """Return the problems of a reporter's PIN (4 to 8 digits) or short password (8 or more)."""
    data = _data()
    limits = data["limits"]
    if not set(pin) <= _DIGITS:
        rules = _Rules(
            minimum=limits["short_password_minimum"],
            own_characters=limits["short_own_characters"],
        )
        return _assess(pin, banned_words=banned_words, rules=rules, data=data)
    if not limits["pin_minimum"] <= len(pin) <= limits["pin_maximum"]:
        return (
            UserFacingError(
                "keys.pin_length", minimum=limits["pin_minimum"], maximum=limits["pin_maximum"]
            ),
        )
    if pin in data["pins"]["common"] or _is_pattern(pin):
        return (UserFacingError("keys.pin_common"),)
    return ()


def _assess(
    password: str, *, banned_words: Iterable[str], rules: _Rules, data: dict[str, Any]
) -> Problems:
    plain = _plain(as_typed(password))
    undone = "".join(data["stand_ins"].get(character, character) for character in plain)
    if len(plain) < rules.minimum:
        return (UserFacingError("keys.password_too_short", minimum=rules.minimum),)
    covered: set[int] = set()
    checks = (
        ("keys.password_names_you", _places_of(_banned(banned_words), plain, undone)),
        ("keys.password_common", _places_of(data["words"], plain, undone)),
        ("keys.password_pattern", _runs(plain, data["rows"]) | _repeats(plain)),
    )
    for code, places in checks:
        covered |= places
        if places and len(plain) - len(covered) < rules.own_characters:
            return (UserFacingError(code),)
    return ()


def _data() -> dict[str, Any]:
    return resources.read_toml("wordlists", "common_passwords.toml")


def _plain(text: str) -> str:
    """Small letters without accents, one character for each."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[0] for character in text)


def _banned(words: Iterable[str]) -> list[str]:
    parts: list[str] = []
    for word in words:
        letters = "".join(c if c.isalnum() else " " for c in _plain(as_typed(word)))
        parts.extend(letters.split())
    return [part for part in parts if len(part) >= _SHORTEST_BANNED]


def _places_of(words: Iterable[str], *texts: str) -> set[int]:
    places: set[int] = set()
    for text in texts:
        for word in words:
            start = text.find(word)
            while start >= 0:
                places.update(range(start, start + len(word)))
                start = text.find(word, start + 1)
    return places


def _runs(text: str, rows: Iterable[str]) -> set[int]:
    pieces = {
        row[start : start + _SHORTEST_RUN]
        for line in rows
        for row in (line, line[::-1])
        for start in range(len(row) - _SHORTEST_RUN + 1)
    }
    return _places_of(pieces, text)


def _repeats(text: str) -> set[int]:
    """Places of one character three times in a row, and of a beginning said again."""
    places: set[int] = set()
    for start in range(len(text) - _SAME_IN_A_ROW + 1):
        if len(set(text[start : start + _SAME_IN_A_ROW])) == 1:
            places.update(range(start, start + _SAME_IN_A_ROW))
    for period in range(1, len(text) // 2 + 1):
        if all(text[place] == text[place % period] for place in range(len(text))):
            places.update(range(period, len(text)))
            break
    return places


def _is_pattern(pin: str) -> bool:
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = len(pin) // 2
    return (
        (len(steps) == 1 and steps <= {0, 1, 9})
        or pin[:half] * 2 == pin
        or (len(pin) == 4 and pin[:2] in ("19", "20"))
    )
