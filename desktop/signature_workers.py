"""Checks signatures on a second core: a child process that is told public keys, signatures and
messages, and nothing else.
"""

import os
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from storage.keys.person_keys import verify
from storage.ledger.verification import CheckBatch
from storage.ledger.walk import SignatureJob

# Small, so that both sides end together; not so small that talking costs as much as the work.
_PIECE = 32
# While one piece is checked the next ones already lie in the pipe.
_AHEAD = 3
# A ledger of fewer entries is done before a child has started.
_WORTH_A_CHILD = 256
_SIZE = struct.Struct(">I")
_LENGTHS = struct.Struct(">III")
_SECONDS_TO_END = 5
# A piece takes milliseconds: a worker that says nothing for so long is ended.
_PATIENCE = 10.0


def worker_command() -> list[str]:
    """The command that starts a worker, in the tree and in an installed build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "signature-worker"]
    return [sys.executable, "-m", "desktop", "signature-worker"]


@contextmanager
def signature_workers(
    *, command: Sequence[str] | None = None, cores: int | None = None, patience: float = _PATIENCE
) -> Iterator[CheckBatch | None]:
    """Yield a checker for ``verify(check_batch=…)`` that uses two cores; None where there is one.

    Its answers come when they are asked for, so that the caller can go on meanwhile. The worker
    starts with the first long batch and has ended when the block is left; if it cannot start,
    dies, or is silent for ``patience`` seconds, its work is done here.
    """
    if (cores or os.cpu_count() or 1) < 2:
        yield None
        return
    helper = _Helper(command or worker_command(), patience=patience)
    try:
        yield helper.check
    finally:
        helper.close()


def run_signature_worker() -> int:
    """Answer pieces from standard input until it ends: with the parent, whatever becomes of it."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(OSError, KeyboardInterrupt):
        while (jobs := _read_piece(source)) is not None:
            answers.write(_answers(jobs))
            answers.flush()
    return 0


class _Piece:
    """Some signatures that one side checks; ``answers`` is None until it has."""

    __slots__ = ("answers", "jobs", "taken")

    def __init__(self, jobs: Sequence[SignatureJob]) -> None:
        self.jobs = jobs
        self.taken = False
        self.answers: bytes | None = None


class _Helper:
    """One worker and the thread that talks to it; whoever is free takes the next piece."""

    def __init__(self, command: Sequence[str], *, patience: float) -> None:
        self._command = list(command)
        self._patience = patience
        self._worker: subprocess.Popen[bytes] | None = None
        self._changed = threading.Condition()
        self._open: deque[_Piece] = deque()
        self._closing = False
        self._talker: threading.Thread | None = None

    def check(self, jobs: Sequence[SignatureJob]) -> Iterator[bool]:
        """Hand out the batch at once and return its answers, in order, when they are asked for."""
        pieces = [_Piece(jobs[at : at + _PIECE]) for at in range(0, len(jobs), _PIECE)]
        if self._talker is None and len(jobs) >= _WORTH_A_CHILD:
            self._talker = threading.Thread(target=self._talk, name="signatures", daemon=True)
            self._talker.start()
        with self._changed:
            self._open.extend(pieces)
            self._changed.notify_all()
        return self._collect(pieces)

    def close(self) -> None:
        """End the worker; what it still held is dropped."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._talker is not None:
            self._talker.join(self._patience)
            self._end_silent_worker()
            self._talker.join()

    def _collect(self, pieces: Sequence[_Piece]) -> Iterator[bool]:
        for piece in reversed(pieces):  # the worker comes from the other end
            if self._take(piece):
                piece.answers = _answers([job[1:] for job in piece.jobs])
        for piece in pieces:
            with self._changed:
                while piece.answers is None and piece.taken:
                    if not self._changed.wait(self._patience):
                        self._end_silent_worker()
                lost = piece.answers is None
            if lost:  # the worker died with it
                piece.answers = _answers([job[1:] for job in piece.jobs])
            assert piece.answers is not None
            yield from (answer == 1 for answer in piece.answers)

    def _end_silent_worker(self) -> None:
        """Whoever talks to it then finds the pipe closed and gives back what it held."""
        if self._worker is not None and self._talker is not None and self._talker.is_alive():
            self._worker.kill()

    def _take(self, piece: _Piece) -> bool:
        with self._changed:
            if piece.taken:
                return False
            piece.taken = True
            return True

    def _next(self, *, wait: bool) -> _Piece | None:
        """The oldest piece that nobody has taken; None when there is none, or at the end."""
        with self._changed:
            while True:
                while self._open:
                    piece = self._open.popleft()
                    if not piece.taken:
                        piece.taken = True
                        return piece
                if self._closing or not wait:
                    return None
                self._changed.wait()

    def _talk(self) -> None:
        """The thread: pieces out, answers in. It ends with the helper or with the worker."""
        under_way: deque[_Piece] = deque()
        try:
            worker = subprocess.Popen(  # noqa: S603 - our own program, and no word of a person's
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
        except OSError:
            return
        self._worker = worker
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            while not self._closing:
                while len(under_way) < _AHEAD:
                    piece = self._next(wait=not under_way)
                    if piece is None:
                        break
                    under_way.append(piece)
                    _write(worker.stdin, _piece_bytes(piece.jobs))
                if not under_way:
                    break
                answers = _read(worker.stdout, len(under_way[0].jobs))
                self._answered(under_way.popleft(), answers)
        except (OSError, EOFError):
            pass  # the worker died: its pieces go back, and the caller does them and the rest
        finally:
            self._give_back(under_way)
            _end(worker)

    def _answered(self, piece: _Piece, answers: bytes) -> None:
        with self._changed:
            piece.answers = answers
            self._changed.notify_all()

    def _give_back(self, pieces: deque[_Piece]) -> None:
        with self._changed:
            for piece in pieces:
                piece.taken = False
            self._changed.notify_all()


def _end(worker: subprocess.Popen[bytes]) -> None:
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        worker.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _answers(jobs: Sequence[tuple[bytes, bytes, bytes]]) -> bytes:
    return bytes(verify(public, message, signature) for public, signature, message in jobs)


def _piece_bytes(jobs: Sequence[SignatureJob]) -> bytes:
    parts: list[bytes] = []
    for _, public, signature, message in jobs:
        parts += (
            _LENGTHS.pack(len(public), len(signature), len(message)),
            public,
            signature,
            message,
        )
    piece = b"".join(parts)
    return _SIZE.pack(len(piece)) + piece


def _read_piece(source: IO[bytes]) -> list[tuple[bytes, bytes, bytes]] | None:
    """The next piece; None at the end of the input, also in the middle of a piece."""
    try:
        (size,) = _SIZE.unpack(_read(source, _SIZE.size))
        piece = _read(source, size)
    except EOFError:
        return None
    jobs = []
    at = 0
    while at < size:
        public, signature, message = _LENGTHS.unpack_from(piece, at)
        first = at + _LENGTHS.size
        second = first + public
        third = second + signature
        at = third + message
        jobs.append((piece[first:second], piece[second:third], piece[third:at]))
    return jobs


def _write(pipe: IO[bytes], data: bytes) -> None:
    """Write all of it: a pipe without a buffer may take less at once."""
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) or 0 :]


def _read(pipe: IO[bytes], size: int) -> bytes:
    """Read exactly ``size`` bytes; raises EOFError when the other side is gone."""
    parts: list[bytes] = []
    while size:
        part = pipe.read(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
