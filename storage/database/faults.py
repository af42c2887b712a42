"""Tells the failures of the database that a person can act on from those that are bugs."""

from sqlcipher3 import dbapi2

from storage.records.errors import UserFacingError

DriverError: type[Exception] = dbapi2.Error

# Primary result codes of SQLite (https://sqlite.org/rescode.html) and what they mean to a person.
_CANNOT_WRITE = 8
_INTERRUPTED = 9
_INPUT_OUTPUT = 10
_MALFORMED = 11
_FULL = 13
_CANNOT_OPEN = 14
_BUSY = 5
_NOT_A_DATABASE = 26


class InterruptedReadError(Exception):
    """A list, search or check was cancelled; nothing is wrong."""


def translate(error: Exception) -> Exception:
    """Return what to raise for an error of the driver: a UserFacingError, or the bug itself."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return error
    primary = code & 0xFF
    if primary == _INTERRUPTED:
        return InterruptedReadError()
    if primary == _FULL:
        return UserFacingError("database.disk_full")
    if primary == _CANNOT_WRITE:
        return UserFacingError("database.read_only")
    if primary == _BUSY:
        return UserFacingError("database.busy")
    if primary == _CANNOT_OPEN:
        return UserFacingError("database.cannot_open")
    if primary in (_MALFORMED, _NOT_A_DATABASE):
        return UserFacingError("database.damaged")
    if primary == _INPUT_OUTPUT:
        return UserFacingError("database.input_output")
    return error
