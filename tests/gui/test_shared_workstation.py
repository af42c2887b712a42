"""The shared computer: put away in a press or by itself, opened by its writer, nothing left."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.staff_side import StaffSide
from desktop.job_runner import JobRunner
from desktop.usecases.lead.workstation_policy import set_policy
from desktop.usecases.staff.drafts import folder_of
from storage.keys import totp
from storage.letterbox.draft_age import AgeClock
from storage.letterbox.team_card import WorkstationPolicy
from storage.records.body_map import BodyMap, Mark
from tests.fakes.canary import files_with
from tests.fakes.small_school import PIN, TOM_PIN, SmallSchool
from tests.gui.conftest import context_of
from ui.drafts import ReportForm, WhoKind
from ui.main_window import MainWindow
from ui.views.enrol import EnrolView
from ui.views.receipt import ReceiptView
from ui.views.receipt_list import ReceiptListView
from ui.views.report import ReportView
from ui.views.sign_setup import SignSetupView
from ui.views.unfinished import UnfinishedView

WHAT = "Zephyrine said that the marks were old and not from PE"
Find = Callable[[str], QWidget]
MARK = Mark(number=1, view="child-front@1", x=300, y=400, region="left-forearm",
            site="Left forearm (front)", kind="bruise")  # fmt: skip


class Corridor:
    """The computer in the corridor and whoever stands at it."""

    def __init__(
        self, school: SmallSchool, window: MainWindow, jobs: JobRunner, qtbot: Any
    ) -> None:
        self.school, self.window, self.jobs, self.qtbot = school, window, jobs, qtbot
        self.context: Context = context_of(school, home=school.root)
        self.said: list[Any] = []
        self.switch_on()

    def switch_on(self) -> None:
        """Start the program; what the one before held in memory is gone."""
        self.staff = StaffSide(
            window=self.window, context=lambda: self.context, jobs=self.jobs, parent=self.window
        )
        self.staff.finished.connect(self.show_first_screen)
        self.staff.waiting.connect(lambda found, held: self.said.append((found.count, held)))

    def show_first_screen(self) -> None:
        self.staff.leave()
        self.window.show_screen(QWidget())

    def power_cut(self) -> None:
        """The program is gone with all it held; the disk stays."""
        self.settle()
        desk = self.staff._desk
        if desk is not None and desk._controller is not None:
            desk._controller.view._save.stop()
        self.staff.blockSignals(True)
        self.staff.leave()
        self.window.set_close_guard(None)
        self.window.show_screen(QWidget())
        self.staff.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.switch_on()

    def settle(self) -> None:
        """Whatever is under way ends."""
        self.qtbot.waitUntil(lambda: self.jobs._waiting == 0, timeout=20_000)

    def view(self) -> ReportView:
        view = self.window.content()
        assert isinstance(view, ReportView)
        return view

    def write(self, *, account: str = "megan", words: str = WHAT) -> ReportForm:
        """A form nearly done, with a body map."""
        self.staff.report()
        view = self.view()
        view.adult.about_adult.set_value("no")
        if account:
            view.who.person.set_person(account)
        view.account.happened.set_text(words)
        view.account.told.set_value("yes")
        view.show_body_maps((BodyMap(marks=(MARK,)),))
        return view.form()

    def pause(self) -> None:
        """A pause in typing: the form is kept."""
        self.view().draft_changed.emit(self.view().form())
        self.settle()

    def waiting(self) -> tuple[int, int]:
        self.said.clear()
        self.staff.look_after_drafts()
        self.qtbot.waitUntil(lambda: bool(self.said), timeout=10_000)
        return self.said[-1]

    def ask(self, *, account: str = "megan", pin: str = PIN, guest: str = "", number: str = ""):
        """Somebody wants to go on."""
        self.staff.unfinished()
        view = self.window.content()
        assert isinstance(view, UnfinishedView)
        if guest:
            view.who.set_kind(WhoKind.GUEST)
            view.who.guest.setText(guest)
            view.who.number.setText(number)
        else:
            view.who.person.set_person(account)
            view.who.pin.setText(pin)
        view._open.click()
        self.settle()
        QApplication.processEvents()

    def drafts(self) -> tuple[str, ...]:
        return folder_of(self.school.station()).names()

    def readable(self) -> str:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        texts = []
        for top in QApplication.topLevelWidgets():
            for widget in (top, *top.findChildren(QWidget)):
                for read in ("text", "toPlainText"):
                    if hasattr(widget, read):
                        texts.append(str(getattr(widget, read)()))
        return "\n".join(texts)


@pytest.fixture
def corridor(school: SmallSchool, window: MainWindow, jobs: JobRunner, qtbot: Any):
    made = Corridor(school, window, jobs, qtbot)
    yield made
    made.settle()
    made.staff.leave()
    window.set_close_guard(None)


def the_same(one: ReportForm, other: ReportForm) -> bool:
    """Every box; who is compared by person, because a PIN is never kept."""
    return one.concern == other.concern and one.who.person == other.who.person


def test_a_power_cut_takes_nothing(corridor: Corridor):
    """Typed, a pause, dark: everything is there again, for its writer."""
    written = corridor.write()
    corridor.pause()
    corridor.power_cut()
    assert WHAT not in corridor.readable()
    assert corridor.waiting() == (1, 0)
    corridor.ask()
    assert the_same(corridor.view().form(), written)
    assert corridor.view().who.author() is not None
    assert corridor.view().body_maps()[0].marks == (MARK,)


def test_nothing_of_it_lies_readable_on_the_disk(corridor: Corridor, school: SmallSchool):
    corridor.write()
    corridor.pause()
    corridor.staff.lock()
    corridor.settle()
    (school.root / "control.txt").write_text(WHAT, encoding="utf-8")
    assert files_with("Zephyrine", [school.root]) == ["control.txt"]


def test_a_colleague_with_another_pin_sees_nothing(corridor: Corridor):
    corridor.write()
    corridor.staff.lock()
    corridor.settle()
    corridor.ask(account="tom", pin=TOM_PIN)
    view = corridor.window.content()
    assert isinstance(view, UnfinishedView)
    assert view._nothing.isVisible()
    corridor.ask(pin="1111")
    assert isinstance(corridor.window.content(), UnfinishedView)
    assert corridor.window.content().who._rows["pin"].has_error()
    assert WHAT not in corridor.readable()


def test_put_away_in_one_press_and_somebody_else_starts_at_once(corridor: Corridor, find: Find):
    written = corridor.write()
    find("report.put_away").click()
    assert WHAT not in corridor.readable(), "before the disk has even answered"
    corridor.write(account="tom", words="Tom saw something else")
    corridor.pause()
    assert corridor.waiting() == (1, 0), "the open one does not wait"
    find("report.put_away").click()
    corridor.settle()
    assert corridor.waiting() == (2, 0)
    corridor.ask()
    assert the_same(corridor.view().form(), written)


def test_nobody_there_for_two_minutes(corridor: Corridor, find: Find, qtbot: Any):
    corridor.write()
    lock = corridor.staff._auto_lock
    assert lock is not None
    assert lock._seconds == 120
    times = [0.0]
    lock._steady = lambda: times[0]
    lock._wall = lambda: times[0]
    lock._touched()
    times[0] = 105
    lock.check()
    warning = corridor.staff._warning
    assert warning is not None
    assert "15" in warning.text()
    view = corridor.view()
    qtbot.keyClick(view, Qt.Key.Key_Shift)
    assert not warning.isVisible()
    times[0] = 105 + 121
    lock.check()
    assert not isinstance(corridor.window.content(), ReportView)
    assert WHAT not in corridor.readable()
    corridor.settle()
    assert corridor.waiting() == (1, 0)


def test_the_curtain_does_not_stop_the_clock(corridor: Corridor):
    corridor.write()
    corridor.window.cover()
    assert WHAT not in "".join(
        str(w.toPlainText())  # type: ignore[attr-defined]  # has been asked for
        for w in corridor.window.findChildren(QWidget)
        if hasattr(w, "toPlainText")
    )
    corridor.staff._idle()
    corridor.settle()
    assert WHAT not in corridor.readable()
    corridor.window.uncover()
    assert corridor.waiting() == (1, 0)


def test_a_form_without_a_name_is_held_and_opened_with_a_pin(corridor: Corridor, find: Find):
    """Nobody's key is known, so it stays in memory; any member of staff may take it up."""
    written = corridor.write(account="")
    find("report.put_away").click()
    assert corridor.view().message.text(), "it says what is missing"
    corridor.staff.lock()
    assert WHAT not in corridor.readable()
    assert corridor.waiting() == (0, 1)
    assert corridor.drafts() == ()
    corridor.ask(pin="1111")
    assert isinstance(corridor.window.content(), UnfinishedView)
    corridor.ask()
    assert corridor.view().form().concern == written.concern
    assert corridor.waiting()[1] == 0
    corridor.pause()
    assert len(corridor.drafts()) == 1, "from now on it is Megan’s"


