"""What the line under a new password says while it is typed."""

from storage.keys.passwords import assess
from ui.messages import message_for

STRONG, WEAK = 4, 1


def strength(password: str) -> tuple[int, str]:
    """Return how full the line is (0 to 4) and the first thing to put right, or that it will do."""
    if not password:
        return 0, ""
    problems = assess(password)
    if not problems:
        return STRONG, "Good: long enough, and not a common one."
    return WEAK, message_for(problems[0]).message
