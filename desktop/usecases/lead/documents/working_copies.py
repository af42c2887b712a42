"""Copies to go on working with in another program; each says on itself that it is no evidence."""

import importlib
from collections.abc import Callable
from typing import cast

from exports.document import Document

# kind -> the file name's end -> module:function of exports; loaded when it is asked for
WORKING: dict[str, dict[str, str]] = {
    "chronology": {
        ".docx": "chronology_working_copy:working_copy_docx",
        ".csv": "chronology_working_copy:working_copy_csv",
    },
    "statement_shell": {".docx": "statement_working_copy:statement_docx"},
}


def working_copy(document: Document, *, suffix: str) -> bytes:
    """Return the working copy; an end that the kind does not have gives the usual one."""
    ways = WORKING[document.kind]
    place = ways.get(suffix.lower()) or next(iter(ways.values()))
    module, _, name = place.partition(":")
    make = getattr(importlib.import_module(f"exports.{module}"), name)
    return cast(Callable[[Document], bytes], make)(document)
