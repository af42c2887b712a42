"""Which entries of a file a chronology shows: one page, the significant ones, or all, by a rule
that is printed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.intake import vocabularies
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError

_LISTED = "chronology_lengths"
_LEVELS = "case_levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The entries to show, in their order, of ``total``; ``rule`` says in words how they were
    chosen, without a full stop.
    """

    entries: tuple[ChronologyEntry, ...]
    total: int
    rule: str


def select_entries(
    entries: Sequence[ChronologyEntry],
    *,
    length: str,
    fits: Callable[[Sequence[ChronologyEntry], str], bool],
    family: bool = False,
    counted: bool = True,
) -> Selected:
    """Choose by ``length``, a code of resources/vocabularies/chronology_lengths.toml.

    ``fits`` says whether entries, with the rule printed above them, stand on one page; a page holds
    at least one entry, however long. Without ``counted`` the rule does not tell how many were left
    out. Raises chronology.length_unknown.
    """
    known = vocabularies.load(_LISTED)
    item = known.item(length)
    if item is None:
        codes = ", ".join(each.code for each in known.items)
        raise UserFacingError("chronology.length_unknown", known=codes)
    rule = str(item.extra["family"]) if family else item.definition
    if length == "page":
        summarised = f". {item.extra['summarised']}"
        return _one_page(entries, rule=rule, summarised=summarised, fits=fits, counted=counted)
    chosen = tuple(
        entry
        for entry in entries
        if length == "full" or entry.significant or not entry.happened.dated
    )
    return Selected(entries=chosen, total=len(entries), rule=rule)


def _one_page(
    entries: Sequence[ChronologyEntry],
    *,
    rule: str,
    summarised: str,
    fits: Callable[[Sequence[ChronologyEntry], str], bool],
    counted: bool,
) -> Selected:
    """The longest beginning of the order of weight that fits: with each entry the page only gets
    fuller, so the border is found by doubling and halving.
    """
    levels = vocabularies.load(_LEVELS)
    ranks = {item.code: int(item.extra.get("rank", 0)) for item in levels.items}
    weighed = sorted(
        range(len(entries)),
        key=lambda place: _weight(entries[place], place, ranks.get(entries[place].level, 0)),
    )

    def first(count: int) -> Selected:
        chosen = tuple(entries[place] for place in sorted(weighed[:count]))
        said = rule + (summarised if any(entry.summary for entry in chosen) else "")
        said += _undated_words(chosen, entries) if counted else ""
        return Selected(entries=chosen, total=len(entries), rule=said)

    def holds(count: int) -> bool:
        selected = first(count)
        return fits(selected.entries, selected.rule)

    least, most = min(1, len(entries)), len(entries)
    while least < most and holds(min(2 * least, most)):
        least = min(2 * least, most)
    most = min(2 * least - 1, most)
    while least < most:
        middle = (least + most + 1) // 2
        if holds(middle):
            least = middle
        else:
            most = middle - 1
    return first(least)


def _weight(entry: ChronologyEntry, place: int, rank: int) -> tuple[bool, bool, int, int]:
    """Significant ones first; among them those without a date, then those of the highest level,
    then the latest: the entries come in order of when they happened.
    """
    return (not entry.significant, entry.happened.dated, -rank, -place)


def _undated_words(chosen: Sequence[ChronologyEntry], entries: Sequence[ChronologyEntry]) -> str:
    """How many entries without a date are not on the page; nothing where all are."""
    shown, there = (sum(not entry.happened.dated for entry in some) for some in (chosen, entries))
    if shown == there:
        return ""
    noun, verb = "entry" if there == 1 else "entries", "is" if 1 in (shown, there) else "are"
    return f". {shown or 'None'} of {there} {noun} without a date {verb} shown"
