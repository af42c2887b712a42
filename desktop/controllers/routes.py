"""Where a sign-in leads: the casebook, a backup, a restore, the rescue of a damaged casebook."""

from dataclasses import dataclass

SIGN_IN, OPEN_BACKUP, RESTORE, RESCUE = "sign_in", "open_backup", "restore", "rescue"

# A sign-in that ends in one of these found something that a rescue may mend.
DAMAGED = frozenset(
    {
        "database.damaged",
        "database.input_output",
        "database.truncated",
        "database.wrong_key",
        "ledger.broken",
    }
)


@dataclass(frozen=True, slots=True)
class Route:
    """What the casebook process is asked to ``do`` with the account, password and code; ``path``
    is the backup's file where one was chosen."""

    do: str = SIGN_IN
    path: str = ""
