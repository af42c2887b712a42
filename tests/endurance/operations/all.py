"""Every operation that is stepped through."""

from tests.endurance.operation import Operation
from tests.endurance.operations import entries, keeping, letters, ways_in
from tests.endurance.options import Options

OPERATIONS: tuple[Operation, ...] = (
    *entries.OPERATIONS,
    *ways_in.OPERATIONS,
    *keeping.OPERATIONS,
    *letters.OPERATIONS,
)


def chosen(options: Options) -> tuple[Operation, ...]:
    """The operations that are asked for."""
    return tuple(one for one in OPERATIONS if not options.only or one.name in options.only)
