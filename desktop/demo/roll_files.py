"""The files that the made-up school's own system gives: a transfer file and a class list."""

import csv
import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from desktop.demo.cast import Child, Parent

_HEADING = (
    "UPN",
    "Legal Surname",
    "Legal Forename",
    "Preferred Surname",
    "Preferred Forename",
    "DOB",
    "Gender",
    "Year Group",
    "Reg Group",
)


def transfer_file(children: Sequence[Child], *, autumn: int) -> bytes:
    """Return a CTF of these children as they were in the September of the year ``autumn``."""
    pupils = "\n".join(_pupil(child, autumn=autumn) for child in children)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<CTfile><Header>'
        "<DocumentName>Common Transfer File</DocumentName>"
        f"<CTFversion>{autumn - 2000}.0</CTFversion>"
        f"<DateTime>{autumn}-09-02T08:30:00</DateTime>"
        "<DocumentQualifier>full</DocumentQualifier><SupplierID>MADE-UP</SupplierID>"
        "</Header>\n<CTFpupilData>\n"
        f"{pupils}\n</CTFpupilData></CTfile>\n"
    )
    return text.encode("utf-8")


def class_list(children: Sequence[Child], *, autumn: int, classes: Mapping[str, str]) -> bytes:
    """Return the CSV of year and class in the September of ``autumn``; ``classes`` by year."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADING)
    for child in children:
        year = year_in(child, autumn)
        writer.writerow(
            (
                child.upn,
                child.surname,
                child.forename,
                _other(child.surname_called, child.surname),
                _other(child.called, child.forename),
                f"{child.born:%d/%m/%Y}",
                "F" if child.girl else "M",
                "Reception" if year == "R" else f"Year {year}",
                classes[year],
            )
        )
    return out.getvalue().encode("utf-8-sig")


def year_in(child: Child, autumn: int) -> str:
    """Return the child's year group (R, 1 to 6) in the school year that began in ``autumn``."""
    year = child.year - (2026 - autumn)
    return "R" if year == 0 else str(year)


def _other(name: str, legal: str) -> str:
    return name if name != legal else ""


def _pupil(child: Child, *, autumn: int) -> str:
    contacts = "".join(
        _contact(parent, order=order) for order, parent in enumerate(child.parents, start=1)
    )
    house, _, street = child.house.partition(" ")
    preferred = "".join(
        f"<{tag}>{escape(name)}</{tag}>"
        for tag, name in (
            ("PreferredSurname", _other(child.surname_called, child.surname)),
            ("PreferredForename", _other(child.called, child.forename)),
        )
        if name
    )
    return (
        f"<Pupil><UPN>{child.upn}</UPN><Surname>{escape(child.surname)}</Surname>"
        f"<Forename>{escape(child.forename)}</Forename><DOB>{child.born.isoformat()}</DOB>"
        f"<Sex>{'F' if child.girl else 'M'}</Sex><BasicDetails>{preferred}"
        f"<NCyearActual>{year_in(child, autumn)}</NCyearActual><Languages><Type>"
        f"<LanguageType>F</LanguageType><Language>{child.language}</Language></Type></Languages>"
        "</BasicDetails><LookedAfter><InCare>false</InCare></LookedAfter><Address><BS7666Address>"
        f"<PAON>{house}</PAON><Street>{escape(street)}</Street><Town>{escape(child.town)}</Town>"
        f"</BS7666Address><PostCode>{child.postcode}</PostCode></Address>"
        f"<Contacts>{contacts}</Contacts></Pupil>"
    )


def _contact(parent: Parent, *, order: int) -> str:
    return (
        f"<Contact><Order>{order}</Order><Title>{parent.title}</Title>"
        f"<Surname>{escape(parent.surname)}</Surname>"
        f"<Forename>{escape(parent.forename)}</Forename>"
        f"<Relationship>{parent.relationship}</Relationship><Responsibility>"
        f"{'false' if parent.relationship == 'STF' else 'true'}</Responsibility>"
        "<Address><AddressAsPupil>true</AddressAsPupil></Address><Phones><Phone>"
        f"<TelephoneType>M</TelephoneType><PhoneNo>{parent.phone}</PhoneNo></Phone></Phones>"
        "</Contact>"
    )
