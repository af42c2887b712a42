"""A hand that shakes, a key that is held, a slow disk: what is saved once stands there once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.cases import open_case
from storage.database.repositories import concerns, ledger_rows, pupils
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool
from tests.fakes.whole_plan import whole_draft
from ui.case_material import ClosingDraft
from ui.main_window import MainWindow
from ui.risk_material import RiskSaved
from ui.views.triage import TriageView


class SlowHour:
    """Ruth's window while the worker is at something else that takes its time."""

    def __init__(self, lead: CasebookController, qtbot: Any) -> None:
        self.lead, self.desk, self._qtbot = lead, lead._desk, qtbot
        self.child = pupils.ids(self.desk.reader)[0]

    @property
    def page(self) -> Any:
        return self.lead._shell.page()

    def types(self) -> list[str]:
        """The types of all entries of the ledger, in order."""
        return [parse_header(row.header).type for row in ledger_rows.rows(self.desk.reader)]

    def work(self, what: Callable[[], Any]) -> Any:
        """Do something on the worker's thread, and wait until all before it is done and shown."""
        done: list[Any] = []
        self.desk.jobs.run(
            what, receiver=self.lead._shell, on_done=done.append, on_error=done.append
        )
        self.until(lambda: bool(done))
        return done[0]

    def until(self, fact: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(fact, timeout=20_000)

    def twice(self, press: Callable[[], object]) -> list[str]:
        """Press three times while the disk is slow; returns the types that were written."""
        self.work(lambda: True)
        before = len(self.types())
        disk = threading.Event()
        self.desk.jobs.run(
            disk.wait, receiver=self.lead._shell, on_done=lambda _: None, on_error=self.desk.say
        )
        for _ in range(3):
            press()
        disk.set()
        for _ in range(3):  # what follows from a save may ask for more
            self.work(lambda: True)
        return self.types()[before:]


@pytest.fixture
def hour(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any
) -> SlowHour:
    """Ruth has signed in; one concern waits."""
    school.send(what_happened="A bruise on the left forearm.")
    lead = CasebookController(
        window=window, casebook=school.sign_in(), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip
    hour = SlowHour(lead, qtbot)
    hour.until(lambda: bool(concerns.ids(hour.desk.reader, status="waiting")))
    return hour


def test_an_entry(hour: SlowHour, qtbot: Any) -> None:
    hour.lead.open_new_entry(hour.child)
    view = hour.page
    view.kind.set_value("call")
    view.text.set_text("She rang at ten past eight.")
    button = view.findChild(QWidget, "entry.save")
    written = hour.twice(lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton))
    assert written == ["entry.added"]


def test_a_decision(hour: SlowHour, qtbot: Any) -> None:
    (waiting,) = concerns.ids(hour.desk.reader, status="waiting")
    hour.lead.open_concern(waiting)
    hour.work(lambda: True)
    view = hour.page
    assert isinstance(view, TriageView)
    qtbot.keyClicks(view.decision.level, "2")
    qtbot.keyClicks(view.decision.category, "inj")
    view.decision.response.set_value("in_school")
    view.decision.reason.set_text("The account fits.")
    button = view.findChild(QWidget, "triage.save")
    written = hour.twice(lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton))
    assert written.count("triage.decided") == 1, written
    assert written.count("action.added") == 1, written
    assert written.count("case.opened") == 1, written


def test_a_referral_and_a_plan(hour: SlowHour) -> None:
    hour.lead.open_referral(pupil_id=hour.child)
    view = hour.page
    view.form.field("to").set_value("front_door")
    view.form.field("text").set_text("Bruises on both arms.")
    for box, answer in (("told", "yes"), ("given", "given"), ("gone", "phoned")):
        view.form.field(box).set_value(answer)
    assert hour.twice(view.save) == ["referral.made"], view.form.answers()
    hour.lead.open_plan(pupil_id=hour.child)
    hour.page.form.field("kind").set_value("cp")
    assert hour.twice(hour.page.save) == ["plan.started"]


def test_a_risk_assessment(hour: SlowHour) -> None:
    hour.lead.open_risk(hour.child)
    view = hour.page
    saved = RiskSaved(draft=whole_draft(hour.child))
    assert hour.twice(lambda: view.saved.emit(saved)) == ["risk.saved"]


def test_a_closing(hour: SlowHour) -> None:
    book = hour.desk.casebook
    case = hour.work(lambda: open_case(book, pupils=[hour.child], title="Comes without food"))
    hour.lead.open_case_close(case)
    view = hour.page
    closing = ClosingDraft(
        outcome="resolved",
        reason="Fed every day for six weeks.", done="", decided="", reached="", reached_why="",
        child_words="", second="", next_review="", settled=(), going_on=(),
    )  # fmt: skip
    assert hour.twice(lambda: view.confirmed.emit(closing)) == ["case.closed"]
    assert hour.page is not view


def test_what_was_refused_can_be_sent_again(hour: SlowHour, monkeypatch: Any) -> None:
    """The way is only barred while a save is under way."""
    hour.lead.open_plan(pupil_id=hour.child)
    view = hour.page
    view.form.field("kind").set_value("cp")

    def full(*_: object, **__: object) -> None:
        raise UserFacingError("database.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr("desktop.controllers.lead.plan_controller.start_plan", full)
        assert hour.twice(view.save) == []
    assert hour.page is view
    assert hour.twice(view.save) == ["plan.started"]
