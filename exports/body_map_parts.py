"""Lays out body maps in parts: a page for each look at a child, and the same views side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from exports.body_map_drawing import BodyMapFigure, body_map_figures, missing_views
from exports.care_values import NOTHING, Words, fact
from exports.parts import (
    Cell,
    FactList,
    Grid,
    GridColumn,
    Heading,
    Note,
    Paragraph,
    Part,
    Pictures,
    SideBySide,
    SignatureLines,
)
from storage.records.body_map import BodyMap, Mark

HOW_TO_READ = (
    "A body map shows where somebody saw a mark and what it looked like. How old a mark is is never"
    " estimated, and nothing here says how it came about. Left and right are the child’s own. The"
    " drawing shows a place, not a size; the key gives the size. Nobody was asked to undress, and"
    " no photograph was taken for it."
)
COMPARING = (
    "Drawings of the same part of the body, each with the day on which it was written down."
    " Whether a mark is the same one, and how it has changed, is for a doctor to say. Where a day"
    " is missing, nothing was recorded on that drawing then; that does not mean that nothing was"
    " there."
)
_NO_MARKS = "No mark was placed on this map."
_EMPTY = "–"
# Points: three figures stand side by side within the text of a portrait page.
_ROW_WIDTH = 470.0
_GAP = 14.0
_TALLEST = 330.0
_SHORTEST = 170.0

Level = Literal[1, 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """One line of the key. ``state`` are short facts in words: measured or not, skin, swelling."""

    number: int
    place: Words
    kind: Words
    size: Words = NOTHING
    colour: Words = NOTHING
    shape: Words = NOTHING
    state: tuple[str, ...] = ()
    said: Words = NOTHING
    note: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one person saw at one time. ``body_map`` is ready to print, as all its texts are.

    ``happened`` is the time that the concern gives, ``written`` when the map was written down,
    ``day`` the day of that; all in words. ``whose`` warns where the concern names several children.
    ``withheld`` says that the map itself is left out of this copy.
    """

    number: int
    concern: str
    day: str
    happened: str
    written: str
    observer: str
    observer_role: str = ""
    signed: str
    how_seen: Words = NOTHING
    who_present: Words = NOTHING
    first_aid: Words = NOTHING
    body_map: BodyMap
    marks: tuple[MarkLine, ...]
    whose: str = ""
    withheld: str = ""


def observation_list(observations: Sequence[Observation]) -> Grid:
    """Return the list of the pages that follow, each line with its page."""
    return Grid(
        columns=(
            GridColumn(title="Body map", share=0.9, heads_row=True),
            GridColumn(title="Written down", share=1.8),
            GridColumn(title="Seen by", share=1.8),
            GridColumn(title="Marks", share=0.6, align_right=True),
            GridColumn(title="Concern", share=1.3),
            GridColumn(title="Page", share=0.5, align_right=True),
        ),
        rows=tuple(
            (
                Cell(text=str(each.number), target=anchor_of(each)),
                Cell(text=each.written),
                Cell(text=each.observer),
                Cell(text=_EMPTY if each.withheld else str(len(each.marks))),
                Cell(text=each.concern),
                Cell(text=""),
            )
            for each in observations
        ),
        empty="There is no body map.",
        page_of=5,
    )


def anchor_of(observation: Observation) -> str:
    """Return the name that lines of an index point to."""
    return f"body-map-{observation.number}"


def observation_parts(
    observation: Observation,
    *,
    level: Level = 1,
    anchor: str = "",
    new_page: bool = True,
    sign: bool = True,
) -> tuple[Part, ...]:
    """Return one observation: when and by whom, the figures, and the key to their numbers.

    ``anchor`` belongs to its heading, anchor_of the observation unless another is given.
    """
    heading = Heading(
        text=f"Body map {observation.number}, written down {observation.day}",
        level=level,
        new_page=new_page,
        anchor=anchor or anchor_of(observation),
    )
    return (heading, *_observation(observation, sign))


def comparison_parts(
    observations: Sequence[Observation], *, level: Level = 1, new_page: bool = True
) -> tuple[Part, ...]:
    """Return the views that carry marks on two days or more, in order of day, never overlaid.

    Nothing comes back where no view was drawn on twice.
    """
    views = tuple(_repeated_views(observations))
    if not views:
        return ()
    parts: list[Part] = [
        Heading(text="Comparison of dates", level=level, new_page=new_page),
        Note(text=COMPARING),
    ]
    for view in views:
        figures = _of_view(observations, view)
        parts.append(
            Heading(text=figures[0].title.partition(", written down ")[0], level=_below(level))
        )
        parts.extend(_rows_of(figures))
    return tuple(parts)


def _observation(observation: Observation, sign: bool) -> Iterator[Part]:
    if observation.whose:
        yield Note(text=observation.whose)
    figures = () if observation.withheld else _figures(observation)
    if len(figures) == 1:
        yield SideBySide(
            left=(Pictures(figures=figures),), right=(_circumstances(observation, 1),), share=0.46
        )
    else:
        yield _circumstances(observation, 2)
        yield from _rows_of(figures)
    if observation.withheld:
        yield Note(text=observation.withheld)
        return
    yield from _undrawn(observation)
    yield from _key(observation)
    yield Paragraph(
        text="Left and right are the child’s own. How old a mark is is never estimated.",
        tone="small",
    )
    if sign:
        yield SignatureLines(labels=("Seen by: name and signature", "Date and time"))


