"""Lays out the key to the numbers on a body map: every mark with all that was noted of it."""

from collections.abc import Iterator, Sequence

from exports.body_map_values import MarkLine, Observation
from exports.care_values import Words, fact
from exports.parts import Cell, Fact, FactList, Grid, GridColumn, Paragraph, Part

_NO_MARKS = "No mark was placed on this map."
_EMPTY = "–"


def key_parts(observation: Observation) -> Iterator[Part]:
    """Yield the numbered key, and below it what needs the width of the page."""
    if not observation.marks:
        yield Paragraph(text=_NO_MARKS, tone="strong")
        return
    heat = any(mark.heat.text for mark in observation.marks)
    hot = (GridColumn(title="Hot", share=0.55),) if heat else ()
    yield Grid(
        columns=(
            GridColumn(title="No.", share=0.42, heads_row=True, align_right=True),
            GridColumn(title="Place", share=1.15),
            GridColumn(title="Type", share=0.75),
            GridColumn(title="Size", share=0.85),
            GridColumn(title="Size is", share=0.92),
            GridColumn(title="Colour", share=0.78),
            GridColumn(title="Shape", share=0.7),
            GridColumn(title="Skin\nbroken", share=0.72),
            GridColumn(title="Swollen", share=0.82),
            GridColumn(title="Hurts", share=0.65),
            *hot,
        ),
        rows=tuple(_key_row(mark, heat=heat) for mark in observation.marks),
    )
    yield FactList(facts=tuple(_words_of_marks(observation.marks)))


def _words_of_marks(marks: Sequence[MarkLine]) -> Iterator[Fact]:
    """What needs the width of the page: the child's words about each mark, and what else was seen.

    A mark about which the child said nothing is named, so that nobody looks for its words.
    """
    silent = [str(mark.number) for mark in marks if not mark.said.text]
    for mark in marks:
        if mark.said.text:
            yield fact(f"Child’s words, mark {mark.number}", mark.said)
        if mark.said_to.text:
            yield fact(f"Said to, mark {mark.number}", mark.said_to)
        if mark.note.text:
            yield fact(f"Also seen, mark {mark.number}", mark.note)
    if len(silent) == len(marks):
        yield fact("Child’s words", "none recorded")
    elif silent:
        yield fact("No words recorded", f"mark{'s' * (len(silent) > 1)} {listed(silent)}")


def _key_row(mark: MarkLine, *, heat: bool) -> tuple[Cell, ...]:
    return (
        Cell(text=str(mark.number), tone="strong"),
        _cell(mark.place),
        _cell(mark.kind),
        _cell(mark.size),
        Cell(text=_how_sized(mark)),
        *(_cell(each) for each in (mark.colour, mark.shape)),
        *(_cell(each) for each in (mark.broken_skin, mark.swelling, mark.pain)),
        *((_cell(mark.heat),) if heat else ()),
    )


def _how_sized(mark: MarkLine) -> str:
    if not mark.size.text:
        return _EMPTY
    return "measured" if mark.measured else "estimated"


def _cell(words: Words) -> Cell:
    if not words.text:
        return Cell(text=_EMPTY, tone="muted")
    return Cell(text=words.text, source=words.source)


def listed(numbers: Sequence[str]) -> str:
    """Return numbers as people say them: ``1, 2 and 5``."""
    if len(numbers) == 1:
        return numbers[0]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
