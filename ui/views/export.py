"""A document that leaves the school: chosen, filled in, looked at, and only then made."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.document_drafts import DocumentDraft, LeaveOutDraft, NicknameDraft, TextDraft
from ui.document_material import DocumentMade, DocumentSubject, FoundPlaces, PreparedPages
from ui.lead_material import LeadLists
from ui.lead_words import counted
from ui.theme import space
from ui.views.document_kinds import KindPicker
from ui.views.document_pages import PagesPanel
from ui.views.document_places import PlacesPanel
from ui.views.export_form import ExportForm
from ui.views.export_presets import LOOK, PresetCard
from ui.views.export_result import ExportResult
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.page import Page
from ui.widgets.page_canvas import PagePicture
from ui.widgets.tab_order import in_reading_order

NEXT_SCHOOL = "transfer_pack"  # has a page of its own
KINDS, FORM, PLACES, PAGES, RESULT = "kinds", "form", "places", "pages", "result"


class ExportView(Page):
    """Four presses and one text for a chronology. What the pages showed is what leaves: a draft
    that did not change is not built anew."""

    pages_requested = Signal(object)
    places_requested = Signal(object)
    make_requested = Signal(object)
    print_requested = Signal(object)
    nickname_added = Signal(object, object)
    page_wanted = Signal(int, float)
    cancel_requested = Signal()
    next_school_requested = Signal(str)
    open_requested = Signal(str)
    folder_requested = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="export", max_width=1180, parent=parent)
        self._subject: DocumentSubject | None = None
        self._step, self._working = KINDS, False
        self._checked: LeaveOutDraft | None = None  # what the list of places was shown for
        self.presets = PresetCard()
        self.profile = KindPicker("export.profile", self.tr("Which document"))
        self.form = ExportForm(purposes=lists.purposes)
        self.places = PlacesPanel()
        self.pages = PagesPanel("export")
        self.made = ExportResult()
        self._parts: dict[
            str, KindPicker | ExportForm | PlacesPanel | PagesPanel | ExportResult
        ] = {
            KINDS: self.profile,
            FORM: self.form,
            PLACES: self.places,
            PAGES: self.pages,
            RESULT: self.made,
        }
        column = QVBoxLayout()
        column.setSpacing(space(2))
        column.addWidget(self.presets)
        for part in self._parts.values():
            column.addWidget(part, 1)
        self.body.addLayout(column)
        self._add_buttons()
        self._connect()
        self._go(KINDS)

    def _add_buttons(self) -> None:
        self._leave = quiet_button("export.leave", self.tr("Back"), icon="arrow-left")
        self._leave.clicked.connect(self.back_requested)
        self._other = quiet_button("export.other", self.tr("Another document"))
        self._other.clicked.connect(lambda: self._go(KINDS))
        self._change = quiet_button("export.change", self.tr("Change something"), icon="pencil")
        self._change.clicked.connect(lambda: self._go(FORM))
        self._progress = identify(QProgressBar(), "export.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(space(30))
        self._cancel = secondary_button("export.cancel", self.tr("Stop"), icon="x")
        self._cancel.clicked.connect(self.cancel_requested)
        self._look = secondary_button("export.preview", self.tr("See the pages"), icon="eye")
        self._look.clicked.connect(self.look)
        self._print = secondary_button("export.print", self.tr("Print…"), icon="printer")
        self._print.clicked.connect(self.print_pages)
        self._make = primary_button("export.make", "", icon="file-check")
        self._make.clicked.connect(self.make)
        for button in (self._change, self._other, self._leave):
            self.add_footer(button, left=True)
        for widget in (self._progress, self._cancel, self._look, self._print, self._make):
            self.add_footer(widget)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._make.click)
        self.profile.changed.connect(self._choose)
        self.presets.chosen.connect(self._choose_preset)
        self.presets.lettered.connect(self.profile.keyPressEvent)
        self.form.changed.connect(self._label_buttons)
        self.form.leave_out.texts_requested.connect(self._ask_for_places)
        self.pages.wanted.connect(self.page_wanted)
        self.places.nickname_added.connect(self._add_nickname)
        self.places.name_added.connect(self._add_name)
        self.places.text_withheld.connect(lambda text: self._change_texts(text, out=True))
        self.places.text_shown.connect(lambda text: self._change_texts(text, out=False))
        self.made.open_requested.connect(self.open_requested)
        self.made.folder_requested.connect(self.folder_requested)
        self.made.again_requested.connect(self._again)
        self.made.print_requested.connect(self.print_pages)

    def show_subject(self, subject: DocumentSubject) -> None:
        """Show whose document is to be made; nothing is chosen yet."""
        self._subject, self._checked = subject, None
        papers = bool(subject.kinds) and all(kind.when_asked for kind in subject.kinds)
        self.set_title(
            self.tr("Papers for a court")
            if papers
            else self.tr("Export for {name}").format(name=subject.name)
        )
        back = self.tr("Back to the file") if subject.pupil_id and not papers else self.tr("Back")
        self._leave.setText(back)
        self._leave.setAccessibleName(back)
        self.form.show_subject(subject)
        self.presets.show_subject(subject)
        self.profile.show_kinds(subject.groups, subject.kinds, subject.askers)
        self.pages.forget()
        self.made.forget()
        self.message.clear()
        self._busy(False)
        self._go(KINDS)

    def show_page_counts(self, pages: Mapping[str, int]) -> None:
        """Say how many pages the chronology has at each length."""
        self.presets.show_pages(pages)

    def draft(self) -> DocumentDraft:
        """What is asked for now; a kind has been chosen."""
        return self.form.draft(requested_by=self.profile.requested_by())

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 shows that it works without a number."""
        self._busy(True)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_places(self, found: FoundPlaces) -> None:
        """Show every place where something is left out or may have to be."""
        if self._step != PLACES:
            self.places.start(
                self._subject.reasons if self._subject else (),
                reason=self.draft().leave_out.reason,
            )
        self._checked = self.draft().leave_out
        self._busy(False)
        self.message.clear()
        self.places.show_places(found)
        if self._step != PLACES:
            self._go(PLACES)
        announce(self.places, self.places.summary.text())

    def show_pages(self, prepared: PreparedPages) -> None:
        """Show the pages as they will leave."""
        self._busy(False)
        self.message.clear()
        self.pages.show_pages(prepared.sizes)
        if prepared.warnings:
            self.message.show_message(" ".join(prepared.warnings), severity="warning")
        self._go(PAGES)

    def show_picture(self, picture: PagePicture) -> None:
        """Show a page that was asked for."""
        self.pages.show_picture(picture)

    def show_made(self, made: DocumentMade) -> None:
        """Say where the document is and how it can be checked."""
        self._busy(False)
        self.message.clear()
        self.pages.forget()
        self.made.show_made(made)
        self._go(RESULT)
        announce(self.made, self.tr("The document is ready."))

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything chosen stays."""
        self._busy(False)
        self._make.setFocus()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def show_stopped(self) -> None:
        """Say that it was stopped and that nothing was made."""
        self._busy(False)
        self._make.setFocus()
        self.message.show_message(self.tr("Stopped. No document was made."), severity="info")

    def show_printed(self, pages: int) -> None:
        """Say that the printer has the pages, where that is noted and who may have a copy."""
        self._busy(False)
        sent = counted(
            pages,
            self.tr("One page was sent to the printer."),
            self.tr("{n} pages were sent to the printer."),
        )
        self.message.show_message(
            sent,
            severity="success",
            next_step=self.tr(
                "It is noted among the documents that left. This computer’s print queue may keep a"
                " copy for a while."
            ),
        )

    def show_print_stopped(self) -> None:
        """Say that not all of it went to the printer; it is noted all the same."""
        self._busy(False)
        self.message.show_message(
            self.tr(
                "Stopped. Some pages may have come out, so it is noted among the documents that"
                " left."
            ),
            severity="info",
        )

    def change_leave_out(self, draft: LeaveOutDraft) -> None:
        """Take what was decided on the list of places, and ask for the list anew."""
        self.form.leave_out.show_draft(draft)
        self.places_requested.emit(self.draft())

    def unsaved(self) -> bool:
        """Nothing written here is part of the record before the document is made."""
        return False

    def look(self) -> None:
        """Ask for the pages, or for the list of places where something is left out."""
        if self._ready() and not self._list_comes_first():
            self.pages_requested.emit(self.draft())

    def make(self) -> None:
        """Ask for the document, or say beside each field what it still needs."""
        if self._ready() and not self._list_comes_first():
            self.make_requested.emit(self.draft())

    def print_pages(self) -> None:
        """Ask for the pages that were shown, on paper."""
        self.message.clear()
        self.print_requested.emit(self.draft())

    def _ask_for_places(self) -> None:
        if self._ready():
            self.places_requested.emit(self.draft())

    def _ready(self) -> bool:
        if self._subject is None or self.profile.kind() is None:
            return False
        missing = self.form.missing()
        if missing is not None:
            self._go(FORM)
            missing.setFocus()
            return False
        return self._all_decided()

    def _all_decided(self) -> bool:
        if self._step != PLACES or not self.places.open_places():
            return True
        self.places.show_section("open")
        self.message.show_message(
            self.tr("Some places are not decided yet."),
            severity="warning",
            next_step=self.tr("Decide each, or press “Leave all of these as they are”."),
            assertive=True,
        )
        self.places.list.setFocus()
        return False

    def _list_comes_first(self) -> bool:
        """An edited copy leaves only after every place has been shown."""
        leave_out = self.draft().leave_out
        if not leave_out.anything() or leave_out == self._checked:
            return False
        self.places_requested.emit(self.draft())
        return True

    def _choose(self, _kind: str) -> None:
        kind = self.profile.kind()
        if kind is not None and kind.value == NEXT_SCHOOL:
            self.next_school_requested.emit(self._subject.pupil_id if self._subject else "")
        elif kind is not None:
            self.form.show_kind(kind)
            self._go(FORM)

    def _choose_preset(self, length: str) -> None:
        """A chronology in its usual look: only what for and for whom is left to say."""
        self.profile.set_value(LOOK)
        self.form.choose_length(length)
        self._parts[FORM].begin()

    def _again(self) -> None:
        self.made.forget()
        self.form.another_copy()
        self._go(FORM)

    def _add_nickname(self, nickname: NicknameDraft) -> None:
        self.nickname_added.emit(self.draft(), nickname)

    def _add_name(self, name: str) -> None:
        before = self.draft().leave_out
        self.change_leave_out(
            LeaveOutDraft(
                names=(*before.names, name),
                texts=before.texts,
                reporters=before.reporters,
                reason=before.reason,
            )
        )

    def _change_texts(self, text: TextDraft, *, out: bool) -> None:
        before = self.draft().leave_out
        rest = tuple(
            one for one in before.texts if (one.entry, one.field) != (text.entry, text.field)
        )
        self.change_leave_out(
            LeaveOutDraft(
                names=before.names,
                texts=(*rest, text) if out else rest,
                reporters=before.reporters,
                reason=before.reason,
            )
        )

    def _go(self, step: str) -> None:
        self._step = step
        for name, part in self._parts.items():
            part.setVisible(name == step)
        presets = step == KINDS and self.presets.offered()
        self.presets.setVisible(presets)
        self._other.setVisible(step == FORM)
        self._change.setVisible(step in (PLACES, PAGES))
        self._leave.setVisible(step not in (PLACES, PAGES))
        self._label_buttons()
        subtitles = {
            PAGES: self.tr(
                "What you see here is exactly what leaves. If you print it, this computer’s print"
                " queue may keep a copy."
            ),
            PLACES: "",  # the list says itself how many there are
        }
        usual = self.tr("Making a document is itself recorded.")
        self.set_subtitle(subtitles.get(step, usual))
        in_reading_order(self)
        (self.presets if presets else self._parts[step]).begin()

    def _label_buttons(self) -> None:
        kind = self.profile.kind()
        editable = self._step in (FORM, PLACES, PAGES)
        editable = editable and not self._working
        self._make.setVisible(editable)
        product = self.form.product.value()
        paged = kind is not None and product != "working"
        first = False
        if kind is not None and self._step == FORM:
            leave_out = self.form.leave_out.draft()
            first = leave_out.anything() and leave_out != self._checked
        readable = self._step in (FORM, PLACES) and paged and not first
        self._look.setVisible(readable and not self._working)
        self._print.setVisible(self._step == PAGES and not self._working)
        words = self.tr("Check what is left out…") if first else self.tr("Make the document")
        self._make.setText(words)
        self._make.setAccessibleName(words)

    def _busy(self, busy: bool) -> None:
        self._working = busy
        for widget in (self._progress, self._cancel):
            widget.setVisible(busy)
        for button in (self._leave, self._change, self._other):
            button.setEnabled(not busy)
        self._label_buttons()
