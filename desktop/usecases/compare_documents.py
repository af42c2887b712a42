"""Says of two or more files of one school whether they come from one record that only grew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from desktop.usecases.given_state import GivenState, read_given
from desktop.usecases.report import Report, entries
from storage.keys.person_keys import key_id_of
from storage.keys.signing import grouped
from storage.ledger.consistency import relation
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError

CONSISTENT, CONTRADICTORY, CANNOT_BE_SAID = "consistent", "contradictory", "cannot_be_said"
_OPEN = (
    "That what was written is true, or complete.",
    "Anything about entries after the newest of these files.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """How two files stand to one another, with the sentence that says so."""

    first: str
    second: str
    verdict: str
    sentence: str


def compare_files(paths: Sequence[Path], *, expect_key: str = "") -> Report:
    """Check each file, then compare the states of the record that they name; no sign-in.

    ``details["verdict"]`` is "consistent", "contradictory" or "cannot_be_said", and
    ``details["pairs"]`` says it of each pair. A changed file makes the answer "changed", and then
    nothing is compared. Raises verify.one_file, and as ``read_given``.
    """
    given = _read_all(paths, expect_key=expect_key)
    broken = [one for one in given if one.report.result != "ok"]
    if broken:
        return _broken(broken[0], given)
    pairs = [_pair(one, other) for one, other in combinations(_by_size(given), 2)]
    pairs = _chained(pairs)
    verdict = _verdict(pairs)
    worst = next((pair for pair in pairs if pair.verdict == CONTRADICTORY), None)
    proved = [f"{_capital(one.called)}: {_unchanged(one)}" for one in given]
    not_proved: list[str] = []
    for pair in pairs:
        (not_proved if pair.verdict == CANNOT_BE_SAID else proved).append(pair.sentence)
    if not expect_key and any(one.key for one in given):
        keys = ", ".join(sorted({grouped(key_id_of(one.key)) for one in given if one.key}))
        not_proved.append(
            "Whose record it is: ask the school by another way for the id of the key that signs its"
            f" check codes and compare it with {keys}."
        )
    return Report(
        result="changed" if worst is not None else "ok",
        proved=tuple(proved),
        not_proved=(*not_proved, *_OPEN),
        first_fault=None
        if worst is None
        else {"code": "verify.files_contradict", "first": worst.first, "second": worst.second},
        details={
            "verdict": verdict,
            "pairs": [
                {
                    "first": pair.first,
                    "second": pair.second,
                    "verdict": pair.verdict,
                    "sentence": pair.sentence,
                }
                for pair in pairs
            ],
            "files": [_file_value(one) for one in given],
        },
    )


def _read_all(paths: Sequence[Path], *, expect_key: str) -> list[GivenState]:
    """Documents and receipts first: a backup's signature can be checked with their keys."""
    if len(paths) < 2:
        raise UserFacingError("verify.one_file")
    given = [read_given(path, expect_key=expect_key) for path in paths]
    # a document signed with the expected key vouches for the key that signed its check code
    vouched = {one.key for one in given if one.file_key and expect_key}
    for place, one in enumerate(given):
        if one.kind == "receipt" and one.state is None and vouched:
            plain = read_given(paths[place])
            given[place] = plain if plain.key in vouched else one
    names = [one.name for one in given]
    for place, one in enumerate(given):
        if names.count(one.name) > 1:
            given[place] = replace(one, name=str(paths[place]))
    for place, one in enumerate(given):
        if one.state is None or one.key:
            continue
        for other in given:
            if other.key and other.state and other.state.head.ledger == one.state.head.ledger:
                known = read_given(paths[place], school_key=other.key)
                given[place] = replace(known, name=one.name)
                break
    return given


def _by_size(given: Sequence[GivenState]) -> list[GivenState]:
    return sorted(given, key=lambda one: one.state.head.size if one.state else 0)


