"""Signatures on two cores: the same answers as on one, whatever becomes of the worker."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.signature_workers import signature_workers, worker_command
from storage.ledger.verification import verify
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes

AUTHOR = Author(3)
MANY = 1500


@pytest.fixture(scope="module")
def jobs():
    """Many right signatures, with wrong ones at 0, 700 and the end; one is no signature at all."""
    made = []
    for number in range(MANY):
        message = f"message {number}".encode() * (1 + number % 40)
        made.append((number, AUTHOR.public, AUTHOR.sign(message), message))
    made[0] = (0, AUTHOR.public, bytes(64), b"message 0")
    made[700] = (700, Author(4).public, made[700][2], made[700][3])
    made[MANY - 1] = (MANY - 1, AUTHOR.public, b"short", b"")
    return made


def wrong(answers):
    return [place for place, right in enumerate(answers) if not right]


def children(parent_id: int | None = None) -> list[int]:
    """Process ids of the workers of a process, this one by default."""
    wanted = parent_id or os.getpid()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes()
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if b"signature-worker" in words and int(parent) == wanted:
                found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_two_cores_give_the_answers_of_one(jobs) -> None:
    with signature_workers(cores=2) as check:
        assert check is not None
        first, second = check(jobs), check(jobs[:400])  # handed out before the first is asked for
        assert wrong(first) == [0, 700, MANY - 1]
        assert wrong(second) == [0]
        assert wrong(check([])) == []
        assert len(children()) == 1
    assert children() == []


def test_the_worker_does_its_part(jobs) -> None:
    """Otherwise the second core helps nobody: the answers come also if nobody here checks."""
    with signature_workers(cores=2) as check:
        assert check is not None
        answers = check(jobs)
        deadline = time.monotonic() + 60
        pieces = answers.gi_frame.f_locals["pieces"]
        while any(piece.answers is None for piece in pieces) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert all(piece.answers is not None for piece in pieces)


def test_one_core_has_no_worker() -> None:
    with signature_workers(cores=1) as check:
        assert check is None


@pytest.mark.parametrize(
    "command",
    [
        ["/nowhere/at/all"],
        [sys.executable, "-c", "raise SystemExit(3)"],
        [sys.executable, "-c", "import sys; sys.stdin.buffer.read(9_000); sys.exit()"],
        [sys.executable, "-c", "import sys, os; sys.stdout.buffer.write(b'\\1' * 5); os._exit(1)"],
    ],
    ids=["cannot start", "ends at once", "ends in the middle", "answers and dies"],
)
def test_without_a_worker_everything_is_checked_here(jobs, command) -> None:
    with signature_workers(cores=2, command=command) as check:
        assert check is not None
        for _round in range(3):
            assert wrong(check(jobs)) == [0, 700, MANY - 1]


def test_a_worker_that_says_nothing_is_ended(jobs) -> None:
    silent = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]
    with signature_workers(cores=2, command=silent, patience=0.3) as check:
        assert check is not None
        for _round in range(2):
            assert wrong(check(jobs)) == [0, 700, MANY - 1]
    stopped = [sys.executable, "-c", "import time; time.sleep(600)"]
    started = time.monotonic()
    with signature_workers(cores=2, command=stopped, patience=0.3) as check:
        assert check is not None
        check(jobs)  # nobody asks for the answers
    assert time.monotonic() - started < 30


def test_a_worker_that_is_killed_takes_nothing_with_it(jobs) -> None:
    with signature_workers(cores=2) as check:
        assert check is not None
        waiting = check(jobs)
        while not children():
            time.sleep(0.005)
        os.kill(children()[0], signal.SIGKILL)
        assert wrong(waiting) == [0, 700, MANY - 1]
        assert wrong(check(jobs)) == [0, 700, MANY - 1]


def test_the_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """Also when the parent is killed without a word."""
    script = (
        "import sys, time\n"
        "from desktop.signature_workers import signature_workers\n"
        "with signature_workers(cores=2) as check:\n"
        "    list(check([(n, bytes(32), bytes(64), b'') for n in range(600)]))\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().strip() == b"ready"
        until = time.monotonic() + 30
        while not (found := children(parent.pid)) and time.monotonic() < until:
            time.sleep(0.01)
        (worker,) = found
        parent.kill()
    until = time.monotonic() + 30
    while alive(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(worker)


def test_half_a_piece_ends_the_worker_quietly() -> None:
    done = subprocess.run(
        worker_command(), input=b"\0\0\1\0half", capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_whole_ledger_verifies_alike_with_and_without() -> None:
    builder = LedgerBuilder(FakeRandomBytes())
    for number in range(600):
        builder.note(f"c-{number}")
    for position in (0, 300, 600):
        entries = list(builder.entries)
        entry = entries[position]
        entries[position] = type(entry)(
            **{
                **{name: getattr(entry, name) for name in entry.__slots__},
                "signature": bytes(64),
            }
        )
        alone = verify(entries, ledger=LEDGER, check_signature=check_signature)
        with signature_workers(cores=2) as check:
            both = verify(
                entries, ledger=LEDGER, check_signature=check_signature, check_batch=check
            )
        assert both.faults == alone.faults
        assert (position, "signature") in {(fault.position, fault.kind) for fault in both.faults}
