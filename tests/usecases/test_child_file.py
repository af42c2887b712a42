"""The child's file: pupils, new entries, risk assessments, paper volumes, a paper chronology."""

import csv
from pathlib import Path

import pytest

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import access, chronology, files, pupils, risks, today
from storage.intake import vocabularies
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.when import When
from tests.fakes.small_school import WHEN, SmallSchool


def entry(school: SmallSchool, **changes) -> NewEntry:
    """A call to mother."""
    usual = {
        "kind": "call",
        "pupils": (LinkedPupil(id=school.first_pupil, role="subject"),),
        "happened": WHEN,
        "text": "Rang mother; she will come at three.",
    }
    return NewEntry(**{**usual, **changes})


def risk(school: SmallSchool, **changes) -> RiskAssessmentDraft:
    """One hazard on the playground."""
    usual = {
        "pupil_id": school.first_pupil,
        "title": "Playground",
        "hazards": (
            Hazard(
                hazard="Climbing", where="wall", likelihood=3, severity=2,
                control="Adult near the wall", owner="Megan Price",
            ),
        ),
        "review_date": "2026-12-10",
        "scale": vocabularies.load("risk_scale").reference,
    }  # fmt: skip
    return RiskAssessmentDraft(**{**usual, **changes})


def sound(casebook) -> bool:
    """Whether ledger and read tables stand."""
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def test_pupils_are_shown_before_they_are_taken(school: SmallSchool, shared_data: Path) -> None:
    data = (shared_data / "ctf" / "9991001_CTF_9991002_001.xml").read_bytes()
    with school.signed_in() as casebook:
        size = casebook.head().size
        preview = preview_pupils(casebook, data=data, mapping={})
        assert casebook.head().size == size
        plan = preview.plan
        assert (len(plan.new), len(plan.changed), len(plan.unchanged)) == (0, 0, 5)
        csv_data = (
            "UPN,Legal surname,Legal forename,DOB,Year,Class\n"
            "X999100121001,Ó Brien-Nowak,Siân,2016-10-02,5,Willow\n"
            "H801200001002,O'BRIEN,MAEVE,2017-05-06,4,Willow\n"
            ",,,,,\n"
            "H801200001003,,,2017-05-06,4,Willow\n"
        ).encode()
        preview = preview_pupils(casebook, data=csv_data, mapping={})
        assert [change.line for change in preview.plan.changed] == [2]
        assert [new.line for new in preview.plan.new] == [3]
        assert [remark.line for remark in preview.plan.refused] == [5]
        take_pupils(casebook, preview=preview)
        names = {pupil.details.legal_surname for pupil in pupils.all_pupils(casebook.connection)}
        assert "Ó Brien-Nowak" in names
        again = preview_pupils(casebook, data=csv_data, mapping={})
        assert (len(again.plan.new), len(again.plan.changed)) == (0, 0)
        assert sound(casebook)


def test_a_file_in_capitals_does_not_shout_at_a_name(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        csv_data = b"Surname,Forename,DOB,UPN\nHUSSAIN,AYAAN,2019-09-01,X999100123003\n"
        preview = preview_pupils(casebook, data=csv_data, mapping={})
        take_pupils(casebook, preview=preview)
        (found,) = pupils.find_by_upn(casebook.connection, "X999100123003")
        assert (found.details.legal_surname, found.details.legal_forename) == ("Hussain", "Ayaan")


def test_an_entry_without_a_concern(school: SmallSchool, shared_data: Path) -> None:
    picture = (shared_data / "images" / "Canon_40D.jpg").read_bytes()
    with school.signed_in() as casebook:
        entry_id = add_entry(
            casebook,
            entry=entry(
                school, child_words="I was scared.", outcome="Safe", files=(("a.jpg", picture),)
            ),
        )
        row = chronology.entry(casebook.connection, entry_id)
        assert row is not None
        assert (row.kind, row.category, row.child_words) == ("entry", "call", "I was scared.")
        assert (row.author, row.transcribed) == ("Ruth Okafor", False)
        (stored,) = files.stored_files(casebook.connection, bytes.fromhex(row.ledger), row.seq)
        assert files.content(casebook.connection, stored) == picture
        assert sound(casebook)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " "}, "file.entry_incomplete"),
        ({"pupils": ()}, "file.entry_incomplete"),
        ({"kind": "nonsense"}, "file.unknown_kind"),
        ({"pupils": (LinkedPupil(id="p-nobody", role="subject"),)}, "pupils.not_found"),
        ({"files": (("empty.txt", b""),)}, "attachments.empty"),
        ({"concern": "c-nobody"}, "triage.not_found"),
    ],
)
def test_half_an_entry_is_refused(
    school: SmallSchool, changes: dict[str, object], refusal: str
) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            add_entry(casebook, entry=entry(school, **changes))
        assert caught.value.code == refusal
        assert casebook.head().size == size


