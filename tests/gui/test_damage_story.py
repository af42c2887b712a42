"""A damaged casebook: from the refused sign-in to the rescue and back into the casebook; and a
backup that becomes the casebook of a new computer."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.context import Context
from desktop.controllers import start_controller
from desktop.controllers.lead.mending import Mending
from desktop.controllers.start_controller import StartController
from desktop.job_runner import JobRunner
from desktop.paths import paths_of
from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.sign_in import Credentials, sign_in
from storage.database.connection import checkpoint
from storage.database.page_reader import PageReader
from storage.database.repositories import chronology, ledger_rows
from storage.database.salvage import Salvager
from storage.records.errors import UserFacingError
from storage.records.events import Event
from tests.fakes.damage import damage_pages
from tests.fakes.small_school import PASSWORD, VERSION, SmallSchool
from ui.drafts import SignInDraft
from ui.main_window import MainWindow
from ui.views.checks_lists import PreparingView
from ui.views.damage import DamageView
from ui.views.damage_result import RescueResultView
from ui.views.restore import RestoreView
from ui.views.sign_in import SignInView
from ui.views.start import StartView

Find = Callable[[str], QWidget]
CALLS = 40


def call(school: SmallSchool, number: int) -> Event:
    """A telephone call of some length."""
    unknown = {"earliest": None, "latest": None, "precision": "unknown", "as_told": ""}
    return Event(
        type="entry.added",
        fields={
            "id": f"call-{number}",
            "kind": "call",
            "pupils": [school.first_pupil],
            "happened": unknown,
            "text": "Mother rang at nine and asked for Mrs Okafor. " * (number % 9 + 3),
        },
    )


@pytest.fixture
def database(school: SmallSchool) -> Path:
    """A casebook with forty calls, every page of it at home in the file."""
    with school.signed_in() as casebook:
        for number in range(CALLS):
            casebook.append(call(school, number))
        checkpoint(casebook.connection)
    return school.casebook_folder / "casebook.db"


def entry_pages(casebook: OpenCasebook) -> dict[int, int]:
    """On which page each entry begins."""
    assert casebook.connection.path is not None
    with PageReader(casebook.connection.path, key=casebook.database_key) as reader:
        found = Salvager(reader, ledger=casebook.ledger).survey()
        return {seq: places[0].page for seq, places in found.entries.items()}


@pytest.fixture
def damaged(school: SmallSchool, database: Path) -> dict[int, Any]:
    """One page of entries is hit; returns every entry as it was, by position."""
    with school.signed_in() as casebook:
        checkpoint(casebook.connection)
        before = {entry.seq: entry for entry in ledger_rows.stored(casebook.connection)}
        page = entry_pages(casebook)[len(before) - 12]
    damage_pages(database, page)
    return before


@pytest.fixture
def mending(
    context: Context, jobs: JobRunner, window: MainWindow
) -> Iterator[tuple[Mending, list[UserFacingError]]]:
    """What the casebook process runs, and what it refused."""
    made = Mending(window=window, context=context, jobs=jobs, parent=window)
    refused: list[UserFacingError] = []
    made.refused.connect(refused.append)
    yield made, refused
    made.close()


def message(school: SmallSchool, do: str, **more: str) -> dict[str, str]:
    """What the start window sends: the next code of the telephone."""
    school.clock.advance(seconds=30)
    return {
        "do": do,
        "account": "ruth",
        "password": PASSWORD,
        "code": school.code(),
        "path": "",
        **more,
    }


def words(root: QWidget) -> str:
    """What can be read."""
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.waitUntil(control.isEnabled, timeout=20_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def shows(window: MainWindow, kind: type[QWidget], qtbot: Any) -> Any:
    """Wait for a kind of page and return it."""
    qtbot.waitUntil(lambda: isinstance(window.content(), kind), timeout=30_000)
    return window.content()


def test_what_can_be_read_is_rescued_and_the_rest_is_named(
    school: SmallSchool,
    damaged: dict[int, Any],
    mending: tuple[Mending, list[UserFacingError]],
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> None:
    mender, refused = mending
    mender.begin(message(school, "rescue"))
    view = shows(window, DamageView, qtbot)
    find("damage.rescue")
    assert "cannot be read" in words(view)
    assert "Nothing is deleted" in words(view)
    assert "No backup was found" in words(view)
    press(qtbot, find("damage.rescue"))
    result = shows(window, RescueResultView, qtbot)
    lost = {int(row[0]) for row in _rows(find("rescued.lost").model())}
    assert 0 < len(lost) < 12
    assert f"{len(damaged) - len(lost):,} of {len(damaged):,} entries came back." in words(result)
    assert list(school.casebook_folder.glob("casebook.damaged-*.db"))
    assert refused == []
    with qtbot.waitSignal(mender.left) as caught:
        press(qtbot, find("rescued.sign_in"))
    assert caught.args == ["sign_in", ""]
    mender.close()
    with school.signed_in() as casebook:
        after = {entry.seq: entry for entry in ledger_rows.stored(casebook.connection)}
        readable = {seq: entry for seq, entry in damaged.items() if seq not in lost}
        assert {seq: after[seq] for seq in readable} == readable
        told = {entry.id for entry in chronology.of_pupil(casebook.connection, school.first_pupil)}
    assert len(told) >= CALLS - len(lost)


def _rows(model: Any) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_with_a_backup_everything_comes_back(
    school: SmallSchool,
    database: Path,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> None:
    school.backups.mkdir(exist_ok=True)
    with school.signed_in() as casebook:
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        checkpoint(casebook.connection)
        pages = entry_pages(casebook)
        whole = {entry.seq: entry for entry in ledger_rows.stored(casebook.connection)}
    damage_pages(database, pages[len(whole) - 12])
    mender = Mending(window=window, context=context, jobs=jobs, parent=window)
    mender.begin(message(school, "rescue"))
    view = shows(window, DamageView, qtbot)
    find("damage.restore")
    assert "A backup has everything that cannot be read here." in words(view)
    press(qtbot, find("damage.rescue"))
    result = shows(window, RescueResultView, qtbot)
    assert "Everything came back" in words(result)
    mender.close()
    with school.signed_in() as casebook:
        after = {entry.seq: entry for entry in ledger_rows.stored(casebook.connection)}
    assert {seq: after[seq] for seq in whole} == whole


def test_only_looking_changes_nothing(
    school: SmallSchool,
    damaged: dict[int, Any],
    database: Path,
    mending: tuple[Mending, list[UserFacingError]],
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> None:
    mender, _refused = mending
    mender.begin(message(school, "rescue"))
    shows(window, DamageView, qtbot)
    before = database.read_bytes()
    with qtbot.waitSignal(mender.opened, timeout=30_000) as caught:
        press(qtbot, find("damage.look"))
    (casebook,) = caught.args
    try:
        assert casebook.read_only
        assert chronology.of_pupil(casebook.connection, school.first_pupil)
    finally:
        casebook.close()
    assert database.read_bytes() == before


def test_a_wrong_code_shows_nothing_of_the_damage(
    school: SmallSchool,
    damaged: dict[int, Any],
    mending: tuple[Mending, list[UserFacingError]],
    window: MainWindow,
    qtbot: Any,
) -> None:
    mender, refused = mending
    mender.begin(message(school, "rescue", code="000000"))
    qtbot.waitUntil(lambda: bool(refused), timeout=10_000)
    assert refused[0].code == "keys.code_wrong"
    assert not isinstance(window.content(), DamageView)


@pytest.fixture
def new_laptop(context: Context, tmp_path: Path) -> Context:
    """A computer on which nothing has been set up."""
    home = tmp_path / "new laptop"
    home.mkdir()
    return replace(context, paths=paths_of(home, letterbox=context.paths.letterbox))


def test_a_backup_becomes_the_casebook_of_a_new_computer(
    school: SmallSchool,
    database: Path,
    new_laptop: Context,
    jobs: JobRunner,
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> None:
    school.backups.mkdir(exist_ok=True)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        size = casebook.head().size
    shutil.rmtree(school.laptop)
    mender = Mending(window=window, context=new_laptop, jobs=jobs, parent=window)
    mender.begin(message(school, "restore", path=str(made.path)))
    view = shows(window, RestoreView, qtbot)
    qtbot.waitUntil(find("restore.go").isEnabled, timeout=20_000)
    assert f"{made.entries:,}" in words(view)
    press(qtbot, find("restore.go"))
    find("restore.sign_in")
    assert "The backup is the casebook of this computer now." in words(view)
    mender.close()
    school.clock.advance(seconds=30)
    signed_in = sign_in(
        folder=new_laptop.paths.casebook,
        letterbox=new_laptop.paths.letterbox,
        credentials=Credentials(account="ruth", password=PASSWORD, code=school.code()),
        host="new laptop",
        user="ruth",
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    try:
        assert signed_in.casebook.head().size >= size - 1
    finally:
        signed_in.casebook.close()


class FakeLink(QObject):
    """The casebook process as the start window sees it: notes what it was sent."""

    opened = Signal()
    refused = Signal(object)
    locked = Signal(str)
    made = Signal()
    asked = Signal(str, str)
    preparing = Signal(int, int)
    rotating = Signal(int, int)
    ended = Signal()

    def __init__(self, _words: object, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sent: list[dict[str, Any]] = []

    def start(self) -> None:
        """Nothing to start."""

    def is_running(self) -> bool:
        """It ends at once."""
        return False

    def send(self, line: dict[str, Any]) -> None:
        """Note a line."""
        self.sent.append(line)

    def finish(self, *, milliseconds: int = 0) -> None:
        """Nothing to wait for."""


@pytest.fixture
def start(
    context: Context, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StartController]:
    """The start window over a process that only notes."""
    monkeypatch.setattr(start_controller, "CasebookLink", FakeLink)
    controller = StartController(window=window, context=context, made_up=False)
    controller.show_start()
    yield controller
    controller.finish()


DRAFT = SignInDraft(account="ruth", password="p", code="123456")


def test_a_refused_sign_in_into_a_damaged_casebook_leads_to_the_rescue(
    start: StartController, window: MainWindow, qtbot: Any, find: Find
) -> None:
    press(qtbot, find("start.sign_in"))
    view = shows(window, SignInView, qtbot)
    view.submitted.emit(DRAFT)
    link = start._link
    assert isinstance(link, FakeLink)
    assert link.sent[-1]["do"] == "sign_in"
    link.refused.emit(UserFacingError("database.damaged"))
    assert "Something in the casebook is damaged." in words(window)
    view.submitted.emit(DRAFT)
    assert link.sent[-1]["do"] == "rescue"


def test_a_wrong_password_leads_nowhere_else(
    start: StartController, window: MainWindow, qtbot: Any, find: Find
) -> None:
    """The negative control."""
    press(qtbot, find("start.sign_in"))
    view = shows(window, SignInView, qtbot)
    view.submitted.emit(DRAFT)
    link = start._link
    assert isinstance(link, FakeLink)
    link.refused.emit(UserFacingError("keys.wrong_password"))
    view.submitted.emit(DRAFT)
    assert link.sent[-1]["do"] == "sign_in"


def test_what_the_damage_page_asks_for_is_signed_in_for_next(
    start: StartController, window: MainWindow, qtbot: Any, find: Find
) -> None:
    press(qtbot, find("start.sign_in"))
    link = start._link
    assert isinstance(link, FakeLink)
    link.asked.emit("restore", "/media/stick/last.cbk")
    link.locked.emit("asked")
    view = shows(window, SignInView, qtbot)
    view.submitted.emit(DRAFT)
    again = start._link
    assert isinstance(again, FakeLink)
    assert again is not link
    assert (again.sent[-1]["do"], again.sent[-1]["path"]) == ("restore", "/media/stick/last.cbk")


def test_lists_that_are_made_anew_are_shown_with_progress(
    start: StartController, window: MainWindow, qtbot: Any, find: Find
) -> None:
    press(qtbot, find("start.sign_in"))
    link = start._link
    assert isinstance(link, FakeLink)
    link.preparing.emit(2_000, 100_000)
    view = shows(window, PreparingView, qtbot)
    assert "2,000 of 100,000" in words(view)
    link.refused.emit(UserFacingError("database.disk_full"))
    assert isinstance(window.content(), SignInView)
    link.opened.emit()
    assert isinstance(window.content(), StartView)
