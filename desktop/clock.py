"""The outside world's two inputs, passed in everywhere else: the computer's clock and its source of
random bytes.
"""

import secrets
from datetime import UTC, datetime


def system_clock() -> datetime:
    """The moment by this computer's clock, aware, UTC."""
    return datetime.now(UTC)


def system_random(count: int) -> bytes:
    """``count`` random bytes from the operating system."""
    return secrets.token_bytes(count)
