"""Which texts the attached data say are printed, in the order of the pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# The texts of a chronology's row; a group, since each look has its own order of columns.
_ROW = (
    *("happened", "happened_note", "conflicting_dates", "heading", "what_happened", "child_words"),
    *("source", "record", "action_or_decision", "reason", "outcome", "author", "recorded"),
    "written_later",
)
_CORRECTION = ("field", "was", "now", "by", "reason")

Groups = list[list[str]]


def printed_groups(data: Mapping[str, Any]) -> Groups:
    """Return the texts in groups, for ``page_text.compare_pages``; odd values are left out."""
    return [
        [text for text in group if isinstance(text, str) and text.strip()]
        for group in (*_front(data), *_body(data), *_end(data))
    ]


def _front(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Title, subject and the facts of the first page."""
    compiled, child = _mapping(data.get("compiled")), _mapping(data.get("child"))
    school = _mapping(data.get("school"))
    shown, total = data.get("entries_shown"), data.get("entries_total")
    facts = [
        *(data.get(name) for name in ("title", "subtitle", "purpose", "recipient", "period")),
        *(child.get(name) for name in ("name", "other_names", "date_of_birth", "upn", "reference")),
        *(school.get(name) for name in ("name", "urn", "address")),
        *(compiled.get(name) for name in ("by", "role")),
        _rule(data.get("selection_rule") or data.get("selection")),
        f"{shown} of {total} entries shown" if shown and total else "",
    ]
    for fact in _listed(data.get("facts")):
        facts += [fact.get("label"), fact.get("text")]
    yield facts


def _rule(text: Any) -> Any:
    return text.rstrip(". ") if isinstance(text, str) else ""


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
    if kind == "side_by_side":
        sides = (*_listed(part.get("left")), *_listed(part.get("right")))
        yield [text for each in sides for group in _part(each) for text in group]
        return
    yield [
        *(part.get(name) for name in ("heading", "caption", "label", "beside")),
        part.get("text") if kind != "code" else "",
        *_sequence(part.get("options")),
        *_sequence(part.get("labels")),
        *(figure.get("title") for figure in _listed(part.get("figures"))),
    ]


def _row(row: Mapping[str, Any]) -> list[Any]:
    corrections = [
        _stripped(each.get(name)) if name == "reason" else each.get(name)
        for each in _listed(row.get("corrections"))
        for name in _CORRECTION
    ]
    return [*(row.get(name) for name in _ROW), *corrections]


def _stripped(text: Any) -> Any:
    """A reason is printed inside a sentence of its own."""
    return text.rstrip(". ") if isinstance(text, str) else ""


def _end(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The evidence statement, the codes to compare, and what was left out."""
    code = _mapping(data.get("check_code"))
    size = code.get("size")
    said = [
        text
        for paragraph in _listed(data.get("statement"))
        for text in (paragraph.get("heading"), paragraph.get("text"))
    ]
    codes = [
        *(data.get(name) for name in ("verification", "export_id", "key_id", "certificate")),
        code.get("code"),
        f"{size:,}" if type(size) is int else "",
    ]
    left_out = [
        text
        for each in _listed(data.get("redactions"))
        for text in (each.get("label"), each.get("reason"), each.get("by"))
    ]
    yield [*said, *codes, *left_out]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in _sequence(value) if isinstance(each, Mapping)]
