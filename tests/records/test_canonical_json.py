"""One value, one sequence of bytes: RFC 8785's examples, another implementation, refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from storage.records.canonical_json import LARGEST_INTEGER, CanonicalJsonError, decode, encode

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_KEYS = st.text(st.characters(codec="ascii"), max_size=10)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-LARGEST_INTEGER, LARGEST_INTEGER), _TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("name", ["arrays", "structures", "french"])
def test_published_examples(shared_data: Path, name: str) -> None:
    folder = shared_data / "crypto" / "jcs"
    value = json.loads((folder / f"{name}.in.json").read_text(encoding="utf-8"))
    expected = (folder / f"{name}.out.json").read_bytes()
    if name == "french":  # its keys have accents, which our profile leaves out
        with pytest.raises(CanonicalJsonError):
            encode(value)
        return
    assert encode(_without_floats(value)) == expected


def _without_floats(value: Any) -> Any:
    """The examples write 56.0, which is the integer 56 to JSON."""
    if isinstance(value, float):
        return int(value)
    if isinstance(value, dict):
        return {key: _without_floats(item) for key, item in value.items()}
    return [_without_floats(item) for item in value] if isinstance(value, list) else value


@given(_VALUES)
def test_agrees_with_another_implementation_and_reads_back(value: Any) -> None:
    data = encode(value)
    assert data == rfc8785.dumps(value)
    assert decode(data) == value


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), 2**53, -(2**53), "\ud800", {"é": 1}, {1: 2}, b"x", {"a": {"b": 0.1}}],
)
def test_refuses_what_lies_outside_the_profile(value: Any) -> None:
    with pytest.raises(CanonicalJsonError) as caught:
        encode(value)
    assert "0.1" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',
        b'{ "a":1}',
        b'{"a":1,"a":1}',
        b'"\\u00e9"',
        b"1.0",
        b"NaN",
        b"Infinity",
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_reads_canonical_bytes_only(data: bytes) -> None:
    with pytest.raises(CanonicalJsonError):
        decode(data)
