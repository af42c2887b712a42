"""Every box of the form and of a body map, filled with a name that is withheld: it leaves in no
document, nor does the number of a withheld child's own file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import pupils
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    Attachment,
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
)
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from tests.support import leak_search

SECRET = "Zuleika Quarrington"
NOON = datetime(2026, 11, 20, 12, 40, tzinfo=SCHOOL_ZONE)
KINDS = ("concern_record", "body_map", "chronology", "child_protection_file", "referral_pack",
         "file_index")  # fmt: skip
_LINKED_OR_CHOSEN = {
    *("pupils", "happened", "told_dsl", "place_kind", "source", "follow_up_to", "about_adult"),
    *("about_head", "about_whom", "about_id", "about_post"),
}


@dataclass(frozen=True)
class Made:
    """A concern that names somebody in every box, and links another child."""

    casebook: OpenCasebook
    pupil: str
    other: str
    concern: str


def mark() -> Mark:
    """One whose every text holds the name."""
    texts = (
        *("region", "site", "kind", "size", "colour", "shape", "broken_skin", "swelling", "pain"),
        *("heat", "said", "said_to", "note"),
    )
    named = {name: f"{name} {SECRET}" for name in texts}
    return Mark(number=1, view="child-front@2", x=790, y=470, across=60, down=30, turn=20, **named)


def boxes(pupil: str, other: str) -> dict[str, object]:
    """Every box of the form that takes words."""
    texts = (
        *("unlisted_pupil", "what_happened", "child_words", "opinion", "place", "who_else"),
        *("did_at_once", "told_whom", "questions", "told_by"),
    )
    body_map = BodyMap(
        marks=(mark(),), seen=f"seen {SECRET}", who_present=f"with {SECRET}",
        first_aid=f"by {SECRET}", pupil=pupil, seen_at=f"when {SECRET} came",
        moves=f"no, says {SECRET}",
    )  # fmt: skip
    return {
        **{name: f"{name} {SECRET}" for name in texts},
        "pupils": (
            LinkedPupil(id=pupil, role="subject"),
            LinkedPupil(id=other, role="alleged"),
        ),
        "happened": When.about(NOON, as_told=f"when {SECRET} came"),
        "body_maps": (body_map, BodyMap(marks=(mark(),), pupil=other)),
        "mentions": (Mention(id="u-elsewhere", kind="staff", text=SECRET),),
        "attachments": (
            Attachment(name=f"note {SECRET}.txt", media_type="text/plain", content=b"-"),
        ),
        "paper": PaperOriginal(
            form=f"7 {SECRET}", written=When.unknown(as_told=f"as {SECRET} said"),
            kept=f"with {SECRET}",
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Only the register of documents grows."""
    school = school_template.copy_to(tmp_path_factory.mktemp("later") / "school", seed="later")
    with school.signed_in() as casebook:
        ids = pupils.ids(casebook.connection)
        other = next(each for each in ids if each != school.first_pupil)
        school.send(**boxes(school.first_pupil, other))
        (concern,) = collect_letterbox(casebook).concerns
        yield Made(casebook=casebook, pupil=school.first_pupil, other=other, concern=concern)
    school.close()


def haystack(made: Made, kind: str, folder: Path, *names: str):
    """A signed copy, wherever a word of it can stand."""
    request = DocumentRequest(
        kind=kind, pupil_id=made.pupil, purpose="Conference", recipient="Council",
        product="signed", records=(made.concern,) if kind == "concern_record" else (),
        withhold=Withholding(names=names),
    )  # fmt: skip
    path = folder / "copy.pdf"
    publish(made.casebook, prepared=prepare_document(made.casebook, request=request), path=path)
    data = path.read_bytes()
    assert verify_pdf(data).result == "ok"
    return leak_search.in_pdf(data, folder=folder)


def test_no_box_of_the_form_is_forgotten_here() -> None:
    """A box that is added later must be filled here as well."""
    filled = set(boxes("p", "q")) | _LINKED_OR_CHOSEN
    assert {each.name for each in fields(ConcernDraft)} == filled


@pytest.mark.parametrize("kind", KINDS)
def test_a_withheld_name_leaves_in_no_box(made: Made, tmp_path: Path, kind: str) -> None:
    name = pupils.names(made.casebook.connection, [made.other])[made.other]
    hay = haystack(made, kind, tmp_path, SECRET, made.other)
    wanted = [SECRET, "Zuleika", "Quarrington", name, made.other]
    assert leak_search.places_of(hay, wanted) == {}


def test_the_search_finds_what_was_left_in(made: Made, tmp_path: Path) -> None:
    hay = haystack(made, "child_protection_file", tmp_path)
    assert set(leak_search.places_of(hay, ["Quarrington", made.other])) == {
        "Quarrington",
        made.other,
    }
