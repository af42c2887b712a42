"""What an old paper file holds: written down once, printed in the index of the child's file."""

from desktop.usecases.lead.documents import file_index
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.paper_index import index_paper
from exports.parts import Grid
from storage.database import replay
from storage.records.paper_index import PaperPart
from storage.records.redaction import Redactor
from tests.fakes.small_school import SmallSchool


def test_each_part_stands_in_the_printed_index(school: SmallSchool) -> None:
    pupil = school.first_pupil
    with school.signed_in() as casebook:
        request = DocumentRequest(kind="file_index", pupil_id=pupil)
        parts = (
            PaperPart(section="Contacts", what="Notes of calls", pages="1–14", since="2015"),
            PaperPart(what="Minutes", until="May 2019", scanned=True),
        )
        index_paper(
            casebook,
            pupil_id=pupil,
            title="Brown folder",
            original_lies="Safe, shelf 2",
            volume="1 of 2",
            parts=parts,
        )
        contents = file_index.build(casebook, request, Redactor())
        grids = [part for part in contents.parts if isinstance(part, Grid)]
        rows = [[cell.text for cell in row] for grid in grids for row in grid.rows]
        where, lies = "Brown folder · 1 of 2", "Safe, shelf 2"
        assert [where, "Contacts: Notes of calls", "1–14", "2015", lies, "On paper only"] in rows
        assert [where, "Minutes", "–", "May 2019", lies, "Scanned"] in rows
        assert replay.check_replay(casebook.connection) == ()
