"""The reporting form: one screen for any member of staff, by keyboard alone if they like."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

import resources
from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft
from storage.records.name_tokens import NamedPerson
from ui.drafts import FileShown, FindNow, ReportForm, WhoKind
from ui.spelling import Spelling
from ui.theme import scaled, space
from ui.views.report_account import AccountBox
from ui.views.report_adult import AdultBox, Route
from ui.views.report_checks import mark_missing
from ui.views.report_coach import ReportCoach
from ui.views.report_facts import MENTIONED, FactsBox
from ui.views.report_form import ReportParts, concern_of, form_of, show_form
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

# At 100 %, in pixels; narrower lines are hard to write in.
_NARROWEST_HALF = 480


def _nobody(_pupil: str) -> Sequence[PupilOption]:
    return ()


class ReportView(Page):
    """``submitted`` and ``draft_changed`` carry a ReportForm; nothing sent is ever shown again.

    ``file_chosen`` carries the path of a file that is to be read and given to ``show_file``;
    ``body_map_opened`` the place of a map drawn before; ``author_changed`` a PersonOption or None.
    """

    submitted = Signal(object)
    draft_changed = Signal(object)
    author_changed = Signal(object)
    file_chosen = Signal(str)
    body_map_requested = Signal()
    body_map_opened = Signal(int)
    cancelled = Signal()

    def __init__(
        self,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        places: Sequence[Choice],
        sources: Sequence[Choice],
        now: Callable[[], datetime],
        relatives: Callable[[str], Sequence[PupilOption]] = _nobody,
        known: Callable[[str], PupilOption | None] | None = None,
        picture_advice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="report", parent=parent)
        self._follow_up_to = ""
        self._body_maps: tuple[BodyMap, ...] = ()
        self._contacts = FindNow()
        self._known = known
        self._send_when_read = False
        self._spelling: Spelling | None = None
        self.adult = AdultBox()
        self.who = WhoBox("report")
        self.facts = FactsBox(
            search=search, roles=roles, places=places, now=now, relatives=relatives
        )
        self.account = AccountBox(picture_advice=picture_advice)
        self.more = MoreBox(sources=sources)
        self.parts = ReportParts(
            adult=self.adult,
            who=self.who,
            facts=self.facts,
            account=self.account,
            more=self.more,
        )
        self.coach = ReportCoach(self.parts, parent=self)
        self._lay_out()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        limits = resources.read_toml("workstation.toml")["limits"]
        self._save.setInterval(limits["draft_pause_seconds"] * 1000)
        self._save.timeout.connect(self._say_draft)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(limits["draft_latest_seconds"] * 1000)
        self._latest.timeout.connect(self._say_draft)
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
        self._left = left
        self._columns = SideBySide(left, self.account, weights=(1, 1), gap=1.5)
        self._fit()
        self.body.addWidget(self.adult)
        self.body.addWidget(self._columns, 1)
        self.body.addWidget(self.more)
        leave = quiet_button("report.cancel", self.tr("Leave without sending"))
        leave.clicked.connect(self.cancelled)
        self.add_footer(leave, left=True)
        self._notice = PlainLabel(tone="small")
        self.add_footer(self._notice)
        self._promise = PlainLabel(tone="small", wrap=False)
        self.add_footer(self._promise)
        self.send = primary_button("report.send", self.tr("Send"), icon="send")
        self.add_footer(self.send)

    def _connect(self) -> None:
        for part in (self.adult, self.who, self.facts, self.account, self.more):
            part.changed.connect(self._changed)
        self.adult.changed.connect(self._show_readers)
        self.who.author_changed.connect(self.author_changed)
        self.who.pin.returnPressed.connect(self.facts.pupils.setFocus)
        self.facts.moved_on.connect(self.account.happened.setFocus)
        self.account.body_map_requested.connect(self.body_map_requested)
        self.account.more_requested.connect(self._show_more)
        self.account.maps.opened.connect(self.body_map_opened)
        self.account.maps.removed.connect(self._remove_map)
        self.account.files.chosen.connect(self.file_chosen)
        self.account.happened.pupil_linked.connect(self._link_pupil)
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
        adults: Sequence[PersonOption] = (),
        author: PersonOption | None = None,
        ask_pin: bool = True,
        route: Route | None = None,
    ) -> None:
        """Show an empty form; ``follow_up_to`` is the number of the concern that is added to.

        ``adults`` are those a concern may be about, by their ids on the team card, ``route`` the
        rule of who then reads it. ``author`` is who is known to be writing, ``ask_pin`` False while
        their key is open.
        """
        self.clear()
        self.who.set_kind(WhoKind.MEMBER)
        self.who.set_people(people)
        self.adult.set_people(adults)
        self.who.set_author(author, ask_pin=ask_pin)
        self._contacts, self._follow_up_to = contacts, follow_up_to
        self.adult.set_contacts(contacts, head_reads=head_reads, chair_reads=chair_reads)
        self.adult.set_route(route)
        title = self.tr("Report a concern")
        if follow_up_to:
            title = self.tr("Add to concern number {n}").format(n=follow_up_to)
        self.set_title(title)
        self._show_readers()
        self._forget_timers()
        self.adult.about_adult.setFocus()

    def set_named(self, people: Sequence[NamedPerson], *, spelling: Spelling | None = None) -> None:
        """Set who can be linked in the texts, and what looks after the spelling."""
        self._spelling = spelling
        for area in self.parts.named_areas():
            area.set_people(people)
            area.set_spelling(spelling)

    def set_notice(self, text: str) -> None:
        """Say one quiet thing at the bottom, e.g. whether an unfinished form is kept."""
        self._notice.setText(text)

    def show_draft(self, form: ReportForm, *, pupils: Sequence[PupilOption] = ()) -> None:
        """Put back an unfinished form; ``pupils`` are the children its links name."""
        show_form(self.parts, form, pupils=pupils)
        self.show_body_maps(form.concern.body_maps)
        self._follow_up_to = form.concern.follow_up_to or self._follow_up_to
        if not self.more.is_empty():
            self.account.more.setChecked(True)
            self.more.show()

    def show_file(self, shown: FileShown) -> None:
        """Show what a chosen file turned out to be, and send now if only that was waited for."""
        self.account.files.show_file(shown)
        if self._send_when_read and not self.account.files.waiting():
            self._send_when_read = False
            self.set_busy(False)
            if shown.attachment is not None:
                self._submit()

    def show_body_maps(self, body_maps: tuple[BodyMap, ...]) -> None:
        """Keep the maps drawn so far, and list them."""
        self._body_maps = body_maps
        self.account.show_maps(body_maps)
        self.coach.panel.touched()
        self._changed()

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
        self.coach.clear()
        if self._spelling is not None:
            self._spelling.forget()
        self._body_maps, self._follow_up_to = (), ""
        self._send_when_read = False
        self.account.more.setChecked(False)
        self._columns.setMinimumHeight(0)
        self.message.clear()
        self.set_notice("")
        self.set_busy(False)
        self._forget_timers()

    def untouched(self) -> bool:
        """Whether nothing worth keeping was typed yet."""
        concern = self.concern()
        words = (
            *(concern.what_happened, concern.child_words, concern.unlisted_pupil, concern.place),
            concern.about_whom,
        )
        things = (concern.pupils, concern.body_maps, concern.attachments)
        return not any(words) and not any(things) and self.more.is_empty()

    def form(self, *, with_secrets: bool = False) -> ReportForm:
        """What the form holds now; PIN and slip code only for sending."""
        return form_of(self.parts, self.concern(), with_secrets=with_secrets)

    def concern(self) -> ConcernDraft:
        """What the form holds now, as a concern."""
        return concern_of(self.parts, body_maps=self._body_maps, follow_up_to=self._follow_up_to)

    def changeEvent(self, event: QEvent) -> None:
        """At large text the two halves stand below each other."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if hasattr(self, "_columns"):
            for half in (self._left, self.account):
                half.setMinimumWidth(scaled(_NARROWEST_HALF))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was held still for the details gives way to another window size."""
        super().resizeEvent(event)
        self._columns.setMinimumHeight(0)

    def _submit(self) -> None:
        if not self.send.isEnabled():
            return
        self.message.clear()
        if mark_missing(self.parts, self.concern()):
            return
        if self.account.files.waiting():
            self._send_when_read = True
            self.set_busy(True)
            return
        self._forget_timers()
        self.submitted.emit(self.form(with_secrets=True))

    def _show_readers(self) -> None:
        adult = self.adult.is_about_adult()
        self.facts.set_about_adult(adult)
        if not adult:
            people, question = self._contacts.leads, self.tr("Have you told a DSL in person?")
            reader = self.tr("Once sent, only the DSL can open it.")
        else:
            route = self.adult.route()
            people = route.ring
            question, reader = {
                "head": (
                    self.tr("Have you told the head teacher in person?"),
                    self.tr("Once sent, only the head teacher can open it."),
                ),
                "chair": (
                    self.tr("Have you told the chair of governors or the LADO?"),
                    self.tr("Once sent, only the chair of governors can open it."),
                ),
            }.get(
                route.reader,
                (
                    self.tr("Have you telephoned one of the people named above?"),
                    self.tr("Once sent, no DSL can open it."),
                ),
            )
        self.account.set_people(people, question=question, about_adult=adult)
        self._promise.setText(reader)

    def _show_more(self) -> None:
        """Unfold in place: what stands above stays as high as it is."""
        shown = self.account.more.isChecked()
        self._columns.setMinimumHeight(self._columns.height() if shown else 0)
        self.more.setVisible(shown)
        if shown:
            self.more.questions.setFocus()
            QTimer.singleShot(0, self, self._scroll_to_more)

    def _scroll_to_more(self) -> None:
        page = self.scroll_area.widget()
        layout = page.layout() if page is not None else None
        if page is not None and layout is not None:
            layout.activate()
            page.adjustSize()
        self.scroll_area.ensureWidgetVisible(self.more)

    def _remove_map(self, place: int) -> None:
        maps = self._body_maps
        self.show_body_maps(maps[:place] + maps[place + 1 :])
        self.account.body_map.setFocus()

    def _link_pupil(self, identifier: str) -> None:
        """A child named in the text belongs to the concern; the part can be changed."""
        option = self._known(identifier) if self._known is not None else None
        if option is not None:
            self.facts.pupils.add(option, MENTIONED)

    def _changed(self) -> None:
        """Keep it after the next pause, and in any case before long."""
        self._save.start()
        if not self._latest.isActive():
            self._latest.start()

    def _forget_timers(self) -> None:
        self._save.stop()
        self._latest.stop()

    def _say_draft(self) -> None:
        self._forget_timers()
        if not self.untouched():
            self.draft_changed.emit(self.form())
