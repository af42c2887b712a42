"""The one dictionary that all writing areas of a workstation share."""

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.staff.shown import named_people
from desktop.spelling import load_dictionary
from storage.letterbox.team_card import TeamCard
from ui.spelling import Spelling


def shared_spelling(window: QObject, *, school: str = "", card: TeamCard | None = None) -> Spelling:
    """Return the window's dictionary, which is loaded once, after what is on the screen was
    painted; the names of the school and of its people are right from now on.
    """
    spelling = window.findChild(Spelling)
    if spelling is None:
        spelling = Spelling(load_dictionary, parent=window)
        QTimer.singleShot(0, spelling.start)
    names = [person.name for person in named_people(card)]
    spelling.set_names((school, *names))
    return spelling
