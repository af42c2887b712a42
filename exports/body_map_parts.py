"""Lays out body maps in parts: a page for each look at a child, and the same views side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from exports.body_map_drawing import BodyMapFigure, drawn, missing_views
from exports.body_map_key import key_parts, listed
from exports.body_map_marks import marked_figures
from exports.body_map_values import Observation
from exports.care_values import fact
from exports.parts import (
    Cell,
    Fact,
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
from resources.body_maps.drawings import drawing
from storage.records.body_map import BodyMap

HOW_TO_READ = (
    "A body map shows where somebody saw a mark and what it looked like to them. The age of a mark"
    " is never estimated, and nothing here says how it came about. Left and right are the child’s"
    " own. The drawing shows a place, not a size; the key gives the size. Staff are told never to"
    " ask a child to undress, and never to take a photograph."
)
COMPARING = (
    "Drawings of the same part of the body, each with the day on which it was written down."
    " Whether a mark is the same one, and how it has changed, is for a doctor to say. Where a day"
    " is missing, nothing was recorded on that drawing then; that does not mean that nothing was"
    " there."
)
_EMPTY = "–"
# Points, within the text of a portrait page.
_ROW_WIDTH = 470.0
_GAP = 14.0
_TALLEST = 330.0
_PAIR_WIDTH = 264.0  # of two drawings together, beside the facts
_SHORTEST = 150.0

Level = Literal[1, 2]


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
        figures = _of_view(observations, view, height=_TALLEST if len(views) == 1 else 245.0)
        parts.append(Heading(text=drawing(view).title, level=_below(level)))
        parts.extend(_rows_of(figures))
    return tuple(parts)


def _observation(observation: Observation, sign: bool) -> Iterator[Part]:
    if observation.whose:
        yield Note(text=observation.whose)
    yield from _seen(observation)
    if observation.withheld:
        yield Note(text=observation.withheld)
        return
    yield from _undrawn(observation)
    yield from key_parts(observation)
    yield Paragraph(
        text="Left and right are the child’s own. The age of a mark is never estimated.",
        tone="small",
    )
    if sign:
        yield SignatureLines(labels=("Seen by: name and signature", "Date and time"))


def _seen(observation: Observation) -> Iterator[Part]:
    """The figures and who saw the marks: side by side where that leaves more room for the key."""
    figures = () if observation.withheld else _figures(observation)
    if len(figures) == 1 or _pair(tuple(figure.view for figure in figures)):
        yield SideBySide(
            left=(Pictures(figures=figures),),
            right=(_circumstances(observation, 1),),
            share=0.46 if len(figures) == 1 else 0.63,
        )
        return
    yield _circumstances(observation, 2)
    yield from _rows_of(figures)


def _circumstances(observation: Observation, columns: Literal[1, 2]) -> FactList:
    role = f", {observation.observer_role}" if observation.observer_role else ""
    return FactList(
        columns=columns,
        facts=(
            *_asked(observation),
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


def _asked(observation: Observation) -> Iterator[Fact]:
    """What newer maps are asked; an older one has no answer, and no empty line for it."""
    for label, text in (
        ("Whose body", observation.whose_body),
        ("Marks seen", observation.seen_at),
        ("The baby", observation.moves),
    ):
        if text:
            yield fact(label, text)


def _undrawn(observation: Observation) -> Iterator[Part]:
    """Say in words which marks cannot be drawn here; the key below still has them."""
    words_only = [str(mark.number) for mark in observation.body_map.marks if not drawn(mark)]
    if words_only:
        nothing = "Nothing is drawn for {}: there, only words are written down."
        yield Note(text=nothing.format(_marks(words_only)))
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


def _marks(numbers: Sequence[str]) -> str:
    return f"mark{'s' * (len(numbers) > 1)} {listed(numbers)}"


def _numbered(numbers: Sequence[str]) -> str:
    were = "Mark {} was placed" if len(numbers) == 1 else "Marks {} were placed"
    return were.format(listed(numbers))


def _drawable(body_map: BodyMap) -> BodyMap:
    missing = missing_views(body_map)
    return replace(
        body_map,
        marks=tuple(mark for mark in body_map.marks if mark.view not in missing and drawn(mark)),
    )


def _figures(observation: Observation) -> tuple[BodyMapFigure, ...]:
    """The figures, so large that a usual observation keeps to one page."""
    drawable = _drawable(observation.body_map)
    views = tuple(dict.fromkeys(mark.view for mark in drawable.marks))
    if len(views) <= 1:
        return marked_figures(drawable, width=205.0, height=_TALLEST)
    if _pair(views):
        return marked_figures(drawable, width=_PAIR_WIDTH, height=_pair_height(views))
    rows = -(-len(views) // 4)
    room = 380.0 - 24.0 * max(0, len(observation.marks) - 4)
    usual = 180.0 if len(tuple(_asked(observation))) < 3 else 156.0
    height = min(usual, max(_SHORTEST, room / rows))
    return marked_figures(drawable, width=(_ROW_WIDTH - _GAP) / 2, height=height)


def _pair(views: Sequence[str]) -> bool:
    """Whether these are two tall drawings, which leave room for the facts beside them."""
    return len(views) == 2 and all(_tall(view) for view in views)


def _pair_height(views: Sequence[str]) -> float:
    """So high that both stand side by side, one as large as the other."""
    arts = [drawing(view) for view in views]
    scale = _PAIR_WIDTH / sum(art.width for art in arts)
    return min(_TALLEST, scale * min(art.height for art in arts))


def _tall(view: str) -> bool:
    art = drawing(view)
    return art.height > 1.7 * art.width


def _rows_of(figures: Sequence[BodyMapFigure]) -> Iterator[Pictures]:
    row: list[BodyMapFigure] = []
    for figure in figures:
        wide = sum(each.width + _GAP for each in row) + figure.width
        if row and wide > _ROW_WIDTH + 1:
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


def _of_view(
    observations: Sequence[Observation], view: str, *, height: float
) -> tuple[BodyMapFigure, ...]:
    here = [
        (
            each,
            BodyMap(marks=tuple(m for m in _drawable(each.body_map).marks if m.view == view)),
        )
        for each in observations
        if not each.withheld
    ]
    shown = [(each, body_map) for each, body_map in here if body_map.marks]
    across = min(3, len(shown))
    width = (_ROW_WIDTH - _GAP * (across - 1)) / across
    return tuple(
        replace(
            figure,
            title=f"Body map {each.number}: {each.day}",
            alternative=f"Written down {each.day}. {figure.alternative}",
        )
        for each, body_map in shown
        for figure in marked_figures(body_map, width=width, height=height)
    )


def _below(level: Level) -> Literal[2, 3]:
    return 2 if level == 1 else 3
