"""How many pages the entries of a chronology fill at each length, before one is asked for."""

from dataclasses import replace

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.one_page import OnePage
from desktop.usecases.lead.documents.request import DocumentRequest
from storage.database.repositories import chronology_lists
from storage.records.redaction import Redactor

# of more entries the pages are not counted beforehand: laying them out takes seconds
MOST_ENTRIES = 300


def page_counts(casebook: OpenCasebook, *, request: DocumentRequest) -> dict[str, int]:
    """Return by length ("significant", "full") the pages of its entries, without the evidence
    statement; a length without an entry, or with very many, is left out.
    """
    amounts = chronology_lists.amounts(casebook.connection, (request.pupil_id,))
    shown = {"significant": amounts.significant + amounts.undated, "full": amounts.total}
    found = {}
    for length, entries in shown.items():
        if 0 < entries <= MOST_ENTRIES:
            asked = replace(request, length=length)
            contents = builder_of(asked.kind)(casebook, asked, Redactor())
            found[length] = OnePage.counted(casebook, request=asked, contents=contents)
    return found
