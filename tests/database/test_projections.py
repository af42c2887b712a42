"""What each entry does to the read tables, told as a lead would see it."""

import pytest

from storage.database import replay
from storage.database.projections.projector import LEDGER_ONLY, PROJECTIONS
from storage.database.repositories import (
    access,
    actions,
    chronology,
    concerns,
    disclosures,
    people,
    pupils,
    risks,
    today,
)
from storage.records.events import EVENT_TYPES, FileContent
from storage.records.people import Role
from storage.records.when import When
from tests.fakes.casebook import UNKNOWN
from tests.fakes.ledger_builder import Author


def _ids(connection, pupil="p-1"):
    return [row.id for row in chronology.of_pupil(connection, pupil)]


@pytest.fixture(autouse=True)
def replays(casebook):
    """Whatever a test did, the ledger alone must give the same tables."""
    yield
    assert replay.check_replay(casebook.connection) == ()


def test_every_type_of_entry_has_its_projection():
    assert set(PROJECTIONS) | LEDGER_ONLY == set(EVENT_TYPES)
    assert not set(PROJECTIONS) & LEDGER_ONLY


def test_the_first_person(connection):
    (ruth,) = people.people(connection)
    assert (ruth.name, ruth.role, ruth.active) == ("Ruth Okafor", Role.LEAD, True)
    assert ruth.key_id == people.keys(connection)[0].key_id
    assert people.by_key(connection, ruth.key_id) == ruth
    assert people.by_account(connection, "RUTH") == ruth


def test_people_change_and_keys_end(casebook, connection):
    key = Author(3)
    casebook.append(
        "person.added", id="u-2", account="megan", name="Megan Price", role="staff",
        enrolment="K7M2",
    )  # fmt: skip
    assert people.enrolment(connection, "u-2") == "K7M2"
    casebook.append("key.introduced", owner="u-2", kind="reporter", public=key.public_value)
    casebook.append("person.changed", id="u-2", enrolment=None, name="Megan Shaw")
    assert people.enrolment(connection, "u-2") is None
    assert people.person(connection, "u-2").key_id == key.key_id
    casebook.append("key.ended", key_id=key.key_id, reason="left")
    casebook.append("person.changed", id="u-2", active=False)
    megan = people.person(connection, "u-2")
    assert (megan.name, megan.key_id, megan.active) == ("Megan Shaw", None, False)
    assert [row.key_id for row in people.keys(connection)] == [casebook.lead.key_id]
    assert key.key_id in people.signing_keys(connection)
    assert [row.id for row in people.people(connection, active=True)] == ["u-1"]


def test_workstations(casebook, connection):
    key = Author(4)
    casebook.append(
        "workstation.paired", id="ab" * 16, name="Staff room", code="K7M2-9QRT",
        public=key.public_value,
    )  # fmt: skip
    (station,) = people.workstations(connection)
    assert (station.name, station.key_id, station.active) == ("Staff room", key.key_id, True)
    casebook.append("workstation.ended", id="ab" * 16, reason="stolen")
    assert not people.workstations(connection)[0].active
    assert key.key_id not in [row.key_id for row in people.keys(connection)]


