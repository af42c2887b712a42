"""The pages about documents, filled in, without a casebook behind them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from storage.intake import vocabularies
from tests.fakes import lead_school as school
from ui import document_material as material
from ui.document_drafts import LeaveOutDraft
from ui.views.document_kept import KeptPagesView
from ui.views.document_register import RegisterView
from ui.views.document_sheets import SheetsView
from ui.views.export import ExportView
from ui.views.next_school import NextSchoolView
from ui.views.register_receipt import ReceiptDialog
from ui.widgets.choice_row import Choice
from ui.widgets.page_canvas import PagePicture, PageSize
from ui.widgets.place_list import FoundPlace

LENGTHS = (
    Choice(value="all", text="All 46 entries"),
    Choice(value="significant", text="Significant only (18)"),
    Choice(value="page", text="One page"),
)
CONCERNS = (
    material.RecordOption(id="c-1", text="12 March 2026 · Neglect", detail="Hungry at breakfast"),
    material.RecordOption(id="c-2", text="3 June 2026 · Physical abuse", detail="A bruise"),
)


def kind(value: str, group: str, **changes: object) -> material.DocumentKind:
    """One kind of document with believable words."""
    words = {
        "court": ("Court chronology", "A4 upright, numbered and dated as it was told."),
        "referral": ("Referral chronology", "A table across the page in the council’s order."),
        "working": ("Working copy", "To merge with other agencies’ notes; not evidence."),
        "referral_pack": ("Referral pack", "Front sheet, chronology and the records chosen."),
        "concern_record": ("Concern record", "One concern as it was written, and what followed."),
        "s9_certificate": ("Certificate of records", "Says that documents form part of records."),
    }
    text, hint = words[value]
    return material.DocumentKind(
        value=value, text=text, hint=hint, group=group, file_name=f"{value}-p-1", **changes
    )


def subject() -> material.DocumentSubject:
    """What may be made of Amelia."""
    return material.DocumentSubject(
        pupil_id="p-1",
        name="Amelia Hartley",
        total=46,
        significant=18,
        folder="/media/stick",
        groups=(
            Choice(value="referral", text="For a referral"),
            Choice(value="court", text="For a court"),
            Choice(value="next", text="For the next school or an agency"),
        ),
        kinds=(
            kind("referral", "referral", lengths=LENGTHS, family=True),
            kind("referral_pack", "referral", records=CONCERNS, records_word="Records to add"),
            kind("concern_record", "referral", records=CONCERNS, least=1),
            kind("court", "court", lengths=LENGTHS, family=True),
            kind(
                "s9_certificate",
                "court",
                when_asked=True,
                records=(material.RecordOption(id="x-1", text="Chronology of 3 June"),),
                least=1,
                questions=(
                    material.DocumentQuestion(name="position", text="Position", needed=True),
                    material.DocumentQuestion(name="how_kept", text="Say how kept", tick="yes"),
                ),
            ),
            kind("working", "next", lengths=LENGTHS, products=("working",)),
        ),
        askers=(
            Choice(value="lawyer", text="A lawyer"),
            Choice(value="police", text="The police"),
            Choice(value="court", text="A court"),
        ),
        reasons=(
            Choice(value="third_party", text="Another family’s data"),
            Choice(value="safety", text="Somebody’s safety"),
        ),
        names=(
            material.NameOption(id="p-3", text="Jude Adeyemi", detail="in 2 entries"),
            material.NameOption(id="u-2", text="Megan Price", detail="class teacher"),
        ),
        siblings=2,
    )


def export() -> ExportView:
    """An export about to be asked for."""
    view = ExportView(lists=school.lists())
    view.show_subject(subject())
    return view


def export_form() -> ExportView:
    """A court chronology that is being filled in, with something left out."""
    view = export()
    view.profile.set_value("court")
    view.form.extent.set_value("all")
    view.form.purpose.setText("Care proceedings")
    view.form.recipient.setText("Wexcombe Council legal services")
    return view


def export_leaving_out() -> ExportView:
    """The same with names left out."""
    view = export_form()
    view.form.leave_out.open()
    view.form.leave_out.show_draft(
        LeaveOutDraft(names=("p-3", "Dave Pike; Davey"), reporters=True, reason="third_party")
    )
    return view


def place(**changes: object) -> FoundPlace:
    """A name found in a sentence."""
    given: dict[str, object] = {
        "record": "Concern of 12 March 2026",
        "part": "What happened",
        "before": "She said that ",
        "found": "Jude’s",
        "after": " mother had not come, and that she waited at the gate with him until five.",
        "label": "[Child B]’s",
        "person": "p-3",
        "entry": 17,
        "field": "what_happened",
    }
    return FoundPlace(**{**given, **changes})  # type: ignore[arg-type] # one dict of words


def found() -> material.FoundPlaces:
    """Sure places, two to decide, one text withheld."""
    return material.FoundPlaces(
        places=tuple(place(entry=17 + number) for number in range(12)),
        possible=(
            place(found="Judie", label="[Child B]", why="similar spelling"),
            place(found="J.A.", label="[Child B]", why="initials", entry=30),
        ),
        texts=(
            material.ShownText(
                entry=40,
                field="child_words",
                record="Concern of 3 June 2026",
                part="The child’s words",
                text="He said I must not tell.",
                reason="safety",
            ),
            material.ShownText(
                entry=41,
                field="what_happened",
                record="Concern of 4 June 2026",
                part="What happened",
                text="She came without a coat.",
            ),
        ),
        people=(("p-3", "Jude Adeyemi"),),
    )


def export_places() -> ExportView:
    """The list of places before an edited copy leaves."""
    view = export_leaving_out()
    view.show_places(found())
    return view


def picture(number: int, dpi: float) -> PagePicture:
    """A page of paper with some grey lines."""
    width, height = round(595 * dpi / 72), round(842 * dpi / 72)
    white, grey = b"\xff" * 3 * width, b"\xff" * 90 + b"\xbb" * (3 * width - 180) + b"\xff" * 90
    rows = b"".join(grey if row % 24 < 3 and row > 60 else white for row in range(height))
    return PagePicture(
        number=number, dpi=dpi, width=width, height=height, rgb=rows, text=f"Words of page {number}"
    )


def export_pages() -> ExportView:
    """The pages of a document before it leaves."""
    view = export_form()
    view.page_wanted.connect(lambda number, dpi: view.show_picture(picture(number, dpi)))
    view.show_pages(
        material.PreparedPages(
            title="Chronology",
            sizes=(PageSize(width=595, height=842),) * 12,
            warnings=("12 pages: courts ask for no more than 10.",),
        )
    )
    return view


def made(**changes: object) -> material.DocumentMade:
    """A document as it was written."""
    given: dict[str, object] = {
        "path": "/media/stick/chronology-7k2m.pdf",
        "pages": 9,
        "shown": 18,
        "total": 46,
        "check_code": "ABCD-EFGH-2345-JKLM-NPQR-STUV-WXYZ-ABCD-EFGH-2345-JKLM-NPQR-STUV",
        "export_id": "x-7k2m9q4rtx3c",
        "sha256": "9f" * 32,
    }
    return material.DocumentMade(**{**given, **changes})  # type: ignore[arg-type] # one dict of words


def exported() -> ExportView:
    """A locked copy that was made."""
    view = export_form()
    view.show_made(
        made(
            product="locked",
            password="lantern orbit velvet copper maple drift",
            recipient="Wexcombe Council legal services",
        )
    )
    return view


def left(place: int) -> material.LeftDocument:
    """A document that left."""
    return material.LeftDocument(
        id=f"x-{place}",
        at="2026-11-20T15:42:00.000Z",
        kind="Chronology",
        about="Amelia Hartley",
        recipient="Wexcombe Council legal services",
        purpose="Care proceedings",
        product="locked",
        pages=12,
        file_name="chronology-court-p-1.pdf",
        sha256="9f" * 32,
        by="Ruth Okafor",
        shown="18 of 46",
        withheld=("[Child B]: About another child",),
        page_codes=("7K2M-9Q4R",),
    )


def register() -> RegisterView:
    """Documents that left, the newest in full."""
    view = RegisterView(fetch=lambda places: [left(place) for place in places])
    view.show_ids(range(30))
    return view


def kept() -> KeptPagesView:
    """A document as it left."""
    view = KeptPagesView(title="As it left on 20 Nov 2026", subtitle="For Wexcombe Council · x-1")
    view.page_wanted.connect(lambda number, dpi: view.show_picture(picture(number, dpi)))
    view.show_pages((PageSize(width=595, height=842),) * 12, first=3)
    return view


def sheets() -> SheetsView:
    """The forms and posters there are."""
    count = material.DocumentQuestion(name="count", text="How many forms", hint="Empty: 10.")
    return SheetsView(
        offers=(
            material.SheetOffer(
                value="green_form",
                text="Numbered concern forms",
                hint="For days without a computer.",
                questions=(count,),
                file_name="green-form",
            ),
            material.SheetOffer(
                value="report_poster",
                text="Poster",
                hint="For the staff room.",
                file_name="report-poster",
            ),
        ),
        folder="/media/stick",
    )


def sheet() -> SheetsView:
    """One of them, as it will be printed."""
    view = sheets()
    view.page_wanted.connect(lambda number, dpi: view.show_picture(picture(number, dpi)))
    view.choose("report_poster")
    view.show_pages((PageSize(width=595, height=842),))
    return view


def next_school() -> NextSchoolView:
    """A child moves: nothing chosen but the form that opens everywhere."""
    view = NextSchoolView()
    view.show_subject(
        material.NextSchoolSubject(
            pupil_id="p-1",
            name="Amelia Hartley",
            records=46,
            today="2026-11-20",
            methods=tuple(
                Choice(value=item.code, text=item.label)
                for item in vocabularies.load("transfer_methods").items
            ),
            folder="/media/stick",
            pack="child-protection-file-p-1.holdfast-pack",
            pdf="child-protection-file-p-1.pdf",
        )
    )
    return view


def next_school_made(*, as_pdf: bool = True, lost: int = 1) -> NextSchoolView:
    """The file is ready; a stored file is lost."""
    view = next_school()
    view.show_made(
        material.NextSchoolMade(
            path="/media/stick/child-protection-file-p-1.pdf",
            export_id="x-7k2m9q",
            recipient="Kim Vale, DSL, Otter Brook Primary",
            pages=61,
            records=46,
            files=5,
            files_lost=lost,
            key_id="0d31 b30d 0370 ff55 ae8a 6b12 9832 ecb3",
            sent_on="20 November 2026",
            answer_by="27 November 2026",
            answer_by_calendar="25 November 2026",
            as_pdf=as_pdf,
            password="card playful razor textile science supply",
        )
    )
    return view


def receipt_dialog() -> ReceiptDialog:
    """The slip has come back."""
    return ReceiptDialog(export_id="x-7k2m9q", recipient="Kim Vale, DSL, Otter Brook Primary")


EXPORTS: dict[str, Callable[[], ExportView]] = {
    "export": export,
    "export_form": export_form,
    "export_leaving_out": export_leaving_out,
    "export_places": export_places,
    "export_pages": export_pages,
    "exported": exported,
}
SCREENS: dict[str, Callable[[], QWidget]] = {
    **EXPORTS,
    "register": register,
    "kept": kept,
    "sheets": sheets,
    "sheet": sheet,
    "next_school": next_school,
    "next_school_made": next_school_made,
    "receipt_note": receipt_dialog,
}
