"""The writer's signature covers every box: one that was changed on the way is named, and one that
is changed in the casebook is found.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.received_concern import concern_event
from desktop.usecases.lead.verify_casebook import verify_connection, verify_ledger
from storage.database.connection import connect_raw, open_casebook
from storage.letterbox.slip import OpenedSlip, open_slip
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import LinkedPupil, Mention, PaperOriginal
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

NOON = datetime(2026, 11, 20, 12, 40, tzinfo=SCHOOL_ZONE)
MARK = Mark(
    number=1, view="child-back@2", x=300, y=470, region="Left calf", site="calf", kind="bruise",
    heat="yes", said="It was him", said_to="Ms Osei", across=60, down=30, turn=20,
)  # fmt: skip
WRONG = "words_do_not_match_signature"


@dataclass(frozen=True)
class Sent:
    """A letter with every later box, opened by the lead and not yet taken."""

    casebook: OpenCasebook
    slip: OpenedSlip


@pytest.fixture(scope="module")
def sent(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    """Nothing is written."""
    school = school_template.copy_to(tmp_path_factory.mktemp("signed") / "school", seed="signed")
    school.send(**boxes(school.first_pupil))
    (path,) = (school.letterbox / "out").glob("*.slip")
    with school.signed_in() as casebook:
        slip = open_slip(path.read_bytes(), keys=casebook.keys, known_keys=lambda _: None)
        yield Sent(casebook=casebook, slip=slip)
    school.close()


def boxes(pupil: str) -> dict[str, Any]:
    """What the form of this edition adds to the first one's."""
    body_map = BodyMap(marks=(MARK,), seen="PE", pupil=pupil, seen_at="2026-11-20", moves="no")
    return {
        "pupils": (LinkedPupil(id=pupil, role="subject"),),
        "happened": When.about(NOON),
        "source": "other",
        "told_by": "his aunt",
        "questions": "Tell me about it.",
        "opinion": "I think he is afraid",
        "place_kind": "playground",
        "mentions": (Mention(id="u-1", kind="staff", text="Kit Merrow"),),
        "paper": PaperOriginal(form="7", written=When.at_minute(NOON), kept="In the office"),
        "body_maps": (body_map, replace(body_map, pupil="")),
    }


def mark(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of one thing about a mark."""

    def change(fields: dict[str, Any]) -> None:
        assert fields["body_maps"][0]["marks"][0].get(name) != value
        fields["body_maps"][0]["marks"][0][name] = value

    return change


def of_map(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of one thing about a body map."""

    def change(fields: dict[str, Any]) -> None:
        assert fields["body_maps"][0][name] != value
        fields["body_maps"][0][name] = value

    return change


def box(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of a whole box."""

    def change(fields: dict[str, Any]) -> None:
        assert fields[name] != value
        fields[name] = value

    return change


def deep(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """A change inside a box."""

    def change(fields: dict[str, Any]) -> None:
        inner: Any = fields
        for part in path[:-1]:
            inner = inner[part]
        assert inner[path[-1]] != value
        inner[path[-1]] = value

    return change


CHANGES = {
    "told_by": box("told_by", "his mother"),
    "questions": box("questions", "Did he hit you?"),
    "opinion": box("opinion", ""),
    "source": box("source", "saw"),
    "place_kind": box("place_kind", "classroom"),
    "no mentions": box("mentions", []),
    "another meant": deep("mentions", 0, "id", value="u-2"),
    "another role": deep("pupils", 0, "role", value="alleged"),
    "another sheet": deep("paper", "form", value="8"),
    "another place": deep("paper", "kept", value="Lost"),
    "sheet written later": deep("paper", "written", "latest", value="2026-11-21T12:40"),
    "happened exactly": deep("happened", "precision", value="minute"),
    "another mark": mark("region", "Right calf"),
    "moved mark": mark("x", 700),
    "another drawing": mark("view", "child-front@2"),
    "cold": mark("heat", "no"),
    "said to another": mark("said_to", "Ms Price"),
    "larger": mark("across", 90),
    "turned": mark("turn", 21),
    "measured": mark("measured", True),
    "another child": of_map("pupil", "p-other"),
    "seen later": of_map("seen_at", "2026-11-21"),
    "moves about": of_map("moves", "yes"),
    "one map less": lambda fields: fields["body_maps"].pop(),
}


def checks(sent: Sent, change: Callable[[dict[str, Any]], None] | None) -> list[str]:
    """What the casebook would say of a letter whose boxes were changed after it was signed."""
    content = copy.deepcopy(dict(sent.slip.content))
    if change is not None:
        change(content["fields"])
    event, _ = concern_event(sent.casebook, replace(sent.slip, content=content))
    return list(event.fields["checks"])


def test_as_it_was_signed_nothing_disagrees(sent: Sent) -> None:
    assert WRONG not in checks(sent, None)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_box_does_not_match_its_signature(sent: Sent, change) -> None:
    assert WRONG in checks(sent, change)


def test_a_box_left_out_or_put_in_does_not_match(sent: Sent) -> None:
    def leave_out(fields: dict[str, Any]) -> None:
        del fields["paper"]

    with pytest.raises(Exception, match="content_unreadable"):
        checks(sent, leave_out)  # its salt is left


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("his aunt", "his dada"),
        ("Tell me about it.", "Did he shove it? "),
        ('"heat":"yes"', '"heat":"no!"'),
        ("Ms Osei", "Ms Oram"),
        ('"seen_at":"2026-11-20"', '"seen_at":"2026-11-21"'),
        ("Kit Merrow", "Kit Barrow"),
        ("In the office", "In the drawer"),
        ('"across":60', '"across":90'),
    ],
)
def test_a_box_changed_in_the_casebook_is_found(school: SmallSchool, was: str, now: str) -> None:
    with school.signed_in() as casebook:
        school.send(**boxes(school.first_pupil))
        collect_letterbox(casebook)
        assert verify_ledger(casebook).result == "ok"
        key, path = casebook.database_key, casebook.connection.path
    assert path is not None
    raw = connect_raw(path, key=key, mode="rw")
    for trigger in ("entry_stays", "entry_is_kept"):
        raw.execute(f"DROP TRIGGER {trigger}")
    quoted = [text.replace('"', '\\"') for text in (was, now)]
    raw.execute(
        "UPDATE entry SET fields = replace(fields, ?, ?) WHERE instr(fields, ?) > 0",
        (*quoted, quoted[0]),
    )
    assert raw.execute("SELECT changes()").fetchone() == (1,)
    raw.close()
    connection = open_casebook(path, key=key, read_only=True)
    report = verify_connection(connection)
    connection.close()
    assert report.result == "changed"
    assert report.first_fault is not None
    assert report.first_fault["type"] == "concern.received"
