"""The exact text of a document as data, embedded beside the printed pages."""

from collections.abc import Mapping, Sequence

from exports.document import Document
from exports.extract import (
    CHRONOLOGY_NAME,
    LEDGER_NAME,
    chronology_extract,
    entry_row,
    provenance_value,
)
from exports.part_facts import printed
from exports.part_grid import target_of
from exports.parts import (
    Cell,
    Code,
    Entries,
    EntryField,
    Fact,
    FactList,
    FormRow,
    Grid,
    Heading,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Pictures,
    Quote,
    SideBySide,
    SignatureLines,
    TickBoxes,
    WritingLines,
)
from exports.pdfa import Attachment
from storage.records import canonical_json

DOCUMENT_NAME = "document.json"
CHRONOLOGY = "chronology"
FORMAT = "holdfast/document/v1"
_Value = canonical_json.Value
_Object = dict[str, canonical_json.Value]


def document_extract(
    document: Document,
    *,
    page_codes: Sequence[str] = (),
    label_pages: Mapping[str, Sequence[int]] | None = None,
    anchor_pages: Mapping[str, int] | None = None,
) -> bytes:
    """Return canonical JSON of everything that is printed, in order, and of the pages' codes.

    ``label_pages`` says on which pages a label of the redaction log stands, ``anchor_pages`` on
    which page a heading; both are known once the document is laid out. A chronology keeps the
    format that older programs read.
    """
    if document.kind == CHRONOLOGY:
        return chronology_extract(document, page_codes=page_codes, label_pages=label_pages)
    value: _Object = {
        "format": FORMAT,
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "reference": document.reference,
        "look": document.look,
        "selection": document.selection,
        "entries_shown": document.shown,
        "entries_total": document.total,
        "facts": _facts(document.facts),
        "parts": _parts(document.parts, anchor_pages or {}),
    }
    value |= provenance_value(document.provenance, label_pages=label_pages or {})
    value["page_codes"] = list(page_codes)
    return canonical_json.encode(value)


def data_name(document: Document) -> str:
    """Return the name under which a document's own data are attached."""
    return CHRONOLOGY_NAME if document.kind == CHRONOLOGY else DOCUMENT_NAME


def attachments_of(
    document: Document,
    *,
    page_codes: Sequence[str],
    label_pages: Mapping[str, Sequence[int]],
    anchor_pages: Mapping[str, int],
) -> tuple[Attachment, ...]:
    """Return the document's own data, and the ledger extract where it has one."""
    data = document_extract(
        document, page_codes=page_codes, label_pages=label_pages, anchor_pages=anchor_pages
    )
    attachments = [
        Attachment(
            name=data_name(document),
            description="The exact text of this document and the codes of its pages",
            relation="Data",
            data=data,
        )
    ]
    if document.provenance.ledger_extract:
        attachments.append(
            Attachment(
                name=LEDGER_NAME,
                description="The ledger entries behind this document with their proofs",
                relation="Data",
                data=document.provenance.ledger_extract,
            )
        )
    return tuple(attachments)


def _source(source: EntryField | None) -> _Value:
    return None if source is None else {"entry": source.entry, "name": source.name}


def _facts(facts: Sequence[Fact]) -> list[_Value]:
    return [
        {"label": fact.label, "text": text, "name": fact.name, "source": _source(fact.source)}
        for fact, text in printed(tuple(facts))
    ]


def _parts(parts: Sequence[Part], pages: Mapping[str, int]) -> list[_Value]:
    return [_part(part, pages) for part in parts if not isinstance(part, PageBreak)]


def _part(part: Part, pages: Mapping[str, int]) -> _Value:
    if isinstance(part, Entries):
        return {"part": "entries", "rows": [entry_row(row) for row in part.rows]}
    if isinstance(part, Grid):
        return {
            "part": "table",
            "columns": [column.title for column in part.columns],
            "rows": [_row(part, cells, pages) for cells in part.rows],
            "empty": "" if part.rows else part.empty,
        }
    if isinstance(part, SideBySide):
        return {
            "part": "side_by_side",
            "left": _parts(part.left, pages),
            "right": _parts(part.right, pages),
        }
    if isinstance(part, Panel):
        return {"part": "panel", "parts": _parts(part.parts, pages)}
    return _words(part)


def _row(part: Grid, cells: Sequence[Cell], pages: Mapping[str, int]) -> list[_Value]:
    target = target_of(tuple(cells))
    texts = [cell.text for cell in cells]
    if part.page_of >= 0 and target:
        texts[part.page_of] = str(pages[target]) if target in pages else ""
    return [
        {"text": text, "source": _source(cell.source)}
        for text, cell in zip(texts, cells, strict=True)
    ]


def _words(part: Part) -> _Value:
    """Return a part that is words, or is described by words."""
    match part:
        case Heading():
            return {
                "part": "heading",
                "text": part.text,
                "level": part.level,
                "anchor": part.anchor,
            }
        case Paragraph():
            return {
                "part": "paragraph",
                "number": part.number,
                "text": part.text,
                "source": _source(part.source),
            }
        case Quote():
            return {
                "part": "quote",
                "caption": part.caption,
                "text": part.text,
                "source": _source(part.source),
            }
        case Note():
            return {"part": "note", "heading": part.heading, "text": part.text}
        case FactList():
            return {"part": "facts", "facts": _facts(part.facts)}
    return _by_hand(part)


def _by_hand(part: Part) -> _Value:
    """Return a picture, a code or something to fill in, in words."""
    match part:
        case Pictures():
            figures: list[_Value] = [
                {"title": each.title, "alternative": each.alternative} for each in part.figures
            ]
            return {"part": "pictures", "figures": figures}
        case Code():
            return {"part": "code", "text": part.text, "beside": part.beside}
        case SignatureLines():
            return {"part": "signatures", "labels": list(part.labels)}
        case WritingLines():
            return {"part": "writing", "label": part.label}
        case TickBoxes():
            return {"part": "ticks", "label": part.label, "options": list(part.options)}
        case FormRow():
            fields: list[_Value] = [
                {"label": field.label, "hint": field.hint, "text": field.text}
                for field in part.fields
            ]
            return {"part": "form", "fields": fields}
    raise TypeError(f"no data for {type(part).__name__}")
