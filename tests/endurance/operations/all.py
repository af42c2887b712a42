"""Every operation that is stepped through."""

from tests.endurance.operation import Operation
from tests.endurance.operations import (
    coming_back,
    entries,
    keeping,
    letters,
    people,
    readers,
    unfinished,
    ways_in,
)
from tests.endurance.options import Options

OPERATIONS: tuple[Operation, ...] = (
    *entries.OPERATIONS,
    *ways_in.OPERATIONS,
    *keeping.OPERATIONS,
    *letters.OPERATIONS,
    *unfinished.OPERATIONS,
    *people.OPERATIONS,
    *readers.OPERATIONS,
    *coming_back.OPERATIONS,
)


def chosen(options: Options) -> tuple[Operation, ...]:
    """The operations that are asked for."""
    return tuple(one for one in OPERATIONS if not options.only or one.name in options.only)
