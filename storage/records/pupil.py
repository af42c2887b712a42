"""A child on (or once on) the roll, and the people around them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to telephone about the child, as the school's own system names them."""

    name: str
    relationship: str
    priority: int | None = None
    parental_responsibility: bool | None = None
    phones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            "name": self.name,
            "relationship": self.relationship,
            "priority": self.priority,
            "parental_responsibility": self.parental_responsibility,
            "phones": list(self.phones),
            "email": self.email,
            "address": self.address,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Contact":
        """Read a value of the ledger back."""
        return cls(**{**value, "phones": tuple(value["phones"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilDetails:
    """What a file of the school's system (CTF, CSV) says of a pupil. Dates are ISO text; empty text
    means not said.
    """

    upn: str = ""
    local_id: str = ""
    legal_surname: str = ""
    legal_forename: str = ""
    middle_names: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    date_of_birth: str = ""
    sex: str = ""
    year_group: str = ""
    class_name: str = ""
    address: str = ""
    language: str = ""
    sen: str = ""
    in_care: bool | None = None
    contacts: tuple[Contact, ...] = ()

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of a ``pupil.added`` entry: each attribute by its name, contacts as
        values.
        """
        result: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        result["contacts"] = [contact.to_value() for contact in self.contacts]
        return result

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "PupilDetails":
        """Read entry fields back; unknown names are left to the caller."""
        known = {name: fields[name] for name in cls.__slots__ if name in fields}
        if "contacts" in known:
            known["contacts"] = tuple(Contact.from_value(value) for value in known["contacts"])
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A pupil with the identifier that everything in the casebook refers to."""

    id: str
    details: PupilDetails
    on_roll: bool = True
    siblings: tuple[str, ...] = field(default=())

    @property
    def display_name(self) -> str:
        """The name people use, in the spelling the school's file gave."""
        return display_name(self.details)


def display_name(details: PupilDetails) -> str:
    """Preferred names where there are any, else the legal ones; one of the two is enough."""
    forename = details.preferred_forename or details.legal_forename
    surname = details.preferred_surname or details.legal_surname
    return " ".join(part for part in (forename, surname) if part)
