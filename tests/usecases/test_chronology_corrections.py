"""Corrections beside rows: the original and every later version, and what is proved of them."""

import copy
import json

import pytest

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import check_signature
from desktop.usecases.lead.chronology_rows import document_rows, positions
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.printed_rows import compare_rows
from exports.extract import entry_row
from storage.database.repositories import chronology, ledger_rows, people
from storage.ledger.extract import check_extract, make_extract
from storage.records.concern import LinkedPupil
from storage.records.redaction import NameForm, Redactor, Withheld
from storage.records.times import school_day, short_date
from storage.records.when import When
from tests.fakes.small_school import WHEN, SmallSchool

SHOWN = frozenset(
    (
        *("id", "text", "happened", "child_words", "source", "action", "decision", "reason"),
        *("outcome", "target", "field", "correction"),
    )
)


@pytest.fixture(scope="module")
def corrected(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory):
    """One entry, corrected three times, with the rows and the proved entries of its chronology."""
    folder = tmp_path_factory.mktemp("corrected") / "school"
    school = school_template.copy_to(folder, seed="corrected")
    with school.signed_in() as casebook:
        row = add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Rang the nurse at 9.",
                outcome="Nurse visits on Monday.",
            ),
        )
        for field, correction in (
            ("text", "Rang the nurse at 10."),
            ("outcome", "Nurse visits on Tuesday."),
            ("text", "Rang the nurse, Quentin, at 11."),
        ):
            amend(casebook, target=row, field=field, correction=correction, reason="Diary")
        entries = chronology.of_pupil(casebook.connection, school.first_pupil)
        rows = ledger_rows.stored_some(casebook.connection, list(positions(entries)))
        head = casebook.head()
        extract = make_extract(
            rows,
            tree=ledger_rows.tree(casebook.connection),
            checkpoint_note=casebook.signed_note(head),
            checkpoint_key=casebook.school.public_ed25519,
            authors={
                key.key_id: key.sign for key in people.keys(casebook.connection, active_only=False)
            },
            shown={row.seq: SHOWN for row in rows},
        )
    return entries, extract


def printed(entries, redactor: Redactor | None = None):
    """The rows as the attached data hold them."""
    made = document_rows(entries, redactor=redactor or Redactor(), kinds={}, tasks={})
    return made, json.loads(json.dumps([entry_row(row) for row in made]))


def test_each_version_stands_with_the_one_before_it(corrected) -> None:
    entries, _ = corrected
    (row,), _ = printed(entries)
    assert [(each.field, each.was, each.now) for each in row.corrections] == [
        ("What happened", "Rang the nurse at 9.", "Rang the nurse at 10."),
        ("What came of it", "Nurse visits on Monday.", "Nurse visits on Tuesday."),
        ("What happened", "Rang the nurse at 10.", "Rang the nurse, Quentin, at 11."),
    ]
    assert row.what_happened == "Rang the nurse at 9."
    assert len({each.entry for each in row.corrections}) == 3


def test_the_corrections_are_what_their_entries_say(corrected) -> None:
    entries, extract = corrected
    proved = check_extract(extract, check_signature=check_signature).proved
    assert len(proved) == 4
    _, rows = printed(entries)
    verdict = compare_rows(rows, proved)
    assert (verdict.matching, verdict.corrections, verdict.corrections_matching) == (1, 3, 3)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("name", ["field", "was", "now", "at", "reason", "entry", "stated"])
def test_no_word_of_a_correction_can_be_changed(corrected, number: int, name: str) -> None:
    entries, extract = corrected
    proved = check_extract(extract, check_signature=check_signature).proved
    _, rows = printed(entries)
    changed = copy.deepcopy(rows)
    value = changed[0]["corrections"][number].get(name, "")
    changed[0]["corrections"][number][name] = (
        rows[0]["corrections"][number - 1]["entry"] if name == "entry" else f"{value}x"
    )
    assert compare_rows(changed, proved).differing == (1,)


def test_a_correction_without_its_entry_is_not_proved(corrected) -> None:
    """So it is with documents of the first version, which did not name it."""
    entries, extract = corrected
    proved = check_extract(extract, check_signature=check_signature).proved
    _, rows = printed(entries)
    for each in rows[0]["corrections"]:
        del each["entry"]
    verdict = compare_rows(rows, proved)
    assert (verdict.corrections, verdict.corrections_matching, verdict.differing) == (3, 0, ())


def test_a_withheld_name_goes_from_both_versions(corrected) -> None:
    entries, extract = corrected
    quentin = Withheld(label="[Adult 1]", forms=(NameForm(text="Quentin"),), reason="third_party")
    redactor = Redactor((quentin,))
    (row,), rows = printed(entries, redactor)
    assert "Quentin" not in json.dumps(rows)
    assert row.corrections[2].now == "Rang the nurse, [Adult 1], at 11."
    hidden = copy.deepcopy(extract)
    for item in hidden["entries"]:
        field = item["shown"].get("correction")
        if field and "Quentin" in field["value"]:
            del item["shown"]["correction"]
            # the commitment of the true value stays
            item["withheld"]["correction"] = _commitment(field)
    proved = check_extract(hidden, check_signature=check_signature)
    assert proved.ok
    verdict = compare_rows(rows, proved.proved)
    assert (verdict.differing, verdict.corrections_matching) == ((), 2)


def _commitment(field) -> str:
    from storage.ledger.commitments import field_commitment  # late: one test alone needs it
    from storage.records import canonical_json  # late: the same

    return field_commitment(
        salt=bytes.fromhex(field["salt"]),
        name="correction",
        value=canonical_json.encode(field["value"]),
    ).hex()


def test_a_corrected_date_stands_beside_the_first_one(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        row = add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=When.unknown(as_told="before the holidays"),
                text="Rang the nurse.",
            ),
        )
        amend(
            casebook,
            target=row,
            field="happened",
            correction="12 July 2026",
            reason="Telephone bill",
        )
        (entry,) = chronology.of_pupil(casebook.connection, school.first_pupil)
    (made,), rows = printed((entry,))
    today = short_date(school_day(entry.corrections[0].recorded_at))
    assert made.corrections[0].was == "Not known (before the holidays)"
    assert made.happened_text == "12 Jul 2026"
    assert made.happened_note == (
        f"dated Not known (before the holidays) until corrected on {today}"
    )
    assert rows[0]["happened_value"]["earliest"] == "2026-07-12"
