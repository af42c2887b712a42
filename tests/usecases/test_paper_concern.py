"""A sheet of paper that is typed in later is a concern like any other, and never looks signed by
its writer: on the screen, in documents, in a pack, when a document is checked.
"""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.usecases.lead import paper_concern, received_concern
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, open_concern
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.green_forms import (
    account_for,
    form_of,
    forms,
    issue_forms,
    still_out,
)
from desktop.usecases.lead.paper_concern import type_in
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.transfer_pack import opened_pack
from desktop.usecases.verify_document import verify_pdf
from exports.preview import page_texts
from storage.database.repositories import chronology, concerns, people, word_search
from storage.intake import vocabularies
from storage.records.concern import Attachment, ConcernDraft, LinkedPupil, PaperOriginal
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, cheap_kdf, decision

SAW = "Otis had no coat again and his lunch box held one biscuit."
SCAN = Attachment(name="form 0002.pdf", media_type="application/pdf", content=b"%PDF-1.4\n%sheet\n")
WRITTEN = When.at_minute(datetime(2026, 11, 19, 12, 40, tzinfo=SCHOOL_ZONE))


def sheet(school: SmallSchool, *, form: str = "0002", **changes) -> ConcernDraft:
    usual = ConcernDraft(
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        what_happened=SAW,
        child_words="I had it yesterday.",
        happened=When.on_day(date(2026, 11, 19)),
        told_dsl="yes",
        told_whom="Ruth Okafor",
        source="saw",
        attachments=(SCAN,),
        paper=PaperOriginal(form=form, written=WRITTEN, kept="file drawer, volume 2"),
    )
    return replace(usual, **changes)


def megan(casebook) -> str:
    found = people.by_account(casebook.connection, "megan")
    assert found is not None
    return found.id


def test_a_sheet_waits_for_a_decision_like_a_received_concern(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=3)
        taken = type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        assert taken.doubts == ()
        (row,) = concerns.waiting(casebook.connection)
        assert (row.id, row.reporter) == (taken.concern, "Megan Price (on paper)")
        concern = open_concern(casebook, concern_id=taken.concern)
        assert (concern.signature, concern.typed_by) == ("paper", "Ruth Okafor")
        assert concern.reporter == "Megan Price"
        assert concern.paper == sheet(school).paper
        assert [file.name for file in concern.files] == ["form 0002.pdf"]
        decide(casebook, decision=decision(taken.concern))
        after = concerns.concern(casebook.connection, taken.concern)
        assert after is not None
        assert after.status == "open"
        entry = chronology.entry(casebook.connection, taken.concern)
        assert entry is not None
        assert (entry.kind, entry.transcribed) == ("concern", True)
        assert entry.author == "Megan Price (on paper; typed in by Ruth Okafor)"
        found = word_search.search(casebook.connection, "biscuit")
        assert taken.concern in {one.id for one in found}
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


def test_the_form_is_accounted_for_in_the_same_transaction(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=2)
        size = casebook.head().size
        taken = type_in(casebook, draft=sheet(school), reporter="Mrs P. Fenn, supply")
        assert casebook.head().size == size + 2
        states = {form.number: form for form in forms(casebook)}
        assert (states[2].fate, states[2].concerns) == ("entered", (taken.concern,))
        assert [form.number for form in still_out(forms(casebook))] == [1]

        entered = paper_concern.entered_event

        def broken(text: str, *, concern: str):
            return (replace(entered(text, concern=concern)[0], type="settings.wrong"),)

        monkeypatch.setattr(paper_concern, "entered_event", broken)
        with pytest.raises(ValueError, match="unknown type of entry"):
            type_in(casebook, draft=sheet(school, form="1"), reporter="Mrs P. Fenn, supply")
        assert casebook.head().size == size + 2, "neither the concern nor the form"


def test_a_number_entered_before_is_said_and_taken_only_when_it_is_meant(
    school: SmallSchool,
) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=2)
        first = type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        with pytest.raises(UserFacingError) as caught:
            type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        assert caught.value.code == "forms.entered_before"
        assert caught.value.facts == {"number": 2, "concern": first.concern}
        again = type_in(casebook, draft=sheet(school), reporter=megan(casebook), again=True)
        assert again.doubts == ("form_entered_before",)
        state = {form.number: form for form in forms(casebook)}[2]
        assert state.concerns == (first.concern, again.concern)


def test_a_number_never_given_out_is_taken_with_a_warning(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=2)
        taken = type_in(casebook, draft=sheet(school, form="No. 900"), reporter=megan(casebook))
        assert taken.doubts == ("form_not_given_out",)
        concern = concerns.concern(casebook.connection, taken.concern)
        assert concern is not None
        assert concern.checks == ("form_not_given_out",)
        assert "No form with this number" in vocabularies.load("record_words").label(
            concern.checks[0]
        )
        assert issue_forms(casebook, count=1) == (3,), "a slip of the pen moves no numbers on"
        assert [form.number for form in still_out(forms(casebook))] == [1, 2, 3]
        for number in (1, 2, 3):
            account_for(casebook, number=number, fate="unused")
        assert still_out(forms(casebook)) == ()


