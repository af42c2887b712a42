"""Marks a row as belonging in the short chronology, with the line that stands for it there."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import row_must_exist
from storage.records import permissions
from storage.records.events import Event


def set_significant(
    casebook: OpenCasebook, *, target: str, significant: bool, summary: str = ""
) -> None:
    """Mark a row of the chronology as significant or not, with an optional line that sums it up.
    Raises file.row_not_found.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row_must_exist(casebook, target)
    fields: dict[str, object] = {"target": target, "significant": significant}
    if summary:
        fields["summary"] = summary
    casebook.append(Event(type="significance.set", fields=fields))
