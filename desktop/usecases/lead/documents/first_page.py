"""The facts that every document's first page says: who made it, when, for whom, why, and how much
of the record it shows.
"""

from collections.abc import Iterator

from desktop.usecases.lead.documents.request import Contents
from exports.document import Provenance
from exports.parts import Entries, Fact
from storage.records.times import for_people


def first_page_facts(
    contents: Contents, provenance: Provenance, *, subject_access: bool
) -> tuple[Fact, ...]:
    """Return the document's own facts and those of its provenance.

    A paper without an evidence statement (a cover, the frame of a statement) says only its own; a
    copy for a subject access request does not say of how many.
    """
    if not provenance.statement:
        return contents.facts
    return (*contents.facts, *_made(contents, provenance, subject_access=subject_access))


def _made(contents: Contents, provenance: Provenance, *, subject_access: bool) -> Iterator[Fact]:
    urn = f", URN {provenance.school_urn}" if provenance.school_urn else ""
    yield Fact(label="School", text=f"{provenance.school_name}{urn}")
    by = f"{provenance.compiled_by}, {provenance.compiled_role}"
    yield Fact(label="Compiled by", text=by)
    yield Fact(label="Compiled", text=for_people(provenance.compiled_at))
    yield Fact(label="Prepared for", text=provenance.recipient)
    yield Fact(label="Purpose", text=provenance.purpose)
    rule = contents.selection.rstrip(". ")
    # of the only record there is "1 of 1" says nothing, unless the document is a list of entries
    listed = any(isinstance(part, Entries) for part in contents.parts)
    counted = contents.shown and contents.total > (0 if listed else 1) and not subject_access
    shown = f"{contents.shown} of {contents.total} entries shown" if counted else ""
    entries = ". ".join(text for text in (rule, shown) if text)
    if entries:
        yield Fact(label="Entries", text=f"{entries}.")
