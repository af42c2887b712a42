"""A letter about an adult shows its reader every box, and claims no writer whom nothing proves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from desktop.usecases.restricted import paper, reading
from desktop.usecases.restricted.letter_file import open_restricted_letter
from desktop.usecases.restricted.letters import collect
from exports.document_rendering import render_sheet
from exports.preview import page_texts
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import LinkedPupil, PaperOriginal
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from tests.fakes.restricted_readers import room, with_tested_readers
from tests.fakes.small_school import SmallSchool

NOON = datetime(2026, 11, 20, 12, 40, tzinfo=SCHOOL_ZONE)
MARK = Mark(
    number=1, view="child-front@2", x=790, y=470, region="Left forearm (front)", site="forearm",
    kind="bruise", said="He held me", said_to="Ms Osei",
)  # fmt: skip

BOXES: dict[str, Any] = {
    "about_adult": True,
    "about_whom": "P. Fenn",
    "what_happened": "He took hold of a child by the arm.",
    "child_words": "He held me",
    "happened": When.about(NOON, as_told="just after the bell"),
    "place": "by the gate",
    "place_kind": "playground",
    "source": "parent",
    "told_by": "his aunt",
    "who_else": "Kit Merrow",
    "questions": "Tell me about it.",
    "did_at_once": "Cold water",
    "opinion": "He seemed angry",
    "told_dsl": "yes",
    "told_whom": "Ruth Okafor",
    "body_maps": (BodyMap(marks=(MARK,), seen="PE", seen_at="2026-11-20T12:55"),),
    "paper": PaperOriginal(form="0007", written=When.at_minute(NOON), kept="with the head"),
}


@pytest.fixture(scope="module")
def told(school_template: SmallSchool, tmp_path_factory) -> Iterator[SmallSchool]:
    """One letter about an adult that fills every box."""
    school = school_template.copy_to(tmp_path_factory.mktemp("boxes") / "school", seed="boxes")
    with_tested_readers(school, "head", "chair")
    school.send(
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        **BOXES,
    )
    yield school
    school.close()


EVERYTHING = (
    *("P. Fenn", "He took hold of a child", "He held me", "About 20 Nov 2026, 12:40"),
    *("just after the bell", "by the gate", "Playground", "A parent or carer told me", "his aunt"),
    *("Kit Merrow", "Tell me about it.", "Cold water", "He seemed angry", "Ruth Okafor", "Yes"),
    *("Left forearm (front)", "Ms Osei", "20 November 2026 at 12:55", "0007", "with the head"),
)


def test_the_reader_sees_every_box(told: SmallSchool) -> None:
    head = room(told, "head")
    letter = reading.read_letter(head, collect(head).letters[0])
    text = "\n".join(f"{part.label}: {part.text}" for part in letter.parts)
    for words in EVERYTHING:
        assert words in text, words


def test_the_paper_has_every_box_and_says_how_far_the_name_is_known(told: SmallSchool) -> None:
    head = room(told, "head")
    collect(head)
    (row,) = reading.letter_rows(head)
    sheet = paper.letter_paper(head, letter=row.number, program="Holdfast test")
    text = " ".join(" ".join(page_texts(render_sheet(sheet).pdf)).split())
    for words in EVERYTHING:
        assert words in text, words
    assert "Megan Price" in text
    assert "That this person wrote it is not proved here" in text


def test_the_printed_code_opens_every_box_too(school: SmallSchool) -> None:
    """Where neither head nor chair has a key yet."""
    school.send(**BOXES, pupils=(LinkedPupil(id=school.first_pupil, role="subject"),))
    data = next(path for path in (school.letterbox / "out").rglob("*.slip")).read_bytes()
    code = school.secrets.spare_code
    opened = open_restricted_letter(data, code=code, letterbox=school.letterbox)
    text = "\n".join(f"{part.label}: {part.text}" for part in opened.parts)
    for words in EVERYTHING:
        assert words in text, words
