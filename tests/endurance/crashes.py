"""Prepares an operation once, records it, and tries it with crashes: kills and power losses."""

import functools
import random
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.endurance.disk import Loss, Recording, Tree, tree_of
from tests.endurance.journal import Call, Kind, read
from tests.endurance.operation import Operation
from tests.endurance.stage import BEGUN, act, killing, recording
from tests.endurance.truths import LostError
from tests.fakes.clock import FakeClock
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.small_school import SmallSchool, furnished

ROLL = Path(__file__).parents[1] / "data" / "shared" / "ctf" / "9991001_CTF_9991002_001.xml"
BOTH_SIDES = 0o777  # the letterbox of a computer with two accounts, or of a share


class HarnessError(RuntimeError):
    """The harness itself cannot be trusted; its figures would prove nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """A call before which the process is killed, or so many thousandths of a write are done."""

    call: int
    permille: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one crash: "" when every truth holds; ``is_loss`` when something that was
    acknowledged is gone; ``said`` counts acknowledgements.
    """

    where: str
    problem: str
    is_loss: bool
    said: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """An operation that ran to its end once: its calls, and all that it did to the folder."""

    operation: Operation
    school: SmallSchool
    before: int
    counted: list[Call]
    recording: Recording
    said: int

    @property
    def begun(self) -> int:
        """The moment of the recording at which the operation began."""
        return next(at for at, text in self.recording.marks if text == BEGUN)

    def crashes(self, chance: random.Random) -> Iterator[Crash]:
        """A kill before every call, two in the middle of every write, one after the last."""
        for number in range(self.before + 1, len(self.counted) + 2):
            yield Crash(call=number, permille=None)
            if number <= len(self.counted) and self.counted[number - 1].kind is Kind.WRITE:
                yield Crash(call=number, permille=500)
                yield Crash(call=number, permille=chance.randint(1, 999))


@functools.lru_cache(maxsize=1)
def base_school(shared: Path) -> SmallSchool:
    """The made-up school that every operation starts from; made once for all runs."""
    school = furnished(shared / "base", ctf=ROLL.read_bytes())
    school.letterbox.chmod(BOTH_SIDES)
    for path in school.letterbox.rglob("*"):
        path.chmod(BOTH_SIDES if path.is_dir() else 0o666)
    return school


@functools.cache
def rehearse(operation: Operation, shared: Path, *, lie: bool) -> Rehearsed:
    """Prepare a school for ``operation`` and record it, once for all runs.

    Raises HarnessError when it fails, or when the recorder did not see all of it.
    """
    base = base_school(shared)
    school = base.copy_to(_new_folder(shared) / "home", seed=f"prepare {operation.name}")
    operation.prepare(school)
    school.close()
    with _a_copy(school, shared) as copy:
        before = tree_of(copy.root)
        log = shared / f"{operation.name}.log"
        ended = act(
            lambda stage: operation.act(copy, stage), arm=recording(copy.root, log, lie=lie)
        )
        if ended.failure or ended.calls is None:
            raise HarnessError(f"{operation.name} does not come to its end: {ended.failure}")
        calls = read(log)
        log.unlink()
        recorded = Recording(before, calls, root=str(copy.root))
        unseen = recorded.at_the_end().differences(tree_of(copy.root))
        if unseen:
            raise HarnessError(f"the recorder did not see all of {operation.name}: {unseen}")
    counted = [call for call in calls if call.counts]
    if len(counted) != ended.calls:
        raise HarnessError(f"{operation.name}: {ended.calls} calls, {len(counted)} of them seen")
    return Rehearsed(
        operation=operation,
        school=school,
        before=ended.before,
        counted=counted,
        recording=recorded,
        said=len(ended.said),
    )


def kill_at(rehearsed: Rehearsed, crash: Crash, *, work: Path) -> Verdict:
    """Do the operation on a fresh copy, kill it there, and check what is left."""
    operation = rehearsed.operation
    where = f"{operation.name}: call {crash.call} of {len(rehearsed.counted)}"
    if crash.permille is not None:
        where += f", {crash.permille}/1000 written"
    if crash.call <= len(rehearsed.counted):
        where += f" ({describe(rehearsed.counted[crash.call - 1], rehearsed.recording.root)})"
    with _a_copy(rehearsed.school, work) as copy:
        ended = act(
            lambda stage: operation.act(copy, stage),
            arm=killing(copy.root, crash.call, permille=crash.permille),
        )
        came_to_its_end = ended.calls is not None and crash.call > ended.calls
        if ended.failure or not (ended.killed or came_to_its_end):
            raise HarnessError(f"{where}: not killed there: {ended.failure}")
        return _judged(operation, copy, said=ended.said, where=where)


def lose_power(
    rehearsed: Rehearsed, moment: int, loss: Loss, *, chance: random.Random, work: Path
) -> Verdict:
    """Rebuild a disk whose power went at ``moment`` and check what is left."""
    recorded = rehearsed.recording
    said = [text for text in recorded.acknowledged(moment) if text != BEGUN]
    where = f"{rehearsed.operation.name}: power lost at {moment} of {recorded.moments}, {loss} kept"
    tree = recorded.after(moment, loss=loss, chance=chance)
    with laid_out(tree, like=rehearsed.school, work=work) as school:
        return _judged(rehearsed.operation, school, said=said, where=where)


@contextmanager
def laid_out(tree: Tree, *, like: SmallSchool, work: Path) -> Iterator[SmallSchool]:
    """A rebuilt disk as a school with the secrets and the clock of ``like``."""
    folder = Path(tempfile.mkdtemp(prefix="disk-", dir=work))
    try:
        tree.write(folder / "home")
        yield school_at(folder / "home", like=like)
    finally:
        shutil.rmtree(folder)


def school_at(root: Path, *, like: SmallSchool) -> SmallSchool:
    """The school whose files lie in ``root``."""
    school = SmallSchool(root, clock=FakeClock(like.clock()), seed="after the crash")
    school.secrets = like.secrets
    return school


def _new_folder(inside: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix="copy-", dir=inside))


@contextmanager
def _a_copy(school: SmallSchool, work: Path) -> Iterator[SmallSchool]:
    folder = _new_folder(work)
    try:
        yield school.copy_to(folder / "home", seed="the operation")
    finally:
        shutil.rmtree(folder)


def _judged(operation: Operation, school: SmallSchool, *, said: list[str], where: str) -> Verdict:
    school.random_bytes = FakeRandomBytes("after the crash")
    problem, is_loss = "", False
    try:
        operation.check(school, said)
    except Exception as error:  # noqa: BLE001 - whatever stops a person is a truth that fails
        problem, is_loss = f"{type(error).__name__}: {error}", isinstance(error, LostError)
        if isinstance(error, AssertionError):
            problem = str(error)
        else:
            problem += " | " + " < ".join(
                f"{frame.name}:{frame.lineno}"
                for frame in reversed(traceback.extract_tb(error.__traceback__)[-4:])
            )
    finally:
        school.close()
    return Verdict(where=where, problem=problem, is_loss=is_loss, said=len(said))


def describe(call: Call, root: str) -> str:
    """A call in words, for the person who looks for the fault."""
    names = [name.removeprefix(root).lstrip("/") for name in (call.first, call.second) if name]
    on = " -> ".join(names)
    size = f", {len(call.data)} bytes at {call.offset}" if call.kind is Kind.WRITE else ""
    return f"{call.kind.name.lower()} {on}{size}"
