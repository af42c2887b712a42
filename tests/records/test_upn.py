"""UPNs: the DfE's examples, and that no text breaks the reading."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.upn import check_letter, is_temporary, normalise_upn, upn_problems


def test_every_published_example_is_judged_rightly(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "upn" / "upn_vectors.json").read_text(encoding="utf-8"))
    for vector in vectors["vectors"]:
        problems = upn_problems(normalise_upn(vector["upn"]))
        assert (not problems) == vector["valid"], vector


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "pupils.upn_missing"),
        ("UN3", "pupils.upn_unknown_code"),
        ("H80120000100", "pupils.upn_length"),
        ("H801-2000-01-001", "pupils.upn_length"),
        ("I801200001001", "pupils.upn_characters"),
        ("G80120000101O", "pupils.upn_characters"),
        ("H80120000100١", "pupils.upn_characters"),
        ("Z801200001001", "pupils.upn_check_letter"),
    ],
)
def test_says_what_is_wrong(text: str, problem: str) -> None:
    assert upn_problems(normalise_upn(text)) == (problem,)


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NPQRT-Z]", fullmatch=True))
def test_a_number_with_its_own_letter_is_right_and_any_other_letter_wrong(rest: str) -> None:
    letter = check_letter(rest)
    assert upn_problems(letter + rest) == ()
    assert is_temporary(letter + rest) == rest[-1].isalpha()
    other = "A" if letter != "A" else "B"
    assert upn_problems(other + rest) == ("pupils.upn_check_letter",)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(upn_problems(normalise_upn(text)), tuple)