def test_a_pupil_changes_in_part(casebook, connection):
    contact = {
        "name": "Kelly", "relationship": "Mother", "priority": 1, "parental_responsibility": True,
        "phones": ["07700 900123"], "email": "", "address": "",
    }  # fmt: skip
    casebook.pupil(upn="H801200001001", date_of_birth="2018-03-04", contacts=[contact])
    casebook.append(
        "pupil.changed", id="p-1", source="ctf", year_group="4", on_roll=False, siblings=["p-2"]
    )
    pupil = pupils.pupil(connection, "p-1")
    assert pupil.display_name == "Ella O'Brien"
    assert pupil.details.contacts[0].phones == ("07700 900123",)
    assert (pupil.details.year_group, pupil.on_roll, pupil.siblings) == ("4", False, ("p-2",))
    assert pupils.ids(connection) == []
    assert pupils.ids(connection, on_roll=None) == ["p-1"]
    casebook.append("pupil.changed", id="p-1", source="ctf", contacts=[])
    assert pupils.pupil(connection, "p-1").details.contacts == ()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ella", True), ("OBRIEN", True), ("o'br", True), ("zoé", True), ("zoe", True),
        ("brien ell", True), ("luc", True), ("jean-luc", True), ("jeanluc", True),
        ("rien", False), ("ella x", False), ("willow", True), ("H8012", True), ("", True),
        ("%", False), ("' OR 1=1", False),
    ],
)  # fmt: skip
def test_finding_a_pupil_by_a_few_letters(casebook, connection, search, found):
    casebook.pupil(
        preferred_forename="Zoë", middle_names="Jean-Luc", class_name="Willow",
        upn="H801200001001",
    )  # fmt: skip
    assert pupils.ids(connection, search=search) == (["p-1"] if found else [])


def test_matching_pupils(casebook, connection):
    casebook.pupil(upn="H801200001001", date_of_birth="2018-03-04")
    assert pupils.find_by_upn(connection, "H801200001001")[0].id == "p-1"
    assert pupils.find_by_upn(connection, "") == []
    assert pupils.find_by_name(connection, "obrien", "ELLA", "2018-03-04")[0].id == "p-1"
    assert pupils.find_by_name(connection, "obrien", "ELLA", "2018-03-05") == []


def test_pages_of_pupils(casebook, connection):
    for number in range(7):
        casebook.pupil(f"p-{number}", legal_surname=f"Ash{number}")
    assert pupils.ids(connection, limit=3, offset=2) == ["p-2", "p-3", "p-4"]
    rows = pupils.rows(connection, ["p-4", "gone", "p-2"])
    assert [row.id for row in rows] == ["p-4", "p-2"]
    assert pupils.row(connection, "p-5").name == "Ella Ash5"
    assert len(pupils.all_pupils(connection)) == 7


def test_a_concern_goes_into_the_files_of_those_it_is_about(casebook, connection):
    for number in range(1, 5):
        casebook.pupil(f"p-{number}")
    roles = ("subject", "alleged", "witness", "sibling")
    links = [{"id": f"p-{n}", "role": role} for n, role in enumerate(roles, start=1)]
    casebook.concern(pupils=links)
    assert _ids(connection, "p-1") == _ids(connection, "p-2") == ["c-1"]
    assert _ids(connection, "p-3") == _ids(connection, "p-4") == []
    assert chronology.of_pupil(connection, "p-2")[0].pupil_role == "alleged"
    assert chronology.pupils_of(connection, "c-1") == ("p-1", "p-2")
    assert concerns.ids(connection, pupil="p-3") == []
    assert [link.role for link in concerns.concern(connection, "c-1").pupils] == list(roles)


def test_a_concern_from_waiting_to_closed(casebook, connection):
    casebook.pupil()
    casebook.concern()
    assert concerns.counts(connection) == {"waiting": 1, "open": 0, "closed": 0}
    assert [row.id for row in concerns.waiting(connection)] == ["c-1"]
    casebook.append("concern.opened", concern="c-1")
    assert concerns.concern(connection, "c-1").status == "waiting"
    casebook.triage(significant=True, summary="No coat in the rain")
    assert pupils.row(connection, "p-1").open_concerns == 1
    casebook.append("concern.closed", concern="c-1", outcome="Coat bought", reason="Solved")
    assert pupils.row(connection, "p-1").open_concerns == 0
    casebook.append("concern.reopened", concern="c-1", reason="Again")
    whole = concerns.concern(connection, "c-1")
    assert (whole.status, whole.reporter, whole.signature) == ("open", "Ruth Okafor", "own key")
    assert whole.triage[0].decision == "Speak to mother"
    rows = {row.id: row for row in chronology.of_pupil(connection, "p-1")}
    assert rows["c-1"].text.startswith("Ella came to school")
    assert (rows["c-1"].significant, rows["c-1"].summary) == (True, "No coat in the rain")
    assert (rows["c-1"].category, rows["c-1"].level) == ("neglect", "early_help")
    kinds = [row.kind for row in rows.values()]
    assert kinds == ["decision", "closure", "closure", "concern"]
    assert all(row.text for row in rows.values())
    assert [row.id for row in chronology.of_pupil(connection, "p-1", significant_only=True)] == [
        next(row.id for row in rows.values() if row.kind == "decision"), "c-1",
    ]  # fmt: skip


