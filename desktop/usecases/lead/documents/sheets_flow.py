"""The sheets there are: pages to print and use by hand, which prove nothing."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from desktop.usecases.lead.casebook import OpenCasebook
from exports.document import Sheet
from exports.document_rendering import render_sheet
from exports.file_writer import write_atomically
from storage.intake import vocabularies
from storage.intake.vocabularies import Item
from storage.records import permissions
from storage.records.errors import UserFacingError

SheetBuilder = Callable[[OpenCasebook, Mapping[str, str]], Sheet]

# code of resources/vocabularies/sheets.toml -> module:function beside this one
SHEETS: dict[str, str] = {
    "green_form": "sheets:green_form_sheet",
    "report_poster": "sheets:poster_sheet",
    "receipt_slip": "sheets:receipt_sheet",
}

_PLACE = "desktop.usecases.lead.documents."


def sheet_kinds() -> tuple[Item, ...]:
    """Return every sheet that can be made, with its words."""
    return tuple(item for item in vocabularies.load("sheets").items if item.code in SHEETS)


def sheet_of(casebook: OpenCasebook, *, kind: str, answers: Mapping[str, str]) -> Sheet:
    """Return a sheet; ``answers`` are what it asks for by name. Raises documents.unknown_sheet."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    if kind not in SHEETS:
        raise UserFacingError("documents.unknown_sheet", known=", ".join(sorted(SHEETS)))
    module, _, name = SHEETS[kind].partition(":")
    build = cast(SheetBuilder, getattr(importlib.import_module(_PLACE + module), name))
    return build(casebook, answers)


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return its pages as a file, in memory."""
    return render_sheet(sheet).pdf


def save_sheet(sheet: Sheet, *, path: Path) -> int:
    """Write it and return the number of its pages; raises exports.folder_missing and others."""
    drawn = render_sheet(sheet)
    write_atomically(path, drawn.pdf)
    return drawn.pages
