"""Every screen of the lead, filled with the made-up school, by name."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from storage.records.chronology_filter import Amounts
from tests.fakes import (
    around_child,
    document_screens,
    import_screens,
    people_screens,
    risk_plans,
    work_screens,
)
from tests.fakes import lead_school as school
from ui import care_material as care
from ui import lead_material as material
from ui.chronology_material import ShownChronology
from ui.entry_material import ContactChip, EntryBox, EntryKind, EntryOffers, OpenCase, RecordToMove
from ui.views.backup import BackupView
from ui.views.casebook_window import CasebookView
from ui.views.chronology_amend import AmendDialog
from ui.views.concerns import ConcernsView
from ui.views.import_chronology import ImportChronologyView
from ui.views.import_pupils import ImportPupilsView
from ui.views.move_record import MoveRecordView
from ui.views.new_entry import NewEntryView
from ui.views.people import PeopleView
from ui.views.people_add import AddPersonDialog
from ui.views.people_slip import SlipDialog
from ui.views.pupil_file import PupilFileView
from ui.views.pupil_file_volume import VolumeDialog
from ui.views.pupils import PupilsView
from ui.views.risk import RiskView
from ui.views.risk_kept import RiskKeptView
from ui.views.statement import StatementDialog
from ui.views.today import TodayView
from ui.views.triage import TriageView
from ui.views.triage_close import CloseDialog
from ui.widgets.choice_row import Choice


def now() -> datetime:
    """Sunday morning, 22 November 2026."""
    return datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


def today() -> date:
    """The day of ``now``."""
    return now().date()


def search(typed: str) -> tuple:
    """Find children by any part of the name."""
    return tuple(item for item in school.pupils() if typed.lower() in item.display.lower())


def fetcher(rows) -> Callable:
    """Return a fetch over rows that are at hand."""
    known = {row.id: row for row in rows}
    return lambda identifiers: [known[identifier] for identifier in identifiers]


def triage() -> TriageView:
    """A concern waiting, with the child's history."""
    view = TriageView(lists=school.lists(), people=school.people(), today=today)
    view.show_concern(school.shown_concern())
    view.show_history(school.history())
    return view


def today_view() -> TodayView:
    """A busy day."""
    view = TodayView()
    view.show_today(school.today())
    return view


def concerns() -> ConcernsView:
    """Twelve concerns."""
    rows = school.concern_rows(12)
    view = ConcernsView(fetch=fetcher(rows), lists=school.lists())
    view.show_ids([row.id for row in rows], {"waiting": 4, "open": 4, "closed": 4})
    return view


def pupils() -> PupilsView:
    """Sixty children."""
    rows = school.pupil_rows(60)
    view = PupilsView(fetch=fetcher(rows))
    view.show_ids([row.id for row in rows], total=60)
    return view


def entries() -> list:
    """Eighteen dated rows, one with everything on it, and one undated."""
    rows = [school.entry(number) for number in range(1, 19)]
    rows[1] = school.full_entry()
    return [*rows, school.undated_entry()]


def pupil_file() -> PupilFileView:
    """Amelia's file with everything in it."""
    rows = entries()
    view = PupilFileView(lists=school.lists(), fetch=fetcher(rows), now=now)
    view.show_front_sheet(school.front_sheet())
    view.show_people(school.front_sheet())
    view.voice.show_words(around_child.voice())
    amounts = Amounts(total=19, significant=6, undated=1, linked=0)
    view.chronology.show_rows(ShownChronology(ids=tuple(row.id for row in rows), amounts=amounts))
    view.show_body_maps(
        [material.BodyMapRow(id="c-1", when="Seen 20 Nov 2026", author="Megan Price", marks=2)]
    )
    view.show_risk_assessments([school.risk_assessment()])
    file = school.concern().files[0]
    view.show_volumes(
        [
            material.VolumeRow(
                id="d-1",
                title="Paper file",
                volume=1,
                original_lies="Cabinet 2",
                file=file,
                pages=46,
            )
        ]
    )
    return view


def front_sheet() -> PupilFileView:
    """Amelia's front sheet."""
    view = pupil_file()
    view.show_section("front_sheet")
    return view


def file_people() -> PupilFileView:
    """Amelia's family and people, with a name being looked up."""
    view = pupil_file()
    view.show_section("people")
    view.people.family.add.click()
    return view