def test_every_version_of_a_risk_assessment_stays(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first = save_risk_assessment(casebook, draft=risk(school))
        second = save_risk_assessment(
            casebook, draft=risk(school, supersedes=first, review_date="2027-01-15")
        )
        assert second == first
        versions = risks.versions(casebook.connection, first)
        assert [version.version for version in versions] in ([1, 2], [2, 1])
        (latest,) = risks.latest(casebook.connection, school.first_pupil)
        assert (latest.version, latest.draft.review_date) == (2, "2027-01-15")
        due = risks.due_reviews(casebook.connection, "2027-01-16")
        assert [row[0] for row in due] == [first]
        assert sound(casebook)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, "risk.incomplete"),
        ({"hazards": ()}, "risk.incomplete"),
        ({"review_date": ""}, "risk.review_date"),
        ({"review_date": "soon"}, "risk.review_date"),
        ({"supersedes": "r-nobody"}, "risk.not_found"),
        ({"pupil_id": "p-nobody"}, "pupils.not_found"),
    ],
)
def test_half_a_risk_assessment_is_refused(
    school: SmallSchool, changes: dict[str, object], refusal: str
) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            save_risk_assessment(casebook, draft=risk(school, **changes))
        assert caught.value.code == refusal
        assert casebook.head().size == size