def test_a_guest_s_concern_about_a_child_who_is_not_listed(casebook, connection):
    casebook.pupil()
    casebook.concern(pupils=[], unlisted_pupil="a boy in red boots", reporter="Sam (supply)")
    row = concerns.rows(connection, ["c-1"])[0]
    assert (row.pupils, row.reporter) == ("a boy in red boots", "Sam (supply)")
    casebook.triage()
    casebook.append("reply.sent", concern="c-1", text="Thank you")
    assert _ids(connection) == []
    casebook.triage(pupils=[{"id": "p-1", "role": "subject"}])
    assert len(_ids(connection)) == 4
    assert concerns.rows(connection, ["c-1"])[0].pupils == "Ella O'Brien"
    assert pupils.row(connection, "p-1").last_entry is not None
    casebook.triage(pupils=[{"id": "p-1", "role": "context"}])
    assert _ids(connection) == []
    assert pupils.row(connection, "p-1").last_entry is None
    assert concerns.concern(connection, "c-1").replies[0][1] == "Thank you"


def test_follow_ups_and_slips(casebook, connection):
    casebook.concern("c-1", slip_digest="ab" * 32)
    casebook.concern("c-2", follow_up_to="c-1")
    assert concerns.slip_concern(connection, "ab" * 32) == "c-1"
    assert concerns.slip_concern(connection, "") is None
    assert concerns.follow_ups(connection, "c-1") == ["c-2"]
    assert concerns.follow_ups(connection, "") == []


def test_actions(casebook, connection):
    casebook.pupil()
    casebook.concern()
    casebook.append(
        "action.added", id="a-1", what="Ring mother", owner="u-1", due="2026-09-03", pupils=[],
        concern="c-1",
    )  # fmt: skip
    casebook.append(
        "action.added", id="a-2", what="Ask the nurse", owner="Nurse", due="", pupils=["p-1"]
    )
    assert actions.ids(connection) == ["a-1", "a-2"]
    assert actions.ids(connection, owner="u-1") == ["a-1"]
    rows = actions.rows(connection, ["a-1", "a-2"], today="2026-09-04")
    assert [row.overdue for row in rows] == [True, False]
    assert not actions.rows(connection, ["a-1"], today="2026-09-03")[0].overdue
    casebook.append("action.done", action="a-1", outcome="Mother came in")
    done = actions.of_concern(connection, "c-1")[0]
    assert (done.owner, done.outcome, done.pupils) == ("Ruth Okafor", "Mother came in", ("p-1",))
    assert actions.ids(connection) == ["a-2"]
    assert [row.id for row in actions.of_pupil(connection, "p-1")] == ["a-1", "a-2"]
    outcome = next(row for row in chronology.of_pupil(connection, "p-1") if row.kind == "outcome")
    assert (outcome.text, outcome.action) == ("Mother came in", "Ring mother")


def _when(first, last, precision="range", as_told=""):
    return When(earliest=first, latest=last, precision=precision, as_told=as_told).to_value()


