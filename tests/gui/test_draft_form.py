"""The form that was put away comes back with every box, and never with a PIN."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.controllers.staff.draft_form import pack_form, unpack_form
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    Attachment,
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
)
from storage.records.errors import UserFacingError
from storage.records.when import When
from ui.drafts import ReportForm, WhoDraft, WhoKind

MOST = 10**6
# whatever a keyboard, a dictation or a paste can bring: half characters too
texts = st.text(max_size=40) | st.just("\ud83d") | st.just("a\x00b\u202e\n")
dated = st.builds(
    When,
    earliest=st.just("2026-11-20"),
    latest=st.just("2026-11-20T10:15"),
    precision=st.sampled_from(["day", "about"]),
    as_told=texts,
)
whens = dated | texts.map(lambda words: When.unknown(as_told=words))
marks = st.builds(
    Mark,
    number=st.integers(1, 9),
    view=texts,
    x=st.integers(0, 1000),
    y=st.integers(0, 1000),
    region=texts,
    site=texts,
    kind=texts,
    measured=st.booleans(),
    said=texts,
    across=st.integers(0, 1000),
)
maps = st.builds(BodyMap, marks=st.lists(marks, max_size=2).map(tuple), seen=texts, pupil=texts)
papers = st.builds(PaperOriginal, form=texts, written=whens, kept=texts)
concerns = st.builds(
    ConcernDraft,
    pupils=st.lists(st.builds(LinkedPupil, id=texts, role=texts), max_size=2).map(tuple),
    what_happened=texts,
    happened=whens,
    told_dsl=st.sampled_from(["yes", "no", ""]),
    child_words=texts,
    about_adult=st.booleans(),
    body_maps=st.lists(maps, max_size=2).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, name=texts, media_type=texts, content=st.binary(max_size=60)),
        max_size=2,
    ).map(tuple),
    mentions=st.lists(st.builds(Mention, id=texts, kind=texts, text=texts), max_size=2).map(tuple),
    paper=st.none() | papers,
    questions=texts,
)
forms = st.builds(
    ReportForm,
    who=st.builds(WhoDraft, kind=st.sampled_from(WhoKind), person=texts, name=texts),
    concern=concerns,
)


@given(form=forms)
@settings(max_examples=60)
def test_every_box_comes_back_as_it_was(form: ReportForm):
    data, whole = pack_form(form, most_bytes=MOST)
    assert whole
    assert unpack_form(data) == form


def small() -> ReportForm:
    concern = ConcernDraft(
        pupils=(), what_happened="A mark", happened=When.unknown(), told_dsl="no"
    )
    return ReportForm(who=WhoDraft(kind=WhoKind.MEMBER, person="megan"), concern=concern)


def test_no_secret_is_kept():
    secrets = {
        field.name: "7294-secret"
        for field in fields(WhoDraft)
        if field.name not in ("kind", "person", "name")
    }
    assert "pin" in secrets
    form = replace(small(), who=replace(small().who, **secrets))
    data, _ = pack_form(form, most_bytes=MOST)
    assert b"7294-secret" not in data
    assert b"A mark" in data, "the control: the words are there"


def test_large_files_are_left_out_and_it_is_said():
    file = Attachment(name="scan.pdf", media_type="application/pdf", content=b"x" * 2000)
    form = replace(small(), concern=replace(small().concern, attachments=(file,)))
    data, whole = pack_form(form, most_bytes=1999)
    assert not whole
    assert unpack_form(data) == small()
    assert pack_form(form, most_bytes=2000)[1]


def test_boxes_of_an_earlier_or_a_later_edition_do_no_harm():
    data, _ = pack_form(small(), most_bytes=MOST)
    later = data.replace(b'"questions":""', b'"questionz":""')
    assert later != data
    assert unpack_form(later) == small()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0\2{}\0\0\0\0",
        b"\0\0\0\4null\0\0\0\0",
        b"\0\0\0\x12" + b'{"is":"WhoKindx"}' + b" \0\0\0\0",
        b"\xff\xff\xff\xff",
    ],
)
def test_what_is_no_form_is_said(data: bytes):
    with pytest.raises(UserFacingError, match=r"staff\.draft_damaged"):
        unpack_form(data)


def planted(change) -> bytes:
    """A form whose boxes somebody changed: anybody can seal bytes to a public key."""
    data, _ = pack_form(with_a_mark(), most_bytes=MOST)
    value = json.loads(data[4 : 4 + int.from_bytes(data[:4], "big")])
    change(value)
    line = json.dumps(value).encode()
    return len(line).to_bytes(4, "big") + line + bytes(4)


def with_a_mark() -> ReportForm:
    mark = Mark(number=1, view="child-front@1", x=1, y=2, region="", site="", kind="bruise")
    concern = replace(small().concern, body_maps=(BodyMap(marks=(mark,)),))
    return replace(small(), concern=concern)


def put(value: object, *path: object):
    """Return a change that puts ``value`` at ``path``."""

    def change(form) -> None:
        for step in path[:-1]:
            form = form[step]
        form[path[-1]] = value

    return change


MARK = ("concern", "body_maps", 0, "marks", 0)


@pytest.mark.parametrize(
    "change",
    [
        put(5, "who"),
        put(None, "concern"),
        put("megan", "who", "kind"),
        put(["x"], "who", "name"),
        put({"is": "WhoKind", "value": "member"}, "concern", "what_happened"),
        put("yes", "concern", "about_adult"),
        put("now", "concern", "happened"),
        put([5], "concern", "pupils"),
        put("pupil", "concern", "pupils"),
        put([{"is": "When", "earliest": None, "latest": None}], "concern", "attachments"),
        put("1", *MARK, "x"),
        put(True, *MARK, "number"),
        put(1e400, *MARK, "y"),
        put([1], *MARK, "said"),
        put([None], "concern", "body_maps"),
        put({"is": "ReportForm"}, "concern"),
    ],
)
def test_a_planted_form_of_another_shape_is_damaged(change):
    """It must stop at the door, not in the middle of the screen it is shown on."""
    with pytest.raises(UserFacingError, match=r"staff\.draft_damaged"):
        unpack_form(planted(change))


def test_the_form_that_was_not_changed_opens():
    assert unpack_form(planted(lambda form: None)) == with_a_mark()
