"""What left the school."""

import json
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, Row

_DISCLOSURE = "SELECT id, ledger, seq, author, recorded_at, value FROM disclosure"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRow:
    """One document that left the school.

    ``page_codes`` are in page order; ``values`` holds all fields of the entry by name. ``sha256``
    is that of the file that left, ``kept_sha256`` of the signed copy that is kept with the entry,
    ``master_sha256`` of the one with nothing withheld ("" where nothing was). ``copy_of`` is the
    export that was made again, "" for a first one: the kept copies lie with that.
    """

    id: str
    ledger: str
    seq: int
    document: str
    pupils: tuple[str, ...]
    purpose: str
    recipient: str
    sha256: str
    pages: int
    page_codes: tuple[str, ...]
    shown: int
    total: int
    profile: str
    file_name: str
    author: str
    recorded_at: str
    product: str
    how: str
    kept_sha256: str
    master_sha256: str
    copy_of: str
    values: dict[str, Any]


def register(
    connection: Connection, *, pupil: str = "", limit: int = 200, offset: int = 0
) -> list[DisclosureRow]:
    """Return the register, newest first, of one child when ``pupil`` is given."""
    found = connection.all(
        f"{_DISCLOSURE} WHERE ? = '' OR id IN (SELECT disclosure FROM disclosure_pupil"
        " WHERE pupil = ?) ORDER BY recorded_at DESC, ledger, seq DESC LIMIT ? OFFSET ?",
        (pupil, pupil, limit, offset),
    )
    return [_row(item) for item in found]


def disclosure(connection: Connection, disclosure_id: str) -> DisclosureRow | None:
    """Return one by its id (the export id on the page)."""
    found = connection.one(f"{_DISCLOSURE} WHERE id = ?", (disclosure_id,))
    return None if found is None else _row(found)


def count(connection: Connection, *, pupil: str = "") -> int:
    """Return how many documents left, of one child when ``pupil`` is given."""
    return int(
        connection.value(
            "SELECT count(*) FROM disclosure WHERE ? = '' OR id IN"
            " (SELECT disclosure FROM disclosure_pupil WHERE pupil = ?)",
            (pupil, pupil),
        )
    )


def by_page_code(connection: Connection, code: str) -> tuple[DisclosureRow, int] | None:
    """Return the document and the page number that bear this code."""
    found = connection.one(
        "SELECT disclosure, page FROM disclosure_page WHERE code = ? LIMIT 1", (code,)
    )
    if found is None:
        return None
    document = disclosure(connection, found[0])
    return None if document is None else (document, found[1])


def _row(item: Row) -> DisclosureRow:
    values = json.loads(item[5])
    return DisclosureRow(
        id=item[0],
        ledger=item[1].hex(),
        seq=item[2],
        document=values["document"],
        pupils=tuple(
            value if isinstance(value, str) else value["id"] for value in values["pupils"]
        ),
        purpose=values["purpose"],
        recipient=values["recipient"],
        sha256=values["sha256"],
        pages=values["pages"],
        page_codes=tuple(values["page_codes"]),
        shown=values["shown"],
        total=values["total"],
        profile=values.get("profile") or "",
        file_name=values.get("file_name") or "",
        author=item[3],
        recorded_at=item[4],
        product=values.get("product") or _product_before(values),
        how=values.get("how") or "file",
        kept_sha256=values.get("kept_sha256") or values["sha256"],
        master_sha256=values.get("master_sha256") or "",
        copy_of=values.get("copy_of") or "",
        values=values,
    )


def _product_before(values: dict[str, Any]) -> str:
    """What the first versions made without saying so."""
    return "working" if values.get("profile") == "working" else "signed"
