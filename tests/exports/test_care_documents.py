"""Concerns, body maps and risk assessments as parts: whole, in their place, whatever is in them."""

import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from math import hypot
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.body_map_marks import RADIUS, marked_figures
from exports.body_map_parts import (
    comparison_parts,
    observation_list,
    observation_parts,
)
from exports.body_map_places import number_places
from exports.body_map_values import MarkLine, Observation
from exports.care_values import Words
from exports.concern_parts import concern_parts
from exports.concern_values import (
    ActionLine,
    Arrival,
    ChildLine,
    ClosingLine,
    ConcernRecord,
    CorrectionLine,
    DecisionLine,
    FileLine,
    FollowUpLine,
    ReplyLine,
    WrittenConcern,
)
from exports.document import Document
from exports.document_rendering import LaidOut, lay_out_document
from exports.parts import Cell, EntryField, Fact, Grid, Heading, Note, Pictures, Quote
from exports.risk_history import FIRST, UNCHANGED, changes
from exports.risk_parts import risk_facts, risk_parts, staff_extract_parts
from exports.risk_values import (
    ControlLine,
    FurtherControl,
    HazardLine,
    RatingWords,
    RiskRecord,
    RiskVersion,
    Scale,
    ScaleBand,
    ScaleStep,
    StaffExtract,
)
from resources.body_maps.drawings import view_choices
from storage.records.body_map import BodyMap, Mark
from tests.support.sample_documents import SAMPLES, page_code

SCRIPTS = (
    "A bruise, seen at 10:15", "Zoë Ångström-Nuñez", "محمد حسین نے کہا", "שָׁלוֹם", "বাংলা লেখা",
    "வணக்கம்", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "નમસ્તે", "नमस्ते", "王小麗說", "ሰላም", "Żółć\n\nsecond paragraph",
    "word " * 900, "x" * 300,
)  # fmt: skip
PLACE = EntryField(entry=7, name="what_happened")
some_text = st.one_of(
    st.sampled_from(SCRIPTS), st.text(alphabet=string.printable, min_size=1, max_size=80)
)
maybe_text = st.one_of(st.just(""), some_text)
words = st.builds(Words, text=some_text, source=st.sampled_from((None, PLACE)))
maybe_words = st.one_of(st.just(Words()), words)


def _values(kind: type, **given_values: Any) -> st.SearchStrategy[Any]:
    """Values of a dataclass whose fields are texts and words, each empty or not."""
    plain = {"str": maybe_text, str: maybe_text, "Words": maybe_words, Words: maybe_words}
    chosen = {
        each.name: plain[each.type]
        for each in fields(kind)
        if each.type in plain and each.name not in given_values
    }
    return st.builds(kind, **chosen, **given_values)


def _some(kind: type, most: int = 3, **given_values: Any) -> st.SearchStrategy[Any]:
    return st.lists(_values(kind, **given_values), max_size=most).map(tuple)


written = _values(
    WrittenConcern,
    children=_some(ChildLine),
    body_maps=st.just(()),
    files=_some(FileLine),
    arrival=_values(Arrival, doubts=st.lists(some_text, max_size=2).map(tuple)),
)
concerns = _values(
    ConcernRecord,
    written=written,
    decisions=_some(DecisionLine, children=_some(ChildLine, most=2)),
    actions=_some(ActionLine),
    replies=_some(ReplyLine),
    corrections=_some(CorrectionLine),
    closings=_some(ClosingLine, reopened=st.booleans()),
    follow_ups=_some(FollowUpLine),
)


