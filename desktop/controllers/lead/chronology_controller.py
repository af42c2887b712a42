"""The chronology in a child's file: reads it in the window's thread, records in the worker."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.statements import ask_for_statement
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.child_timeline import child_timeline
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.chronology_links import link_events, part_events
from desktop.usecases.lead.likely_pairs import PairRules, likely_same, pair_rules
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.told_events import together
from storage.database.repositories import chronology, chronology_lists, linked_events, pupils
from storage.records.chronology import ChronologyEntry
from storage.records.chronology_filter import Amounts, ChronologyFilter, Facet
from storage.records.errors import UserFacingError
from storage.records.timeline import TimelineItem
from ui.chronology_material import EventShown, FilterChoices, ShownChronology
from ui.lead_drafts import AmendmentDraft, LinkDraft, PartDraft, SignificanceDraft
from ui.views.chronology import ChronologyPanel
from ui.widgets.choice_row import Choice

# of more rows than these the timeline comes a moment after the list
_LONG_FILE = 5_000


class ChronologyController(QObject):
    """Fills the panel on a child's page; what is refused is said on ``page``."""

    def __init__(self, desk: Desk, *, pupil_id: str, panel: ChronologyPanel, page: QWidget) -> None:
        super().__init__(panel)
        self._desk, self._pupil_id = desk, pupil_id
        self._panel, self._page = panel, page
        self._filter = ChronologyFilter()
        self._amounts = Amounts(total=0, significant=0, undated=0, linked=0)
        self._family: tuple[str, ...] = (pupil_id,)
        self._names: dict[str, str] = {}
        self._whose: dict[str, str] = {}
        self._rules: PairRules | None = None
        panel.show_whose(self._whose_of)
        panel.entry_selected.connect(self._select)
        panel.filter_chosen.connect(self._choose_filter)
        panel.family_chosen.connect(self._choose_family)
        panel.choices_wanted.connect(self._show_choices)
        panel.significance_set.connect(self._set_significant)
        panel.linked.connect(self._link)
        panel.parted.connect(self._part)
        panel.amended.connect(self._amend)
        panel.timeline.opened.connect(self.go_to)
        panel.move_requested.connect(lambda row: desk.go.open_move(row, pupil_id))
        panel.statement_requested.connect(self._ask_for_statement)

    def show(self) -> None:
        """Show the chronology as it is now; filter and cursor stay."""
        self._show_rows()
        if self._amounts.total <= _LONG_FILE:
            self._show_timeline(child_timeline(self._desk.reader, self._pupil_id))
            return
        self._desk.run(
            self._page,
            lambda: child_timeline(self._desk.casebook.connection, self._pupil_id),
            self._show_timeline,
        )

    def go_to(self, entry_id: str) -> None:
        """Put the cursor on an entry; a filter that leaves it out is taken off."""
        if self._panel.model.row_of(entry_id) < 0:
            self._panel.filters.forget()
        self._panel.go_to(entry_id)

    def _show_rows(self) -> None:
        self._panel.show_rows(self._shown())

    def _show_timeline(self, items: Sequence[TimelineItem]) -> None:
        self._panel.timeline.show_items(items, today=self._desk.today())

    def _shown(self) -> ShownChronology:
        reader = self._desk.reader
        found = chronology_lists.ids(reader, self._family, self._filter)
        ids, places = together(found, linked_events.groups_of(reader, self._family))
        pupil = pupils.pupil(reader, self._pupil_id)
        self._amounts = chronology_lists.amounts(reader, self._family)
        return ShownChronology(
            ids=ids,
            amounts=self._amounts,
            places=places,
            siblings=len(pupil.siblings) if pupil is not None else 0,
        )

    def _select(self, entry_id: str) -> None:
        found = chronology.rows(self._desk.reader, self._pupil_id, [entry_id])
        if found:
            self._panel.show_entry(found[0], self._event(found[0]))

    def _event(self, entry: ChronologyEntry) -> EventShown:
        """What else tells of the event of an entry, and what may."""
        reader = self._desk.reader
        self._rules = self._rules or pair_rules()
        offered = likely_same(reader, self._pupil_id, entry, rules=self._rules)
        if not entry.event:
            return EventShown(offered=offered)
        others = [each for each in linked_events.members(reader, entry.event) if each != entry.id]
        return EventShown(
            event=entry.event,
            others=tuple(chronology.rows(reader, self._pupil_id, others)),
            said=tuple(
                (link.by, link.recorded_at, link.reason, link.parted)
                for link in linked_events.links(reader, entry.event)
            ),
            offered=offered,
        )

    def _choose_filter(self, wanted: ChronologyFilter) -> None:
        self._filter = wanted
        self._show_rows()

    def _choose_family(self, joined: bool) -> None:
        reader = self._desk.reader
        pupil = pupils.pupil(reader, self._pupil_id)
        family = linked_family(reader, pupil) if joined and pupil is not None else ()
        self._family = tuple(each.id for each in family) or (self._pupil_id,)
        self._names = {each.id: each.display_name for each in family}
        self._whose.clear()
        self._show_choices()
        self._show_rows()

    def _whose_of(self, row_id: str) -> str:
        """The names of the children in whose files a row stands, in the family's own order."""
        if len(self._family) < 2:
            return ""
        if row_id not in self._whose:
            place = self._panel.model.row_of(row_id)
            near = self._panel.model.ids_near(place) if place >= 0 else [row_id]
            found = chronology_lists.whose(self._desk.reader, self._family, near)
            self._whose |= {
                row: ", ".join(self._names[each] for each in children)
                for row, children in found.items()
            }
        return self._whose.get(row_id, "")

    def _show_choices(self) -> None:
        facets = chronology_lists.facets(self._desk.reader, self._family)
        word = self._desk.lists.word
        self._panel.show_choices(
            FilterChoices(
                kinds=_choices(facets["kind"], word),
                categories=_choices(facets["category"], word),
                authors=_choices(facets["author"], str),
            )
        )

    def _set_significant(self, draft: SignificanceDraft) -> None:
        self._desk.run(
            self._page,
            lambda: set_significant(
                self._desk.casebook,
                target=draft.target,
                significant=draft.significant,
                summary=draft.summary,
                so_what=draft.so_what,
            ),
            lambda _: self._said(draft.target),
            refused=self._not_said,
        )

    def _not_said(self, error: UserFacingError) -> None:
        self._panel.not_kept()
        self._desk.say(self._page, error)

    def _link(self, draft: LinkDraft) -> None:
        self._record(
            lambda: link_events(self._desk.casebook, targets=draft.targets, reason=draft.reason),
            self.show,
        )

    def _part(self, draft: PartDraft) -> None:
        self._record(
            lambda: part_events(
                self._desk.casebook,
                event=draft.event,
                reason=draft.reason,
                targets=draft.targets,
            ),
            self.show,
        )

    def _amend(self, draft: AmendmentDraft) -> None:
        self._record(
            lambda: amend(
                self._desk.casebook,
                target=draft.target,
                field=draft.field,
                correction=draft.correction,
                reason=draft.reason,
                happened=draft.happened,
            ),
            self.show,
        )

    def _ask_for_statement(self, entry: ChronologyEntry) -> None:
        ask_for_statement(
            self._desk,
            page=self._page,
            entry=entry,
            pupil_id=self._pupil_id,
            done=lambda: self._said(entry.id),
        )

    def _record(self, work: Callable[[], Any], done: Callable[[], None]) -> None:
        self._desk.run(self._page, work, lambda _: done())

    def _said(self, target: str) -> None:
        """Something was said of an entry: the list stays as it is, with what it now says."""
        found = chronology.rows(self._desk.reader, self._pupil_id, [target])
        if not found:
            return
        more = int(found[0].significant) - int(self._panel.was_significant(target))
        self._amounts = replace(self._amounts, significant=self._amounts.significant + more)
        self._panel.entries_changed(self._amounts)
        if self._panel.table.current_id() == target:
            self._panel.show_entry(found[0], self._event(found[0]))


def _choices(facets: Sequence[Facet], word: Callable[[str], str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=each.value, text=f"{word(each.value)} ({each.rows:,})") for each in facets
    )
