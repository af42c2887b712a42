"""The words of sheets that people use by hand: dated data, so that a school may change them."""

from typing import Any

import resources


def sheet_words(kind: str) -> dict[str, Any]:
    """Return the words of a kind of sheet; raises KeyError for an unknown one."""
    return dict(resources.read_toml("vocabularies", "sheets.toml")[kind])
