"""The pictures of the lead's screens, with the casebook of the made-up school open."""

import tempfile
from pathlib import Path

import resources
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.demo.shots_staff import Scene
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.sign_in import Credentials, sign_in
from exports.file_writer import write_atomically
from storage.database.repositories import chronology, concerns, pupils, risks
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from ui.views.casebook_window import CONCERNS, NEW, PUPILS, TODAY, CasebookView
from ui.views.document_register import RegisterView
from ui.views.document_sheets import SheetsView
from ui.views.export import ExportView
from ui.views.import_chronology import ImportChronologyView
from ui.views.import_pupils import ImportPupilsView
from ui.views.new_entry import NewEntryView
from ui.views.next_school import NextSchoolView
from ui.views.pupil_file import PupilFileView
from ui.views.triage import TriageView
from ui.views.triage_actions import ActionRow
from ui.widgets.page_canvas import WHOLE
from ui.widgets.pupil_picker import PupilOption

_SECTIONS = (
    *("front_sheet", "chronology", "voice", "body_maps", "risk_assessments", "people"),
    "documents",
)


class LeadScene:
    """The lead's window over the made-up school; ``finish`` closes the casebook."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.studio = scene, scene.studio
        self.recovery_code = ""  # as it was made anew for the picture of that page
        context = scene.context
        self.casebook: OpenCasebook = sign_in(
            folder=context.paths.casebook,
            letterbox=context.paths.letterbox,
            credentials=Credentials(
                account=scene.made.account,
                password=scene.made.password,
                code=scene.made.code(context.clock()),
            ),
            host="DSL laptop",
            user="made up",
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
        ).casebook
        self.go = CasebookController(
            window=self.studio.window,
            casebook=self.casebook,
            context=context,
            jobs=self.studio.jobs,
            made_up=True,
            parent=self.studio.window,
        )
        self.go.care.background.busy_changed.connect(self.studio.note_busy)
        self.studio.settle()

    def section(self, key: str, name: str) -> None:
        """Show a section of the sidebar and photograph it."""
        self.go.show_section(key)
        self.studio.shoot(name)

    def back(self) -> None:
        """Leave the page on top."""
        self.studio.find_kind(CasebookView).back()
        self.studio.settle()

    def finish(self) -> None:
        """Close the casebook."""
        self.studio.settle()
        self.casebook.close()


def today(lead: LeadScene) -> None:
    """What waits this Friday."""
    lead.section(TODAY, "today")


def concern_list(lead: LeadScene) -> None:
    """The list of all concerns."""
    lead.section(CONCERNS, "concerns")


def triage(lead: LeadScene) -> None:
    """A waiting concern: empty, decided on, and one with a body map and a history."""
    studio = lead.studio
    connection = lead.casebook.connection
    waiting = concerns.ids(connection, status="waiting", oldest_first=True)
    lead.go.open_concern(waiting[0])
    studio.shoot("triage")
    view = studio.find_kind(TriageView)
    panel = view.decision
    panel.level.set_value("early_help")
    panel.category.set_value("hunger")
    panel.response.set_value("in_school")
    panel.decision.setText("Breakfast club from tomorrow, paid from the hardship fund.")
    panel.reason.set_text("A pattern over two weeks, no other sign of harm.")
    action = panel.action_rows.findChildren(ActionRow)[0]
    action.what.setText("Add to the breakfast club list")
    action.owner.set_value(lead.casebook.person.id)
    action.due.set_value(lead.casebook.clock().date().isoformat())
    panel.parents.set_value("not_yet")
    panel.reply.setText("Thank you: seen and acted on.")
    studio.shoot("triage-filled")
    studio.press("triage.save")
    studio.shoot("triage-saved")
    lead.go.show_section(CONCERNS)
    mapped = next(
        (
            concern_id
            for concern_id in concerns.ids(connection, status="closed")
            if (found := concerns.concern(connection, concern_id)) and found.body_maps
        ),
        waiting[-1],
    )
    lead.go.open_concern(mapped)
    studio.shoot("triage-closed-with-body-map")
    view = studio.find_kind(TriageView)
    view.body_map_requested.emit(mapped, 0)
    studio.shoot("body-map")
    lead.back()


def children(lead: LeadScene) -> None:
    """The list of children, and what a few letters find."""
    lead.section(PUPILS, "children")
    lead.studio.type_into("pupils.search", "zo")
    lead.studio.wait()
    lead.studio.shoot("children-search")


def child_file(lead: LeadScene) -> None:
    """Every section of one child's file."""
    studio = lead.studio
    lead.go.show_section(PUPILS)
    lead.go.open_pupil(lead.scene.made.hero)
    studio.settle()
    view = studio.find_kind(PupilFileView)
    for section in _SECTIONS:
        view.show_section(section)
        studio.shoot(f"file-{section.replace('_', '-')}")
    view.show_section("people")
    studio.press("file.sibling_add")
    studio.type_into("file.sibling_search", "a")
    studio.shoot("file-siblings")
    studio.press("file.sibling_add")
    view.show_section("chronology")
    entries = chronology.of_pupil(lead.casebook.connection, lead.scene.made.hero)
    corrected = next((entry for entry in entries if entry.corrections), entries[0])
    for name, entry in (("corrected", corrected), ("transcribed", entries[0])):
        view.chronology.entry_selected.emit(entry.id)
        studio.shoot(f"file-entry-{name}")


