"""The numbered concern form on paper, for days without a computer: one sheet, both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.body_map_drawing import BodyMapFigure, blank_figures
from exports.document import Sheet
from exports.parts import (
    Cell,
    FormField,
    FormRow,
    Grid,
    GridColumn,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Pictures,
    TickBoxes,
    WritingLines,
)
from exports.sheet_words import sheet_words
from resources.body_maps.drawings import current_view

_VIEWS = {
    "child-front": "Front",
    "child-back": "Back",
    "child-left": "Left side",
    "child-right": "Right side",
}
_LABELS = 0.75  # the drawings are small here: their labels are made smaller with them
_FIGURE = (122.0, 205.0)
_DIGITS = 4
_LINES, _LONG = 5, 70


def green_form(
    *, school_name: str, number: int, leads: Sequence[str], made_at: str, program: str
) -> Sheet:
    """Return one form: the report on the front; drawings and the DSL's part on the back."""
    words = sheet_words("green_form")
    return Sheet(
        kind="green_form",
        title=f"{words['title']}   ·   form {form_number(number)}",
        subtitle=school_name,
        school_name=school_name,
        parts=_form(number, leads=leads),
        foot=words["hand_over"],
        made_at=made_at,
        confidential=True,
        band="green",
        program=program,
    )


def green_forms(
    *, school_name: str, numbers: Sequence[int], leads: Sequence[str], made_at: str, program: str
) -> Sheet:
    """Return a pad of forms under a list on which each number is signed out and in.

    Printed on both sides, every form is one sheet. Raises ValueError for no form or too many.
    """
    words = sheet_words("green_form")
    if not 0 < len(numbers) <= words["largest_pad"]:
        raise ValueError("a pad holds between one form and the largest number")
    first, last = form_number(numbers[0]), form_number(numbers[-1])
    parts: list[Part] = [*_pad_list(numbers)]
    for number in numbers:
        title = f"{words['title']}   ·   form {form_number(number)}"
        parts += [Heading(text=title, new_page=True, band=True), *_form(number, leads=leads)]
    return Sheet(
        kind="green_form",
        title=f"Concern forms {first} to {last}",
        subtitle=school_name,
        school_name=school_name,
        parts=tuple(parts),
        foot=words["hand_over"],
        made_at=made_at,
        confidential=True,
        band="green",
        program=program,
    )


def form_number(number: int) -> str:
    """Return the number as it is printed and spoken: ``0041``."""
    return f"{number:0{_DIGITS}d}"


def _pad_list(numbers: Sequence[int]) -> tuple[Part, ...]:
    """The page on which each form is signed out and comes back; its own back is for notes."""
    words = sheet_words("green_form")
    columns = (
        GridColumn(title="Form", share=0.6, heads_row=True),
        GridColumn(title="Given to", share=1.8),
        GridColumn(title="On", share=0.9),
        GridColumn(title="Back on", share=0.9),
        GridColumn(title="In the casebook as, or spoilt, or lost", share=1.8),
    )
    blank = (Cell(text="\n"),) * (len(columns) - 1)
    rows = tuple((Cell(text=form_number(number), tone="strong"), *blank) for number in numbers)
    return (
        Paragraph(text=words["list"]),
        Grid(columns=columns, rows=rows),
        PageBreak(),
        WritingLines(label="Notes: who was asked about a form that did not come back", lines=12),
    )


def _form(number: int, *, leads: Sequence[str]) -> tuple[Part, ...]:
    return (*_front(leads), PageBreak(), *_back(number))


def _front(leads: Sequence[str]) -> tuple[Part, ...]:
    words = sheet_words("green_form")
    to = f" DSL and deputies: {', '.join(leads)}." if leads else ""
    lines = _LINES if len(to) < _LONG else _LINES - 1  # more names above, less room below
    who = "Who told you; who else was there"
    return (
        Note(text=f"{words['danger']}{to}"),
        Paragraph(text=f"{words['adult']} {words['rules']}", tone="small"),
        _row(("Child’s full name", 2.2), ("Date of birth", 1.0), ("Class", 0.8)),
        _row((words["others"], 1.0)),
        _row(("It happened on (date)", 1.1), ("at (time), about?", 0.9), ("Where exactly", 2.0)),
        _row(("You write this on (date)", 1.1), ("at (time)", 0.9), (who, 2.0)),
        TickBoxes(label="", options=tuple(words["sources"])),
        _box("What happened, or what was said: facts only; who, what, where, when", lines),
        _box("The child’s own words, exactly as said", 2),
        _boxes(("Questions you asked, word for word", 1.0), ("What you did at once", 1.0), lines=2),
        TickBoxes(label="Have you told a DSL in person?", options=tuple(words["told"])),
        _row(("Whom, and when", 1.0), ("Your own opinion, and why: apart from facts", 2.0)),
        _row(("Your name in capitals", 1.6), ("Your job", 1.2), ("Signature", 1.6)),
    )  # fmt: skip


def _back(number: int) -> tuple[Part, ...]:
    words = sheet_words("green_form")
    width, height = _FIGURE
    return (
        Heading(text=f"Marks seen   ·   form {form_number(number)}", level=2),
        Paragraph(text=words["marks"], tone="small"),
        Pictures(figures=tuple(_figures(width=width, height=height))),
        _box("Each number: where, which side, what kind, size (measured or guessed), colour", 3),
        _row(("Seen on (date), at (time)", 1.2), ("How it came to be seen, first aid", 2.0)),
        Heading(text="For the DSL", level=2),
        _row(("Received on (date)", 1.0), ("at (time)", 0.6), ("from", 1.2), ("by (DSL)", 1.2)),
        TickBoxes(label="", options=tuple(words["categories"])),
        _box("What was decided, and why; also why nothing more was done", 3),
        TickBoxes(label="", options=tuple(words["levels"])),
        _row(("Parents told by, when; or why not", 1.6), ("Whoever reported was told on", 1.0)),
        _row(("DSL’s signature", 1.4), ("Date", 0.7), ("In the casebook as", 1.1)),
    )  # fmt: skip


def _figures(*, width: float, height: float) -> Iterator[BodyMapFigure]:
    views = tuple(current_view(name) for name in _VIEWS)
    for figure in blank_figures(views, width=width, height=height):
        texts = tuple(replace(text, size=text.size * _LABELS) for text in figure.texts)
        yield replace(figure, title=_VIEWS[figure.view.partition("@")[0]], texts=texts)


def _row(*fields: tuple[str, float]) -> FormRow:
    return FormRow(fields=tuple(FormField(label=label, share=share) for label, share in fields))


def _boxes(*fields: tuple[str, float], lines: int) -> FormRow:
    return FormRow(
        fields=tuple(FormField(label=label, share=share, lines=lines) for label, share in fields)
    )


def _box(label: str, lines: int) -> FormRow:
    return FormRow(fields=(FormField(label=label, lines=lines),))
