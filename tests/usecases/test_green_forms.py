"""Numbers of paper forms go on for ever, and each of them is accounted for."""

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.sheets_flow import sheet_kinds, sheet_of, sheet_pdf
from desktop.usecases.lead.green_forms import account_for, forms, issue_forms, still_out
from exports.parts import Heading
from storage.database.repositories import concerns
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool


def test_numbers_are_given_out_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert issue_forms(casebook, count=3) == (1, 2, 3)
        sheet = sheet_of(casebook, kind="green_form", answers={"count": "2"})
        headings = [part.text for part in sheet.parts if isinstance(part, Heading)]
        assert sum("0004" in text for text in headings) == 2  # front and back
        account_for(casebook, number=2, fate="spoilt", note="coffee")
        assert [form.number for form in still_out(forms(casebook))] == [1, 3, 4, 5]
        assert {form.number: form.fate for form in forms(casebook)}[2] == "spoilt"
    with school.signed_in() as casebook:
        assert issue_forms(casebook, count=1) == (6,)


@pytest.mark.parametrize("count", ["0", "21", "many", "-1"])
def test_a_pad_has_a_sensible_size(school: SmallSchool, count: str) -> None:
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            sheet_of(casebook, kind="green_form", answers={"count": count})
        assert caught.value.code == "forms.count"
        assert forms(casebook) == ()


def test_only_forms_that_exist_are_accounted_for(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        issue_forms(casebook, count=1)
        with pytest.raises(UserFacingError) as caught:
            account_for(casebook, number=2, fate="lost")
        assert caught.value.code == "forms.not_issued"


def test_every_sheet_is_made_from_the_casebook(school: SmallSchool) -> None:
    school.send(what_happened="zwieback")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        for item in sheet_kinds():
            sheet = sheet_of(casebook, kind=item.code, answers={"concern": concern})
            assert sheet_pdf(sheet).startswith(b"%PDF-")
        poster = sheet_of(casebook, kind="report_poster", answers={})
        assert "Ruth Okafor" in str(poster.parts)
        assert "Megan Price" not in str(poster.parts)  # staff are not told of, they tell
        receipt = sheet_of(casebook, kind="receipt_slip", answers={"concern": concern})
        assert "zwieback" not in str(receipt)
        assert "Staff room" in str(receipt.parts)
