"""Turns what the staff side knows into what its screens show."""

from collections.abc import Sequence

from desktop.usecases.staff.adult_reader import AdultRoute
from desktop.usecases.staff.log_concern import SentConcern
from storage.intake import vocabularies
from storage.letterbox.team_card import CardPupil, Contact, TeamCard
from storage.records.name_tokens import NamedPerson
from storage.records.times import for_people
from storage.records.writing_coach import KnownPerson
from ui.drafts import ContactLine, ReceiptShown, RouteShown
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

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


def adult_options(card: TeamCard | None) -> tuple[PersonOption, ...]:
    """Everybody a concern can be about, by their ids on the card: staff, head, chair."""
    if card is None:
        return ()
    found = {
        member.person: PersonOption(id=member.person, name=member.name, detail=member.job_title)
        for member in card.staff
    }
    for contact in card.contacts:
        if contact.person and contact.person not in found:
            what = _ROLES.get(contact.role, contact.role)
            found[contact.person] = PersonOption(id=contact.person, name=contact.name, detail=what)
    return tuple(found.values())


def pupil_option(pupil: CardPupil) -> PupilOption:
    """A child as the form offers them, with the year in words."""
    year = vocabularies.load("year_groups").label(pupil.year) if pupil.year else ""
    return PupilOption(id=pupil.id, display=pupil.name, year=year, klass=pupil.class_name)


def named_people(card: TeamCard | None) -> tuple[NamedPerson, ...]:
    """Everybody who can be linked in a text, with what tells the same names apart."""
    if card is None:
        return ()
    children = [
        NamedPerson(id=child.id, kind="pupil", name=child.name, detail=_place(pupil_option(child)))
        for child in card.pupils
    ]
    adults = [
        NamedPerson(id=adult.id, kind="staff", name=adult.name, detail=adult.detail)
        for adult in adult_options(card)
    ]
    return (*children, *adults)


def known_people(card: TeamCard | None) -> tuple[KnownPerson, ...]:
    """The same people as the writing coach knows them."""
    return tuple(
        KnownPerson(id=person.id, kind=person.kind, name=person.name, detail=person.detail)
        for person in named_people(card)
    )


def _place(option: PupilOption) -> str:
    return " · ".join(part for part in (option.year, option.klass) if part)


def route_shown(route: AdultRoute) -> RouteShown:
    """Who reads a concern about an adult, as the form says it."""
    return RouteShown(reader=route.post, ring=contact_lines(route.ring), also_ring=route.also_ring)


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
