"""Compares the record with what was given out of it: files of any kind, and codes on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.given_state import GivenState, read_given
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.entry_words import entry_words
from desktop.usecases.lead.given_out import GivenAnchor, list_anchors
from desktop.usecases.lead.named_acts import numbered
from desktop.usecases.lead.shown_record import ShownRecord, shown_record
from desktop.usecases.lead.verify_casebook import verify_ledger
from desktop.usecases.report import Report, entries, long_moment
from storage.database.repositories import anchors
from storage.keys.signing import grouped
from storage.ledger.consistency import LedgerState, relation
from storage.ledger.fingerprint import check_code, parse_code
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
# after these the record may lawfully lack what was given out
_PUTS_BACK = frozenset({"restore.made", "rescue.made"})
AGREES, CONTRADICTS, LONGER, CANNOT_BE_SAID = "agrees", "contradicts", "longer", "cannot_be_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFile:
    """How a file stands to the record: ``relation`` is "agrees", "contradicts" (both cannot be of
    one record), "longer" (the record lacks entries that the file covers) or "cannot_be_said".
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
    shown = shown_record(casebook.connection)
    acts = [act for act in report.details["acts"] if act["type"] in _PUTS_BACK]
    compared = [_compare(casebook, one, shown, acts) for one in given]
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
    shown = shown_record(casebook.connection)
    tree = shown.tree
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
    return FoundCheckCode(found=False, sentence=_never(shown, wanted))


def _never(shown: ShownRecord, wanted: str) -> str:
    """What is to be said of a code that no number of entries has, as they lie here."""
    if shown.unknown is None:
        return (
            f"The record never had this check code, after none of its {shown.tree.size:,} entries."
            " Either the code was mistyped, or it belongs to another record, or this record was"
            " rewritten, cut, or put back to an older copy since."
        )
    for size, root in shown.said.items():
        if check_code(root) == wanted:
            return (
                f"Entry {size} was signed as the one that follows {entries(size)} with this check"
                f" code. Entry {shown.unknown} before it is lost, so that it can no longer be"
                " worked out whether the others are the ones that the code stood for."
            )
    return (
        f"The record has this check code after none of its {shown.tree.size:,} entries. Codes from"
        f" after entry {shown.unknown}, which is lost, and before its rescue cannot be found now."
        " Else the code was mistyped, or it belongs to another record, or this record was"
        " rewritten, cut, or put back to an older copy since."
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


def _compare(
    casebook: OpenCasebook, given: GivenState, shown: ShownRecord, acts: Sequence[Mapping[str, Any]]
) -> ComparedFile:
    size = given.state.head.size if given.state else 0
    kind, sentence = _relation(casebook, given, shown)
    if kind == CONTRADICTS:
        assert given.state is not None
        _, size = relation(given.state, shown.state_for(given.state))
        last = entry_words(casebook.connection, size - 1)
        sentence = (
            f"{_capital(given.called)} contradicts the record: they differ within the first"
            f" {entries(size)}, up to {last}. Entries were rewritten, or an older copy was put back"
            " and went on, or the file comes from another copy."
        )
    if kind in (CONTRADICTS, LONGER) and acts:
        named = numbered(act["position"] for act in acts)
        sentence += f" The record itself names what may be why, in {named}."
    return ComparedFile(
        file=given.name, kind=given.kind, relation=kind, size=size, sentence=sentence
    )


def _relation(casebook: OpenCasebook, given: GivenState, shown: ShownRecord) -> tuple[str, str]:
    called, state, tree = _capital(given.called), given.state, shown.tree
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
    if given.file_key and given.file_key != casebook.school.p256_key_id:
        return CANNOT_BE_SAID, (
            f"{called} was signed as a file with another key ({grouped(given.file_key)}) than this"
            f" school's ({grouped(casebook.school.p256_key_id)}): the school did not make it,"
            " whatever true data were copied into it."
        )
    size = state.head.size
    if relation(state, shown.state_for(state))[0] == "contradictory":
        return CONTRADICTS, ""
    if size > tree.size:
        return LONGER, (
            f"{called} covers {entries(size)}, and the record has {tree.size:,}: at least"
            f" {entries(size - tree.size)} that it covers are not in the record: they were taken"
            " off its end, or an older copy was put back."
        )
    if tree.root(size) != state.head.root:
        return CANNOT_BE_SAID, _behind_the_lost(called, state, shown)
    gone = [seq for seq in shown.lost if seq < size]
    but = f" But {numbered(gone)} of them {'is' if len(gone) == 1 else 'are'} lost." if gone else ""
    return AGREES, (
        f"{called} agrees: its check code was the record's at {entries(size)}, and none of them was"
        f" changed since.{but}"
    )


def _behind_the_lost(called: str, state: LedgerState, shown: ShownRecord) -> str:
    """What can still be said where the code cannot be worked out any more."""
    words = (
        f"Whether {called[:1].lower()}{called[1:]} agrees: entry {shown.unknown}, which it covers,"
        " is lost so that its check code can no longer be worked out."
    )
    same = sum(1 for seq in state.leaves if seq not in shown.lost)
    if same:
        words += f" Of the entries attached to it {same} stand in the record unchanged."
    return words


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
