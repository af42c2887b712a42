"""The pictures of the shared computer: put away, gone on with, covered, a new way to sign."""

from desktop.demo.shots_staff import Scene
from storage.keys.totp import otpauth_uri, secret_text
from ui.drafts import WhoKind
from ui.views.sign_setup import SignSetupView
from ui.views.start import StartView
from ui.views.unfinished import UnfinishedRow, UnfinishedView
from ui.widgets.lock_warning import LockWarning
from ui.widgets.person_picker import PersonOption

_SECRET = bytes(range(20))
_PRINTED = tuple(f"{4021 + 137 * place} {7350 - 211 * place}" for place in range(10))
_SECONDS = 15


def shared(scene: Scene) -> None:
    """What staff see when a form was put away, and how its writer finds it again."""
    studio = scene.studio
    start = StartView()
    start.show_workstation(school=scene.made.school)
    studio.window.show_screen(start)
    start.show_unfinished(
        "An unfinished concern was put away. Its writer can open it again until 14:40 tomorrow."
    )
    start.show_put_away()
    studio.shoot("start-put-away")
    view = UnfinishedView()
    studio.window.show_screen(view)
    view.start((PersonOption(id="megan", name="Megan Price", detail="Class teacher"),))
    view.who.set_policy("pin_and_code")
    studio.shoot("unfinished-code")
    view.who.set_kind(WhoKind.GUEST)
    studio.shoot("unfinished-guest")
    view.show_found(
        (
            UnfinishedRow(id="1", kept_at="22 Nov 2026, 12:52", until="12:52 tomorrow"),
            UnfinishedRow(id="2", kept_at="22 Nov 2026, 09:10", until="09:10 tomorrow"),
        )
    )
    view.show_warnings(("20 Nov 2026, 14:02",))
    studio.shoot("unfinished-rows")


def signing(scene: Scene) -> None:
    """A password instead of the PIN; codes for phone and paper; the warning before the lock."""
    studio = scene.studio
    view = SignSetupView()
    studio.window.show_screen(view)
    view.ask_password()
    studio.shoot("sign-setup-password")
    view.ask_code(
        otpauth=otpauth_uri(_SECRET, account="megan", school=scene.made.school),
        secret_text=secret_text(_SECRET),
        printed=_PRINTED,
    )
    studio.shoot("sign-setup-code")
    warning = LockWarning(studio.window)
    warning.show_left(_SECONDS)
    studio.shoot("lock-warning")
    warning.deleteLater()
    studio.window.cover("A second screen or projector was connected, so nothing is shown.")
    studio.shoot("curtain-second-screen")
    studio.window.uncover()
