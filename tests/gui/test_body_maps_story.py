"""A child's body maps in the file: each with the time that is known of it, in that order."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from storage.records.body_map import BodyMap, Mark
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.body_maps import BodyMapsView
from ui.views.pupil_file import PupilFileView

MARK = Mark(
    number=1, view="child-front@2", x=650, y=470, region="Left forearm (front)", site="forearm",
    kind="bruise",
)  # fmt: skip
TIMES = ["Seen 21 November 2026 at 10:05", "Written down 22 Nov 2026, 09:10"]


def test_no_map_stands_under_the_time_of_what_is_said_to_have_happened(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    find: Callable[[str], QWidget],
    qtbot: Any,
) -> None:
    """Seen and written down are said; when it happened is the concern's own time."""
    earlier = BodyMap(marks=(MARK,), seen_at="2026-11-21T10:05")
    happened = When.unknown(as_told="Monday")
    school.send(body_maps=(BodyMap(marks=(MARK,)), earlier), happened=happened)
    casebook = school.sign_in()
    (concern,) = collect_letterbox(casebook).concerns
    lead = CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )
    lead.open_pupil(school.first_pupil, "body_maps")
    find("file.body_map_list")
    file = window.findChild(PupilFileView)
    assert isinstance(file, PupilFileView)
    file.body_map_opened.emit(f"{concern}/0")
    qtbot.waitUntil(lambda: window.findChild(BodyMapsView) is not None)
    page = window.findChild(BodyMapsView)
    assert isinstance(page, BodyMapsView)
    names = [card.accessibleName() for card in page.body_map_views()]
    assert names == [f"Body map, {time}" for time in TIMES]
