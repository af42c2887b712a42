"""What every list of ids and rows does alike."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_order_of(ids: Sequence[str], found: Mapping[str, T]) -> list[T]:
    """Return what was found in the order of ``ids``; what is gone is left out."""
    return [found[item] for item in ids if item in found]
