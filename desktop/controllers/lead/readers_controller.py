"""Who reads letters about adults, on the page of people: named, handed a slip, compared, tested."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.lado import lado, set_lado
from desktop.usecases.lead.manage_people import PaperSlip, everyone
from desktop.usecases.lead.restricted_readers import (
    ReaderState,
    confirm_reader,
    issue_reader_slip,
    reader_states,
    refuse_reader,
    send_test_letter,
    set_post,
)
from storage.records.people import Person
from storage.records.times import for_people
from ui.lead_material import PaperSlip as ShownSlip
from ui.spoken_code import spoken
from ui.views.people import PeopleView
from ui.views.restricted_readers import ReadersCard, ReaderShown
from ui.widgets.choice_row import Choice

_TITLES = {"head": "Head teacher", "chair": "Chair of governors"}


class ReadersController(QObject):
    """Adds its card to the page of people."""

    def __init__(self, desk: Desk, *, view: PeopleView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._codes: dict[str, str] = {}
        self.card = ReadersCard()
        self.card.asked.connect(self._do)
        self.card.named.connect(self._name)
        self.card.lado_given.connect(
            lambda name, number: self._act(
                lambda: set_lado(desk.casebook, name=name, telephone=number)
            )
        )
        view.body.insertWidget(view.body.count() - 1, self.card)
        self.card.setVisible(not desk.casebook.read_only)

    def begin(self) -> None:
        """Show both posts as they stand."""
        casebook = self._desk.casebook
        if not casebook.read_only:
            self._desk.run(
                self._view, lambda: (reader_states(casebook), everyone(casebook)), self._show
            )
            self._desk.run(
                self._view, lambda: lado(casebook), lambda found: self.card.show_lado(*found)
            )

    def _show(self, found: tuple[tuple[ReaderState, ...], tuple[Person, ...]]) -> None:
        states, people = found
        self._codes = {state.post: state.code for state in states}
        self.card.show_readers(
            [_shown(state) for state in states],
            [Choice(value=person.id, text=person.name) for person in people],
        )

    def _name(self, post: str, person_id: str) -> None:
        self._act(lambda: set_post(self._desk.casebook, post=post, person_id=person_id))

    def _do(self, post: str, what: str) -> None:
        casebook, code = self._desk.casebook, self._codes.get(post, "")
        if what == "slip":
            self._desk.run(
                self._view, lambda: issue_reader_slip(casebook, post=post), self._show_slip
            )
        elif what == "same":
            self._act(lambda: confirm_reader(casebook, post=post, code=code))
        elif what == "other":
            self._act(lambda: refuse_reader(casebook, post=post))
        else:
            self._act(lambda: send_test_letter(casebook, post=post))

    def _act(self, work: Callable[[], Any]) -> None:
        def failed(error: Any) -> None:
            self._desk.say(self._view, error)
            self.begin()

        self._desk.run(self._view, work, lambda _: self.begin(), refused=failed)

    def _show_slip(self, slip: PaperSlip) -> None:
        self._view.show_slip(
            ShownSlip(
                person=slip.name,
                title=self.tr("A key for letters about adults, for {name}").format(name=slip.name),
                lines=((self.tr("One-time code"), slip.code),),
                note=self.tr(
                    "On a computer that reaches the letterbox: “For the head teacher or the chair"
                    " of governors”, “First time here”, this code and a password of their own."
                    " Then they ring you and you compare a code."
                ),
            )
        )


def _shown(state: ReaderState) -> ReaderShown:
    return ReaderShown(
        post=state.post,
        title=_TITLES[state.post],
        person_id=state.person_id,
        name=state.name,
        stage=state.stage,
        code=state.code,
        spoken=spoken(state.code) if state.code else "",
        sent=for_people(state.test_sent) if state.test_sent else "",
        opened=for_people(state.test_opened) if state.test_opened else "",
    )