def file_voice() -> PupilFileView:
    """All that Amelia said."""
    view = pupil_file()
    view.show_section("voice")
    return view


def file_documents() -> PupilFileView:
    """Everything attached in Amelia's file, and its index."""
    view = pupil_file()
    view.show_documents(around_child.documents(school.concern().files[0]), around_child.index())
    view.show_section("documents")
    return view


def file_risks() -> PupilFileView:
    """Amelia's risk assessment, case, referral and plan."""
    view = pupil_file()
    view.risks.show_work(around_child.work())
    view.show_section("risk_assessments")
    return view


def offers() -> EntryOffers:
    """A brother, a grandmother to telephone and an open case for whoever is chosen."""
    call = EntryKind(
        value="call",
        ways=(Choice(value="phone_in", text="They rang"), Choice(value="video", text="Video")),
    )
    present = EntryBox(code="present", label="Was the child present?", answers=("Yes", "No"))
    notice = EntryKind(
        value="police",
        source="child",
        boxes=(EntryBox(code="reference", label="Police reference"), present),
    )
    return EntryOffers(
        kinds=(call, notice, EntryKind(value="positive", contact=False)),
        people=tuple(school.people()),
        search=search,
        relatives=lambda pupil: school.pupils()[1:2] if pupil == "p-1" else (),
        contacts=lambda ids: [GRANDMOTHER] if "p-1" in ids else [],
        cases=lambda ids: [OpenCase(id="k-1", words="Home life")] if "p-1" in ids else [],
        now=now,
    )


GRANDMOTHER = ContactChip(
    text="Maureen Hartley, grandmother, 01234 567890", label="Maureen Hartley, grandmother"
)


def new_entry_full() -> NewEntryView:
    """A police notice with its boxes, what is next, and what it means."""
    view = new_entry()
    view.kind.set_value("police")
    view.pupils.add(school.pupils()[0])
    view.text.set_text("An argument at home at night; both children were upstairs.")
    view.more.next.what.setText("Speak to Amelia at breakfast club")
    view.more.next.set_due(1)
    view.more.significant.setChecked(True)
    view.more.summary.setText("Police called to the home at night")
    view.more.show_written()
    return view


def move_record() -> MoveRecordView:
    """A call that may be about another child."""
    view = MoveRecordView(lists=school.lists(), search=search, cases=offers().cases)
    view.show_record(
        RecordToMove(
            target="e-1",
            title="Call · 3 May 2026",
            words=school.entry().text,
            pupils=((school.pupils()[0], "subject"),),
            with_it="What was corrected or stated beside it goes with it.",
        )
    )
    return view


def statement() -> StatementDialog:
    """A mother disagrees."""
    people = (("Sarah Hartley", "mother"), ("Maureen Hartley", "grandmother"))
    return StatementDialog(entry=school.entry(), people=people, today=today())


def new_entry() -> NewEntryView:
    """An empty entry."""
    view = NewEntryView(lists=school.lists(), offers=offers())
    view.start()
    return view


def risk() -> RiskView:
    """Two hazards of an earlier version."""
    view = RiskView(lists=risk_plans.lists(), people=school.people())
    view.show_assessment(risk_plans.start(school.risk_assessment()))
    return view


def risk_new() -> RiskView:
    """A new plan with a template's suggestions, one hazard of them ticked."""
    view = RiskView(lists=risk_plans.lists(), people=school.people())
    view.show_assessment(risk_plans.start())
    view.start_part.findChild(QComboBox, "risk.template").setCurrentIndex(0)
    view.suggestions.findChild(QAbstractButton, "risk.suggest.toilets").click()
    view.more.open.click()
    return view


def risk_kept() -> RiskKeptView:
    """Three versions side by side, one agreement."""
    view = RiskKeptView(lists=risk_plans.lists(), search=search, today=today)
    view.show_plan("Amelia Hartley", risk_plans.versions())
    return view


def pupil_preview() -> material.ImportPreview:
    """Two new children, one changed, one refused, one warning."""
    return material.ImportPreview(
        file_name="801_CTF.xml", file_kind="CTF",
        new=tuple(material.ImportRow(line=10, name=name) for name in ("Ada Bell", "Noor Aziz")),
        changed=(
            material.ImportRow(line=40, name="Kai Hartley", changes=(("Class", "Acorn", "Oak"),)),
        ),
        unchanged=138,
        refused=((7, "", "There is no name in this line."),),
        warnings=((31, "Jude Adeyemi", "The check letter of the UPN is wrong; kept as written."),),
    )  # fmt: skip


