"""The list of a chronology: what the database chooses is what reading every row would choose."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_links import link_events
from desktop.usecases.lead.likely_pairs import likely_same, pair_rules
from desktop.usecases.lead.told_events import together
from storage.database.repositories import chronology, chronology_lists, linked_events, pupils
from storage.records.chronology import ChronologyEntry, in_order
from storage.records.chronology_filter import ChronologyFilter
from storage.records.events import Event
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

WORDS = ("grandmother", "coat", "breakfast", "bruise", "école", "tired", "late", "police")
KINDS = ("call", "visit", "positive")
FIRST_DAY = date(2024, 1, 1)


def fill(casebook: OpenCasebook, files: list[list[str]], *, seed: int) -> None:
    """Add an entry for each list of children, half of them vague or without a date."""
    chance = random.Random(seed)
    events = []
    for number, children in enumerate(files):
        day = FIRST_DAY + timedelta(days=chance.randrange(60))
        when = chance.choice(
            (
                When.on_day(day),
                When.between(day, day + timedelta(days=chance.randrange(20))),
                When.unknown(as_told="before"),
            )
        )
        events.append(
            Event(
                type="entry.added",
                fields={
                    "id": f"e-{seed:04}{number:08}",
                    "kind": chance.choice(KINDS),
                    "pupils": children,
                    "happened": when.to_value(),
                    "text": " ".join(chance.choices(WORDS, k=4)),
                    "significant": chance.random() < 0.3,
                },
            )
        )
    casebook.append(*events)


def wanted(entry: ChronologyEntry, asked: ChronologyFilter) -> bool:
    """The same choice, made by reading the row."""
    first, last = (entry.happened.earliest or "")[:10], (entry.happened.latest or "")[:10]
    words = entry.text.replace("é", "e").split()
    return all(
        (
            entry.significant or not asked.significant,
            not entry.happened.dated or not asked.undated,
            bool(entry.event) or not asked.linked,
            not asked.kinds or entry.kind in asked.kinds,
            not asked.categories or entry.category in asked.categories,
            not asked.authors or entry.author in asked.authors,
            not (asked.since or asked.until) or entry.happened.dated,
            not asked.since or last >= asked.since,
            not asked.until or first <= asked.until,
            all(any(word.startswith(one) for word in words) for one in asked.words.split()),
        )
    )


def any_filter(chance: random.Random) -> ChronologyFilter:
    day = FIRST_DAY + timedelta(days=chance.randrange(60))
    parts = {
        "significant": True,
        "undated": True,
        "linked": True,
        "kinds": ("entry", "concern"),
        "categories": tuple(chance.sample(KINDS, 2)),
        "authors": ("Ruth Okafor",),
        "since": day.isoformat(),
        "until": (day + timedelta(days=10)).isoformat(),
        "words": chance.choice(("coat", "grandm", "eco bru", "nothing")),
    }
    return replace(
        ChronologyFilter(),
        **{name: parts[name] for name in chance.sample(sorted(parts), chance.randrange(4))},
    )


@pytest.mark.parametrize("family", [False, True])
def test_the_database_chooses_as_reading_would(school: SmallSchool, family: bool) -> None:
    with school.signed_in() as casebook:
        first, second = (one.id for one in pupils.all_pupils(casebook.connection)[:2])
        chance = random.Random(7)
        files = [chance.choice(([first], [second], [first, second])) for _ in range(120)]
        fill(casebook, files, seed=1)
        connection = casebook.connection
        own = [row.id for row in chronology.of_pupil(connection, first)]
        link_events(casebook, targets=(own[3], own[30]), reason="One event")
        children = (first, second) if family else (first,)
        entries = in_order(
            {
                row.id: row for child in children for row in chronology.of_pupil(connection, child)
            }.values()
        )
        chosen = 0
        for _ in range(200):
            asked = any_filter(chance)
            expected = [row.id for row in entries if wanted(row, asked)]
            assert chronology_lists.ids(connection, children, asked) == expected, asked
            chosen += 0 < len(expected) < len(entries)
        assert chosen > 50, "most filters leave something out"
        amounts = chronology_lists.amounts(connection, children)
        assert amounts.total == len(entries)
        assert amounts.significant == sum(row.significant for row in entries)
        assert amounts.undated == sum(not row.happened.dated for row in entries)
        assert amounts.linked == 2
        facets = chronology_lists.facets(connection, children)
        assert {each.value: each.rows for each in facets["category"]} == {
            kind: sum(row.category == kind for row in entries) for kind in KINDS
        }
        whose = chronology_lists.whose(connection, children, [row.id for row in entries])
        assert set().union(*whose.values()) == set(children)


def test_five_thousand_entries_of_one_child_open_at_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        fill(casebook, [[school.first_pupil]] * 5_000, seed=2)
        connection = casebook.connection
        started = time.perf_counter()
        found = chronology_lists.ids(connection, (school.first_pupil,), ChronologyFilter())
        chronology_lists.amounts(connection, (school.first_pupil,))
        linked_events.groups_of(connection, (school.first_pupil,))
        page = chronology.rows(connection, school.first_pupil, found[:200])
        opened = time.perf_counter() - started
        started = time.perf_counter()
        chronology.of_pupil(connection, school.first_pupil)
        whole = time.perf_counter() - started
        assert (len(found), len(page)) == (5_000, 200)
        assert opened < whole / 2, "reading every row is what a list must not do"
        assert opened < 0.25, "far above the target even on a loaded computer"


def test_tellings_of_one_event_stand_where_the_first_stands() -> None:
    groups = {"b": "j-1", "d": "j-1", "e": "j-2"}
    ids, places = together(("a", "b", "c", "d", "e"), groups)
    assert ids == ("a", "b", "d", "c", "e")
    assert places == {"b": (1, 2), "d": (2, 2)}
    assert together((), groups) == ((), {})


def pair(first: str, second: str, *, days: int, school: SmallSchool) -> bool:
    """Whether the second of two entries is offered beside the first."""
    with school.signed_in() as casebook:
        made = []
        for number, (text, day) in enumerate(((first, 0), (second, days))):
            when = When.on_day(FIRST_DAY + timedelta(days=day))
            made.append(f"e-pair{number:08}")
            casebook.append(
                Event(
                    type="entry.added",
                    fields={
                        "id": made[-1],
                        "kind": "call",
                        "pupils": [school.first_pupil],
                        "happened": when.to_value(),
                        "text": text,
                        "significant": False,
                    },
                )
            )
        offered = []
        for row in made:
            one = chronology.entry(casebook.connection, row)
            assert one is not None
            others = likely_same(casebook.connection, school.first_pupil, one, rules=pair_rules())
            offered.append([other.id for other in others])
        assert offered in ([[made[1]], [made[0]]], [[], []]), "what is likely is so both ways"
        assert linked_events.event_of(casebook.connection, made[0]) == "", "only a lead says it"
        return bool(offered[0])


FELL = "Amelia fell from the trampoline in her garden and cut her knee"


@pytest.mark.parametrize(
    ("second", "days", "likely"),
    [
        ("Hospital letter: fell off a trampoline in the garden, knee stitched", 1, True),
        ("Hospital letter: fell off a trampoline in the garden, knee stitched", 2, True),
        ("Hospital letter: fell off a trampoline in the garden, knee stitched", 9, False),
        ("Mother said that she told the school about her children at home", 0, False),
        ("Late for school again and without her coat", 0, False),
    ],
)
def test_likely_pairs_are_offered_by_days_and_words(
    school: SmallSchool, second: str, days: int, likely: bool
) -> None:
    assert pair(FELL, second, days=days, school=school) is likely