def printed(value: Any) -> Iterator[str]:
    """Every text of some parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from printed(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from printed(getattr(value, each.name))


def held(value: Any, *, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every text that a value holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from held(item, but=but)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in but:
                yield from held(getattr(value, each.name), but=but)


def sources(value: Any) -> Iterator[str]:
    """The texts that say where they stand."""
    if isinstance(value, tuple):
        for item in value:
            yield from sources(item)
    elif is_dataclass(value):
        if isinstance(getattr(value, "source", None), EntryField):
            yield value.text
        for each in fields(value):
            yield from sources(getattr(value, each.name))


# Who set an action, and when, stands in the chronology; a decision's day in its heading.
NOT_PRINTED = frozenset({"set_by", "set_at"})


@settings(max_examples=40, deadline=None)
@given(record=concerns, level=st.sampled_from((1, 2)))
def test_nothing_of_a_concern_is_lost(record: ConcernRecord, level: Any) -> None:
    """Whatever is in the boxes and in whatever script: it is printed as it is, with its place."""
    parts = concern_parts(record, level=level, anchor="c")
    said = list(printed(parts))
    whole = "\n".join(said)
    hidden = {"source"}
    closings = tuple(
        replace(line, outcome=Words()) if line.reopened else line for line in record.closings
    )
    undone = tuple(line if line.done else replace(line, outcome=Words()) for line in record.actions)
    level_only = {"day", "reference"} if level == 1 else set()
    printable = replace(record, closings=closings, actions=undone)
    for text in held(printable, but=NOT_PRINTED | hidden | level_only):
        assert text in whole
    for text in sources(record.written):
        assert text in set(sources(parts))


def test_sections_say_that_nothing_is_recorded() -> None:
    """An empty record has every heading that a full one has."""
    empty = concern_parts(_empty_concern())
    full = [part.text for part in empty if isinstance(part, Heading)]
    assert len(full) == 14
    always = [
        fact.label for part in empty if hasattr(part, "facts") for fact in part.facts if fact.always
    ]
    for label in ("It happened", "Place", "Who else was there", "Whom", "Receipt number"):
        assert label in always


def _empty_concern() -> ConcernRecord:
    nothing = Words()
    return ConcernRecord(
        reference="c-1",
        day="3 March 2026",
        status="waiting",
        written=WrittenConcern(
            writer="",
            written="",
            happened="",
            what_happened=nothing,
            arrival=Arrival(computer="", signed="", received=""),
        ),
    )


def test_an_opinion_is_set_apart_and_labelled() -> None:
    """Nobody takes what somebody thought for what somebody saw."""
    record = _empty_concern()
    thought = Words(text="She is afraid.", source=PLACE)
    parts = concern_parts(replace(record, written=replace(record.written, opinion=thought)))
    at = next(
        place for place, part in enumerate(parts) if part == Quote(text=thought.text, source=PLACE)
    )
    assert parts[at - 2] == Heading(text="Opinion of the writer", level=2)
    assert "not a finding of fact" in parts[at - 1].text


# Body maps

VIEWS = tuple(choice.id for choice in view_choices())
marks = st.builds(
    Mark,
    number=st.integers(min_value=1, max_value=40),
    view=st.sampled_from((*VIEWS, "child-front@9", "../secret@1", "")),
    x=st.integers(min_value=0, max_value=1000),
    y=st.integers(min_value=0, max_value=1000),
    region=maybe_text,
    site=maybe_text,
    kind=maybe_text,
    size=maybe_text,
    said=maybe_text,
)


def observation(body_map: BodyMap, *, number: int = 1, **changes: Any) -> Observation:
    """What Ms Price saw."""
    usual: dict[str, Any] = {
        "number": number,
        "concern": f"c-{number}",
        "day": f"{number} March 2026",
        "happened": "3 March 2026 at 12:40",
        "written": f"{number} March 2026 at 13:05",
        "observer": "Megan Price",
        "signed": "Signed with the key that the PIN of Megan Price opens.",
        "body_map": body_map,
        "marks": tuple(_line(mark) for mark in body_map.marks),
    }
    return Observation(**{**usual, **changes})


def _line(mark: Mark) -> MarkLine:
    return MarkLine(
        number=mark.number,
        place=Words(text=mark.region),
        kind=Words(text=mark.kind),
        size=Words(text=mark.size),
        said=Words(text=mark.said),
    )


def bruise(number: int, view: str = "child-front@1", x: int = 500, y: int = 400) -> Mark:
    """A bruise somewhere."""
    return Mark(number=number, view=view, x=x, y=y, region="Chest", site="chest", kind="bruise")


@settings(max_examples=60, deadline=None)
@given(st.lists(marks, max_size=40).map(tuple))
def test_every_mark_is_in_the_key_and_drawn_where_it_can_be(found: tuple[Mark, ...]) -> None:
    """Forty marks, marks on drawings of later versions, marks without a word: all are there."""
    parts = observation_parts(observation(BodyMap(marks=found)))
    grids = [part for part in parts if isinstance(part, Grid)]
    assert len(grids) == bool(found)
    if found:
        assert [row[0].text for row in grids[0].rows] == [str(mark.number) for mark in found]
    drawn = [text.text for part in _figures(parts) for text in part.texts if text.text.isdigit()]
    assert sorted(drawn) == sorted(str(mark.number) for mark in found if mark.view in VIEWS)
    lost = {mark.view for mark in found if mark.view not in VIEWS}
    notes = "".join(part.text for part in parts if isinstance(part, Note))
    assert all(view in notes for view in lost)
    assert bool(notes) == bool(lost)


def _figures(parts: Any) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, Pictures):
            yield from part.figures
        elif hasattr(part, "left"):
            yield from _figures((*part.left, *part.right))


def test_figures_of_one_row_fit_the_page() -> None:
    """They stand side by side within the width of the text; one alone is large."""
    every = BodyMap(marks=tuple(bruise(n, view) for n, view in enumerate(VIEWS, start=1)))
    parts = observation_parts(observation(every))
    rows = [part.figures for part in parts if isinstance(part, Pictures)]
    assert sum(len(row) for row in rows) == len(VIEWS)
    for row in rows:
        assert sum(figure.width for figure in row) + 14 * (len(row) - 1) <= 471
    (alone,) = _figures(observation_parts(observation(BodyMap(marks=(bruise(1),)))))
    assert alone.height > 300


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(8, 200), st.floats(8, 380)) | st.sampled_from([(100.0, 200.0)]),
        max_size=40,
    )
)
def test_no_number_covers_another(spots: list[tuple[float, float]]) -> None:
    """Forty marks, many on one spot: every number can be read, and stays in the figure."""
    places = number_places(spots, radius=RADIUS, width=208, height=388)
    assert places == number_places(spots, radius=RADIUS, width=208, height=388)
    for index, place in enumerate(places):
        assert RADIUS <= place[0] <= 208 - RADIUS
        assert RADIUS <= place[1] <= 388 - RADIUS
        for other in places[index + 1 :]:
            assert hypot(place[0] - other[0], place[1] - other[1]) >= 2 * RADIUS
    for place, spot in zip(places, spots, strict=True):
        if place != spot:  # its dot is seen, whoever's number is near
            assert all(hypot(spot[0] - x, spot[1] - y) > RADIUS + 1.7 for x, y in places)


def test_a_mark_by_itself_carries_its_number() -> None:
    """Nothing is moved without need."""
    spots = [(20.0, 20.0), (60.0, 20.0), (64.0, 20.0)]
    places = number_places(spots, radius=RADIUS, width=100, height=100)
    assert places[0] == spots[0]
    assert places[1] != spots[1]
    assert places[2] != spots[2]


def test_days_are_compared_side_by_side_and_never_overlaid() -> None:
    """One figure for each day, exactly as it is on the day's own page but for its size."""
    first = observation(BodyMap(marks=(bruise(1), bruise(2, "hand-left-back@1"))))
    second = observation(BodyMap(marks=(bruise(1, x=420), bruise(2, x=300))), number=2)
    third = observation(BodyMap(marks=(bruise(1, "child-back@1"),)), number=3)
    parts = comparison_parts((first, second, third))
    figures = list(_figures(parts))
    assert [figure.title for figure in figures] == [
        "Body map 1: 1 March 2026",
        "Body map 2: 2 March 2026",
    ]
    for figure, each in zip(figures, (first, second), strict=True):
        here = tuple(mark for mark in each.body_map.marks if mark.view == "child-front@1")
        (own,) = marked_figures(BodyMap(marks=here), width=figure.width, height=figure.height)
        assert len(figure.shapes) == len(own.shapes)
        assert figure.alternative == f"Written down {each.day}. {own.alternative}"
    assert any("for a doctor to say" in part.text for part in parts if isinstance(part, Note))


