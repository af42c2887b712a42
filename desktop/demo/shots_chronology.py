"""The pictures of a chronology being composed, and of its export."""

from desktop.demo.shots_lead import LeadScene
from storage.database.repositories import linked_events
from ui.views.casebook_window import PUPILS
from ui.views.export import ExportView
from ui.views.pupil_file import PupilFileView


def composer(lead: LeadScene) -> None:
    """The timeline, the same in words, filters, one event told twice, brothers and sisters."""
    studio, hero = lead.studio, lead.scene.made.hero
    lead.go.show_section(PUPILS)
    lead.go.open_pupil(hero)
    studio.settle()
    view = studio.find_kind(PupilFileView)
    view.show_section("chronology")
    panel = view.chronology
    if not panel.timeline.is_open():
        studio.press("file.timeline.fold")
    panel.timeline.strip.go_to(3)
    studio.shoot("chronology-timeline")
    panel.timeline.strip.zoom(0.25)
    studio.shoot("chronology-timeline-closer")
    studio.press("file.timeline.words")
    studio.shoot("chronology-timeline-words")
    studio.press("file.timeline.words")
    studio.press("file.timeline.fold")
    told = sorted(linked_events.groups_of(lead.casebook.connection, (hero,)))
    for row in told[:1]:
        panel.go_to(row)
        studio.shoot("chronology-one-event")
    studio.press("file.filter.more")
    studio.shoot("chronology-filters")
    studio.press("file.filter.more")
    if panel.filters.family.isVisible():
        studio.press("file.filter.family")
        studio.shoot("chronology-family")
    lead.back()


def presets(lead: LeadScene) -> None:
    """An export in four presses: the lengths, what it is for, and for whom."""
    lead.go.open_export(lead.scene.made.hero)
    lead.studio.wait()
    lead.studio.shoot("export-lengths")
    lead.studio.find_kind(ExportView).presets.chosen.emit("significant")
    lead.studio.shoot("export-significant")
    lead.back()
