"""A concern about an adult that comes with a body map: the head reads all of it."""

from desktop.usecases.restricted import reading
from desktop.usecases.restricted.letters import collect
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import map_lines
from tests.fakes.restricted_readers import room, with_tested_readers
from tests.fakes.small_school import SmallSchool

MARK = Mark(
    number=1, view="child-front@1", x=790, y=470, region="Left forearm (front)", site="forearm",
    kind="bruise", size="2 cm", swelling="yes", heat="yes", said="It hurts.", said_to="Ms Osei",
)  # fmt: skip


def test_the_head_reads_every_mark_with_its_side(school_template: SmallSchool, tmp_path) -> None:
    """Which arm, what it looked like, what the child said and to whom; nothing is left out."""
    school = school_template.copy_to(tmp_path / "school", seed="letter with a map")
    with_tested_readers(school, "head")
    body_map = BodyMap(marks=(MARK,), seen="PE", seen_at="2026-11-22T12:40", first_aid="None")
    school.send(
        about_adult=True,
        what_happened="He took hold of a child by the arm.",
        body_maps=(body_map, BodyMap(marks=(MARK,), pupil=school.first_pupil)),
    )
    head = room(school, "head")
    letter = reading.read_letter(head, collect(head).letters[0])
    text = "\n".join(part.text for part in letter.parts)
    for line in map_lines(body_map):
        assert line in text
    assert "Whose body: " in text
    school.close()