def test_the_order_of_a_chronology_keeps_what_is_undated(casebook, connection):
    casebook.pupil()
    times = {
        "e-1": UNKNOWN,
        "e-2": _when("2015-03-01", "2015-03-31", "month", "March 2015"),
        "e-3": _when("2015-03-01", "2015-03-10", "part-month", "early March"),
        "e-4": _when("2014-12-24T10:00", "2014-12-24T10:00", "minute"),
        "e-5": UNKNOWN,
    }
    for id_, happened in times.items():
        casebook.append(
            "entry.transcribed", id=id_, source_file="binder.csv", row=3, pupils=["p-1"],
            happened=happened, text=f"row {id_}",
        )  # fmt: skip
    assert _ids(connection) == ["e-4", "e-3", "e-2", "e-1", "e-5"]
    assert chronology.ids(connection, "p-1") == _ids(connection)
    row = chronology.entry(connection, "e-3")
    assert (row.transcribed, row.source_ref) == (True, "binder.csv, row 3")
    assert row.happened.as_told == "early March"
    assert chronology.entries_total(connection, "p-1") == 5


def test_volumes_and_risks(casebook, connection):
    casebook.pupil()
    scan = FileContent(name="volume 1.pdf", media_type="application/pdf", content=b"%PDF")
    casebook.append(
        "volume.attached", id="e-1", pupils=["p-1"], title="Paper volume 1", volume="1",
        original_lies="Head's safe", pages=40, files=(scan,),
    )  # fmt: skip
    hazard = {
        "hazard": "Climbs the fence", "where": "Field", "likelihood": 3, "severity": 2,
        "control": "Adult at the fence", "owner": "Pat", "likelihood_after": None,
        "severity_after": None,
    }  # fmt: skip
    for version in (1, 2):
        casebook.append(
            "risk.saved", id="r-1", version=version, pupil_id="p-1", title="Leaving the site",
            hazards=[hazard] * version, review_date=f"2026-12-0{version}", scale="five@1",
        )  # fmt: skip
    volume = chronology.entry(connection, "e-1")
    assert (volume.files, volume.source_ref) == (("volume 1.pdf",), "Head's safe")
    (latest,) = risks.latest(connection, "p-1")
    assert (latest.version, len(latest.draft.hazards), latest.author) == (2, 2, "Ruth Okafor")
    assert [risk.version for risk in risks.versions(connection, "r-1")] == [2, 1]
    assert risks.due_reviews(connection, "2026-12-01") == ()
    due = risks.due_reviews(connection, "2026-12-02")
    assert due == (("r-1", "Ella O'Brien", "Leaving the site", "2026-12-02"),)


def test_significance_and_corrections_stand_beside_the_original(casebook, connection):
    casebook.pupil()
    casebook.entry(text="Father rang")
    casebook.append("significance.set", target="e-1", significant=True, summary="First contact")
    casebook.append(
        "amendment.added", target="e-1", field="text", correction="It was the grandfather",
        reason="Caller asked",
    )  # fmt: skip
    row = chronology.rows(connection, "p-1", ["e-1"])[0]
    assert (row.text, row.significant, row.summary) == ("Father rang", True, "First contact")
    assert row.corrections[0].correction == "It was the grandfather"
    assert row.corrections[0].by == "Ruth Okafor"
    for words in ("father rang", "grandf", "first contact"):
        assert [found.id for found in chronology.search(connection, words)] == ["e-1"]
    casebook.append("significance.set", target="e-1", significant=False)
    assert chronology.entry(connection, "e-1").summary == "First contact"


