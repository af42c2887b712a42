"""Marks a row as belonging in the short chronology, with the line that stands for it there and what
the lead makes of it.
"""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import row_must_exist
from storage.records import permissions
from storage.records.events import Event


def set_significant(
    casebook: OpenCasebook,
    *,
    target: str,
    significant: bool,
    summary: str | None = None,
    so_what: str | None = None,
) -> None:
    """Mark a row of the chronology as significant or not, with a line that sums it up and what the
    lead makes of it; None leaves what stands, an empty text takes it out of view.

    Raises file.row_not_found.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row_must_exist(casebook, target)
    fields: dict[str, object] = {"target": target, "significant": significant}
    said = {"summary": summary, "so_what": so_what}
    fields |= {name: text.strip() for name, text in said.items() if text is not None}
    casebook.append(Event(type="significance.set", fields=fields))
