"""The lead's shell: places at the left, one page at the right, lock and curtain always in reach."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.care_material import CheckLine
from ui.dialogs.confirm import Question, confirmed
from ui.plain_tip import plain_tip
from ui.theme import restyle, space
from ui.views.checks_line import CheckLineBar
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.notice_line import NoticeLine
from ui.widgets.sidebar import NavItem, Sidebar
from ui.widgets.toasts import ToastHost

TODAY, SEARCH, CONCERNS, CASES, PUPILS, NEW, PEOPLE, BACKUP, WAY_IN = (
    "today",
    "search",
    "concerns",
    "cases",
    "pupils",
    "new",
    "people",
    "backup",
    "way_in",
)


class CasebookView(QWidget):
    """Pages come from the controller; a page left for good is deleted."""

    section_chosen = Signal(str)
    returned = Signal(object)
    new_requested = Signal()
    search_requested = Signal()
    lock_requested = Signal()
    curtain_requested = Signal()
    backup_line_pressed = Signal()
    check_line_pressed = Signal()

    def __init__(
        self, *, school: str, person: str, made_up: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "casebook", self.tr("Casebook"))
        self._section = ""
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new_requested)
        for keys in ("Ctrl+F", "Ctrl+K"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.search_requested)
        self._sidebar = self._build_sidebar(school, person)
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if made_up:
            right.addWidget(self._banner())
        right.addWidget(self._build_backup_line())
        right.addWidget(self._build_question())
        right.addWidget(self._stack, 1)
        self._check_line = CheckLineBar()
        self._check_line.pressed.connect(self.check_line_pressed)
        right.addWidget(self._check_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(right, 1)
        self._toasts = ToastHost(self)

    def _build_sidebar(self, school: str, person: str) -> Sidebar:
        items = (
            NavItem(key=TODAY, text=self.tr("Today"), icon="inbox"),
            NavItem(key=SEARCH, text=self.tr("Search"), icon="search"),
            NavItem(key=CONCERNS, text=self.tr("Concerns"), icon="mail"),
            NavItem(key=CASES, text=self.tr("Cases"), icon="folder"),
            NavItem(key=PUPILS, text=self.tr("Children"), icon="users"),
            NavItem(key=NEW, text=self.tr("New entry"), icon="plus"),
            NavItem(key=PEOPLE, text=self.tr("People & computers").replace("&", "&&"), icon="user"),
            NavItem(
                key=BACKUP, text=self.tr("Backup & checks").replace("&", "&&"), icon="hard-drive"
            ),
        )
        sidebar = Sidebar("casebook", items, heading=school)
        sidebar.chosen.connect(self._choose)
        sidebar.add_bottom_place(
            NavItem(
                key=WAY_IN,
                text=person.replace("&", "&&"),
                icon="key-round",
                spoken=self.tr("{name}: my way in").format(name=person),
            )
        )
        cover = self._bottom("app.curtain", self.tr("Cover the screen"), "eye-off", self.tr("F12"))
        cover.clicked.connect(self.curtain_requested)
        lock = self._bottom("app.lock", self.tr("Lock"), "lock", self.tr("Ctrl+L"))
        lock.clicked.connect(self.lock_requested)
        sidebar.add_bottom(cover)
        sidebar.add_bottom(lock)
        return sidebar

    @staticmethod
    def _bottom(identifier: str, text: str, icon: str, keys: str) -> QPushButton:
        button = secondary_button(identifier, text, icon=icon)
        button.setToolTip(plain_tip(keys))
        return button

    def _banner(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("kind", "strip")
        words = PlainLabel(self.tr("Practice school – everything here is made up"), tone="strong")
        identify(words, "casebook.practice", words.text())
        row = QHBoxLayout(bar)
        row.setContentsMargins(space(4), space(0.5), space(4), space(0.5))
        row.addWidget(words)
        return bar

    def _build_backup_line(self) -> QWidget:
        self._backup_bar = QFrame()
        self._backup_bar.setProperty("kind", "bar")
        self._backup_text = identify(PlainLabel(), "casebook.backup_line", self.tr("Backup"))
        self._backup_button = quiet_button("casebook.backup_action", "")
        self._backup_button.clicked.connect(self.backup_line_pressed)
        row = QHBoxLayout(self._backup_bar)
        row.setContentsMargins(space(4), 2, space(4), 2)
        row.addWidget(self._backup_text, 1)
        row.addWidget(self._backup_button)
        self._backup_bar.hide()
        return self._backup_bar

    def _build_question(self) -> QWidget:
        """Room for what is asked at the first sign-in, above every page and in nobody's way."""
        self.question = NoticeLine("casebook.recovery")
        self.question.offer_later(True)
        self._question_room = QWidget()
        column = QVBoxLayout(self._question_room)
        column.setContentsMargins(space(4), space(1.5), space(4), 0)
        column.addWidget(self.question)
        self._question_room.hide()
        self.question.put_off.connect(self._question_room.hide)
        return self._question_room

    def ask_for_recovery_code(self, asked: bool) -> None:
        """Ask to type the recovery code back from its paper, or ask no more."""
        self._question_room.setVisible(asked)
        self.question.say(
            self.tr("Is the recovery code on paper and in the safe?") if asked else "",
            detail=self.tr("Type it back once, so that a misprint is noticed today."),
            action=self.tr("Type it back…"),
            severity="warning",
        )

    def show_backup_line(self, text: str, *, severity: str = "info", action_text: str = "") -> None:
        """Remind of the backup in one line; an empty text takes the line away."""
        self._backup_bar.setVisible(bool(text))
        self._backup_bar.setProperty("severity", severity)
        restyle(self._backup_bar)
        self._backup_text.setText(text)
        self._backup_text.setAccessibleName(text)
        self._backup_button.setText(action_text)
        self._backup_button.setAccessibleName(action_text)
        self._backup_button.setVisible(bool(action_text))

    def show_check_line(self, line: CheckLine) -> None:
        """Say at the foot how the check of the record stands; empty words take the line away."""
        self._check_line.show_line(line)

    def show_section(self, key: str, page: QWidget) -> None:
        """Show ``page`` as the only one and mark its place at the left; the pages before are
        deleted."""
        former = [self._stack.widget(place) for place in range(self._stack.count())]
        self._section = key
        self._sidebar.set_current(key)
        self._put(page)
        for widget in former:
            self._drop(widget)

    def open_page(self, page: QWidget) -> None:
        """Put a page on top; its way back leads to the page below."""
        back = getattr(page, "back_requested", None)
        if back is not None:
            back.connect(self.back)
        self._put(page)

    def back(self) -> None:
        """Leave the page on top, after asking when something on it is not saved."""
        if self._stack.count() > 1 and self._may_leave():
            top = self._stack.currentWidget()
            self._stack.setCurrentIndex(self._stack.count() - 2)
            self._drop(top)
            self.returned.emit(self._stack.currentWidget())

    def page(self) -> QWidget | None:
        """The page being shown."""
        return self._stack.currentWidget()

    def section(self) -> str:
        """The place being shown."""
        return self._section

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait at a place."""
        self._sidebar.set_badge(key, count)

    def toast(self, text: str, *, severity: str = "success") -> None:
        """Say for a few seconds what was done."""
        self._toasts.show_toast(text, severity=severity)

    def _put(self, page: QWidget) -> None:
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _drop(self, page: QWidget | None) -> None:
        if page is None:
            return
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _choose(self, key: str) -> None:
        if self._may_leave():
            self.section_chosen.emit(key)
        else:
            self._sidebar.set_current(self._section)

    def _may_leave(self) -> bool:
        unsaved = getattr(self._stack.currentWidget(), "unsaved", None)
        if unsaved is None or not unsaved():
            return True
        return confirmed(
            self,
            Question(
                identifier="leave",
                text=self.tr("Leave without saving?"),
                detail=self.tr("What you have written on this page will be gone."),
                stay=self.tr("Stay here"),
                go=self.tr("Leave"),
            ),
        )
