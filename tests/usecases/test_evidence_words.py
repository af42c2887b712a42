"""What is shown and printed of a concern says no more than is known: whose words, which time."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents import concern_record
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.withholding import redactor_for
from desktop.usecases.lead.paper_concern import type_in
from desktop.usecases.lead.verify_casebook import replay_differences
from desktop.usecases.verify_document import verify_pdf
from exports.preview import page_texts
from storage.database.repositories import chronology, people, pupils
from storage.records.concern import Mention, PaperOriginal
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

NOON = datetime(2026, 11, 20, 12, 40, tzinfo=SCHOOL_ZONE)
SHEET = PaperOriginal(form="", written=When.at_minute(NOON), kept="Handed to Ruth Okafor")
AS_SENT = "as they were sent"


def request(school: SmallSchool, kind: str, concern: str = "") -> DocumentRequest:
    """A signed copy about the first child."""
    return DocumentRequest(
        kind=kind, pupil_id=school.first_pupil, purpose="Conference", recipient="Council",
        product="signed", records=(concern,) if kind == "concern_record" else (),
    )  # fmt: skip


def parts(casebook, school: SmallSchool, concern: str) -> str:
    """Everything on the pages of a concern record, as data."""
    asked = request(school, "concern_record", concern)
    return repr(concern_record.build(casebook, asked, redactor_for(casebook, request=asked)))


def test_a_sheet_that_a_lead_typed_in_is_not_said_to_be_words_that_were_sent(
    school: SmallSchool,
) -> None:
    """Only a comparison with the sheet can show that nothing was changed."""
    with school.signed_in() as casebook:
        draft = school.draft(happened=When.on_day(date(2026, 11, 19)), told_dsl="yes", paper=SHEET)
        taken = type_in(casebook, draft=draft, reporter="Mrs P. Fenn, supply")
        text = parts(casebook, school, taken.concern)
        assert AS_SENT not in text
        assert "Nothing in them was changed" not in text
        assert "Transcribed from paper by Ruth Okafor" in text
        school.send()
        (sent,) = collect_letterbox(casebook).concerns
        assert AS_SENT in parts(casebook, school, sent)
        assert "Transcribed" not in parts(casebook, school, sent)


def test_words_that_their_writer_copied_from_a_sheet_are_marked_as_copied(
    school: SmallSchool, tmp_path: Path
) -> None:
    """Their own key signs the copy; when it was first written is what they say of it."""
    with school.signed_in() as casebook:
        school.send(happened=When.at_minute(NOON), paper=SHEET)
        (concern,) = collect_letterbox(casebook).concerns
        row = chronology.entry(casebook.connection, concern)
        assert row is not None
        assert row.transcribed
        assert row.author == "Megan Price (on paper first; typed in by the writer)"
        text = parts(casebook, school, concern)
        assert "Transcribed from paper by the writer" in text
        assert AS_SENT in text
        assert replay_differences(casebook) == ()
        for kind in ("chronology", "child_protection_file", "concern_record"):
            path = tmp_path / f"{kind}.pdf"
            prepared = prepare_document(casebook, request=request(school, kind, concern))
            publish(casebook, prepared=prepared, path=path)
            verdict = verify_pdf(path.read_bytes())
            assert verdict.result == "ok", kind
            assert not any("typed in from paper" in line for line in verdict.not_proved), kind
            if kind == "chronology":
                said = " ".join(" ".join(page_texts(path.read_bytes())).split())
                assert "transcribed from paper" in said
                assert "written 2 days later" not in said
            else:
                assert any("Megan Price’s PIN" in line for line in verdict.proved), kind


def test_whom_the_writer_chose_is_printed_and_a_withheld_one_is_not(school: SmallSchool) -> None:
    """Two of one name are told apart by their class; with a withheld name its class goes too."""
    with school.signed_in() as casebook:
        ids = pupils.ids(casebook.connection)
        other = next(each for each in ids if each != school.first_pupil)
        row = pupils.row(casebook.connection, other)
        megan = people.by_account(casebook.connection, "megan")
        assert row is not None
        assert megan is not None
        school.send(
            what_happened=f"{row.name} told Megan Price.",
            mentions=(
                Mention(id=other, kind="pupil", text=row.name),
                Mention(id=megan.id, kind="staff", text="Megan Price"),
                Mention(id=other, kind="pupil", text=row.name),
            ),
        )
        (concern,) = collect_letterbox(casebook).concerns
        told = f"{row.name} (Year {row.year_group}); Megan Price (staff)"
        assert told in parts(casebook, school, concern)
        asked = replace(
            request(school, "concern_record", concern), withhold=Withholding(names=(other,))
        )
        redactor = redactor_for(casebook, request=asked)
        text = repr(concern_record.build(casebook, asked, redactor))
        assert "[Child B]; Megan Price (staff)" in text
        assert row.name not in text
        school.send()
        (plain,) = collect_letterbox(casebook).concerns
        assert "Names chosen" not in parts(casebook, school, plain)
