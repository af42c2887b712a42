"""Proves the ledger and the read tables of the opened casebook, and shows a page as it was
exported.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.verify_document import Report
from exports.preview import render_png
from storage.database import check
from storage.database.replay import Difference, check_replay
from storage.database.repositories import disclosures, files, ledger_rows
from storage.ledger.fingerprint import check_code
from storage.records import permissions
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]


def verify_ledger(casebook: OpenCasebook, *, progress: Progress | None = None) -> Report:
    """Verify pages, every entry, every signature, every file, and every check code the casebook
    remembers.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    pages = check.check_pages(casebook.connection)
    verdict = check.verify_all(
        casebook.connection, check_signature=check_signature, progress=progress
    )
    anchors = ledger_rows.known_checkpoints(casebook.connection)
    fault = None
    if pages:
        fault = {"code": "verify.database_page_damaged", "count": len(pages)}
    elif verdict.first_fault is not None:
        fault = {
            "code": f"ledger.{verdict.first_fault.kind}",
            "position": verdict.first_fault.position,
        }
    proved = []
    if fault is None:
        proved = [
            f"All {verdict.size} entries are the ones that were signed, in the order in which"
            f" they were written. Check code {check_code(verdict.root)}.",
            f"{len(anchors)} check codes that were given out earlier agree with the record.",
            "Every attached file is the one that was attached.",
        ]
    if verdict.time_reversals:
        proved.append(
            f"The clock went backwards before {len(verdict.time_reversals)} entries;"
            " the order stands all the same."
        )
    return Report(
        result="ok" if fault is None else "changed",
        proved=tuple(proved),
        not_proved=(
            "That nothing was taken off the end, or rewritten by a holder of the keys, since the"
            " last check code kept outside this computer.",
            "That the lists on screen show these entries: the replay check compares them.",
            "That what was written is true, or complete.",
        ),
        first_fault=fault,
        details={"entries": verdict.size, "check_code": check_code(verdict.root)},
    )


def replay_differences(
    casebook: OpenCasebook, *, progress: Progress | None = None
) -> tuple[Difference, ...]:
    """Rebuild the read tables from the ledger and compare; empty when they are equal."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return check_replay(casebook.connection, progress=progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPage:
    """The page as it was exported, to be compared with the paper by eye."""

    export_id: str
    page: int
    pages: int
    recipient: str
    purpose: str
    png: bytes
    file_matches: bool


def show_page(casebook: OpenCasebook, *, code: str, dpi: int = 110) -> ExportedPage:
    """Find the page printed under ``code``; raises verify.no_such_page."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    plain = code.strip().upper()
    if len(plain) == 8:
        plain = f"{plain[:4]}-{plain[4:]}"
    found = disclosures.by_page_code(casebook.connection, plain)
    if found is None:
        raise UserFacingError("verify.no_such_page")
    row, page = found
    stored = files.stored_files(casebook.connection, row.ledger, row.seq)
    if not stored:
        raise UserFacingError("verify.no_such_page")
    content = files.content(casebook.connection, stored[0])
    return ExportedPage(
        export_id=row.id,
        page=page,
        pages=row.pages,
        recipient=row.recipient,
        purpose=row.purpose,
        png=render_png(content, page, dpi=dpi),
        file_matches=hashlib.sha256(content).hexdigest() == row.sha256,
    )