def test_a_risk_assessment_does_not_pass_to_another_child(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first = save_risk_assessment(casebook, draft=risk(school))
        other = [p.id for p in pupils.all_pupils(casebook.connection) if p.id != school.first_pupil]
        with pytest.raises(UserFacingError) as caught:
            save_risk_assessment(casebook, draft=risk(school, supersedes=first, pupil_id=other[0]))
        assert caught.value.code == "risk.not_found"


def test_a_paper_volume_says_where_the_original_lies(
    school: SmallSchool, shared_data: Path
) -> None:
    scan = (shared_data / "hostile" / "pdf_openaction_js.pdf").read_bytes()
    with school.signed_in() as casebook:
        volume = {
            "pupil_id": school.first_pupil, "title": "", "volume": 1,
            "name": "../../scan.pdf", "content": scan,
        }  # fmt: skip
        with pytest.raises(UserFacingError) as caught:
            attach_volume(casebook, original_lies=" ", **volume)
        assert caught.value.code == "file.original_missing"
        volume_id = attach_volume(casebook, original_lies="Head's cabinet", **volume)
        row = chronology.entry(casebook.connection, volume_id)
        assert row is not None
        assert row.kind == "volume"
        (stored,) = files.stored_files(casebook.connection, bytes.fromhex(row.ledger), row.seq)
        assert files.content(casebook.connection, stored) == scan
        assert "/" not in stored.name
        assert sound(casebook)


@pytest.mark.parametrize(("child", "count"), [("P", 51), ("A", 28)])
def test_a_paper_chronology_comes_in_whole_with_its_dates(
    school: SmallSchool, shared_data: Path, child: str, count: int
) -> None:
    folder = shared_data / "chronologies"
    data = (folder / f"child_{child}_input.csv").read_bytes()
    with (folder / f"child_{child}_datekey.csv").open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    with (folder / f"child_{child}_input.csv").open(encoding="utf-8", newline="") as file:
        typed = list(csv.DictReader(file))
    with school.signed_in() as casebook:
        ids = take_history(
            casebook, preview=preview_history(data, mapping={}), pupil_id=school.first_pupil
        )
        shown = chronology.of_pupil(casebook.connection, school.first_pupil)
        assert len(ids) == len(shown) == count == len(key)
        assert {row.id for row in shown} == set(ids)
        by_id = {row.id: row for row in shown}
        for entry_id, cells, wanted in zip(ids, typed, key, strict=True):
            row = by_id[entry_id]
            assert row.transcribed
            assert row.text == cells["event"]
            assert (
                row.happened.earliest or "", row.happened.latest or "", row.happened.precision
            ) == (wanted["earliest"], wanted["latest"], wanted["precision"])  # fmt: skip
            assert row.happened.as_told == cells["date_as_published"]
        dated = [row.happened.earliest for row in shown if row.happened.dated]
        assert dated == sorted(dated)
        undated = [row.happened.dated for row in shown]
        assert undated == sorted(undated, reverse=True), "undated rows stay, after the dated ones"
        assert sound(casebook)


def test_a_paper_chronology_is_taken_whole_or_not_at_all(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            preview_history(b"Date,Event\n1/1/2019,a\n2/1/2019,b,lost words\n", mapping={})
        assert (caught.value.code, caught.value.facts["line"]) == ("chronology.row_unreadable", 3)
        preview = preview_history(b"Date,Event\n1/1/2019,a\n", mapping={})
        with pytest.raises(UserFacingError) as caught:
            take_history(casebook, preview=preview, pupil_id="p-nobody")
        assert caught.value.code == "pupils.not_found"
        assert casebook.head().size == size


def test_what_is_significant_can_be_said_and_taken_back(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first = add_entry(casebook, entry=entry(school))
        add_entry(casebook, entry=entry(school, kind="meeting"))
        set_significant(casebook, target=first, significant=True, summary="Mother was called")
        rows = chronology.of_pupil(casebook.connection, school.first_pupil, significant_only=True)
        assert [(row.id, row.summary) for row in rows] == [(first, "Mother was called")]
        set_significant(casebook, target=first, significant=False)
        assert (
            chronology.of_pupil(casebook.connection, school.first_pupil, significant_only=True)
            == ()
        )
        with pytest.raises(UserFacingError) as caught:
            set_significant(casebook, target="e-nobody", significant=True)
        assert caught.value.code == "file.row_not_found"
        assert sound(casebook)


def test_a_correction_stands_beside_the_original(school: SmallSchool) -> None:
    later = When(earliest="2026-11-19", latest="2026-11-19", precision="day", as_told="Thursday")
    with school.signed_in() as casebook:
        target = add_entry(casebook, entry=entry(school))
        with pytest.raises(UserFacingError) as caught:
            amend(casebook, target=target, field="text", correction="Four", reason="")
        assert caught.value.code == "file.amendment_incomplete"
        amend(
            casebook, target=target, field="happened", correction="Thursday", reason="Diary",
            happened=later,
        )  # fmt: skip
        row = chronology.entry(casebook.connection, target)
        assert row is not None
        assert row.text == "Rang mother; she will come at three."
        assert [item.reason for item in row.corrections] == ["Diary"]
        assert sound(casebook)


def test_who_opened_a_file_is_kept(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        note_file_opened(casebook, pupil_id=school.first_pupil)
        (seen,) = access.page(casebook.connection, access.AccessQuery(pupil=school.first_pupil))
        assert (seen.person, seen.at) == ("Ruth Okafor", "2026-11-22T09:11:00.000Z")


def test_today_shows_what_waits(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        saved = save_risk_assessment(casebook, draft=risk(school, review_date="2026-11-20"))
        found = today.today(casebook.connection, "2026-11-22")
        assert [item.id for item in found.reviews] == [saved]
