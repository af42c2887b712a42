"""The pictures of people, ways in, hand-over, and of getting back in with the recovery code."""

from desktop.controllers.cannot_sign_in import CannotSignIn
from desktop.controllers.lead.recover_controller import RecoverController
from desktop.demo.shots_lead import LeadScene
from desktop.demo.shots_staff import Scene
from storage.database.repositories import people as repository
from storage.records.people import LEADS
from ui.lead_drafts import PersonDraft
from ui.people_material import PersonStep, StepDraft
from ui.views.casebook_window import PEOPLE
from ui.views.hand_over import HandOverView
from ui.views.people import PeopleView
from ui.views.recover import RecoverView
from ui.views.start import StartView
from ui.views.ways_in_recovery import RenewRecoveryView
from ui.widgets.recovery_code_edit import GROUPS

_NEW_PASSWORD = "nine ferns by the harbour wall"  # noqa: S105 - for a picture


def people(lead: LeadScene) -> None:
    """People and computers, somebody's card, a slip of paper, a pairing, an ended access."""
    studio = lead.studio
    lead.section(PEOPLE, "people")
    view = studio.find_kind(PeopleView)
    deputy = _deputy(lead)
    view.choose(deputy)
    studio.shoot("people-card")
    for step in ("people.change", "people.suspend", "people.end"):
        studio.press(step)
        studio.shoot(step.replace(".", "-"))
        studio.close_dialog()
    studio.press("people.add")
    studio.shoot("people-add")
    studio.close_dialog()
    view.person_added.emit(
        PersonDraft(account="ines", name="Inés Larkrise-Ode", role="staff", job_title="Cook")
    )
    studio.shoot("people-slip")
    studio.press("slip.handed_over")
    studio.press("slip.done")
    view.pairing_started.emit()
    studio.shoot("people-pairing")
    view.show_pairing(None)
    view.step_confirmed.emit(
        StepDraft(person_id=deputy, step=PersonStep.SUSPEND, reason="away until Easter")
    )
    studio.shoot("people-suspended")
    view.step_confirmed.emit(
        StepDraft(person_id=deputy, step=PersonStep.RESUME, reason="back at work")
    )
    studio.settle()


def _deputy(lead: LeadScene) -> str:
    you = lead.casebook.person.id
    everybody = repository.people(lead.casebook.connection, active=True)
    return next(one.id for one in everybody if one.role in LEADS and one.id != you)


def hand_over(lead: LeadScene) -> None:
    """A hand-over, gone through to the page for the file."""
    studio, deputy = lead.studio, _deputy(lead)
    lead.go.open_hand_over()
    studio.shoot("hand-over")
    view = studio.find_kind(HandOverView)
    view.between.giver.set_value(deputy)
    view.between.taker.set_value(lead.casebook.person.id)
    studio.press("hand_over.next")
    studio.shoot("hand-over-items")
    studio.press("hand_over.all")
    studio.press("hand_over.next")
    studio.shoot("hand-over-end")
    studio.press("hand_over.next")
    studio.shoot("hand-over-done")
    lead.back()


def ways_in(lead: LeadScene) -> None:
    """My way in, and each of its pages; the recovery code is made anew."""
    studio = lead.studio
    lead.go.open_way_in()
    studio.shoot("way-in")
    for name in ("password", "phone"):
        studio.press(f"ways_in.{name}")
        studio.shoot(f"way-in-{name}")
        lead.back()
    studio.press("ways_in.codes")
    studio.shoot("way-in-codes")
    studio.press("new_codes.codes_kept")
    studio.press("new_codes.done")
    studio.press("ways_in.rehearse")
    studio.shoot("recovery-try")
    lead.back()
    studio.press("ways_in.renew")
    groups = [studio.read(f"renew.recovery_code.group{place}") for place in range(1, GROUPS + 1)]
    lead.recovery_code = "".join(groups)
    view = studio.find_kind(RenewRecoveryView)
    view.typed.set_code("".join(groups[:5]) + "123457")
    studio.shoot("recovery-renew")
    view.typed.set_code(lead.recovery_code)
    studio.press("renew.save")
    studio.shoot("way-in-renewed")


def cannot_sign_in(scene: Scene) -> None:
    """The choices beside the sign-in, and the start window while the key changes."""
    studio = scene.studio
    help_ = CannotSignIn(window=studio.window, parent=studio.window)
    help_.begin()
    studio.shoot("cannot-sign-in")
    start = StartView()
    start.show_casebook(school=scene.made.school)
    start.show_rotating(40, 100)
    studio.window.show_screen(start)
    studio.shoot("start-key-changes")


def recover(scene: Scene, *, code: str) -> None:
    """Back in with the recovery code, as far as the phone."""
    studio = scene.studio
    controller = RecoverController(
        window=studio.window, context=scene.context, jobs=studio.jobs, parent=studio.window
    )
    view = studio.find_kind(RecoverView)
    studio.shoot("recover-code")
    view.code.account.setText(scene.made.account)
    view.code.code.set_code(code)
    studio.press("recover.next")
    for field in (view.password.password, view.password.again):
        field.line.setText(_NEW_PASSWORD)
    studio.shoot("recover-password")
    studio.press("recover.next")
    studio.shoot("recover-paper")
    view.paper.kept.setChecked(True)
    studio.press("recover.next")
    studio.shoot("recover-phone")
    controller.deleteLater()
