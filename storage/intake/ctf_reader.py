"""Reads pupils from a Common Transfer File (CTF), of whatever version, ignoring what it does not
know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from storage.intake.capitals import with_spellings
from storage.intake.vocabularies import load
from storage.intake.xml_reader import Element, read_xml
from storage.records.date_of_birth import DateOfBirthError, read_date_of_birth
from storage.records.errors import UserFacingError
from storage.records.import_plan import ReadPupil, Remark
from storage.records.pupil import Contact, PupilDetails
from storage.records.upn import normalise_upn

# Versions are named after the school year; these have been seen. Others are read all the same, with
# a warning.
KNOWN_VERSIONS = range(9, 28)
_SEX = {"M": "M", "F": "F", "1": "M", "2": "F", "U": "U", "0": "U", "9": "U"}
_YES = frozenset({"true", "1", "yes", "y"})
_NO = frozenset({"false", "0", "no", "n"})
_PLACE_PARTS = ("Locality", "Town", "AdministrativeArea", "PostTown")


@dataclass(frozen=True, slots=True, kw_only=True)
class CtfPupils:
    """The pupils of a CTF, those refused with line and reason, and what to look at."""

    rows: tuple[ReadPupil, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def read_ctf(data: bytes) -> CtfPupils:
    """Return the pupils of a CTF file.

    A CTF names no class. Raises UserFacingError as xml_reader.read_xml does, and ``intake.not_ctf``
    when the file is some other XML.
    """
    root = read_xml(data)
    if root.name.lower() != "ctfile":
        raise UserFacingError("intake.not_ctf")
    relationships = {item.code: item.label for item in load("relationships").items}
    rows: list[ReadPupil] = []
    refused: list[Remark] = []
    warnings = list(_version_warnings(root))
    for pupil in root.all("CTFpupilData", "Pupil"):
        try:
            details = _details(pupil, relationships)
        except DateOfBirthError as error:
            facts = (("suggestion", error.suggestion),) if error.suggestion else ()
            refused.append(Remark(line=pupil.line, code=error.code, facts=facts))
            continue
        missing = _missing_name(details)
        if missing == "pupils.no_name":
            refused.append(Remark(line=pupil.line, code=missing))
            continue
        if missing:
            warnings.append(Remark(line=pupil.line, code=missing))
        rows.append(ReadPupil(line=pupil.line, details=details))
    spelled, capitals = with_spellings(rows)
    return CtfPupils(rows=spelled, refused=tuple(refused), warnings=(*capitals, *warnings))


def _missing_name(details: PupilDetails) -> str:
    if not details.legal_surname and not details.legal_forename:
        return "pupils.no_name"
    if details.legal_surname and details.legal_forename:
        return ""
    # some children have one name only, so it is a matter to look at, not to refuse
    return "pupils.no_forename" if details.legal_surname else "pupils.no_surname"


def _version_warnings(root: Element) -> tuple[Remark, ...]:
    version = root.value("Header", "CTFversion") or root.value("Header", "CTFVersion")
    match = re.match(r"(\d{1,3})(?:\.\d+)?$", version, re.ASCII)
    if match and int(match[1]) in KNOWN_VERSIONS:
        return ()
    shown = match[0] if match else "none"
    return (Remark(line=1, code="pupils.ctf_version_unknown", facts=(("version", shown),)),)


def _details(pupil: Element, relationships: Mapping[str, str]) -> PupilDetails:
    basic = pupil.child("BasicDetails") or Element(name="BasicDetails", line=pupil.line)
    address = _address(pupil.child("Address"))
    sex = pupil.value("Sex") or pupil.value("Gender")
    contacts = [_contact(c, relationships, address) for c in pupil.all("Contacts", "Contact")]
    return PupilDetails(
        upn=normalise_upn(pupil.value("UPN")),
        legal_surname=pupil.value("Surname"),
        legal_forename=pupil.value("Forename"),
        middle_names=basic.value("MiddleNames"),
        preferred_surname=basic.value("PreferredSurname"),
        preferred_forename=basic.value("PreferredForename"),
        date_of_birth=read_date_of_birth(pupil.value("DOB")),
        sex=_SEX.get(sex.upper(), ""),
        year_group=basic.value("NCyearActual"),
        address=address,
        language=_language(basic),
        sen=_sen(pupil),
        in_care=_truth(pupil.value("LookedAfter", "InCare")),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.priority or 999)),
    )


def _truth(text: str) -> bool | None:
    if text.lower() in _YES:
        return True
    return False if text.lower() in _NO else None


def _language(basic: Element) -> str:
    """Return the code of the first language (type F), else of the only one named."""
    types = basic.all("Languages", "Type")
    first = [entry for entry in types if entry.value("LanguageType") == "F"]
    return (first or types)[0].value("Language") if types else ""


def _sen(pupil: Element) -> str:
    """Return provision and kinds of need as "K/SEMH,SLCN": the provision that began last, needs by
    their rank.
    """
    provisions = pupil.all("SENhistory", "SEN")
    needs = pupil.all("SENhistory", "SENneeds", "SENneed")
    latest = max(provisions, key=lambda entry: entry.value("StartDate"), default=None)
    provision = latest.value("SENprovision") if latest else ""
    ranked = sorted(needs, key=lambda entry: entry.value("SENtypeRank").zfill(3))
    kinds = ",".join(entry.value("SENtype") for entry in ranked if entry.value("SENtype"))
    return "/".join(part for part in (provision, kinds) if part)


def _address(address: Element | None) -> str:
    """Return an address in one line; empty where there is none."""
    if address is None:
        return ""
    lines = [address.value("AddressLines", f"AddressLine{number}") for number in range(1, 6)]
    for place in address.all("BS7666Address"):
        house, street = place.value("PAON"), place.value("Street")
        joined = (
            f"{house} {street}" if house[:1].isdigit() else ", ".join(filter(None, (house, street)))
        )
        lines += [place.value("SAON"), joined, *(place.value(part) for part in _PLACE_PARTS)]
    lines += [address.value("County"), address.value("PostCode") or address.value("Zip")]
    return ", ".join(line.strip() for line in lines if line.strip())


def _contact(contact: Element, relationships: Mapping[str, str], home: str) -> Contact:
    name = " ".join(
        filter(None, (contact.value(part) for part in ("Title", "Forename", "Surname")))
    )
    code = contact.value("Relationship")
    order = contact.value("Order")
    lives_with = _truth(contact.value("Address", "AddressAsPupil"))
    phones = (phone.value("PhoneNo") for phone in contact.all("Phones", "Phone"))
    return Contact(
        name=name,
        relationship=relationships.get(code, code),
        priority=int(order) if order.isascii() and order.isdigit() and len(order) < 4 else None,
        parental_responsibility=_truth(contact.value("Responsibility")),
        phones=tuple(number for number in phones if number),
        email=contact.value("Email"),
        address=home if lives_with else _address(contact.child("Address")),
    )
