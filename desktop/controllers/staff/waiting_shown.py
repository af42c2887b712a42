"""What waits at this computer, as the first screen shows it."""

from pathlib import Path

from desktop.settings import load_settings
from desktop.usecases.staff.reminders import Reminding
from ui.widgets.waiting_notice import WaitingShown

STICK = "stick"


def waiting_shown(
    reminding: Reminding, *, settings_file: Path, other_school: bool = False
) -> WaitingShown:
    """Return numbers and whom to find; no name of a child or of a writer."""
    return WaitingShown(
        urgent=reminding.urgent,
        hours=reminding.hours,
        late=reminding.late,
        here=reminding.here,
        other_school=other_school,
        stick=load_settings(settings_file).letterbox_way == STICK,
        find=tuple(
            f"{contact.name} ({contact.telephone})" if contact.telephone else contact.name
            for contact in reminding.find
        ),
    )