def _pair(first: GivenState, second: GivenState) -> PairVerdict:
    """``first`` names the shorter record."""
    assert first.state is not None
    assert second.state is not None
    verdict, sentence = CANNOT_BE_SAID, ""
    names = f"{first.called} and {second.called}"
    kind, size = relation(first.state, second.state)
    if kind == "other_ledger":
        sentence = f"{_capital(names)} come from two different records and cannot be compared."
    elif not first.key or not second.key:
        unsigned = second if first.key else first
        sentence = (
            f"Whether {names} agree: nobody here can check who signed {unsigned.called}. Give a"
            " signed document of the same school beside it."
        )
    elif first.file_key and second.file_key and first.file_key != second.file_key:
        sentence = (
            f"{_capital(names)} were signed as files with two different keys, so that they are not"
            " proved to come from one school: ask the school which key is its own"
            f" ({grouped(first.file_key)} or {grouped(second.file_key)})."
        )
    elif first.key != second.key:
        sentence = f"{_capital(names)} were signed with two different keys: ask the school why."
    elif kind == "contradictory":
        verdict = CONTRADICTORY
        sentence = (
            f"{_capital(names)} contradict one another: they show two different records within the"
            f" first {entries(size)}. Entries were rewritten, or an older copy was put back and"
            " went on, or there are two copies."
        )
    elif kind == "not_shown":
        sentence = (
            f"Whether {names} agree: the later one carries no proof from {entries(size)} on. Ask"
            f" the school for a new signed document or certificate, or to check the code"
            f" {check_code(first.state.head.root)} against its record (verify --check-code), and"
            " whether its record was restored or rescued."
        )
    else:
        verdict = CONSISTENT
        sentence = (
            f"{_capital(names)} agree: the later record begins with the earlier one,"
            f" {entries(size)}, and none of these was changed between."
        )
    return PairVerdict(first=first.name, second=second.name, verdict=verdict, sentence=sentence)


def _chained(pairs: Sequence[PairVerdict]) -> list[PairVerdict]:
    """Two beginnings of one record are of one record, also if neither carries a proof of the other:
    A begins C and B begins C. And where A begins B and B begins C, A begins C.
    """
    begins = {(pair.first, pair.second) for pair in pairs if pair.verdict == CONSISTENT}
    grown = True
    while grown:
        more = {(a, d) for a, b in begins for c, d in begins if b == c and a != d} - begins
        begins |= more
        grown = bool(more)
    return [_by_way(pair, begins) for pair in pairs]


def _by_way(pair: PairVerdict, begins: set[tuple[str, str]]) -> PairVerdict:
    if pair.verdict != CANNOT_BE_SAID:
        return pair
    both = {c for a, c in begins if a == pair.first} & {c for a, c in begins if a == pair.second}
    if (pair.first, pair.second) not in begins and not both:
        return pair
    by_way = f" by way of {min(both)}, which goes on from both" if both else ""
    return PairVerdict(
        first=pair.first,
        second=pair.second,
        verdict=CONSISTENT,
        sentence=f"{pair.first} and {pair.second} agree{by_way}.",
    )


def _verdict(pairs: Sequence[PairVerdict]) -> str:
    verdicts = {pair.verdict for pair in pairs}
    if CONTRADICTORY in verdicts:
        return CONTRADICTORY
    return CANNOT_BE_SAID if CANNOT_BE_SAID in verdicts else CONSISTENT


def _broken(broken: GivenState, given: Sequence[GivenState]) -> Report:
    return Report(
        result=broken.report.result,
        proved=(),
        not_proved=(
            f"That {broken.called} is as the school wrote it: a changed file is compared with"
            " nothing.",
            *_OPEN,
        ),
        first_fault=broken.report.first_fault,
        details={
            "verdict": CANNOT_BE_SAID,
            "pairs": [],
            "files": [_file_value(one) for one in given],
        },
    )


def _file_value(one: GivenState) -> dict[str, object]:
    return {
        "file": one.name,
        "kind": one.kind,
        "result": one.report.result,
        "at": one.at or None,
        "entries": one.state.head.size if one.state else None,
    }


def _unchanged(one: GivenState) -> str:
    if one.key and one.kind == "backup":
        return "the file is whole, and its check code was signed; its date is its own word."
    if one.key:
        return "unchanged since it was signed."
    return "the file is whole, but nobody here can check its signature."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
