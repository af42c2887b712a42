"""The dated lists: well formed, with codes that other rooms rely on."""

from datetime import date
from itertools import pairwise

import pytest

import resources
from storage.intake.vocabularies import load, load_calendar
from storage.records.chronology import KINDS
from storage.records.concern import PUPIL_ROLES, ROLES_IN_FILE
from storage.records.people import Role

LISTS = (
    *("categories", "case_levels", "responses", "outcomes", "contact_types", "entry_kinds"),
    *("location_types", "sources", "pupil_roles", "risk_scale", "year_groups", "retention"),
    *("timers", "relationships", "parents_informed", "person_roles", "export_profiles"),
    *("export_purposes", "amendment_fields", "record_words", "chronology_lengths"),
    *("pupil_statuses", "front_sheet_boxes", "relatives", "professional_kinds", "file_index"),
    *("languages", "sen_codes"),
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_dated_and_its_codes_are_unique(name: str) -> None:
    vocabulary = load(name)
    assert vocabulary.title
    assert vocabulary.source
    assert vocabulary.reference == f"{name} {vocabulary.edition}"
    date.fromisoformat(vocabulary.in_force)
    codes = [item.code for item in vocabulary.items]
    assert len(codes) == len(set(codes))
    for item in vocabulary.items:
        assert item.label.strip() == item.label != ""
    tops = {item.code for item in vocabulary.top()}
    assert {item.parent for item in vocabulary.items} <= {*tops, ""}


def test_codes_agree_with_the_records() -> None:
    roles = load("pupil_roles")
    assert tuple(item.code for item in roles.items) == PUPIL_ROLES
    assert {item.code for item in roles.items if item.extra["in_file"]} == ROLES_IN_FILE
    known = {"saw", "heard", "child", "parent", "other", "filtering", "police"}
    assert {item.code for item in load("sources").items} == known, "records name these for ever"
    assert {item.code for item in load("person_roles").items} == set(Role)
    assert set(KINDS) <= {item.code for item in load("record_words").items}


def test_the_scale_covers_every_score_once() -> None:
    scale = load("risk_scale")
    for axis in ("likelihood", "severity"):
        assert [item.extra["value"] for item in scale.children(axis)] == [1, 2, 3, 4, 5]
    bands = [(b.extra["lowest"], b.extra["highest"]) for b in scale.children("band")]
    assert bands[0][0] == 1
    assert bands[-1][1] == 25
    assert all(lower[1] + 1 == upper[0] for lower, upper in pairwise(bands))


def test_a_code_of_another_edition_is_shown_as_it_is() -> None:
    vocabulary = load("categories")
    assert vocabulary.item("gone") is None
    assert vocabulary.label("gone") == "gone"
    assert vocabulary.children("neglect")


def test_terms_follow_each_other() -> None:
    terms = sorted(load_calendar().terms, key=lambda term: term.first)
    assert len(terms) == 3 * 32
    for term in terms:
        assert term.first < term.half_first < term.half_last < term.last
        assert term.half_first.weekday() == 0
    for before, after in pairwise(terms):
        assert before.last < after.first


def test_every_file_of_the_folder_is_dated() -> None:
    for file in resources.find("vocabularies").iterdir():
        if file.name.endswith(".toml"):
            table = resources.read_toml("vocabularies", file.name)
            assert {"edition", "in_force", "source"} <= set(table), file.name
