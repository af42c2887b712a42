"""Which numbers of a computer have not arrived while a later one has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.letters_passed_by import passed_by
from storage.database.repositories import ledger_rows, people, slips
from storage.database.repositories.slips import SeenSlip
from storage.ledger.entries import parse_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Numbers ``first`` to ``last`` of one computer are missing.

    ``name`` is the computer's ("" when it was never paired); they were written between ``after``
    ("" for the first of all) and ``before``, UTC text by that computer's clock; ``known_since`` is
    when the casebook took the later one.
    """

    workstation: str
    name: str
    first: int
    last: int
    after: str
    before: str
    known_since: str

    @property
    def count(self) -> int:
        """How many numbers."""
        return self.last - self.first + 1


def letter_gaps(casebook: OpenCasebook) -> tuple[Gap, ...]:
    """Return what is missing now, by computer and number; letters for somebody else (the head, the
    chair) use numbers too and are no gap.
    """
    names = {station.id: station.name for station in people.workstations(casebook.connection)}
    elsewhere = passed_by(casebook.connection)
    found = []
    seen = slips.every_seen(casebook.connection)
    for station, letters in groupby(seen, key=lambda letter: letter.workstation):
        others = frozenset(elsewhere.get(station, {}))
        for before, after in _pairs(list(letters)):
            for first, last in _runs(before.number if before else 0, after.number, others):
                found.append(
                    Gap(
                        workstation=station,
                        name=names.get(station, ""),
                        first=first,
                        last=last,
                        after=_written(casebook, before)[0] if before else "",
                        before=_written(casebook, after)[0],
                        known_since=_written(casebook, after)[1],
                    )
                )
    return tuple(found)


def _pairs(letters: Sequence[SeenSlip]) -> Iterator[tuple[SeenSlip | None, SeenSlip]]:
    """Neighbours with something between them."""
    if letters[0].number > 1:
        yield None, letters[0]
    for before, after in pairwise(letters):
        if after.number > before.number + 1:
            yield before, after


def _runs(before: int, after: int, others: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The numbers between two that came, without those for somebody else."""
    start = before + 1
    for other in sorted(number for number in others if before < number < after):
        if start < other:
            yield start, other - 1
        start = other + 1
    if start < after:
        yield start, after - 1


def _written(casebook: OpenCasebook, letter: SeenSlip) -> tuple[str, str]:
    """When a letter was written by its computer's clock, and when the casebook took it."""
    row = ledger_rows.row(casebook.connection, casebook.ledger, letter.seq)
    if row is None:
        return "", ""
    taken = parse_header(row.header).at
    values: dict[str, Any] = {name: value for name, (value, _) in (row.fields or {}).items()}
    return str(values.get("written_at", taken)), taken
