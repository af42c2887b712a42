"""One value, one sequence of bytes for ever: the RFC 8785 (JCS) profile that the ledger signs.

The profile leaves out what JCS makes hard: no floats, integers below 2^53, ASCII keys, no lone
surrogates.
"""

import json
from collections.abc import Mapping, Sequence

LARGEST_INTEGER = 2**53 - 1

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]


class CanonicalJsonError(ValueError):
    """The value (or the bytes) lie outside the profile; says where, never what."""


def encode(value: Value) -> bytes:
    """Return the canonical UTF-8 bytes of ``value``; raises CanonicalJsonError outside the
    profile.
    """
    _check(value, "$")
    return _ENCODER.encode(value).encode("utf-8")


def decode(data: bytes) -> Value:
    """Read canonical bytes back; raises CanonicalJsonError when they are not canonical."""
    try:
        value: Value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_refuse_constant
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise CanonicalJsonError("not JSON") from error
    if encode(value) != data:
        raise CanonicalJsonError("not in canonical form")
    return value


def _no_duplicates(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise CanonicalJsonError("a key stands twice")
    return result


def _refuse_constant(name: str) -> Value:
    raise CanonicalJsonError(f"{name} is not allowed")


def _check(value: Value, place: str) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise CanonicalJsonError(f"integer out of range at {place}")
    elif isinstance(value, str):
        try:
            value.encode("utf-8")  # much faster than looking at each character
        except UnicodeEncodeError as error:
            raise CanonicalJsonError(f"lone surrogate at {place}") from error
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise CanonicalJsonError(f"key is not ASCII text at {place}")
            _check(item, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check(item, f"{place}[{index}]")
    else:
        raise CanonicalJsonError(f"{type(value).__name__} at {place}")