@pytest.mark.parametrize(("hours", "left"), [(1, 0), (3, 1)])
def test_a_held_form_goes_as_soon_as_a_kept_one_would(
    corridor: Corridor, find: Find, monkeypatch: pytest.MonkeyPatch, hours: int, left: int
):
    """After as many hours as the school decided, not after a day of our own."""
    decide(corridor, "pin", draft_hours=hours)
    corridor.write(account="")
    find("report.put_away").click()
    corridor.staff.lock()
    assert corridor.waiting() == (0, 1)
    now = AgeClock.seconds
    monkeypatch.setattr(AgeClock, "seconds", lambda ages: now(ages) + 2 * 3600)
    assert corridor.waiting() == (0, left)


def test_a_guest_with_a_number_for_today(corridor: Corridor, find: Find):
    corridor.write(account="")
    view = corridor.view()
    view.who.set_kind(WhoKind.GUEST)
    view.who.guest.setText("Pat Supply")
    assert notice(corridor).startswith("Not kept")
    view.who.number.setText("4821")
    corridor.pause()
    assert len(corridor.drafts()) == 1
    corridor.power_cut()
    corridor.ask(guest="Pat Supply", number="9999")
    assert isinstance(corridor.window.content(), UnfinishedView)
    corridor.ask(guest="Sam Other", number="4821")
    assert isinstance(corridor.window.content(), UnfinishedView)
    corridor.ask(guest="pat supply", number="4821")
    again = corridor.view()
    assert again.form().concern.what_happened == WHAT
    assert again.who.kind() is WhoKind.GUEST
    again.account.happened.set_text(WHAT + " and more")
    corridor.pause()
    assert len(corridor.drafts()) == 1


