"""What the record holds for a referral, read once: the children, who is around them, what the
referral itself says, and the rows that matter.
"""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.front_sheet import warnings
from desktop.usecases.lead.referral_places import Place, places
from desktop.usecases.lead.referrals import found
from storage.database.connection import Connection
from storage.database.repositories import (
    chronology,
    household,
    plans,
    professionals,
    pupils,
    settings,
    statuses,
)
from storage.records.around_child import Professional, Relation, Status
from storage.records.chronology import ChronologyEntry
from storage.records.people import Person
from storage.records.plans import PlanRow
from storage.records.pupil import Pupil
from storage.records.referrals import Referral
from storage.records.times import SCHOOL_ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child and what the record says beside the chronology."""

    pupil: Pupil
    boxes: dict[str, str]
    relations: tuple[Relation, ...]
    professionals: tuple[Professional, ...]
    statuses: tuple[Status, ...]
    entries: tuple[ChronologyEntry, ...]
    siblings: tuple[Pupil, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All of it; ``today`` is an ISO day."""

    referral: Referral
    children: tuple[Child, ...]
    plans: tuple[PlanRow, ...]
    place: Place
    person: Person
    school: str
    urn: str
    today: str
    warnings: tuple[str, ...]


def source_of(casebook: OpenCasebook, referral_id: str) -> Source:
    """Read what a referral can tell; raises referrals.not_found."""
    connection = casebook.connection
    referral = found(casebook, referral_id)
    today = casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    school = settings.school(connection)
    known = dict.fromkeys(
        plan for pupil in referral.pupils for plan in plans.ids(connection, pupil=pupil)
    )
    return Source(
        referral=referral,
        children=tuple(
            child
            for pupil in referral.pupils
            if (child := _child(connection, pupil, today)) is not None
        ),
        plans=tuple(plans.rows(connection, list(known))),
        place=places(connection).place(referral.to),
        person=casebook.person,
        school=school.name,
        urn=school.urn,
        today=today,
        warnings=tuple(
            dict.fromkeys(
                sentence
                for pupil in referral.pupils
                for sentence in warnings(connection, pupil, today=today)
            )
        ),
    )


def _child(connection: Connection, pupil_id: str, today: str) -> Child | None:
    pupil = pupils.pupil(connection, pupil_id)
    if pupil is None:
        return None
    return Child(
        pupil=pupil,
        boxes=household.boxes(connection, pupil_id),
        relations=tuple(household.relations(connection, pupil_id)),
        professionals=tuple(professionals.of_pupil(connection, pupil_id)),
        statuses=tuple(
            one for one in statuses.of_pupil(connection, pupil_id) if one.in_force(today)
        ),
        entries=chronology.of_pupil(connection, pupil_id),
        siblings=linked_family(connection, pupil)[1:],
    )
