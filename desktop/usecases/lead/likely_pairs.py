"""Which entries of a child may tell of the same event: offered to a lead, never taken as one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import resources
from storage.database.connection import Connection
from storage.database.repositories import chronology, chronology_lists
from storage.records.chronology import ChronologyEntry
from storage.records.name_folding import folded

_WORD = re.compile(r"[^\W\d_]+")
# these follow from another entry and use its words
_FOLLOWING = ("decision", "action", "outcome", "closure", "reply", "action_changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRules:
    """The rules of resources/likely_pairs.toml."""

    days_apart: int
    longest_range_days: int
    shared_words: int
    shared_share: float
    shortest_word: int
    most: int
    common_words: frozenset[str]


def pair_rules() -> PairRules:
    """Read the rules."""
    value = resources.read_toml("likely_pairs.toml")
    return PairRules(
        days_apart=value["days_apart"],
        longest_range_days=value["longest_range_days"],
        shared_words=value["shared_words"],
        shared_share=value["shared_share"],
        shortest_word=value["shortest_word"],
        most=value["most"],
        common_words=frozenset(value["common_words"]),
    )


def likely_same(
    connection: Connection, pupil_id: str, entry: ChronologyEntry, *, rules: PairRules
) -> tuple[ChronologyEntry, ...]:
    """Return the entries of this child's file that may tell of the same event as ``entry``, the
    likeliest first; those that a lead has taken as the same event already are left out.
    """
    span = _span(entry, rules)
    if span is None:
        return ()
    first, last = span
    apart = timedelta(days=rules.days_apart)
    longest = timedelta(days=rules.longest_range_days)
    near = chronology_lists.begun_between(
        connection,
        pupil_id,
        first=(first - apart - longest).isoformat(),
        last=(last + apart).isoformat(),
    )
    words = _words(entry, rules)
    found = []
    for other in chronology.rows(connection, pupil_id, near):
        when = _span(other, rules)
        if when is None or when[1] + apart < first or _one_thing(entry, other):
            continue
        theirs = _words(other, rules)
        shared = len(words & theirs)
        enough = rules.shared_share * min(len(words), len(theirs))
        if shared >= rules.shared_words and shared >= enough:
            found.append((-shared, other.id, other))
    return tuple(other for _, _, other in sorted(found, key=lambda each: each[:2])[: rules.most])


def _one_thing(one: ChronologyEntry, other: ChronologyEntry) -> bool:
    """Rows of one record, or of one event already."""
    return one.id.partition(".")[0] == other.id.partition(".")[0] or (
        bool(one.event) and one.event == other.event
    )


def _span(entry: ChronologyEntry, rules: PairRules) -> tuple[date, date] | None:
    if entry.kind in _FOLLOWING or not entry.happened.earliest or not entry.happened.latest:
        return None
    first = date.fromisoformat(entry.happened.earliest[:10])
    last = date.fromisoformat(entry.happened.latest[:10])
    return (first, last) if (last - first).days <= rules.longest_range_days else None


def _words(entry: ChronologyEntry, rules: PairRules) -> frozenset[str]:
    plain = folded(f"{entry.text} {entry.child_words}").text
    return frozenset(
        word
        for word in _WORD.findall(plain)
        if len(word) >= rules.shortest_word and word not in rules.common_words
    )
