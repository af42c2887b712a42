"""Numbered forms on paper: where each of them is, and typing in one that came back."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.read_files import read_file
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import FATES, Fate, FormState, account_for, form_of, forms
from desktop.usecases.lead.paper_concern import TypedIn, type_in
from desktop.usecases.report import long_day
from exports.sheets_green import form_number
from storage.database.repositories import concerns
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.times import for_people
from ui.messages import message_for
from ui.paper_material import PaperDraft, PaperFormShown
from ui.views.paper_entry import PaperEntryView
from ui.views.paper_forms import PaperFormsView
from ui.widgets.choice_row import Choice


class PaperFormsController(QObject):
    """The list of the numbers; it is read anew whenever the page is looked at again."""

    def __init__(self, desk: Desk) -> None:
        self.view = PaperFormsView()
        super().__init__(self.view)
        self._desk = desk
        self.view.back_requested.connect(desk.shell.back)
        self.view.type_in_requested.connect(desk.go.open_paper_entry)
        self.view.concern_requested.connect(desk.go.open_concern)
        self.view.fate_chosen.connect(self._account)

    def begin(self) -> None:
        """Read the numbers and show them."""
        self.refresh()
        self.view.begin()

    def refresh(self) -> None:
        """Read and show them anew."""
        self._desk.run(self.view, lambda: _shown(self._desk.casebook), self.view.show_forms)

    def _account(self, number: str, fate: str, note: str) -> None:
        known: dict[str, Fate] = {each: each for each in FATES}

        def work() -> Sequence[PaperFormShown]:
            casebook = self._desk.casebook
            account_for(casebook, number=form_of(number) or 0, fate=known[fate], note=note)
            return _shown(casebook)

        def done(shown: Sequence[PaperFormShown]) -> None:
            self.view.show_forms(shown)
            self.view.show_done(self.tr("Noted for form {n}.").format(n=number))

        self._desk.run(self.view, work, done)


class PaperEntryController(QObject):
    """One sheet: its scan is cleaned as it is added, its words are entered whole or not at all."""

    def __init__(self, desk: Desk, *, number: str = "") -> None:
        self.view = PaperEntryView(
            lists=desk.lists,
            places=[
                Choice(value=item.code, text=item.label)
                for item in vocabularies.load("location_types").items
            ],
            search=desk.search_pupils,
            now=desk.local_now,
        )
        super().__init__(self.view)
        self._desk = desk
        self._number = number
        self.view.back_requested.connect(desk.shell.back)
        self.view.file_chosen.connect(self._read)
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Show an empty page for the sheet."""
        self.view.start(number=self._number, people=self._desk.people())

    def _read(self, path: str) -> None:
        self._desk.run(self.view, lambda: read_file(path), self.view.files.show_file)

    def _save(self, draft: PaperDraft) -> None:
        self._desk.save(
            self.view,
            lambda: type_in(
                self._desk.casebook,
                draft=draft.concern,
                reporter=draft.reporter,
                again=draft.again,
            ),
            self._saved,
            refused=self._refused,
        )

    def _refused(self, error: UserFacingError) -> None:
        if error.code != "forms.entered_before":
            self._desk.say(self.view, error)
            return
        words = message_for(error)
        self.view.ask_again(words.message, words.next_step)

    def _saved(self, taken: TypedIn) -> None:
        self.view.show_entered()
        words = vocabularies.load("record_words")
        self._desk.shell.toast(
            " ".join(
                (self.tr("Entered; it waits for a decision."), *map(words.label, taken.doubts))
            ),
            severity="warning" if taken.doubts else "success",
        )
        self._desk.shell.back()
        self._desk.go.open_concern(taken.concern)


def _shown(casebook: OpenCasebook) -> list[PaperFormShown]:
    """Every number in words; a concern is named by when it was entered and who wrote it."""
    found = forms(casebook)
    ids = [concern for form in found for concern in form.concerns]
    rows = {row.id: row for row in concerns.rows(casebook.connection, ids)}
    said = QCoreApplication.translate("paper_controller", "Concern of {day}, {who}")
    return [
        PaperFormShown(
            number=form_number(form.number),
            state=_state(form),
            state_words=_state_words(form),
            since=_since(form),
            note=form.note,
            concerns=tuple(
                (one, said.format(day=for_people(rows[one].written_at), who=rows[one].reporter))
                for one in form.concerns
                if one in rows
            ),
        )
        for form in found
    ]


def _state(form: FormState) -> str:
    if not form.issued_at:
        return "strange"
    return form.fate or "out"


def _state_words(form: FormState) -> str:
    tr = QCoreApplication.translate
    return {
        "out": tr("paper_controller", "Out"),
        "entered": tr("paper_controller", "Entered"),
        "spoilt": tr("paper_controller", "Spoilt"),
        "unused": tr("paper_controller", "Unused"),
        "lost": tr("paper_controller", "Lost"),
        "strange": tr("paper_controller", "Not given out here"),
    }[_state(form)]


def _since(form: FormState) -> str:
    tr = QCoreApplication.translate
    parts = []
    if form.issued_at:
        words = tr("paper_controller", "Given out on {day}")
        parts.append(words.format(day=long_day(form.issued_at)))
    if form.said_at:
        words = tr("paper_controller", "accounted for on {day}")
        parts.append(words.format(day=long_day(form.said_at)))
    return ", ".join(parts)
