"""Opens a backup beside the casebook, verifies every entry in it, and compares the two."""

from collections.abc import Callable
from pathlib import Path

from desktop.usecases.lead.back_up import opened_beside
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.verify_casebook import verify_connection
from desktop.usecases.report import Report, entries
from desktop.usecases.verify_backup_file import verify_backup_file
from storage.database import backup
from storage.records import permissions

Progress = Callable[[int, int], None]
_RELATIONS = {
    "same": "The backup and the casebook hold the same {size}.",
    "older": "The casebook goes on from the backup: all {size} of the backup stand in it unchanged,"
    " and {missing} came since.",
    "newer": "The backup goes on from the casebook and holds more than it: {size}.",
}


def verify_backup(
    casebook: OpenCasebook, *, path: Path, progress: Progress | None = None
) -> Report:
    """Say whether a backup is whole, verifies, and is of one record with the open casebook.

    Raises backup.other_casebook, backup.not_yours and what a backup cannot be opened for.
    """
    permissions.require(casebook.person.role, permissions.BACK_UP)
    outside = verify_backup_file(path, school_key=casebook.school.public_ed25519)
    if outside.report.result != "ok":
        return outside.report
    with opened_beside(casebook, path=path) as (connection, manifest):
        inside = verify_connection(connection, progress=progress)
        compared = backup.compare(connection, casebook.connection)
        summary = backup.summary(connection)
    fault = inside.first_fault
    proved = [*outside.report.proved, *inside.proved]
    if fault is None and (summary.entries, summary.pupils) != (manifest.size, manifest.pupils):
        fault = {"code": "verify.backup_manifest"}
    if compared.relation in _RELATIONS:
        proved.append(
            _RELATIONS[compared.relation].format(
                size=entries(compared.backup_size), missing=entries(compared.missing)
            )
        )
    elif fault is None:
        fault = {"code": "verify.backup_differs", "file": path.name}
    return Report(
        result="ok" if fault is None else "changed",
        proved=tuple(proved),
        not_proved=tuple(dict.fromkeys([*inside.not_proved, outside.report.not_proved[-2]])),
        first_fault=fault,
        details={
            **inside.details,
            **outside.report.details,
            "relation": compared.relation,
            "live_entries": compared.live_size,
            "missing": compared.missing,
        },
    )
