"""Turns what the staff side knows into what its screens show."""

from collections.abc import Sequence

from desktop.usecases.staff.log_concern import SentConcern
from storage.letterbox.team_card import Contact, TeamCard
from storage.records.times import for_people
from ui.drafts import ContactLine, ReceiptShown
from ui.widgets.person_picker import PersonOption

_ROLES = {
    "lead": "DSL",
    "deputy": "Deputy DSL",
    "head": "Head teacher",
    "chair": "Chair of governors",
    "lado": "LADO",
}


def people_options(card: TeamCard | None) -> tuple[PersonOption, ...]:
    """Everybody who may write here, by account; nobody until the lead has confirmed this
    computer.
    """
    if card is None:
        return ()
    return tuple(
        PersonOption(id=member.account, name=member.name, detail=member.job_title)
        for member in card.staff
    )


def contact_lines(contacts: Sequence[Contact]) -> tuple[ContactLine, ...]:
    """The people to find, with what they are."""
    return tuple(
        ContactLine(
            name=contact.name,
            what=_ROLES.get(contact.role, contact.role),
            telephone=contact.telephone,
        )
        for contact in contacts
    )


def receipt_shown(sent: SentConcern) -> ReceiptShown:
    """The receipt: a number, and nothing of the child."""
    return ReceiptShown(
        number=sent.number,
        sent_at=for_people(sent.sent_at),
        told_dsl=sent.told_dsl,
        carried=sent.carried,
        about_adult=sent.about_adult,
        spare_key=sent.spare_key,
        find_now=contact_lines(sent.find_now),
    )
