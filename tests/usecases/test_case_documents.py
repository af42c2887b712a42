"""A case in the chronology that leaves the school: what it says, and that every row is proved."""

from pathlib import Path

import pikepdf
import pypdfium2

from desktop.usecases.lead.actions import NewTask, add_action, drop, postpone
from desktop.usecases.lead.case_closing import NewClosing, close_case
from desktop.usecases.lead.cases import change_case, monitor_case, open_case, reopen_case
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import chronology, people, pupils
from storage.records.concern import LinkedPupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool


def _live(casebook, child: str) -> None:
    dan = people.by_account(casebook.connection, "dan").id
    case = open_case(
        casebook,
        pupils=[child],
        title="Comes to school without food",
        level="early_help",
        sought="She comes to school fed",
        reason="Three concerns in a month.",
    )
    task = add_action(
        casebook, task=NewTask(case=case, what="Ring the nurse", owner=dan, due="2026-11-27")
    )
    postpone(casebook, action_id=task, due="2026-12-04", reason="The nurse is away.")
    drop(casebook, action_id=task, reason="The nurse came by herself.")
    change_case(
        casebook,
        case_id=case,
        reason="The family asked for more help.",
        level="family_help",
        owner=dan,
        next_review="2026-12-11",
    )
    monitor_case(casebook, case_id=case, until="2027-01-15", reason="Fed since half term.")
    reopen_case(casebook, case_id=case, reason="Hungry again on Monday.")
    close_case(
        casebook,
        closing=NewClosing(
            case=case,
            outcome="resolved",
            reason="Fed every day for a term.",
            reached="yes",
            done="Breakfast club; food parcels at weekends.",
            decided="The class teacher asks every Friday.",
            child_words="I have toast with my friends.",
        ),
    )


def test_a_closed_case_reads_well_and_every_row_is_proved(
    school: SmallSchool, tmp_path: Path
) -> None:
    with school.signed_in() as casebook:
        child = pupils.ids(casebook.connection)[0]
        _live(casebook, child)
        request = DocumentRequest(
            kind="chronology",
            pupil_id=child,
            purpose="Care proceedings",
            recipient="Wexcombe Council",
            product="signed",
        )
        made = prepare_document(casebook, request=request)
        path = tmp_path / "chronology.pdf"
        publish(casebook, prepared=made, path=path)
    document = pypdfium2.PdfDocument(path)
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for said in (
        "Case opened: Targeted early help",
        "Comes to school without food",
        "Action for Dan Whitcombe, due 27 Nov 2026",
        "Action changed: now for Dan Whitcombe, due 4 Dec 2026",
        "Action no longer needed",
        "Case changed: Family Help",
        "now with Dan Whitcombe, next date 11 Dec 2026",
        "Case monitored: until 15 Jan 2027",
        "What was sought: She comes to school fed. Reached: yes.",
        "The class teacher asks every Friday. Breakfast club; food parcels at weekends.",
        "I have toast with my friends.",
        "Fed every day for a term.",
        "Resolved",
    ):
        assert said in words, said
    assert "early_help" not in words, "codes are for programs"
    report = verify_pdf(path.read_bytes())
    assert report.result == "ok"
    assert any(line.startswith("8 of 8 rows") for line in report.proved), report.proved


def test_what_was_done_does_not_leave_beside_a_page_that_withholds_it(
    school: SmallSchool, tmp_path: Path
) -> None:
    """The field ``action`` names a thing in one kind of entry and tells a story in others."""
    with school.signed_in() as casebook:
        child = pupils.ids(casebook.connection)[0]
        _live(casebook, child)
        entry = add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=child, role="subject"),),
                happened=When.unknown(),
                text="Mother rang.",
                action="Told her of the marmalade cat",
            ),
        )
        rows = {row.id: row for row in chronology.of_pupil(casebook.connection, child)}
        closed = next(row for row in rows.values() if row.kind == "case_closed")
        fields = tuple((row.seq, "action", "third_party") for row in (rows[entry], closed))
        request = DocumentRequest(
            kind="chronology",
            pupil_id=child,
            purpose="Care proceedings",
            recipient="Wexcombe Council",
            product="signed",
            withhold=Withholding(fields=fields),
        )
        path = tmp_path / "withheld.pdf"
        publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    with pikepdf.open(path) as opened:
        attached = b"".join(
            opened.attachments[name].get_file().read_bytes() for name in opened.attachments
        )
    assert b"marmalade" not in attached
    assert b"food parcels" not in attached
    assert b"Fed every day for a term." in attached, "it would be found"
