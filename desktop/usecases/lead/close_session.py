"""Ends a session: a change of the casebook's key is brought to its end first, a backup may follow,
and the casebook is closed whatever happens.
"""

from collections.abc import Callable
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.rotate_key import Progress, finish_rotation
from storage.records.errors import UserFacingError


def close_session(
    casebook: OpenCasebook,
    *,
    folder: Path,
    before_closing: Callable[[OpenCasebook], None] | None = None,
    progress: Progress | None = None,
) -> tuple[UserFacingError, ...]:
    """Finish, call ``before_closing`` with the casebook as it then is, close; return what to tell.

    Every other connection to the casebook must be closed before. Raises what ``before_closing``
    raises; the casebook is closed then too.
    """
    try:
        done = finish_rotation(casebook, folder=folder, progress=progress)
        casebook = done.casebook
        if before_closing is not None:
            before_closing(casebook)
    finally:
        casebook.close()
    return done.notices
