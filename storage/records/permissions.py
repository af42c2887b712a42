"""Who may do what: the need-to-know table, the first line of every use-case."""

from storage.records.errors import NotPermittedError
from storage.records.people import LEADS, Role

READ_FILES = "read the children's files"
TRIAGE = "decide on concerns"
RECORD = "add to a child's file"
EXPORT = "export documents"
MANAGE_PEOPLE = "add and remove people"
IMPORT_PUPILS = "bring in pupils"
BACK_UP = "make and open backups"
READ_RESTRICTED = "read letters about adults"
DISPOSE = "destroy records whose time is over"

_TABLE: dict[str, frozenset[Role]] = {
    READ_FILES: LEADS,
    TRIAGE: LEADS,
    RECORD: LEADS,
    EXPORT: LEADS,
    MANAGE_PEOPLE: frozenset({Role.LEAD, Role.DEPUTY}),
    IMPORT_PUPILS: LEADS,
    BACK_UP: LEADS,
    DISPOSE: LEADS,
    READ_RESTRICTED: frozenset({Role.HEAD, Role.CHAIR}),
}


def may(role: Role, action: str) -> bool:
    """Whether ``role`` may do ``action`` (one of the constants of this module)."""
    return role in _TABLE[action]


def require(role: Role, action: str) -> None:
    """Raise NotPermittedError unless ``role`` may do ``action``."""
    if not may(role, action):
        raise NotPermittedError(action)
