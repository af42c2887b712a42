"""The school decides how its shared computers are used; every workstation learns it with the next
team card.
"""

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.lead.stored_policy import SETTING, stored_policy
from storage.letterbox.team_card import SIGN_WITH, WorkstationPolicy
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event


def workstation_policy(casebook: OpenCasebook) -> WorkstationPolicy:
    """What holds at the workstations now."""
    return stored_policy(casebook.connection)


def set_policy(casebook: OpenCasebook, *, policy: WorkstationPolicy) -> WorkstationPolicy:
    """Set it, and write the team card anew; people are asked at their next visit.

    Raises workstations.policy_limits for times outside resources/workstation.toml,
    keys.fresh_code_needed, and what permissions raise.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    bounds = resources.read_toml("workstation.toml")["limits"]
    least, most = bounds["least_lock_seconds"], bounds["most_lock_seconds"]
    good = (
        policy.sign_with in SIGN_WITH
        and least <= policy.lock_seconds <= most
        and 1 <= policy.draft_hours <= bounds["most_draft_hours"]
    )
    if not good:
        raise UserFacingError(
            "workstations.policy_limits",
            least=least,
            most=most,
            hours=bounds["most_draft_hours"],
        )
    if policy == workstation_policy(casebook):
        return policy
    casebook.require_fresh_code()
    value = policy.to_value()
    casebook.append(Event(type="settings.changed", fields={"name": SETTING, "value": value}))
    publish_cards(cards_state(casebook))
    return policy
