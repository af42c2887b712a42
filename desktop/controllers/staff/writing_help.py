"""Whom the writing areas of a workstation can name, and the one dictionary that they share."""

from PySide6.QtCore import QObject, QTimer

from desktop.spelling import load_dictionary
from storage.letterbox.team_card import TeamCard
from storage.records.name_tokens import NamedPerson
from ui.spelling import Spelling
from ui.widgets.pupil_picker import PupilOption


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


def named_people(card: TeamCard | None) -> tuple[NamedPerson, ...]:
    """Everybody on the team card, children first; nobody until the computer is confirmed."""
    if card is None:
        return ()
    pupils = (
        NamedPerson(
            id=pupil.id, kind="pupil", name=pupil.name, detail=_place(pupil.year, pupil.class_name)
        )
        for pupil in card.pupils
    )
    staff = (
        NamedPerson(id=member.person, kind="staff", name=member.name, detail=member.job_title)
        for member in card.staff
    )
    return (*pupils, *staff)


def _place(year: str, class_name: str) -> str:
    words = PupilOption(id="", display="", year=year, klass=class_name).words()
    return words.removeprefix(" · ")
