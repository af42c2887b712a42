"""The local authority's designated officer (LADO): whom everybody may ring about an adult."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import settings
from storage.records import permissions

_LADO = "lado"
USUAL_NAME = "LADO"


def lado(casebook: OpenCasebook) -> tuple[str, str]:
    """Return name and telephone number as the form shows them; both empty while nobody said."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    kept = settings.get(casebook.connection, _LADO, {})
    return str(kept.get("name", "")), str(kept.get("telephone", ""))


def set_lado(casebook: OpenCasebook, *, name: str, telephone: str) -> None:
    """Keep who it is and write it on the card of the workstations; without a number there is
    nobody to ring, and nobody is shown.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    number = telephone.strip()
    value = {"name": name.strip() or USUAL_NAME, "telephone": number} if number else {}
    with casebook.work() as work:
        settings.put(work.connection, _LADO, value)
    publish_cards(cards_state(casebook))
