"""Turning a password into a key (Argon2id) at a cost that fits the computer."""

import time as stopwatch
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from argon2.low_level import Type, hash_secret_raw

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
    return hash_secret_raw(
        secret=as_typed(secret).encode("utf-8", "surrogatepass"),
        salt=parameters.salt,
        time_cost=parameters.time,
        memory_cost=parameters.memory_kib,
        parallelism=parameters.lanes,
        hash_len=32,
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