def notice(corridor: Corridor) -> str:
    """The quiet line at the form's foot, after a pause."""
    corridor.pause()
    return corridor.view()._notice.text()


def test_the_foot_says_honestly_whether_it_is_kept(corridor: Corridor):
    corridor.write(account="")
    assert notice(corridor).startswith("Kept if")
    corridor.view().who.person.set_person("megan")
    assert notice(corridor).startswith("Kept for you")


def test_a_full_disk_is_said_and_the_form_stays(
    corridor: Corridor, monkeypatch: pytest.MonkeyPatch
):
    corridor.write()
    from storage.keys import durable_file  # late: only this test breaks the disk

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(durable_file, "write_durably", refuse)
    assert "disk of this computer is full" in notice(corridor)
    assert corridor.view().account.happened.text() == WHAT
    corridor.staff.lock()
    corridor.settle()
    assert corridor.waiting() == (0, 1), "held in memory instead"
    monkeypatch.undo()
    corridor.ask()
    assert corridor.view().account.happened.text() == WHAT


def send(corridor: Corridor, *, pin: str = PIN) -> None:
    view = corridor.view()
    view.facts.pupils.line.setText("the boy from Oak class")
    view.who.pin.setText(pin)
    view.send.click()
    corridor.qtbot.waitUntil(
        lambda: isinstance(corridor.window.content(), ReceiptView), timeout=20_000
    )
    corridor.settle()


def test_what_was_sent_does_not_come_back(corridor: Corridor, find: Find):
    corridor.write()
    corridor.pause()
    (name,) = corridor.drafts()
    send(corridor)
    assert corridor.drafts() == ()
    assert WHAT not in corridor.readable()
    items = corridor.school.station().outbox.waiting()
    assert items[-1].draft == name
    corridor.staff.lock()
    assert corridor.waiting() == (0, 0)


