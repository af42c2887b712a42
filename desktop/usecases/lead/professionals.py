"""Notes who works with a child for an agency, and since when they no longer do."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.front_sheet import a_day, known_children, reason_given
from storage.database.repositories import professionals
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.around_child import Professional
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id

KINDS = "professional_kinds"
_CHANGED = (
    *("name", "organisation", "role", "telephone", "email", "address"),
    *("until", "note"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalDraft:
    """Somebody of an agency; ``kind`` is a code of the list professional_kinds, ``since`` an ISO
    day. A name or an organisation is enough.
    """

    pupils: tuple[str, ...]
    name: str = ""
    organisation: str = ""
    role: str = ""
    kind: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    since: str = ""
    note: str = ""


def note_professional(casebook: OpenCasebook, *, draft: ProfessionalDraft) -> str:
    """Put somebody into the files of the children they work with; return their id.

    Raises child.professional_incomplete, child.unknown_agency, child.nobody_named,
    pupils.not_found, child.day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not (draft.name.strip() or draft.organisation.strip()):
        raise UserFacingError("child.professional_incomplete")
    known = vocabularies.load(KINDS)
    if draft.kind and known.item(draft.kind) is None:
        listed = ", ".join(sorted(item.code for item in known.items))
        raise UserFacingError("child.unknown_agency", known=listed)
    a_day(draft.since)
    professional_id = new_id("professional", casebook.random_bytes)
    fields: dict[str, object] = {
        "id": professional_id,
        "pupils": known_children(casebook, draft.pupils),
        "name": draft.name.strip(),
        "organisation": draft.organisation.strip(),
        "role": draft.role.strip(),
    }
    more = {
        name: getattr(draft, name).strip()
        for name in ("kind", "telephone", "email", "address", "since", "note")
    }
    fields |= {name: value for name, value in more.items() if value}
    casebook.append(Event(type="professional.noted", fields=fields))
    return professional_id


def change_professional(
    casebook: OpenCasebook, *, professional_id: str, reason: str, **changes: str
) -> None:
    """Note another number, name or office, or with ``until`` that they no longer work with the
    child; what was noted before stays readable. Where nothing differs nothing is recorded.

    Raises child.professional_not_found, child.reason_needed, child.day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    known = professionals.professional(casebook.connection, professional_id)
    if known is None:
        raise UserFacingError("child.professional_not_found")
    a_day(changes.get("until", ""))
    fields: dict[str, object] = {
        name: changes[name].strip()
        for name in _CHANGED
        if name in changes and changes[name].strip() != getattr(known, name)
    }
    if not fields:
        return
    if not (_after(known, fields, "name") or _after(known, fields, "organisation")):
        raise UserFacingError("child.professional_incomplete")
    fields |= {"professional": professional_id, "reason": reason_given(reason)}
    casebook.append(Event(type="professional.changed", fields=fields))


def _after(known: Professional, fields: dict[str, object], name: str) -> object:
    return fields.get(name, getattr(known, name))
