"""Lays out a risk assessment in parts, and the one page of it that a class team may hold."""

from collections.abc import Iterator
from typing import Literal

from exports.care_values import NOTHING, Words, fact, told_facts
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
    Quote,
    SignatureLines,
)
from exports.risk_history import changes
from exports.risk_values import (
    ControlLine,
    Ending,
    FurtherControl,
    HazardLine,
    RatingWords,
    RiskRecord,
    RiskVersion,
    Scale,
    StaffExtract,
)

_NOT_RECORDED = "Not recorded."
_ABOVE = Cell(text="as above", tone="muted")
_NO_CELL = Cell(text="")
_SIGNERS = (
    "Designated safeguarding lead: name, signature, date",
    "Head teacher: name, signature, date",
    "Parent or carer: name, signature, date",
    "Agency: name, signature, date",
)

Level = Literal[1, 2]


def risk_parts(
    record: RiskRecord, *, level: Level = 1, anchor: str = "", sign: bool = True
) -> tuple[Part, ...]:
    """Return the parts of one assessment; ``level`` and ``anchor`` as in concern_parts."""
    return tuple(_parts(record, level, anchor, sign))


def _parts(record: RiskRecord, level: Level, anchor: str, sign: bool) -> Iterator[Part]:
    version = record.version
    if level == 2:
        yield Heading(
            text=f"Risk assessment {record.reference}, version {version.number}",
            level=2,
            anchor=anchor,
        )
    if level == 2:
        yield FactList(facts=risk_facts(record))
    if version.number < record.latest:
        yield Note(
            heading="An earlier version",
            text=(
                f"This is version {version.number} of {record.latest}. It is no longer in force;"
                f" version {record.latest} is."
            ),
        )
    if record.ended is not None:
        yield _ended(record.ended)
    yield _section("Hazards and what is done about them", level)
    yield _hazards(version)
    for item in version.texts:
        yield _section(item.label, level)
        yield _view(item.words)
    yield _section("The child’s view", level)
    yield _view(version.child_view)
    yield _section("The parents’ or carers’ view", level)
    yield _view(version.parent_view)
    yield _section("Versions and what changed", level)
    yield _history(record)
    if version.agreed or sign:
        yield _section("Agreed", level)
    if version.agreed:
        yield _agreed(version)
    if sign:
        yield SignatureLines(labels=_SIGNERS)
    yield _section("The scale", level)
    yield from _scale(record)


def risk_facts(record: RiskRecord) -> tuple[Fact, ...]:
    """Return what an assessment is about, which version it is, by whom, and its review date."""
    version = record.version
    return told_facts(
        fact("Kind", record.kind),
        fact("About", version.title, always=True),
        fact("Version", f"{version.number} of {record.latest}", always=True),
        fact("Written by", f"{version.by}, {version.saved}", always=True),
        fact("To be looked at again by", version.review, always=True),
        fact("Why this version", version.why),
        fact("Reason", version.reason),
        fact("Rests on", "\n".join(version.concerns)),
    )


def _ended(ended: Ending) -> Part:
    return FactList(
        facts=told_facts(
            fact("Ended", f"{ended.on}, by {ended.by}", always=True),
            fact("Why it ended", ended.reason, always=True),
            fact("What came of it", ended.outcome),
        )
    )


def _agreed(version: RiskVersion) -> Grid:
    return Grid(
        columns=(
            GridColumn(title="Who", share=1.5, heads_row=True),
            GridColumn(title="As", share=1.2),
            GridColumn(title="On", share=1),
            GridColumn(title="What they said", share=2.5),
        ),
        rows=tuple(
            (
                _cell(each.name),
                Cell(text=each.role),
                Cell(text=each.on),
                Cell(text="–") if not each.text.text else _cell(each.text),
            )
            for each in version.agreed
        ),
    )


def _hazards(version: RiskVersion) -> Grid:
    dated = any(
        hazard.by_when or any(each.by_when for each in hazard.more) for hazard in version.hazards
    )
    columns = (
        GridColumn(title="No.", share=0.4, align_right=True),
        GridColumn(title="Hazard", share=1.7, heads_row=True),
        GridColumn(title="Where", share=1.1),
        GridColumn(title="Risk now", share=1.25),
        GridColumn(title="What is done", share=2.1),
        GridColumn(title="By whom", share=1.1),
        *((GridColumn(title="By when", share=0.9),) if dated else ()),
        GridColumn(title="Risk then", share=1.25),
    )
    return Grid(
        columns=columns,
        rows=tuple(
            row
            for number, hazard in enumerate(version.hazards, start=1)
            for row in _rows(number, hazard, dated=dated)
        ),
        empty="No hazard is recorded.",
    )


def _rows(number: int, hazard: HazardLine, *, dated: bool) -> Iterator[tuple[Cell, ...]]:
    """A hazard has a row for each thing that is done about it; words of the record stand in a cell
    of their own, so that each can be compared with its entry.
    """
    first = FurtherControl(control=hazard.control, owner=hazard.owner, by_when=hazard.by_when)
    controls: list[FurtherControl | None] = [first, *hazard.more]
    places = [words for words in (Words(text=hazard.place), hazard.where) if words.text]
    for line in range(max(len(controls), len(places))):
        control = controls[line] if line < len(controls) else None
        where = places[line] if line < len(places) else None
        above = line > 0
        yield (
            Cell(text=str(number)),
            _ABOVE if above else _cell(hazard.hazard),
            _cell(where) if where is not None else _NO_CELL if above else _cell(),
            _NO_CELL if above else _rated(hazard.now),
            _cell(control.control) if control is not None else _NO_CELL,
            _cell(control.owner) if control is not None else _NO_CELL,
            *((Cell(text=control.by_when if control else ""),) if dated else ()),
            _NO_CELL if above else _rated(hazard.after),
        )


