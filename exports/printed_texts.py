"""Which texts the attached data say are printed, in the order of the pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from storage.records import times

# The texts of a chronology's row; a group, since each look has its own order of columns.
_ROW = (
    *("happened", "happened_note", "conflicting_dates", "heading", "what_happened", "child_words"),
    *("source", "record", "action_or_decision", "reason", "outcome", "author", "recorded"),
    "written_later",
)
Groups = list[list[str]]


def printed_groups(data: Mapping[str, Any]) -> Groups:
    """Return the texts of the pages in groups, for ``page_text.compare_pages``; odd values are left
    out.
    """
    return [_texts(group) for group in (_front(data), *_body(data), *_end(data))]


def printed_somewhere(data: Mapping[str, Any]) -> list[str]:
    """Return what the data say of the document as a whole and some page prints: whose it is, what
    for, the codes. A paper without an evidence statement prints none of it.
    """
    if data.get("statement") == []:
        return []
    child, code = _mapping(data.get("child")), _mapping(data.get("check_code"))
    size = code["size"] if type(code.get("size")) is int else 0
    return _texts(
        [
            *(data.get(name) for name in ("export_id", "key_id", "certificate")),
            *(code.get("code"), f"{size:,}", _moment(code.get("at"))),
            *(child.get(name) for name in ("name", "other_names", "date_of_birth", "upn")),
            *(child.get("reference"), data.get("reference"), data.get("period")),
            _verification(data),
            *_made_for(data),
        ]
    )


def _verification(data: Mapping[str, Any]) -> Any:
    """It stands in a paragraph of the statement, which may run over a page."""
    said = data.get("verification")
    paragraphs = [str(each.get("text")) for each in _listed(data.get("statement"))]
    quoted = isinstance(said, str) and any(said in text for text in paragraphs)
    return said if "rows" in data and not quoted else ""


def _made_for(data: Mapping[str, Any]) -> Iterator[Any]:
    """Who made it, for whom and why, where the first page says so; the first version of a
    chronology did not list the facts of that page and printed them all.
    """
    labels = [fact.get("label") for fact in _listed(data.get("facts"))]
    older = "facts" not in data
    compiled, school = _mapping(data.get("compiled")), _mapping(data.get("school"))
    shown, total = data.get("entries_shown"), data.get("entries_total")
    if older or "Compiled by" in labels:
        yield from (compiled.get("by"), compiled.get("role"))
    if older or "Prepared for" in labels:
        yield data.get("recipient")
    if older or "Purpose" in labels:
        yield data.get("purpose")
    if older or "Compiled" in labels:
        yield _moment(compiled.get("at"))
    if older or "School" in labels:
        yield from (school.get("name"), school.get("urn"))
    if older or "Address" in labels:
        yield school.get("address")
    if older or "Entries" in labels:
        yield _stripped(data.get("selection_rule") or data.get("selection"))
        # of the only record there is the first page does not say "1 of 1"
        counted = bool(shown and total) and total != 1
        yield f"{shown} of {total} entries shown" if counted else ""


def _texts(found: Iterable[Any]) -> list[str]:
    return [text for text in found if isinstance(text, str) and text.strip()]


def _front(data: Mapping[str, Any]) -> Iterator[Any]:
    """Title, subject and the facts of the first page."""
    yield from (data.get("title"), data.get("subtitle"))
    for fact in _listed(data.get("facts")):
        yield from (fact.get("label"), fact.get("text"))


def _body(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    for row in _listed(data.get("rows")):
        yield _row(row)
    for part in _listed(data.get("parts")):
        yield from _part(part)


def _part(part: Mapping[str, Any]) -> Iterator[list[Any]]:
    kind = part.get("part")
    if kind == "entries":
        yield from (_row(row) for row in _listed(part.get("rows")))
        return
    if kind == "table":
        rows = _sequence(part.get("rows"))
        # a table without a row has no head: one sentence stands in its place
        yield list(_sequence(part.get("columns"))) if rows else [part.get("empty")]
        for cells in rows:
            yield [cell.get("text") for cell in _listed(cells)]
        yield [part.get("text")]
        return
    if kind == "facts":
        for fact in _listed(part.get("facts")):
            yield [fact.get("label"), fact.get("text")]
        return
    if kind == "panel":
        for each in _listed(part.get("parts")):
            yield from _part(each)
        return
    if kind == "side_by_side":
        sides = (*_listed(part.get("left")), *_listed(part.get("right")))
        yield [text for each in sides for group in _part(each) for text in group]
        return
    yield [
        *(part.get(name) for name in ("number", "heading", "caption", "label", "beside")),
        part.get("text") if kind != "code" else "",
        *_sequence(part.get("options")),
        *_sequence(part.get("labels")),
        *(figure.get("title") for figure in _listed(part.get("figures"))),
        *(
            field.get(name)
            for field in _listed(part.get("fields"))
            for name in ("label", "hint", "text")
        ),
    ]


def _row(row: Mapping[str, Any]) -> list[Any]:
    corrections = [text for each in _listed(row.get("corrections")) for text in _correction(each)]
    serial = row.get("serial")
    short = row.get("short")
    if isinstance(short, Mapping):
        row = {**row, **_in_short(row, short)}
    return [
        str(serial) if type(serial) is int else "",
        *(row.get(name) for name in _ROW),
        _transcribed(row),
        *corrections,
        *(each.get("words") for each in _listed(row.get("notes"))),
    ]


def _in_short(row: Mapping[str, Any], short: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row in short names its record by the position alone, and where the lead's summary is."""
    summary = short.get("summary")
    entry = str(row.get("record")).rpartition(" · ")[2]
    return {"record": f"{entry}, summary {summary}" if type(summary) is int else entry}


def _transcribed(row: Mapping[str, Any]) -> str:
    """The note beside the date; a heading that says where the row is from says it already."""
    said = str(row.get("heading")).lower().startswith(("transcribed", "migrated"))
    return "transcribed from paper" if row.get("transcribed") is True and not said else ""


def _correction(said: Mapping[str, Any]) -> Iterator[Any]:
    yield from (said.get(name) for name in ("field", "was", "now", "by", "stated"))
    yield _stripped(said.get("reason"))
    yield _moment(said.get("at"))


def _stripped(text: Any) -> Any:
    """A reason is printed inside a sentence of its own."""
    return text.rstrip(". ") if isinstance(text, str) else ""


def _end(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The evidence statement, and what was left out."""
    for paragraph in _listed(data.get("statement")):
        yield [paragraph.get("heading"), paragraph.get("text")]
    for each in _listed(data.get("redactions")):
        yield [each.get("label"), each.get("reason"), each.get("by")]


def _moment(at: Any) -> Any:
    """A UTC text as it is printed; other words stay as they are."""
    try:
        return times.for_people(at)
    except (ValueError, TypeError, AttributeError):
        return at


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in _sequence(value) if isinstance(each, Mapping)]
