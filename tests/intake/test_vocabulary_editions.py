"""Names change: old decisions keep their words, lists offer what is in force today."""

from datetime import date

from storage.intake.vocabularies import Item, Vocabulary, edition_in, load


def names() -> Vocabulary:
    """A list in its third edition: one name ended, one was reworded, one began, one was split."""
    return Vocabulary(
        name="names",
        title="Names",
        edition="2026-09",
        in_force="2026-09-01",
        source="made up",
        items=(
            Item(
                code="old",
                label="Old name",
                extra={"ended": "2022-09-01", "replaced_by": ["middle"]},
            ),
            Item(
                code="middle",
                label="Middle name",
                extra={"ended": "2026-09-01", "replaced_by": ["first", "second"]},
            ),
            Item(
                code="first",
                label="First, in better words",
                extra={"was": [{"until": "2025-09", "label": "First"}]},
            ),
            Item(code="second", label="Second", extra={"begins": "2026-09-01"}),
            Item(code="part", parent="middle", label="Part of the middle"),
            Item(code="gone", label="Gone", extra={"ended": "2020-09-01"}),
            Item(code="ring", label="Ring", extra={"ended": "2020-09-01", "replaced_by": ["ring"]}),
        ),
    )


def test_a_list_offers_what_is_in_force_that_day() -> None:
    vocabulary = names()
    assert [item.code for item in vocabulary.offered("2026-08-31")] == ["middle", "first", "part"]
    assert [item.code for item in vocabulary.offered("2026-09-01")] == ["first", "second"]
    assert "old" in [item.code for item in vocabulary.offered("2022-08-31")]


def test_an_old_code_leads_to_todays_however_often_it_changed() -> None:
    vocabulary = names()
    assert [item.code for item in vocabulary.now("old", on="2022-09-01")] == ["middle"]
    assert [item.code for item in vocabulary.now("old", on="2026-11-22")] == ["first", "second"]
    assert vocabulary.now("gone", on="2026-11-22") == ()
    assert vocabulary.now("ring", on="2026-11-22") == (), "a ring ends"
    assert vocabulary.now("never heard of", on="2026-11-22") == ()


def test_a_decision_reads_as_it_was_made_with_todays_words_beside_it() -> None:
    vocabulary = names()
    assert (
        vocabulary.as_decided("old", reference="names 2021-09", on="2026-11-22")
        == "Old name (now: First, in better words, Second)"
    )
    assert (
        vocabulary.as_decided("first", reference="levels 2026-01; names 2025-09", on="2026-11-22")
        == "First (now: First, in better words)"
    )
    words = vocabulary.as_decided("first", reference="names 2026-09", on="2026-11-22")
    assert words == "First, in better words", "nothing to add where nothing changed"
    assert vocabulary.as_decided("gone", reference="", on="2026-11-22") == "Gone"
    assert vocabulary.as_decided("alien", reference="", on="2026-11-22") == "alien"


def test_the_edition_of_each_list_is_found_in_what_a_record_keeps() -> None:
    kept = "categories 2025-09; case_levels 2026-09"
    assert edition_in(kept, "categories") == "2025-09"
    assert edition_in(kept, "case_levels") == "2026-09"
    assert edition_in(kept, "levels") == ""
    assert edition_in("2026-09", "categories") == ""


def test_the_real_lists_map_every_ended_name_to_one_in_force() -> None:
    for name in ("categories", "case_levels", "responses", "parents_informed"):
        vocabulary = load(name)
        for item in vocabulary.items:
            for day in ("begins", "ended"):
                if day in item.extra:
                    date.fromisoformat(item.extra[day])
            if "ended" in item.extra:
                assert vocabulary.now(item.code, on=item.extra["ended"]), item.code
            for code in item.extra.get("replaced_by", ()):
                assert vocabulary.item(code), code
    words = load("categories").as_decided("peer_on_peer", reference="", on="2026-11-22")
    assert words == "Peer-on-peer abuse (now: Child-on-child)"
    offered = {item.code for item in load("categories").offered("2026-11-22")}
    assert "child_on_child" in offered
    assert "peer_on_peer" not in offered
