"""Walks the ledger from its first entry and names the first thing that does not hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from storage.ledger.entries import CheckSignature, StoredEntry
from storage.ledger.key_ring import KeyRing
from storage.ledger.merkle import Frontier
from storage.ledger.walk import Fault, KnownCheckpoint, ReadFile, SignatureJob, Walk

# The answers are asked for after the next batch was walked: a checker may work meanwhile.
CheckBatch = Callable[[Sequence[SignatureJob]], Iterable[bool]]
_BATCH = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedState:
    """Where a verification ended, so that the next can go on from there.

    ``waiting`` are positions whose body is gone and which no disposal has named yet. ``lost`` are
    those that a rescue named; ``uncompared`` counts known heads that lie behind an unknown leaf.
    """

    frontier: Frontier = field(default_factory=Frontier)
    ring: KeyRing = field(default_factory=KeyRing)
    last_at: str = ""
    disposed: int = 0
    waiting: frozenset[int] = frozenset()
    lost: tuple[int, ...] = ()
    files_lost: tuple[tuple[int, int], ...] = ()
    uncompared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a verification found.

    ``first_fault`` is the one at the lowest position; ``faults`` holds at most 100. Time going
    backwards is recorded truthfully by the program, so it is named and is not a fault by itself.
    ``disposed`` counts lawful disposals. ``lost`` are the positions that damage took and a signed
    rescue names: a verdict that is ok says nothing about what stood there, so always say them.
    ``uncompared`` heads known from outside lie behind a lost entry whose hash is unknown, so that
    they can neither agree nor contradict. ``files_lost``: (position, number) of files that a
    rescue names. ``state`` is where to go on from; only use it when ``ok``.
    """

    ok: bool
    size: int
    root: bytes
    first_fault: Fault | None
    faults: tuple[Fault, ...]
    time_reversals: tuple[int, ...]
    gaps: tuple[int, ...]
    forks: tuple[int, ...]
    disposed: int
    state: VerifiedState
    lost: tuple[int, ...] = ()
    files_lost: tuple[tuple[int, int], ...] = ()
    uncompared: int = 0


def verify(
    entries: Iterable[StoredEntry],
    *,
    ledger: bytes,
    check_signature: CheckSignature,
    start: VerifiedState | None = None,
    checkpoints: Sequence[KnownCheckpoint] = (),
    read_file: ReadFile | None = None,
    progress: Callable[[int], None] | None = None,
    check_batch: CheckBatch | None = None,
) -> Verdict:
    """Verify ``entries`` in order of position; never raises for what is wrong with them.

    ``start`` goes on from an earlier verdict. ``checkpoints`` are heads known from outside.
    ``read_file`` (entry, number) gives the pieces of a file, and files are then checked too.
    ``progress`` gets the number of entries done. ``check_batch`` may check many signatures at once,
    on several cores.
    """
    state = start or VerifiedState()
    walk = Walk(
        ledger=ledger,
        frontier=state.frontier,
        ring=state.ring,
        last_at=state.last_at,
        disposed=state.disposed,
        waiting=state.waiting,
        lost=state.lost,
        files_lost=state.files_lost,
        uncompared=state.uncompared,
        checkpoints=checkpoints,
        read_file=read_file,
    )
    check_all = check_batch or _one_by_one(check_signature)
    jobs: list[SignatureJob] = []
    answers: Iterable[bool] = ()
    for batch in _batches(entries):
        before, answers_before = jobs, answers
        jobs = [job for entry in batch if (job := walk.take(entry)) is not None]
        jobs += walk.late_jobs()
        answers = check_all(jobs)
        _settle(walk, before, answers_before)
        if progress is not None:
            progress(walk.frontier.size)
    _settle(walk, jobs, answers)
    walk.finish()
    return _verdict(walk)


def _settle(walk: Walk, jobs: Sequence[SignatureJob], answers: Iterable[bool]) -> None:
    for (position, *_), right in zip(jobs, answers, strict=True):
        if not right:
            walk.fault(position, "signature")


def _verdict(walk: Walk) -> Verdict:
    faults = tuple(sorted(walk.faults, key=lambda fault: fault.position))
    lost = tuple(sorted(walk.questions.explained))
    files_lost = tuple(sorted(walk.questions.explained_files))
    uncompared = walk.questions.uncompared
    return Verdict(
        ok=not faults,
        size=walk.frontier.size,
        root=walk.frontier.root,
        first_fault=faults[0] if faults else None,
        faults=faults,
        time_reversals=tuple(walk.time_reversals),
        gaps=tuple(walk.gaps),
        forks=tuple(walk.forks),
        disposed=walk.disposed,
        state=VerifiedState(
            frontier=walk.frontier,
            ring=walk.ring,
            last_at=walk.last_at,
            disposed=walk.disposed,
            waiting=frozenset(walk.waiting),
            lost=lost,
            files_lost=files_lost,
            uncompared=uncompared,
        ),
        lost=lost,
        files_lost=files_lost,
        uncompared=uncompared,
    )


def _one_by_one(check_signature: CheckSignature) -> CheckBatch:
    def check(jobs: Sequence[SignatureJob]) -> Iterable[bool]:
        return [check_signature(public, signature, text) for _, public, signature, text in jobs]

    return check


def _batches(entries: Iterable[StoredEntry]) -> Iterator[list[StoredEntry]]:
    source = iter(entries)
    while batch := list(islice(source, _BATCH)):
        yield batch
