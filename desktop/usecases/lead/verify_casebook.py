"""Proves the ledger and the read tables of the opened casebook, and shows a page as it was
exported.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.signature_workers import signature_workers
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.entry_words import fault_value, reversal_words
from desktop.usecases.lead.named_acts import NamedAct, named_acts
from desktop.usecases.report import Report, entries
from exports.preview import render_png
from storage.database import check
from storage.database.connection import Connection
from storage.database.replay import Difference, check_replay
from storage.database.repositories import disclosures, files, ledger_rows
from storage.ledger.fingerprint import check_code
from storage.ledger.verification import Verdict
from storage.records import permissions
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]
_MOST_NAMED = 8
_OPEN = (
    "That nothing was taken off the end, or rewritten by a holder of the keys, since the last check"
    " code kept outside this computer.",
    "That the lists on screen show these entries: the replay check compares them.",
    "That what was written is true, or complete.",
)


def verify_ledger(casebook: OpenCasebook, *, progress: Progress | None = None) -> Report:
    """Verify pages, every entry, every signature, every file, and every check code the casebook
    remembers; on two cores where there are.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return verify_connection(casebook.connection, progress=progress)


def verify_connection(connection: Connection, *, progress: Progress | None = None) -> Report:
    """As ``verify_ledger``, for a casebook or a backup that is open already."""
    pages = check.check_pages(connection)
    with signature_workers() as check_batch:
        verdict = check.verify_all(
            connection,
            check_signature=check_signature,
            progress=progress,
            check_batch=check_batch,
        )
    fault: dict[str, Any] | None = None
    if pages:
        fault = {"code": "verify.database_page_damaged", "count": len(pages)}
    elif verdict.first_fault is not None:
        fault = fault_value(connection, verdict.first_fault)
    acts = named_acts(connection)
    whole = verdict.first_fault.position if verdict.first_fault is not None else verdict.size
    acts = tuple(act for act in acts if act.seq < whole)  # nobody vouches for what comes later
    proved = _proved(connection, verdict, acts) if fault is None else _before(verdict)
    said = [act.sentence for act in acts]
    return Report(
        result="ok" if fault is None else "changed",
        proved=(*proved, *said, *_named(connection, verdict)),
        not_proved=(*(line for act in acts for line in act.open), *_uncompared(verdict), *_OPEN),
        first_fault=fault,
        details={
            "entries": verdict.size,
            "check_code": check_code(verdict.root),
            "faults": [fault_value(connection, each) for each in verdict.faults[:_MOST_NAMED]],
            "time_reversals": list(verdict.time_reversals),
            "gaps": list(verdict.gaps),
            "forks": list(verdict.forks),
            "lost": list(verdict.lost),
            "destroyed": sorted(_destroyed(verdict, acts)),
            "acts": [act.to_value() for act in acts],
        },
    )


def _proved(connection: Connection, verdict: Verdict, acts: Sequence[NamedAct]) -> list[str]:
    known = len(ledger_rows.known_checkpoints(connection)) - verdict.uncompared
    lost, destroyed = len(verdict.lost), len(_destroyed(verdict, acts))
    gone = [
        *([f"{lost} lost"] if lost else []),
        *([f"{destroyed} destroyed by a disposal"] if destroyed else []),
    ]
    if gone:
        which = f"{verdict.size - lost - destroyed:,} of {entries(verdict.size)} ("
        which += f"{' and '.join(gone)}, see below)"
    else:
        which = f"All {entries(verdict.size)}"
    unknown = ledger_rows.first_unknown_leaf(connection)
    order = ", in the order in which they were written" + (
        "" if unknown is None else f" up to entry {unknown}"
    )
    files = " that is here" if gone or verdict.files_lost else ""
    return [
        f"{which} are the ones that were signed{order}. Check code {check_code(verdict.root)}.",
        f"{known} check codes that this casebook remembers giving out agree with the record.",
        f"Every attached file{files} is the one that was attached.",
    ]


def _destroyed(verdict: Verdict, acts: Sequence[NamedAct]) -> set[int]:
    """Whose content a disposal took; what was lost before counts as lost."""
    taken = {seq for act in acts if act.type == "disposal.made" for seq in act.taken}
    return taken - set(verdict.lost)


def _before(verdict: Verdict) -> list[str]:
    """What a fault leaves untouched: the entries before the first one."""
    first = verdict.first_fault
    if first is None or first.position < 1 or first.kind in ("contradicts_checkpoint",):
        return []
    return [f"The first {entries(first.position)}, before the first fault, hold together."]


def _named(connection: Connection, verdict: Verdict) -> list[str]:
    """Clock, gaps and forks, each with where."""
    lines = []
    if verdict.time_reversals:
        where = _some([reversal_words(connection, seq) for seq in verdict.time_reversals])
        lines.append(
            f"The clock went backwards {len(verdict.time_reversals)} times ({where});"
            " the order stands all the same."
        )
    if verdict.gaps:
        lines.append(f"Entries are missing: {_some([str(seq) for seq in verdict.gaps])}.")
    if verdict.forks:
        numbers = _some([str(seq) for seq in verdict.forks])
        lines.append(f"More than one entry claims the numbers {numbers}.")
    return lines


def _uncompared(verdict: Verdict) -> list[str]:
    if not verdict.uncompared:
        return []
    return [
        f"That {verdict.uncompared} check codes given out earlier were those of this record:"
        " entries before them were lost so that they can no longer be worked out."
    ]


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_NAMED
    return "; ".join(words[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


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
        file_matches=hashlib.sha256(content).hexdigest() == row.kept_sha256,
    )
