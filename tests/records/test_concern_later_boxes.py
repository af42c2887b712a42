"""Boxes that came later: an earlier workstation's concern is read, and ours say nothing empty."""

from dataclasses import replace
from typing import Any

import pytest

from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
    check_signed_fields,
)
from storage.records.when import When

MARK = Mark(
    number=1, view="child-front@1", x=5, y=6, region="r", site="s", kind="bruise"
)  # fmt: skip
DRAFT = ConcernDraft(
    pupils=(LinkedPupil(id="p-1", role="subject"),),
    what_happened="W",
    happened=When.unknown(),
    told_dsl="yes",
    body_maps=(BodyMap(marks=(MARK,)),),
)
FULL = replace(
    DRAFT,
    questions="I asked: tell me.",
    told_by="the mother",
    mentions=(Mention(id="p-2", kind="pupil", text="Ada Smith"),),
    paper=PaperOriginal(form="17", written=When.unknown(as_told="at lunch"), kept="in the safe"),
    body_maps=(
        BodyMap(
            marks=(replace(MARK, heat="yes", said_to="me", across=30, down=20, turn=45),),
            pupil="p-1",
            seen_at="2026-11-22T12:40",
            moves="no",
        ),
    ),
)


def signed(draft: ConcernDraft, **changes: Any) -> dict[str, Any]:
    """Return the fields as a workstation signs them."""
    beside = {"reporter": "r", "workstation": "w", "written_at": "2026-11-22T12:40:00.000Z"}
    return draft.to_fields() | beside | changes


def test_a_concern_that_says_nothing_of_them_has_the_earlier_shape() -> None:
    fields = DRAFT.to_fields()
    assert not fields.keys() & {"questions", "told_by", "mentions", "paper"}
    assert set(fields["body_maps"][0]) == {"marks", "seen", "who_present", "first_aid"}
    assert not fields["body_maps"][0]["marks"][0].keys() & {"heat", "said_to", "across", "turn"}


def test_what_they_say_comes_back_as_it_was() -> None:
    fields = FULL.to_fields()
    assert BodyMap.from_value(fields["body_maps"][0]) == FULL.body_maps[0]
    assert Mention.from_value(fields["mentions"][0]) == FULL.mentions[0]
    assert PaperOriginal.from_value(fields["paper"]) == FULL.paper
    assert (fields["questions"], fields["told_by"]) == ("I asked: tell me.", "the mother")


def test_both_shapes_are_taken() -> None:
    check_signed_fields(signed(DRAFT))
    check_signed_fields(signed(FULL))


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": 7},
        {"told_by": None},
        {"mentions": "Ada"},
        {"mentions": [{"id": "p", "kind": "ghost", "text": "x"}]},
        {"mentions": [{"id": 7, "kind": "pupil", "text": "x"}]},
        {"paper": {"form": "17"}},
        {"paper": {"form": 17, "written": When.unknown().to_value(), "kept": ""}},
    ],
)
def test_what_this_program_never_writes_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        check_signed_fields(signed(DRAFT, **changes))


@pytest.mark.parametrize("changes", [{"across": 1001}, {"down": -1}, {"turn": 180}])
def test_a_mark_beyond_the_drawing_is_refused(changes: dict[str, int]) -> None:
    fields = signed(FULL)
    fields["body_maps"][0]["marks"][0] |= changes
    with pytest.raises(ValueError, match="not"):
        check_signed_fields(fields)