def test_search(casebook, connection):
    casebook.pupil("p-1")
    casebook.pupil("p-2")
    casebook.concern("c-1", child_words="“Mémé made crêpes”", pupils=["p-1"])
    casebook.entry("e-1", pupils=["p-2"], text="x " * 100 + "A visit to the dentist" + " y" * 100)
    (found,) = chronology.search(connection, "CREPES meme")
    assert (found.id, found.where, found.pupils) == ("c-1", "child_words", ("p-1",))
    (found,) = chronology.search(connection, "dent")
    assert "A visit to the dentist" in found.snippet
    assert found.snippet.startswith("…")
    assert found.snippet.endswith("…")
    assert chronology.search(connection, "dent", pupil="p-1") == []
    assert chronology.search(connection, "coat", pupil="p-1")[0].id == "c-1"
    (found,) = chronology.search(connection, "spare")
    assert found.where == "did_at_once"
    for nothing in ("", "  ", '"', "* - ^", "AND", "NEAR(a b)"):
        assert chronology.search(connection, nothing) == []
    for number in range(5):
        casebook.entry(f"e-x{number}", text="swimming")
    newest = [found.id for found in chronology.search(connection, "swim", limit=2, offset=1)]
    assert newest == ["e-x3", "e-x2"]


def test_body_maps(casebook, connection):
    casebook.pupil()
    mark = {
        "number": 1, "view": "child-front@1", "x": 400, "y": 300, "region": "left forearm",
        "site": "outer", "kind": "bruise",
    }  # fmt: skip
    casebook.concern(body_maps=[{"marks": [mark], "seen": "PE"}, {"marks": [mark]}])
    maps = chronology.body_maps(connection, "p-1")
    assert [(row.concern, row.number, row.body_map.seen) for row in maps] == [
        ("c-1", 0, "PE"), ("c-1", 1, ""),
    ]  # fmt: skip
    assert chronology.entry(connection, "c-1").body_maps == 2


def test_what_left_the_school_and_who_looked(casebook, connection):
    casebook.pupil()
    casebook.append("session.opened", person="u-1")
    casebook.append("file.opened", pupil="p-1")
    casebook.append(
        "disclosure.made", id="x-1", document="chronology", pupils=["p-1"], purpose="Court",
        recipient="Wexshire County Council", sha256="ab" * 32, pages=2,
        page_codes=["AAAA-BBBB", "CCCC-DDDD"], shown=3, total=4, selection={"from": "2020"},
    )  # fmt: skip
    seen = access.page(connection, access.AccessQuery(pupil="p-1"))
    assert [(row.kind, row.person) for row in seen] == [
        ("disclosure.made", "Ruth Okafor"), ("file.opened", "Ruth Okafor"),
    ]  # fmt: skip
    (row,) = disclosures.register(connection, pupil="p-1")
    assert (row.id, row.recipient, row.values["selection"]) == (
        "x-1", "Wexshire County Council", {"from": "2020"},
    )  # fmt: skip
    assert disclosures.by_page_code(connection, "CCCC-DDDD") == (row, 2)
    assert disclosures.by_page_code(connection, "EEEE-FFFF") is None
    assert disclosures.register(connection, pupil="p-2") == []


def test_today(casebook, connection):
    casebook.pupil()
    casebook.concern("c-2", written_at="2026-09-01T09:00:00.000Z")
    casebook.concern("c-1", written_at="2026-08-31T09:00:00.000Z")
    casebook.append(
        "action.added", id="a-1", what="Ring", owner="u-1", due="2026-09-03", pupils=["p-1"]
    )
    found = today.today(connection, "2026-09-05")
    assert [row.id for row in found.waiting] == ["c-1", "c-2"]
    assert found.actions[0].overdue("2026-09-05")
    assert (found.waiting_total, found.since, found.news) == (2, "", ())


def test_a_known_key_keeps_its_owner(casebook, connection):
    """Else what one person wrote would be shown as another's."""
    casebook.append("person.added", id="u-2", account="dan", name="Dan Ash", role="deputy")
    public = casebook.lead.public_value
    casebook.append("key.introduced", owner="u-2", kind="person", public=public)
    assert people.by_key(connection, casebook.lead.key_id).id == "u-1"
    casebook.append("key.ended", key_id=casebook.lead.key_id, reason="not completed")
    casebook.append("key.introduced", owner="u-1", kind="person", public=public)
    assert casebook.lead.key_id in [row.key_id for row in people.keys(connection)]