def test_nothing_is_compared_that_was_drawn_once() -> None:
    """Two looks at different parts of the body make no comparison."""
    first = observation(BodyMap(marks=(bruise(1),)))
    second = observation(BodyMap(marks=(bruise(1, "child-back@1"),)), number=2)
    assert comparison_parts((first, second)) == ()
    assert comparison_parts((first,)) == ()


def test_a_withheld_map_shows_nothing_of_itself() -> None:
    """Neither figure nor key, alone or in the comparison; that there is one is said."""
    drawn = observation(BodyMap(marks=(bruise(1),)))
    hidden = observation(BodyMap(marks=()), number=2, marks=(), withheld="[Withheld]")
    parts = observation_parts(hidden)
    assert not list(_figures(parts))
    assert not [part for part in parts if isinstance(part, Grid)]
    assert Note(text="[Withheld]") in parts
    assert comparison_parts((drawn, hidden)) == ()
    assert [row[3].text for row in observation_list((drawn, hidden)).rows] == ["1", "–"]


# Risk assessments

ratings = st.one_of(
    st.just(RatingWords()),
    st.builds(
        RatingWords,
        likelihood=st.integers(1, 5),
        severity=st.integers(1, 5),
        likely=st.sampled_from(("Likely", "")),
        bad=st.sampled_from(("Major", "")),
        score=st.integers(1, 25),
        band=st.sampled_from(("High", "")),
    ),
)
further = st.lists(_values(FurtherControl, control=words), max_size=2).map(tuple)
hazards = _values(
    HazardLine, hazard=words, now=ratings, after=ratings, key=st.just(""), more=further
)
versions = _values(RiskVersion, number=st.just(1), hazards=st.lists(hazards, max_size=4).map(tuple))
SCALE = Scale(
    name="Five by five",
    likelihoods=tuple(ScaleStep(value=n, label=f"Step {n}") for n in range(1, 6)),
    severities=tuple(ScaleStep(value=n, label=f"Harm {n}") for n in range(1, 6)),
    bands=(
        ScaleBand(label="Low", asks="Go on.", lowest=1, highest=9),
        ScaleBand(label="High", asks="Act.", lowest=10, highest=25),
    ),
)