def _rated(rating: RatingWords) -> Cell:
    """The rating in words and number, then how likely and how bad."""
    if not rating.score:
        return Cell(text="Not rated", tone="muted")
    band = f"{rating.band} " if rating.band else ""
    likely = f"{rating.likelihood} {rating.likely.lower()}".rstrip()
    bad = f"{rating.severity} {rating.bad.lower()}".rstrip()
    return Cell(text=f"{band}{rating.score}\n{likely}\n× {bad}")


def _scale(record: RiskRecord) -> Iterator[Part]:
    scale = record.scale
    if scale is None:
        yield Paragraph(
            text=(
                f"The ratings are numbers of the scale “{record.scale_name}”, which this version of"
                " the program does not have: likelihood first, then severity."
            )
        )
        return
    yield Paragraph(
        text=(
            f"{scale.name}. A rating is how likely the harm is, times how bad it would be: “now”"
            " with what was done before, “then” with what is done in place."
        ),
        tone="small",
    )
    yield _matrix(scale)
    yield Paragraph(
        text=" ".join(
            f"{band.label} ({band.lowest} to {band.highest}): {band.asks}" for band in scale.bands
        ),
        tone="small",
    )


def _matrix(scale: Scale) -> Grid:
    """The scale as a table: likelihood down, severity across, each rating in number and word."""
    return Grid(
        columns=(
            GridColumn(title="How likely / how bad", share=1.7, heads_row=True),
            *(GridColumn(title=f"{step.value} {step.label}") for step in scale.severities),
        ),
        rows=tuple(
            (
                Cell(text=f"{likely.value} {likely.label}", tone="small"),
                *(
                    Cell(text=_product(scale, likely.value * bad.value), tone="small")
                    for bad in scale.severities
                ),
            )
            for likely in reversed(scale.likelihoods)
        ),
    )


def _product(scale: Scale, score: int) -> str:
    return f"{score} {scale.band(score).lower()}".rstrip()


def _history(record: RiskRecord) -> Grid:
    by_number = {version.number: version for version in record.versions}
    return Grid(
        columns=(
            GridColumn(title="No.", share=0.45, align_right=True, heads_row=True),
            GridColumn(title="Saved", share=1.4),
            GridColumn(title="What changed", share=4.6),
            GridColumn(title="Review date", share=1.1),
        ),
        rows=tuple(
            (
                Cell(text=str(version.number)),
                Cell(text=f"{version.saved}\n{version.by}"),
                Cell(text="\n".join(_changed(by_number, version))),
                Cell(text=version.review or "Not recorded"),
            )
            for version in record.versions
        ),
        empty="No version can be printed.",
    )


def _changed(by_number: dict[int, RiskVersion], version: RiskVersion) -> tuple[str, ...]:
    earlier = by_number.get(version.number - 1)
    if earlier is None and version.number > 1:
        return (
            f"Version {version.number - 1} is no longer in the casebook and cannot be compared.",
        )
    return changes(earlier, version)


def _view(words: Words) -> Part:
    if not words.text:
        return Paragraph(text=_NOT_RECORDED, tone="muted")
    return Quote(text=words.text, source=words.source)


def _section(text: str, level: Level) -> Part:
    return Heading(text=text, level=1 if level == 1 else 3)


def _cell(words: Words = NOTHING) -> Cell:
    if not words.text:
        return Cell(text="Not recorded", tone="muted")
    return Cell(text=words.text, source=words.source)


def staff_extract_parts(extract: StaffExtract) -> tuple[Part, ...]:
    """Return the page for the class team: what they must do, and nothing of the case."""
    return tuple(_extract(extract))


def _extract(extract: StaffExtract) -> Iterator[Part]:
    if extract.superseded:
        yield Note(
            heading="Not in force",
            text=f"There is a later version than {extract.version}. Ask for the newest extract.",
        )
    yield Heading(text="What we do")
    if not extract.controls:
        yield Paragraph(text="Nothing beyond the usual care.")
    yield FactList(
        facts=tuple(
            fact(line.where or "Everywhere", f"{line.control}\n{_sees_to_it(line)}")
            for line in extract.controls
        )
    )
    yield Heading(text="If it cannot be done, or something happens")
    yield FactList(
        facts=(
            fact("Tell at once, in person", "\n".join(extract.tell), always=True),
            fact("Looked at again by", extract.review, always=True),
        )
    )
    yield Note(
        heading=f"Return or destroy this page after {extract.return_by}", text=_rules(extract)
    )


def _sees_to_it(line: ControlLine) -> str:
    return f"{line.owner} sees to it" if line.owner else "Everybody sees to it"


def _rules(extract: StaffExtract) -> str:
    return "\n".join(
        (
            f"This is an extract of version {extract.version} of risk assessment"
            f" {extract.reference}, saved {extract.saved}. It says only what the class team does.",
            *extract.rules,
        )
    )
