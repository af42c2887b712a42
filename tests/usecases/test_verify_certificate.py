"""The termly certificate: made, entered, listed, and asked for once a term."""

from datetime import date
from pathlib import Path

import pytest

from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.ledger_certificate import (
    certificate_due,
    due_by_term,
    make_certificate,
)
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.verify_file import verify_file
from storage.database.repositories import ledger_rows
from storage.intake.vocabularies import load_calendar
from storage.ledger.fingerprint import root_of_code
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool


def test_a_certificate_is_made_entered_and_verifies(school: SmallSchool) -> None:
    path = school.root / "certificate.pdf"
    with school.signed_in() as casebook:
        head = casebook.head()
        made = make_certificate(
            casebook, path=path, recipient=" Mrs Akhtar, chair ", kept_where="Church safe"
        )
        assert root_of_code(made.check_code) == head.root
        row = ledger_rows.rows(casebook.connection, start=head.size, limit=1)[0]
        assert row.fields is not None
        values = {name: value for name, (value, _salt) in row.fields.items()}
        assert (values["where"], values["recipient"]) == ("Church safe", "Mrs Akhtar, chair")
        assert (values["sha256"], values["size"]) == (made.sha256, head.size)
        assert values["files"][0]["bytes"] == path.stat().st_size
        anchor = list_anchors(casebook)[0]
        assert (anchor.kind, anchor.check_code) == ("certificate", made.check_code)
        assert (verify_ledger(casebook).result, replay_differences(casebook)) == ("ok", ())
    report = verify_file(path)
    assert (report.result, report.details["document"]) == ("ok", "ledger_certificate")
    assert report.details["entries"] == head.size


@pytest.mark.parametrize(
    ("recipient", "kept", "code"),
    [("  ", "", "certificate.incomplete"), ("x" * 121, "", "certificate.too_long"),
     ("x", "y" * 121, "certificate.too_long")],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(
    school: SmallSchool, recipient: str, kept: str, code: str
) -> None:
    path = school.root / "certificate.pdf"
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            make_certificate(casebook, path=path, recipient=recipient, kept_where=kept)
        assert casebook.head().size == size
    assert caught.value.code == code
    assert not path.exists()


def test_a_folder_that_is_not_there_leaves_no_entry(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            make_certificate(
                casebook, path=Path(school.root / "nowhere" / "c.pdf"), recipient="The head"
            )
        assert casebook.head().size == size
    assert caught.value.code.startswith("exports.")


def test_a_certificate_once_given_is_no_longer_due(school: SmallSchool) -> None:
    """The clock of the tests stands at 22 November 2026: after half term."""
    with school.signed_in() as casebook:
        before = certificate_due(casebook)
        assert (before.due, before.term, before.since) == (True, "autumn 2026", None)
        make_certificate(casebook, path=school.root / "c.pdf", recipient="The head")
        after = certificate_due(casebook)
        assert (after.due, after.since is not None) == (False, True)


@pytest.mark.parametrize(
    ("today", "given", "due", "term"),
    [
        (date(2026, 9, 10), date(2026, 6, 30), False, "autumn 2026"),
        (date(2026, 10, 20), date(2026, 6, 30), False, "autumn 2026"),
        (date(2026, 11, 10), date(2026, 6, 30), True, "autumn 2026"),
        (date(2026, 11, 10), date(2026, 11, 3), False, "autumn 2026"),
        (date(2026, 12, 27), date(2026, 6, 30), True, "autumn 2026"),
        (date(2027, 1, 12), date(2026, 11, 3), False, "spring 2027"),
        (date(2027, 1, 12), date(2026, 6, 30), True, "spring 2027"),
        (date(2026, 11, 10), None, True, "autumn 2026"),
        (date(2026, 9, 10), None, False, "autumn 2026"),
    ],
)
def test_one_certificate_in_each_term(
    today: date, given: date | None, due: bool, term: str
) -> None:
    found = due_by_term(load_calendar(), today=today, given=given)
    assert (found.due, found.term) == (due, term)


def test_beyond_the_calendar_one_in_four_months() -> None:
    far = date(2190, 5, 1)
    assert due_by_term(load_calendar(), today=far, given=None).due
    assert due_by_term(load_calendar(), today=far, given=date(2189, 12, 1)).due
    assert not due_by_term(load_calendar(), today=far, given=date(2190, 3, 1)).due