@settings(max_examples=40, deadline=None)
@given(versions, versions, st.sampled_from((SCALE, None)))
def test_nothing_of_an_assessment_is_lost(
    earlier: RiskVersion, later: RiskVersion, scale: Scale | None
) -> None:
    """Every hazard of the printed version, and every version, is in the document."""
    later = replace(later, number=2)
    record = RiskRecord(
        reference="r-1", version=later, latest=2, versions=(later, earlier), scale=scale,
        scale_name="risk_scale 1999",
    )  # fmt: skip
    parts = (*risk_facts(record), *risk_parts(record))
    whole = "\n".join(printed(parts))
    for text in held(later, but=frozenset({"source", "likely", "bad"})):
        assert text in whole
    assert ("which this version of the program does not have" in whole) == (scale is None)
    assert set(sources(later)) <= set(sources(parts))


@settings(max_examples=80, deadline=None)
@given(versions, versions)
def test_the_history_finds_every_change(earlier: RiskVersion, later: RiskVersion) -> None:
    """Nothing is said where nothing changed, something where anything did, in either direction."""
    assert changes(None, earlier) == (FIRST,)
    assert changes(earlier, replace(earlier, number=2)) == (UNCHANGED,)
    same = ("title", "child_view", "parent_view")
    differ = any(getattr(earlier, name).text != getattr(later, name).text for name in same)
    plain = [[_plain(hazard) for hazard in each.hazards] for each in (earlier, later)]
    differ |= earlier.review != later.review or sorted(plain[0]) != sorted(plain[1])
    assert (changes(earlier, later) != (UNCHANGED,)) == differ


