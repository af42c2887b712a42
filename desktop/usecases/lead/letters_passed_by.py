"""Numbers of letters that were for somebody else: they did not arrive here and are not missing."""

from collections.abc import Iterable, Mapping

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.letterbox.slip import SlipHeader

_PASSED_BY = "letters_passed_by"


def note_passed_by(casebook: OpenCasebook, headers: Iterable[SlipHeader]) -> None:
    """Remember computer, number and check code of letters that this lead cannot open; nothing else
    of them can be seen.
    """
    known = settings.get(casebook.connection, _PASSED_BY, {})
    before = {name: dict(numbers) for name, numbers in known.items()}
    for header in headers:
        known.setdefault(header.workstation_id, {})[str(header.number)] = header.digest.hex()
    if known != before:
        settings.put(casebook.connection, _PASSED_BY, known)


def passed_by(connection: Connection) -> Mapping[str, Mapping[int, bytes]]:
    """Return the check codes of letters for somebody else by computer and number."""
    return {
        name: {int(number): bytes.fromhex(digest) for number, digest in numbers.items()}
        for name, numbers in settings.get(connection, _PASSED_BY, {}).items()
    }
