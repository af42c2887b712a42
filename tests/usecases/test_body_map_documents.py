"""Body maps with what newer forms ask: each child's own map, and no name that is withheld."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents import body_map, concern_record
from desktop.usecases.lead.documents.body_map_values import gather_observations
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.review import review_places
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.lead.transfer_contents import transfer_extract
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from storage.database.repositories import pupils
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool
from tests.support import leak_search

SECRET = "Zuleika Quarrington"
NEW = {"heat": "yes", "said_to": f"{SECRET}, her aunt", "across": 60, "down": 30, "turn": 40}


def mark(number: int, **changes) -> Mark:
    """A bruise on the left forearm."""
    usual = {
        "number": number, "view": "child-front@1", "x": 790, "y": 470, "site": "forearm",
        "region": "Left forearm (front)", "kind": "bruise", "said": "It hurts.",
    }  # fmt: skip
    return Mark(**{**usual, **changes})


@dataclass(frozen=True)
class Made:
    """A school in which one concern has a map of each of two children."""

    casebook: OpenCasebook
    first: str
    other: str
    concern: str


@pytest.fixture(scope="module")
def made(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Nobody writes to it but the register of documents."""
    school = school_template.copy_to(tmp_path_factory.mktemp("maps") / "school", seed="maps")
    with school.signed_in() as casebook:
        first, other = pupils.ids(casebook.connection)[:2]
        school.send(
            pupils=(
                LinkedPupil(id=first, role="subject"),
                LinkedPupil(id=other, role="subject"),
            ),
            body_maps=(
                BodyMap(marks=(mark(1, **NEW),), pupil=first, seen_at="2026-11-20T12:40"),
                BodyMap(
                    marks=(mark(1, kind="graze", said="I fell over Biscuit."),),
                    pupil=other,
                    moves="not known",
                ),
            ),
        )
        (concern,) = collect_letterbox(casebook).concerns
        yield Made(casebook=casebook, first=first, other=other, concern=concern)
    school.close()


def asked(made: Made, kind: str = "body_map", **changes) -> DocumentRequest:
    """A signed copy about the first child."""
    usual = {
        "kind": kind, "pupil_id": made.first, "purpose": "Conference", "recipient": "Council",
        "product": "signed", "records": (made.concern,),
    }  # fmt: skip
    return DocumentRequest(**{**usual, **changes})


def printed(made: Made, request: DocumentRequest) -> str:
    """Everything on the pages, as data."""
    redactor = redactor_for(made.casebook, request=request)
    builder = body_map.build if request.kind == "body_map" else concern_record.build
    return repr(builder(made.casebook, request, redactor))


def test_all_that_was_asked_is_printed(made: Made) -> None:
    """Heat, who was told, when it was seen and whose body it is."""
    text = printed(made, asked(made))
    name = pupils.names(made.casebook.connection, [made.first])[made.first]
    for words in (SECRET, "20 November 2026 at 12:40", "Hot", "'Whose body'", name):
        assert words in text
    assert "The map does not say whose body" not in text


def test_each_child_has_the_maps_of_its_own_body(made: Made) -> None:
    """The other child's words and marks are not in this child's document; theirs has them."""
    mine = printed(made, asked(made))
    assert "Biscuit" not in mine
    assert "graze" not in mine
    theirs = printed(made, asked(made, pupil_id=made.other))
    assert "Biscuit" in theirs
    assert "It hurts" not in theirs
    assert "not known whether it can move about" in theirs


@pytest.mark.parametrize("kind", ["body_map", "concern_record", "chronology"])
def test_nothing_of_another_child_s_map_is_attached(made: Made, tmp_path: Path, kind: str) -> None:
    """Data beside the pages hold boxes of a record whole: one with a brother's map stays out."""
    request = asked(made, kind, records=() if kind == "chronology" else (made.concern,))
    path = tmp_path / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=request), path=path)
    hay = leak_search.in_pdf(path.read_bytes(), folder=tmp_path)
    assert leak_search.places_of(hay, ["Biscuit"]) == {}
    assert (leak_search.places_of(hay, ["Quarrington"]) != {}) == (kind == "body_map")
    assert verify_pdf(path.read_bytes()).result == "ok"


def test_the_next_school_gets_no_map_of_another_child(made: Made) -> None:
    """Every box of the child's records goes on, but one that holds a map of a brother's body."""
    prepared = prepare_document(made.casebook, request=asked(made))
    extract = transfer_extract(made.casebook, pupil_id=made.first, note=prepared.moment.note)
    assert b"A bruise on the left forearm" in extract
    assert b"Biscuit" not in extract
    assert all("body_maps" not in each.get("shown", {}) for each in json.loads(extract)["entries"])


def test_the_concern_says_whose_maps_it_has(made: Made) -> None:
    """By name, and by a label where the name is withheld."""
    name = pupils.names(made.casebook.connection, [made.other])[made.other]
    whole = printed(made, asked(made, "concern_record"))
    assert f"with 1 mark, of {name}" in whole
    without = printed(
        made, asked(made, "concern_record", withhold=Withholding(names=(made.other,)))
    )
    assert "with 1 mark, of [Child " in without
    assert name not in without


@pytest.mark.parametrize("kind", ["body_map", "concern_record", "chronology"])
def test_a_withheld_name_in_who_was_told_is_nowhere(made: Made, tmp_path: Path, kind: str) -> None:
    """Not on a page, not in the words read to those who do not see it, not in what is attached."""
    request = asked(
        made,
        kind,
        withhold=Withholding(names=(SECRET,)),
        records=() if kind == "chronology" else (made.concern,),
    )
    path = tmp_path / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=request), path=path)
    data = path.read_bytes()
    assert verify_pdf(data).result == "ok"
    hay = leak_search.in_pdf(data, folder=tmp_path)
    assert leak_search.places_of(hay, [SECRET, "Zuleika", "Quarrington"]) == {}
    extract = json.loads(inspect_pdf(data).ledger_extract)
    assert "Zuleika" not in json.dumps(extract)


def test_the_search_would_find_the_name(made: Made, tmp_path: Path) -> None:
    """Without withholding it stands on the page and in what is attached."""
    path = tmp_path / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=asked(made)), path=path)
    hay = leak_search.in_pdf(path.read_bytes(), folder=tmp_path)
    assert leak_search.places_of(hay, ["Quarrington"]) != {}


def test_the_review_names_the_box_in_words(made: Made) -> None:
    """A lead who looks through a copy reads which box of the record a place is in."""
    request = asked(made, withhold=Withholding(names=("Zuleika",)))
    places = review_places(made.casebook, request=request, builder=builder_of("body_map"))
    assert "Who it was said to" in repr(places)


def test_a_field_of_the_map_can_be_withheld_alone(made: Made) -> None:
    """Whoever was told is left out; the mark and the child's words stay."""
    redactor = redactor_for(made.casebook, request=asked(made))
    (found,) = gather_observations(made.casebook, pupil_id=made.first, redactor=redactor)
    field = (found.entry, "body_maps.0.marks.0.said_to", "third_party")
    text = printed(made, asked(made, withhold=Withholding(fields=(field,))))
    assert "Zuleika" not in text
    assert "It hurts." in text


def test_a_child_without_a_map_of_its_own_has_no_document(made: Made) -> None:
    """Nothing of a brother's body is printed because nothing else is there."""
    stranger = pupils.ids(made.casebook.connection)[3]
    with pytest.raises(UserFacingError) as refused:
        printed(made, asked(made, pupil_id=stranger, records=()))
    assert refused.value.code == "documents.no_body_map"
