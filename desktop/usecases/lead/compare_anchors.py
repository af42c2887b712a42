"""Compares the record with what was given out of it: files of any kind, and codes on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.given_state import GivenState, read_given
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.entry_words import entry_words
from desktop.usecases.lead.given_out import GivenAnchor, list_anchors
from desktop.usecases.lead.verify_casebook import verify_ledger
from desktop.usecases.report import Report, entries, long_moment
from storage.database.repositories import anchors, ledger_rows
from storage.ledger.consistency import LedgerState, relation
from storage.ledger.fingerprint import check_code, parse_code
from storage.ledger.lost import LOST_LEAF
from storage.ledger.merkle import Tree
from storage.records import permissions
from storage.records.errors import UserFacingError

__all__ = [
    "ComparedFile",
    "FoundCheckCode",
    "GivenAnchor",
    "compare_with_files",
    "find_check_code",
    "list_anchors",
]
Progress = Callable[[int, int], None]
AGREES, CONTRADICTS, LONGER, CANNOT_BE_SAID = "agrees", "contradicts", "longer", "cannot_be_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFile:
    """How a file stands to the record: ``relation`` is "agrees", "contradicts" (the record was
    rewritten), "longer" (entries were taken off the record's end) or "cannot_be_said".
    """

    file: str
    kind: str
    relation: str
    size: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCheckCode:
    """Whether the record ever had a check code.

    ``size`` is the number of entries it had then, ``at`` the time of the last of them and ``until``
    that of the next (UTC texts, None while it is the newest). Where it never had it, ``near_size``
    is the size whose code differs in a single group, ``near_group`` (from 1); else both are 0.
    """

    found: bool
    sentence: str
    size: int = 0
    at: str | None = None
    until: str | None = None
    near_size: int = 0
    near_group: int = 0


def compare_with_files(
    casebook: OpenCasebook, paths: Sequence[Path], *, progress: Progress | None = None
) -> Report:
    """Verify the record and compare it with every file; the answer is "changed" when any differs.

    ``details["anchors"]`` holds one value for each file. Raises as ``read_given``.
    """
    report = verify_ledger(casebook, progress=progress)
    key = casebook.school.public_ed25519
    given = [read_given(path, school_key=key) for path in paths]
    tree = ledger_rows.tree(casebook.connection)
    compared = [_compare(casebook, one, tree) for one in given]
    broken = next((one for one in compared if one.relation in (CONTRADICTS, LONGER)), None)
    fault = report.first_fault
    if fault is None and broken is not None:
        code = "verify.contradicts" if broken.relation == CONTRADICTS else "verify.cut_off"
        fault = {"code": code, "position": broken.size, "file": broken.file}
    return Report(
        result="ok" if fault is None else "changed",
        proved=(
            *report.proved,
            *(one.sentence for one in compared if one.relation != CANNOT_BE_SAID),
        ),
        not_proved=(
            *(one.sentence for one in compared if one.relation == CANNOT_BE_SAID),
            *report.not_proved,
        ),
        first_fault=fault,
        details={**report.details, "anchors": [_value(one) for one in compared]},
    )


def find_check_code(casebook: OpenCasebook, code: str) -> FoundCheckCode:
    """Find the size at which the record had a check code typed from paper; spaces, small letters
    and misread figures are forgiven. Raises verify.not_a_check_code.

    The leaves are believed as they are stored: verify the ledger first.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    try:
        wanted = parse_code(code)
    except ValueError:
        raise UserFacingError("verify.not_a_check_code") from None
    groups = wanted.split(" ")
    near_size, near_group = 0, 0
    tree = ledger_rows.tree(casebook.connection)
    for size, root in enumerate(tree.roots(), start=1):
        own = check_code(root)
        if own == wanted:
            return _found(casebook, size)
        # two codes agree in a group by chance once in a million times
        if own[:4] == groups[0] or own[-9:-5] == groups[-2]:
            differing = [n for n, pair in enumerate(zip(own.split(" "), groups, strict=True), 1)
                         if pair[0] != pair[1]]  # fmt: skip
            if len(differing) == 1:
                near_size, near_group = size, differing[0]
    if near_size:
        return FoundCheckCode(
            found=False,
            near_size=near_size,
            near_group=near_group,
            sentence=f"The record never had this check code. It differs in group {near_group} alone"
            f" from the one it had at {entries(near_size)}: look at that group again. If it is"
            " typed as it is printed, the print is not of this record.",
        )
    return FoundCheckCode(
        found=False,
        sentence=f"The record never had this check code, at none of its {tree.size:,} sizes. Either"
        " the code was mistyped, or it belongs to another record, or this record was rewritten or"
        " cut since.",
    )


def _found(casebook: OpenCasebook, size: int) -> FoundCheckCode:
    last = anchors.moment_of(casebook.connection, size - 1)
    following = anchors.moment_of(casebook.connection, size)
    at = last[0] if last else None
    until = following[0] if following else None
    when = f" It had it from {long_moment(at)}" if at else ""
    if when:
        when += f" until {long_moment(until)}." if until else " on, and has it now."
    return FoundCheckCode(
        found=True,
        size=size,
        at=at,
        until=until,
        sentence=f"The record had this check code when it had {entries(size)}; none of them was"
        f" changed since.{when}",
    )


def _compare(casebook: OpenCasebook, given: GivenState, tree: Tree) -> ComparedFile:
    size = given.state.head.size if given.state else 0
    kind, sentence = _relation(casebook, given, tree)
    if kind == CONTRADICTS:
        assert given.state is not None
        size = _first_difference(given.state, tree)
        last = entry_words(casebook.connection, size - 1)
        sentence = (
            f"{_capital(given.called)} contradicts the record: the record was rewritten within its"
            f" first {entries(size)}, up to {last}."
        )
    return ComparedFile(
        file=given.name, kind=given.kind, relation=kind, size=size, sentence=sentence
    )


def _relation(casebook: OpenCasebook, given: GivenState, tree: Tree) -> tuple[str, str]:
    called, state = _capital(given.called), given.state
    if state is None:
        return CANNOT_BE_SAID, (
            f"{called} names no state of the record that can be believed: the file was changed or"
            " is not one of the program's."
        )
    if state.head.ledger != casebook.ledger:
        return CANNOT_BE_SAID, f"{called} comes from another casebook."
    if given.key != casebook.school.public_ed25519:
        return CANNOT_BE_SAID, (
            f"{called} was signed with another key than this school's and says nothing of its"
            " record."
        )
    size = state.head.size
    if any(tree.leaf(position) == LOST_LEAF for position in range(min(size, tree.size))):
        return CANNOT_BE_SAID, (
            f"{called}: entries that it covers were lost so that their check codes can no longer be"
            " worked out."
        )
    kind, _ = relation(state, _own_state(state, tree, casebook.ledger))
    if kind == "contradictory":
        return CONTRADICTS, ""
    if size > tree.size:
        return LONGER, (
            f"{called} covers {entries(size)}, and the record has {tree.size:,}: at least"
            f" {entries(size - tree.size)} were taken off its end."
        )
    return AGREES, (
        f"{called} agrees: its check code was the record's at {entries(size)}, and none of them was"
        " changed since."
    )


def _own_state(given: LedgerState, tree: Tree, ledger: bytes) -> LedgerState:
    """What the record itself shows at the sizes and positions that a file speaks of."""
    head = given.head
    sizes = {*given.earlier, head.size}
    return LedgerState(
        head=type(head)(ledger=ledger, size=tree.size, root=tree.root()),
        earlier={size: tree.root(size) for size in sizes if size <= tree.size},
        leaves={seq: tree.leaf(seq) for seq in given.leaves if seq < tree.size},
    )


def _first_difference(given: LedgerState, tree: Tree) -> int:
    _, size = relation(given, _own_state(given, tree, given.head.ledger))
    return size


def _value(one: ComparedFile) -> dict[str, Any]:
    return {
        "file": one.file,
        "kind": one.kind,
        "relation": one.relation,
        "entries": one.size,
        "sentence": one.sentence,
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
