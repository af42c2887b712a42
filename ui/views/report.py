"""The reporting form: one screen for any member of staff, by keyboard alone if they like."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft, draft_problems
from storage.records.when import When
from ui.drafts import FindNow, ReportForm, WhoDraft
from ui.theme import space
from ui.views.report_account import AccountBox
from ui.views.report_adult import AdultBox
from ui.views.report_facts import FactsBox
from ui.views.report_more import MoreBox
from ui.views.report_who import WhoBox
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

SAVE_PAUSE_MS = 3000


class ReportView(Page):
    """``submitted`` and ``draft_changed`` carry a ReportForm; nothing sent is ever shown again."""

    submitted = Signal(object)
    draft_changed = Signal(object)
    body_map_requested = Signal()
    cancelled = Signal()

    def __init__(
        self,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        places: Sequence[Choice],
        sources: Sequence[Choice],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="report", parent=parent)
        self._follow_up_to = ""
        self._body_maps: tuple[BodyMap, ...] = ()
        self._contacts = FindNow()
        self.adult = AdultBox()
        self.who = WhoBox("report")
        self.facts = FactsBox(search=search, roles=roles, places=places, now=now)
        self.account = AccountBox()
        self.more = MoreBox(sources=sources)
        self._lay_out()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_PAUSE_MS)
        self._save.timeout.connect(self._say_draft)
        self._connect()
        self.set_title(self.tr("Report a concern"))

    def _lay_out(self) -> None:
        self.body.setSpacing(space(1.5))
        left = QWidget()
        left.setProperty("kind", "plain")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        card = SectionCard()
        card.body.addWidget(self.who)
        column.addWidget(card)
        column.addWidget(self.facts, 1)
        self.body.addWidget(self.adult)
        self.body.addWidget(SideBySide(left, self.account, weights=(1, 1), gap=1.5), 1)
        self.body.addWidget(self.more)
        leave = quiet_button("report.cancel", self.tr("Leave without sending"))
        leave.clicked.connect(self.cancelled)
        self.add_footer(leave, left=True)
        self._promise = PlainLabel(tone="small", wrap=False)
        self.add_footer(self._promise)
        self.send = primary_button("report.send", self.tr("Send"), icon="send")
        self.add_footer(self.send)

    def _connect(self) -> None:
        for part in (self.adult, self.who, self.facts, self.account, self.more):
            part.changed.connect(self._save.start)
        self.adult.changed.connect(self._show_readers)
        self.account.body_map_requested.connect(self.body_map_requested)
        self.account.more_requested.connect(self._show_more)
        self.send.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._submit)

    def start(
        self,
        *,
        people: Sequence[PersonOption],
        contacts: FindNow,
        head_reads: bool = True,
        chair_reads: bool = True,
        follow_up_to: str = "",
    ) -> None:
        """Show an empty form; ``follow_up_to`` is the number of the concern that is added to."""
        self.clear()
        self.who.set_people(people)
        self._contacts, self._follow_up_to = contacts, follow_up_to
        self.adult.set_contacts(contacts, head_reads=head_reads, chair_reads=chair_reads)
        title = self.tr("Report a concern")
        if follow_up_to:
            title = self.tr("Add to concern number {n}").format(n=follow_up_to)
        self.set_title(title)
        self._show_readers()
        self.adult.about_adult.setFocus()

    def show_draft(self, form: ReportForm, *, pupils: Sequence[PupilOption]) -> None:
        """Put back an unfinished form; ``pupils`` are the children its links name."""
        concern = form.concern
        self.adult.about_adult.set_value("yes" if concern.about_adult else "no")
        self.adult.about_head.set_value("yes" if concern.about_head else "no")
        options = {option.id: option for option in pupils}
        for link in concern.pupils:
            if link.id in options:
                self.facts.pupils.add(options[link.id], link.role)
        self.facts.pupils.line.setText(concern.unlisted_pupil)
        self.facts.when.set_when(concern.happened)
        self.facts.place_kind.set_value(concern.place_kind)
        self.facts.place.setText(concern.place)
        self.account.happened.set_text(concern.what_happened)
        self.account.words.set_text(concern.child_words)
        self.account.told.set_value(concern.told_dsl)
        for path in form.files:
            self.account.files.add(path)
        self.show_body_maps(concern.body_maps)
        self.more.source.set_value(concern.source)
        self.more.who_else.setText(concern.who_else)
        self.more.did.set_text(concern.did_at_once)
        self.more.opinion.set_text(concern.opinion)

    def show_body_maps(self, body_maps: tuple[BodyMap, ...]) -> None:
        """Keep the maps drawn so far, and say how many marks they have."""
        self._body_maps = body_maps
        self.account.show_marks(sum(len(body_map.marks) for body_map in body_maps))
        self._save.start()

    def body_maps(self) -> tuple[BodyMap, ...]:
        """The maps drawn so far."""
        return self._body_maps

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it could not be sent; what was written stays."""
        self.set_busy(False)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)
        self.scroll_area.ensureWidgetVisible(self.message)

    def show_pin_problem(self, text: str) -> None:
        """Say beside the PIN that it was not right; what was written stays."""
        self.set_busy(False)
        self.who.show_pin_problem(text)

    def set_busy(self, busy: bool) -> None:
        """Show that it is being sent."""
        self.send.setEnabled(not busy)
        self.send.setText(self.tr("Sending…") if busy else self.tr("Send"))

    def clear(self) -> None:
        """Forget everything that was typed."""
        self.who.clear()
        for part in (self.adult, self.facts, self.account, self.more):
            part.clear()
        self._body_maps, self._follow_up_to = (), ""
        self.account.more.setChecked(False)
        self.message.clear()
        self.set_busy(False)
        self._save.stop()

    def untouched(self) -> bool:
        """Whether nothing worth keeping was typed yet."""
        form = self.form()
        return not (form.concern.what_happened or form.concern.child_words or self._body_maps)

    def form(self, *, with_secrets: bool = False) -> ReportForm:
        """What the form holds now; PIN and slip code only for sending."""
        who = self.who.draft()
        if not with_secrets:
            who = WhoDraft(kind=who.kind, person=who.person, name=who.name)
        return ReportForm(who=who, concern=self._concern(), files=self.account.files.paths())

    def _concern(self) -> ConcernDraft:
        facts, account, more = self.facts, self.account, self.more
        usable = not facts.when.problem()
        return ConcernDraft(
            pupils=facts.links(),
            unlisted_pupil=facts.unlisted(),
            what_happened=account.happened.text().strip(),
            child_words=account.words.text().strip(),
            happened=facts.when.value() if usable else When.unknown(),
            told_dsl=account.told.value(),
            place=facts.place.text().strip(),
            place_kind=facts.place_kind.value(),
            source=more.source.value(),
            who_else=more.who_else.text().strip(),
            did_at_once=more.did.text().strip(),
            opinion=more.opinion.text().strip(),
            about_adult=self.adult.is_about_adult(),
            about_head=self.adult.is_about_head(),
            body_maps=self._body_maps,
            follow_up_to=self._follow_up_to,
        )

    def _submit(self) -> None:
        if not self.send.isEnabled():
            return
        self.message.clear()
        if self._mark_missing():
            return
        self._save.stop()
        self.submitted.emit(self.form(with_secrets=True))

    def _mark_missing(self) -> bool:
        problems = draft_problems(self._concern())
        facts, account = self.facts, self.account
        checks = (
            (
                account.told_row,
                account.told,
                "told_dsl" in problems,
                self.tr("Please answer this."),
            ),
            (
                account.happened_row,
                account.happened,
                "what_happened" in problems,
                self.tr("Write what happened, in your own words."),
            ),
            (facts.when_row, facts.when, bool(facts.when.problem()), facts.when.problem()),
            (
                facts.pupil_row,
                facts.pupils,
                "pupil" in problems or facts.pupils.without_role(),
                self.tr("Choose each child’s part.")
                if facts.pupils.without_role()
                else self.tr(
                    "Type a few letters and choose the child. Not on the list? Write who."
                ),
            ),
        )
        found = False
        for row, field, wrong, words in checks:
            row.clear_error()
            if wrong:
                row.set_error(words)
                field.setFocus()
                found = True
        found = self.who.show_missing() or found
        if not self.adult.answered():
            self.adult.show_missing()
            found = True
        return found

    def _show_readers(self) -> None:
        adult, head = self.adult.is_about_adult(), self.adult.is_about_head()
        self.facts.set_about_adult(adult)
        if head:
            people, question = (
                self._contacts.about_head,
                self.tr("Have you told the chair of governors or the LADO?"),
            )
            reader = self.tr("Once sent, only the chair of governors can open it.")
        elif adult:
            people, question = (
                self._contacts.about_adult,
                self.tr("Have you told the head teacher in person?"),
            )
            reader = self.tr("Once sent, only the head teacher can open it.")
        else:
            people, question = self._contacts.leads, self.tr("Have you told a DSL in person?")
            reader = self.tr("Once sent, only the DSL can open it.")
        self.account.set_people(people, question=question)
        self._promise.setText(reader)

    def _show_more(self) -> None:
        self.more.setVisible(self.account.more.isChecked())
        if self.more.isVisible():
            self.more.source.setFocus()
            QTimer.singleShot(0, self._scroll_to_more)

    def _scroll_to_more(self) -> None:
        self.scroll_area.ensureWidgetVisible(self.more)

    def _say_draft(self) -> None:
        if not self.untouched():
            self.draft_changed.emit(self.form())