def new_entry(lead: LeadScene) -> None:
    """A new entry, empty and filled."""
    lead.section(NEW, "new-entry")
    view = lead.studio.find_kind(NewEntryView)
    view.kind.set_value("call")
    view.pupils.add(_option(lead), "subject")
    local = lead.casebook.clock().astimezone(SCHOOL_ZONE).replace(tzinfo=None)
    view.when.set_when(When.about(local, minutes=30))
    view.text.set_text("She rang at ten past eight: a hard weekend and little sleep.")
    view.contact.line.setText("Grandmother, by telephone")
    view.more.outcome.setText("Settled by ten.")
    lead.studio.shoot("new-entry-filled")
    view.start()


def _option(lead: LeadScene) -> PupilOption:
    row = pupils.row(lead.casebook.connection, lead.scene.made.hero)
    assert row is not None
    return PupilOption(id=row.id, display=row.name, year=row.year_group, klass=row.class_name)


def risk(lead: LeadScene) -> None:
    """A risk assessment with its hazards."""
    found = risks.latest(lead.casebook.connection, lead.scene.made.hero)
    lead.go.show_section(PUPILS)
    lead.go.open_risk(lead.scene.made.hero, found[0].id if found else "")
    lead.studio.shoot("risk-assessment")
    lead.studio.scroll_down()
    lead.studio.shoot("risk-assessment-below")
    lead.back()


def export(lead: LeadScene) -> None:
    """A document before and after it is made."""
    studio, hero = lead.studio, lead.scene.made.hero
    lead.go.show_section(PUPILS)
    lead.go.open_export(hero)
    studio.shoot("export")
    view = studio.find_kind(ExportView)
    view.profile.set_value("court")
    view.form.purpose.setText("Family court proceedings")
    view.form.recipient.setText("Wexcombe Council legal services (made up)")
    view.form.extent.set_value("all")
    studio.shoot("export-filled")
    view.look()
    studio.shoot("export-pages")
    view.pages.canvas.set_zoom(WHOLE)
    studio.shoot("export-whole-page")
    studio.press("export.change")
    _leave_out(view)
    studio.shoot("export-leave-out")
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        view.form.path.set_path(str(Path(folder) / "chronology.pdf"))
        view.make()
        studio.shoot("export-places")
        view.places.show_section("sure")
        studio.shoot("export-places-labels")
        view.places.show_section("texts")
        studio.shoot("export-places-texts")
        view.places.leave_all()
        view.make()
        studio.shoot("export-made")
    lead.back()


