"""Search over real rows: words, phrases, beginnings, names in files; where a match stands."""

import pytest

from storage.database import replay
from storage.database.repositories import search_documents, search_people, search_rows
from storage.database.repositories.word_search import search
from storage.records.found import Ask
from storage.records.search_words import terms_of
from storage.records.when import When
from tests.fakes.casebook import concern_fields


def rows(connection, typed, **narrowed):
    """The ids found, and the box and words of the first."""
    ask = Ask(terms=terms_of(typed), **narrowed)
    named = narrowed.pop("named", None)
    hits = search_rows.find(connection, ask, limit=100, named=named)
    return search_rows.shown(connection, [hit.number for hit in hits], ask.terms)


def ids(connection, typed, **narrowed):
    return [row.id for row in rows(connection, typed, **narrowed)]


def day(text):
    return When(earliest=text, latest=text, precision="day", as_told="").to_value()


@pytest.fixture
def filled(casebook):
    casebook.pupil("p-1")
    casebook.pupil("p-2", legal_forename="Siobhán", legal_surname="Łukasz-O’Hara")
    casebook.concern("c-1", opinion="She looked frozen", place="By the blue gate")
    casebook.triage("c-1", decision="Ring the nurse", reason="Third time without a coat",
                    parents={"told": "no", "why_not": "Grandmother asked us to wait"})  # fmt: skip
    casebook.append("reply.sent", concern="c-1", text="Thank you, we are on it")
    casebook.entry("e-1", pupils=["p-2"], happened=day("2026-10-01"),
                   text="A visit to Łukasz and Mrs O’Brien about the lamp post")  # fmt: skip
    casebook.entry("e-2", pupils=["p-1", "p-2"], happened=day("2026-11-01"), text="lamp, then post")
    return casebook


def test_every_box_is_found_and_named(filled, connection) -> None:
    for typed, box in (
        ("frozen", "opinion"), ("blue gate", "place"), ("mummy", "child_words"),
        ("nurse", "decision"), ("third", "reason"), ("grandmother", "why_not"),
        ("coat again", "what_happened"), ("we are on it", "text"),
    ):  # fmt: skip
        assert rows(connection, typed)[0].box == box, typed


def test_a_phrase_is_one_and_never_reaches_from_box_to_box(filled, connection) -> None:
    assert ids(connection, '"lamp post"') == ["e-1"]
    assert ids(connection, "lamp post") == ["e-2", "e-1"]
    # "frozen" ends a box of this concern, "By" begins another
    assert ids(connection, '"frozen by"') == []
    assert ids(connection, '"by the blue"') == ["c-1"]


def test_accents_own_letters_and_apostrophes_fold(filled, connection) -> None:
    for typed in ("lukasz", "Łukasz", "o'brien", "obrien", "O’Brien"):
        assert ids(connection, typed) == ["e-1"], typed


def test_a_match_is_marked_in_its_snippet(filled, connection) -> None:
    (found,) = rows(connection, "obrien visit")
    shown = [found.snippet.text[start:end] for start, end in found.snippet.marks]
    assert shown == ["visit", "O’Brien"]


def test_questions_are_narrowed(filled, connection) -> None:
    assert ids(connection, "lamp", pupil="p-1") == ["e-2"]
    assert ids(connection, "lamp", since="2026-10-02") == ["e-2"]
    assert ids(connection, "lamp", until="2026-10-31") == ["e-1"]
    assert ids(connection, "", category="neglect")[-1] == "c-1"
    assert set(ids(connection, "", kinds=("entry",))) == {"e-1", "e-2"}
    assert ids(connection, "lamp", author="Nobody") == []
    assert ids(connection, "lamp", author="Ruth Okafor") == ["e-2", "e-1"]
    assert ids(connection, "coat", author="Ruth Okafor")[-1] == "c-1"
    filled.concern("c-2", what_happened="The lamp fell", signature="unknown")
    (found,) = rows(connection, "fell", author="Ruth Okafor")
    assert found.author.startswith("Ruth Okafor (name not confirmed")
    assert ids(connection, "fell", author="Ruth Oka") == []
    assert ids(connection, "") == []


def test_a_name_and_a_word_find_the_word_in_that_child_s_file(filled, connection) -> None:
    terms = terms_of("siobhan lamp")
    ask, named = Ask(terms=terms), {terms[0]: ("p-2",)}
    assert search_rows.find(connection, ask, limit=9) == ()
    assert len(search_rows.find(connection, ask, limit=9, named=named)) == 2
    # a name alone asks for the rows that say it, not for a whole file
    assert search_rows.find(connection, Ask(terms=terms[:1]), limit=9, named=named) == ()


