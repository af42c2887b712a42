"""Letters that were put aside half written and have become whole since."""

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings

_REFUSED = "letters_refused"


def note_refused(connection: Connection, digest: bytes) -> None:
    """Remember, in the transaction that notes the letter, one that is whole and still no letter of
    ours: looking at it again would change nothing.
    """
    refused = settings.get(connection, _REFUSED, [])
    settings.put(connection, _REFUSED, [*dict.fromkeys([*refused, digest.hex()])])


def look_again_at_kept(casebook: OpenCasebook) -> int:
    """Let what was kept apart wait once more where it is whole by now: a program that copies
    folders was still writing it. Returns how many.
    """
    refused = frozenset(settings.get(casebook.connection, _REFUSED, []))
    again = 0
    for name in casebook.spool.kept():
        digest = casebook.spool.kept_digest(name)
        if digest is not None and digest.hex() not in refused:
            casebook.spool.wait_again(name, source="kept")
            again += 1
    return again
