"""A clock moved by hand and a random source that repeats: made-up records stay the same."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")


class MovedClock:
    """Callable like any Clock: says the moment it was last moved to, aware, UTC."""

    def __init__(self, start: datetime) -> None:
        self._moment = start

    def __call__(self) -> datetime:
        """Return the present moment of the story."""
        return self._moment

    def move_to(self, moment: datetime) -> None:
        """Move on to ``moment``; a moment that lies before the present one changes nothing."""
        self._moment = max(self._moment, moment)

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's keywords, e.g. ``advance(minutes=5)``."""
        self._moment += timedelta(**span)


class SeededBytes:
    """Callable like any RandomBytes, for made-up records only: the seed tells every byte."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode("utf-8")
        self._block = 0
        self._left = b""

    def __call__(self, count: int) -> bytes:
        """Return the next ``count`` bytes."""
        blocks = [self._left]
        have = len(self._left)
        while have < count:
            number = self._block.to_bytes(8, "big")
            blocks.append(hashlib.sha256(self._seed + number).digest())
            self._block += 1
            have += 32
        data = b"".join(blocks)
        self._left = data[count:]
        return data[:count]


class Dice:
    """Choices drawn from a seeded source; each method draws the same in every run."""

    def __init__(self, seed: str) -> None:
        self._bytes = SeededBytes(seed)

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit`` - 1."""
        return int.from_bytes(self._bytes(6), "big") % limit

    def between(self, first: int, last: int) -> int:
        """Return a whole number from ``first`` to ``last``, both included."""
        return first + self.below(last - first + 1)

    def chance(self, percent: int) -> bool:
        """Return True in about ``percent`` of a hundred cases."""
        return self.below(100) < percent

    def pick(self, things: Sequence[T]) -> T:
        """Return one of ``things``."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Return ``count`` different ones of ``things``, or all of them when there are fewer."""
        return self.shuffled(things)[:count]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return all of ``things`` in another order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]
