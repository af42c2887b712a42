"""What every first page says of how much of the record it shows."""

import pytest

from desktop.usecases.lead.documents.first_page import first_page_facts
from desktop.usecases.lead.documents.request import Contents
from exports.parts import Entries, Paragraph, Part
from tests.support.sample_documents import provenance


def entries_line(shown: int, total: int, *parts: Part, subject_access: bool = False) -> str:
    """The fact about the entries."""
    contents = Contents(
        title="Any document",
        reference="c-1",
        facts=(),
        parts=parts,
        pupils=("p-1",),
        entries=(),
        shown=shown,
        total=total,
        selection="Chosen by the safeguarding lead",
    )
    facts = first_page_facts(contents, provenance(), subject_access=subject_access)
    return next(fact.text for fact in facts if fact.label == "Entries")


@pytest.mark.parametrize(
    ("shown", "total", "said"),
    [
        (1, 3, "Chosen by the safeguarding lead. 1 of 3 entries shown."),
        (3, 3, "Chosen by the safeguarding lead. 3 of 3 entries shown."),
        (1, 1, "Chosen by the safeguarding lead."),
    ],
)
def test_of_the_only_record_there_is_no_one_counts(shown: int, total: int, said: str) -> None:
    """The one page for the class team said “1 of 1 entries shown”."""
    assert entries_line(shown, total, Paragraph(text="What we do")) == said


def test_a_list_of_entries_always_says_of_how_many() -> None:
    """A chronology of one entry as well; a copy for a subject access request never."""
    listed = Entries(rows=())
    assert entries_line(1, 1, listed).endswith("1 of 1 entries shown.")
    assert "shown" not in entries_line(3, 3, listed, subject_access=True)
