"""The screens for people, ways in, recovery and hand-over, filled with the made-up school."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.fakes import lead_school as school
from ui import people_material as material
from ui.views.hand_over import HandOverView
from ui.views.own_password import OwnPasswordView
from ui.views.people import PeopleView
from ui.views.people_ask import AskStepDialog
from ui.views.people_change import ChangePersonDialog
from ui.views.recover import RecoverView
from ui.views.recover_choices import RecoverChoicesView
from ui.views.sign_in import SignInView
from ui.views.ways_in import WaysInView
from ui.views.ways_in_codes import NewCodesView
from ui.views.ways_in_device import DeviceDialog
from ui.views.ways_in_phone import NewPhoneView
from ui.views.ways_in_recovery import Purpose, RecoveryCheckView, RenewRecoveryView

CODE = "-".join(f"{number * 11:06}" for number in range(101, 110))
ONE_TIME = tuple(f"{number:04}-KTQ4" for number in range(1, 11))
PHONE = material.PhoneSecret(
    otpauth="otpauth://totp/Holdfast:ruth?secret=JBSWY3DPEHPK3PXP", text="JBSWY3DPEHPK3PXP"
)


def fits(group: str) -> bool:
    """Whether six digits can be a group: a multiple of eleven."""
    return int(group) % 11 == 0 and int(group) // 11 <= 0xFFFF


def strength(password: str) -> tuple[int, str]:
    """Long is good."""
    return (4, "Good.") if len(password) > 11 else (1, "Too short.")


def people(chosen: str = "u-2", *, can_open: int = 2) -> PeopleView:
    """People and computers with somebody's card open."""
    view = PeopleView(lists=school.lists())
    view.show_people(school.school_people(can_open=can_open))
    if chosen:
        view.choose(chosen)
    return view


def people_ended() -> PeopleView:
    """What follows when a lead's access was ended, in a school with one DSL left."""
    view = people("", can_open=1)
    view.show_access_ended(
        material.AccessEnded(
            name="Dan Whitcombe", key_changes=True, open_actions=("Ring the nurse", "Visit")
        )
    )
    return view


def shown(person_id: str) -> material.PersonShown:
    """One person of the made-up school."""
    return next(item for item in school.school_people().people if item.person.id == person_id)


def ask(step: material.PersonStep, person_id: str = "u-2") -> AskStepDialog:
    """The question before a step."""
    return AskStepDialog(shown=shown(person_id), step=step)


def change() -> ChangePersonDialog:
    """A deputy's details."""
    return ChangePersonDialog(shown=shown("u-2"), lists=school.lists())


def recover(step: int = 0) -> RecoverView:
    """Getting back in, on one of its screens."""
    view = RecoverView(strength=strength, group_fits=fits)
    if step:
        view.code.account.setText("ruth")
        view.code.code.set_code(CODE)
        view.show_new_secrets(account="ruth", phone=PHONE, codes=ONE_TIME)
    if step > 1:
        view.accept_password()
    if step > 2:
        view.paper.kept.setChecked(True)
        view.next.click()
    return view


def ways_in(**changes) -> WaysInView:
    """Ruth's own ways in."""
    view = WaysInView()
    view.show_ways(school.ways_in(**changes))
    return view


def renew() -> RenewRecoveryView:
    """A new recovery code."""
    view = RenewRecoveryView(group_fits=fits)
    view.show_code(CODE)
    return view


def new_phone() -> NewPhoneView:
    """The picture for a new phone."""
    view = NewPhoneView()
    view.show_secret(PHONE)
    return view


def hand_over(step: int = 0) -> HandOverView:
    """A hand-over on one of its screens."""
    view = HandOverView()
    view.start(school.hand_over_case())
    if step:
        view.between.taker.set_value("u-2")
        view.show_items(school.hand_over_items())
    if step > 1:
        for tick in view.things.ticks.values():
            tick.setChecked(True)
        view.next.click()
    if step > 2:
        view.show_done(
            material.HandOverDone(
                text="Handed over on 22 November 2026\nFrom: Ruth Okafor\nTo: Dan Whitcombe",
                still=("Make the new recovery code now.",),
                new_recovery_code=True,
            )
        )
    return view


def new_codes() -> NewCodesView:
    """Ten new one-time codes."""
    view = NewCodesView()
    view.show_codes(ONE_TIME)
    return view


def sign_in() -> SignInView:
    """The sign-in with its way out."""
    view = SignInView()
    view.start(school="Oakfield Primary")
    return view


SCREENS: dict[str, Callable[[], QWidget]] = {
    "people_ended": people_ended,
    "person_suspended": lambda: people("u-5"),
    "ask_remove": lambda: ask(material.PersonStep.REMOVE),
    "ask_reset": lambda: ask(material.PersonStep.RESET),
    "change_person": change,
    "sign_in": sign_in,
    "recover_choices": RecoverChoicesView,
    "recover_code": recover,
    "recover_password": lambda: recover(1),
    "recover_paper": lambda: recover(2),
    "recover_phone": lambda: recover(3),
    "ways_in": ways_in,
    "ways_in_due": lambda: ways_in(
        recovery=material.Recovery.UNCONFIRMED, codes_left=1, codes_few=True
    ),
    "device": lambda: DeviceDialog(turn_on=True),
    "new_phone": new_phone,
    "recovery_check": lambda: RecoveryCheckView(purpose=Purpose.CONFIRM, group_fits=fits),
    "renew": renew,
    "new_codes": new_codes,
    "change_password": lambda: OwnPasswordView(strength=strength, from_paper=False),
    "hand_over": hand_over,
    "hand_over_items": lambda: hand_over(1),
    "hand_over_end": lambda: hand_over(2),
    "hand_over_done": lambda: hand_over(3),
}
