"""Start, set-up, sign-in, pairing, first PIN and receipts: what they say and what they show."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget

from ui.drafts import (
    ContactLine,
    DiskState,
    PairingDraft,
    PairingShown,
    ReceiptShown,
    SentShown,
    SetUpDraft,
    SetUpSecrets,
    SignInDraft,
    WhoDraft,
    WhoKind,
)
from ui.letterbox_ways import PlaceChecked
from ui.views.enrol import EnrolView
from ui.views.letterbox_way import LetterboxWayView
from ui.views.pairing import PairingView
from ui.views.receipt import ReceiptView
from ui.views.receipt_list import ReceiptListView
from ui.views.setup import SetUpView
from ui.views.sign_in import SignInView
from ui.views.start import StartView
from ui.widgets.person_picker import PersonOption
from ui.widgets.waiting_notice import WaitingShown

DIGITS = "".join(f"{number:06d}" for number in range(111111, 111120))
SECRETS = SetUpSecrets(
    otpauth="otpauth://totp/Made-up:anna.lee?secret=JBSWY3DPEHPK3PXP&issuer=Made-up",
    secret_text="JBSWY3DPEHPK3PXP",
    recovery_code=" ".join(DIGITS[place : place + 6] for place in range(0, 54, 6)),
    one_time_codes=("11111111",),
    spare_code="22222222",
)
PEOPLE = (PersonOption(id="sam.ellis", name="Sam Ellis"),)
FIND = (ContactLine(name="Anna Lee", what="DSL"),)


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def reach(root: QWidget, identifier: str) -> QWidget:
    found = root.findChild(QWidget, identifier)
    assert found is not None, identifier
    return found


def empty_start() -> StartView:
    view = StartView()
    view.show_empty()
    return view


def workstation_start() -> StartView:
    view = StartView()
    view.show_workstation(school="Made-up Primary School")
    view.show_waiting(
        WaitingShown(urgent=(17,), hours=1, find=("Ruth Okafor (01632 960001)", "Dan Whitcombe"))
    )
    return view


def lead_start() -> StartView:
    view = StartView()
    view.show_casebook(school="Made-up Primary School", workstation=True)
    return view


def sign_in() -> SignInView:
    view = SignInView()
    view.start(school="Made-up Primary School")
    view.show_problem("The password or the code is not right.", "Check both and try again.")
    return view


def strength(password: str) -> tuple[int, str]:
    return (3, "Good.") if len(password) >= 12 else (1, "Too short.")


def set_up(screen: int) -> SetUpView:
    view = SetUpView(strength=strength)
    view.school.name.setText("Made-up Primary School")
    view.school.urn.setText("999001")
    view.you.name.setText("Anna Lee")
    view.you.account.setText("anna.lee")
    view.you.password.line.setText("correct horse battery")
    view.set_folders(letterbox="/some/letterbox", backup="/some/backup")
    if screen >= 1:
        view._go_on()
    if screen >= 2:
        view.show_secrets(SECRETS)
    if screen >= 3:
        view.accept_code()
    if screen >= 4:
        view.accept_recovery()
        view.show_disk(DiskState(severity="warning", sentence="The disk is not encrypted."))
    return view


def pairing() -> PairingView:
    view = PairingView()
    view.show_pairing(PairingShown(school="Made-up", code="4821 0937", confirmed=False))
    return view


def letterbox_way(way: str, *, lead: bool) -> LetterboxWayView:
    view = LetterboxWayView(lead=lead)
    view.start(way=way, folder="S:\\Letterbox")
    view.show_checked(
        PlaceChecked(problem=("It is a file.", "Choose a folder."), notes=("It lies here.",))
    )
    return view


def enrol() -> EnrolView:
    view = EnrolView()
    view.start(PEOPLE)
    return view


def receipt(*, told: bool = False, carried: bool = False) -> ReceiptView:
    view = ReceiptView()
    view.show_receipt(
        ReceiptShown(
            number=12,
            sent_at="22 Nov 2026, 09:14",
            told_dsl=told,
            carried=carried,
            about_adult=False,
            spare_key=False,
            find_now=FIND,
        )
    )
    return view


def sent() -> ReceiptListView:
    view = ReceiptListView()
    view.start(PEOPLE)
    view.show_sent(
        [
            SentShown(number=13, sent_at="22 Nov 2026", received_at="", reply=""),
            SentShown(number=12, sent_at="20 Nov 2026", received_at="x", reply="Thank you."),
        ]
    )
    return view


SCREENS: dict[str, Callable[[], QWidget]] = {
    "start, empty": empty_start,
    "start, workstation": workstation_start,
    "start, lead": lead_start,
    "sign-in": sign_in,
    "set-up 1": lambda: set_up(0),
    "set-up 2": lambda: set_up(1),
    "set-up 3": lambda: set_up(2),
    "set-up 4": lambda: set_up(3),
    "set-up 5": lambda: set_up(4),
    "pairing, asking": PairingView,
    "pairing, comparing": pairing,
    "letterbox, three ways": lambda: LetterboxWayView(lead=True),
    "letterbox, shared folder": lambda: letterbox_way("folder", lead=True),
    "letterbox, stick": lambda: letterbox_way("stick", lead=False),
    "letterbox, one PC": lambda: letterbox_way("accounts", lead=True),
    "first PIN": enrol,
    "receipt": receipt,
    "my concerns, asking": ReceiptListView,
    "my concerns": sent,
}


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest, qtbot, qapp: QApplication) -> QWidget:
    view = SCREENS[request.param]()
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    for _ in range(3):
        qapp.processEvents()
    return view


def test_every_control_has_a_name_and_an_identifier(
    screen: QWidget, nameless: Callable[[QWidget], list[str]]
) -> None:
    assert nameless(screen) == []


def test_no_words_are_clipped(screen: QWidget, clipped: Callable[[QWidget], list[str]]) -> None:
    assert clipped(screen) == []


def test_no_words_are_clipped_at_twice_the_size(
    large_text: None, screen: QWidget, clipped: Callable[[QWidget], list[str]]
) -> None:
    assert clipped(screen) == []


def test_a_screen_has_one_primary_action_in_sight(screen: QWidget) -> None:
    primary = [
        button
        for button in screen.findChildren(QWidget)
        if button.property("kind") == "primary" and button.isVisible()
    ]
    assert len(primary) <= 1


def test_a_workstation_never_offers_the_leads_sign_in(qtbot) -> None:
    view = workstation_start()
    qtbot.addWidget(view)
    assert view.findChild(QWidget, "start.sign_in") is None
    with qtbot.waitSignal(view.report_requested):
        reach(view, "start.report").click()


def test_the_start_says_that_something_waits_but_never_whose(qtbot) -> None:
    view = workstation_start()
    qtbot.addWidget(view)
    assert view.waiting.text().startswith("Nobody has read concern number 17")
    assert "find Ruth Okafor (01632 960001) or Dan Whitcombe now" in view.waiting.next_step()
    again = WaitingShown(urgent=(17,), hours=2)
    assert view.show_waiting(again), "each further hour it is said again"
    assert not view.show_waiting(again)
    view.show_waiting(WaitingShown(late=(3, 4)))
    assert view.waiting.text().startswith("2 concerns from this computer have waited")
    view.show_waiting(WaitingShown(here=(3, 4, 5), stick=True))
    assert view.waiting.text() == "3 concerns wait here for the stick."
    assert view.waiting.next_step().startswith("That is usual.")
    view.show_waiting(WaitingShown(here=(3,)))
    assert view.waiting.text() == "1 concern waits on this computer."
    view.show_waiting(WaitingShown())
    assert view.waiting.isHidden()


@pytest.mark.parametrize(
    ("identifier", "signal"),
    [
        ("start.set_up", "set_up_requested"),
        ("start.workstation", "workstation_requested"),
        ("start.open_backup", "open_backup_requested"),
    ],
)
def test_an_empty_machine_offers_three_ways(qtbot, identifier: str, signal: str) -> None:
    view = empty_start()
    qtbot.addWidget(view)
    with qtbot.waitSignal(getattr(view, signal)):
        reach(view, identifier).click()


def test_sign_in_by_keyboard(qtbot) -> None:
    view = SignInView()
    qtbot.addWidget(view)
    view.show()
    view.start(school="Made-up", account="")
    qtbot.keyClicks(view.account, "anna.lee")
    qtbot.keyClicks(view.password.line, "correct horse battery")
    qtbot.keyClicks(view.code, "123456")
    with qtbot.waitSignal(view.submitted) as heard:
        qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert heard.args == [
        SignInDraft(account="anna.lee", password="correct horse battery", code="123456")
    ]


def test_sign_in_says_what_is_missing(qtbot) -> None:
    view = SignInView()
    qtbot.addWidget(view)
    view.show()
    view.start(school="Made-up", account="anna.lee")
    sent_drafts: list[object] = []
    view.submitted.connect(sent_drafts.append)
    view.submit.click()
    assert sent_drafts == []
    assert "Type your password." in texts(view)


def test_a_wrong_code_keeps_the_password_a_wrong_password_does_not(qtbot) -> None:
    view = SignInView()
    qtbot.addWidget(view)
    view.start(school="Made-up", account="anna.lee")
    view.password.line.setText("secret words")
    view.code.setText("123456")
    view.show_problem("The code is not right.", keep_password=True)
    assert (view.password.text(), view.code.text()) == ("secret words", "")
    view.show_problem("The password is not right.")
    assert view.password.text() == ""
    assert view.account.text() == "anna.lee"


def test_set_up_from_the_first_screen_to_the_last(qtbot) -> None:
    view = SetUpView(strength=strength)
    qtbot.addWidget(view)
    view.show()
    goes_on = reach(view, "setup.next")
    goes_on.click()
    assert view.step() == 0
    assert "Type the name of the school." in texts(view)
    qtbot.keyClicks(view.school.name, "Made-up Primary School")
    qtbot.keyClicks(view.school.urn, "999001")
    goes_on.click()
    qtbot.keyClicks(view.you.name, "Anna-Maria Lee")
    assert view.you.account.text() == "anna.lee"
    qtbot.keyClicks(view.you.password.line, "correct horse battery")
    with qtbot.waitSignal(view.details_given) as details:
        goes_on.click()
    assert details.args[0].account == "anna.lee"
    view.show_secrets(SECRETS)
    assert "JBSW Y3DP EHPK 3PXP" in texts(view)
    with qtbot.waitSignal(view.code_given) as code:
        qtbot.keyClicks(view.phone.code, "123456")
        goes_on.click()
    assert code.args == ["123456"]
    view.accept_code()
    assert "111111" in texts(view)
    with qtbot.waitSignal(view.recovery_given) as recovery:
        qtbot.keyClicks(view.paper.recovery, DIGITS)
        goes_on.click()
    assert recovery.args == [DIGITS]
    with qtbot.waitSignal(view.place_shown):
        view.accept_recovery()
    view.set_folders(letterbox="/some/letterbox", backup="/some/backup")
    with qtbot.waitSignal(view.finish_requested) as finished:
        reach(view, "setup.finish").click()
    assert finished.args == [
        SetUpDraft(
            school="Made-up Primary School",
            urn="999001",
            telephone="",
            name="Anna-Maria Lee",
            account="anna.lee",
            job_title="Designated safeguarding lead",
            password="correct horse battery",
            letterbox="/some/letterbox",
            backup="/some/backup",
        )
    ]


def test_an_account_typed_by_hand_is_kept(qtbot) -> None:
    view = SetUpView(strength=strength)
    qtbot.addWidget(view)
    view.you.account.setText("alee")
    qtbot.keyClicks(view.you.name, "Anna Lee")
    assert view.you.account.text() == "alee"


def test_a_problem_brings_up_its_own_screen(qtbot) -> None:
    view = set_up(1)
    qtbot.addWidget(view)
    view.show()
    view.show_problem("A URN has up to six digits.", "Look it up.", field="urn")
    assert view.step() == 0
    assert "A URN has up to six digits. Look it up." in texts(view)
    view.show_problem("The disk is full.", "Free some space.")
    assert view.message.text() == "The disk is full."


def test_leaving_set_up_forgets_the_codes(qtbot) -> None:
    view = set_up(3)
    qtbot.addWidget(view)
    view.show()
    view.clear_secrets()
    everything = "\n".join(label.text() for label in view.findChildren(QLabel))
    assert "111111" not in everything
    assert "JBSW" not in everything
    assert view.you.password.text() == ""


def test_an_incomplete_recovery_code_says_how_many_digits_are_missing(qtbot) -> None:
    view = set_up(3)
    qtbot.addWidget(view)
    view.show()
    view.paper.recovery.setText("111111 11")
    reach(view, "setup.next").click()
    assert "46 are missing" in texts(view)


def test_pairing_asks_then_compares(qtbot) -> None:
    view = PairingView()
    qtbot.addWidget(view)
    view.show()
    view.letterbox.line.setText("/some/letterbox")
    reach(view, "pairing.ask").click()
    assert "Give this computer a name." in texts(view)
    view.label.setText("Staff room")
    with qtbot.waitSignal(view.asked) as heard:
        reach(view, "pairing.ask").click()
    assert heard.args == [PairingDraft(letterbox="/some/letterbox", label="Staff room")]
    view.show_pairing(PairingShown(school="Made-up", code="4821 0937", confirmed=True))
    assert "4821 0937" in texts(view)
    assert "ready" in texts(view)
    assert reach(view, "pairing.again").isHidden()


def test_the_first_pin(qtbot) -> None:
    view = enrol()
    qtbot.addWidget(view)
    view.show()
    view.who.person.set_person("sam.ellis")
    view.who.slip.setText("K7P2-9QRT")
    view.who.new_pin.setText("739105")
    with qtbot.waitSignal(view.submitted) as heard:
        reach(view, "enrol.save").click()
    assert heard.args[0].kind is WhoKind.FIRST_TIME
    view.show_done()
    assert "Your PIN is set" in texts(view)
    assert view.who.draft().pin == ""


def test_a_receipt_says_whom_to_find_when_nobody_was_told(qtbot) -> None:
    view = receipt(told=False, carried=True)
    qtbot.addWidget(view)
    view.show()
    words = texts(view)
    assert "Concern number 12" in words
    assert "Nobody has read this yet." in words
    assert "Find Anna Lee (DSL) now." in words
    assert "999" in words
    assert reach(view, "report.receipt").accessibleName() == "Concern number 12"


def test_a_receipt_is_quiet_when_somebody_was_told(qtbot) -> None:
    view = receipt(told=True, carried=True)
    qtbot.addWidget(view)
    view.show()
    assert "Nobody has read this yet." not in texts(view)
    assert "letterbox folder cannot be reached" not in texts(view)


def test_a_receipt_says_when_the_folder_is_gone(qtbot) -> None:
    view = receipt(carried=False)
    qtbot.addWidget(view)
    view.show()
    assert "Kept, and being sent" in texts(view)
    assert "letterbox folder cannot be reached" in texts(view)


def test_my_concerns_show_numbers_and_states_only(qtbot) -> None:
    view = ReceiptListView()
    qtbot.addWidget(view)
    view.show()
    view.start(PEOPLE)
    view.who.person.set_person("sam.ellis")
    view.who.pin.setText("4821")
    with qtbot.waitSignal(view.asked) as heard:
        reach(view, "sent.show").click()
    assert heard.args == [
        WhoDraft(kind=WhoKind.MEMBER, person="sam.ellis", name="Sam Ellis", pin="4821")
    ]
    view.show_sent([SentShown(number=13, sent_at="22 Nov 2026", received_at="", reply="")])
    assert view.who.pin.text() == ""
    assert [row.title for row in view.rows.rows()] == ["Concern number 13"]
    with qtbot.waitSignal(view.follow_up_requested) as number:
        reach(view, "sent.add").click()
    assert number.args == [13]


def test_the_question_who_it_is_stays_together(shown: Callable[[QWidget], QWidget]) -> None:
    view = ReceiptListView()
    shown(view)
    heading = next(label for label in view.findChildren(QLabel) if label.text() == "Who are you?")
    first = next(
        button
        for button in view.findChildren(QPushButton)
        if button.accessibleIdentifier() == "sent.as_first_time"
    )
    assert abs(_middle(heading) - _middle(first)) <= 3
    assert view.who.height() <= view.who.sizeHint().height() + 4


def _middle(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().center()).y()


def test_the_bar_at_the_bottom_goes_with_its_last_button(
    shown: Callable[[QWidget], QWidget],
) -> None:
    view = LetterboxWayView(lead=False)
    shown(view)
    (bar,) = (part for part in view.findChildren(QFrame) if part.property("kind") == "footer")
    assert not bar.isVisible()
    view.show_way("folder")
    assert bar.isVisible()
    view.show_choice()
    assert not bar.isVisible()
