"""Corrects by adding: the original stays readable beside the correction and its reason."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import row_must_exist
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.when import When


def amend(
    casebook: OpenCasebook,
    *,
    target: str,
    field: str,
    correction: str,
    reason: str,
    happened: When | None = None,
) -> None:
    """Correct a row of a chronology; ``field`` is a code of the vocabulary amendment_fields.

    Raises file.row_not_found, file.amendment_incomplete.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row_must_exist(casebook, target)
    if not correction.strip() or not reason.strip():
        raise UserFacingError("file.amendment_incomplete")
    fields: dict[str, object] = {
        "target": target,
        "field": field,
        "correction": correction,
        "reason": reason,
    }
    if happened is not None:
        fields["happened"] = happened.to_value()
    casebook.append(Event(type="amendment.added", fields=fields))
