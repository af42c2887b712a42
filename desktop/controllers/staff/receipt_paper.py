"""Prints the receipt of a concern at the computer that sent it; nothing of the child is on it."""

from PySide6.QtWidgets import QWidget

from desktop.controllers.paper_sheets import Sayer, print_on
from desktop.controllers.staff.shown import contact_lines
from desktop.usecases.staff.log_concern import SentConcern
from desktop.usecases.staff.station import Station, known_school_card
from storage.records.errors import UserFacingError
from storage.records.times import to_text


def print_receipt(page: QWidget, sayer: Sayer, *, station: Station, sent: SentConcern) -> bool:
    """Print the slip for whoever sent it; False when it was not printed."""
    from exports.sheets_receipt import (  # late: needs the whole document engine
        FindNow,
        check_words,
        receipt_slip,
    )

    people = contact_lines(sent.find_now)
    sheet = receipt_slip(
        school_name=_school_name(station),
        number=sent.number,
        workstation=station.identity.label,
        sent_at=sent.sent_at,
        check_words=check_words(sent.digest),
        told=sent.told_dsl,
        find_now=[
            FindNow(name=each.name, what=each.what, telephone=each.telephone) for each in people
        ],
        made_at=to_text(station.now()),
        program="Holdfast",
    )
    return print_on(page, sayer, sheet)


def _school_name(station: Station) -> str:
    """The name on the school’s card; one that cannot be read keeps no slip from being printed."""
    try:
        card, _ = known_school_card(station)
    except UserFacingError:
        return ""
    return card.school_name