def _circumstances(observation: Observation, columns: Literal[1, 2]) -> FactList:
    role = f", {observation.observer_role}" if observation.observer_role else ""
    return FactList(
        columns=columns,
        facts=(
            fact("When, as the concern says", observation.happened, always=True),
            fact("Written down", observation.written, always=True),
            fact("Marks seen by", f"{observation.observer}{role}", always=True),
            fact("How they came to be seen", observation.how_seen, always=True),
            fact("Who else was present", observation.who_present, always=True),
            fact("First aid", observation.first_aid, always=True),
            fact("Belongs to", f"concern {observation.concern}", always=True),
            fact("Signature", observation.signed, always=True),
        ),
    )


def _key(observation: Observation) -> Iterator[Part]:
    if not observation.marks:
        yield Paragraph(text=_NO_MARKS, tone="strong")
        return
    yield Grid(
        columns=(
            GridColumn(title="No.", share=0.45, heads_row=True, align_right=True),
            GridColumn(title="Place", share=1.25),
            GridColumn(title="Type", share=0.85),
            GridColumn(title="Size", share=0.95),
            GridColumn(title="Colour", share=0.85),
            GridColumn(title="Shape", share=0.85),
            GridColumn(title="Seen and said", share=1.6),
            GridColumn(title="The child’s words about it", share=1.9),
        ),
        rows=tuple(_key_row(mark) for mark in observation.marks),
    )
    notes = [mark for mark in observation.marks if mark.note.text]
    if notes:
        yield FactList(
            facts=tuple(fact(f"Also seen, mark {mark.number}", mark.note) for mark in notes)
        )


def _key_row(mark: MarkLine) -> tuple[Cell, ...]:
    said = (mark.place, mark.kind, mark.size, mark.colour, mark.shape)
    return (
        Cell(text=str(mark.number), tone="strong"),
        *(_cell(words) for words in said),
        Cell(text="\n".join(mark.state)),
        _cell(mark.said, empty="Nothing recorded"),
    )


def _cell(words: Words, *, empty: str = _EMPTY) -> Cell:
    if not words.text:
        return Cell(text=empty, tone="muted")
    return Cell(text=words.text, source=words.source)


def _undrawn(observation: Observation) -> Iterator[Part]:
    """Say in words which marks cannot be drawn here; the key below still has them."""
    missing = missing_views(observation.body_map)
    if not missing:
        return
    numbers = [str(mark.number) for mark in observation.body_map.marks if mark.view in missing]
    yield Note(
        heading="Not drawn",
        text=(
            f"{_numbered(numbers)} on a drawing that this version of the program does not have"
            f" ({', '.join(missing)}). The key below describes them in full."
        ),
    )


def _numbered(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"Mark {numbers[0]} was placed"
    return f"Marks {', '.join(numbers[:-1])} and {numbers[-1]} were placed"


def _drawable(body_map: BodyMap) -> BodyMap:
    missing = missing_views(body_map)
    if not missing:
        return body_map
    return replace(
        body_map, marks=tuple(mark for mark in body_map.marks if mark.view not in missing)
    )


def _figures(observation: Observation) -> tuple[BodyMapFigure, ...]:
    drawable = _drawable(observation.body_map)
    views = len(dict.fromkeys(mark.view for mark in drawable.marks))
    width, height = _box(views, marks=len(observation.marks))
    return body_map_figures(drawable, width=width, height=height)


def _box(views: int, *, marks: int) -> tuple[float, float]:
    """Return how wide and high each figure may be, so that a usual observation keeps to a page."""
    if views <= 1:
        return 205.0, max(_SHORTEST, _TALLEST - 8.0 * max(0, marks - 5))
    across = min(3, views)
    width = (_ROW_WIDTH - _GAP * (across - 1)) / across
    rows = -(-views // across)
    room = _TALLEST - 26.0 * max(0, marks - 3)
    return width, max(_SHORTEST, min(300.0, room / rows))


def _rows_of(figures: Sequence[BodyMapFigure]) -> Iterator[Pictures]:
    row: list[BodyMapFigure] = []
    for figure in figures:
        wide = sum(each.width + _GAP for each in row) + figure.width
        if row and (len(row) == 3 or wide > _ROW_WIDTH + 1):
            yield Pictures(figures=tuple(row))
            row = []
        row.append(figure)
    if row:
        yield Pictures(figures=tuple(row))


def _repeated_views(observations: Sequence[Observation]) -> Iterator[str]:
    found: dict[str, int] = {}
    for each in observations:
        if not each.withheld:
            for view in {mark.view for mark in _drawable(each.body_map).marks}:
                found[view] = found.get(view, 0) + 1
    order = dict.fromkeys(mark.view for each in observations for mark in each.body_map.marks)
    yield from (view for view in order if found.get(view, 0) > 1)


def _of_view(observations: Sequence[Observation], view: str) -> tuple[BodyMapFigure, ...]:
    figures = []
    for each in observations:
        here: tuple[Mark, ...] = tuple(mark for mark in each.body_map.marks if mark.view == view)
        if not here or each.withheld:
            continue
        (figure,) = body_map_figures(
            BodyMap(marks=here), width=(_ROW_WIDTH - 2 * _GAP) / 3, height=260.0
        )
        figures.append(replace(figure, title=f"{figure.title}, written down {each.day}"))
    return tuple(figures)


def _below(level: Level) -> Literal[2, 3]:
    return 2 if level == 1 else 3
