"""Checks the whole casebook beside the work: pages, entries, signatures, files, check codes.

Three steps, so that the writer is never held up: ``plan_check`` and ``remember_check`` belong to
the thread that writes and take moments; ``check_casebook`` may run on any thread for as long as it
needs, on a connection of its own, and can be cancelled at any time.
"""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import resources
from desktop.signature_workers import signature_workers
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.damage_words import sentences_of
from storage.database import check, damage
from storage.database.connection import Connection, checkpoint, open_casebook
from storage.database.faults import InterruptedReadError
from storage.database.page_reader import PageReader
from storage.database.repositories import ledger_rows, settings
from storage.database.rescue_plan import Planner
from storage.database.rescue_sources import Sources, keep_spare_entries
from storage.database.salvage import Salvager
from storage.ledger.fingerprint import check_code
from storage.ledger.verification import CheckBatch, Verdict, VerifiedState
from storage.records import permissions
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.times import Clock, from_text, to_text

# (stage, done, in all); stages: "pages", "structure", "entries"
Progress = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]
Workers = Callable[[], AbstractContextManager[CheckBatch | None]]
_STATE = "checked"
_LOOKS = 3
_BETWEEN_LOOKS = 0.2
_INSTRUCTIONS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """When a check last ended well, and when the last full one did (UTC text)."""

    at: str
    full_at: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPlan:
    """What a check needs to know of the opened casebook; ``state`` is None for a full one."""

    path: Path
    key: DatabaseKey
    ledger: bytes
    state: VerifiedState | None
    clock: Clock

    @property
    def full(self) -> bool:
        """Whether every entry is checked, not only what was added since the last check."""
        return self.state is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """How a check ended. ``sentences`` say what is wrong, the worst first; none when all is well.

    ``lost`` entries are those that an earlier rescue named: say them, they are no new damage.
    ``at`` is UTC text.
    """

    ok: bool
    full: bool
    entries: int
    check_code: str
    pages: int
    pages_damaged: int
    lost: int
    verdict: Verdict | None
    sentences: tuple[UserFacingError, ...]
    at: str


