"""The rival of equal conformance: the same table set by Typst as PDF/A-3a and PDF/UA-1.

Fallback faces, the pages' QR codes, the evidence statement and heads of rows are left out.
"""

import json
import tempfile
from pathlib import Path

import typst
from pdf_data import page_code, rows_of
from reference import pdf_plain

import resources
from exports.document import Document

_PAGES = 1200  # as many page codes as the longest table may need


def write(document: Document) -> bytes:
    """Return the file."""
    provenance = document.provenance
    rows = [
        {"year": row.happened_text[-4:], "cells": pdf_plain.cells(row)} for row in rows_of(document)
    ]
    given = {
        "school": provenance.school_name,
        "reference": document.reference,
        "export": provenance.export_id,
        "check": provenance.check_code.code,
        "codes": [page_code(number) for number in range(1, _PAGES)],
        "titles": pdf_plain.TITLES,
        "widths": pdf_plain.COLUMNS,
        "rows": rows,
    }
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as name:
        folder = Path(name)
        source = folder / "table.typ"
        source.write_bytes((Path(__file__).parent / "table.typ").read_bytes())
        (folder / "table.json").write_text(json.dumps(given), encoding="utf-8")
        made: bytes = typst.compile(
            str(source),
            font_paths=[str(resources.find("fonts", "documents"))],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
        )
    return made
