"""The pictures of letters about adults: who reads them, a first time, the letters, one of them."""

from dataclasses import replace

from desktop.context import Context
from desktop.controllers.restricted.enter_controller import EnterController
from desktop.controllers.restricted.room_controller import RoomController
from desktop.demo.shots_lead import LeadScene
from desktop.demo.shots_staff import Scene
from desktop.paths import paths_of
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.restricted_readers import confirm_reader, issue_reader_slip
from desktop.usecases.restricted import keeping
from desktop.usecases.restricted.letters import collect
from desktop.usecases.restricted.room import (
    Enrolled,
    Room,
    code_to_compare,
    enrol_reader,
    open_room,
)
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.say_who import guest_author
from storage.keys.passwords import KdfParameters
from storage.letterbox.restricted_store import RestrictedFolder
from storage.records.concern import ConcernDraft
from storage.records.people import Role
from storage.records.restricted import AdultDecision
from storage.records.when import When
from ui.views.casebook_window import PEOPLE
from ui.views.restricted_care import RestrictedCareView
from ui.views.restricted_enrol import RestrictedEnrolView
from ui.views.restricted_letter import RestrictedLetterView

_PASSWORD = "grey herons over weir"  # noqa: S105 - a made-up school's
_WORDS = (
    "At the end of PE he shouted at two boys who were slow, and took one of them by the upper arm"
    " and pulled him to the line. I was about four metres away and saw it from the side.",
    "He sent a pupil a message from his own phone about a lift to the match.",
)


def readers(lead: LeadScene) -> None:
    """The DSL's page: a key has come, and its code is compared."""
    casebook, studio = lead.casebook, lead.studio
    add_staff(casebook, person=NewPerson(name="Hana Novak", account="hana", role=Role.HEAD))
    made = _enrol(lead)
    collect_letterbox(casebook)
    lead.section(PEOPLE, "restricted-readers-page")
    studio.scroll_down()
    studio.shoot("restricted-readers")
    confirm_reader(casebook, post="head", code=made.code)
    _write(lead)


def letters(scene: Scene) -> None:
    """The head's own computer: a first time, the letters, one with its decision, the check."""
    studio = scene.studio
    context = _head_context(scene)
    enter = EnterController(
        window=studio.window, context=context, jobs=studio.jobs, parent=studio.window
    )
    enter.begin()
    studio.shoot("restricted-enter")
    enter.show_enrol()
    studio.shoot("restricted-enrol")
    (file,) = RestrictedFolder(context.paths.restricted).readers()
    studio.find_kind(RestrictedEnrolView).show_code(code_to_compare(file))
    studio.shoot("restricted-compare")
    _read(scene, context)


def _head_context(scene: Scene) -> Context:
    home = scene.context.paths.home.with_name("head")
    return replace(scene.context, paths=paths_of(home, letterbox=scene.context.paths.letterbox))


def _enrol(lead: LeadScene) -> Enrolled:
    context = _head_context(lead.scene)
    slip = issue_reader_slip(lead.casebook, post="head")
    return enrol_reader(
        folder=context.paths.restricted,
        letterbox=context.paths.letterbox,
        post="head",
        code=slip.code,
        password=_PASSWORD,
        kdf=KdfParameters.floor(salt=context.random_bytes(16)),
        clock=context.clock,
        random_bytes=context.random_bytes,
    )


def _write(lead: LeadScene) -> None:
    station = lead.scene.station()
    author = guest_author(station, name="Sam Larkrise, supply teacher")
    for words in _WORDS:
        log_concern(
            station,
            draft=ConcernDraft(
                pupils=(),
                what_happened=words,
                happened=When.unknown(as_told="on Thursday"),
                told_dsl="no",
                about_adult=True,
                about_whom="Piers Underhill",
            ),
            author=author,
        )


def _read(scene: Scene, context: Context) -> None:
    studio = scene.studio
    room = open_room(
        folder=context.paths.restricted,
        letterbox=context.paths.letterbox,
        post="head",
        secret=_PASSWORD,
        clock=context.clock,
        random_bytes=context.random_bytes,
    )
    first, second = collect(room).letters
    _decide(room, first)
    controller = RoomController(
        window=studio.window, room=room, context=context, jobs=studio.jobs, parent=studio.window
    )
    controller.begin()
    studio.shoot("restricted-letters")
    controller.show_letter(second)
    studio.settle()
    view = studio.find_kind(RestrictedLetterView)
    view.add.what.set_value("decision")
    view.add.kind.set_value("allegation")
    studio.shoot("restricted-decision")
    view.add.start()
    controller.show_letter(first)
    studio.shoot("restricted-letter")
    controller.show_care()
    studio.settle()
    studio.find_kind(RestrictedCareView).check.click()
    studio.shoot("restricted-care")
    controller.end()


def _decide(room: Room, letter: int) -> None:
    keeping.decide(
        room,
        letter=letter,
        decision=AdultDecision(
            kind="allegation",
            reason="A child may have been hurt by an adult.",
            adult="Piers Underhill",
            thresholds=("harmed",),
            lado_called="at once, 13:10",
            lado_name="J. Marsh",
            lado_advice="A meeting on Tuesday. Do not speak to him before.",
        ),
    )
    keeping.add_note(room, letter=letter, text="Rang the boy’s mother, as the LADO advised.")
    keeping.reply(room, letter=letter, text="Thank you. I have it and am acting on it.")