def _leave_out(view: ExportView) -> None:
    """The names of the other children, as for a copy to one family."""
    leave_out = view.form.leave_out
    leave_out.open()
    leave_out.typed.setText("Maureen Fairweather; Nan; Grandma")
    leave_out.typed.returnPressed.emit()
    leave_out.names.tick_all()
    leave_out.reason.set_value("other_child")


def documents(lead: LeadScene) -> None:
    """What left, its pages as they were, the papers for a court, the forms to print."""
    studio = lead.studio
    lead.go.show_section(PUPILS)
    lead.go.open_register()
    view = studio.find_kind(RegisterView)
    view.table.view.selectRow(0)
    studio.shoot("documents-that-left")
    studio.press("register.pages")
    studio.shoot("document-as-it-left")
    lead.back()
    studio.press("register.papers")
    studio.shoot("papers-for-a-court")
    lead.back()
    lead.back()
    _next_school(lead)
    lead.go.open_sheets()
    studio.shoot("sheets")
    studio.find_kind(SheetsView).choose("report_poster")
    studio.shoot("sheet-poster")
    lead.back()


def _next_school(lead: LeadScene) -> None:
    """A child moves: the file for the next school, and the receipt that is waited for."""
    studio = lead.studio
    lead.go.open_next_school(lead.scene.made.hero)
    view = studio.find_kind(NextSchoolView)
    studio.shoot("next-school")
    view.recipient.setText("Fernhill Academy, Kim Vale, DSL (made up)")
    view.method.set_value("hand")
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        view.path.set_path(str(Path(folder) / "child-protection-file.pdf"))
        view.make()
        studio.shoot("next-school-made")
    lead.back()
    lead.go.open_register(lead.scene.made.hero)
    studio.find_kind(RegisterView).table.view.selectRow(0)
    studio.shoot("receipt-awaited")
    studio.press("register.receipt")
    studio.shoot("receipt-note")
    studio.find_kind(RegisterView).close_receipt()
    lead.back()


def imports(lead: LeadScene) -> None:
    """What a file of pupils and a paper chronology would do, before anything is taken."""
    studio = lead.studio
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        paper = resources.read_bytes("demo", "paper_chronology.csv")
        write_atomically(Path(folder) / "pupils.csv", _class_list(lead))
        write_atomically(Path(folder) / "paper_chronology.csv", paper)
        lead.go.show_section(PUPILS)
        lead.go.open_pupil_import()
        studio.shoot("import-pupils")
        studio.find_kind(ImportPupilsView).path.set_path(str(Path(folder) / "pupils.csv"))
        studio.shoot("import-pupils-preview")
        lead.back()
        lead.go.open_history_import(lead.scene.made.hero)
        view = studio.find_kind(ImportChronologyView)
        view.path.set_path(str(Path(folder) / "paper_chronology.csv"))
        studio.shoot("import-chronology-preview")
        lead.back()


def _class_list(lead: LeadScene) -> bytes:
    """A list from the school's own system: some changed, two new, one with a day that is none."""
    lines = ["UPN,Legal Surname,Legal Forename,DOB,Year Group,Reg Group"]
    for number, pupil in enumerate(pupils.all_pupils(lead.casebook.connection)[:20]):
        own = pupil.details
        lines.append(
            f"{own.upn},{own.legal_surname},{own.legal_forename},{own.date_of_birth},"
            f"{own.year_group},{'Cedar' if number % 4 == 0 else own.class_name}"
        )
    lines += [
        ",Honeybourne,Perpetua,14/02/2019,3,Oak",
        ",Ngô,Bảo Anh,03/11/2020,1,Hazel",
        ",Applegarth,Rufus,31/02/2018,4,Willow",
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def curtain(lead: LeadScene) -> None:
    """The curtain that covers everything in one press."""
    lead.go.show_section(TODAY)
    lead.studio.window.cover()
    lead.studio.shoot("curtain")
    lead.studio.window.uncover()
