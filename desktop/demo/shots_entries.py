"""The pictures of entries: a police notice with its boxes, putting a record into the right file,
what stands beside an entry, and somebody who disagrees.
"""

from collections.abc import Callable

from desktop.demo.shots_lead import LeadScene
from storage.database.repositories import chronology
from storage.records.chronology import ChronologyEntry
from ui.views.new_entry import NewEntryView
from ui.views.pupil_file import PupilFileView


def entries(lead: LeadScene) -> None:
    """A new entry from a child's file, then what may follow it."""
    studio, hero = lead.studio, lead.scene.made.hero
    lead.go.open_new_entry(hero)
    view = studio.find_kind(NewEntryView)
    view.kind.set_value("police_notice")
    view.text.set_text("An argument at home at night; the children were upstairs.")
    view.more.next.what.setText("Speak to the child at breakfast club")
    view.more.next.set_due(1)
    view.more.show_written()
    studio.shoot("new-entry-police")
    view.start()
    lead.back()
    rows = chronology.of_pupil(lead.casebook.connection, hero)
    disputed = _first(rows, lambda row: any(each.is_statement for each in row.corrections))
    redated = _first(rows, lambda row: row.dated_by is not None)
    lead.go.open_pupil(hero, "chronology")
    file = studio.find_kind(PupilFileView)
    for name, row in (("disputed", disputed), ("redated", redated)):
        file.chronology.go_to(row.id)
        studio.shoot(f"file-entry-{name}")
    lead.go.open_move(disputed.id, hero)
    studio.shoot("move-record")
    lead.back()
    lead.back()


def _first(
    rows: tuple[ChronologyEntry, ...], wanted: Callable[[ChronologyEntry], bool]
) -> ChronologyEntry:
    return next((row for row in rows if wanted(row)), rows[0])
