"""A record that left a child's file leaves a trace there."""

from storage.database.repositories import actions, chronology, concerns
from storage.database.repositories import moved as moved_records


def about(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"id": pupil, "role": role} for pupil, role in pairs]


def moved(casebook, pupil: str) -> list[tuple[str, int, str]]:
    found = moved_records.moved_out(casebook.connection, pupil)
    return [(each.record, each.seq, each.author) for each in found]


def test_a_concern_that_was_about_another_child_is_named(casebook):
    """Received about p-1; put right twice, the last word stands."""
    casebook.pupil()
    casebook.pupil("p-2")
    casebook.concern()
    casebook.concern("c-2")
    casebook.triage("c-2")
    assert moved(casebook, "p-1") == []
    seq = casebook.triage(pupils=about(("p-2", "subject"), ("p-1", "witness"))).seq
    assert moved(casebook, "p-1") == [("c-1", seq, "Ruth Okafor")]
    assert moved(casebook, "p-2") == []
    casebook.triage(pupils=about(("p-2", "subject"), ("p-1", "context")))
    assert moved(casebook, "p-1") == [("c-1", seq, "Ruth Okafor")]  # it left before
    casebook.triage(pupils=about(("p-1", "alleged")))
    assert moved(casebook, "p-1") == []
    assert [each[0] for each in moved(casebook, "p-2")] == ["c-1"]


def left_trace(casebook, pupil: str) -> list[tuple[str, str]]:
    rows = chronology.of_pupil(casebook.connection, pupil)
    return [(row.pupil_role, row.text) for row in rows if row.kind == "record_moved"]


def test_an_entry_put_into_the_right_file_leaves_a_trace_without_the_other_child(casebook):
    """The trace names no child; the entry says where it came from; brought back, it is no longer
    said to be gone.
    """
    casebook.pupil()
    casebook.pupil("p-2")
    casebook.entry()
    seq = casebook.append(
        "record.moved", target="e-1", pupils=about(("p-2", "subject")), reason="Wrong Amy"
    ).seq
    assert [row.id for row in chronology.of_pupil(casebook.connection, "p-2")] == [
        f"e-1.moved.{seq}",
        "e-1",
    ]
    (trace,) = chronology.of_pupil(casebook.connection, "p-1")
    assert (trace.pupil_role, trace.text, trace.context) == ("left", "Wrong Amy", "a day not known")
    assert moved(casebook, "p-1") == [("e-1", seq, "Ruth Okafor")]
    assert moved(casebook, "p-2") == []
    entry = chronology.entry(casebook.connection, "e-1")
    assert [(move.by, move.reason) for move in entry.moves] == [("Ruth Okafor", "Wrong Amy")]
    casebook.append("record.moved", target="e-1", pupils=["p-1", "p-2"], reason="Both after all")
    assert moved(casebook, "p-1") == []
    assert left_trace(casebook, "p-1") == [("left", "Wrong Amy"), ("arrived", "Both after all")]
    assert left_trace(casebook, "p-2") == [("arrived", "Wrong Amy"), ("stayed", "Both after all")]


def test_everything_about_a_concern_goes_with_it(casebook):
    """Decision, action, what came of it, reply and closing; an action for one of two children
    stays with that child while the concern is about it too.
    """
    casebook.pupil()
    casebook.pupil("p-2")
    casebook.pupil("p-3")
    casebook.concern(pupils=about(("p-1", "subject"), ("p-2", "subject")))
    casebook.triage()
    for action, pupils in (("a-1", ["p-1", "p-2"]), ("a-2", ["p-1"]), ("a-3", ["p-2"])):
        casebook.append(
            "action.added", id=action, what="Ring", owner="u-1", due="2026-10-01", pupils=pupils,
            concern="c-1",
        )  # fmt: skip
    casebook.append("action.done", action="a-1", outcome="Rang")
    casebook.append("reply.sent", concern="c-1", text="Thank you")
    casebook.append("concern.closed", concern="c-1", outcome="safe", reason="Seen")
    before = kinds(casebook, "p-1")
    casebook.append(
        "record.moved",
        target="c-1",
        pupils=about(("p-3", "subject"), ("p-2", "other_child"), ("p-1", "witness")),
        reason="It was Cara",
    )
    assert kinds(casebook, "p-1") == ["record_moved"]
    assert kinds(casebook, "p-3") == sorted([*before, "record_moved"])
    for action, pupils in (("a-1", ("p-2", "p-3")), ("a-2", ("p-2", "p-3")), ("a-3", ("p-2",))):
        assert set(actions.action(casebook.connection, action).pupils) == set(pupils)
        assert chronology.pupils_of(casebook.connection, action) == pupils
    links = concerns.concern(casebook.connection, "c-1").pupils
    assert [(link.id, link.role) for link in links] == [
        ("p-3", "subject"),
        ("p-2", "other_child"),
        ("p-1", "witness"),
    ]


def kinds(casebook, pupil: str) -> list[str]:
    return sorted(row.kind for row in chronology.of_pupil(casebook.connection, pupil))