def test_thrown_away_is_gone(corridor: Corridor, monkeypatch: pytest.MonkeyPatch):
    for words in ("first words", "second words"):
        corridor.write(words=words)
        corridor.staff.lock()
        corridor.settle()
    corridor.ask()
    view = corridor.window.content()
    assert isinstance(view, UnfinishedView)
    monkeypatch.setattr(
        "desktop.controllers.staff.unfinished_controller.confirmed", lambda *_: True
    )
    view._throw.click()
    corridor.settle()
    assert corridor.waiting() == (1, 0)


def decide(corridor: Corridor, sign_with: str, *, draft_hours: int = 24) -> None:
    wanted = WorkstationPolicy(sign_with=sign_with, draft_hours=draft_hours)
    with corridor.school.signed_in() as casebook:
        set_policy(casebook, policy=wanted)


def test_a_new_policy_is_asked_for_after_the_receipt(corridor: Corridor, find: Find, qtbot: Any):
    decide(corridor, "password")
    corridor.write()
    assert corridor.view().who._rows["pin"].label.text() == "Password"
    send(corridor)
    find("receipt.done").click()
    page = corridor.window.content()
    assert isinstance(page, SignSetupView)
    page.password.line.setText("short")
    page._save.click()
    corridor.settle()
    assert page._password_row.has_error()
    page.password.line.setText("tall ships, warm bread")
    page._save.click()
    qtbot.waitUntil(page._ready.isVisible, timeout=10_000)
    page._finished.click()
    corridor.write()
    send(corridor, pin="tall ships, warm bread")


def test_codes_are_set_up_and_then_asked_for(corridor: Corridor, find: Find, qtbot: Any):
    decide(corridor, "pin_and_code")
    corridor.write()
    send(corridor)
    find("receipt.done").click()
    page = corridor.window.content()
    assert isinstance(page, SignSetupView)
    new = corridor.staff._children[-1]._new  # type: ignore[attr-defined]  # the controller's own
    assert len(page.printed.text().split()) >= 10
    page.phone.code.setText(totp.code_at(new.state.totp_secret, corridor.school.clock()))
    page._save.click()
    qtbot.waitUntil(page._ready.isVisible, timeout=10_000)
    assert new.printed[0] not in corridor.readable()
    page._finished.click()
    corridor.write()
    view = corridor.view()
    view.facts.pupils.line.setText("the boy from Oak class")
    view.who.pin.setText(PIN)
    view.send.click()
    corridor.settle()
    qtbot.waitUntil(view.who._rows["code"].has_error, timeout=10_000)
    assert view.who.pin.text() == PIN, "the PIN was right and stays"
    view.who.code.setText(new.printed[0])
    send(corridor)


def test_my_concerns_tells_what_was_deleted_and_asks_what_is_new(
    corridor: Corridor, find: Find, qtbot: Any
):
    corridor.write()
    corridor.staff.lock()
    corridor.settle()
    counted = corridor.staff._ages
    assert counted is not None
    counted.at_least(counted.seconds() + 25 * 3600)
    assert corridor.waiting() == (0, 0)
    decide(corridor, "password")
    corridor.staff.sent()
    page = corridor.window.content()
    assert isinstance(page, ReceiptListView)
    page.who.person.set_person("megan")
    page.who.pin.setText(PIN)
    page._look.click()
    qtbot.waitUntil(lambda: "deleted after its time" in page.message.text(), timeout=10_000)
    page.back_requested.emit()
    assert isinstance(corridor.window.content(), SignSetupView)


def test_a_first_pin_meets_the_policy(corridor: Corridor, qtbot: Any):
    decide(corridor, "password")
    corridor.staff.enrol()
    page = corridor.window.content()
    assert isinstance(page, EnrolView)
    assert page.who._rows["new_pin"].label.text() == "Choose a password"
    page.who.person.set_person("megan")
    page.who.slip.setText(corridor.school.secrets.slips["megan"].code)
    page.who.new_pin.setText(PIN)
    page._save.click()
    corridor.settle()
    qtbot.waitUntil(page.who._rows["new_pin"].has_error, timeout=10_000)
