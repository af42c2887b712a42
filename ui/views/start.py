"""The first screen: report a concern, sign in, or make this computer ready."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.centred import Centred
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.tile import Tile
from ui.widgets.waiting_notice import WaitingNotice, WaitingShown

WIDTH = 620


class StartView(QWidget):
    """Shows only what this computer can do: a workstation never offers the lead's sign-in."""

    report_requested = Signal()
    sent_requested = Signal()
    unfinished_requested = Signal()
    sign_in_requested = Signal()
    set_up_requested = Signal()
    workstation_requested = Signal()
    open_backup_requested = Signal()
    enrol_requested = Signal()
    restore_requested = Signal()
    document_requested = Signal()
    restricted_requested = Signal()
    guide_requested = Signal()
    practice_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "start.page", self.tr("Holdfast"))
        self.message = MessageBar(identifier="start.message")
        self.waiting = WaitingNotice()
        self._school = PlainLabel(tone="subtitle")
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(space(2))
        self._unfinished: Tile | None = None
        self._deleted = identify(PlainLabel(tone="small"), "start.deleted", self.tr("Deleted"))
        self._deleted.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._deleted.hide()
        self._note = PlainLabel(tone="small")
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._rotating = identify(PlainLabel(tone="muted"), "start.rotating", self.tr("New key"))
        self._rotating.hide()
        middle = Centred(width=WIDTH)
        column = middle.column
        column.addLayout(self._heading())
        column.addSpacing(space(1))
        column.addWidget(self.message)
        column.addWidget(self.waiting)
        column.addLayout(self._tiles)
        column.addWidget(self._rotating)
        column.addWidget(self._deleted)
        column.addSpacing(space(1))
        column.addWidget(self._note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle)

    def _heading(self) -> QHBoxLayout:
        picture = QLabel()
        set_icon(picture, "shield", tone="link", size=44)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(self.tr("Holdfast"), tone="display"))
        words.addWidget(self._school)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def show_empty(self) -> None:
        """Nothing has been set up on this computer yet."""
        self._school.setText(self.tr("Safeguarding records that stay in your school"))
        tiles = (
            Tile(
                "start.set_up",
                self.tr("Set up a school"),
                self.tr("On the DSL’s own laptop. It takes about three minutes."),
                icon="school",
            ),
            Tile(
                "start.workstation",
                self.tr("Make this PC a staff workstation"),
                self.tr("Staff can report here. Nothing can be read back on this computer."),
                icon="monitor",
            ),
            Tile(
                "start.open_backup",
                self.tr("Open a backup"),
                self.tr("To read the records of a school on this computer. Nothing is changed."),
                icon="archive",
            ),
            Tile(
                "start.restore",
                self.tr("Restore from a backup"),
                self.tr("To go on working here, because the DSL’s laptop is lost or broken."),
                icon="history",
            ),
        )
        called = (
            self.set_up_requested,
            self.workstation_requested,
            self.open_backup_requested,
            self.restore_requested,
        )
        for tile, signal in zip(tiles, called, strict=True):
            tile.clicked.connect(signal)
        self._replace(
            tiles,
            links=(self._practice_link(), self._restricted_link(), self._document_link()),
        )
        self._note.setText(self.tr("No internet is needed or used."))

    def show_workstation(self, *, school: str) -> None:
        """This is a shared computer on which staff report."""
        self._school.setText(school)
        self._replace(
            (self._report_tile(), self._sent_tile()),
            links=(
                self._guide_link(),
                self._enrol_link(),
                self._practice_link(),
                self._restricted_link(),
                self._document_link(),
            ),
        )
        self._note.setText(self.tr("If a child is in danger now: call 999, then find a DSL."))

    def show_casebook(self, *, school: str, workstation: bool = False) -> None:
        """This is a DSL's computer; ``workstation`` when it is set up for reporting too."""
        self._school.setText(school)
        sign_in = Tile(
            "start.sign_in",
            self.tr("Sign in (DSL)"),
            self.tr("Read and decide on concerns, children’s files, documents."),
            icon="key-round",
        )
        sign_in.clicked.connect(self.sign_in_requested)
        tiles: tuple[Tile, ...] = (sign_in,)
        if workstation:
            tiles = (self._report_tile(), sign_in)
        guide = (self._guide_link(),) if workstation else ()
        links = (*guide, self._practice_link(), self._restricted_link(), self._document_link())
        self._replace(tiles, links=links)
        self._note.setText(self.tr("If a child is in danger now: call 999."))

    def show_guide(self, *, due: bool, minutes: int) -> None:
        """Ask for the recording guide to be read while somebody has not; one quiet line."""
        words = self.tr("The school’s recording guide")
        if due:
            words = self.tr("Please read the school’s recording guide ({n} minutes)").format(
                n=minutes
            )
        for link in self.findChildren(QPushButton, "start.guide"):
            link.setText(words)
            link.setAccessibleName(words)

    def hide_practice(self) -> None:
        """This is the made-up school already."""
        for link in self.findChildren(QPushButton, "start.practice"):
            link.hide()

    def show_practice_coming(self) -> None:
        """Say that the made-up school is on its way, in a window of its own."""
        for link in self.findChildren(QPushButton, "start.practice"):
            link.setEnabled(False)
        self.message.show_message(
            self.tr("A made-up school is being made. It opens in a window of its own."),
            severity="info",
            next_step=self.tr("Nothing in it is real, and it is thrown away at the end."),
        )

    def show_practice_over(self) -> None:
        """The made-up school is gone; it can be made again."""
        for link in self.findChildren(QPushButton, "start.practice"):
            link.setEnabled(True)
        self.message.clear()

    def show_opening(self) -> None:
        """Say that the next window is on its way; a second press would open nothing more."""
        self._close_choices()
        self.message.show_message(self.tr("Opening…"), severity="info")

    def show_stopped(self, text: str, next_step: str = "") -> None:
        """Say why nothing can be opened on this computer."""
        self._close_choices()
        self.show_problem(text, next_step)

    def _close_choices(self) -> None:
        for place in range(self._tiles.count()):
            item = self._tiles.itemAt(place)
            tile = item.widget() if item is not None else None
            if tile is not None:
                tile.setEnabled(False)

    def show_locked(self) -> None:
        """Say why the casebook is gone from the screen."""
        self.message.show_message(
            self.tr("Locked, because nobody had touched it for a while."),
            severity="info",
            next_step=self.tr("Everything that was saved is kept. Sign in to go on."),
        )

    def show_rotating(self, done: int, total: int) -> None:
        """Say that the casebook gets its new key, how far it is, and that nothing can be lost."""
        percent = min(100, done * 100 // total) if total else 0
        words = self.tr(
            "The casebook gets its new key: {percent} %. If the computer is switched off now,"
            " nothing is lost: the next sign-in finishes it."
        ).format(percent=percent)
        self._rotating.setText(words)
        self._rotating.setAccessibleName(words)
        self._rotating.show()

    def show_rotated(self) -> None:
        """The last session has ended: the line about the new key goes."""
        self._rotating.hide()

    def show_unfinished(self, text: str) -> None:
        """Offer to go on with an unfinished concern, and say until when; "" takes it away.

        Anybody may read it: it names nobody.
        """
        tile, self._unfinished = self._unfinished, None
        had_keyboard = tile is not None and tile.hasFocus()
        if tile is not None:
            self._tiles.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        if not text:
            return
        self._unfinished = Tile(
            "start.unfinished", self.tr("Go on with an unfinished concern"), text, icon="pencil"
        )
        self._unfinished.clicked.connect(self.unfinished_requested)
        self._tiles.insertWidget(1, self._unfinished)
        first = self._tiles.itemAt(0)
        former = first.widget() if first is not None else None
        if former is not None:
            QWidget.setTabOrder(former, self._unfinished)
        if had_keyboard:
            self._unfinished.setFocus()

    def show_deleted(self, count: int) -> None:
        """Say that unfinished concerns were deleted unsent; their writers are told more."""
        self._deleted.setVisible(bool(count))
        words = (
            self.tr(
                "An unfinished concern was deleted after its time. Its writer is told at “My"
                " concerns”."
            )
            if count == 1
            else self.tr(
                "{n} unfinished concerns were deleted after their time. Their writers are told at"
                " “My concerns”."
            ).format(n=count)
        )
        self._deleted.setText(words)
        self._deleted.setAccessibleName(words)

    def show_put_away(self) -> None:
        """Say why the page is gone from the screen."""
        self.message.show_message(
            self.tr("Put away, because nobody had touched it for a while."),
            severity="info",
            next_step=self.tr("What was being written is kept for its writer."),
        )

    def show_waiting(self, waiting: WaitingShown) -> bool:
        """Say which concerns sent from here nobody has received, never whose they are; True when it
        is news.
        """
        return self.waiting.show_waiting(waiting)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        item = self._tiles.itemAt(0)
        tile = item.widget() if item is not None else None
        if tile is not None:
            tile.setFocus()

    def show_practice(self, how_to_sign_in: str) -> None:
        """Say that the school is made up and how anybody gets in."""
        self.message.show_message(
            self.tr("Practice school: everything in it is made up."),
            severity="info",
            next_step=how_to_sign_in,
        )

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what is wrong, above the choices."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _report_tile(self) -> Tile:
        tile = Tile(
            "start.report",
            self.tr("Report a concern"),
            self.tr("Something you saw, heard or were told about a child or an adult."),
            icon="message-square",
            primary=True,
        )
        tile.clicked.connect(self.report_requested)
        return tile

    def _sent_tile(self) -> Tile:
        tile = Tile(
            "start.sent",
            self.tr("My concerns"),
            self.tr("See whether what you sent was received, or add to it."),
            icon="mail",
        )
        tile.clicked.connect(self.sent_requested)
        return tile

    def _enrol_link(self) -> QPushButton:
        link = quiet_button("start.enrol", self.tr("First time here? Set your PIN"))
        link.clicked.connect(self.enrol_requested)
        return link

    def _guide_link(self) -> QPushButton:
        link = quiet_button("start.guide", self.tr("The school’s recording guide"))
        link.clicked.connect(self.guide_requested)
        return link

    def _practice_link(self) -> QPushButton:
        link = quiet_button("start.practice", self.tr("Practise with a made-up school"))
        link.clicked.connect(self.practice_requested)
        return link

    def _restricted_link(self) -> QPushButton:
        link = quiet_button(
            "start.restricted", self.tr("For the head teacher or the chair of governors")
        )
        link.clicked.connect(self.restricted_requested)
        return link

    def _document_link(self) -> QPushButton:
        link = quiet_button("start.document", self.tr("Check a document"))
        link.clicked.connect(self.document_requested)
        return link

    def _replace(self, tiles: tuple[Tile, ...], *, links: tuple[QPushButton, ...]) -> None:
        self._unfinished = None
        while (item := self._tiles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tile in tiles:
            self._tiles.addWidget(tile)
        beside = QWidget()
        beside.setProperty("kind", "plain")
        flow = FlowLayout(beside, spacing=0)
        for link in links:
            flow.addWidget(link)
        self._tiles.addWidget(beside)
