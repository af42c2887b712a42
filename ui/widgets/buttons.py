"""The four kinds of button; a screen has one primary one."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import set_icon
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify

_ICON_TONES = {"primary": "on_accent", "danger": "danger", "quiet": "link"}


def primary_button(
    identifier: str, text: str, *, icon: str = "", name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """The one thing to do next on a screen; Enter presses it."""
    button = _button("primary", identifier, text, icon=icon, name=name, parent=parent)
    button.setDefault(True)
    return button


def secondary_button(
    identifier: str, text: str, *, icon: str = "", name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Something else that can be done here."""
    return _button("secondary", identifier, text, icon=icon, name=name, parent=parent)


def quiet_button(
    identifier: str, text: str, *, icon: str = "", name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A way out or a detail; looks like a link."""
    return _button("quiet", identifier, text, icon=icon, name=name, parent=parent)


def danger_button(
    identifier: str, text: str, *, icon: str = "", name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Something that cannot be taken back."""
    return _button("danger", identifier, text, icon=icon, name=name, parent=parent)


def _button(
    kind: str, identifier: str, text: str, *, icon: str, name: str, parent: QWidget | None
) -> QPushButton:
    button = identify(EnterButton(text, parent), identifier, name or text)
    button.setProperty("kind", kind)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if icon:
        set_icon(button, icon, tone=_ICON_TONES.get(kind, "text"), size=18)
    return button