def plan_check(casebook: OpenCasebook, *, full: bool = False) -> CheckPlan:
    """Bring the log home and decide how far to check: what is new, or everything (once a week, as
    resources/checks.toml says, and whenever ``full`` is asked for).
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    connection = casebook.connection
    assert connection.path is not None
    if not connection.read_only:
        checkpoint(connection)
    wanted = full or _full_is_due(casebook)
    return CheckPlan(
        path=connection.path,
        key=casebook.database_key,
        ledger=casebook.ledger,
        state=None if wanted else check.last_verified(connection),
        clock=casebook.clock,
    )


def check_casebook(
    plan: CheckPlan,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    workers: Workers = signature_workers,
) -> CheckResult:
    """Check pages, structure and ledger, and compare with every check code that was given out.

    Raises InterruptedReadError once ``cancelled`` says so; nothing else is raised for damage.
    """
    say = _reporter(progress, cancelled)
    bad, pages = _bad_pages(plan, say)
    if bad:
        return _result(plan, pages=pages, bad=bad, verdict=None, sentences=_words(plan, say))
    connection = open_casebook(plan.path, key=plan.key, read_only=True)
    try:
        if cancelled is not None:
            connection.raw.set_progress_handler(cancelled, _INSTRUCTIONS)
        say("structure", 0, 1)
        faults = check.check_pages(connection)
        say("structure", 1, 1)
        verdict = _verify(plan, connection, say, workers)
    except UserFacingError:
        return _result(plan, pages=pages, bad=bad, verdict=None, sentences=_words(plan, say))
    finally:
        connection.close()
    sentences = tuple(
        UserFacingError(fault.code, position=fault.position) for fault in verdict.faults
    )
    if faults:
        sentences = (*_words(plan, say), *sentences)
    return _result(plan, pages=pages, bad=bad, verdict=verdict, sentences=sentences)


def remember_check(casebook: OpenCasebook, result: CheckResult) -> None:
    """Remember a check that ended well; one that found something is never remembered as done.

    After a full one the entries about people and keys are kept a second time, for a rescue.
    """
    if not result.ok or result.verdict is None or casebook.read_only:
        return
    before = last_check(casebook)
    full_at = result.at if result.full else before.full_at if before is not None else ""
    value = {"at": result.at, "full_at": full_at, "entries": result.entries}
    connection = casebook.connection
    with connection.transaction():
        check.remember_verified(connection, result.verdict.state)
        settings.put_state(connection, _STATE, json.dumps(value).encode("ascii"))
        if result.full:
            keep_spare_entries(connection, ledger=casebook.ledger)


def last_check(casebook: OpenCasebook) -> LastCheck | None:
    """When the casebook was last checked and found whole; None before the first time."""
    stored = settings.get_state(casebook.connection, _STATE)
    if stored is None:
        return None
    try:
        value = json.loads(stored)
        return LastCheck(at=value["at"], full_at=value["full_at"], entries=value["entries"])
    except (ValueError, KeyError, TypeError):
        return None


def _full_is_due(casebook: OpenCasebook) -> bool:
    last = last_check(casebook)
    if last is None or not last.full_at:
        return True
    age = casebook.clock() - from_text(last.full_at)
    # a clock that was put back makes the last one lie in the future: then it counts for nothing
    return not timedelta(0) <= age < timedelta(days=resources.read_toml("checks.toml")["full_days"])


def _reporter(progress: Progress | None, cancelled: Cancelled | None) -> Progress:
    def say(stage: str, done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise InterruptedReadError
        if progress is not None:
            progress(stage, done, total)

    return say


def _bad_pages(plan: CheckPlan, say: Progress) -> tuple[tuple[int, ...], int]:
    """Pages that are not whole, and how many there are.

    The writer may be bringing its log home at this moment, so a page counts as damaged only when
    it still is a little later.
    """
    with PageReader(plan.path, key=plan.key) as reader:
        bad = reader.bad_pages(progress=lambda done, total: say("pages", done, total))
        pages = reader.count
    for _look in range(_LOOKS):
        if not bad:
            break
        time.sleep(_BETWEEN_LOOKS)
        with PageReader(plan.path, key=plan.key) as reader:
            bad = [number for number in bad if reader.page(number) is None]
    return tuple(bad), pages


def _verify(plan: CheckPlan, connection: Connection, say: Progress, workers: Workers) -> Verdict:
    def entries(done: int, total: int) -> None:
        say("entries", done, total)

    with workers() as batch:
        state = plan.state
        if state is not None and _is_the_beginning(connection, state):
            return check.verify_since(
                connection,
                check_signature=check_signature,
                state=state,
                progress=entries,
                check_batch=batch,
            )
        return check.verify_all(
            connection, check_signature=check_signature, progress=entries, check_batch=batch
        )


def _is_the_beginning(connection: Connection, state: VerifiedState) -> bool:
    """Whether the tree still begins with what was verified; else everything is looked at."""
    tree = ledger_rows.tree(connection)
    size = state.frontier.size
    return size <= tree.size and tree.root(size) == state.frontier.root


def _words(plan: CheckPlan, say: Progress) -> tuple[UserFacingError, ...]:
    with PageReader(plan.path, key=plan.key) as reader:
        salvager = Salvager(reader, ledger=plan.ledger)
        planner = Planner(salvager, ledger=plan.ledger, sources=Sources(()))
        return sentences_of(damage.look(reader, salvager, planner, progress=say))


def _result(
    plan: CheckPlan,
    *,
    pages: int,
    bad: tuple[int, ...],
    verdict: Verdict | None,
    sentences: tuple[UserFacingError, ...],
) -> CheckResult:
    return CheckResult(
        ok=not sentences and verdict is not None and verdict.ok,
        full=plan.full,
        entries=verdict.size if verdict is not None else 0,
        check_code=check_code(verdict.root) if verdict is not None else "",
        pages=pages,
        pages_damaged=len(bad),
        lost=len(verdict.lost) if verdict is not None else 0,
        verdict=verdict,
        sentences=sentences,
        at=to_text(plan.clock()),
    )