def import_pupils() -> ImportPupilsView:
    """A preview of four groups."""
    view = ImportPupilsView(lists=school.lists())
    view.path.line.setText("/home/ruth/801_CTF.xml")
    view.show_preview(pupil_preview())
    return view


def unknown_columns() -> material.UnknownColumns:
    """A file whose columns nobody knows."""
    return material.UnknownColumns(
        file_name="children.csv",
        columns=(("Name (last)", "O'Brien", "legal_surname"), ("Lunch", "packed", "")),
        required=("legal_surname",),
    )


def import_columns() -> ImportPupilsView:
    """A file whose columns must be explained."""
    view = ImportPupilsView(lists=school.lists())
    view.show_columns(unknown_columns())
    return view


def chronology_preview() -> material.ChronologyPreview:
    """Three rows, one of them undated."""
    rows = (school.entry(1), school.full_entry(), school.undated_entry())
    return material.ChronologyPreview(
        file_name="binder.csv", rows=rows, undated=1, notes=((2, "Year read from the row above."),)
    )


def import_chronology() -> ImportChronologyView:
    """A preview of a paper chronology."""
    view = ImportChronologyView(lists=school.lists(), search=search)
    view.start(pupil=school.pupils()[0])
    view.path.line.setText("/home/ruth/binder.csv")
    view.show_preview(chronology_preview())
    return view


def people() -> PeopleView:
    """People, computers, and one that asks to be let in."""
    view = PeopleView(lists=school.lists())
    view.show_people(school.school_people())
    view.show_pairing(
        material.PairingRequest(request_id="w-9", name="Library PC", code="482 019 337")
    )
    return view


def slip() -> SlipDialog:
    """A sheet of paper for a new person."""
    lines = (("Account", "megan.price"), ("First code", "KTQ4-88XM-2HPA"))
    return SlipDialog(
        slip=material.PaperSlip(person="Megan Price", title="For Megan Price", lines=lines)
    )


def backup() -> BackupView:
    """A backup of yesterday that was tried."""
    view = BackupView()
    view.show_state(
        care.BackupState(
            first=care.BackupPlace(folder="/media/stick", last_at="2026-11-21T15:42:00.000Z"),
            last_size="18 MB", sentence="The last backup is one day old.",
            earlier=(("/a", "21 Nov 2026, 15:42"),),
        )
    )  # fmt: skip
    view.show_restore(
        material.RestoreSeen(
            children=148, entries=1203, last_entry="2026-11-21T15:40:00.000Z", children_now=148,
            entries_now=1204, ledger_ok=True,
        )
    )  # fmt: skip
    return view


def casebook() -> CasebookView:
    """The whole window with Today in it."""
    view = CasebookView(school="Oakfield Primary", person="Ruth Okafor, DSL", made_up=True)
    view.show_section("today", today_view())
    view.show_backup_line("Last backup 9 days ago.", severity="warning", action_text="Back up now")
    return view


SCREENS: dict[str, Callable[[], QWidget]] = {
    "casebook": casebook,
    "today": today_view,
    "triage": triage,
    "concerns": concerns,
    "pupils": pupils,
    "pupil_file": pupil_file,
    "front_sheet": front_sheet,
    "file_people": file_people,
    "file_voice": file_voice,
    "file_documents": file_documents,
    "file_risks": file_risks,
    "new_entry": new_entry,
    "new_entry_full": new_entry_full,
    "move_record": move_record,
    "statement": statement,
    "risk": risk,
    "risk_new": risk_new,
    "risk_kept": risk_kept,
    "import_pupils": import_pupils,
    "import_columns": import_columns,
    "import_chronology": import_chronology,
    "people": people,
    "backup": backup,
    "slip": slip,
    "add_person": lambda: AddPersonDialog(lists=school.lists()),
    "volume": lambda: VolumeDialog(pupil_id="p-1", number=2),
    "amend": lambda: AmendDialog(entry=school.full_entry(), lists=school.lists(), now=now),
    "close": lambda: CloseDialog(concern_id="c-1"),
    **people_screens.SCREENS,
    **work_screens.SCREENS,
    **document_screens.SCREENS,
    **import_screens.SCREENS,
}
