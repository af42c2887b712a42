"""Names and narratives that break programs come through post, collect and export unchanged."""

import csv
import io
import json
from pathlib import Path

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import guest_author
from desktop.usecases.staff.station import team_card
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from storage.database.repositories import chronology, concerns, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import WHEN, SmallSchool


def naughty(shared_data: Path) -> list[str]:
    """Half of the Big List of Naughty Strings, without what is empty."""
    texts = json.loads((shared_data / "names" / "blns_even.json").read_text("utf-8"))
    return [text for text in texts if text.strip()]


def test_narratives_arrive_and_leave_unchanged(school: SmallSchool, shared_data: Path) -> None:
    texts = naughty(shared_data)
    assert len(texts) > 200
    station = school.station()
    author = guest_author(station, name="Jo Supply")
    for start in range(0, len(texts), 12):
        part = texts[start : start + 12]
        log_concern(
            station,
            draft=school.draft(
                what_happened="\n".join(part), child_words=part[0], place=part[-1], opinion=part[1]
            ),
            author=author,
        )
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert (len(done.concerns), done.kept) == (-(-len(texts) // 12), ())
        found = [concerns.concern(casebook.connection, item) for item in done.concerns]
        for start, concern in zip(range(0, len(texts), 12), found, strict=True):
            part = texts[start : start + 12]
            assert concern is not None
            assert concern.what_happened == "\n".join(part)
            assert (concern.child_words, concern.place) == (part[0], part[-1])
        made = export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=school.first_pupil,
                profile="court",
                purpose=texts[5],
                recipient=texts[7],
                path=school.root / "naughty.pdf",
            ),
        )
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
    pdf = Path(made.path).read_bytes()
    assert verify_pdf(pdf).result == "ok"
    extract = json.loads(inspect_pdf(pdf).ledger_extract)
    shown = json.dumps(extract, ensure_ascii=False)
    for text in texts:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in shown, "word for word in the extract"


def test_naughty_strings_as_names(school: SmallSchool, shared_data: Path) -> None:
    texts = naughty(shared_data)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["Surname", "Forename", "DOB"])
    for text in texts:
        writer.writerow([text, f"Kim {text}", "2016-10-02"])
    data = table.getvalue().encode()
    with school.signed_in() as casebook:
        preview = preview_pupils(casebook, data=data, mapping={})
        plan = preview.plan
        assert len(plan.new) + len(plan.refused) + len(plan.changed) == len(texts)
        take_pupils(casebook, preview=preview)
        everyone = {pupil.details.legal_surname for pupil in pupils.all_pupils(casebook.connection)}
        lines = {new.line for new in plan.new}
        assert len(lines) > len(texts) * 0.8, "hardly any is refused"
        taken = [new.details.legal_surname for new in plan.new]
        assert set(taken) <= everyone
        assert not {remark.line for remark in plan.refused} & lines
        for search in ("'", "%", "_", '"', "\\", "NULL", "*", "AND", "NEAR(", "😍"):
            pupils.ids(casebook.connection, search=search)
            chronology.search(casebook.connection, search)
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
    card = team_card(school.station())
    assert card is not None
    assert len(card.pupils) == 5 + len(plan.new)


def test_pupils_of_many_scripts(school: SmallSchool, shared_data: Path) -> None:
    with school.signed_in() as casebook:
        for path in sorted((shared_data / "names").glob("*.csv")):
            data = path.read_bytes()
            try:
                preview = preview_pupils(casebook, data=data, mapping={})
            except UserFacingError:
                continue  # a list of forenames alone
            take_pupils(casebook, preview=preview)
        found = pupils.all_pupils(casebook.connection)
        assert len(found) > 200
        export_of = next(p for p in found if not p.details.legal_surname.isascii())
        school.send(pupils=(LinkedPupil(id=export_of.id, role="subject"),))
        collect_letterbox(casebook)
        made = export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=export_of.id, profile="referral", purpose="P", recipient="R",
                path=school.root / "script.pdf",
            ),
        )  # fmt: skip
        assert replay_differences(casebook) == ()
    assert verify_pdf(Path(made.path).read_bytes()).result == "ok"


def test_naughty_strings_as_people(school: SmallSchool, shared_data: Path) -> None:
    with school.signed_in() as casebook:
        for number, text in enumerate(naughty(shared_data)[:40]):
            add_staff(
                casebook,
                person=NewPerson(name=text, account=f"{text}{number}", role=Role.STAFF),
            )
        assert replay_differences(casebook) == ()
    card = team_card(school.station())
    assert card is not None
    assert len(card.staff) == 44


def test_signs_that_a_clipboard_brings_along_call_no_document_changed(school: SmallSchool) -> None:
    """What is copied out of a word processor's table brings control characters; they are printed by
    their numbers, and the signed document still verifies.
    """
    signs = [chr(code) for code in (*range(32), *range(127, 160))]
    with school.signed_in() as casebook:
        for field in ("text", "source", "action"):
            texts = {"text": "Seen.", field: "".join(f"one{sign}two " for sign in signs)}
            add_entry(
                casebook,
                entry=NewEntry(
                    kind="call",
                    pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                    happened=WHEN,
                    **texts,
                ),
            )
        made = export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=school.first_pupil,
                profile="court",
                purpose=f"Bell \x07 and delete \x7f {''.join(signs)} end",
                recipient="Unit\x1fseparator, Ms Hale",
                path=school.root / "signs.pdf",
            ),
        )
    report = verify_pdf((school.root / "signs.pdf").read_bytes())
    assert (report.result, report.first_fault) == ("ok", None), made.export_id
