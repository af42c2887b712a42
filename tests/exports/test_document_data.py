"""The attached data: what is printed, word for word, and where each word comes from."""

import io
import json
from typing import Any

import pikepdf
import pytest

from exports.document import Document
from exports.document_extract import data_name, document_extract
from exports.document_layout import lay_out_document
from exports.document_rendering import render_document
from exports.extract import chronology_extract
from exports.model import Redaction
from exports.parts import Cell, Entries, Grid, GridColumn, Heading, Paragraph, Part
from exports.preview import page_texts
from exports.statement_pages import page_list
from storage.records import canonical_json
from tests.support.sample_documents import page_code, provenance, redacted, sample


def _attached(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        data = bytes(opened.attachments["document.json"].get_file().read_bytes())
    assert canonical_json.encode(canonical_json.decode(data)) == data
    found: dict[str, Any] = json.loads(data)
    return found


def _texts(value: Any) -> list[str]:
    """Return every printed text with a place in the data."""
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, dict):
        if value.get("part") in ("entries", "pictures", "code"):
            return []
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for each in value.values() for text in _texts(each)]
    return []


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_text_of_the_data_stands_on_the_pages() -> None:
    """And every page is named by its code."""
    made = render_document(sample("record", **redacted()), page_code=page_code)
    data = _attached(made.pdf)
    pages = page_texts(made.pdf)
    printed = _squeezed("".join(pages))
    texts = [text for text in _texts(data) if text.isascii()]
    assert len(texts) > 60
    for text in texts:
        for line in text.splitlines():
            assert _squeezed(line) in printed, text
    assert data["page_codes"] == [page_code(number + 1) for number in range(made.pages)]
    for code, page in zip(data["page_codes"], pages, strict=True):
        assert code in page


def test_the_data_say_where_words_come_from() -> None:
    """The entry and its field, or nothing where the words are the document's own."""
    data = json.loads(document_extract(sample("record")))
    paragraph = next(part for part in data["parts"] if part["part"] == "paragraph")
    assert paragraph["source"] == {"entry": 17, "name": "account"}
    quote = next(part for part in data["parts"] if part["part"] == "quote")
    assert quote["source"] == {"entry": 17, "name": "child_words"}
    assert data["facts"][0] == {
        "label": "Date of birth",
        "text": "4 March 2015",
        "name": "date_of_birth",
        "source": None,
    }
    assert data["facts"][1]["text"] == "not recorded"


def test_the_data_hold_everything_of_the_provenance() -> None:
    document = sample("record", **redacted())
    data = json.loads(document_extract(document))
    given = document.provenance
    assert data["format"] == "holdfast/document/v1"
    assert data["compiled"] == {
        "by": given.compiled_by,
        "role": given.compiled_role,
        "at": given.compiled_at,
    }
    assert data["edited"] is True
    assert [each["heading"] for each in data["statement"]] == [
        each.heading for each in given.statement
    ]
    assert data["entries_total"] is None
    assert data["checkpoint"] == given.checkpoint_note


def test_a_chronology_keeps_the_keys_that_older_programs_read() -> None:
    """They were in the files of the first edition; none is missing."""
    value = sample("court")
    document = Document(
        **{name: getattr(value, name) for name in value.__slots__} | {"kind": "chronology"}
    )
    assert data_name(document) == "chronology.json"
    data = json.loads(document_extract(document))
    assert document_extract(document) == chronology_extract(document)
    assert {
        "format", "profile", "export_id", "school", "child", "compiled", "period", "purpose",
        "recipient", "selection_rule", "entries_shown", "entries_total", "rows", "redactions",
        "check_code", "checkpoint", "certificate", "key_id", "verification", "page_codes",
        "program",
    } <= set(data)  # fmt: skip
    assert set(data["child"]) == {"reference", "name", "other_names", "date_of_birth", "upn"}
    assert data["child"]["date_of_birth"] == "4 March 2015"
    (table,) = (part for part in document.parts if isinstance(part, Entries))
    assert len(data["rows"]) == len(table.rows) > 9


LABELS = ("[Child B]", "[Adult 2]", "[Adult 22]")


def _labelled(parts: list[Part]) -> Document:
    redactions = tuple(Redaction(label=label, reason="another child", by="DSL") for label in LABELS)
    value = sample("record", redactions=redactions, edited=True)
    changed = {name: getattr(value, name) for name in value.__slots__} | {"parts": tuple(parts)}
    return Document(**changed)


def test_the_log_names_the_pages_on_which_a_label_stands() -> None:
    """In paragraphs and tables; a longer label is not taken for a shorter one."""
    grid = Grid(columns=(GridColumn(title="Who"),), rows=((Cell(text="Told [Adult 22]."),),))
    document = _labelled(
        [
            Paragraph(text="[Child B] came."),
            Heading(text="Two", new_page=True),
            grid,
            Heading(text="Three", new_page=True),
            Paragraph(text="With [Child B] again, and [Child B]’s mother."),
        ]
    )
    laid_out = lay_out_document(document, page_code=page_code)
    assert laid_out.label_pages == {"[Child B]": (1, 3), "[Adult 2]": (), "[Adult 22]": (2,)}
    made = render_document(document, page_code=page_code)
    log = " ".join(page_texts(made.pdf)[-1].split())
    assert "[Child B] 1, 3 another child DSL" in log
    assert "[Adult 22] 2 another child DSL" in log
    assert [each["pages"] for each in _attached(made.pdf)["redactions"]] == [[1, 3], [], [2]]


@pytest.mark.parametrize(("column", "around"), [(False, 647), (True, 779)])
def test_a_label_that_is_broken_over_two_pages_stands_on_both(column: bool, around: int) -> None:
    """A word more or less before it, and it stands on one of them alone."""
    found = set()
    for words in range(around - 12, around + 13):
        text = "word " * words + "[Child B]" + " word" * 60
        part: Part = Paragraph(text=text)
        if column:
            part = Grid(columns=(GridColumn(title="What"),), rows=((Cell(text=text),),))
        laid_out = lay_out_document(_labelled([part]), page_code=page_code)
        found.add(laid_out.label_pages["[Child B]"])
    assert found == {(1,), (1, 2), (2,)}


def test_page_lists_read_as_people_write_them() -> None:
    assert page_list(()) == "–"
    assert page_list((3,)) == "3"
    assert page_list((1, 2, 3, 7, 9, 10)) == "1–3, 7, 9–10"


def test_a_document_without_statement_ends_with_its_last_part() -> None:
    """An exhibit cover and a statement shell speak for themselves."""
    made = render_document(sample("court", statement=()), page_code=page_code)
    assert "Codes to compare" not in "".join(page_texts(made.pdf))
    assert provenance(statement=()).statement == ()
