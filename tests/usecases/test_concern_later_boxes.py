"""Questions asked, who told, linked names and the sheet of paper: printed, found, never leaked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents import concern_record
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.review import review_places
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.staff.concern_file import read_concern_file
from desktop.usecases.verify_document import verify_pdf
from resources.body_maps.drawings import current_view
from storage.database.repositories import chronology, concerns
from storage.records.concern import Mention, PaperOriginal
from storage.records.when import When
from tests.fakes.clock import FakeClock
from tests.fakes.small_school import SmallSchool
from tests.support import leak_search

SECRET = "Zuleika Quarrington"
PAPER = PaperOriginal(
    form="G-0042", written=When.unknown(as_told=f"when {SECRET} rang"), kept=f"With {SECRET}"
)
ASKED = f"“Tell me about {SECRET}.”"


@dataclass(frozen=True)
class Made:
    """A school with one concern that fills every later box."""

    casebook: OpenCasebook
    pupil: str
    concern: str


@pytest.fixture(scope="module")
def made(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Nobody writes to it but the register of documents."""
    school = school_template.copy_to(tmp_path_factory.mktemp("boxes") / "school", seed="boxes")
    with school.signed_in() as casebook:
        school.send(
            questions=ASKED,
            source="parent",
            told_by=f"{SECRET}, aunt",
            mentions=(Mention(id="p-1", kind="pupil", text=SECRET),),
            paper=PAPER,
        )
        (concern,) = collect_letterbox(casebook).concerns
        read = concerns.concern(casebook.connection, concern)
        assert read is not None
        yield Made(casebook=casebook, pupil=read.pupils[0].id, concern=concern)
    school.close()


def asked(made: Made, kind: str = "concern_record", **changes) -> DocumentRequest:
    """A signed copy about the child."""
    usual = {
        "kind": kind, "pupil_id": made.pupil, "purpose": "Conference", "recipient": "Council",
        "product": "signed", "records": () if kind == "chronology" else (made.concern,),
    }  # fmt: skip
    return DocumentRequest(**{**usual, **changes})


def printed(made: Made, request: DocumentRequest) -> str:
    """Everything on the pages, as data."""
    redactor = redactor_for(made.casebook, request=request)
    return repr(concern_record.build(made.casebook, request, redactor))


def test_the_lead_reads_every_box(made: Made) -> None:
    read = concerns.concern(made.casebook.connection, made.concern)
    assert read is not None
    assert (read.questions, read.told_by, read.paper) == (ASKED, f"{SECRET}, aunt", PAPER)


def test_the_document_prints_every_box(made: Made) -> None:
    text = printed(made, asked(made))
    for words in ("Questions asked, word for word", ASKED, f"{SECRET}, aunt", "G-0042"):
        assert words in text
    assert f"With {SECRET}" in text
    assert f"when {SECRET} rang" in text


def test_what_was_asked_and_who_told_is_found(made: Made) -> None:
    """The search of a child's file looks into these boxes too."""
    for words in ("tell me about", "aunt"):
        assert chronology.search(made.casebook.connection, words), words


@pytest.mark.parametrize("kind", ["concern_record", "chronology"])
def test_a_withheld_name_is_nowhere(made: Made, tmp_path: Path, kind: str) -> None:
    request = asked(made, kind, withhold=Withholding(names=(SECRET,)))
    path = tmp_path / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=request), path=path)
    data = path.read_bytes()
    assert verify_pdf(data).result == "ok"
    hay = leak_search.in_pdf(data, folder=tmp_path)
    assert leak_search.places_of(hay, [SECRET, "Zuleika", "Quarrington"]) == {}


def test_the_search_would_find_the_name(made: Made, tmp_path: Path) -> None:
    """Without withholding it stands on the page and in what is attached."""
    path = tmp_path / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=asked(made)), path=path)
    data = path.read_bytes()
    assert verify_pdf(data).result == "ok"
    hay = leak_search.in_pdf(data, folder=tmp_path)
    assert leak_search.places_of(hay, ["Quarrington"]) != {}


def test_the_review_names_the_boxes_in_words(made: Made) -> None:
    request = asked(made, withhold=Withholding(names=("Zuleika",)))
    places = repr(
        review_places(made.casebook, request=request, builder=builder_of("concern_record"))
    )
    for box in ("Questions asked", "Who told it", "The sheet of paper"):
        assert box in places


def test_a_file_that_names_no_outline_means_the_newest_front(tmp_path: Path) -> None:
    """A mark of today never lies on a drawing that is no longer offered."""
    path = tmp_path / "concern.json"
    marks = [{"x": 500, "y": 300}, {"x": 500, "y": 300, "view": "child-front@1"}]
    path.write_text(json.dumps({"body_maps": [{"marks": marks}]}), encoding="utf-8")
    (body_map,) = read_concern_file(path, clock=FakeClock()).draft.body_maps
    assert [mark.view for mark in body_map.marks] == [current_view("child-front"), "child-front@1"]
    assert current_view("child-front") != "child-front@1"
