"""Work on several things at once in forked processes."""

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FORK = multiprocessing.get_context("fork")


def each(
    work: Callable[[Item], Result], items: Iterable[Item], *, processes: int
) -> Iterator[Result]:
    """Yield ``work(item)`` of every item in any order; each worker is a fork of this process.

    What a worker raises, or its death, is raised here as RuntimeError. ``work`` and the items may
    be anything, closures too: they are forked, only results are pickled.
    """
    waiting = list(items)
    workers = {}
    for _ in range(min(processes, len(waiting))):
        ours, theirs = _FORK.Pipe()
        process = _FORK.Process(target=_serve, args=(work, waiting, theirs, [*workers, ours]))
        process.start()
        theirs.close()
        workers[ours] = process
    try:
        yield from _deal(len(waiting), set(workers))
    finally:
        for process in workers.values():
            process.terminate()
            process.join()


def _deal(count: int, idle: set[Connection]) -> Iterator[Result]:
    numbers = iter(range(count))
    busy: set[Connection] = set()

    def give(worker: Connection) -> None:
        number = next(numbers, None)
        if number is not None:
            worker.send(number)
            busy.add(worker)

    for worker in idle:
        give(worker)
    while busy:
        for worker in wait(busy):
            try:
                failed, value = worker.recv()
            except EOFError as error:
                raise RuntimeError("a worker of the harness died") from error
            if failed is not None:
                raise RuntimeError(failed)
            busy.discard(worker)
            give(worker)
            yield value


def _serve(
    work: Callable[[Item], Result],
    items: list[Item],
    answers: Connection,
    inherited: list[Connection],
) -> None:
    for connection in inherited:  # held open here, they would never end
        connection.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            number = answers.recv()
        except EOFError:
            return
        try:
            answer = (None, work(items[number]))
        except BaseException:  # noqa: BLE001 - the whole story goes to the harness
            answer = (traceback.format_exc(), None)
        answers.send(answer)
