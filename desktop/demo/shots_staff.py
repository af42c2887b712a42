"""The pictures of the screens without a casebook: start, set-up, reporting, pairing."""

import base64
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.context import Context
from desktop.controllers.lead.set_up_controller import SetUpController
from desktop.controllers.staff.report_controller import ReportController
from desktop.controllers.staff.workstation_controller import WorkstationController
from desktop.controllers.start_controller import StartController
from desktop.demo.made_up_school import MadeUpSchool
from desktop.demo.marks import read_mark
from desktop.demo.studio import Studio
from desktop.paths import paths_of
from desktop.settings import Settings, save_settings
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.station import Station, open_station, team_card
from storage.keys.totp import code_at
from storage.letterbox.spool import Spool
from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft, LinkedPupil
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from ui.drafts import PairingDraft, ReportForm, WhoDraft, WhoKind
from ui.views.letterbox_way import LetterboxWayView
from ui.views.pairing import PairingView
from ui.views.receipt_list import ReceiptListView
from ui.views.sign_in import SignInView
from ui.widgets.body_map_editor import BodyMapEditor
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

_WORDS = (
    "After lunch she rolled up her sleeves for painting and I saw two small marks on the inside"
    " of her left forearm. I said: “Tell me about your arm.” She spoke quietly and I wrote it down"
    " at once. I did not ask anything else."
)
_HURRIED = (
    "This morning S.A. was upset and said he had hit her. She had a bruise."
    " Attention seeking again."
)
_OPINION = "I think that somebody at home holds her too hard, because the marks are a pair."
_CHILD_WORDS = "He squeezed it cos I was messing about."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the photographer works with; ``empty`` is a context whose home holds nothing yet."""

    studio: Studio
    made: MadeUpSchool
    context: Context
    empty: Context

    def station(self) -> Station:
        """The workstation of the made-up school."""
        return open_station(
            folder=self.context.paths.workstation,
            letterbox=self.context.paths.letterbox,
            clock=self.context.clock,
            random_bytes=self.context.random_bytes,
        )


def start(scene: Scene) -> None:
    """The first screen: on a new computer, at a workstation, on the lead's laptop."""
    for name, context in (
        ("start-new", scene.empty),
        ("start-workstation", _staff_room(scene)),
        ("start", scene.context),
    ):
        controller = StartController(
            window=scene.studio.window, context=context, made_up=context is scene.context
        )
        controller.show_start()
        scene.studio.shoot(name)
        controller.finish()


def _staff_room(scene: Scene) -> Context:
    """A home of its own that only reports, with the letterbox of the made-up school."""
    letterbox = scene.context.paths.letterbox
    paths = paths_of(scene.empty.paths.home.with_name("staff room"), letterbox=letterbox)
    save_settings(paths.settings_file, Settings(letterbox=str(letterbox)))
    pair_workstation(
        folder=paths.workstation,
        letterbox=letterbox,
        label="Staff room",
        clock=scene.context.clock,
        random_bytes=scene.context.random_bytes,
    )
    Spool(letterbox).remove_ask(
        open_station(
            folder=paths.workstation,
            letterbox=letterbox,
            clock=scene.context.clock,
            random_bytes=scene.context.random_bytes,
        ).identity.workstation_id
    )
    return replace(scene.context, paths=paths)


def sign_in(scene: Scene) -> None:
    """The sign-in, empty and after a wrong code."""
    view = SignInView()
    scene.studio.window.show_screen(view)
    view.start(school=scene.made.school)
    scene.studio.shoot("sign-in")
    view.start(school=scene.made.school, account=scene.made.account)
    view.show_problem(
        "This code is not right.", "Wait for the next code on the phone and type that one."
    )
    scene.studio.shoot("sign-in-refused")


def set_up(scene: Scene) -> None:
    """The five short screens of a new school."""
    studio = scene.studio
    SetUpController(
        window=studio.window, context=scene.empty, jobs=studio.jobs, parent=studio.window
    )
    studio.shoot("set-up-1-school")
    for identifier, text in (
        ("setup.school", "Larch Lane Primary (made up)"),
        ("setup.urn", "999410"),
        ("setup.telephone", "01632 960100"),
    ):
        studio.type_into(identifier, text)
    studio.press("setup.next")
    for identifier, text in (
        ("setup.name", "Ruth Okonedo"),
        ("setup.account", "ruth"),
        ("setup.password", scene.made.password),
    ):
        studio.type_into(identifier, text)
    studio.shoot("set-up-2-you")
    studio.press("setup.next")
    studio.shoot("set-up-3-phone")
    secret = base64.b32decode(studio.read("setup.secret").replace(" ", ""))
    studio.type_into("setup.code", code_at(secret, scene.empty.clock()))
    studio.press("setup.next")
    studio.shoot("set-up-4-paper")
    groups = [studio.read(f"setup.recovery_code.group{place}") for place in range(1, 10)]
    studio.type_into("setup.recovery", " ".join(groups))
    studio.press("setup.next")
    studio.shoot("set-up-5-place")


