"""The outside world's two inputs, passed in everywhere else: the computer's clock and its source of
random bytes.
"""

import secrets
import time
from datetime import UTC, datetime


def system_clock() -> datetime:
    """The moment by this computer's clock, aware, UTC."""
    return datetime.now(UTC)


def system_random(count: int) -> bytes:
    """``count`` random bytes from the operating system."""
    return secrets.token_bytes(count)


def steady_seconds() -> float:
    """Seconds since the computer was switched on, the time it slept included where the system
    counts that; nobody can set this clock.
    """
    name = "CLOCK_BOOTTIME" if hasattr(time, "CLOCK_BOOTTIME") else "CLOCK_MONOTONIC"
    number = getattr(time, name, None)
    return time.monotonic() if number is None else time.clock_gettime(number)
