"""The school's own council, and whom it rings where: kept as a setting, shown wherever something is
referred.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead import school_setting, work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import limits, settings
from storage.records.errors import UserFacingError

SETTING = "referral_places"
BOXES = ("name", "telephone", "out_of_hours", "email", "portal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How a service is reached here: what it calls itself, numbers, address of its portal."""

    name: str = ""
    telephone: str = ""
    out_of_hours: str = ""
    email: str = ""
    portal: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is known, one fact a line."""
        parts = (
            ("", self.name),
            ("Telephone: ", self.telephone),
            ("Out of hours: ", self.out_of_hours),
            ("Email: ", self.email),
            ("Portal: ", self.portal),
        )
        return tuple(f"{label}{value}" for label, value in parts if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The council, and each service's place by its code; ``changed`` says who set it and when."""

    council: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    changed: str = ""

    def place(self, code: str) -> Place:
        """Return how a service is reached; nothing known gives an empty place."""
        return self.places.get(code, Place())


def places(connection: Connection) -> Places:
    """Return what the school set; nothing where it has not, or where it cannot be read."""
    kept = settings.get(connection, SETTING, {})
    try:
        return Places(
            council=str(kept.get("council", "")),
            places={
                code: Place(**{name: str(value.get(name, "")) for name in BOXES})
                for code, value in kept.get("places", {}).items()
            },
            changed=f"{kept['by']}, {kept['on']}" if kept.get("by") else "",
        )
    except AttributeError:
        return Places()


def set_places(
    casebook: OpenCasebook, *, council: str, changed: Mapping[str, Place], reason: str
) -> None:
    """Keep the council's name and the places given; those not named stay as they are. Raises
    referrals.place_unknown.
    """
    work_checks.require_record(casebook)
    known = limits.services()
    if not set(changed) <= set(known):
        raise UserFacingError("referrals.place_unknown", known=", ".join(known))
    kept = places(casebook.connection)
    whole: dict[str, Any] = {
        code: {name: getattr(place, name).strip() for name in BOXES}
        for code, place in {**kept.places, **changed}.items()
        if place != Place()
    }
    school_setting.keep(
        casebook,
        name=SETTING,
        value={"council": council.strip(), "places": whole},
        reason=reason,
    )