def report(scene: Scene) -> None:
    """The reporting form from empty to receipt, and its body map."""
    studio, station = scene.studio, scene.station()
    controller = ReportController(window=studio.window, station=station, jobs=studio.jobs)
    controller.begin()
    studio.shoot("report-empty")
    form, option, person = _form(station)
    view = controller.view
    view.who.person.set_person(person.id)
    studio.type_into("report.pin", scene.made.pins[person.id])
    view.adult.about_adult.set_value("no")
    view.account.happened.set_text(_HURRIED)
    view.account.told.set_value("no")
    view.coach.panel.look()
    studio.shoot("report-coach")
    view.show_draft(form, pupils=[option])
    view.coach.panel.look()
    studio.shoot("report-filled")
    studio.press("report.body_map")
    studio.find_kind(BodyMapEditor).set_body_map(form.concern.body_maps[0])
    studio.shoot("report-body-map")
    _baby(studio)
    view.show_body_maps(form.concern.body_maps)
    studio.window.back_to(view)
    studio.press("report.more")
    view.more.source.set_value("parent")
    view.more.opinion.set_text(_OPINION)
    view.more.paper.has_sheet.setChecked(True)
    studio.shoot("report-more-details")
    view.more.clear()
    view.account.more.setChecked(False)
    view.adult.about_adult.set_value("yes")
    view.adult.about_post.set_value("head")
    studio.scroll_up()
    studio.shoot("report-about-an-adult")
    view.adult.about_adult.set_value("no")
    studio.press("report.send")
    studio.shoot("report-receipt")


def _baby(studio: Studio) -> None:
    """A bruise on a baby of whom nobody knows whether it can move about: said before anything."""
    editor = studio.find_kind(BodyMapEditor)
    editor.set_body_map(None)
    editor.show_view("baby-front")
    editor.canvas.region_button("left-cheek").click()
    for identifier in ("kind.bruise", "size_quick.1 cm", "colour.blue", "moves.not known"):
        studio.press(f"body_map.{identifier}")
    studio.shoot("report-body-map-baby")
    studio.press("body_map.more")
    studio.shoot("report-body-map-more")


def _form(station: Station) -> tuple[ReportForm, PupilOption, PersonOption]:
    card = team_card(station)
    assert card is not None
    child = next(pupil for pupil in card.pupils if pupil.year == "4")
    member = next(person for person in card.staff if person.account == "megan")
    option = PupilOption(id=child.id, display=child.name, year=child.year, klass=child.class_name)
    marks = (
        {"view": "child-front", "region": "left-forearm-front", "kind": "bruise"},
        {"view": "child-front", "region": "left-wrist-front", "kind": "bruise"},
        {"view": "child-back", "region": "left-elbow-back", "kind": "graze"},
    )
    local = station.now().astimezone(SCHOOL_ZONE).replace(tzinfo=None) - timedelta(hours=4)
    concern = ConcernDraft(
        pupils=(LinkedPupil(id=child.id, role="subject"),),
        what_happened=_WORDS,
        child_words=_CHILD_WORDS,
        happened=When.about(local, minutes=20),
        told_dsl="no",
        place="Willow class, the art table",
        place_kind="classroom",
        body_maps=(
            BodyMap(
                marks=tuple(
                    read_mark({**mark, "size": "about 2 cm", "colour": "blue"}, number=number)
                    for number, mark in enumerate(marks, start=1)
                ),
                seen="Sleeves rolled up for painting",
            ),
        ),
    )
    who = WhoDraft(kind=WhoKind.MEMBER, person=member.account, name=member.name)
    person = PersonOption(id=member.account, name=member.name, detail=member.job_title)
    return ReportForm(who=who, concern=concern), option, person


def workstation(scene: Scene) -> None:
    """Pairing, a first PIN, and what became of my concerns."""
    studio, station = scene.studio, scene.station()
    controller = WorkstationController(
        window=studio.window, context=scene.empty, jobs=studio.jobs, parent=studio.window
    )
    controller.show_pairing()
    studio.shoot("pairing")
    studio.find_kind(PairingView).guide_requested.emit()
    studio.shoot("letterbox-ways")
    for way in ("folder", "stick", "accounts"):
        studio.find_kind(LetterboxWayView).show_way(way)
        studio.shoot(f"letterbox-{way}")
    controller.show_pairing()
    letterbox = str(scene.context.paths.letterbox)
    asking = PairingDraft(letterbox=letterbox, label="Office")
    studio.find_kind(PairingView).asked.emit(asking)
    studio.shoot("pairing-code")
    studio.find_kind(PairingView).show_different(gone=True)
    studio.shoot("pairing-different")
    controller.show_enrol(station)
    studio.shoot("first-pin")
    controller.show_sent(station)
    studio.shoot("my-concerns-who")
    _, _, person = _form(station)
    studio.find_kind(ReceiptListView).asked.emit(
        WhoDraft(
            kind=WhoKind.MEMBER,
            person=person.id,
            name=person.name,
            pin=scene.made.pins[person.id],
        )
    )
    studio.shoot("my-concerns")
