"""Saves a picture of every screen with the made-up school; a new screen is one line in a list."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.context import Context
from desktop.demo import (
    shots_care,
    shots_cases,
    shots_chronology,
    shots_entries,
    shots_lead,
    shots_paper,
    shots_people,
    shots_referrals,
    shots_restricted,
    shots_risk,
    shots_search,
    shots_shared,
    shots_staff,
)
from desktop.demo.made_up_school import MadeUpSchool, build_made_up_school
from desktop.demo.seeded import MovedClock, SeededBytes
from desktop.demo.shots_lead import LeadScene
from desktop.demo.shots_staff import Scene
from desktop.demo.steps import Say
from desktop.demo.studio import Studio, application
from desktop.paths import paths_of
from desktop.settings import Settings
from ui.theme import Scheme, apply_theme

_STAFF: tuple[Callable[[Scene], None], ...] = (
    shots_staff.start,
    shots_staff.set_up,
    shots_staff.workstation,
    shots_staff.report,
    shots_shared.shared,
    shots_shared.signing,
    shots_staff.sign_in,
    shots_people.cannot_sign_in,
    shots_paper.reading,
    shots_paper.practice,
    shots_care.damage,
    shots_care.restore,
    shots_care.preparing,
)
_LEAD: tuple[Callable[[LeadScene], None], ...] = (
    shots_lead.today,
    shots_search.search,
    shots_lead.concern_list,
    shots_lead.triage,
    shots_lead.children,
    shots_lead.child_file,
    shots_chronology.composer,
    shots_chronology.presets,
    shots_lead.new_entry,
    shots_entries.entries,
    shots_lead.risk,
    shots_risk.plans,
    shots_cases.case_pages,
    shots_referrals.referral_pages,
    shots_referrals.plan_pages,
    shots_lead.export,
    shots_lead.documents,
    shots_paper.paper_forms,
    shots_paper.guide,
    shots_lead.imports,
    shots_people.people,
    shots_people.hand_over,
    shots_people.ways_in,
    shots_care.backup,
    shots_care.certificate,
    shots_care.compare,
    shots_care.access,
    shots_restricted.readers,
    shots_lead.curtain,
)


def take_shots(
    *, folder: Path, theme: str, text: int, app_version: str, say: Say, pupils: int, concerns: int
) -> list[Path]:
    """Build the made-up school in a throw-away home and photograph every screen into ``folder``.

    ``theme`` is light, dark or contrast; ``text`` the size of the text in per cent.
    """
    app = application(sys.argv[:1])
    apply_theme(app, scheme=Scheme(theme), text_percent=text)
    with tempfile.TemporaryDirectory(prefix="holdfast-shots-") as home:
        say("Making up a school of two years …")
        made = build_made_up_school(
            Path(home) / "school", pupils=pupils, concerns=concerns, app_version=app_version
        )
        say("Photographing every screen …")
        studio = Studio(folder=folder)
        try:
            _photograph(_scene(studio, made, home=Path(home), app_version=app_version))
        finally:
            studio.finish()
            QApplication.processEvents()
    return studio.pictures


def _scene(studio: Studio, made: MadeUpSchool, *, home: Path, app_version: str) -> Scene:
    context = Context(
        paths=paths_of(made.home),
        settings=Settings(),
        clock=MovedClock(made.today + timedelta(minutes=10)),
        random_bytes=SeededBytes("pictures"),
        app_version=app_version,
    )
    empty = replace(context, paths=paths_of(home / "empty"))
    return Scene(studio=studio, made=made, context=context, empty=empty)


def _photograph(scene: Scene) -> None:
    for picture in _STAFF:
        picture(scene)
    lead = LeadScene(scene)
    try:
        for page in _LEAD:
            page(lead)
    finally:
        lead.finish()
    shots_restricted.letters(scene)
    shots_people.recover(scene, code=lead.recovery_code)
