"""A concern that left a child's file leaves a trace there."""

from storage.database.repositories import moved_concerns


def about(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"id": pupil, "role": role} for pupil, role in pairs]


def moved(casebook, pupil: str) -> list[tuple[str, int, str]]:
    found = moved_concerns.moved_out(casebook.connection, pupil)
    return [(each.concern, each.seq, each.author) for each in found]


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