def test_amendments_summaries_and_so_what_are_found(filled, connection) -> None:
    filled.append("amendment.added", target="e-1", field="text", correction="It was a zebra",
                  reason="Heard wrong at the kerb")  # fmt: skip
    filled.append("significance.set", target="e-2", significant=True, summary="Lantern",
                  so_what="Pattern of obelisks")  # fmt: skip
    for typed, row, box in (
        ("zebra", "e-1", "correction"), ("kerb", "e-1", "correction"),
        ("lantern", "e-2", "summary"), ("obelisk", "e-2", "so_what"),
    ):  # fmt: skip
        (found,) = rows(connection, typed)
        assert (found.id, found.box) == (row, box)
    assert replay.check_replay(connection) == ()
    replay.replay(connection)
    assert [ids(connection, typed) for typed in ("zebra", "lantern")] == [["e-1"], ["e-2"]]


def test_other_kinds_of_entries_are_found_without_further_doing(filled, connection) -> None:
    filled.append("case.opened", id="k-1", pupils=["p-1"], title="Winter clothing")
    filled.append("risk.saved", id="r-1", version=1, pupil_id="p-1", title="Swimming",
                  hazards=[{"hazard": "Deep end", "where": "Pool", "likelihood": 2, "severity": 3,
                            "control": "Armbands", "owner": "Pat"}],
                  review_date="2026-12-01", scale="s")  # fmt: skip
    filled.append("paper.indexed", id="d-1", pupils=["p-1"], title="Old folder",
                  original_lies="Cabinet", items=[{"title": "Letter of the hospital"}])  # fmt: skip
    for typed, row in (("winter", "k-1"), ("armbands", "r-1.1"), ("hospital", "d-1")):
        assert ids(connection, typed) == [row], typed


def test_the_older_search_keeps_its_shape(filled, connection) -> None:
    (found,) = search(connection, "gate", pupil="p-1")
    assert (found.id, found.kind, found.where, found.pupils) == (
        "c-1",
        "concern",
        "place",
        ("p-1",),
    )


def test_people_around_children_are_told(filled, connection) -> None:
    contact = {"name": "Nan Bell", "relationship": "Grandmother", "priority": 1,
               "parental_responsibility": None, "phones": ["07700 900123"], "email": "",
               "address": ""}  # fmt: skip
    filled.pupil("p-3", legal_forename="Kai", legal_surname="Bell", contacts=[contact],
                 address="14 Chapel Row")  # fmt: skip
    filled.append("professional.noted", id="o-1", pupils=["p-3"], name="Di Ford",
                  organisation="Northshire Council", role="Social worker")  # fmt: skip
    filled.append("professional.changed", professional="o-1", reason="Moved",
                  organisation="Southshire Council")  # fmt: skip
    filled.append("relation.set", id="h-1", pupils=["p-3"], name="Uncle Ray", relationship="Uncle")
    filled.append("front_sheet.noted", pupil="p-3", boxes={"health": "Asthma"})
    known = {(one.kind, one.name): one for one in search_people.everybody(connection)}
    assert known["pupil", "Kai Bell"].boxes == (("address", "14 Chapel Row"),)
    assert known["contact", "Nan Bell"].pupils == ("p-3",)
    assert ("organisation", "Southshire Council") in known["professional", "Di Ford"].boxes
    assert known["relation", "Uncle Ray"].detail == "Uncle"
    assert known["front_sheet", "Kai Bell"].boxes == (("health", "Asthma"),)
    assert ("person", "Ruth Okafor") in known


def test_a_letter_about_an_adult_that_never_came_in_is_not_found(filled, connection) -> None:
    """Nothing of a slip that was kept apart stands in the index."""
    assert concern_fields()["about_adult"] is False
    filled.append("slip.kept", slip_digest="ab" * 32, reason="adult")
    assert ids(connection, "adult") == []


def test_documents_that_left_are_found(filled, connection) -> None:
    filled.append("disclosure.made", id="x-1", document="chronology", pupils=["p-1"],
                  purpose="Section 47", recipient="Northshire front door", sha256="00", pages=1,
                  page_codes=["AAAA"], shown=1, total=1, selection={},
                  file_name="Bell 2026.pdf")  # fmt: skip
    known = search_documents.read(connection)
    (found,) = search_documents.find(known, Ask(terms=terms_of("northshire front")))
    assert (found.id, found.box, found.pupils) == ("x-1", "recipient", ("p-1",))
    assert search_documents.find(known, Ask(terms=terms_of("southshire"))) == []
    assert search_documents.find(known, Ask(terms=terms_of("bell"), pupil="p-2")) == []
