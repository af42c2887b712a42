"""Search as a lead asks it, over a real school: people, sounds, and what is never there."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.search_casebook import Finder
from desktop.usecases.lead.search_kinds import KINDS
from storage.database import disposal, replay
from storage.database.repositories import pupils
from storage.intake import vocabularies
from storage.records.errors import NotPermittedError
from storage.records.events import EVENT_TYPES, Event
from storage.records.found import Ask
from storage.records.people import Role
from storage.records.row_types import ROW_TYPES
from storage.records.search_words import terms_of
from storage.records.searched_boxes import boxes
from tests.fakes.small_school import SmallSchool


def ask(typed, **narrowed):
    return Ask(terms=terms_of(typed), **narrowed)


def ids(finder, typed, **narrowed):
    found = finder.find(ask(typed, **narrowed))
    rows = finder.rows([hit.number for hit in found.hits], found.ask.terms)
    return [row.id for row in rows]


def add(casebook, type_, **fields):
    casebook.append(Event(type=type_, fields=fields))


def child(casebook, key, forename, surname, **more):
    add(casebook, "pupil.added", id=key, source="form", legal_forename=forename,
        legal_surname=surname, **more)  # fmt: skip


def entry(casebook, key, text, pupils=("p-s",)):
    when = {"earliest": None, "latest": None, "precision": "unknown", "as_told": ""}
    add(casebook, "entry.added", id=key, kind="call", pupils=list(pupils), happened=when, text=text)


def test_a_name_is_found_by_its_sound_and_people_come_first(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        finder = Finder(casebook)
        child(casebook, "p-s", "Siobhán", "Hartley")
        entry(casebook, "e-1", "Siobhán told Mrs Low about the swings")
        entry(casebook, "e-2", "Nothing of the name here, only swings")
        found = finder.find(ask("shivaun"))
        (person,) = found.people
        assert (person.somebody.id, person.alike) == ("p-s", True)
        assert ids(finder, "shivaun") == ["e-1"]
        assert ids(finder, "shivaun swings") == ["e-2", "e-1"], "the word in that child's file"
        (exact,) = finder.find(ask("siobhan hartley")).people
        assert not exact.alike


def test_a_plain_word_is_not_taken_for_a_name(school: SmallSchool) -> None:
    """Somebody called Kate does not come up for a coat, nor Will for a plain word that is used."""
    with school.signed_in() as casebook:
        finder = Finder(casebook)
        child(casebook, "p-s", "Bill", "Seaton")
        entry(casebook, "e-1", "The ball was lost")
        entry(casebook, "e-2", "Bill was there")
        assert ids(finder, "ball") == ["e-1"]


def test_people_around_a_child_by_name_address_and_telephone(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        finder = Finder(casebook)
        nan = {"name": "Catherine Bell", "relationship": "Grandmother", "priority": 1,
               "parental_responsibility": None, "phones": ["07700 900 123"], "email": "",
               "address": "14 Chapel Row"}  # fmt: skip
        child(casebook, "p-s", "Kai", "Bell", contacts=[nan])
        for typed in ("kathryn", "catherine bell", "chapel row", "07700900123", "900 123"):
            found = finder.find(ask(typed)).people
            assert "Catherine Bell" in [one.somebody.name for one in found], typed
        assert finder.find(ask("kathryn", pupil="p-other")).people == ()
        assert finder.find(ask("kathryn", since="2026-01-01")).people == ()


def test_what_was_written_since_is_found_at_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        finder = Finder(casebook)
        assert finder.find(ask("zuleika")).people == ()
        child(casebook, "p-s", "Zuleika", "Dobson")
        entry(casebook, "e-1", "A zeppelin")
        assert [one.somebody.id for one in finder.find(ask("zuleika")).people] == ["p-s"]
        assert ids(finder, "zeppelin") == ["e-1"]


def test_only_so_many_rows_and_that_there_are_more(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for number in range(4):
            entry(casebook, f"e-{number}", "heron", pupils=())
        found = Finder(casebook).find(ask("heron"), limit=3)
        assert (len(found.hits), found.more) == (3, True)
        assert found.hits[0].pupils == ()
        assert not Finder(casebook).find(ask("heron"), limit=4).more


def test_letters_about_adults_are_never_found(school: SmallSchool) -> None:
    """They are sealed for others and go by; a concern about a child that came with them is."""
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    school.send(what_happened="A quetzal feather on his sleeve")
    school.send(pupils=(), about_adult=True, what_happened="A pangolin scale in his desk")
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert done.passed_by == 1
        finder = Finder(casebook)
        assert len(ids(finder, "quetzal")) == 1
        assert finder.find(ask("pangolin")).hits == ()
        assert (
            casebook.connection.value("SELECT count(*) FROM entry WHERE fields LIKE '%angolin%'")
            == 0
        )


def test_a_disposal_takes_the_words_out(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        child(casebook, "p-s", "Kai", "Bell")
        entry(casebook, "e-1", "An okapi came by")
        finder = Finder(casebook)
        assert ids(finder, "okapi") == ["e-1"]
        (place,) = casebook.connection.all("SELECT ledger, seq FROM chronology WHERE id = 'e-1'")
        target = {"ledger": place[0].hex(), "seq": place[1]}
        with casebook.work() as work:
            (made,) = work.append(
                Event(
                    type="disposal.made",
                    fields={
                        "targets": [target],
                        "rule": "r",
                        "authority": "a",
                        "people": ["u-1", "u-2"],
                    },
                )
            )
            disposal.destroy(casebook.connection, by_seq=made.seq, targets=[target])
            replay.rebuild(casebook.connection)
        assert ids(finder, "okapi") == []
        casebook.connection.run(
            "CREATE VIRTUAL TABLE temp.left_over USING fts5vocab(main, ft, row)"
        )
        assert casebook.connection.all("SELECT * FROM temp.left_over WHERE term = 'okapi'") == []


def test_only_a_lead_searches(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        head = replace(casebook.person, role=Role.HEAD)
        with pytest.raises(NotPermittedError):
            Finder(replace(casebook, person=head))


def test_every_kind_of_row_can_be_chosen() -> None:
    chosen = {kind for _words, kinds in KINDS.values() for kind in kinds}
    rows = {type_.replace(".", "_") for type_ in ROW_TYPES}
    own = {"concern", "decision", "closure", "reply", "action", "outcome", "entry", "transcribed",
           "volume", "risk_assessment"}  # fmt: skip
    assert (rows | own) - chosen == {"record_moved"}


@pytest.mark.parametrize(
    "type_", [*ROW_TYPES, "concern.received", "triage.decided", "entry.added", "risk.saved"]
)
def test_every_box_that_can_be_found_has_a_name(type_) -> None:
    known = vocabularies.load("record_fields")
    kind = EVENT_TYPES[type_]
    fields = dict.fromkeys(kind.required | kind.optional, "words")
    assert [name for name, _ in boxes(fields) if known.item(name) is None] == []


def test_concerns_are_found_by_words_and_by_the_child_s_name(school: SmallSchool) -> None:
    school.send(what_happened="A heron stood in the pond")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        child = pupils.row(casebook.connection, school.first_pupil)
        assert child is not None
        finder = Finder(casebook)
        (found,) = finder.concerns("heron")
        assert finder.concerns(child.name) == [found]
        assert finder.concerns(f"{child.name.split()[0]} pond") == [found]
        assert finder.concerns("pangolin") == []