def _plain(hazard: HazardLine) -> tuple[str, ...]:
    texts = (hazard.hazard.text, hazard.where.text)
    ratings = (str(hazard.now), str(hazard.after))
    folded = tuple(" ".join(text.split()).casefold() for text in texts)
    done = sorted((each.control.text, each.owner.text, each.by_when) for each in hazard.more)
    texts = (hazard.place, hazard.by_when, hazard.control.text, hazard.owner.text, str(done))
    return (*folded, *texts, *ratings)


def test_a_version_that_is_gone_is_said_to_be_gone() -> None:
    """Version 2 was disposed of: 3 is compared with nothing."""
    third = RiskVersion(
        number=3, saved="", by="", title=Words(text="Play"), hazards=(), review="1 May 2026"
    )
    record = RiskRecord(
        reference="r-1", version=third, latest=3, versions=(third, replace(third, number=1)),
        scale=None, scale_name="",
    )  # fmt: skip
    whole = "\n".join(printed(risk_parts(record)))
    assert "Version 2 is no longer in the casebook and cannot be compared." in whole


def test_the_scale_is_printed_as_a_table() -> None:
    """Likelihood down, severity across, each rating in number and word."""
    version = RiskVersion(
        number=1, saved="", by="", title=Words(text="Play"), hazards=(), review="1 May 2026"
    )
    record = RiskRecord(
        reference="r-1", version=version, latest=1, versions=(version,), scale=SCALE, scale_name=""
    )
    grid = next(
        part for part in risk_parts(record) if isinstance(part, Grid) and len(part.columns) == 6
    )
    assert [cell.text for cell in grid.rows[0]] == [
        "5 Step 5", "5 low", "10 high", "15 high", "20 high", "25 high",
    ]  # fmt: skip
    assert len(grid.rows) == 5


def test_a_staff_extract_can_hold_no_more_than_this() -> None:
    """A new field of the extract has to be thought about here: everybody in the class reads it."""
    assert {each.name for each in fields(StaffExtract)} == {
        "child", "class_name", "reference", "version", "saved", "controls", "review", "tell",
        "return_by", "rules", "superseded",
    }  # fmt: skip
    assert {each.name for each in fields(ControlLine)} == {"where", "control", "owner"}


@pytest.mark.parametrize(
    "parts",
    [
        concern_parts(_empty_concern()),
        staff_extract_parts(
            StaffExtract(
                child="",
                class_name="",
                reference="r-1",
                version=1,
                saved="",
                controls=(),
                review="",
                tell=(),
                return_by="",
                rules=(),
            )
        ),
    ],
)
def test_rows_have_as_many_cells_as_columns(parts: Any) -> None:
    """An empty document has no table of another shape."""
    for part in parts:
        if isinstance(part, Grid):
            assert all(len(row) == len(part.columns) for row in part.rows)
            assert part.rows or part.empty
    assert all(isinstance(part, Cell | Fact) or part for part in parts)


def test_a_staff_extract_is_one_page_and_a_look_at_a_child_one_page_each() -> None:
    """Before the evidence statement: eight controls on one page; three looks, then the days."""
    laid_out = _laid_out("risk-staff-extract")
    assert laid_out.body_pages == 1
    laid_out = _laid_out("body-maps")
    assert [laid_out.anchor_pages[f"body-map-{number}"] for number in (1, 2, 3)] == [2, 3, 4]
    assert laid_out.body_pages == 5


def _laid_out(name: str) -> LaidOut:
    document = SAMPLES[name]()
    assert isinstance(document, Document)
    return lay_out_document(document, page_code=page_code)