def test_a_sheet_without_a_number_is_taken_too(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        taken = type_in(casebook, draft=sheet(school, form=""), reporter="A. Guest")
        assert taken.doubts == ()
        assert forms(casebook) == ()
    assert [form_of(text) for text in ("0041", "No. 41", "41 ", "0", "", "form", "4-1")] == [
        *(41, 41, 41),
        *(None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("changes", "reporter", "code"),
    [
        ({"what_happened": " "}, "A. Guest", "forms.incomplete"),
        ({"pupils": ()}, "A. Guest", "forms.incomplete"),
        ({"paper": None}, "A. Guest", "forms.incomplete"),
        ({}, "  ", "forms.incomplete"),
        ({"about_adult": True}, "A. Guest", "forms.about_adult"),
        ({"pupils": (LinkedPupil(id="nobody", role="subject"),)}, "A. Guest", "pupils.not_found"),
    ],
)
def test_what_is_not_whole_is_refused(school: SmallSchool, changes, reporter, code) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            type_in(casebook, draft=sheet(school, **changes), reporter=reporter)
        assert caught.value.code == code
        assert casebook.head().size == size


def test_a_letter_that_was_on_paper_first_accounts_for_its_form_itself(
    school: SmallSchool,
) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=2)
        paper = PaperOriginal(form="0001", written=WRITTEN, kept="given to Ruth Okafor")
        school.send(what_happened=SAW, paper=paper)
        (first,) = collect_letterbox(casebook).concerns
        state = {form.number: form for form in forms(casebook)}[1]
        assert (state.fate, state.concerns) == ("entered", (first,))
        concern = concerns.concern(casebook.connection, first)
        assert concern is not None
        assert (concern.signature, concern.typed_by, concern.checks) == ("own key", "", ())
        school.send(what_happened=SAW, paper=paper)
        (second,) = collect_letterbox(casebook).concerns
        concern = concerns.concern(casebook.connection, second)
        assert concern is not None
        assert concern.checks == ("form_entered_before",)


def test_documents_say_that_it_was_typed_in(school: SmallSchool, tmp_path: Path) -> None:
    with school.signed_in() as casebook:
        taken = type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        for kind, said in (
            ("concern_record", "typed in by Ruth Okafor"),
            ("chronology", "transcribed from paper"),
            ("child_protection_file", "typed in by Ruth Okafor"),
        ):
            path = tmp_path / f"{kind}.pdf"
            request = asked(school, kind, taken.concern)
            publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
            pdf = path.read_bytes()
            text = " ".join(" ".join(page_texts(pdf)).split())
            assert said in text, kind
            assert "the PIN of Megan Price" not in text
            verdict = verify_pdf(pdf)
            assert verdict.result == "ok", kind
            assert not any("Megan Price’s PIN" in line for line in verdict.proved)
            assert any("typed in from paper" in line for line in verdict.not_proved), kind


def test_a_withheld_writer_is_not_named_by_the_sheet(school: SmallSchool, tmp_path: Path) -> None:
    with school.signed_in() as casebook:
        taken = type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        request = asked(
            school, "concern_record", taken.concern, withhold=Withholding(reporters=True)
        )
        path = tmp_path / "withheld.pdf"
        publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
        pdf = path.read_bytes()
        assert "Megan" not in " ".join(page_texts(pdf))
        verdict = verify_pdf(pdf)
        assert verdict.result == "ok"


def test_the_next_school_reads_that_it_was_on_paper(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        taken = type_in(casebook, draft=sheet(school), reporter=megan(casebook))
        path = school.root / "one.holdfast-pack"
        pack = create_pack(
            casebook,
            request=PackRequest(
                pupil_id=school.first_pupil,
                recipient="Kim Vale, DSL, Otter Brook Primary",
                path=path,
                method="hand",
            ),
            kdf=cheap_kdf(school.random_bytes),
        )
        opened = opened_pack(path.read_bytes(), passphrase=pack.passphrase)
        assert opened.report.result == "ok"
        assert taken.concern in json.dumps([row.id for row in opened.contents.rows])
        lines = json.dumps(opened.report.not_proved, ensure_ascii=False)
        assert "typed in from paper" in lines or "typed in from paper" in json.dumps(
            verify_pdf(opened.contents.document).not_proved, ensure_ascii=False
        )


def test_a_letter_cannot_pretend_to_be_a_sheet() -> None:
    """What the casebook itself says of a concern is never taken from a letter."""
    assert {"transcribed_by", "signature", "signed_block"} <= received_concern._OURS


def asked(school: SmallSchool, kind: str, concern: str, **changes) -> DocumentRequest:
    usual = {
        "kind": kind,
        "pupil_id": school.first_pupil,
        "recipient": "Social care, front door",
        "purpose": "referral",
        "product": "signed",
    }
    if kind == "concern_record":
        usual["records"] = (concern,)
    return DocumentRequest(**{**usual, **changes})
