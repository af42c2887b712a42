"""Says what a damaged casebook still holds, part by part, without changing anything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from storage.database import found_rows
from storage.database.found_files import FoundFiles
from storage.database.page_reader import PageReader
from storage.database.rescue_plan import Plan, Planner
from storage.database.salvage import TRUTH, Salvage, Salvager

Progress = Callable[[str, int, int], None]
_ENTRY_PARTS = frozenset({"entry", "entry_leaf", "sqlite_autoindex_entry_1"})
# What a damaged read table is called on screen, by the beginning of its name.
_LISTS = (
    ("pupil", "children"),
    ("concern", "concerns"),
    ("triage", "concerns"),
    ("reply", "concerns"),
    ("action", "actions"),
    ("chronology", "chronologies"),
    ("amendment", "chronologies"),
    ("volume", "chronologies"),
    ("risk", "risk"),
    ("disclosure", "exports"),
    ("access", "access"),
    ("person", "people"),
    ("workstation", "people"),
    ("ft", "search"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRange:
    """Neighbouring entries that cannot be read from the file: positions ``first`` to ``last``.

    ``content_only``: who wrote them and when is known, what they say is not. ``before_at`` and
    ``after_at`` are when the readable neighbours were written (UTC text, "" where there is none).
    """

    first: int
    last: int
    content_only: bool
    before_at: str
    after_at: str

    @property
    def count(self) -> int:
        """How many entries."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDamage:
    """What is damaged. ``lists`` are codes of read tables (see resources/messages), which can be
    rebuilt; ``unknown_pages`` belong to nothing that can be told.
    """

    pages: int
    pages_damaged: int
    entries: int
    ranges: tuple[LostRange, ...]
    files_lost: int
    lists: tuple[str, ...]
    first_entry_lost: bool
    school_keys_at_risk: bool
    settings_at_risk: bool
    log_broken: bool
    cut_short: bool
    unknown_pages: int

    @property
    def entries_lost(self) -> int:
        """How many entries cannot be read from this file."""
        return sum(found.count for found in self.ranges)

    @property
    def only_lists(self) -> bool:
        """Whether everything that counts as the record can be read: what is damaged is rebuilt."""
        return not (self.ranges or self.files_lost or self.log_broken or self.first_entry_lost)


def look(
    reader: PageReader, salvager: Salvager, planner: Planner, *, progress: Progress
) -> FileDamage:
    """Survey the file; ``planner`` has no backups. ``progress`` gets (stage, done, in all)."""
    found = salvager.survey(progress=lambda done, total: progress("pages", done, total))
    if found.bad:
        salvager.attribute()
    plan = planner.make()
    dates, files_lost = _walk(planner, FoundFiles(salvager), progress)
    owners = {number: found.owners.get(number, "") for number in found.bad}
    return FileDamage(
        pages=reader.count,
        pages_damaged=len(found.bad),
        entries=plan.size,
        ranges=_ranges(plan, dates),
        files_lost=files_lost,
        lists=_lists(owners.values()),
        first_entry_lost=0 in plan.lost | plan.emptied,
        school_keys_at_risk="school_key" in found.incomplete,
        settings_at_risk="setting" in found.incomplete,
        log_broken=reader.log_broken,
        cut_short=_cut_short(reader, found),
        unknown_pages=sum(not owner for owner in owners.values()),
    )


def _walk(planner: Planner, files: FoundFiles, progress: Progress) -> tuple[dict[int, str], int]:
    """When each readable entry was written, and how many attached files are not whole."""
    dates, lost, total = {}, 0, planner.plan.size
    for seq, row in planner.rows():
        if row is not None:
            dates[seq] = row.parsed.at
            for number, (salt, commitment) in enumerate(found_rows.listed_files(row)):
                lost += files.whole(seq, number, salt=salt, commitment=commitment) is None
        if seq % 500 == 0 or seq == total - 1:
            progress("entries", seq + 1, total)
    return dates, lost


def _ranges(plan: Plan, dates: dict[int, str]) -> tuple[LostRange, ...]:
    missing = (plan.lost | plan.emptied) - plan.named_before
    lost = [(seq, seq in plan.emptied) for seq in sorted(missing)]
    ranges = []
    for (_offset, content_only), group in groupby(
        enumerate(lost), key=lambda item: (item[1][0] - item[0], item[1][1])
    ):
        seqs = [seq for _index, (seq, _content) in group]
        ranges.append(
            LostRange(
                first=seqs[0],
                last=seqs[-1],
                content_only=content_only,
                before_at=_nearest(dates, range(seqs[0] - 1, -1, -1)),
                after_at=_nearest(dates, range(seqs[-1] + 1, plan.size)),
            )
        )
    return tuple(ranges)


def _nearest(dates: dict[int, str], positions: range) -> str:
    return next((dates[seq] for seq in positions if seq in dates), "")


def _lists(owners: Iterable[str]) -> tuple[str, ...]:
    names = {owner.removeprefix("sqlite_autoindex_") for owner in owners}
    known = {
        word
        for name in names - set(TRUTH) - _ENTRY_PARTS
        for beginning, word in _LISTS
        if name.startswith(beginning)
    }
    return tuple(sorted(known))


def _cut_short(reader: PageReader, found: Salvage) -> bool:
    return reader.ragged or (bool(found.bad) and found.bad[-1] > reader.in_file)
