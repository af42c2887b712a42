"""Handing over to a new DSL: what there is, what was said, and what is still to do."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.recovery_controller import RenewRecoveryController
from desktop.controllers.lead.slips import paper_of
from desktop.usecases.lead.hand_over import (
    HANDED,
    STILL_OPEN,
    HandedOver,
    HandOver,
    HandOverItem,
    hand_over,
    hand_over_text,
    prepare_hand_over,
)
from storage.database.repositories import people
from storage.records.people import LEADS
from ui import people_material as material
from ui.messages import message_for
from ui.views.hand_over import HandOverView


class HandOverController(QObject):
    """Nothing is written before the last screen."""

    def __init__(self, desk: Desk) -> None:
        self.view = HandOverView()
        super().__init__(self.view)
        self._desk = desk
        self._items: tuple[HandOverItem, ...] = ()
        self.view.people_chosen.connect(self._prepare)
        self.view.finish_requested.connect(self._hand_over)
        self.view.recovery_requested.connect(self._renew)
        self.view.print_requested.connect(self._print)

    def begin(self) -> None:
        """Show between whom it can be."""
        leads = [
            person
            for person in people.people(self._desk.reader)
            if person.role in LEADS and (person.active or person.suspended)
        ]
        self.view.start(
            material.HandOverCase(
                people=tuple(
                    (person.id, f"{person.name} · {self._desk.lists.word(str(person.role))}")
                    for person in leads
                ),
                you=self._desk.casebook.person.id,
            )
        )

    def _prepare(self, giver: str, taker: str) -> None:
        self._desk.run(
            self.view,
            lambda: prepare_hand_over(self._desk.casebook, to_person=taker, from_person=giver),
            self._show_items,
        )

    def _show_items(self, items: tuple[HandOverItem, ...]) -> None:
        self._items = items
        self.view.show_items(
            [
                material.HandOverItem(code=item.code, text=item.text, count=item.count)
                for item in items
            ]
        )

    def _hand_over(self, draft: material.HandOverDraft) -> None:
        said = {item.code: item for item in draft.items}
        items = tuple(
            HandOverItem(
                code=item.code,
                text=item.text,
                state=HANDED if said[item.code].handed else STILL_OPEN,
                note=said[item.code].note,
            )
            if item.code in said
            else item
            for item in self._items
        )
        handover = HandOver(
            to_person=draft.taker,
            from_person=draft.giver,
            items=items,
            note=draft.note,
            end_access=draft.end_access,
        )
        self._desk.run(
            self.view,
            lambda: hand_over(
                self._desk.casebook,
                folder=self._desk.context.paths.casebook,
                handover=handover,
            ),
            lambda done: self._show_done(done, draft),
        )

    def _show_done(self, done: HandedOver, draft: material.HandOverDraft) -> None:
        # The code belongs to whoever makes it: to the new DSL, or to whoever stays signed in.
        mine = draft.taker == self._desk.casebook.person.id
        self.view.show_done(
            material.HandOverDone(
                text=hand_over_text(done.record),
                still=tuple(message_for(notice).text for notice in done.notices),
                new_recovery_code=draft.new_recovery_code and mine,
            )
        )

    def _print(self, text: str) -> None:
        title, *lines = text.splitlines()
        paper_of(self._desk).print_list(self.view, self.view, title=title, lines=lines)

    def _renew(self) -> None:
        controller = RenewRecoveryController(self._desk)
        self._desk.shell.open_page(controller.view)
        controller.begin()
