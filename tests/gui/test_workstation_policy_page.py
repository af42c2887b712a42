"""The DSL chooses on the page of people and computers what staff sign with."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.staff.sign_policy import policy_of
from desktop.usecases.staff.station import known_team_card
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.casebook_window import PEOPLE

Find = Callable[[str], QWidget]


def test_what_is_chosen_reaches_the_workstation(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    find: Find,
    qtbot: Any,
) -> None:
    """One press; the workstation's next card says it."""
    lead = CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    lead.show_section(PEOPLE)
    row: Any = find("people.sign_with")
    qtbot.waitUntil(lambda: row.value() == "pin", timeout=10_000)
    find("people.sign_with.password").click()
    qtbot.waitUntil(lambda: signed_with(school) == "password", timeout=10_000)


def signed_with(school: SmallSchool) -> str:
    """What the workstation asks for now."""
    return policy_of(known_team_card(school.station())[0]).sign_with
