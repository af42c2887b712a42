"""Opens every list of the lead's window off-screen over a big casebook, scrolls it page by page
with a repaint, and prints the seconds as JSON: ``python lists_child.py CASEBOOK``.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from big_casebook import KEY, LONG_FILE  # noqa: E402 - after the path is set, as all below
from PySide6.QtCore import QEvent, Qt  # noqa: E402 - the same
from PySide6.QtWidgets import (  # noqa: E402 - the same
    QAbstractItemView,
    QApplication,
    QMainWindow,
    QWidget,
)
from reference.bare_list import bare_list  # noqa: E402 - the same

from desktop.collector import keep_what_is_loaded  # noqa: E402 - the same
from desktop.controllers.lead.access_controller import AccessController  # noqa: E402 - the same
from desktop.controllers.lead.case_list_controller import (  # noqa: E402 - the same
    CaseListController,
)
from desktop.controllers.lead.concerns_controller import (  # noqa: E402 - the same
    ConcernsController,
)
from desktop.controllers.lead.desk import Desk  # noqa: E402 - the same
from desktop.controllers.lead.file_controller import FileController  # noqa: E402 - the same
from desktop.controllers.lead.lists import lead_lists  # noqa: E402 - the same
from desktop.controllers.lead.pupils_controller import PupilsController  # noqa: E402 - the same
from desktop.controllers.lead.referral_list_controller import (  # noqa: E402 - the same
    ReferralListController,
)
from desktop.controllers.lead.register_controller import (  # noqa: E402 - the same
    RegisterController,
)
from desktop.controllers.lead.search_controller import SearchController  # noqa: E402 - the same
from desktop.controllers.lead.today_controller import TodayController  # noqa: E402 - the same
from desktop.demo.studio import application  # noqa: E402 - the same
from desktop.usecases.lead.casebook import OpenCasebook  # noqa: E402 - the same
from storage.database.connection import Connection, open_casebook  # noqa: E402 - the same
from storage.database.repositories import concerns, people  # noqa: E402 - the same
from ui.theme import apply_theme  # noqa: E402 - the same

_STEPS, _MANY, _PAGES = 60, 50_000, 150


def desk_over(connection: Connection) -> Desk:
    """A lead's desk over the casebook of the benchmark: it reads, and nothing is opened from it."""
    (person,) = people.people(connection)

    def clock() -> datetime:
        return datetime(2026, 11, 22, 9, 10, tzinfo=UTC)

    nothing = dict.fromkeys(("lock", "keys", "database_key", "school", "spool", "random_bytes"))
    casebook = OpenCasebook(
        connection=connection, person=person, ledger=bytes(16), store_id="", clock=clock,
        app_version="bench", read_only=True, **nothing,
    )  # fmt: skip
    return Desk(
        casebook=casebook, reader=connection, jobs=MagicMock(), shell=MagicMock(),
        context=SimpleNamespace(clock=clock), lists=lead_lists(), go=MagicMock(),
        care=SimpleNamespace(reminders=lambda: ()),
    )  # fmt: skip


def opened(window: QMainWindow, make: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds from nothing to the painted page, and its controller."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the page before
    started = time.perf_counter()
    controller = make()
    window.setCentralWidget(controller.view)
    controller.refresh()
    window.grab()
    return time.perf_counter() - started, controller


def scrolled(view: QAbstractItemView, *, steps: int) -> list[float]:
    """Return the seconds of each step: a page further, painted."""
    bar, taken = view.verticalScrollBar(), []
    last = bar.maximum()
    for number in range(1, steps + 1):
        started = time.perf_counter()
        near = number * bar.pageStep()  # the first half page by page, then in leaps to the end
        bar.setValue(near if number <= steps // 2 else last * number // steps)
        view.viewport().grab()
        taken.append(time.perf_counter() - started)
    return taken


def longest_list(page: QWidget) -> QAbstractItemView | None:
    """The list with the most rows on a page."""
    lists = [
        view
        for view in page.findChildren(QAbstractItemView)
        if view.model() is not None and view.isVisibleTo(page)
    ]
    return max(lists, key=lambda view: view.model().rowCount(), default=None)


def main() -> None:
    """Measure and print."""
    application(sys.argv[:1])
    app = QApplication.instance()
    apply_theme(app)
    window = QMainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(1138, 728)
    window.show()
    keep_what_is_loaded()  # as the casebook's process does before a casebook is opened
    connection = open_casebook(Path(sys.argv[1]), key=KEY, read_only=True)
    desk = desk_over(connection)
    word = str(connection.value("SELECT text FROM chronology WHERE number = 5000")).split()[0]
    makers: dict[str, Callable[[], Any]] = {
        "today": lambda: TodayController(desk),
        "concerns": lambda: ConcernsController(desk),
        "cases": lambda: CaseListController(desk),
        "children": lambda: PupilsController(desk),
        "file": lambda: FileController(desk, pupil_id="p-3", section="chronology"),
        "long file": lambda: FileController(desk, pupil_id=LONG_FILE, section="chronology"),
        "referrals": lambda: ReferralListController(desk),
        "register": lambda: RegisterController(desk),
        "access": lambda: AccessController(desk),
        "search": lambda: _searching(desk, word),
    }
    found = {name: _measured(window, make) for name, make in makers.items()}
    print(json.dumps({"lists": found, **_many(window, desk, connection)}))


def _searching(desk: Desk, word: str) -> SearchController:
    controller = SearchController(desk)
    controller.view.line.setText(word)
    return controller


def _measured(window: QMainWindow, make: Callable[[], Any]) -> dict[str, float]:
    first, _controller = opened(window, make)
    again, controller = opened(window, make)
    view = longest_list(controller.view)
    steps = scrolled(view, steps=_STEPS) if view is not None else [0.0]
    rows = view.model().rowCount() if view is not None else 0
    return {"first": first, "again": again, "longest": max(steps), "rows": rows}


def _many(window: QMainWindow, desk: Desk, connection: Connection) -> dict[str, Any]:
    """Our list of concerns and the bare one, both with fifty thousand rows, turn by turn."""
    ids = concerns.ids(connection)
    many = (ids * (_MANY // len(ids) + 1))[:_MANY]
    ours, bare, longest = [], [], []
    for _round in range(3):
        _seconds, controller = opened(window, lambda: ConcernsController(desk))
        controller.view.show_ids(many)
        window.grab()
        steps = scrolled(controller.view.table.view, steps=_PAGES)
        ours.append(sum(steps))
        longest.append(max(steps))
        height = controller.view.table.view.verticalHeader().defaultSectionSize()
        table = bare_list(connection, many, row_height=height)
        window.setCentralWidget(table)
        window.grab()
        bare.append(sum(scrolled(table, steps=_PAGES)))
    return {"ours": ours, "bare": bare, "longest": sorted(longest)[len(longest) // 2]}


if __name__ == "__main__":
    main()
